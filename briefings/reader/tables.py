"""Tables: a caption, widths, one row of heads, rows as long as it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from briefings.document import Alignment, Blocks, Cell, Inlines, Table, TableRole
from briefings.reader.inlines import Lines
from briefings.reader.references import References
from briefings.reader.xhtml import Element, Refusals, blank

WIDTHS_TOLERANCE = 0.5
"""How far the widths of a table's columns may be from 100 per cent in all."""

_WIDE = " wide"
"""What the class of a table too wide for an upright page ends in."""
_PARTS = ("colgroup", "thead", "tbody")
_WIDTH = re.compile(r"width: ?([0-9]{1,3}(?:\.[0-9]{1,6})?)%;?")


@dataclass(frozen=True, slots=True)
class Tables:
    """Reads tables; *flow* reads what a cell holds."""

    refusals: Refusals
    references: References
    lines: Lines
    flow: Callable[[Element], Blocks]

    def table(self, element: Element) -> Table | None:
        """A table, or none where its parts are not those of one."""
        self.refusals.attributes(element, "class", "id")
        role, wide = self._role(element)
        name = self.references.identify(element)
        self.references.exhibits["tables"].add(name)
        if not self.refusals.in_order(element, "H110", _PARTS, ("caption", *_PARTS)):
            return None
        *captions, columns, head, body = element
        caption = self._caption(captions[0]) if captions else ()
        widths = self._widths(columns)
        heads = self._rows(head, len(widths), head=True)
        if len(heads) > 1:
            self.refusals.add(head, "H110", "has several rows", "write one row of heads")
        rows = self._rows(body, len(widths), head=False)
        return Table(role, widths, heads[0] if heads else (), rows, caption, name, wide)

    def _role(self, element: Element) -> tuple[TableRole, bool]:
        """The role of a table, and whether its class says that it is wide."""
        roles: tuple[TableRole, ...] = get_args(TableRole)
        shown = {f"{role}{_WIDE}": role for role in roles}
        if wide := element.get("class", "").endswith(_WIDE):
            return shown[self.refusals.choice(element, tuple(shown))], wide
        return self.refusals.choice(element, roles), wide

    def _caption(self, element: Element) -> Inlines:
        self.refusals.attributes(element)
        return self.lines.line(element)

    def _widths(self, columns: Element) -> tuple[float, ...]:
        self.refusals.attributes(columns)
        widths = tuple(self._width(child) for child in self.refusals.children(columns, "col"))
        if widths and 0 not in widths and abs(sum(widths) - 100) > WIDTHS_TOLERANCE:
            what = f"has widths of {sum(widths):g}% in all"
            self.refusals.add(columns, "H110", what, "let the widths make 100%")
        return widths

    def _width(self, column: Element) -> float:
        self.refusals.attributes(column, "style")
        self.refusals.void(column)
        match = _WIDTH.fullmatch(column.get("style", ""))
        width = float(match[1]) if match else 0.0
        if not width:
            remedy = 'give it one above nothing, such as style="width:30%"'
            self.refusals.add(column, "H110", "has no width", remedy)
        return width

    def _rows(self, part: Element, columns: int, *, head: bool) -> tuple[tuple[Cell, ...], ...]:
        self.refusals.attributes(part)
        rows = self.refusals.children(part, "tr")
        return tuple(self._row(row, columns, head) for row in rows)

    def _row(self, row: Element, columns: int, head: bool) -> tuple[Cell, ...]:
        self.refusals.attributes(row)
        cells = self.refusals.children(row, *(("th",) if head else ("th", "td")))
        if len(row) != columns:
            what = f"has {len(row)} cells, the table has {columns} columns"
            self.refusals.add(row, "H110", what, "write one cell for each <col>")
        return tuple(self._cell(cell, "col" if head else "row") for cell in cells)

    def _cell(self, cell: Element, scope: Literal["col", "row"]) -> Cell:
        self.refusals.attributes(cell, "class", *(("scope",) if cell.tag == "th" else ()))
        align = self.refusals.choice(cell, get_args(Alignment), "left")
        if cell.tag == "td":
            return Cell(self.flow(cell), None, align)
        if cell.get("scope") != scope:
            self.refusals.add(cell, "H110", "has the wrong scope", f'give it scope="{scope}"')
        if blank(cell):
            self.refusals.empty(cell)
        return Cell(self.flow(cell), "column" if scope == "col" else "row", align)

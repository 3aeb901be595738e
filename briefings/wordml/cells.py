"""Tables and what stands in their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefings.document import Block, Cell, Paragraph, Table, plain_text
from briefings.wordml import roles, tables
from briefings.wordml.compositor import Compositor
from briefings.wordml.look import Align, Look, Zone
from briefings.wordml.xml import Element, qualified

_TWIPS_A_POINT = 20


@dataclass(frozen=True, slots=True)
class Tables:
    """Sets tables; *block* sets what is no paragraph in a cell."""

    compositor: Compositor
    block: Callable[[Block, Zone], list[Element]]

    def set(self, block: Table) -> list[Element]:
        """A table with its caption above it, or a little space where it has none."""
        compositor = self.compositor
        above = compositor.caption(block.caption, "Table", block.id) if block.caption else None
        made = [compositor.separator() if above is None else above]
        room, turned = compositor.room, block.wide and compositor.file.book
        width = compositor.file.turned.full if turned else room
        widths = tables.grid(width, block.widths)
        head, *body = [self._row(cells, widths) for cells in (block.head, *block.body)]
        compositor.room = room
        compositor.file.sheet.tables[block.role] = None
        words, mirrored = plain_text(block.caption), compositor.file.page.mirrored
        made.append(tables.table(block.role, widths, head, body, words, mirrored))
        return compositor.marked(made, block.id)

    def _row(self, cells: Sequence[Cell], widths: Sequence[int]) -> list[list[Element]]:
        made = []
        inline = self.compositor.file.theme.padding.inline
        for cell, width in zip(cells, widths, strict=True):
            self.compositor.room = width / _TWIPS_A_POINT - 2 * inline
            made.append(self._cell(cell))
        return made

    def _cell(self, cell: Cell) -> list[Element]:
        """The blocks of a cell, the last of them a paragraph, as Word demands."""
        made: list[Element] = []
        for block in cell.blocks:
            match block:
                case Paragraph(children, role):
                    own = roles.cell(cell, first=not made)
                    look = own if role == "body" else roles.paragraph(role, "cell")
                    made.append(self.compositor.set(self._aligned(look, cell.align), children))
                case _:
                    made += self.block(block, "cell")
        if not made or made[-1].tag == qualified("w:tbl"):
            made.append(self.compositor.set(roles.cell(cell, first=True), ()))
        return made

    def _aligned(self, look: Look, align: Align) -> Look:
        """*look* as a column is aligned; figures at the right, where mirrored lines begin."""
        begins = align == "right" and self.compositor.file.page.mirrored
        return look if begins else roles.aligned(look, align)

"""Reading the engine's boxes as frames of a galley: one tall page, a column for each variant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from briefings.engine import Columns, Measured
from briefings.engine.baseline import step_of
from briefings.engine.columns import is_columns
from briefings.galley import Along, Frame, Held, Lines
from briefings.galley.marks import Places

PT = 0.75
"""pt in a px of CSS."""

Entry = Lines | Frame | Held | Along

Boxes = Mapping[int, Sequence[tuple[Any, bool]]]
"""The boxes of each variant, and whether each begins a page for reasons of its own."""


def read(boxes: Boxes, columns: Columns, across: bool = False) -> Measured:
    """The frames of *boxes*, of which the first variant says all that there is.

    What is not in the element for columns stands *across* all of them, if there are several.
    """
    parts: dict[Held, dict[int, Frame]] = {}
    roots = []
    for number, (ranks, named) in reversed([*enumerate(columns.variants)]):
        places = Places(ranks, columns.callers, parts, named)
        roots.append(_Reading(places, wide=across).column(boxes[number]))
    return Measured(roots[-1], parts)


def columns_of(pages: Iterable[Any]) -> Boxes:
    """The boxes of each variant on the engine's *pages*."""
    columns: dict[int, list[tuple[Any, bool]]] = {}
    for page in pages:
        root = page.children[0]
        for column in root.children[0].children:
            number = int(column.element.get("data-variant"))
            fresh = number in columns
            boxes = columns.setdefault(number, [])
            boxes += [(box, fresh and box is column.children[0]) for box in column.children]
    return columns


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one variant's boxes."""

    places: Places
    foot: bool = False
    """Whether it is in the notes that will stand at the foot of pages."""
    wide: bool = False
    """Whether it is in what will stand across all columns."""

    def column(self, boxes: Sequence[tuple[Any, bool]]) -> Frame:
        """The whole column."""
        flowing = ((box, fresh) for box, fresh in boxes if _flows(box))
        entries = ((entry, fresh) for box, fresh in flowing for entry in self.outermost(box))
        return Frame(tuple(Frame((e,), fresh=True) if fresh else e for e, fresh in entries))

    def outermost(self, box: Any) -> Iterator[Entry]:
        """One box of the whole; the space above the columns is taken from each of them."""
        if is_columns(box):
            yield Frame((Lines((box.margin_top * PT,)),), wide=True)
            yield from replace(self, wide=False).matter(box)
        else:
            yield self.entry(box, None)

    def matter(self, box: Any) -> tuple[Entry, ...]:
        """What stands in a block."""
        lines: list[float] = []
        calls: list[tuple[str, ...]] = []
        entries: list[Entry] = []
        for child in box.children:
            if type(child).__name__ == "LineBox":
                lines.append(child.height * PT)
                calls.append(self.called(child))
            elif _flows(child):
                entries.append(self.entry(child, box.element))
        paragraph = Lines(tuple(lines), tuple(calls) if any(calls) else ())
        return (*((paragraph,) if lines else ()), *entries)

    def called(self, line: Any) -> tuple[str, ...]:
        """The notes that a line calls."""
        found = {
            box.element: self.places.called(box.element)
            for box in line.descendants()
            if box.element is not None and box.element.get("role") == "doc-noteref"
        }
        return tuple(found.values())

    def entry(self, box: Any, within: Any) -> Entry:
        """One box; a box may be several of one element, of which the outermost is marked."""
        if box.element is None or box.element is within:
            return self.frame(box)
        return self.places.placed(box.element, lambda: self.frame(box))

    def frame(self, box: Any) -> Frame:
        """One box as a frame."""
        name = type(box).__name__
        if name == "TableRowGroupBox":
            return self._rows(box)
        within = replace(self, foot=True) if _said_of(box, "class") == "footnotes" else self
        # Beside blocks there are pictures, and what the engine lays out in ways of its own.
        matter = within.matter(box) if name in BLOCKS else (Lines((box.height * PT,)),)
        style = box.style
        return Frame(
            matter,
            space=round(box.margin_top * PT, 3),
            stretches=_stretches(style),
            top=(box.padding_top + box.border_top_width) * PT,
            bottom=(box.padding_bottom + box.border_bottom_width) * PT,
            after=box.margin_bottom * PT,
            solid=style["break_inside"] == "avoid",
            tied=style["break_after"] == "avoid",
            beside=box.is_floated(),
            clear=style["clear"] != "none" and not box.is_floated(),
            firm=getattr(box, "is_table_wrapper", False) and not _captioned(box),
            turned=_own(style, "__turned") is not None,
            note=_said_of(box, "id") if self.foot else "",
            wide=self.wide,
            step=step_of(box),
        )

    def _rows(self, group: Any) -> Frame:
        feet = [row.position_y for row in group.children[1:]] + [group.position_y + group.height]
        entries = tuple(
            self.places.placed(row.element, partial(self._row, row, foot - row.position_y))
            for row, foot in zip(group.children, feet, strict=True)
        )
        return Frame(entries, head=group.is_header, tied=group.is_header, solid=group.is_header)

    def _row(self, row: Any, height: float) -> Frame:
        """A row of *height* px; what its cells do not fill are the edges that they share."""
        cells = tuple(
            Frame(self.matter(cell), top=(cell.padding_top + cell.border_top_width) * PT)
            for cell in row.children
        )
        filled = max(c.padding_top + c.border_top_width + c.height for c in row.children)
        return Frame(cells, across=True, solid=True, bottom=(height - filled) * PT)


BLOCKS = ("BlockBox", "TableBox", "TableCaptionBox")


def _captioned(wrapper: Any) -> bool:
    return any(type(child).__name__ == "TableCaptionBox" for child in wrapper.children)


def _said_of(box: Any, attribute: str) -> str:
    """What the element of a box has for an attribute."""
    return "" if box.element is None else str(box.element.get(attribute, ""))


def _flows(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def _stretches(style: Any) -> bool:
    """Whether the space above is that of the theme's style and not one that the page sets."""
    own, used = _own(style, "__above"), _own(style, "margin_top")
    if not own or not used:
        return False
    return bool(own[0].value == getattr(used, "value", None))


def _own(style: Any, name: str) -> Any:
    """What the style sheet says of an element itself; of a property of ours, its tokens."""
    cascaded = getattr(style, "cascaded", None) or {}
    return cascaded[name][0] if name in cascaded else None

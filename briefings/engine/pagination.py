"""Where things stand on the engine's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefings.engine.columns import is_columns
from briefings.galley.colonnade import reached

PT_PER_PX = 0.75

SHORT = 0.9
"""Share of the last page below which its two columns are made even."""


def page_of(engine: Any) -> dict[str, int]:
    """The page of each anchor, counted from 1, where what has it begins."""
    pages: dict[str, int] = {}
    for number, page in enumerate(engine.pages, 1):
        for name in page.anchors:
            pages.setdefault(name, number)  # a table has its id on every page that it goes on to
    return pages


def misplaced(engine: Any, notes: Iterable[str]) -> list[str]:
    """Those of the footnotes called *notes* that stand on no page, on several, or on more than one.

    The engine forgets what one page put off to the next, or puts it there twice, when it lays out
    that next one again for the numbers of pages that are printed on it. A note that is higher than
    a page it lets run over the edge.
    """
    on: dict[str, int] = dict.fromkeys(notes, 0)
    for page in engine.pages:
        whole = _foot_height(page._page_box) <= page._page_box.height
        for name in on.keys() & page.anchors.keys():
            on[name] += 1 if whole else 2
    return [name for name, times in on.items() if times != 1]


def used(page: Any, columns: int = 1) -> tuple[float, float]:
    """Height of the text area of *page*, and of what stands in it: text and footnotes; pt.

    Of a page in *columns*, both are those of all its columns together.
    """
    box = page._page_box
    if columns > 1:
        return columns * box.height * PT_PER_PX, _in_columns(box, columns) * PT_PER_PX
    taken = _bottom(box.children[0]) - box.content_box_y() + _foot_height(box)
    return box.height * PT_PER_PX, min(taken, box.height) * PT_PER_PX


def evened(engine: Any, columns: int) -> int | None:
    """The number of the block that best begins the second of two *columns* of the last page, where
    that is not full, for them to end at much the same height; None if there is none.

    Blocks are counted from 0, from the first beneath the masthead.
    """
    height, taken = used(engine.pages[-1], columns)
    page = engine.pages[-1]._page_box
    heights = _blocks(page) if columns == 2 and taken < SHORT * height else {}
    numbers = sorted(heights)

    def highest(number: int) -> float:
        before = sum(heights[n] for n in numbers if n < number)
        return max(before, sum(heights.values()) - before)

    return min(numbers[1:], key=highest, default=None)


def _blocks(page: Any) -> dict[int, float]:
    """What each block in columns takes of a page, px, by its number."""
    (within,) = [box for box in page.descendants() if is_columns(box) and not box.is_column][:1]
    numbers = {child: number for number, child in enumerate(within.element)}
    heights: dict[int, float] = {}
    for column in within.children:
        for box in column.children:
            number = numbers[box.element]
            heights[number] = heights.get(number, 0.0) + _bottom(box) - box.position_y
    return heights


def _in_columns(page: Any, columns: int) -> float:
    """What is taken of all columns of a page, px."""
    top = page.content_box_y()
    there = [box for box in page.descendants() if getattr(box, "is_column", False)]
    if not there:
        return columns * float(min(_bottom(page.children[0]) - top, page.height))
    begun = there[0].position_y - top
    at = min(_bottom(there[-1]) - top, page.height)
    return reached(columns, page.height, begun, len(there), at)


def _bottom(box: Any) -> float:
    """Where what stands in a box ends, px."""
    ends = (b.position_y + b.margin_height() for b in _column(box))
    return float(max(ends, default=box.content_box_y()))


def _foot_height(page: Any) -> float:
    """Height of the footnotes of a page with the rule above them, px."""
    feet = (box for box in page.children if type(box).__name__ == "FootnoteAreaBox")
    return sum((float(foot.margin_height()) for foot in feet if foot.children), 0.0)


def _column(box: Any) -> Iterator[Any]:
    """Boxes of the column of text: not what floats beside it."""
    for child in box.children:
        if child.is_in_normal_flow() and getattr(child, "height", None) not in (None, "auto"):
            yield child
            if hasattr(child, "children"):
                yield from _column(child)

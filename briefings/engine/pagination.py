"""Where things stand on the engine's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

PT_PER_PX = 0.75


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


def used(page: Any) -> tuple[float, float]:
    """Height of the text area of *page*, and of what stands in it: text and footnotes; pt."""
    box = page._page_box
    top = box.content_box_y()
    bottom = max((b.position_y + b.margin_height() for b in _column(box.children[0])), default=top)
    taken = bottom - top + _foot_height(box)
    return box.height * PT_PER_PX, min(taken, box.height) * PT_PER_PX


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

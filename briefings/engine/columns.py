"""Columns as the engine fills them: what begins one, and the space above it.

The engine fills columns as it fills pages, one after the other, and keeps headings, rows and
paragraphs in them as it does on pages. Only the space above what begins a column it leaves there on
the first page, and above some elements on others too. By CSS Fragmentation Level 3 (5.2) it has to
go, as it does at the top of a page, and Word lets it go as well. This is seen to here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

CLASS = "columns"
"""Class of the element that is set in columns."""


def is_columns(box: Any) -> bool:
    """Whether a box is the element that is set in columns."""
    return box.element is not None and box.element.get("class") == CLASS


@contextmanager
def without_space_at_their_top() -> Iterator[None]:
    """Have the engine set what begins a column at its very top."""
    from weasyprint.layout import block

    lay_out = block.block_box_layout

    def at_the_top(context: Any, box: Any, bottom: Any, skip: Any, *more: Any, **named: Any) -> Any:
        column = _begun(box, skip) if box.is_column else box
        return lay_out(context, column, bottom, skip, *more, **named)

    block.block_box_layout = at_the_top
    try:
        yield
    finally:
        block.block_box_layout = lay_out


def _begun(box: Any, skip: Mapping[int, Any] | None) -> Any:
    """*box*, of which so much stands before already, without space above what now begins in it."""
    ((index, within),) = skip.items() if skip else ((0, None),)
    places = (n for n in range(index, len(box.children)) if box.children[n].is_in_normal_flow())
    place = next(places, None)
    if place is None or not _holds_blocks(box):
        return box
    child = box.children[place]
    goes_on = within is not None and place == index
    child = child if goes_on else _flush(child)
    if goes_on or _is_open(child):
        child = _begun(child, within if goes_on else None)
    children = [*box.children]
    children[place] = child
    return box.copy_with_children(children)


def _flush(box: Any) -> Any:
    from weasyprint.css.properties import INITIAL_VALUES

    made = box.copy()
    made.style = box.style.copy()
    made.style["margin_top"] = INITIAL_VALUES["margin_top"]
    return made


def _holds_blocks(box: Any) -> bool:
    return type(box).__name__ == "BlockBox" and not getattr(box, "is_table_wrapper", False)


def _is_open(box: Any) -> bool:
    """Whether the space above what is first in a box adjoins the space above the box."""
    edges = ("padding_top", "border_top_width")
    return _holds_blocks(box) and not any(_length(box.style[edge]) for edge in edges)


def _length(value: Any) -> float:
    return float(getattr(value, "value", value))

"""Columns: text that runs in several of them, beneath a masthead across them all."""

from __future__ import annotations

from briefings.engine.columns import CLASS
from briefings.library.layouts import Layout

HEAD_ENDS = "</header>"


def across(fragment: str) -> str:
    """*fragment* with all beneath its masthead in an element that is set in columns."""
    head, end, rest = fragment.rpartition(HEAD_ENDS)
    return f'{head}{end}<div class="{CLASS}">{rest}</div>'


def in_one(layout: Layout) -> str:
    """What a style sheet says to have everything in a single column, as wide as one of several."""
    if not layout.columns:
        return ""
    return f".{CLASS} {{ columns: auto; display: flow-root; width: {layout.text}mm }}"


def parted(number: int) -> str:
    """What a style sheet says to have the block of that *number* begin a column."""
    return f".{CLASS} > :nth-child({number + 1}) {{ break-before: column }}"

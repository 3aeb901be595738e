"""The colonnade: how strips fall onto pages on which the text runs in several columns.

What stands across all columns opens the first page and takes from each of them; beneath it the
text fills one column after the other, as it would fill so many pages. A page counts as one column
of the height of all its columns together. All lengths are in pt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefings.makeup import Pages, Strip, extent, made_up


def columned(strips: Sequence[Strip], height: float, columns: int) -> Pages:
    """*strips* made up into pages of so many *columns* of that *height*.

    What is too high for the columns beneath the head counts as severed: the engine would begin
    them on the next page.
    """
    begun = extent(strip for strip in strips if strip.wide)
    flow = [strip for strip in strips if not strip.wide]
    made = made_up(flow, height, begun=(begun,) * columns)
    used = []
    for first in range(0, made.count, columns):
        there = made.used[first : first + columns]
        used.append(reached(columns, height, begun if not first else 0.0, len(there), there[-1]))
    severed = made.severed + max(0.0, begun - height)
    return replace(made, used=tuple(used), height=columns * height, severed=severed, lacking=())


def reached(columns: int, height: float, begun: float, count: int, at: float) -> float:
    """How much is taken of a page of so many *columns* of that *height*, the first *count* of
    which are in use, beneath a head that ends at *begun*; in the last of them it is taken to *at*.
    """
    return columns * begun + (count - 1) * (height - begun) + at - begun

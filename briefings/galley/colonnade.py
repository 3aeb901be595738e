"""The colonnade: how strips fall onto pages on which the text runs in several columns.

What stands across all columns opens the first page and takes from each of them; beneath it the
text fills one column after the other, as it would fill so many pages. A page counts as one column
of the height of all its columns together. All lengths are in pt.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefings.galley.makeup import Pages, Strip, extent, made_up


def columned(strips: Sequence[Strip], height: float, columns: int) -> Pages:
    """*strips* made up into pages of so many *columns* of that *height*.

    What is too high for the columns beneath the head counts as severed: the engine would begin
    them on the next page. The space that Word has at the top of columns and the PDF has not may
    have more than itself begin a column later; how much more is taken in the end is blank.
    """
    begun = extent(strip for strip in strips if strip.wide)
    flow = [strip for strip in strips if not strip.wide]
    made, word = (
        made_up(flow, height, begun=(begun,) * columns, firmly=firmly) for firmly in (False, True)
    )
    used = _by_page(made.used, height, begun, columns)
    last = _by_page(word.used, height, begun, columns)
    more = (len(last) - len(used)) * columns * height + last[-1] - used[-1]
    severed = made.severed + max(0.0, begun - height)
    return Pages(used, columns * height, max(0.0, more), severed)


def _by_page(used: Sequence[float], height: float, begun: float, columns: int) -> tuple[float, ...]:
    """What is taken of each page, by what is *used* of each column."""
    pages = (used[first : first + columns] for first in range(0, len(used), columns))
    return tuple(
        reached(columns, height, 0.0 if page else begun, len(there), there[-1])
        for page, there in enumerate(pages)
    )


def reached(columns: int, height: float, begun: float, count: int, at: float) -> float:
    """How much is taken of a page of so many *columns* of that *height*, the first *count* of
    which are in use, beneath a head that ends at *begun*; in the last of them it is taken to *at*.
    """
    return columns * begun + (count - 1) * (height - begun) + at - begun

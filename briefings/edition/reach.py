"""Reach: of very much content, what could have room at all, told by its words alone.

To measure everything takes time in proportion to what there is, to choose does not: most of what
is there of thousands of parts can't be chosen. Of each priority the shortest parts are kept, for as
many as possible come in, until they are several times more than the longest product could hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from briefings.edition import Edition
from briefings.edition.fit import Target
from briefings.edition.stock import reached
from briefings.edition.stocktaking import needs, priorities
from briefings.errors import ContentError, Place, Problem
from briefings.library.kind import Kind
from briefings.model.blocks import Chart, Data, Figure
from briefings.model.parts import PRIORITIES, Part, Worded
from briefings.model.tree import choosable

DENSE = 900
"""Words that a page holds at most: A4 in 8.5 pt, without a heading or a margin note."""

TIMES = 3
"""How many times more than has room is measured."""

OVERHEAD = 6
"""What a part takes beside its words, in words: space above, a bullet, a note's call."""

PICTURE = 60
"""What a picture or a table from a file takes at least, in words."""


def within_reach(edition: Edition, words: int, place: Place) -> Edition:
    """*edition* without what has no chance of a place among so many *words*.

    Raises ContentError at *place* where what must stay alone is far more than that.
    """
    sizes = dict(_sizes(edition))
    if sum(sizes.values()) <= 2 * TIMES * words:
        return edition
    ranks, needed = priorities(edition), needs(edition)
    kept: set[str] = set()
    room = float(TIMES * words)
    for priority in PRIORITIES:
        own = [key for key in sizes if ranks[key] == priority]
        if priority == "must" and (must := sum(sizes[key] for key in own)) > room:
            raise ContentError(_far_too_long(edition, must, words, place))
        for key in sorted(own, key=lambda key: sizes[key]):
            if priority == "must" or room > 0:
                more = reached([key], needed) - kept
                room -= sum(sizes[other] for other in more)
                kept |= more
    return edition.without(sizes.keys() - kept, {})


def _sizes(edition: Edition) -> Iterator[tuple[str, int]]:
    """The shortest that each part can be, in words, roughly."""
    for here in choosable(edition.briefing):
        yield here.part.key, _size(here.part) + OVERHEAD


def _size(part: Part) -> int:
    if isinstance(part, Chart | Figure):
        return PICTURE
    if isinstance(part, Data):
        return sum(len(" ".join(row).split()) for row in part.rows) or PICTURE
    return len(part.wording(part.levels[0]).split()) if isinstance(part, Worded) else 0


def _far_too_long(edition: Edition, must: int, words: int, place: Place) -> Problem:
    who = f"{edition.kind.name} for {edition.audience.name}"
    what = f"what must stay in {who} is about {must} words, {ceil(must / words)} times too long"
    return Problem(place, "F101", what, "give most of it a lower priority, or allow more length")


def reach(kind: Kind, target: Target) -> int | None:
    """Words that the longest product asked for could have; for any length where the kind has one,
    so that what is measured serves them all.
    """
    if not target.limited:
        return None
    most = kind.pages.most if kind.pages else target.most
    return most * DENSE if most else target.words

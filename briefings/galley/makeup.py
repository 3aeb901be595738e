"""Making up: how the strips of a column fall onto pages.

A strip is a piece of the column that no page break parts. All lengths are in pt. The rules are
those of CSS 2.2 (adjoining margins collapse) and of CSS Fragmentation Level 3: no space at the top
of a page, a heading keeps with what follows, two lines at least stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple, TypeAlias


class Step(NamedTuple):
    """A grid of lines *apart*, one of which is to be met so far *within* what begins."""

    apart: float
    within: float = 0

    def begun(self, at: float) -> float:
        """Where it begins that else would *at* that height below the top of the grid."""
        lines = ceil((at + self.within - SLACK) / self.apart)
        return max(at, lines * self.apart - self.within)


class Strip(NamedTuple):
    """A piece of the column that no page break parts."""

    above: float
    height: float
    below: float = 0
    tied: bool = False
    fresh: bool = False
    beside: bool = False
    clear: bool = False
    """Stands below everything in the side column."""
    firm: bool = False
    """Has its space at the top of a page too, in Word."""
    head: float = 0
    """Height of the table head that stands over it again where it begins a page."""
    turned: bool = False
    """Stands on a landscape page."""
    calls: tuple[str, ...] = ()
    """Notes that it calls."""
    note: str = ""
    """The note that it is, which stands at the foot of the page that calls it first."""
    wide: bool = False
    """Stands across all columns of its page."""
    step: Step | None = None
    """The grid that it begins on."""


Strips: TypeAlias = tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages there are, and the height taken on each, in pt.

    Where text runs in several columns, heights are those of all columns of a page together.
    """

    used: tuple[float, ...]
    height: float
    blank: float = 0
    """What Word takes more, for the space that it has at the top of pages and the PDF has not."""
    severed: float = 0
    """Height of what no page can hold, or what stands beside the text and finds no room there.
    The engine would part it, or the text around it: no such choice is taken."""
    lacking: tuple[float, ...] = ()
    """What of the height used on each page is not there, the page being landscape."""

    @property
    def filled(self) -> tuple[float, ...]:
        """How much of each page is filled, as a share."""
        lacking = self.lacking or (0.0,) * self.count
        return tuple(
            (used - lack) / (self.height - lack)
            for used, lack in zip(self.used, lacking, strict=True)
        )

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self.used)

    def excess(self, most: int) -> float:
        """By how much it is longer than *most* pages, in Word too; below 0: by how much shorter."""
        if self.count > most:
            return sum(self.used[most:]) + self.blank
        if self.severed:
            return self.severed
        return self.used[-1] + self.blank - (most - self.count + 1) * self.height


def extent(strips: Iterable[Strip], columns: int = 1) -> float:
    """The height of *strips* in one column, with the space above the first, without what stands
    beside it; what stands across several *columns* takes it from each.

    The first stands on the grid, if there is one.
    """
    total, below, top = 0.0, 0.0, None
    for strip in strips:
        if not strip.beside:
            space = max(strip.above, below)
            top = space if top is None else top
            if strip.step:
                space = top + strip.step.begun(total + space - top) - total
            taken = space + strip.height
            total += taken * columns if strip.wide else taken
            below = strip.below
    return total


def made_up(
    strips: Sequence[Strip],
    height: float,
    lack: float = 0,
    rule: float = 0,
    begun: Sequence[float] = (),
    firmly: bool = False,
) -> Pages:
    """*strips* made up into pages of *height*, landscape ones being lower by *lack*.

    Notes stand at the foot of pages, under a *rule*. Of the first pages so much is taken already
    as *begun* says. *firmly*: with the space at the top of pages that Word has there.
    """
    notes = {strip.note: strip.above + strip.height for strip in strips if strip.note}
    start = begun[0] if begun else 0.0
    used, lacking = [start], [0.0]
    at = start
    below = side = feet = severed = blank = 0.0
    for block in _blocks(strip for strip in strips if not strip.note):
        first, short = block[0], lack if block[-1].turned else 0.0
        severed += max(0.0, *(strip.height + short - (height - start) for strip in block))
        called = sum(notes.pop(name, 0.0) for strip in block for name in strip.calls)
        with_notes = feet + called + (rule if called and not feet else 0)
        if first.beside:
            end = max(side, at + max(first.above, below)) + first.height
            severed += first.height if end > height + SLACK else 0
            side, feet = end + first.below, with_notes
            continue
        end = _end(block, at, start + lacking[-1], at == start, below, side)
        full = first.fresh or short != lacking[-1] or end + with_notes > height + SLACK
        if at > start and full:
            start = begun[len(used)] if len(used) < len(begun) else 0.0
            used.append(0.0)
            lacking.append(short)
            side, with_notes = 0.0, called and called + rule
            space = first.above if first.firm else 0.0
            blank += space
            top = start + short
            end = _end(block, top + first.head + space * firmly, top, True, 0, side)
        elif at == start and short:
            lacking[-1] = short
            end += short
        at, below, feet = end, block[-1].below, with_notes
        used[-1] = at + feet
    return Pages(tuple(used), height, blank, severed, tuple(lacking))


def in_word_too(strips: Sequence[Strip], height: float, lack: float, rule: float) -> Pages:
    """*strips* made up into pages of *height*; what Word takes more of them in the end is blank.

    The space that it has at the top of a page may have more than itself go on to the next.
    """
    made = made_up(strips, height, lack, rule)
    if not made.blank:
        return made
    word = made_up(strips, height, lack, rule, firmly=True)
    more = (word.count - made.count) * height + word.used[-1] - made.used[-1]
    return replace(made, blank=max(0.0, more))


def _end(
    block: Sequence[Strip], at: float, grid: float, top: bool, below: float, foot: float
) -> float:
    """Where *block* ends that begins *at* that height, on a page whose side column ends at *foot*
    and whose *grid* begins at that height.

    There is no space above it at the *top* of a page.
    """
    for strip in block:
        at += 0 if top else max(strip.above, below)
        at = max(at, foot) if strip.clear else at
        at = grid + strip.step.begun(at - grid) if strip.step else at
        at += strip.height
        top, below = False, strip.below
    return at


def feathered(space: float, stretch: float) -> float:
    """*space* stretched, in whole twentieths of a pt, the smallest unit of Word."""
    return round(space * stretch * 20) / 20 if stretch != 1 else space


SLACK = 0.01
"""Rounding of the engine, pt."""


def _blocks(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips tied to what follows, together with it; what stands beside the text by itself."""
    block: list[Strip] = []
    for strip in strips:
        if strip.beside:
            yield [strip]
            continue
        block.append(strip)
        if not strip.tied:
            yield block
            block = []
    if block:
        yield block

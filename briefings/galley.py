"""The galley: all that an edition may say, measured in one long column before there are pages.

Printers pulled such proofs to see how long a text ran. Here the column is kept as frames, one for
each block that was laid out, with the places in it that parts may take, each at any of its
wordings; so that for every choice of parts the length is known without laying anything out again::

    Frame     a block of the column: its space, its padding, and what stands in it
    Strip     a piece of the column that no page break parts
    Pages     how the strips of one choice fall onto pages

All lengths are in pt. The rules are those of CSS 2.2 (adjoining margins collapse) and of CSS
Fragmentation Level 3: no space at the top of a page, a heading keeps with what follows, two lines
at least stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

Choice: TypeAlias = Mapping[str, int]
"""Parts that are kept, by key, with the rank of their wording: 1 is the shortest."""

TOGETHER = 2
"""Lines of a paragraph that stand at least together at the foot and at the head of a page."""


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


Strips: TypeAlias = tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one paragraph, by their heights."""

    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A place that a part takes; *nth* tells its several places apart."""

    key: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Along:
    """What comes along with any of several parts, at one rank of its wording or (0) at any."""

    who: frozenset[tuple[str, int]]
    frame: Frame

    def comes(self, choice: Choice) -> bool:
        """Whether one of them is there."""
        return any(
            choice.get(key, -1) in ((rank,) if rank else choice.values()) for key, rank in self.who
        )


@dataclass(frozen=True)
class Frame:
    """A block of the column. One that holds places of parts is there if any of them is taken."""

    matter: tuple[Lines | Frame | Held | Along, ...] = ()
    space: float = 0
    """Above it; adjoining spaces become the largest of them."""
    stretches: bool = False
    """Whether the theme may feather the space."""
    top: float = 0
    """Border and padding above the matter."""
    bottom: float = 0
    after: float = 0
    """Space below it."""
    solid: bool = False
    """Not to be parted by a page break, if one page can hold it."""
    tied: bool = False
    """Not to be parted from what follows."""
    fresh: bool = False
    """Begins a page."""
    beside: bool = False
    """Stands in the side column and takes no room in the column of text."""
    clear: bool = False
    """Reaches into the side column, and so stands below what is there."""
    firm: bool = False
    """Has its space at the top of a page too, in Word, where it is an empty line of its own."""
    across: bool = False
    """Holds its matter side by side, as a table row its cells."""
    head: bool = False
    """Stands again at the top of each page that its table goes on to."""
    turned: bool = False
    """Stands on landscape pages."""

    @cached_property
    def depends(self) -> bool:
        """Whether it holds places of parts."""
        return any(
            isinstance(entry, Held | Along) or (isinstance(entry, Frame) and entry.depends)
            for entry in self.matter
        )


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages there are, and the height taken on each, in pt."""

    used: tuple[float, ...]
    height: float
    blank: float = 0
    """Space that Word has at the top of pages and the PDF has not."""
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


@dataclass(frozen=True, slots=True)
class Galley:
    """The whole column, and the height of the pages that it will be made up into."""

    root: Frame
    parts: Mapping[Held, Mapping[int, Frame]]
    """What stands in a part's place, at each rank of its wording."""
    page: float
    lack: float = 0
    """What a landscape page is lower by, pt."""
    _unchanging: dict[tuple[int, float], Strips] = field(default_factory=dict, compare=False)

    def strips(self, choice: Choice, stretch: float = 1) -> Strips:
        """The column for *choice*, with spaces that may be feathered multiplied by *stretch*."""
        return self._set(self.root, choice, stretch)[0]

    def length(self, choice: Choice) -> float:
        """How long the column is for *choice*."""
        return extent(self.strips(choice))

    def pages(self, choice: Choice, stretch: float = 1) -> Pages:
        """How *choice* falls onto pages."""
        return made_up(self.strips(choice, stretch), self.page, self.lack)

    def extent(self, frame: Frame, choice: Choice) -> float:
        """The height of one frame for *choice*, by itself."""
        return extent(self._set(frame, choice, 1, kept=True)[0])

    def _set(
        self, frame: Frame, choice: Choice, stretch: float, kept: bool = False
    ) -> tuple[Strips, bool | None]:
        """The strips of *frame*, and whether parts are there that it holds (None: it holds none).

        Without them it is not there either, unless it is *kept* for its own sake.
        """
        known = self._unchanging.get((id(frame), stretch))
        if known is not None:
            return known, None
        pieces = [self._entry(entry, choice, stretch, frame.across) for entry in frame.matter]
        there = [held for _, held in pieces if held is not None]
        if there and not kept and not any(there):
            return (), False
        strips = self._framed(frame, [strips for strips, _ in pieces], stretch)
        if not there:
            self._unchanging[id(frame), stretch] = strips
        return strips, any(there) if there else None

    def _entry(
        self, entry: Lines | Frame | Held | Along, choice: Choice, stretch: float, kept: bool
    ) -> tuple[Strips, bool | None]:
        match entry:
            case Lines(heights):
                return tuple(_paragraph(heights)), None
            case Frame():
                return self._set(entry, choice, stretch, kept)
            case Held(key):
                if key not in choice:
                    return (), False
                return self._set(self.parts[entry][choice[key]], choice, stretch, kept=True)[
                    0
                ], True
            case Along(frame=frame):
                came = entry.comes(choice)
                return (self._set(frame, choice, stretch)[0] if came else ()), came

    def _framed(self, frame: Frame, pieces: Sequence[Strips], stretch: float) -> Strips:
        strips = _side_by_side(pieces) if frame.across else _under(frame, pieces)
        if frame.top or (frame.bottom and not strips):
            strips.insert(0, Strip(0, frame.top, tied=True))
        if not strips:
            return ()
        if frame.solid and extent(strips) <= self.page:
            strips = [_as_one(strips)]
        space = feathered(frame.space, stretch) if frame.stretches else frame.space
        first = strips[0]
        strips[0] = first._replace(
            above=max(first.above, space),
            fresh=first.fresh or frame.fresh,
            clear=first.clear or frame.clear,
            firm=first.firm or frame.firm,
        )
        if frame.turned:
            strips = [strip._replace(turned=True) for strip in strips]
        last = strips[-1]
        strips[-1] = last._replace(
            height=last.height + frame.bottom,
            below=frame.after if frame.bottom else max(last.below, frame.after),
            tied=last.tied or frame.tied,
        )
        return (_as_one(strips)._replace(beside=True),) if frame.beside else tuple(strips)


def _under(frame: Frame, pieces: Sequence[Strips]) -> list[Strip]:
    """Pieces one under the other; the rows of a table know the head that they stand under."""
    heads = [isinstance(entry, Frame) and entry.head for entry in frame.matter]
    head = sum(extent(piece) for piece, is_head in zip(pieces, heads, strict=True) if is_head)
    return [
        strip._replace(head=head) if head and not is_head else strip
        for piece, is_head in zip(pieces, heads, strict=True)
        for strip in piece
    ]


def _side_by_side(pieces: Sequence[Strips]) -> list[Strip]:
    return [Strip(0, max(map(extent, pieces), default=0.0))]


def _as_one(strips: Sequence[Strip]) -> Strip:
    first, last = strips[0], strips[-1]
    return first._replace(height=extent(strips) - first.above, below=last.below, tied=last.tied)


def _paragraph(heights: tuple[float, ...]) -> Iterator[Strip]:
    """A paragraph, to be parted only where enough lines stand together on both sides."""
    if len(heights) < 2 * TOGETHER:
        yield Strip(0, sum(heights))
        return
    yield Strip(0, sum(heights[:TOGETHER]))
    yield from (Strip(0, height) for height in heights[TOGETHER:-TOGETHER])
    yield Strip(0, sum(heights[-TOGETHER:]))


def extent(strips: Iterable[Strip]) -> float:
    """The height of *strips* in one column, with the space above the first, without what stands
    beside it.
    """
    total, below = 0.0, 0.0
    for strip in strips:
        if not strip.beside:
            total += max(strip.above, below) + strip.height
            below = strip.below
    return total


def made_up(strips: Iterable[Strip], height: float, lack: float = 0) -> Pages:
    """*strips* made up into pages of *height*, landscape ones being lower by *lack*."""
    used, lacking = [0.0], [0.0]
    below = foot = severed = blank = 0.0
    for block in _blocks(strips):
        first, short = block[0], lack if block[-1].turned else 0.0
        severed += max(0.0, *(strip.height + short - height for strip in block))
        if first.beside:
            end = max(foot, used[-1] + max(first.above, below)) + first.height
            severed += first.height if end > height + SLACK else 0
            foot = end + first.below
            continue
        end = _end(block, used[-1], not used[-1], below, foot)
        if used[-1] and (first.fresh or short != lacking[-1] or end > height + SLACK):
            used.append(first.head + short)
            lacking.append(short)
            foot = 0.0
            blank += first.above if first.firm else 0
            end = _end(block, first.head + short, True, 0, foot)
        elif not used[-1] and short:
            lacking[-1] = short
            end += short
        used[-1] = end
        below = block[-1].below
    return Pages(tuple(used), height, blank, severed, tuple(lacking))


def _end(block: Sequence[Strip], at: float, top: bool, below: float, foot: float) -> float:
    """Where *block* ends that begins *at* that height, on a page whose side column ends at *foot*.

    There is no space above it at the *top* of a page.
    """
    for strip in block:
        at += 0 if top else max(strip.above, below)
        at = max(at, foot) if strip.clear else at
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

"""The galley: all that an edition may say, measured in one long column before there are pages.

Printers pulled such proofs to see how long a text ran. Here the column is kept as frames, one for
each block that was laid out, with the places in it that parts may take, each at any of its
wordings; so that for every choice of parts the length is known without laying anything out again::

    Frame     a block of the column: its space, its padding, and what stands in it
    Galley    the whole column; for each choice its strips, which are made up into pages

All lengths are in pt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from briefings.galley.colonnade import columned
from briefings.galley.makeup import Pages, Step, Strip, Strips, extent, feathered, in_word_too

Choice: TypeAlias = Mapping[str, int]
"""Parts that are kept, by key, with the rank of their wording: 1 is the shortest."""

TOGETHER = 2
"""Lines of a paragraph that stand at least together at the foot and at the head of a page."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one paragraph, by their heights."""

    heights: tuple[float, ...]
    calls: tuple[tuple[str, ...], ...] = ()
    """The notes that each line calls, if any does."""


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
    note: str = ""
    """The note that it is, if notes stand at the foot of pages."""
    wide: bool = False
    """Stands across all columns of the page."""
    step: Step | None = None
    """The grid that it begins on."""

    @cached_property
    def depends(self) -> bool:
        """Whether it holds places of parts."""
        return any(
            isinstance(entry, Held | Along) or (isinstance(entry, Frame) and entry.depends)
            for entry in self.matter
        )


@dataclass(frozen=True, slots=True)
class Galley:
    """The whole column, and the height of the pages that it will be made up into."""

    root: Frame
    parts: Mapping[Held, Mapping[int, Frame]]
    """What stands in a part's place, at each rank of its wording."""
    page: float
    lack: float = 0
    """What a landscape page is lower by, pt."""
    rule: float = 0
    """Height of the rule above the notes at the foot of a page, with its spaces."""
    columns: int = 1
    """How many columns of that height a page has."""
    _unchanging: dict[tuple[int, float], Strips] = field(default_factory=dict, compare=False)

    def on(self, page: float) -> Galley:
        """The same column, for pages of another height."""
        return Galley(self.root, self.parts, page, self.lack, self.rule, self.columns)

    @property
    def capacity(self) -> float:
        """What a page holds, in all its columns."""
        return self.page * self.columns

    def strips(self, choice: Choice, stretch: float = 1) -> Strips:
        """The column for *choice*, with spaces that may be feathered multiplied by *stretch*."""
        return self._set(self.root, choice, stretch)[0]

    def length(self, choice: Choice) -> float:
        """How long the column is for *choice*."""
        return extent(self.strips(choice), self.columns)

    def pages(self, choice: Choice, stretch: float = 1) -> Pages:
        """How *choice* falls onto pages."""
        strips = self.strips(choice, stretch)
        if self.columns > 1:
            return columned(strips, self.page, self.columns)
        return in_word_too(strips, self.page, self.lack, self.rule)

    def extent(self, frame: Frame, choice: Choice) -> float:
        """The height of one frame for *choice*, by itself."""
        return extent(self._set(frame, choice, 1, kept=True)[0], self.columns)

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
            case Lines(heights, calls):
                return tuple(_paragraph(heights, calls)), None
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
        if frame.note or (frame.solid and extent(strips) <= self.page):
            strips = [_as_one(strips)]
        space = feathered(frame.space, stretch) if frame.stretches else frame.space
        first = strips[0]
        strips[0] = first._replace(
            above=max(first.above, space),
            fresh=first.fresh or frame.fresh,
            clear=first.clear or frame.clear,
            firm=first.firm or frame.firm,
            note=first.note or frame.note,
            step=first.step or frame.step,
        )
        if frame.turned:
            strips = [strip._replace(turned=True) for strip in strips]
        if frame.wide:
            strips = [strip._replace(wide=True) for strip in strips]
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
    calls = tuple(name for piece in pieces for strip in piece for name in strip.calls)
    return [Strip(0, max(map(extent, pieces), default=0.0), calls=calls)]


def _as_one(strips: Sequence[Strip]) -> Strip:
    first, last = strips[0], strips[-1]
    return first._replace(
        height=extent(strips) - first.above,
        below=last.below,
        tied=last.tied,
        calls=tuple(name for strip in strips for name in strip.calls),
    )


def _paragraph(heights: tuple[float, ...], calls: tuple[tuple[str, ...], ...]) -> Iterator[Strip]:
    """A paragraph, to be parted only where enough lines stand together on both sides."""
    count = len(heights)
    inner = range(TOGETHER, count - TOGETHER + 1) if count >= 2 * TOGETHER else ()
    for begin, end in pairwise((0, *inner, count)):
        called = tuple(name for line in calls[begin:end] for name in line)
        yield Strip(0, sum(heights[begin:end]), calls=called)

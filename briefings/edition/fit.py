"""Fitting: from an edition to one of the length asked for.

Parts give way in the author's order of priority: first what *could* stay, then what *should*; of
equal priority, the last in the author's order first; each part by its shorter wordings, then whole.
What *must* stay gives way only to its shortest wording. Text is never cut in the middle.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefings.edition import Edition
from briefings.errors import ContentError, Place, Problem
from briefings.model.blocks import Chart, Data, Figure
from briefings.model.briefing import Annex, Section, Source, Term
from briefings.model.parts import LEVELS, PRIORITIES, Level, Part, Priority, Worded
from briefings.model.tree import essential, held, walk

TRIES = 6
"""How many parts that gave way are tried again, to fill what room is left."""

OVERHEAD = 10
"""What a part or a row takes beside its words (heading, space above), in words."""

PICTURE = 150
"""What a picture takes, in words; a table from a file is taken for as much."""


@dataclass(frozen=True, slots=True)
class Target:
    """The length asked for, in pages or in words; neither means no limit."""

    pages: int | None = None
    words: int | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """The length a product has. *used* is the height taken on the last page, *height* that of a
    page's text area, both in mm."""

    pages: int
    words: int
    used: float
    height: float

    def within(self, target: Target) -> bool:
        """Whether it is no longer than *target*."""
        return self.share(target) <= 1

    def share(self, target: Target) -> float:
        """The length as a share of *target*: more than 1 is too long."""
        height = (self.pages - 1) * self.height + self.used
        pages = height / (target.pages * self.height) if target.pages else 0
        too_many = bool(target.pages) and self.pages > (target.pages or 0)
        words = self.words / target.words if target.words else 0
        return max(pages, words, 1.001 if too_many else 0)

    def excess(self, target: Target) -> str:
        """By how much it is too long, in words for the author."""
        if target.pages is not None and self.pages > target.pages:
            over = (self.pages - target.pages - 1) * self.height + self.used
            return f"{over:.0f} mm more than {target.pages} page{'s' * (target.pages > 1)}"
        return f"{self.words - (target.words or 0)} words more than {target.words}"


@dataclass(frozen=True, slots=True)
class Step:
    """One way to make an edition shorter: a part at a shorter wording, or left out (None)."""

    key: str
    level: Level | None


def fit(
    edition: Edition, target: Target, measure: Callable[[Edition], Extent], place: Place
) -> Edition:
    """The edition within *target*, having lost as little as possible.

    Raises ContentError at *place* where what must stay is too long at its shortest.
    """
    whole = measure(edition)
    if whole.within(target):
        return edition
    steps = tuple(ladder(edition))
    relief = tuple(accumulate(_relief(edition, steps), initial=0))

    def share(count: int) -> float:
        return measure(_after(edition, steps[:count])).share(target)

    count, slope = _search(relief, whole.share(target), share)
    if count is None:
        shortest = measure(_after(edition, steps))
        raise ContentError(_too_long(edition, shortest.excess(target), place))
    return _topped_up(edition, list(steps[:count]), slope, target, measure)


def _search(
    relief: Sequence[int], whole: float, share: Callable[[int], float]
) -> tuple[int | None, float]:
    """The least number of steps that brings the share to 1, and what a word's relief brings.

    Layouts are dear, so the next number to try comes from those measured so far, on a line through
    what the steps relieve; where that gains little, the interval is halved.
    """
    least, most = (0, whole), (len(relief) - 1, share(len(relief) - 1))
    if most[1] > 1:
        return None, 0.0
    width = 2 * len(relief)
    while most[0] - least[0] > 1:
        slope = (least[1] - most[1]) / max(relief[most[0]] - relief[least[0]], 1)
        wanted = relief[least[0]] + (least[1] - 1) / slope if slope > 0 else relief[most[0]]
        guess = min(max(bisect_left(relief, wanted), least[0] + 1), most[0] - 1)
        if most[0] - least[0] > width / 2:
            guess = (least[0] + most[0]) // 2
        width = most[0] - least[0]
        found = share(guess)
        if found > 1:
            least = guess, found
        else:
            gained, most = most[0] - guess, (guess, found)
            if gained == 1 and 1 - found < slope * (relief[guess] - relief[guess - 1]) / 2:
                break
    return most[0], (whole - most[1]) / max(relief[most[0]], 1)


def _relief(edition: Edition, steps: Iterable[Step]) -> Iterator[int]:
    """What each step takes away, in words, roughly."""
    volume: dict[str, int] = {}
    below: dict[str, list[str]] = {}
    texts: dict[str, Part] = {}
    for here in walk(edition.briefing):
        key = here.part.key
        texts[key] = here.part
        volume[key] = _words(here.part, edition.levels.get(key)) + OVERHEAD
        for holder in here.holders:
            below.setdefault(holder.key, []).append(key)
    for step in steps:
        gone = [step.key, *below.get(step.key, ())]
        before = sum(volume[key] for key in gone)
        if step.level is None:
            volume.update(dict.fromkeys(gone, 0))
        else:
            volume[step.key] = _words(texts[step.key], step.level) + OVERHEAD
        yield max(before - sum(volume[key] for key in gone), 0)


def _words(part: Part, level: Level | None) -> int:
    if isinstance(part, Chart | Figure):
        return PICTURE
    if isinstance(part, Data):
        return sum(len(" ".join(row).split()) + OVERHEAD for row in part.rows) or PICTURE
    return len(part.wording(level).split()) if isinstance(part, Worded) and level else 0


def _topped_up(
    edition: Edition,
    taken: list[Step],
    slope: float,
    target: Target,
    measure: Callable[[Edition], Extent],
) -> Edition:
    """Give back what still fits, most important first."""
    best = _after(edition, taken)
    room = 1 - measure(best).share(target)
    gains = dict(zip(taken, _relief(edition, taken), strict=True))
    tries = 0
    for step in reversed(taken[:-1]):
        if tries == TRIES:
            break
        if gains[step] * slope > room or step != _last(step.key, taken):
            continue
        without = [other for other in taken if other != step]
        more = _after(edition, without)
        if more.fingerprint == best.fingerprint:  # what holds it has gone too
            continue
        tries += 1
        extent = measure(more)
        if extent.within(target):
            taken, best, room = without, more, 1 - extent.share(target)
    return best


def _last(key: str, steps: Sequence[Step]) -> Step:
    return [step for step in steps if step.key == key][-1]


def _after(edition: Edition, steps: Sequence[Step]) -> Edition:
    gone = [step.key for step in steps if step.level is None]
    levels: dict[str, Level] = {s.key: s.level for s in steps if s.level is not None}
    return edition.without(gone, levels)


def ladder(edition: Edition) -> Iterator[Step]:
    """Every way to shorten the edition, in the order in which parts give way."""
    ranked, kept = _ranked(edition), _kept(edition)
    for priority in reversed(PRIORITIES):
        parts = [part for part, own in reversed(ranked) if own == priority]
        for part in parts:
            yield from _shorter(part, edition)
        if priority != "must":
            yield from (Step(part.key, None) for part in parts if part.key not in kept)


def _ranked(edition: Edition) -> list[tuple[Part, Priority]]:
    """Parts that may give way, with their priority: no part outranks the block that holds it."""
    ranked: list[tuple[Part, Priority]] = []
    for located in walk(edition.briefing):
        part = located.part
        blocks = [holder for holder in located.holders if not isinstance(holder, Section | Annex)]
        if isinstance(part, Section | Annex | Source | Term):
            continue
        own = max((p.priority for p in (*blocks, part)), key=PRIORITIES.index)
        ranked.append((part, "must" if located.loc == ("bottom_line",) else own))
    return ranked


def _kept(edition: Edition) -> frozenset[str]:
    """Keys of parts that are not left out by themselves, whatever their priority.

    The most important of several stays where their holder would be nothing without any, be it a
    block or a section that must stay, and where the kind requires a part of its type.
    """
    groups = [
        parts
        for holder in edition.parts
        if not isinstance(holder, Section | Annex) or holder.priority == "must"
        for name, parts in held(holder)
        if essential(holder, name)
    ]
    for block_type in edition.kind.required:
        groups.append(tuple(p for p in edition.parts if getattr(p, "type", None) == block_type))
    return frozenset(
        min(parts, key=lambda part: PRIORITIES.index(part.priority)).key
        for parts in groups
        if parts
    )


def _shorter(part: Part, edition: Edition) -> Iterator[Step]:
    if isinstance(part, Worded) and not (edition.audience.plain and part.plain):
        now = LEVELS.index(edition.levels[part.key])
        for level in reversed(part.levels):
            if LEVELS.index(level) < now:
                yield Step(part.key, level)


def _too_long(edition: Edition, excess: str, place: Place) -> Problem:
    must = [part.key for part, priority in _ranked(edition) if priority == "must"]
    named = ", ".join(key for key in must if "." not in key)
    what = f"what must stay in {edition.kind.name} for {edition.audience.name} is {excess}"
    what += f" ({named})" if named else ""
    remedy = "shorten it, give some of it a lower priority, or allow more length"
    return Problem(place, "F101", what, remedy)

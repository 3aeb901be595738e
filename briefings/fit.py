"""Fitting: from an edition to one of the length asked for.

Parts give way in the author's order of priority: first what *could* stay, then what *should*; of
equal priority, the last in the author's order first; each part by its shorter wordings, then whole.
What *must* stay gives way only to its shortest wording. Text is never cut in the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefings.edition import Edition
from briefings.errors import ContentError, Place, Problem
from briefings.model.briefing import Annex, Section, Source, Term
from briefings.model.parts import LEVELS, PRIORITIES, Level, Part, Priority, Worded
from briefings.model.tree import essential, held, walk

TRIES = 6
"""How many parts that gave way are tried again, to fill what room is left."""


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
        return not (
            (target.pages is not None and self.pages > target.pages)
            or (target.words is not None and self.words > target.words)
        )

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
    if measure(edition).within(target):
        return edition
    steps = tuple(ladder(edition))
    shortest = measure(_after(edition, steps))
    if not shortest.within(target):
        raise ContentError(_too_long(edition, shortest.excess(target), place))
    low, high = 0, len(steps)
    while high - low > 1:
        middle = (low + high) // 2
        if measure(_after(edition, steps[:middle])).within(target):
            high = middle
        else:
            low = middle
    return _topped_up(edition, list(steps[:high]), target, measure)


def _topped_up(
    edition: Edition, taken: list[Step], target: Target, measure: Callable[[Edition], Extent]
) -> Edition:
    """Give back what still fits, most important first."""
    tries = 0
    for step in reversed(taken[:-1]):
        if tries == TRIES:
            break
        if step != _last(step.key, taken):
            continue
        without = [other for other in taken if other != step]
        tries += 1
        if measure(_after(edition, without)).within(target):
            taken = without
    return _after(edition, taken)


def _last(key: str, steps: Sequence[Step]) -> Step:
    return [step for step in steps if step.key == key][-1]


def _after(edition: Edition, steps: Sequence[Step]) -> Edition:
    gone = [step.key for step in steps if step.level is None]
    levels: dict[str, Level] = {s.key: s.level for s in steps if s.level is not None}
    return edition.without(gone, levels)


def ladder(edition: Edition) -> Iterator[Step]:
    """Every way to shorten the edition, in the order in which parts give way."""
    ranked = _ranked(edition)
    for priority in reversed(PRIORITIES):
        parts = [part for part, own in reversed(ranked) if own == priority]
        for part in parts:
            yield from _shorter(part, edition)
        if priority != "must":
            yield from (Step(part.key, None) for part in parts if part.key not in _kept_by(edition))


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


def _kept_by(edition: Edition) -> frozenset[str]:
    """Keys of parts that go only with their holder, which would be nothing without any."""
    kept = set()
    for located in walk(edition.briefing):
        if isinstance(located.part, Section | Annex):
            continue
        for name, parts in held(located.part):
            if essential(located.part, name):
                kept.add(min(parts, key=lambda part: PRIORITIES.index(part.priority)).key)
    return frozenset(kept)


def _shorter(part: Part, edition: Edition) -> Iterator[Step]:
    if isinstance(part, Worded) and not (edition.audience.plain and part.plain):
        now = LEVELS.index(edition.levels[part.key])
        for level in reversed(part.levels):
            if LEVELS.index(level) < now:
                yield Step(part.key, level)


def _too_long(edition: Edition, excess: str, place: Place) -> Problem:
    must = [part.key for part, priority in _ranked(edition) if priority == "must"]
    named = ", ".join(key for key in must if "." not in key)
    what = (
        f"what must stay in {edition.kind.name} for {edition.audience.name} is {excess} ({named})"
    )
    remedy = "shorten it, give some of it a lower priority, or allow more length"
    return Problem(place, "F101", what, remedy)

"""The account of a fit: what every part takes, what decided about it, and what it would take.

It is for the maker: it knows of parts that the reader does not get, but of those no more than their
keys, types and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefings.edition import Edition, Reason
from briefings.edition.fit import Fitted
from briefings.edition.overflow import least_of
from briefings.edition.stock import reached
from briefings.edition.stocktaking import needs, priorities, taken, wordings
from briefings.edition.trial import Fit, Target
from briefings.galley import Choice
from briefings.model.briefing import Annex, Briefing, Section, Source, Term
from briefings.model.parts import PRIORITIES, Level, Part, Priority, Worded
from briefings.model.tree import Located, walk

Unit = Literal["pt", "words"]

COMING = Section | Annex | Source | Term
"""Parts that come and go with others when an edition is fitted."""

Wording = Level | Literal["plain"]

Decided = Reason | Literal["must", "fits"]
"""What decided about a part: it, or what needs it, must stay; it fits as it was preferred; or why
it was left out. ``length`` is also said of what is there at a shorter wording than was preferred.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One part. Sizes are in the unit of the account, and not known where there is no limit."""

    key: str
    what: str
    """Its type as in content; where it has none, what it is: ``event``, ``point``, ``section``."""
    priority: Priority
    """The one that counts: no part outranks what holds it."""
    there: bool
    decided: Decided
    wording: Wording | None = None
    """The wording taken; None if it is left out or has no wordings."""
    longest: Wording | None = None
    """The wording that kind and audience prefer."""
    size: float | None = None
    """The room that it takes, without the parts that it holds."""
    needs: float | None = None
    """Room that it takes to bring it back with all it needs, or to have its next longer wording;
    None if nothing gave way, or if it was so far out of reach that it was not measured.
    """
    lacks: float | None = None
    """How much would then be too long: what would stand beyond the last page, or the words above
    those allowed. As pages break, it may be more than the difference to what is free.
    """


@dataclass(frozen=True, slots=True)
class Account:
    """What became of an edition. *entries*: in the author's order."""

    asked: str
    entries: tuple[Entry, ...]
    unit: Unit | None = None
    free: float | None = None
    """Room left by unstretched content."""
    reserve: float = 0
    """Room that is kept, and not free: what was asked for, and what the engine was out by; below 0
    where it took less than was foreseen.
    """
    pages: tuple[float, ...] = ()
    """How much of each page is filled, at the stretch, as a share."""
    stretch: float = 1


@dataclass(frozen=True, slots=True)
class Point:
    """What so many pages would cost. *over*: by how much what must stay is too long for them, pt;
    0 if it is not.
    """

    pages: int
    over: float
    lost: Mapping[Priority, int]
    shortened: int


def account(fitted: Fitted, briefing: Briefing) -> Account:
    """The account of *fitted*. *briefing*: all of it, as the author wrote it, settled."""
    outlined, fit = outline(fitted, briefing), fitted.fit
    return replace(outlined, entries=tuple(_priced(outlined.entries, fit))) if fit else outlined


def outline(fitted: Fitted, briefing: Briefing) -> Account:
    """The account without what it takes to bring parts back, which takes time to find out."""
    fit = fitted.fit
    entries = tuple(_entries(fit.whole if fit else fitted.edition, fit, briefing))
    if fit is None:
        return Account(asked(Target()), entries)
    pages = fit.galley.pages(fit.choice, fitted.stretch) if fit.galley else None
    return Account(
        asked=asked(fit.target),
        entries=entries,
        unit="pt" if fit.tally is None else "words",
        free=max(-fit.excess(fit.choice), 0.0),
        reserve=fit.reserve,
        pages=pages.filled if pages else (),
        stretch=fitted.stretch,
    )


def asked(target: Target) -> str:
    """The length that was asked for."""
    least, most = target.least, target.most
    if target.words is not None:
        return f"{target.words} word{'s' * (target.words != 1)}"
    if most is None:
        return "no limit"
    return f"{f'{least} to ' * (least not in (None, most))}{most} page{'s' * (most != 1)}"


AROUND = 3
"""Numbers of pages beside the one asked for that are tried where the kind has no limit."""


def curve(fit: Fit, most: int | None) -> tuple[Point, ...]:
    """What each number of pages would cost, up to the one at which nothing is lost: from 1 to
    *most*, or without that the few around the number asked for.

    By the galley alone; nothing where the length was not measured in pages.
    """
    if fit.galley is None:
        return ()
    stock = fit.stock if fit.tally is None else taken(fit.whole, fit.galley)
    bare = replace(fit, tally=None, stock=stock, choice={}, reserve=0)
    asked = fit.target.most or 1
    first, last = (1, most) if most else (max(asked - AROUND, 1), asked + AROUND)
    points = []
    for number in range(first, last + 1):
        points.append(_point(replace(bare, target=Target(None, number))))
        if not (points[-1].over or points[-1].shortened or any(points[-1].lost.values())):
            break
    return tuple(points)


def _point(fit: Fit) -> Point:
    number = fit.target.most or 0
    made = fit.made()
    if made is None:
        return Point(number, fit.excess(least_of(fit.stock)), {}, 0)
    lost = [item.priority for item in fit.stock.items if item.key not in made.choice]
    ranks = ((made.choice.get(item.key, 0), item) for item in fit.stock.items)
    shortened = sum(0 < rank < len(item.costs) for rank, item in ranks)
    return Point(number, 0.0, {name: lost.count(name) for name in PRIORITIES}, shortened)


def _entries(whole: Edition, fit: Fit | None, briefing: Briefing) -> Iterator[Entry]:
    """What was there to choose from, and what had been left out before."""
    reasons = {item.key: item.reason for item in whole.left_out}
    kept = _chosen(whole, fit)
    for here in walk(briefing):
        part, reason = here.part, reasons.get(here.part.key)
        if part.key in kept:
            yield kept[part.key]
        elif reason and not (reason == "length" and isinstance(part, COMING)):
            yield Entry(part.key, what(part), _priority(here), False, reason)


def _chosen(whole: Edition, fit: Fit | None) -> dict[str, Entry]:
    levels, priority, needed = wordings(whole), priorities(whole), needs(whole)
    musts = reached((key for key, rank in priority.items() if rank == "must"), needed)
    most = {key: len(names) for key, names in levels.items()}
    choice = fit.choice if fit else most
    costs = {item.key: item.costs for item in fit.stock.items} if fit else {}
    found = {}
    for part in whole.parts:
        if (key := part.key) not in levels:
            continue
        names = tuple(_named(part, level, whole) for level in levels[key])
        rank = choice.get(key, 0)
        decided: Decided = "must" if key in musts else "fits"
        found[key] = Entry(
            key=key,
            what=what(part),
            priority=priority[key],
            there=rank > 0,
            decided=decided if rank == most[key] else "length",
            wording=names[rank - 1] if rank else None,
            longest=names[-1],
            size=costs[key][rank - 1] if rank and costs else None,
        )
    return found


def _priced(entries: Iterable[Entry], fit: Fit) -> Iterator[Entry]:
    """The entries, those that gave way with what it takes to bring them back."""
    needed = {item.key: item.needs for item in fit.stock.items}
    measure = fit.tally or fit.galley
    assert measure is not None
    now = measure.length(fit.choice)
    for entry in entries:
        if entry.decided != "length" or entry.key not in needed:
            yield entry
            continue
        more = _with(entry.key, fit.choice, needed)
        takes = max(measure.length(more) - now, 0.0)
        yield replace(entry, needs=takes, lacks=max(fit.excess(more), 0.0))


def _with(key: str, choice: Choice, needed: Mapping[str, frozenset[str]]) -> Choice:
    """*choice* and one step more of one part, with all that it needs."""
    return {
        **dict.fromkeys(sorted(reached([key], needed)), 1),
        **choice,
        key: choice.get(key, 0) + 1,
    }


def _named(part: Part, level: Level | None, edition: Edition) -> Wording | None:
    plain = isinstance(part, Worded) and part.plain is not None and edition.audience.plain
    return "plain" if plain else level


def what(part: Part) -> str:
    """The type of *part* as in content, or the name of what it is."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(part).__name__).lower()
    return str(getattr(part, "type", name))


def _priority(here: Located) -> Priority:
    """Of a part that was not there to choose: sections are no holders that count."""
    blocks = (part for part in here.holders if not isinstance(part, Section | Annex))
    above = (part.priority for part in blocks)
    return max((here.part.priority, *above), key=PRIORITIES.index)

"""Stocktaking: what an edition's parts take of room, and what they can't do without.

From the galley of an edition to the arithmetic of :mod:`briefings.edition.choice`: the height of
each part at each of its wordings; what comes with the first of several parts and goes with the
last of them (a heading, the head of a table, a note); and which parts go together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefings.edition import Edition
from briefings.edition.stock import Item, Stock
from briefings.galley import Along, Choice, Frame, Galley, Held
from briefings.model.blocks import KeyJudgement, Recommendation
from briefings.model.briefing import Annex, Section
from briefings.model.parts import PRIORITIES, Level, Part, Priority, Worded
from briefings.model.pictured import Placing, ends, is_drawn
from briefings.model.placing import foremost
from briefings.model.tree import choosable, essential, held, separable, walk

Wordings = Mapping[str, tuple[Level | None, ...]]
"""The wordings that each part can be taken at, by its key, the shortest first."""


def wordings(edition: Edition) -> Wordings:
    """Up to the one that the kind and the audience prefer. A part without wordings has one."""
    found: dict[str, tuple[Level | None, ...]] = {}
    for here in choosable(edition.briefing):
        part = here.part
        found[part.key] = (None,)
        if isinstance(part, Worded):
            wanted = edition.levels[part.key]
            plain = edition.audience.plain and part.plain is not None
            found[part.key] = (wanted,) if plain else part.levels[: part.levels.index(wanted) + 1]
    return found


def priorities(edition: Edition) -> dict[str, Priority]:
    """How much each part matters, by its key.

    No part outranks the block that holds it. The bottom line must be in. The most important of
    several matters as much as their holder where that would be nothing without any, be it a block
    or a section that must stay; so it is where the kind requires a part of its type.
    """
    found: dict[str, Priority] = {}
    needed = dict(essentials(edition))
    for here in choosable(edition.briefing):
        part = here.part
        above = [found[holder.key] for holder in here.holders if holder.key in found]
        found[part.key] = max((part.priority, *above), key=PRIORITIES.index)
        if part.key in needed or here.loc == ("bottom_line",):
            wanted = found.get(needed.get(part.key, ""), "must")
            found[part.key] = min(found[part.key], wanted, key=PRIORITIES.index)
    return found


def essentials(edition: Edition) -> Iterator[tuple[str, str]]:
    """The most important of parts of which at least one is needed, and the key of what needs it."""
    for block_type in edition.kind.required:
        if found := [p for p in edition.parts if getattr(p, "type", None) == block_type]:
            yield _first(found).key, ""
    for here in walk(edition.briefing):
        holder = here.part
        if isinstance(holder, Section | Annex) and holder.priority != "must":
            continue
        for name, parts in held(holder):
            if essential(holder, name):
                yield _first(parts).key, holder.key


def _first(parts: tuple[Part, ...] | list[Part]) -> Part:
    return min(parts, key=lambda part: PRIORITIES.index(part.priority))


def needs(edition: Edition) -> dict[str, frozenset[str]]:
    """By the key of each part the keys of those without which it is not kept."""
    found: dict[str, set[str]] = {}
    whole = {
        here.part.key: here.holders[-1].key
        for here in separable(edition.briefing)
        if here.holders and is_drawn(here.holders[-1])
    }
    for here in choosable(edition.briefing):
        holders = {holder.key for holder in here.holders[-1:]} & found.keys()
        found[here.part.key] = {*(whole.get(k, k) for k in companions(here.part)), *holders}
        if isinstance(here.part, Placing) and (first := foremost(here.part, edition.parts)):
            found[here.part.key].add(first.key)
    for needed, by in essentials(edition):
        if by in found:
            found[by].add(needed)
    return {key: frozenset(keys & found.keys()) for key, keys in found.items()}


def companions(part: Part) -> tuple[str, ...]:
    """The keys of parts that *part* goes together with."""
    keys = part.requires + ends(part)
    if isinstance(part, Recommendation) and part.option:
        keys += (part.option,)
    return keys + part.evidence if isinstance(part, KeyJudgement) else keys


def taken(edition: Edition, galley: Galley) -> Stock:
    """The stock of *edition*, measured in the unit of *galley*."""
    ranks = {key: len(levels) for key, levels in wordings(edition).items()}
    sums = _Sums(galley, ranks)
    base = sums.own(galley.root, Path())
    rank, need = priorities(edition), needs(edition)
    items = (sums.item(key, rank[key], need[key]) for key in ranks)
    return Stock(tuple(items), sums.shared, base)


@dataclass(frozen=True, slots=True)
class Path:
    """The frames around a place, as names of what is shared, and the table cell that it is in."""

    names: tuple[str, ...] = ()
    row: tuple[str, int] | None = None

    def through(self, name: str) -> Path:
        """The path into one frame more."""
        return Path((*self.names, name), self.row)


@dataclass(slots=True)
class _Sums:
    """The column taken apart: what belongs to each part, and what to several."""

    galley: Galley
    most: Mapping[str, int]
    costs: dict[tuple[str, int], float] = field(default_factory=dict)
    shared: dict[str, float] = field(default_factory=dict)
    brings: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)

    def item(self, key: str, priority: Priority, needed: frozenset[str]) -> Item:
        """A part, once everything has been told apart."""
        ranks = range(1, self.most[key] + 1)
        always = self.brings.get((key, 0), set())
        row, cell = self.rows.get(key, (None, 0))
        return Item(
            key=key,
            priority=priority,
            costs=tuple(self.costs.get((key, rank), 0.0) for rank in ranks),
            brings=tuple(frozenset(always | self.brings.get((key, r), set())) for r in ranks),
            needs=needed,
            row=row,
            cell=cell,
        )

    def own(self, frame: Frame, path: Path) -> float:
        """What of *frame* is there whatever parts are; what depends on them is noted down."""
        depending = sum(self._told(entry, path) for entry in frame.matter)
        return self.galley.extent(frame, self.most) - depending

    def _told(self, entry: object, path: Path) -> float:
        """The room that *entry* takes when all is there, if it depends on parts."""
        match entry:
            case Held():
                return self._part(entry, path)
            case Along(who=who, frame=frame):
                size = self.galley.extent(frame, self.most)
                name = self._share(size)
                for key, rank in who:
                    self.brings.setdefault((key, rank), set()).update((name, *path.names))
                return size if entry.comes(self.most) else 0.0
            case Frame(depends=True):
                name = self._share(0.0)
                self.shared[name] = self.own(entry, path.through(name))
                return self.galley.extent(entry, self.most)
        return 0.0

    def _share(self, size: float) -> str:
        name = str(len(self.shared))
        self.shared[name] = size
        return name

    def _part(self, place: Held, path: Path) -> float:
        key, frames = place.key, self.galley.parts[place]
        self.brings.setdefault((key, 0), set()).update(path.names)
        if path.row:
            self.rows[key] = path.row
        for rank, frame in frames.items():
            size = self._alone(key, rank, frame)
            self.costs[key, rank] = self.costs.get((key, rank), 0.0) + size
        whole = frames[self.most[key]]
        if whole.across and whole.depends:
            self._cells(key, whole)
        else:
            for entry in whole.matter:
                self._told(entry, Path())
        return self.galley.extent(whole, self.most)

    def _alone(self, key: str, rank: int, frame: Frame) -> float:
        """What a part takes without the parts that it holds."""
        if frame.across:
            return self.galley.extent(frame, {key: rank}) - (_edges(frame) if frame.depends else 0)
        choice = {**self.most, key: rank}
        depending = sum(self._size(entry, choice) for entry in frame.matter)
        return self.galley.extent(frame, choice) - depending

    def _size(self, entry: object, choice: Choice) -> float:
        match entry:
            case Held(key):
                return self.galley.extent(self.galley.parts[entry][choice[key]], choice)
            case Along(frame=frame):
                return self.galley.extent(frame, choice) if entry.comes(choice) else 0.0
            case Frame(depends=True):
                return self.galley.extent(entry, choice)
        return 0.0

    def _cells(self, key: str, row: Frame) -> None:
        """A row whose cells hold parts: it is as tall as the tallest."""
        edges = self._share(_edges(row))
        self.brings[key, 0].add(edges)
        self.rows[key] = (edges, -1)
        for number, cell in enumerate(row.matter):
            for entry in cell.matter if isinstance(cell, Frame) else ():
                self._told(entry, Path(row=(edges, number)))


def _edges(row: Frame) -> float:
    """What a row takes beside what stands in its cells."""
    return row.bottom + max(cell.top for cell in row.matter if isinstance(cell, Frame))

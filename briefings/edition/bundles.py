"""Bundles: the items still open, as groups of options with tokens, ready to be packed.

One item makes a group, or all the open items of one row, since a row takes the room of its tallest
cell. Room is counted in whole units, small enough for 0.000001 pt, so that sums are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from briefings.edition.packing import Effect, Group, Option, Plan, bits, planned

if TYPE_CHECKING:
    from briefings.edition.stock import Item

UNIT = 2.0**-30
"""What room is counted in: sums of floats that are whole numbers are exact."""

COMBINATIONS = 2_000
"""How many ways to fill a row are compared; with more, its cells are taken to add up."""


@dataclass(frozen=True, slots=True)
class Open:
    """What is still to be decided, and how.

    *items*: in the author's order, with the *ranks* they may take by key (0 is left out).
    *counting*: which of them are of the priority at hand; the others only come in because they are
    needed. *heights*: for each row what its cells take already. *prices*: of shared things that are
    not paid yet. *worth*: what an item costs with all that it needs.
    """

    items: tuple[Item, ...]
    ranks: Mapping[str, range]
    counting: frozenset[str]
    heights: Mapping[str, Mapping[int, float]]
    prices: Mapping[str, float]
    worth: Callable[[str], float]


class _Part(NamedTuple):
    """Some items of a group, each at a rank. *more*: how many of them count as one more."""

    ranks: tuple[int, ...]
    more: int
    steps: int
    pays: int
    needs: int
    has: int
    height: float
    sums: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Bundle:
    items: tuple[Item, ...]
    parts: tuple[_Part, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Tokens:
    shared: Mapping[str, int]
    items: Mapping[str, int]

    def of(self, names: Iterable[str], tokens: Mapping[str, int]) -> int:
        return reduce(or_, (tokens.get(name, 0) for name in names), 0)

    def own(self, bundle: _Bundle) -> int:
        return self.of((item.key for item in bundle.items), self.items)


def units(room: float) -> float:
    """*room* in whole units."""
    return float(round(room / UNIT)) if abs(room) < float("inf") else room


def bundled(open_: Open) -> tuple[Plan, list[tuple[str, ...]]]:
    """The plan of what is open, and for each of its groups the keys of the items that count."""
    tokens = _tokens(open_)
    bundles, exact = [], True
    for _, run in groupby(open_.items, key=lambda item: item.row or item):
        items = tuple(run)
        whole = _bundle(items, open_, tokens, items[0].row)
        exact = exact and whole is not None
        single = [_bundle((item,), open_, tokens, None) for item in items if whole is None]
        bundles += [bundle for bundle in (whole, *single) if bundle]
    names = {token: name for name, token in tokens.shared.items()}
    keys = {token: key for key, token in tokens.items.items()}

    def price(token: int) -> float:
        return open_.worth(keys[token]) if token in keys else units(open_.prices[names[token]])

    plan = planned(list(_groups(bundles, tokens, price)), price)
    counting = [
        tuple(item.key for item in bundle.items if item.key in open_.counting) for bundle in bundles
    ]
    return Plan(plan.groups, plan.levels, plan.exact and exact), counting


def _tokens(open_: Open) -> _Tokens:
    """A bit for each thing that may still be paid and for each item that may still be needed."""
    optional = {key for key, ranks in open_.ranks.items() if ranks[0] == 0}
    shared = dict.fromkeys(
        name
        for item in open_.items
        for name in sorted(frozenset().union(*_brought(item, open_.ranks[item.key])))
        if name in open_.prices
    )
    needed = {key for item in open_.items for key in item.needs & optional}
    order = [item.key for item in open_.items if item.key in needed]
    return _Tokens(
        {name: 1 << place for place, name in enumerate(shared)},
        {key: 1 << place for place, key in enumerate(order, len(shared))},
    )


def _brought(item: Item, ranks: range) -> Iterator[frozenset[str]]:
    return (item.brings[rank - 1] for rank in ranks if rank)


def _bundle(
    items: tuple[Item, ...], open_: Open, tokens: _Tokens, row: str | None
) -> _Bundle | None:
    """Every way to take *items* that may be best; None if there are too many to compare."""
    fixed = open_.heights.get(row, {}) if row is not None else {}
    cells = list(dict.fromkeys(item.cell for item in items))
    sums = tuple(units(fixed.get(cell, 0)) for cell in cells)
    height = units(max(fixed.values(), default=0))
    parts = [_Part((), 0, 0, 0, 0, 0, height, sums)]
    for place, item in enumerate(items):
        closing = all(other.cell != item.cell for other in items[place + 1 :])
        column = cells.index(item.cell)
        parts = _pruned(
            _closed(_with(part, item, rank, column, open_, tokens), column, closing)
            for part in parts
            for rank in reversed(open_.ranks[item.key])
        )
        if len(parts) > COMBINATIONS and len(items) > 1:
            return None
    return _Bundle(items, tuple(parts), height)


def _with(part: _Part, item: Item, rank: int, column: int, open_: Open, tokens: _Tokens) -> _Part:
    """*part* and *item* at *rank*. Only an item that may be left out counts as one more."""
    counts = item.key in open_.counting
    ranks = (*part.ranks, rank) if counts else part.ranks
    if not rank:
        return part._replace(ranks=ranks)
    sums = list(part.sums)
    sums[column] += units(item.costs[rank - 1])
    return _Part(
        ranks,
        part.more + (counts and open_.ranks[item.key][0] == 0),
        part.steps + rank - 1,
        part.pays | tokens.of(item.brings[rank - 1], tokens.shared),
        part.needs | tokens.of(item.needs, tokens.items),
        part.has | tokens.items.get(item.key, 0),
        part.height,
        tuple(sums),
    )


def _closed(part: _Part, column: int, closing: bool) -> _Part:
    """*part* with the cell's sum made part of the row's height once nothing more comes to it."""
    if not closing:
        return part
    sums = (*part.sums[:column], 0.0, *part.sums[column + 1 :])
    return part._replace(height=max(part.height, part.sums[column]), sums=sums)


def _pruned(parts: Iterable[_Part]) -> list[_Part]:
    """Without those that take no less than one of the same effect and of no smaller ranks."""
    least: dict[_Part, float] = {}
    kept = []
    for part in parts:  # these come with the largest ranks first
        alike = part._replace(ranks=(), height=0)
        if alike not in least or part.height < least[alike]:
            least[alike] = part.height
            kept.append(part)
    return kept


def _groups(
    bundles: Sequence[_Bundle], tokens: _Tokens, price: Callable[[int], float]
) -> Iterator[Group]:
    """The groups, with tokens only where they link one to another."""
    linked = [tokens.own(bundle) | _mentioned(bundle) for bundle in bundles]
    later = [0]
    for mask in reversed(linked):
        later.append(later[-1] | mask)
    later.reverse()
    before = earlier = 0
    for place, bundle in enumerate(bundles):
        after = later[place + 1]
        own = tokens.own(bundle)
        crossing = linked[place] & (before | after)
        options = [
            option
            for part in bundle.parts
            if not part.needs & own & ~part.has
            for option in [_option(part, bundle.height, own, earlier, crossing, price)]
        ]
        before |= linked[place]
        earlier |= own
        yield Group(tuple(options), before & after)


def _mentioned(bundle: _Bundle) -> int:
    return reduce(or_, (part.pays | part.needs for part in bundle.parts), 0)


def _option(
    part: _Part,
    height: float,
    own: int,
    earlier: int,
    crossing: int,
    price: Callable[[int], float],
) -> Option:
    alone, needs = part.pays & ~crossing, part.needs & ~own
    effect = Effect(
        part.pays & crossing,
        needs & ~earlier,
        needs & earlier,
        part.has & crossing,
        own & crossing & ~part.has,
    )
    cost = part.height - height + sum(price(token) for token in bits(alone))
    return Option(part.ranks, part.more, part.steps, cost, effect)

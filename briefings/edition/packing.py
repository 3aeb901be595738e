"""Packing: which option of each group, so that the most comes in within a room.

Pure arithmetic on whole-numbered floats, for :mod:`briefings.edition.choice`. Groups follow each
other in the author's order. What links one group to another is a token, a bit: a shared thing that
is paid once, or an item that another needs. From group to group only the tokens are remembered that
matter later, and for each set of them the least cost of every count (forwards), then, of the best
count only, the least cost of every number of steps (backwards, no further than the room allows).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import NamedTuple

EFFORT = 1_000_000
"""How many sets of tokens are followed after one group, times the groups, twice: there are as many
groups to go through, and as many counts to keep."""

FEWEST, MOST = 16, 1024
"""How many sets of tokens are followed after one group, at least and at most."""

Ranks = tuple[int, ...]


class Effect(NamedTuple):
    """What an option has to do with the tokens of other groups; bits."""

    pays: int
    """Shared things that it brings along."""
    asks: int
    """Items of later groups that it needs."""
    relies: int
    """Items of earlier groups that it needs."""
    has: int
    """Its own items that other groups may need."""
    lacks: int
    """The items of its group that other groups may need and that it leaves out."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to take a group: the ranks of its items that count, and what that gives and costs."""

    ranks: Ranks
    count: int
    steps: int
    cost: float
    effect: Effect


@dataclass(frozen=True, slots=True)
class Group:
    """Items decided together. *alive*: tokens that matter to a later group."""

    options: tuple[Option, ...]
    alive: int


class Move(NamedTuple):
    """From one set of tokens to the next, by the options of one effect."""

    state: int
    extra: float
    counts: tuple[tuple[int, float], ...]
    values: tuple[tuple[int, int, float], ...]


Level = dict[int, dict[Effect, Move]]
Costs = list[float]
Front = dict[int, Costs]
Tail = dict[int, dict[int, Costs]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Groups with every move between their sets of tokens. *exact*: no cost is over-estimated."""

    groups: tuple[Group, ...]
    levels: tuple[Level, ...]
    exact: bool

    def least(self) -> float:
        """The least that can be taken with every group decided, whatever it brings."""
        return min(self._forwards(inf)[-1].get(0, [inf]), default=inf)

    def best(self, room: float) -> list[Ranks] | None:
        """The ranks per group: most count, then most steps, then largest ranks first; or None."""
        fronts = self._forwards(room)
        counts = fronts[-1].get(0, [])
        if not counts:
            return None
        count = len(counts) - 1
        tails = self._backwards(fronts, count, room)
        return list(self._walk(tails, count, len(tails[0][0][count]) - 1, room))

    def _forwards(self, room: float) -> list[Front]:
        """After each group and for each set of tokens: the least cost of each count."""
        fronts: list[Front] = [{0: [0.0]} if room >= 0 else {}]
        for level in self.levels:
            after: Front = {}
            for state, costs in fronts[-1].items():
                for move in level[state].values():
                    for count, cost in move.counts:
                        _lower(after, move.state, costs, count, cost + move.extra, room)
            fronts.append(after)
        return fronts

    def _backwards(self, fronts: Sequence[Front], count: int, room: float) -> list[Tail]:
        """Before each group, for each set of tokens and each count that can still add up to
        *count*: the least cost of each number of steps from there to the end."""
        tails: list[Tail] = [{0: {0: [0.0]}}]
        for level, front in zip(reversed(self.levels), reversed(fronts[:-1]), strict=True):
            tail: Tail = {}
            for state, costs in front.items():
                rooms = {count - n: room - cost for n, cost in enumerate(costs) if cost <= room}
                if own := _tail(level[state], tails[-1], rooms):
                    tail[state] = own
            tails.append(tail)
        return tails[::-1]

    def _walk(self, tails: Sequence[Tail], count: int, steps: int, room: float) -> Iterator[Ranks]:
        """From the first group on, the largest ranks from which the best is still in reach."""
        front = {0: 0.0}
        for group, level, tail in zip(self.groups, self.levels, tails[1:], strict=True):
            taken: Option | None = None
            after: dict[int, float] = {}
            for option in sorted(group.options, key=lambda option: option.ranks, reverse=True):
                if taken and option.ranks != taken.ranks:
                    break
                left = count - option.count, steps - option.steps
                for state, spent in front.items():
                    if move := level[state].get(option.effect):
                        cost = spent + option.cost + move.extra
                        rest = _at(tail.get(move.state, {}).get(left[0], ()), left[1])
                        if cost + rest <= room:
                            after[move.state] = min(cost, after.get(move.state, inf))
                            taken = option
            assert taken is not None
            yield taken.ranks
            front, count, steps = after, count - taken.count, steps - taken.steps


def _tail(moves: Mapping[Effect, Move], later: Tail, rooms: Mapping[int, float]) -> Front:
    own: Front = {}
    for move in moves.values():
        for rest, costs in later.get(move.state, {}).items():
            for count, steps, cost in move.values:
                room = rooms.get(rest + count)
                if room is not None:
                    _lower(own, rest + count, costs, steps, cost + move.extra, room)
    return own


def _lower(into: Front, key: int, costs: Costs, shift: int, more: float, limit: float) -> None:
    """Let *into* know what *costs* come to with *more*, *shift* places on, within *limit*."""
    limit -= more
    size = len(costs)
    while size and costs[size - 1] > limit:
        size -= 1
    if not size:
        return
    new = [cost + more for cost in costs[:size]] if more else costs[:size]
    if shift:
        new = [inf] * shift + new
    if old := into.get(key):
        if len(old) > len(new):
            old, new = new, old
        new = [a if a < b else b for a, b in zip(old, new, strict=False)] + new[len(old) :]
    into[key] = new


def _at(costs: Sequence[float], place: int) -> float:
    return costs[place] if 0 <= place < len(costs) else inf


def planned(groups: Sequence[Group], price: Callable[[int], float]) -> Plan:
    """The plan of *groups*; *price* is what a token costs (an item's: with all that it needs).

    Where more sets of tokens come up than can be followed, the tokens that cost least to do so are
    charged to every option that has to do with them: too much, never too little.
    """
    now, exact = tuple(groups), True
    while True:
        levels, surplus = _levels(now, cache(price))
        if not surplus:
            return Plan(now, levels, exact)
        now, exact = tuple(_charged(group, surplus, price) for group in now), False


def _levels(
    groups: Sequence[Group], price: Callable[[int], float]
) -> tuple[tuple[Level, ...], int]:
    """The moves of each group, and the tokens that were too many."""
    limit = min(max(EFFORT // max(len(groups), 1) ** 2, FEWEST), MOST)
    levels: list[Level] = []
    states, surplus = {0: None}, 0
    for group in groups:
        tables = _tables(group)
        level = {
            state: {
                effect: Move(_after(state, effect) & group.alive, _sum(new, price), *table)
                for effect, table in tables.items()
                if not (effect.relies & ~(state | surplus) or effect.lacks & state)
                for new in [effect.pays & ~state]
            }
            for state in states
        }
        levels.append(level)
        states = {
            move.state & ~surplus: None for moves in level.values() for move in moves.values()
        }
        while len(states) > limit:
            surplus |= _cheapest(group.alive & ~surplus, states, groups, price)
            states = dict.fromkeys(state & ~surplus for state in states)
    return tuple(levels), surplus


def _after(state: int, effect: Effect) -> int:
    return state | effect.pays | effect.asks | effect.has


def _tables(
    group: Group,
) -> dict[Effect, tuple[tuple[tuple[int, float], ...], tuple[tuple[int, int, float], ...]]]:
    """For each effect the least cost of each count, and of each count with steps."""
    counts: dict[Effect, dict[int, float]] = {}
    values: dict[Effect, dict[tuple[int, int], float]] = {}
    for option in group.options:
        count, value = counts.setdefault(option.effect, {}), (option.count, option.steps)
        count[option.count] = min(option.cost, count.get(option.count, inf))
        least = values.setdefault(option.effect, {})
        least[value] = min(option.cost, least.get(value, inf))
    return {
        effect: (
            tuple(counts[effect].items()),
            tuple((count, steps, cost) for (count, steps), cost in least.items()),
        )
        for effect, least in values.items()
    }


def bits(mask: int) -> Iterator[int]:
    """The single bits of *mask*, lowest first."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _sum(mask: int, price: Callable[[int], float]) -> float:
    return sum(price(bit) for bit in bits(mask)) if mask else 0.0


def _cheapest(
    alive: int, states: Mapping[int, None], groups: Sequence[Group], price: Callable[[int], float]
) -> int:
    """The token that is charged at the least cost for the sets it saves."""

    def burden(bit: int) -> float:
        saved = len(states) - len({state & ~bit for state in states})
        users = sum(any(_linked(option, bit) for option in group.options) for group in groups)
        return (price(bit) * users + 1) / saved if saved else inf

    return min(bits(alive), key=burden)


def _linked(option: Option, token: int) -> int:
    return (option.effect.pays | option.effect.asks | option.effect.relies) & token


def _charged(group: Group, surplus: int, price: Callable[[int], float]) -> Group:
    return replace(
        group,
        options=tuple(
            replace(
                option,
                cost=option.cost + _sum(_linked(option, surplus), price),
                effect=Effect(*(mask & ~surplus for mask in option.effect)),
            )
            for option in group.options
        ),
    )

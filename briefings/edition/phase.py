"""A phase of the choice: the items of one priority, with what was chosen before held as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.edition.bundles import Open, bundled, units
from briefings.edition.packing import Plan
from briefings.edition.stock import Item, Stock, heights, needing, reached, room_of
from briefings.galley import Choice
from briefings.model.parts import PRIORITIES, Priority

TOLERANCE = 1e-6
"""What is not too long yet."""

STRETCHES = 2
"""How often room that was over-estimated is given out again."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One priority. *held*: what is in already, with its rank; *own*: the keys of the items that
    may be chosen, in the author's order, those of them that are held as well."""

    stock: Stock
    items: Mapping[str, Item]
    needs: Mapping[str, frozenset[str]]
    held: Choice
    own: tuple[str, ...]

    @classmethod
    def of(cls, stock: Stock, priority: Priority, before: Choice) -> Phase | None:
        """The phase after *before* was chosen; None if what must be in needs what is not there."""
        items = {item.key: item for item in stock.items}
        needs = {item.key: item.needs for item in stock.items}
        must = [item.key for item in stock.items if item.priority == priority == "must"]
        forced = reached([*before, *must], needs)
        if not forced <= items.keys():
            return None
        higher = PRIORITIES[: PRIORITIES.index(priority)]
        missing = {key for wanted in needs.values() for key in wanted if key not in items}
        left_out = {item.key for item in stock.items if item.priority in higher} - forced
        barred = needing(missing | left_out, needs)
        own = [i.key for i in stock.items if i.priority == priority and i.key not in barred]
        held = {key: before.get(key, 1) for key in forced}
        return cls(stock, items, needs, held, tuple(own))

    def completed(self, ranks: Choice) -> dict[str, int]:
        """What is held, and *ranks* with all that they need."""
        wanted = {key: rank for key, rank in ranks.items() if rank}
        return {**dict.fromkeys(reached(wanted, self.needs), 1), **self.held, **wanted}

    def worth(self, choice: Choice) -> tuple[int, int, tuple[int, ...]]:
        """How good *choice* is for this priority: count, steps, ranks in the author's order."""
        ranks = tuple(choice.get(key, 0) for key in self.own)
        count = sum(rank > 0 for rank in ranks)
        return count, sum(ranks) - count, ranks


@dataclass(frozen=True, slots=True)
class Packer:
    """A phase as a plan. *keys*: of each group's items that count; *base*: what is paid already,
    in whole units."""

    phase: Phase
    plan: Plan
    keys: list[tuple[str, ...]]
    base: float

    @classmethod
    def of(cls, phase: Phase) -> Packer:
        """The packer of *phase*."""
        stock, items, own = phase.stock, phase.items, frozenset(phase.own)
        ranks = _ranks(phase, own)
        fixed = {key: rank for key, rank in phase.held.items() if key not in own}
        paid = frozenset().union(*(items[key].brings[rank - 1] for key, rank in fixed.items()))
        sure = frozenset().union(*(_sure(items[k], ranks[k]) for k in ranks if k in phase.held))
        prices = {k: price for k, price in stock.shared.items() if k not in paid | sure}

        def worth(key: str) -> float:
            wanted = [items[other] for other in reached([key], phase.needs) - phase.held.keys()]
            brought = frozenset().union(*(item.brings[0] for item in wanted)) & prices.keys()
            return sum(units(i.costs[0]) for i in wanted) + sum(units(prices[b]) for b in brought)

        ordered = tuple(item for item in stock.items if item.key in ranks)
        plan, keys = bundled(Open(ordered, ranks, own, heights(stock, fixed), prices, worth))
        more = sum(units(stock.shared[name]) for name in sure - paid)
        return cls(phase, plan, keys, units(room_of(stock, fixed)) + more)

    def best(self, room: float) -> Choice | None:
        """The best choice that takes no more than *room* by the plan; None if there is none."""
        return self._choice(self.plan.best(units(room + TOLERANCE) - self.base))

    def cheapest(self) -> Choice | None:
        """What is held and nothing more, at the wordings that take least by the plan."""
        return self._choice(self.plan.best(self.plan.least()))

    def stretched(self, room: float) -> Iterator[Choice]:
        """Good choices within *room* where the plan is not exact: what it over-estimates is given
        out again, as far as the choice then fits."""
        allowance, gain = room, 0.0
        for _ in range(1 + STRETCHES):
            if choice := self.best(allowance + gain):
                free = room - room_of(self.phase.stock, choice)
                if free >= -TOLERANCE:
                    yield choice
                    allowance, gain = allowance + gain, max(free, 0)
                    continue
            gain /= 2

    def _choice(self, picked: list[tuple[int, ...]] | None) -> Choice | None:
        if picked is None:
            return None
        pairs = zip(self.keys, picked, strict=True)
        ranks = {k: rank for keys, own in pairs for k, rank in zip(keys, own, strict=True)}
        return self.phase.completed(ranks)


def _ranks(phase: Phase, own: frozenset[str]) -> dict[str, range]:
    """The ranks that each item may take that is of this priority or may be needed by one."""
    return {
        key: range(int(key in phase.held), 1 + (len(phase.items[key].costs) if key in own else 1))
        for key in reached(own, phase.needs)
        if key in own or key not in phase.held
    }


def _sure(item: Item, ranks: range) -> frozenset[str]:
    """What the item brings along at every one of *ranks*."""
    return frozenset.intersection(*(item.brings[rank - 1] for rank in ranks))

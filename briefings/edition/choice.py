"""Choice: which parts are kept, and at which of their wordings, when room is short.

The rule, one priority after the other (what must, then what should, then what could be in):

1. Everything that must be in is in, with all that it needs, whatever the priority of that. If that
   does not fit at the wordings that take least, there is no choice.
2. Of one priority (a) as many items as possible; (b) then as many steps to longer wordings as
   possible, added up; (c) then the author's order: of the first item that makes a difference, the
   longer wording, and any wording rather than none.
3. Then the next priority, with what was chosen before held as it is: nothing of it is given up,
   shortened or added to.

An item that is needed by one of higher priority comes in with it, at its shortest wording; longer
ones are decided with its own priority. What needs an item that is not in the stock, or one of
higher priority that found no room, is left out. Room is compared with a tolerance of 0.000001.

The choice is the best there is, but for two cases in which some room is over-estimated, so that the
choice is never too long: a table row with very many ways to fill it, and very many shared things or
needs that reach across each other. What is then seen to be free is filled again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefings.edition.phase import TOLERANCE, Packer, Phase
from briefings.edition.stock import Item, Stock, needing, room_of
from briefings.galley import Choice
from briefings.model.parts import PRIORITIES

__all__ = ["Choice", "Excess", "Item", "Stock", "choose", "room_of"]

Excess = Callable[[Choice], float]
"""By how much a choice is really too long; what is free, as a negative number."""

ROUNDS = 8
"""How often a choice that is really too long is made again within less."""

LITTLE = 1.0
"""What is taken off the allowance at least, from round to round."""

LEEWAY = 30.0
"""How much more than what is really free an improvement may take by sums to be tried at all."""

DOUBTS = 12
"""How many improvements that do not fit by sums are tried, for each priority."""


def choose(stock: Stock, room: float, excess: Excess | None = None) -> Choice | None:
    """The best choice within *room*, in the author's order; None where what must be in is too long.

    Where *excess* is given, it decides what fits, and sums are no more than an estimate.
    """
    choice: Choice = {}
    for priority in PRIORITIES:
        phase = Phase.of(stock, priority, choice)
        found = _settled(phase, room, excess) if phase else None
        if found is None:
            return None
        choice = found
    return {item.key: choice[item.key] for item in stock.items if item.key in choice}


def _settled(phase: Phase, room: float, excess: Excess | None) -> Choice | None:
    """The best choice of one phase; None if what is held does not fit."""

    def over(choice: Choice) -> float:
        return excess(choice) if excess else room_of(phase.stock, choice) - room

    full = phase.completed({key: len(phase.items[key].costs) for key in phase.own})
    if room_of(phase.stock, full) <= room + TOLERANCE and over(full) <= TOLERANCE:
        return full
    packer = Packer.of(phase)
    start: Choice = phase.completed({})
    if over(start) > TOLERANCE:
        start = packer.cheapest() or start
    if (late := over(start)) > TOLERANCE:
        return None
    if excess is None and packer.plan.exact:
        return packer.best(room) or start
    if excess is None:
        tries = (start, *packer.stretched(room))
        return max((_Filling(phase, choice, over, 0).filled() for choice in tries), key=phase.worth)
    allowance = max(room, room_of(phase.stock, start) - late)
    return _Filling(phase, _within(allowance, packer, start, over), over, LEEWAY).filled()


def _within(room: float, packer: Packer, start: Choice, over: Excess) -> Choice:
    """A choice that really fits, made within less and less room; *start* is known to fit."""
    stock = packer.phase.stock
    for _ in range(ROUNDS):
        choice = packer.best(room) or start
        late = 0.0 if choice == start else over(choice)
        if late <= TOLERANCE:
            return choice
        room = min(room, room_of(stock, choice)) - max(late, LITTLE)
    return _lessened(packer.phase, choice, late, start, over)


def _lessened(phase: Phase, choice: Choice, late: float, start: Choice, over: Excess) -> Choice:
    """*choice* without what matters least in it, the last first, until it really fits."""
    most = room_of(phase.stock, choice) - late
    for less in _less(phase, choice, start):
        if (taken := room_of(phase.stock, less)) <= most + TOLERANCE:
            if (late := over(less)) <= TOLERANCE:
                return less
            most = taken - late
    return start


def _less(phase: Phase, choice: Choice, start: Choice) -> Iterator[Choice]:
    """Less and less: shorter wordings from the last item on, then items left out likewise."""
    ranks = {key: choice[key] for key in phase.own if key in choice}
    for key in reversed(list(ranks)):
        ranks[key] = start.get(key, 1)
        yield phase.completed(ranks)
    for key in reversed(list(ranks)):
        if key in ranks and key not in start:
            gone = needing([key], phase.needs)
            ranks = {key: rank for key, rank in ranks.items() if key not in gone}
            yield phase.completed(ranks)


@dataclass(slots=True)
class _Filling:
    """A choice that fits, while single improvements fill what is free."""

    phase: Phase
    choice: Choice
    over: Excess
    leeway: float
    doubts: int = DOUBTS

    def filled(self) -> Choice:
        """The choice with all improvements that fit: absent items first, then longer wordings."""
        taken, free = room_of(self.phase.stock, self.choice), -self.over(self.choice)
        for key, rank in self._wanted():
            if rank != self.choice.get(key, 0) + 1 or self._hopeless(key, rank, free):
                continue
            more: Choice = {**self.phase.completed({key: rank}), **self.choice, key: rank}
            cost = room_of(self.phase.stock, more) - taken
            if not self._worth_trying(cost - free):
                continue
            if (late := self.over(more)) <= TOLERANCE:
                self.choice, taken, free = more, taken + cost, -late
        return self.choice

    def _wanted(self) -> Iterator[tuple[str, int]]:
        items = self.phase.items
        yield from ((key, 1) for key in self.phase.own)
        for key in self.phase.own:
            yield from ((key, rank) for rank in range(2, len(items[key].costs) + 1))

    def _hopeless(self, key: str, rank: int, free: float) -> bool:
        """Whether by itself already it takes far more than is free; saves adding everything up."""
        item = self.phase.items[key]
        return rank == 1 and item.row is None and item.costs[0] > free + self.leeway + TOLERANCE

    def _worth_trying(self, beyond: float) -> bool:
        """Whether an improvement that by sums takes so much more than is free is to be tried."""
        if beyond <= TOLERANCE:
            return True
        self.doubts -= beyond <= self.leeway
        return beyond <= self.leeway and self.doubts >= 0

"""The stock that a choice is made from: items with the room they take and what they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from briefings.galley import Choice
from briefings.model.parts import Priority


@dataclass(frozen=True, slots=True)
class Item:
    """One part, to be kept or left out.

    *costs*: the room it takes at each wording, shortest first; one if it has no wordings.
    *brings*: at each wording the names of the shared things that it brings along.
    *needs*: keys of items without which it can not stand.
    *row*: the table row that it stands in, with the items next to it; *cell*: which of its cells.
    """

    key: str
    priority: Priority
    costs: tuple[float, ...]
    brings: tuple[frozenset[str], ...]
    needs: frozenset[str] = frozenset()
    row: str | None = None
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """All there is, *items* in the author's order.

    *shared*: what takes room once, however many items bring it along. *base*: the room that is
    taken whatever is chosen.
    """

    items: tuple[Item, ...]
    shared: Mapping[str, float]
    base: float = 0


def room_of(stock: Stock, choice: Choice) -> float:
    """The room that *choice* takes, by sums, in the unit of the costs."""
    taken = [(item, choice[item.key] - 1) for item in stock.items if choice.get(item.key)]
    brought = frozenset().union(*(item.brings[place] for item, place in taken))
    own = (item.costs[place] for item, place in taken if item.row is None)
    rows = (max(cells.values()) for cells in heights(stock, choice).values())
    return fsum((stock.base, *own, *rows, *(stock.shared[name] for name in brought)))


def heights(stock: Stock, choice: Choice) -> dict[str, dict[int, float]]:
    """For each row what its cells take."""
    rows: dict[str, dict[int, float]] = {}
    for item in stock.items:
        if item.row is not None and (rank := choice.get(item.key)):
            cells = rows.setdefault(item.row, {})
            cells[item.cell] = cells.get(item.cell, 0) + item.costs[rank - 1]
    return rows


def reached(starts: Iterable[str], edges: Mapping[str, Iterable[str]]) -> set[str]:
    """*starts* and all that *edges* lead to from there."""
    found = set(starts)
    ahead = list(found)
    while ahead:
        new = set(edges.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return found


def needing(starts: Iterable[str], needs: Mapping[str, frozenset[str]]) -> set[str]:
    """Those keys and all that can not stand without them."""
    wanted_by: dict[str, list[str]] = {}
    for key, wanted in needs.items():
        for other in wanted:
            wanted_by.setdefault(other, []).append(key)
    return reached(starts, wanted_by)

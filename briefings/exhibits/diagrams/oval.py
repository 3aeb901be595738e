"""Boxes around an oval: whose lines cross least, and no closer than can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from briefings.exhibits.charts.look import Look

TURNS = 4
"""Steps from one actor's place on the oval to halfway to the next, in which it is turned."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box around the middle of an actor's place."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Node) -> bool:
        """Whether two boxes overlap."""
        return self.near(other, 0)

    def near(self, other: Node, gap: float) -> bool:
        """Whether two boxes are less than *gap* pt apart."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )


Nodes = dict[int, Node]
"""Boxes by the places of their actors."""


def oval(actors: Sequence[int], sizes: Sequence[tuple[float, float]], look: Look) -> Nodes:
    """*actors* in that order around an oval, which is turned so that it may be low."""
    least = 0.24 * look.width if len(actors) > 2 else 0.0
    turns = [math.pi * (1 + n / (TURNS * len(actors))) for n in range(2 * TURNS)]
    down = least
    while True:
        for turn in turns:
            nodes = _around(actors, sizes, turn, down, look)
            near = (a.near(b, 2 * look.line) for a, b in combinations(nodes.values(), 2))
            if not any(near) or down > 2 * look.width:
                return nodes
        down = 1.08 * down + look.line


def _around(
    order: Sequence[int],
    sizes: Sequence[tuple[float, float]],
    turn: float,
    down: float,
    look: Look,
) -> Nodes:
    """The actors of *order* around an oval from the angle *turn* on; its half height is *down*."""
    across = (look.width - max(sizes[actor][0] for actor in order) - 2) / 2
    places = {}
    for place, actor in enumerate(order):
        angle = 2 * math.pi * place / len(order) + turn
        places[actor] = across * math.cos(angle), down * math.sin(angle)
    top = min(y - sizes[actor][1] / 2 for actor, (_, y) in places.items()) - 1
    return {
        actor: Node(round(look.width / 2 + x, 2), round(y - top, 2), *sizes[actor])
        for actor, (x, y) in places.items()
    }


def rows(
    actors: Sequence[int], sizes: Sequence[tuple[float, float]], top: float, look: Look
) -> Nodes:
    """*actors* side by side below *top*, in as many rows as they take."""
    nodes: Nodes = {}
    x, height = 1.0, 0.0
    for actor in actors:
        width, high = sizes[actor]
        if x > 1 and x + width > look.width - 1:
            x, top, height = 1.0, top + height + look.size, 0.0
        nodes[actor] = Node(x + width / 2, top + high / 2, width, high)
        x, height = x + width + 1.5 * look.size, max(height, high)
    return nodes


def order(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """The actors around the oval: first fewest crossings, then shortest lines."""
    order = list(range(count))
    best = _cost(order, pairs)
    improved = True
    while improved:
        improved = False
        for one, other in combinations(range(count), 2):
            order[one], order[other] = order[other], order[one]
            if (cost := _cost(order, pairs)) < best:
                best, improved = cost, True
            else:
                order[one], order[other] = order[other], order[one]
    return order


def _cost(order: Sequence[int], pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    place = {actor: at for at, actor in enumerate(order)}
    chords = [tuple(sorted((place[a], place[b]))) for a, b in pairs]
    crossings = sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(chords, 2))
    return crossings, sum(min(b - a, len(order) - b + a) for a, b in chords)

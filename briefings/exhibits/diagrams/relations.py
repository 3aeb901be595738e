"""Actors and relations: names in boxes on an oval, lines between them that say what they stand for.

The order on the oval is the one whose lines cross least, found by exchanging actors as long as that
helps, from the author's order on; the same actors always stand in the same places. What a line says
stands on it where there is room, or else as a number that is explained below.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.document import Asset
from briefings.exhibits.charts.look import CAP, Look, legible
from briefings.exhibits.diagrams.oval import Node, order, oval, rows
from briefings.exhibits.diagrams.shapes import (
    Box,
    Dot,
    Path,
    Point,
    Shape,
    Sheet,
    Words,
    asset,
    lines_of,
)
from briefings.exhibits.diagrams.telling import listed

Kind = Literal["supports", "opposes", "talks", "mediates", "other"]

BESIDE = 1.8
"""Between lines that lie side by side, in sizes of the type."""

_DASHES: Mapping[Kind, tuple[float, ...]] = {"opposes": (5, 2), "mediates": (1.2, 2)}
_COLOURS: Mapping[Kind, int] = {"opposes": 1}
_WEIGHTS: Mapping[Kind, float] = {"opposes": 1.5, "supports": 1.5}
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
"""Where on a line its text may stand, best first."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: what it is called, what sort it is in words, and whether it is armed."""

    name: str
    sort: str = ""
    armed: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """From one actor to another, by their places among the actors."""

    start: int
    to: int
    kind: Kind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Relations:
    """Actors, and how they stand to each other."""

    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]


def draw(of: Relations, look: Look, words: Mapping[str, str], mirrored: bool) -> Asset:
    """*of* as an SVG. Raises MachineError where no font of the look is there."""
    nodes = _nodes(of, look)
    lines = [*_lines(of.relations, nodes, look)]
    height = max(node.y + node.height / 2 for node in nodes) + 1
    placed = _labels(of, nodes, lines, look, words, height)
    shapes: list[Shape] = []
    for relation, line in zip(of.relations, lines, strict=True):
        shapes += _drawn(relation, line, look)
    for actor, node in zip(of.actors, nodes, strict=True):
        shapes += _boxed(actor, node, look)
    numbered = [text for text, box in placed if box is None]
    count = 0
    for (_, box), line in zip(placed, lines, strict=True):
        if box is not None:
            shapes += _label(box, look)
        else:
            count += 1
            shapes += _number(count, *_point(line, 0.5), look)
    top = height + 0.8 * look.size
    for number, text in enumerate(numbered, start=1):
        shapes += _number(number, 0.8 * look.size, top + look.line / 2, look)
        said = lines_of(text, 2.2 * look.size, top, look.width - 2.2 * look.size, look, look.ink)
        shapes += said
        top += max(len(said), 1.35) * look.line
    return asset(Sheet(tuple(shapes), top if numbered else height), look, mirrored)


def describe(of: Relations, words: Mapping[str, str]) -> str:
    """The alternative text of *of*: every relation as a sentence."""
    told = (sentence(of, relation, words) for relation in of.relations)
    return f"{words['relations'].format(count=len(of.actors))} {listed(told, words)}."


def sentence(of: Relations, relation: Relation, words: Mapping[str, str]) -> str:
    """What one actor is to another, in a line."""
    ends = {"from": of.actors[relation.start].name, "to": of.actors[relation.to].name}
    if relation.kind == "other":
        return words["relation"].format(**ends, kind=relation.text)
    kind = words[relation.kind]
    if relation.text:
        return words["relation_told"].format(**ends, kind=kind, text=relation.text)
    return words["relation"].format(**ends, kind=kind)


def _nodes(of: Relations, look: Look) -> tuple[Node, ...]:
    """The boxes of the actors, in the actors' order; who is related to nobody stands below."""
    sizes = [_size(actor, look) for actor in of.actors]
    related = sorted({end for r in of.relations for end in (r.start, r.to)})
    pairs = [(related.index(r.start), related.index(r.to)) for r in of.relations]
    round_ = [related[place] for place in order(len(related), pairs)]
    nodes = oval(round_, sizes, look)
    bottom = max(node.y + node.height / 2 for node in nodes.values())
    alone = [actor for actor in range(len(sizes)) if actor not in nodes]
    nodes |= rows(alone, sizes, bottom + 1.5 * look.size, look)
    return tuple(nodes[actor] for actor in range(len(sizes)))


def _size(actor: Actor, look: Look) -> tuple[float, float]:
    lines = _name(actor, look)
    width = max(look.measure(line, bold=True) for line in lines)
    width = max(width, look.measure(actor.sort)) + 1.6 * look.size
    return width, (len(lines) + bool(actor.sort)) * look.line + 0.9 * look.size


def _name(actor: Actor, look: Look) -> tuple[str, ...]:
    longest = max(look.measure(word, bold=True) for word in actor.name.split())
    return look.wrap(actor.name, max(0.22 * look.width, longest), bold=True)


def _boxed(actor: Actor, node: Node, look: Look) -> Iterator[Shape]:
    """An actor; whoever is armed in a heavy frame with sharp corners."""
    left, top = node.x - node.width / 2, node.y - node.height / 2
    weight, radius = (1.75, 0.0) if actor.armed else (0.75, 3.0)
    yield Box(left, top, node.width, node.height, look.paper, look.colour(0), radius, weight)
    y = top + 0.45 * look.size
    for line in _name(actor, look):
        yield from lines_of(line, node.x, y, node.width, look, look.ink, bold=True, anchor="middle")
        y += look.line
    if actor.sort:
        yield from lines_of(actor.sort, node.x, y, node.width, look, look.soft, anchor="middle")


_Line = tuple[Point, Point]


def _lines(relations: Sequence[Relation], nodes: Sequence[Node], look: Look) -> Iterator[_Line]:
    """From the edge of one box to the edge of the other; several between two lie side by side."""
    pairs = [tuple(sorted((r.start, r.to))) for r in relations]
    for place, relation in enumerate(relations):
        several, nth = pairs.count(pairs[place]), pairs[:place].count(pairs[place])
        one, other = (nodes[end] for end in pairs[place])
        length = math.hypot(other.x - one.x, other.y - one.y) or 1.0
        aside = (nth - (several - 1) / 2) * BESIDE * look.size / length
        shift = -(other.y - one.y) * aside, (other.x - one.x) * aside
        start, to = nodes[relation.start], nodes[relation.to]
        yield _edge(start, to, shift, 2.0), _edge(to, start, shift, 3.0)


def _edge(of: Node, towards: Node, shift: Point, gap: float) -> Point:
    """Where a line towards another box leaves this one, *gap* pt outside.

    It runs between both middles, moved by *shift*.
    """
    dx, dy = towards.x - of.x, towards.y - of.y
    shares = [0.5]
    for d, half, moved in ((dx, of.width / 2, shift[0]), (dy, of.height / 2, shift[1])):
        if d:
            shares.append(max(0.0, half + gap - math.copysign(moved, moved * d)) / abs(d))
    share = min(shares)
    return of.x + shift[0] + dx * share, of.y + shift[1] + dy * share


def _point(line: _Line, share: float) -> Point:
    (x1, y1), (x2, y2) = line
    return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def _colour(kind: Kind, look: Look) -> str:
    return legible(look.colour(_COLOURS[kind]), look.paper) if kind in _COLOURS else look.soft


def _drawn(relation: Relation, line: _Line, look: Look) -> Iterator[Shape]:
    """A line: whole for support, broken for what opposes, dotted for who mediates."""
    colour, kind = _colour(relation.kind, look), relation.kind
    yield Path(line, colour, _WEIGHTS.get(kind, 1.0), _DASHES.get(kind, ()))
    yield _head(line, colour, look)
    if kind == "talks":
        yield _head((line[1], line[0]), colour, look)


def _head(line: _Line, colour: str, look: Look) -> Shape:
    """The head of an arrow at the end of *line*."""
    (x1, y1), (x2, y2) = line
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    dx, dy, size = (x2 - x1) / length, (y2 - y1) / length, 0.7 * look.size
    back = x2 - dx * size, y2 - dy * size
    sides = [(back[0] + s * dy * size / 2, back[1] - s * dx * size / 2) for s in (1, -1)]
    return Path(((x2, y2), sides[0], sides[1], (x2, y2)), fill=colour)


_Placed = tuple[str, "_Told | None"]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a line says, in lines of text, and the room that takes."""

    lines: tuple[str, ...]
    box: Node
    colour: str


def _labels(
    of: Relations,
    nodes: Sequence[Node],
    lines: Sequence[_Line],
    look: Look,
    words: Mapping[str, str],
    height: float,
) -> list[_Placed]:
    """What each line says, and where; without a place if there is none."""
    heads = (Node(*end, look.size, look.size) for line in lines for end in line)
    taken = [*nodes, *heads]
    found: list[_Placed] = []
    for place, (relation, line) in enumerate(zip(of.relations, lines, strict=True)):
        text = relation.text or words[relation.kind]
        others = [other for n, other in enumerate(lines) if n != place]
        told = _free(text, line, taken, others, _colour(relation.kind, look), look, height)
        if told:
            taken.append(told.box)
        found.append((sentence(of, relation, words), told))
    return found


def _free(
    text: str,
    line: _Line,
    taken: Sequence[Node],
    others: Sequence[_Line],
    colour: str,
    look: Look,
    height: float,
) -> _Told | None:
    """A place on *line* where *text* covers no box, no other text and no other line."""
    lines = look.wrap(text, 0.19 * look.width)
    width = max(map(look.measure, lines)) + 0.6 * look.size
    size = width, len(lines) * look.line + 0.2 * look.size
    for box in _boxes(line, size):
        inside = width / 2 <= box.x <= look.width - width / 2 and size[1] / 2 <= box.y <= height
        if inside and not any(map(box.meets, taken)) and not any(_crosses(box, o) for o in others):
            return _Told(lines, box, legible(colour, look.paper))
    return None


def _boxes(line: _Line, size: tuple[float, float]) -> Iterator[Node]:
    """Places for a text of that size: on *line*, or else on either side of it."""
    (x1, y1), (x2, y2) = line
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    across, down = -(y2 - y1) / length, (x2 - x1) / length
    far = (abs(across) * size[0] + abs(down) * size[1]) / 2 + 2
    for side in (0, far, -far):
        for share in _ALONG:
            x, y = _point(line, share)
            yield Node(x + side * across, y + side * down, *size)


def _crosses(box: Node, line: _Line) -> bool:
    """Whether *line* runs through *box*."""
    steps = max(2, round(math.dist(*line) / 3))
    return any(
        abs(x - box.x) * 2 < box.width and abs(y - box.y) * 2 < box.height
        for x, y in (_point(line, n / steps) for n in range(steps + 1))
    )


def _label(told: _Told, look: Look) -> Iterator[Shape]:
    box = told.box
    left, top = box.x - box.width / 2, box.y - box.height / 2
    yield Box(left, top, box.width, box.height, look.paper)
    for n, line in enumerate(told.lines):
        y = top + 0.1 * look.size + n * look.line
        yield from lines_of(line, box.x, y, box.width, look, told.colour, anchor="middle")


def _number(number: int, x: float, y: float, look: Look) -> Iterator[Shape]:
    yield Dot(x, y, 0.75 * look.size, look.paper, look.soft, 0.75)
    size = 0.9 * look.size
    yield Words(str(number), x, y + CAP * size / 2, look.ink, "middle", bold=True, size=size)

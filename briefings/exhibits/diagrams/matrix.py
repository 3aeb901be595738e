"""The matrix: scenarios and risks in cells of likelihood and impact.

Both are terms and no numbers, so a mark stands in a cell as a word stands in a line: where in the
cell means nothing. Rows are as high as what they hold. Where the cells are too narrow for text,
they have the numbers only and a key below says what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.document import Asset
from briefings.exhibits.charts.look import CAP, Look, upon
from briefings.exhibits.diagrams.shapes import (
    Box,
    Dot,
    Path,
    Shape,
    Sheet,
    Words,
    asset,
    baseline,
    lines_of,
)
from briefings.exhibits.diagrams.telling import listed, named

Sort = Literal["scenario", "risk"]

NARROW = 8.0
"""Width of a cell, in sizes of the type, below which it has no room for text."""

_PAD = 0.5  # around what is in a cell, in sizes of the type
_MARK = 0.75  # radius of a mark


@dataclass(frozen=True, slots=True)
class Item:
    """A scenario or a risk, and its cell: the places of its terms among those of the matrix."""

    text: str
    sort: Sort
    likelihood: int
    impact: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Terms of likelihood and of impact, the least first, and what is between them.

    ``unplaced`` are scenarios and risks of which no likelihood or no impact is stated.
    """

    likelihoods: tuple[str, ...]
    impacts: tuple[str, ...]
    items: tuple[Item, ...]
    unplaced: tuple[str, ...] = ()

    def within(self, likelihood: int, impact: int) -> Iterator[tuple[int, Item]]:
        """What is in a cell, with its number."""
        for number, item in enumerate(self.items, start=1):
            if (item.likelihood, item.impact) == (likelihood, impact):
                yield number, item


def draw(matrix: Matrix, look: Look, words: Mapping[str, str], mirrored: bool) -> Asset:
    """*matrix* as an SVG. Raises MachineError where no font of the look is there."""
    grid = _grid(matrix, look)
    shapes: list[Shape] = [*_head(matrix, grid, look, words)]
    top = begin = _lowest(shapes, look) + 0.4 * look.size
    for likelihood in reversed(range(len(matrix.likelihoods))):
        row = [*_row(matrix, likelihood, grid, top, look)]
        bottom = max(_lowest(row, look), top + look.line) + _PAD * look.size
        shapes += [Path(((0, bottom), (look.width, bottom)), look.rule), *row]
        top = bottom
    for impact in range(len(matrix.impacts) + 1):
        x = grid.left + impact * grid.cell
        shapes.append(Path(((x, begin), (x, top)), look.rule))
    shapes.append(Path(((0, begin), (look.width, begin)), look.soft, 0.75))
    foot = [*_foot(matrix, grid, top + 0.6 * look.size, look, words)]
    return asset(Sheet((*shapes, *foot), _lowest([*shapes, *foot], look) + 2), look, mirrored)


def describe(matrix: Matrix, words: Mapping[str, str]) -> str:
    """The alternative text of *matrix*: what is in each cell, the gravest first."""
    found = [words["matrix"]]
    for likelihood in reversed(range(len(matrix.likelihoods))):
        for impact in reversed(range(len(matrix.impacts))):
            if items := [*matrix.within(likelihood, impact)]:
                cell = words["cell"].format(
                    likelihood=matrix.likelihoods[likelihood], impact=matrix.impacts[impact]
                )
                texts = (f"{number} {item.text}" for number, item in items)
                found.append(named(cell, texts, words))
    if matrix.unplaced:
        found.append(_unplaced(matrix, words))
    return " ".join(found)


def _unplaced(matrix: Matrix, words: Mapping[str, str]) -> str:
    return words["unplaced"].format(names=listed(matrix.unplaced, words))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Width of the terms before the cells, and of a cell; whether cells have text."""

    left: float
    cell: float
    told: bool


def _grid(matrix: Matrix, look: Look) -> _Grid:
    most = 0.24 * look.width
    widest = max(look.measure(term, bold=True) for term in matrix.likelihoods)
    left = min(widest, most) + 0.8 * look.size
    cell = (look.width - left) / len(matrix.impacts)
    room = cell - _indent(look) - _PAD * look.size
    longest = (word for item in matrix.items for word in item.text.split())
    told = cell >= NARROW * look.size and all(look.measure(word) <= room for word in longest)
    return _Grid(left, cell, told)


def _indent(look: Look) -> float:
    """From the edge of a cell to its text, with the mark between."""
    return (_PAD + 2 * _MARK + 0.35) * look.size


def _head(
    matrix: Matrix, grid: _Grid, look: Look, words: Mapping[str, str]
) -> Iterator[Words | Dot]:
    """The names of both sides, and the terms of impact."""
    middle = grid.left + (look.width - grid.left) / 2
    yield Words(words["impact_axis"], middle, baseline(look), look.soft, "middle")
    yield Words(words["likelihood_axis"], 0, baseline(look), look.soft)
    room = grid.cell - 0.4 * look.size
    for place, term in enumerate(matrix.impacts):
        x = grid.left + (place + 0.5) * grid.cell
        used = any(item.impact == place for item in matrix.items)
        y = 1.3 * look.line
        yield from lines_of(term, x, y, room, look, look.ink, bold=used, anchor="middle")


def _row(matrix: Matrix, likelihood: int, grid: _Grid, top: float, look: Look) -> Iterator[Shape]:
    used = any(item.likelihood == likelihood for item in matrix.items)
    y = top + _PAD * look.size
    term, room = matrix.likelihoods[likelihood], grid.left - 0.8 * look.size
    yield from lines_of(term, 0, y, room, look, look.ink, bold=used)
    for impact in range(len(matrix.impacts)):
        items = [*matrix.within(likelihood, impact)]
        yield from _cell(items, grid, grid.left + impact * grid.cell, y, look)


def _cell(
    items: Sequence[tuple[int, Item]], grid: _Grid, left: float, top: float, look: Look
) -> Iterator[Shape]:
    if grid.told:
        yield from _texts(items, left, top, grid.cell - _PAD * look.size, look)
        return
    step = (2 * _MARK + 0.3) * look.size
    across = max(1, int((grid.cell - 2 * _PAD * look.size + 0.3 * look.size) // step))
    for place, (number, item) in enumerate(items):
        x = left + (_PAD + _MARK) * look.size + place % across * step
        y = top + look.line / 2 + place // across * step
        yield from _mark(number, item.sort, x, y, look)


def _texts(
    items: Sequence[tuple[int, Item]], left: float, top: float, width: float, look: Look
) -> Iterator[Shape]:
    """Marks with their texts, one below the other, within *width* from *left*."""
    indent = _indent(look)
    for number, item in items:
        yield from _mark(
            number, item.sort, left + indent - (_MARK + 0.35) * look.size, top + look.line / 2, look
        )
        lines = lines_of(item.text, left + indent, top, width - indent, look, look.ink)
        yield from lines
        top += max(len(lines), 1.3) * look.line + 0.3 * look.size


def _mark(number: int, sort: Sort, x: float, y: float, look: Look) -> Iterator[Shape]:
    """A number on a square for a scenario, on a round mark for a risk."""
    colour = look.colour(0 if sort == "scenario" else 1)
    size = 0.9 * look.size
    yield Dot(x, y, _MARK * look.size, colour, square=sort == "scenario")
    ink = upon(colour, look.paper, look.ink)
    yield Words(str(number), x, y + CAP * size / 2, ink, "middle", bold=True, size=size)


def _foot(
    matrix: Matrix, grid: _Grid, top: float, look: Look, words: Mapping[str, str]
) -> Iterator[Shape]:
    """The key to numbers where cells have no text, or else to the marks; and what has no place."""
    if not grid.told:
        key = [
            *_texts([*enumerate(matrix.items, start=1)], -_PAD * look.size, top, look.width, look)
        ]
        yield from key
        top = _lowest(key, look) + 0.3 * look.size
    if len({item.sort for item in matrix.items}) > 1:
        x = 0.0
        for sort, colour in (("scenario", 0), ("risk", 1)):
            middle = top + look.line / 2
            yield Dot(
                x + 0.5 * look.size,
                middle,
                0.5 * look.size,
                look.colour(colour),
                square=sort == "scenario",
            )
            yield Words(words[sort], x + 1.4 * look.size, top + baseline(look), look.soft)
            x += look.measure(words[sort]) + 3 * look.size
        top += 1.2 * look.line
    if matrix.unplaced:
        yield from lines_of(_unplaced(matrix, words), 0, top, look.width, look, look.soft)


def _lowest(shapes: Sequence[Shape], look: Look) -> float:
    """Where the lowest of marks and texts ends."""
    ends = [0.0]
    for shape in shapes:
        match shape:
            case Words(y=y, size=0.0):
                ends.append(y + look.line - baseline(look))
            case Dot(y=y, radius=radius):
                ends.append(y + radius)
            case Path(points=points):
                ends.append(max(y for _, y in points))
            case Box(y=y, height=height):
                ends.append(y + height)
    return max(ends)

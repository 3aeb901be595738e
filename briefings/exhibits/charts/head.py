"""The head of a chart, above its plot: the title of the upright axis, and the key to its series."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.exhibits.charts.data import Chart, Form
from briefings.exhibits.charts.frame import Label, Layer, layer, pixels
from briefings.exhibits.charts.look import CAP, Look

STROKE = 1.75
"""Width of a line of data, pt."""

_SWATCH: Mapping[Form, float] = {"bar": 0.75, "stacked-bar": 0.75, "line": 2.2, "dot": 0.75}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the plot, and how high it is with the gap below it, pt."""

    labels: tuple[Label, ...] = ()
    layers: tuple[Layer, ...] = ()
    height: float = 0


def head(chart: Chart, look: Look, left: float, keyed: bool) -> Head:
    """The head of *chart*, whose plot begins *left* pt from the edge; with a key if *keyed*."""
    titles = look.wrap(chart.y_title, look.width) if chart.y_title else ()
    entries = [*_entries(chart, look)] if keyed else []
    rows = len(titles) + (entries[-1].row + len(entries[-1].lines) if entries else 0)
    if not rows:
        return Head()
    height = rows * look.line + 0.6 * look.size
    first = (CAP + 0.15) * look.size - height
    labels = [Label(t, -left, first + n * look.line, look.soft) for n, t in enumerate(titles)]
    layers, indent = [], _indent(chart, look)
    for index, entry in enumerate(entries):
        x, y = entry.x - left, first + (len(titles) + entry.row) * look.line
        layers.append(_swatch(chart, look, index, x, y - CAP * look.size / 2))
        for n, line in enumerate(entry.lines):
            labels.append(Label(line, x + indent, y + n * look.line, look.ink))
    return Head(tuple(labels), tuple(layers), height)


def dash(chart: Chart, series: int) -> list[float]:
    """The dashes of a line, and what lies between them; none if it is whole."""
    return [4, 2] if broken(len(chart.series), series) else []


def broken(lines: int, series: int) -> bool:
    """Every other one of many *lines* is broken: colour is not all that tells them apart."""
    return lines > 4 and series % 2 == 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """A series in the key: where its swatch begins, in which row, and its name in lines."""

    x: float
    row: int
    lines: tuple[str, ...]


def _indent(chart: Chart, look: Look) -> float:
    """From the beginning of a swatch to that of its name."""
    return (_SWATCH[chart.form] + 0.4) * look.size


def _entries(chart: Chart, look: Look) -> Iterator[_Entry]:
    x, row, height = 0.0, 0, 0
    indent = _indent(chart, look)
    for series in chart.series:
        lines = look.wrap(series.name, look.width - indent)
        width = indent + max(map(look.measure, lines))
        if x and x + width > look.width:
            x, row, height = 0.0, row + height, 0
        yield _Entry(x, row, lines)
        height = max(height, len(lines))
        x += width + 1.6 * look.size


def _swatch(chart: Chart, look: Look, index: int, x: float, middle: float) -> Layer:
    """Square for bars, round for dots, a stroke for lines."""
    width, colour = _SWATCH[chart.form] * look.size, look.colour(index)
    if chart.form == "line":
        row = {"x": x, "x2": x + width, "y": middle}
        style = {"color": colour, "strokeWidth": STROKE, "strokeDash": dash(chart, index)}
        return layer("rule", [row], pixels("x", "x2", "y"), **style)
    shape = "circle" if chart.form == "dot" else "square"
    area = width**2 * (math.pi / 4 if shape == "circle" else 1)
    row = {"x": x + width / 2, "y": middle}
    style = {"size": area, "fill": colour, "strokeWidth": 0}
    return layer("point", [row], pixels("x", "y"), shape=shape, **style)

"""The head of a chart, above its plot: the title of the upright axis, and the key to its series."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.exhibits.charts.data import Chart, Form
from briefings.exhibits.charts.frame import Label, Layer, layer, pixels
from briefings.exhibits.charts.look import CAP, Look, tint

STROKE = 1.75
"""Width of a line of data, pt."""

Shape = Literal["square", "circle", "stroke"]
"""Square for what is filled, round for dots, a stroke for lines."""

_SHAPES: Mapping[Form, Shape] = {"line": "stroke", "dot": "circle"}
_WIDTHS: Mapping[Shape, float] = {"square": 0.75, "circle": 0.75, "stroke": 2.2}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key says: a name, and how what is called so looks.

    ``share`` is how much it has of the colour of its ``series``; the rest is paper.
    """

    name: str
    series: int
    shape: Shape
    share: float = 1.0
    dash: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the plot, and how high it is with the gap below it, pt."""

    labels: tuple[Label, ...] = ()
    layers: tuple[Layer, ...] = ()
    height: float = 0


def series_key(chart: Chart, look: Look) -> tuple[Entry, ...]:
    """The key to the series of *chart*; one series needs none."""
    if len(chart.series) < 2:
        return ()
    shape = _SHAPES.get(chart.form, "square")
    return tuple(
        Entry(series.name, n, shape, dash=dash(chart, n) if shape == "stroke" else ())
        for n, series in enumerate(chart.series)
    )


def head(chart: Chart, look: Look, left: float, key: Sequence[Entry] = ()) -> Head:
    """The head of *chart*, whose plot begins *left* pt from the edge, with *key*.

    A panel has its name there, at its plot; what all panels have in common stands above them.
    """
    if chart.panel:
        return _panel_head(look.wrap(chart.panel, look.plot(left), bold=True), look)
    titles = look.wrap(chart.y_title, look.width) if chart.y_title else ()
    entries = [*_placed(key, look)]
    rows = len(titles) + (entries[-1].row + len(entries[-1].lines) if entries else 0)
    if not rows:
        return Head()
    height, first = _heights(rows, look)
    labels = [Label(t, -left, first + n * look.line, look.soft) for n, t in enumerate(titles)]
    layers = []
    for placed in entries:
        x, y = placed.x - left, first + (len(titles) + placed.row) * look.line
        layers.append(_swatch(placed.entry, look, x, y - CAP * look.size / 2))
        for n, line in enumerate(placed.lines):
            labels.append(Label(line, x + _indent(placed.entry, look), y + n * look.line, look.ink))
    return Head(tuple(labels), tuple(layers), height)


def _panel_head(lines: Sequence[str], look: Look) -> Head:
    height, first = _heights(len(lines), look)
    labels = (Label(t, 0, first + n * look.line, look.ink, bold=True) for n, t in enumerate(lines))
    return Head(tuple(labels), (), height)


def _heights(rows: int, look: Look) -> tuple[float, float]:
    """The height of so many rows with the gap below them, and the first of their baselines."""
    height = rows * look.line + 0.6 * look.size
    return height, (CAP + 0.15) * look.size - height


def dash(chart: Chart, series: int) -> tuple[int, ...]:
    """The dashes of a line, and what lies between them; none if it is whole."""
    return (4, 2) if broken(len(chart.series), series, bool(chart.among)) else ()


def broken(lines: int, series: int, in_panels: bool = False) -> bool:
    """Every other one of *lines* that have a key, as many have, and all *in_panels*, is broken.

    So colour is not all that tells them apart.
    """
    return (lines > 4 or in_panels) and series % 2 == 1


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry in its place: where its swatch begins, in which row, and its name in lines."""

    entry: Entry
    x: float
    row: int
    lines: tuple[str, ...]


def _indent(entry: Entry, look: Look) -> float:
    """From the beginning of a swatch to that of its name."""
    return (_WIDTHS[entry.shape] + 0.4) * look.size


def _placed(key: Sequence[Entry], look: Look) -> Iterator[_Placed]:
    x, row, height = 0.0, 0, 0
    for entry in key:
        indent = _indent(entry, look)
        lines = look.wrap(entry.name, look.width - indent)
        width = indent + max(map(look.measure, lines))
        if x and x + width > look.width:
            x, row, height = 0.0, row + height, 0
        yield _Placed(entry, x, row, lines)
        height = max(height, len(lines))
        x += width + 1.6 * look.size


def _swatch(entry: Entry, look: Look, x: float, middle: float) -> Layer:
    width = _WIDTHS[entry.shape] * look.size
    colour = tint(look.colour(entry.series), look.paper, entry.share)
    if entry.shape == "stroke":
        row = {"x": x, "x2": x + width, "y": middle}
        style = {"color": colour, "strokeWidth": STROKE, "strokeDash": [*entry.dash]}
        return layer("rule", [row], pixels("x", "x2", "y"), **style)
    area = width**2 * (math.pi / 4 if entry.shape == "circle" else 1)
    row = {"x": x + width / 2, "y": middle}
    style = {"size": area, "fill": colour, "strokeWidth": 0}
    return layer("point", [row], pixels("x", "y"), shape=entry.shape, **style)

"""The frame of a chart: where things stand, and their layers in Vega-Lite.

Lengths are pt, which Vega-Lite takes for its pixels; places count from the plot's upper left corner.
Text is placed here, not by Vega: its own layout measures the fonts of a list wrongly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from briefings.charts.data import Chart
from briefings.charts.look import CAP, Look
from briefings.charts.words import number

Layer = dict[str, Any]
Align = Literal["left", "center", "right"]

HAIRLINE = 0.5
AXIS_LINE = 0.75


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a place; ``y`` is that of its baseline."""

    text: str
    x: float
    y: float
    colour: str
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the plot."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A chart laid out; ``width`` and ``height`` are those of the plot."""

    width: float
    height: float
    margins: Margins
    layers: tuple[Layer, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values along a line of the plot: ``low`` stands at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where *value* stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def channel(self, field: str) -> Layer:
        """Its encoding of *field* for Vega-Lite."""
        scale = {
            "domain": [self.low, self.high],
            "range": [self.start, self.end],
            "nice": False,
            "zero": False,
        }
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def band(field: str, count: int, size: float, inner: float) -> Layer:
    """The encoding of categories by number, each band *inner* pt of every *size* pt."""
    gap = round(1 - inner / size, 6)
    scale = {"domain": list(range(count)), "paddingInner": gap, "paddingOuter": gap / 2}
    return {"field": field, "type": "ordinal", "scale": scale, "axis": None}


def layer(
    mark: str, rows: Sequence[Mapping[str, Any]], encoding: Mapping[str, Layer], **style: Any
) -> Layer:
    """A layer of marks, one for each row unless they are joined."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": mark, **style},
        "encoding": dict(encoding),
    }


def text_layers(labels: Iterable[Label], look: Look) -> list[Layer]:
    """All *labels*, grouped by what Vega-Lite can only set for a whole layer."""
    groups: dict[tuple[Align, bool], list[Layer]] = {}
    for label in labels:
        row = {"text": label.text, "x": label.x, "y": label.y, "colour": label.colour}
        groups.setdefault((label.align, label.bold), []).append(row)
    placed = {c: {"field": c, "type": "quantitative", "scale": None} for c in ("x", "y")}
    coloured = {"field": "colour", "type": "nominal", "scale": None}
    encoding = {**placed, "text": {"field": "text", "type": "nominal"}, "color": coloured}
    return [
        layer(
            "text",
            rows,
            encoding,
            align=align,
            baseline="alphabetic",
            fontSize=look.size,
            fontWeight=700 if bold else 400,
            limit=0,
        )
        for (align, bold), rows in groups.items()
    ]


def centred(centre: float, lines: int, look: Look) -> list[float]:
    """Baselines of *lines* whose block stands around *centre*."""
    first = centre + (CAP * look.size - (lines - 1) * look.line) / 2
    return [first + n * look.line for n in range(lines)]


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About *count* round values that span *low* to *high*."""
    step = _round_up((high - low) / count)
    return [round(n * step, 10) for n in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _round_up(rough: float) -> float:
    magnitude = 10 ** math.floor(math.log10(rough))
    return next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough * 0.999)


def tick_texts(values: Sequence[float], chart: Chart, words: Mapping[str, str]) -> list[str]:
    """The *values* of an axis as they are printed."""
    places = next(n for n in range(11) if all(round(v, n) == v for v in values))
    return [number(value, places, words, percent=chart.percent) for value in values]


def key(chart: Chart, look: Look, top: float) -> tuple[list[Label], list[Layer], float]:
    """Names and swatches of the series in rows; how high they are. The first row is at *top*.

    A swatch is square for bars, round for dots, a stroke for lines.
    """
    labels, swatches = [], []
    x, y, swatch = 0.0, top, _SWATCH[chart.form] * look.size
    for index, series in enumerate(chart.series):
        width = swatch + 0.4 * look.size + look.measure(series.name)
        if x and x + width > look.width:
            x, y = 0.0, y + look.line * 1.1
        labels.append(Label(series.name, x + swatch + 0.4 * look.size, y, look.ink))
        swatches.append(_swatch(chart, look, index, x, y - CAP * look.size / 2))
        x += width + 1.6 * look.size
    return labels, swatches, y - top + look.line


_SWATCH = {"bar": 0.75, "stacked-bar": 0.75, "line": 2.2, "dot": 0.75}


def _swatch(chart: Chart, look: Look, index: int, x: float, middle: float) -> Layer:
    width, colour = _SWATCH[chart.form] * look.size, look.colour(index)
    pixel = {c: {"field": c, "type": "quantitative", "scale": None} for c in ("x", "x2", "y", "y2")}
    if chart.form == "line":
        rows = [{"x": x, "x2": x + width, "y": middle}]
        encoding = {"x": pixel["x"], "x2": {"field": "x2"}, "y": pixel["y"]}
        return layer(
            "rule", rows, encoding, color=colour, strokeWidth=1.75, strokeDash=dash(chart, index)
        )
    half = width / 2
    rows = [{"x": x + half, "y": middle}]
    shape = "circle" if chart.form == "dot" else "square"
    area = math.pi * half**2 if chart.form == "dot" else width**2
    encoding = {"x": pixel["x"], "y": pixel["y"]}
    return layer("point", rows, encoding, shape=shape, size=area, fill=colour, strokeWidth=0)


def dash(chart: Chart, series: int) -> list[float]:
    """Every other line of many is broken, so that colour is not all that tells them apart."""
    return [4, 2] if len(chart.series) > 4 and series % 2 else []

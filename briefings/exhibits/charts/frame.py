"""The frame of a chart: where things stand, and their layers in Vega-Lite.

Lengths are pt, which Vega-Lite takes for its pixels; places count from the plot's upper left.
Text is placed here, not by Vega: its own layout measures the fonts of a list wrongly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.look import CAP, Look
from briefings.exhibits.charts.words import number
from briefings.letters.bidi import has_right_to_left
from briefings.letters.shaping import embedded

Layer = dict[str, Any]
Align = Literal["left", "center", "right"]

HAIRLINE = 0.5
AXIS_LINE = 0.75


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a place; ``y`` is that of its baseline. ``backed`` text has paper behind it."""

    text: str
    x: float
    y: float
    colour: str
    align: Align = "left"
    bold: bool = False
    backed: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the plot."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Area:
    """Where in the plot numbers are drawn, from ``left`` and ``top``."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How a chart shows its numbers, for formats that draw it themselves.

    ``printed`` are the numbers that are, by series and category; ``ends`` and ``step`` those of an
    axis; ``lifts`` what names at ends of lines are moved up by. ``gap`` lies between categories, in
    thicknesses of a bar; one of ``every`` so many of them is named. What is ``mirrored`` is read
    from right to left.
    """

    area: Area
    printed: tuple[tuple[bool, ...], ...]
    upright: bool = False
    axis: bool = False
    ends: tuple[float | None, float | None] = (None, None)
    keyed: bool = False
    named: bool = False
    gap: float = 0.0
    lifts: tuple[float, ...] = ()
    step: float = 0.0
    every: int = 1
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A chart laid out; ``width`` and ``height`` are those of the plot.

    ``side`` are the labels before the plot, which panels that stand in a row have in common.
    """

    width: float
    height: float
    margins: Margins
    layers: tuple[Layer, ...]
    labels: tuple[Label, ...]
    manner: Manner
    side: tuple[Label, ...] = ()


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


def layer(
    mark: str, rows: Sequence[Mapping[str, Any]], encoding: Mapping[str, Layer], **style: Any
) -> Layer:
    """A layer of marks, one for each row unless they are joined."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": mark, **style},
        "encoding": dict(encoding),
    }


def pixels(*channels: str) -> dict[str, Layer]:
    """Encodings of fields named like their channels, in pt of the plot."""
    placed: Layer = {"type": "quantitative", "scale": None}
    return {c: {"field": c} if c.endswith("2") else {"field": c, **placed} for c in channels}


COLOURED: Layer = {"field": "colour", "type": "nominal", "scale": None}
"""The encoding of a field "colour" that holds colours."""


def text_layers(labels: Sequence[Label], look: Look) -> list[Layer]:
    """All *labels*, grouped by what Vega-Lite can only set for a whole layer."""
    layers = [_backing([label for label in labels if label.backed], look)]
    groups: dict[tuple[Align, bool], list[Layer]] = {}
    for label in labels:
        words = _embedded(label.text) if look.mirrored else label.text
        row = {"text": words, "x": label.x, "y": label.y, "colour": label.colour}
        groups.setdefault((label.align, label.bold), []).append(row)
    text: Layer = {"field": "text", "type": "nominal"}
    encoding = {**pixels("x", "y"), "text": text, "color": COLOURED}
    for (align, bold), rows in groups.items():
        style = {"fontSize": look.size, "fontWeight": 700 if bold else 400, "limit": 0}
        layers.append(layer("text", rows, encoding, align=align, baseline="alphabetic", **style))
    return layers


def _embedded(words: str) -> str:
    """*words* of a chart that is read from the right: numbers and Latin names stand as they are."""
    return embedded(words) if has_right_to_left(words) else words


def _backing(labels: Sequence[Label], look: Look) -> Layer:
    """Paper behind *labels*, so that no rule runs through them."""
    rows, pad = [], 0.15 * look.size
    for label in labels:
        width = look.measure(label.text, bold=label.bold)
        left, top = label.x - width * BEFORE[label.align], label.y - CAP * look.size
        ends = {"x2": left + width + pad, "y2": label.y + pad}
        rows.append({"x": left - pad, "y": top - pad, **ends})
    return layer("rect", rows, pixels("x", "x2", "y", "y2"), color=look.paper)


BEFORE: Mapping[Align, float] = {"left": 0, "center": 0.5, "right": 1}
"""How much of a label stands before its place."""


def centred(centre: float, lines: int, look: Look) -> list[float]:
    """Baselines of *lines* whose block stands around *centre*."""
    first = centre + (CAP * look.size - (lines - 1) * look.line) / 2
    return [first + n * look.line for n in range(lines)]


def span(values: Sequence[float], share: float) -> tuple[float, float]:
    """The least and greatest of *values*, and zero.

    Zero is left out only where it would leave the values less than *share* of the plot.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    far = max(abs(low), abs(high))
    if not 1e-6 * far < high - low < share * far:
        low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if high > low else (0.0, 1.0)


def fixed(low: float, high: float, chart: Chart) -> tuple[float | None, float | None]:
    """The ends of a plot of *chart* that other programs would choose otherwise.

    They like to leave out zero, and to go beyond 100 per cent, and are to do neither. The plots of
    panels are all to be the same.
    """
    if chart.panel:
        return low, high
    whole = chart.percent and high == 100
    return (low if low >= 0 else None, high if high <= 0 or whole else None)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About *count* round values that span *low* to *high*."""
    step = _round_up((high - low) / count)
    return [round(n * step, 10) for n in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _round_up(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough * 0.999)


def tick_step(values: Sequence[float]) -> float:
    """How far apart the values of an axis are."""
    return round(values[1] - values[0], 10)


def tick_texts(values: Sequence[float], chart: Chart, words: Mapping[str, str]) -> list[str]:
    """The *values* of an axis as they are printed."""
    places = next(n for n in range(11) if all(round(v, n) == v for v in values))
    return [number(value, places, words, percent=chart.percent) for value in values]

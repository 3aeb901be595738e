"""A course: values above an axis of categories that follow each other, from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefings.exhibits.charts.bars import Words, rules
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import (
    AXIS_LINE,
    HAIRLINE,
    Label,
    Layer,
    Scale,
    centred,
    layer,
    pixels,
    tick_texts,
    ticks,
)
from briefings.exhibits.charts.look import Look

SHAPE = 0.44
"""Height of the plot, of the chart's width."""

CLEARANCE = 0.5
"""Room for the topmost label of the axis, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright axis: its values, how they are printed, their scale, and the room they take."""

    values: tuple[float, ...]
    texts: tuple[str, ...]
    scale: Scale
    left: float

    def labels(self, look: Look) -> Iterator[Label]:
        """The values before the plot."""
        for value, text in zip(self.values, self.texts, strict=True):
            y = centred(self.scale.at(value), 1, look)[0]
            yield Label(text, -0.8 * look.size, y, look.soft, "right")

    def rules(self, look: Look) -> Iterator[Layer]:
        """A rule at each value but zero."""
        yield rules([v for v in self.values if v != 0], self.scale, "y", look.rule)

    def zero(self, look: Look) -> Iterator[Layer]:
        """The line of zero, if it is there."""
        if 0.0 in self.values:
            yield rules([0.0], self.scale, "y", look.soft, AXIS_LINE)


def axis_of(chart: Chart, extent: tuple[float, float], look: Look, words: Words) -> Axis:
    """The axis of *chart* for values of *extent*."""
    values = ticks(*extent)
    texts = tick_texts(values, chart, words)
    scale = Scale(values[0], values[-1], look.height(SHAPE), 0.0)
    left = max(map(look.measure, texts)) + 0.8 * look.size
    return Axis(tuple(values), tuple(texts), scale, left)


def along(count: int, width: float) -> list[float]:
    """Where *count* categories stand on a plot *width* pt wide; one alone, in its middle."""
    if count == 1:
        return [round(width / 2, 3)]
    return [round(n / (count - 1) * width, 3) for n in range(count)]


@dataclass(frozen=True, slots=True)
class Feet:
    """What stands below the plot: names of categories, their marks, and the room they take."""

    labels: tuple[Label, ...]
    marks: Layer
    height: float
    every: int


def feet(chart: Chart, width: float, height: float, look: Look) -> Feet:
    """The names of the categories below a plot of that size; the last one is always there."""
    names, y = chart.categories, height + 1.35 * look.line
    every = _every(names, width, look)
    places = along(len(names), width)
    shown = [n for n in range(len(names)) if (len(names) - 1 - n) % every == 0]
    labels = [Label(names[n], places[n], y, look.soft, "center") for n in shown]
    rows = [{"x": places[n], "y": height, "y2": height + 0.35 * look.size} for n in shown]
    marks = layer("rule", rows, pixels("x", "y", "y2"), color=look.soft, strokeWidth=HAIRLINE)
    below = 1.7 * look.line
    if chart.x_title:
        below += 1.1 * look.line
        labels.append(Label(chart.x_title, 0, height + below - 0.3 * look.size, look.soft))
    return Feet(tuple(labels), marks, below, every)


def _every(names: Sequence[str], width: float, look: Look) -> int:
    """How many categories apart two names must stand so that none touch."""
    step = width / max(len(names) - 1, 1)
    widths = [look.measure(name) for name in names]
    for every in range(1, len(names)):
        shown = widths[(len(names) - 1) % every :: every]
        if all((a + b) / 2 + look.size <= every * step for a, b in pairwise(shown)):
            return every
    return len(names)

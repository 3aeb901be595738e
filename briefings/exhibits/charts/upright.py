"""Upright bars, for years: time runs from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.exhibits.charts.bars import Bars, Places, Words, by_series, rectangles, rules
from briefings.exhibits.charts.frame import (
    AXIS_LINE,
    Area,
    Frame,
    Label,
    Layer,
    Manner,
    Margins,
    Scale,
    centred,
    tick_step,
    tick_texts,
    ticks,
)
from briefings.exhibits.charts.head import head
from briefings.exhibits.charts.look import CAP, Look, legible, upon

SHAPE = 0.42
"""Height of the plot, of the chart's width."""

_YEAR = re.compile(r"(?:1[89]|20|21)\d\d(?:\s?[-–/]\s?\d{2,4})?")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where bars stand, how far apart categories are, and from where to where bars reach."""

    places: Places
    step: float
    left: float
    scale: Scale


def suits(bars: Bars, look: Look) -> bool:
    """Whether the categories are years, few enough to be printed under their bars."""
    names = bars.chart.categories
    step = look.width / len(names)
    room = step - look.size
    return all(_YEAR.fullmatch(name) and look.measure(name) <= room for name in names)


def lay_out(bars: Bars, look: Look, words: Words) -> Frame:
    """*bars* upright in their frame, with an axis unless each can say its value."""
    grid = _grid(bars, look, 0.0)
    layers: list[Layer] = []
    labels: list[Label] = []
    if not all(_fits(bars, grid, look)):
        values = [v for v in ticks(*bars.extent) if grid.scale.low <= v <= grid.scale.high]
        texts = tick_texts(values, bars.chart, words)
        grid = _grid(bars, look, max(map(look.measure, texts)) + 0.6 * look.size)
        layers.append(rules(values, grid.scale, "y", look.rule))
        labels += _axis_labels(values, texts, grid, look)
    layers.append(rectangles(bars, grid.scale, "x", grid.places, look))
    layers.append(rules([0.0], grid.scale, "y", look.soft, AXIS_LINE))
    labels += [*_names(bars, grid, look), *_values(bars, grid, look)]
    labels += _gap_labels(bars, grid, look, words)
    below = 1.5 * look.line
    if title := bars.chart.x_title:
        below += 1.1 * look.line
        y = look.height(SHAPE) + below - 0.3 * look.size
        labels.append(Label(title, -grid.left, y, look.soft))
    top = head(bars.chart, look, grid.left, keyed=len(bars.chart.series) > 1)
    margins = Margins(grid.left, top.height, 0, below)
    plot = look.width - grid.left
    layers, labels = [*top.layers, *layers], [*top.labels, *labels]
    manner = _manner(bars, grid, plot, look)
    return Frame(plot, look.height(SHAPE), margins, tuple(layers), tuple(labels), manner)


def _manner(bars: Bars, grid: _Grid, width: float, look: Look) -> Manner:
    fits = [*_fits(bars, grid, look)]
    scale = grid.scale
    return Manner(
        Area(0, scale.end, width, scale.start - scale.end),
        by_series(bars, fits if bars.stacked else [all(fits)] * len(fits)),
        upright=True,
        axis=not all(fits),
        ends=bars.ends,
        keyed=len(bars.chart.series) > 1,
        gap=grid.places.gap(width),
        step=tick_step(ticks(*bars.extent)),
    )


def _grid(bars: Bars, look: Look, left: float) -> _Grid:
    step = (look.width - left) / len(bars.chart.categories)
    thick = min(0.76 * step / bars.slots, 4.5 * look.size)
    centres = tuple((n + 0.5) * step for n in range(len(bars.chart.categories)))
    places = Places(centres, thick, bars.slots)
    low, high = bars.extent
    above = look.line if high > 0 else 0.0
    below = look.line if low < 0 and not bars.stacked else 0.0
    return _Grid(places, step, left, Scale(low, high, look.height(SHAPE) - below, above))


def _fits(bars: Bars, grid: _Grid, look: Look) -> Iterator[bool]:
    """Of each bar, whether its value can be printed at its end, or in it where it is stacked."""
    for bar in bars.bars:
        room = grid.places.thick if bars.slots > 1 or bars.stacked else grid.step - 0.5 * look.size
        high = abs(grid.scale.at(bar.end) - grid.scale.at(bar.start)) >= 1.2 * look.size
        yield look.measure(bar.text) <= room - 1 and (high or not bars.stacked)


def _values(bars: Bars, grid: _Grid, look: Look) -> Iterator[Label]:
    fitting = [*_fits(bars, grid, look)]
    for bar, fits in zip(bars.bars, fitting, strict=True):
        x = grid.places.middle(bar.category, bar.slot)
        if bars.stacked and fits:
            centre = (grid.scale.at(bar.start) + grid.scale.at(bar.end)) / 2
            colour = upon(look.colour(bar.series), look.paper, look.ink)
            yield Label(bar.text, x, centred(centre, 1, look)[0], colour, "center")
        elif not bars.stacked and all(fitting):
            yield Label(bar.text, x, _beyond(bar.end, grid, look), look.ink, "center")
    for category, (total, text) in bars.totals.items():
        x = grid.places.centres[category]
        y = _beyond(total, grid, look)
        yield Label(text, x, y, look.ink, "center", bold=True, backed=True)


def _beyond(value: float, grid: _Grid, look: Look) -> float:
    """The baseline of a label above a bar, or below one that hangs."""
    gap = 0.35 * look.size
    return grid.scale.at(value) + (gap + CAP * look.size if value < 0 else -gap)


def _names(bars: Bars, grid: _Grid, look: Look) -> Iterator[Label]:
    y = look.height(SHAPE) + look.line
    for index, name in enumerate(bars.chart.categories):
        yield Label(name, grid.places.centres[index], y, look.ink, "center")


def _gap_labels(bars: Bars, grid: _Grid, look: Look, words: Words) -> Iterator[Label]:
    for category, slot in bars.gaps:
        x = grid.places.middle(category, slot)
        room = grid.places.thick if bars.slots > 1 else grid.step
        lines = look.wrap(words["missing"], room)
        bottom = _beyond(0.0, grid, look) - (len(lines) - 1) * look.line
        for n, line in enumerate(lines):
            colour = legible(look.soft, look.paper)
            yield Label(line, x, bottom + n * look.line, colour, "center")


def _axis_labels(values: list[float], texts: list[str], grid: _Grid, look: Look) -> Iterator[Label]:
    for value, text in zip(values, texts, strict=True):
        y = centred(grid.scale.at(value), 1, look)[0]
        yield Label(text, -0.6 * look.size, y, look.soft, "right")

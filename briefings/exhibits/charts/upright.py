"""Upright bars, for years: time runs from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.exhibits.charts.bars import Bars, Places, Words, by_series, rectangles, rules
from briefings.exhibits.charts.data import Chart
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
from briefings.exhibits.charts.head import head, series_key
from briefings.exhibits.charts.look import CAP, Look, legible, upon
from briefings.exhibits.charts.words import printed

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


def suits(chart: Chart, look: Look) -> bool:
    """Whether the categories are years, few enough to be printed under their bars."""
    return bool(least := needs(chart, look)) and look.plot(0.0) >= least


def needs(chart: Chart, look: Look) -> float:
    """How wide a plot must be for years under upright bars, pt; nothing if bars have to lie."""
    names = chart.categories
    if chart.form not in ("bar", "stacked-bar") or not all(map(_YEAR.fullmatch, names)):
        return 0.0
    return len(names) * (max(map(look.measure, names)) + look.size)


def lay_out(bars: Bars, look: Look, words: Words) -> Frame:
    """*bars* upright in their frame, with an axis unless each can say its value."""
    grid = _grid(bars, look, 0.0)
    layers: list[Layer] = []
    side: list[Label] = []
    if not all(_said(bars, grid, look, words)):
        values = [v for v in ticks(*bars.extent) if grid.scale.low <= v <= grid.scale.high]
        texts = tick_texts(values, bars.chart, words)
        grid = _grid(bars, look, max(map(look.measure, texts)) + 0.6 * look.size)
        layers.append(rules(values, grid.scale, "y", look.rule))
        side += _axis_labels(values, texts, grid, look)
    layers.append(rectangles(bars, grid.scale, "x", grid.places, look))
    layers.append(rules([0.0], grid.scale, "y", look.soft, AXIS_LINE))
    labels = [*_names(bars, grid, look), *_values(bars, grid, look, words)]
    labels += _gap_labels(bars, grid, look, words)
    below = 1.5 * look.line
    if title := bars.chart.x_title:
        below += 1.1 * look.line
        y = look.height(SHAPE) + below - 0.3 * look.size
        labels.append(Label(title, -grid.left, y, look.soft))
    top = head(bars.chart, look, grid.left, series_key(bars.chart, look))
    margins = Margins(grid.left, top.height, 0, below)
    plot = look.plot(grid.left)
    layers, labels = [*top.layers, *layers], [*top.labels, *labels]
    manner = _manner(bars, grid, plot, look, words)
    height = look.height(SHAPE)
    return Frame(plot, height, margins, tuple(layers), tuple(labels), manner, tuple(side))


def _manner(bars: Bars, grid: _Grid, width: float, look: Look, words: Words) -> Manner:
    fits = [*_fits(bars, grid, look)]
    said = all(_said(bars, grid, look, words))
    scale = grid.scale
    return Manner(
        Area(0, scale.end, width, scale.start - scale.end),
        by_series(bars, fits if bars.stacked else [said] * len(fits)),
        upright=True,
        axis=not said,
        ends=bars.ends,
        keyed=len(bars.chart.series) > 1,
        gap=grid.places.gap(width),
        step=tick_step(ticks(*bars.extent)),
    )


def _grid(bars: Bars, look: Look, left: float) -> _Grid:
    step = look.plot(left) / len(bars.chart.categories)
    thick = min(0.76 * step / bars.slots, 4.5 * look.size)
    centres = tuple((n + 0.5) * step for n in range(len(bars.chart.categories)))
    places = Places(centres, thick, bars.slots)
    low, high = bars.extent
    above = look.line if high > 0 else 0.0
    below = look.line if low < 0 and not bars.stacked else 0.0
    return _Grid(places, step, left, Scale(low, high, look.height(SHAPE) - below, above))


def _fits(bars: Bars, grid: _Grid, look: Look) -> Iterator[bool]:
    """Of each bar, whether its value can be printed at its end, or in it where it is stacked."""
    room = _room(bars, grid, look)
    for bar in bars.bars:
        high = abs(grid.scale.at(bar.end) - grid.scale.at(bar.start)) >= 1.2 * look.size
        yield look.measure(bar.text) <= room and (high or not bars.stacked)


def _room(bars: Bars, grid: _Grid, look: Look) -> float:
    """How wide a value at a bar may be."""
    wide = grid.places.thick if bars.slots > 1 or bars.stacked else grid.step - 0.5 * look.size
    return wide - 1


def _said(bars: Bars, grid: _Grid, look: Look, words: Words) -> Iterator[bool]:
    """Of each bar, whether it can say its value, as those of the panels beside it can."""
    yield from _fits(bars, grid, look)
    if bars.chart.panel and bars.stacked:
        yield False
    elif bars.chart.panel:
        room = _room(bars, grid, look)
        for value in bars.chart.among:
            yield look.measure(printed(bars.chart, value, words)) <= room


def _values(bars: Bars, grid: _Grid, look: Look, words: Words) -> Iterator[Label]:
    said = all(_said(bars, grid, look, words))
    for bar, fits in zip(bars.bars, _fits(bars, grid, look), strict=True):
        x = grid.places.middle(bar.category, bar.slot)
        if bars.stacked and fits:
            centre = (grid.scale.at(bar.start) + grid.scale.at(bar.end)) / 2
            colour = upon(look.colour(bar.series), look.paper, look.ink)
            yield Label(bar.text, x, centred(centre, 1, look)[0], colour, "center")
        elif not bars.stacked and said:
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

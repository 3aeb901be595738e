"""Ranges: a bar from a low end to a high one, with a dot where an estimate lies between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefings.exhibits.charts.bars import Words, rules
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.dots import axis_labels
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
    layer,
    pixels,
    span,
    tick_step,
    tick_texts,
    ticks,
)
from briefings.exhibits.charts.head import Entry, head
from briefings.exhibits.charts.look import Look, legible, tint
from briefings.exhibits.charts.rows import Rows, rows_of
from briefings.exhibits.charts.words import between, printed

TINT = 0.4
"""How much of its colour a bar has upon which an estimate is to be seen."""

THICK = 0.55
"""Of a bar, in sizes of the type."""

_SHARE = 0.5  # of the plot that the ranges fill at least, see frame.span
_RADIUS = 0.4  # of a dot, in sizes of the type
_LEAST = 1.5  # pt, length of a range whose ends are one
_MOST_MORE = 4  # steps that an axis gets at an end, so that numbers there find room
_GAP = 0.45  # between an end and its number, in sizes of the type


def lay_out(chart: Chart, look: Look, words: Words) -> Frame:
    """*chart* of ranges in its frame; each says its numbers."""
    estimated = len(chart.series) == 3
    rows = rows_of(chart, look, (2.0 if estimated else 1.0) * look.line + 0.7 * look.size)
    if estimated:  # which is printed above
        rows = replace(rows, centres=tuple(y + 0.5 * look.line for y in rows.centres))
    height, width = rows.height, look.plot(rows.width)
    values, scale = _axis(chart, width, look, words)
    texts = tick_texts(values, chart, words)
    labels = [*_values(chart, scale, rows, look, words)]
    labels += axis_labels(values, texts, scale, height, look)
    below = 1.5 * look.line
    if chart.x_title:
        below += 1.1 * look.line
        labels.append(Label(chart.x_title, 0, height + below - 0.3 * look.size, look.soft))
    top = head(chart, look, rows.width, key(chart, words))
    layers = [*top.layers, rules([v for v in values if v], scale, "x", look.rule)]
    layers += [*_zero(values, scale, look), *_marks(chart, scale, rows, look)]
    margins = Margins(rows.width, top.height, 0, below)
    manner = _manner(chart, scale, height, tick_step(values))
    side = tuple(rows.labels(look))
    return Frame(width, height, margins, tuple(layers), (*top.labels, *labels), manner, side)


def key(chart: Chart, words: Words) -> tuple[Entry, ...]:
    """What bars are, and what dots are, by the names of the series."""
    names = [series.name for series in chart.series]
    whole = between(names[0], names[-1], words)
    if len(names) == 2:
        return (Entry(whole, 0, "square"),)
    return Entry(names[1], 0, "circle"), Entry(whole, 0, "square", TINT)


def _manner(chart: Chart, scale: Scale, height: float, step: float) -> Manner:
    said = (True,) * len(chart.categories)
    return Manner(
        Area(scale.start, 0, scale.end - scale.start, height),
        (said,) * len(chart.series),
        axis=True,
        ends=(scale.low, scale.high),
        step=step,
    )


def _axis(chart: Chart, width: float, look: Look, words: Words) -> tuple[list[float], Scale]:
    """The values of the axis and their scale, with room in it for what is printed at both ends."""
    values = ticks(*span(chart.measured, _SHARE), look.steps)
    step = tick_step(values)
    low, high = min(chart.measured, default=0.0), max(chart.measured, default=0.0)
    before, after = (look.measure(printed(chart, v, words)) for v in (low, high))
    gap = _GAP * look.size
    for _ in range(_MOST_MORE):
        scale = _scale(chart, values, width, look, words)
        short = scale.at(low) - gap - before < 0, scale.at(high) + gap + after > width
        if short[0]:
            values = [round(values[0] - step, 10), *values]
        if short[1]:
            values = [*values, round(values[-1] + step, 10)]
        if not any(short):
            break
    return values, _scale(chart, values, width, look, words)


def _scale(chart: Chart, values: list[float], width: float, look: Look, words: Words) -> Scale:
    half = max(map(look.measure, tick_texts(values, chart, words))) / 2
    return Scale(values[0], values[-1], half, max(width - half, half + 1))


def _zero(values: Sequence[float], scale: Scale, look: Look) -> Iterator[Layer]:
    if 0.0 in values:
        yield rules([0.0], scale, "x", look.soft, AXIS_LINE)


def _marks(chart: Chart, scale: Scale, rows: Rows, look: Look) -> Iterator[Layer]:
    bars, dots = [], []
    for category, row in enumerate(chart.rows):
        y = rows.centres[category]
        if row[0] is not None and row[-1] is not None:
            start, end = scale.at(row[0]), scale.at(row[-1])
            spare = max(_LEAST - (end - start), 0) / 2
            half = THICK * look.size / 2
            bars.append({"x": start - spare, "x2": end + spare, "y": y - half, "y2": y + half})
        if len(row) == 3 and row[1] is not None:
            dots.append({"x": scale.at(row[1]), "y": y})
    colour = look.colour(0)
    filled = tint(colour, look.paper, TINT) if len(chart.series) == 3 else colour
    yield layer("rect", bars, pixels("x", "x2", "y", "y2"), color=filled)
    style = {"fill": colour, "stroke": look.paper, "strokeWidth": AXIS_LINE}
    yield layer("point", dots, pixels("x", "y"), size=math.pi * (_RADIUS * look.size) ** 2, **style)


def _values(chart: Chart, scale: Scale, rows: Rows, look: Look, words: Words) -> Iterator[Label]:
    gap = _GAP * look.size
    for category, row in enumerate(chart.rows):
        middle = rows.centres[category]
        y = centred(middle, 1, look)[0]
        low, high = row[0], row[-1]
        if all(value is None for value in row):
            yield Label(words["missing"], scale.start, y, legible(look.soft, look.paper))
        if high is not None:
            end = scale.at(high) + gap
            yield Label(printed(chart, high, words), end, y, look.ink, backed=True)
        if low is not None and low != high:
            end = scale.at(low) - gap
            yield Label(printed(chart, low, words), end, y, look.ink, "right", backed=True)
        if len(row) == 3 and (value := row[1]) is not None:
            above, text = middle - 0.95 * look.size, printed(chart, value, words)
            yield Label(text, scale.at(value), above, look.ink, "center", bold=True, backed=True)

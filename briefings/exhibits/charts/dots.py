"""Dots: values of the same thing in several states, joined by a light line."""

from __future__ import annotations

import math
from collections.abc import Iterator

from briefings.exhibits.charts.bars import Words, rules
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import (
    COLOURED,
    Area,
    Frame,
    Label,
    Layer,
    Manner,
    Margins,
    Scale,
    centred,
    fixed,
    layer,
    pixels,
    span,
    tick_step,
    tick_texts,
    ticks,
)
from briefings.exhibits.charts.head import head, series_key
from briefings.exhibits.charts.look import Look, legible
from briefings.exhibits.charts.rows import Rows, rows_of
from briefings.exhibits.charts.words import printed

_SHARE = 0.5  # of the plot that the dots fill at least, see frame.span
_RADIUS = 0.42  # in sizes of the type
_GAP = _RADIUS + 0.45  # between a dot's middle and its value
_LEAST_LINES = 8  # that all rows are high together: Word has dots upright in the same room
_JOIN = 2.0  # pt, width of the line between dots


def lay_out(chart: Chart, look: Look, words: Words) -> Frame:
    """*chart* of dots in its frame; one or two dots in a row say their values."""
    apart = _LEAST_LINES * look.line / len(chart.categories)
    rows = rows_of(chart, look, max(look.line + 0.7 * look.size, apart))
    height, width = rows.height, look.plot(rows.width)
    values = ticks(*span(chart.measured, _SHARE), look.steps)
    texts = tick_texts(values, chart, words)
    scale = _scale(chart, values, texts, width, look, words)
    labels = [*_values(chart, scale, rows, look, words)]
    labels += axis_labels(values, texts, scale, height, look)
    below = 1.5 * look.line
    if chart.x_title:
        below += 1.1 * look.line
        labels.append(Label(chart.x_title, 0, height + below - 0.3 * look.size, look.soft))
    top = head(chart, look, rows.width, series_key(chart, look))
    layers = [rules(values, scale, "x", look.rule), *_marks(chart, scale, rows, look)]
    margins = Margins(rows.width, top.height, 0, below)
    layers, labels = [*top.layers, *layers], [*top.labels, *labels]
    manner = _manner(chart, scale, height, tick_step(values))
    side = tuple(rows.labels(look))
    return Frame(width, height, margins, tuple(layers), tuple(labels), manner, side)


def _manner(chart: Chart, scale: Scale, height: float, step: float) -> Manner:
    several = len(chart.series) > 1
    said = (len(chart.series) <= 2,) * len(chart.categories)
    return Manner(
        Area(scale.start, 0, scale.end - scale.start, height),
        (said,) * len(chart.series),
        axis=True,
        ends=fixed(scale.low, scale.high, chart),
        keyed=several,
        step=step,
    )


def _scale(
    chart: Chart, values: list[float], texts: list[str], width: float, look: Look, words: Words
) -> Scale:
    """Values across the plot, with room at both ends for what is printed there."""
    half = max(map(look.measure, texts)) / 2
    beside = max(look.measure(printed(chart, v, words)) for v in chart.measured or (0.0,))
    room = max(half, beside + _GAP * look.size)
    several = len(chart.series)
    start, end = (room if several == 2 else half), (room if several <= 2 else half)
    return Scale(values[0], values[-1], start, max(width - end, start + 1))


def _row(chart: Chart, category: int) -> list[tuple[float, int]]:
    """The values of a category in order, each with its series."""
    found = ((series.values[category], n) for n, series in enumerate(chart.series))
    return sorted((value, n) for value, n in found if value is not None)


def _marks(chart: Chart, scale: Scale, rows: Rows, look: Look) -> Iterator[Layer]:
    joins, dots = [], []
    for category in range(len(chart.categories)):
        row, y = _row(chart, category), rows.centres[category]
        if len(row) > 1:
            joins.append({"v": row[0][0], "to": row[-1][0], "y": y})
        # The first series lies on top where two dots meet.
        for value, series in sorted(row, key=lambda found: -found[1]):
            dots.append({"v": value, "y": y, "colour": look.colour(series)})
    encoding = {"x": scale.channel("v"), **pixels("y")}
    ends = {**encoding, "x2": {"field": "to"}}
    yield layer("rule", joins, ends, color=look.rule, strokeWidth=_JOIN)
    coloured = {**encoding, "fill": COLOURED}
    area = math.pi * (_RADIUS * look.size) ** 2
    yield layer("point", dots, coloured, size=area, stroke=look.paper, strokeWidth=0.75)


def _values(chart: Chart, scale: Scale, rows: Rows, look: Look, words: Words) -> Iterator[Label]:
    gap = _GAP * look.size
    for category in range(len(chart.categories)):
        row, y = _row(chart, category), centred(rows.centres[category], 1, look)[0]
        if not row:
            colour = legible(look.soft, look.paper)
            yield Label(words["missing"], scale.start, y, colour)
        elif len(chart.series) <= 2:
            high, low = printed(chart, row[-1][0], words), printed(chart, row[0][0], words)
            yield Label(high, scale.at(row[-1][0]) + gap, y, look.ink, backed=True)
            if high != low:
                yield Label(low, scale.at(row[0][0]) - gap, y, look.ink, "right", backed=True)


def axis_labels(
    values: list[float], texts: list[str], scale: Scale, height: float, look: Look
) -> Iterator[Label]:
    """The *values* of an axis that lies below a plot of that *height*."""
    for value, text in zip(values, texts, strict=True):
        yield Label(text, scale.at(value), height + 1.1 * look.line, look.soft, "center")

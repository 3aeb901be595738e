"""Lines: each named where it ends, in its colour."""

from __future__ import annotations

import math
from collections.abc import Iterator

from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.course import CLEARANCE, along, axis_of, feet
from briefings.exhibits.charts.data import Chart, Series
from briefings.exhibits.charts.ends import (
    GAP,
    WIDEST_NAME,
    Name,
    manner_of,
    name_labels,
    placed,
    room,
)
from briefings.exhibits.charts.frame import (
    Area,
    Frame,
    Layer,
    Margins,
    Scale,
    layer,
    pixels,
    span,
)
from briefings.exhibits.charts.head import STROKE, dash, head, series_key
from briefings.exhibits.charts.look import Look, legible
from briefings.exhibits.charts.words import printed

MOST_NAMED = 4
"""The most lines that are named where they end; more have a key."""

_SHARE = 0.25  # of the plot that the lines fill at least, see frame.span
_DOT = 2.2  # pt, half as wide as the dot at a line's end


def lay_out(chart: Chart, look: Look, words: Words) -> Frame:
    """*chart* of lines in its frame."""
    axis = axis_of(chart, span(chart.measured, _SHARE), look, words)
    height = axis.scale.start
    names = placed([*_names(chart, axis.scale, look, words)], height, look)
    right = room(chart, names, look, words)
    width = look.plot(axis.left, right)
    below = feet(chart, width, height, look)
    top = head(chart, look, axis.left, () if names else series_key(chart, look))
    layers = [*top.layers, *axis.rules(look), *axis.zero(look), below.marks]
    layers += _lines(chart, axis.scale, width, look)
    labels = [*top.labels, *below.labels, *name_labels(names, width + GAP * look.size, look)]
    margins = Margins(axis.left, top.height + CLEARANCE * look.size, right, below.height)
    manner = manner_of(chart, axis, names, Area(0, 0, width, height), below.every)
    side = tuple(axis.labels(look))
    return Frame(width, height, margins, tuple(layers), tuple(labels), manner, side)


def _lines(chart: Chart, scale: Scale, width: float, look: Look) -> Iterator[Layer]:
    """The lines, the first on top, with dots where they end or stand alone."""
    for index, series in reversed([*enumerate(chart.series)]):
        places = along(len(series.values), width)
        rows = [{"x": x, "v": v} for x, v in zip(places, series.values, strict=True)]
        encoding = {**pixels("x"), "y": scale.channel("v")}
        colour = look.colour(index)
        style = {"stroke": colour, "strokeWidth": STROKE, "strokeDash": [*dash(chart, index)]}
        yield layer("line", rows, encoding, strokeJoin="round", strokeCap="round", **style)
        area = math.pi * _DOT**2
        yield layer("circle", [rows[n] for n in _dots(series)], encoding, size=area, color=colour)


def _dots(series: Series) -> list[int]:
    """Where a line ends, and points that have no neighbour to be joined to."""
    there = [n for n, value in enumerate(series.values) if value is not None]
    return [n for n in there if n == there[-1] or not {n - 1, n + 1} & set(there)]


def _names(chart: Chart, scale: Scale, look: Look, words: Words) -> Iterator[Name]:
    """Names at the ends: none if there are many lines, or one ends before the others.

    Lines in panels have a key in common.
    """
    several = len(chart.series) > 1
    if len(chart.series) > MOST_NAMED or any(s.values[-1] is None for s in chart.series):
        return
    for index, series in enumerate(chart.series if not (several and chart.panel) else ()):
        value = series.values[-1]
        assert value is not None
        # One line needs no name: the caption says what it is.
        text = series.name if several else printed(chart, value, words)
        lines = look.wrap(text, look.width * WIDEST_NAME, bold=True)
        yield Name(lines, legible(look.colour(index), look.paper), scale.at(value))

"""Areas: one from zero to its line, or several upon each other, named where they end.

Where a number is missing no stack can be told, and areas break off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.course import CLEARANCE, along, axis_of, feet
from briefings.exhibits.charts.data import Chart
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
    AXIS_LINE,
    Area,
    Frame,
    Layer,
    Margins,
    Scale,
    layer,
    pixels,
)
from briefings.exhibits.charts.head import STROKE, head, series_key
from briefings.exhibits.charts.look import Look, legible, tint
from briefings.exhibits.charts.words import printed

TINT = 0.32
"""How much of its colour a single area has, whose line has all of it."""

_ALONE = 1.5  # pt, half as wide as what stands for one number without neighbours


@dataclass(frozen=True, slots=True)
class _Band:
    """From where to where a series reaches in each category, or None where it can't be told."""

    series: int
    reach: tuple[tuple[float, float] | None, ...]

    def runs(self) -> Iterator[list[int]]:
        """Categories that follow each other without a gap."""
        for there, run in groupby(range(len(self.reach)), lambda n: self.reach[n] is not None):
            if there:
                yield [*run]


def lay_out(chart: Chart, look: Look, words: Words) -> Frame:
    """*chart* of areas in its frame."""
    low, high = min((0.0, *chart.measured)), max((0.0, *chart.measured))
    axis = axis_of(chart, (low, high) if high > low else (0.0, 1.0), look, words)
    height, bands = axis.scale.start, _bands(chart)
    names = placed([*_names(chart, bands, axis.scale, look, words)], height, look)
    right = room(chart, names, look, words)
    width = look.plot(axis.left, right)
    below = feet(chart, width, height, look)
    top = head(chart, look, axis.left, () if names else series_key(chart, look))
    layers = [*top.layers, *axis.rules(look), *_areas(chart, bands, axis.scale, width, look)]
    layers += [*axis.zero(look), below.marks]
    labels = [*top.labels, *below.labels, *name_labels(names, width + GAP * look.size, look)]
    margins = Margins(axis.left, top.height + CLEARANCE * look.size, right, below.height)
    manner = manner_of(chart, axis, names, Area(0, 0, width, height), below.every)
    side = tuple(axis.labels(look))
    return Frame(width, height, margins, tuple(layers), tuple(labels), manner, side)


def _bands(chart: Chart) -> list[_Band]:
    """The bands of *chart*, from the lowest."""
    stacks = []
    for row in chart.rows:
        tops = [0.0]
        for value in row:
            tops.append(round(tops[-1] + (value or 0.0), 10))
        stacks.append(None if None in row else [*pairwise(tops)])
    series = range(len(chart.series))
    return [_Band(n, tuple(stack[n] if stack else None for stack in stacks)) for n in series]


def _areas(
    chart: Chart, bands: Sequence[_Band], scale: Scale, width: float, look: Look
) -> Iterator[Layer]:
    """The bands; a line of paper parts them, for readers who see few colours."""
    single = len(bands) == 1
    places = along(len(chart.categories), width)
    for band in bands:
        colour = look.colour(band.series)
        filled = tint(colour, look.paper, TINT) if single else colour
        for run in band.runs():
            rows = [*_rows(band, run, places, width)]
            base = {"y": scale.channel("v"), "y2": {"field": "base"}}
            yield layer("area", rows, {**pixels("x"), **base}, color=filled)
    for band in bands[:-1] if not single else bands:
        stroke, thick = (look.colour(0), STROKE) if single else (look.paper, AXIS_LINE)
        for run in band.runs():
            rows = [*_rows(band, run, places, width)]
            encoding = {**pixels("x"), "y": scale.channel("v")}
            style = {"stroke": stroke, "strokeWidth": thick}
            yield layer("line", rows, encoding, strokeJoin="round", strokeCap="round", **style)


def _rows(
    band: _Band, run: Sequence[int], places: Sequence[float], width: float
) -> Iterator[dict[str, float]]:
    """The points of a run; one without neighbours is widened until it can be seen."""
    for n in run:
        base, top = band.reach[n] or (0.0, 0.0)
        around = [places[n]]
        if len(run) == 1:
            around = [max(places[n] - _ALONE, 0.0), min(places[n] + _ALONE, width)]
        yield from ({"x": x, "base": base, "v": top} for x in around)


def _names(
    chart: Chart, bands: Sequence[_Band], scale: Scale, look: Look, words: Words
) -> Iterator[Name]:
    """Names in the middle of where bands end; one area says its last number there.

    None if the last stack can't be told. Areas in panels have a key in common.
    """
    several = len(bands) > 1
    for band in bands if not (several and chart.panel) else ():
        reach = band.reach[-1]
        if reach is None:
            return
        bottom, top = reach
        text = chart.series[band.series].name if several else printed(chart, top, words)
        lines = look.wrap(text, look.width * WIDEST_NAME, bold=True)
        colour = legible(look.colour(band.series), look.paper)
        end = scale.at((bottom + top) / 2) if several else scale.at(top)
        yield Name(lines, colour, end)

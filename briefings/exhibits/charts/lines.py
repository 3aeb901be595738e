"""Lines: each named where it ends, in its colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefings.exhibits.charts.bars import Words, rules
from briefings.exhibits.charts.data import Chart, Series
from briefings.exhibits.charts.frame import (
    AXIS_LINE,
    HAIRLINE,
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
from briefings.exhibits.charts.head import STROKE, dash, head
from briefings.exhibits.charts.look import Look, legible
from briefings.exhibits.charts.words import printed

SHAPE = 0.44
"""Height of the plot, of the chart's width."""

MOST_NAMED = 4
"""The most lines that are named where they end; more have a key."""

WIDEST_NAME = 0.26
"""Of the chart's width, what names of lines may take before they are broken."""

_SHARE = 0.25  # of the plot that the lines fill at least, see frame.span
_DOT = 2.2  # pt, half as wide as the dot at a line's end


@dataclass(frozen=True, slots=True)
class _Name:
    """What stands at the end of a line, in lines of text, where the line ends, and its middle."""

    lines: tuple[str, ...]
    colour: str
    end: float
    centre: float = 0.0


def lay_out(chart: Chart, look: Look, words: Words) -> Frame:
    """*chart* of lines in its frame."""
    values = ticks(*span(chart.values, _SHARE))
    texts = tick_texts(values, chart, words)
    left = max(map(look.measure, texts)) + 0.8 * look.size
    height = look.height(SHAPE)
    scale = Scale(values[0], values[-1], height, 0.0)
    names = [*_line_names(chart, scale, look, words)]
    if sum(len(name.lines) for name in names) * look.line * 1.2 > height:
        names = []
    names = _placed(names, height, look)
    right = _right(chart, names, look)
    width = look.width - left - right
    below, under, marks = _category_labels(chart, width, height, look)
    labels = [*_axis_labels(values, texts, scale, look), *under]
    labels += _name_labels(names, width + 0.8 * look.size, look)
    layers = [*_rules(values, scale, look), marks, *_lines(chart, scale, width, look)]
    if chart.x_title:
        below += 1.1 * look.line
        labels.append(Label(chart.x_title, 0, height + below - 0.3 * look.size, look.soft))
    top = head(chart, look, left, keyed=not names and len(chart.series) > 1)
    margins = Margins(left, top.height + CLEARANCE * look.size, right, below)
    layers, labels = [*top.layers, *layers], [*top.labels, *labels]
    every = _every(chart.categories, width, look)
    manner = _manner(chart, values, names, Area(0, 0, width, height), every)
    return Frame(width, height, margins, tuple(layers), tuple(labels), manner)


def _manner(
    chart: Chart, values: Sequence[float], names: Sequence[_Name], area: Area, every: int
) -> Manner:
    """One line with a name has its last number printed; of more, each has its own name."""
    several = len(chart.series) > 1
    none = (False,) * (len(chart.categories) - 1)
    return Manner(
        area,
        ((*none, bool(names) and not several),) * len(chart.series),
        upright=True,
        axis=True,
        ends=fixed(values[0], values[-1], chart),
        keyed=several and not names,
        named=several and bool(names),
        lifts=tuple(name.end - name.centre for name in names),
        step=tick_step(values),
        every=every,
    )


CLEARANCE = 0.5
"""Room for the topmost label of the axis, in sizes of the type."""


def _rules(values: list[float], scale: Scale, look: Look) -> Iterator[Layer]:
    yield rules([v for v in values if v != 0], scale, "y", look.rule)
    base = 0.0 if 0.0 in values else None
    if base is not None:
        yield rules([base], scale, "y", look.soft, AXIS_LINE)


def _axis_labels(
    values: Sequence[float], texts: Sequence[str], scale: Scale, look: Look
) -> Iterator[Label]:
    for value, text in zip(values, texts, strict=True):
        y = centred(scale.at(value), 1, look)[0]
        yield Label(text, -0.8 * look.size, y, look.soft, "right")


# --- the lines -----------------------------------------------------------------------------------


def _lines(chart: Chart, scale: Scale, width: float, look: Look) -> Iterator[Layer]:
    """The lines, the first on top, with dots where they end or stand alone."""
    for index, series in reversed([*enumerate(chart.series)]):
        rows = [{"x": x, "v": v} for x, v in _points(series, width)]
        encoding = {**pixels("x"), "y": scale.channel("v")}
        colour = look.colour(index)
        style = {"stroke": colour, "strokeWidth": STROKE, "strokeDash": dash(chart, index)}
        yield layer("line", rows, encoding, strokeJoin="round", strokeCap="round", **style)
        area = math.pi * _DOT**2
        yield layer("circle", [rows[n] for n in _dots(series)], encoding, size=area, color=colour)


def _points(series: Series, width: float) -> Iterator[tuple[float, float | None]]:
    last = max(len(series.values) - 1, 1)
    for n, value in enumerate(series.values):
        yield round(n / last * width, 3), value


def _dots(series: Series) -> list[int]:
    """Where a line ends, and points that have no neighbour to be joined to."""
    there = [n for n, value in enumerate(series.values) if value is not None]
    return [n for n in there if n == there[-1] or not {n - 1, n + 1} & set(there)]


# --- their names ---------------------------------------------------------------------------------


def _line_names(chart: Chart, scale: Scale, look: Look, words: Words) -> Iterator[_Name]:
    """Names at the ends: none if there are many lines, or one ends before the others."""
    if len(chart.series) > MOST_NAMED or any(s.values[-1] is None for s in chart.series):
        return
    for index, series in enumerate(chart.series):
        value = series.values[-1]
        assert value is not None
        # One line needs no name: the caption says what it is.
        text = printed(chart, value, words) if len(chart.series) == 1 else series.name
        lines = look.wrap(text, look.width * WIDEST_NAME, bold=True)
        yield _Name(lines, legible(look.colour(index), look.paper), scale.at(value))


def _right(chart: Chart, names: list[_Name], look: Look) -> float:
    """Room on the right for the names, and for half of the last category."""
    widths = [look.measure(line, bold=True) for name in names for line in name.lines]
    half = look.measure(chart.categories[-1]) / 2
    return max(half, max(widths) + 0.8 * look.size if widths else _DOT)


def _placed(names: list[_Name], height: float, look: Look) -> list[_Name]:
    """*names* beside the ends of their lines, moved apart where they would touch."""
    order = sorted(range(len(names)), key=lambda n: names[n].end)
    sizes = [len(names[n].lines) * look.line + 0.2 * look.size for n in order]
    centres = _apart([names[n].end for n in order], sizes, height)
    placed = dict(zip(order, centres, strict=True))
    return [replace(name, centre=placed[n]) for n, name in enumerate(names)]


def _name_labels(names: list[_Name], x: float, look: Look) -> Iterator[Label]:
    for name in names:
        for line, y in zip(name.lines, centred(name.centre, len(name.lines), look), strict=True):
            yield Label(line, x, y, name.colour, bold=True)


def _apart(centres: list[float], sizes: list[float], height: float) -> list[float]:
    """*centres* of boxes, in order, moved as little as is needed so that none overlap."""
    groups: list[tuple[float, list[float]]] = []  # the middle of a run of boxes, and their sizes
    for wanted, size in zip(centres, sizes, strict=True):
        middle, run = _within(wanted, [size], height), [size]
        while groups and groups[-1][0] + sum(groups[-1][1]) / 2 > middle - sum(run) / 2:
            other, before = groups.pop()
            mean = (other * len(before) + middle * len(run)) / (len(before) + len(run))
            run = [*before, *run]
            middle = _within(mean, run, height)
        groups.append((middle, run))
    placed = []
    for middle, run in groups:
        edge = middle - sum(run) / 2
        for size in run:
            placed.append(edge + size / 2)
            edge += size
    return placed


def _within(middle: float, run: list[float], height: float) -> float:
    """*middle*, moved so that the run of boxes ends at most half of one beyond the plot."""
    reach, over = sum(run) / 2, min(run) / 2
    return max(min(middle, height + over - reach), reach - over)


# --- categories ----------------------------------------------------------------------------------


def _category_labels(
    chart: Chart, width: float, height: float, look: Look
) -> tuple[float, list[Label], Layer]:
    """How much room categories take, their names, and marks; the last one is always there."""
    names, y = chart.categories, height + 1.35 * look.line
    every = _every(names, width, look)
    step = width / max(len(names) - 1, 1)
    shown = [n for n in range(len(names)) if (len(names) - 1 - n) % every == 0]
    labels = [Label(names[n], n * step, y, look.soft, "center") for n in shown]
    rows = [{"x": n * step, "y": height, "y2": height + 0.35 * look.size} for n in shown]
    marks = layer("rule", rows, pixels("x", "y", "y2"), color=look.soft, strokeWidth=HAIRLINE)
    return 1.7 * look.line, labels, marks


def _every(names: Sequence[str], width: float, look: Look) -> int:
    """How many categories apart two names must stand so that none touch."""
    step = width / max(len(names) - 1, 1)
    widths = [look.measure(name) for name in names]
    for every in range(1, len(names)):
        shown = widths[(len(names) - 1) % every :: every]
        if all((a + b) / 2 + look.size <= every * step for a, b in pairwise(shown)):
            return every
    return len(names)

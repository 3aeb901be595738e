"""Names where lines and areas end, moved apart where they would touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.course import Axis
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import Area, Label, Manner, centred, fixed, tick_step
from briefings.exhibits.charts.look import Look
from briefings.exhibits.charts.words import printed

WIDEST_NAME = 0.26
"""Of the chart's width, what names may take before they are broken."""

GAP = 0.8
"""Before names, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Name:
    """What stands at an end, in lines of text: its colour, and where that end is.

    ``centre`` is where its own middle is.
    """

    lines: tuple[str, ...]
    colour: str
    end: float
    centre: float = 0.0

    @property
    def lift(self) -> float:
        """How far it is moved up from its end, pt."""
        return self.end - self.centre


def placed(names: Sequence[Name], height: float, look: Look) -> list[Name]:
    """*names* in their places beside a plot of that *height*; none where they find no room."""
    if sum(len(name.lines) for name in names) * look.line * 1.2 > height:
        return []
    order = sorted(range(len(names)), key=lambda n: names[n].end)
    sizes = [len(names[n].lines) * look.line + 0.2 * look.size for n in order]
    centres = _apart([names[n].end for n in order], sizes, height)
    found = dict(zip(order, centres, strict=True))
    return [replace(name, centre=found[n]) for n, name in enumerate(names)]


def room(chart: Chart, names: Sequence[Name], look: Look, words: Words) -> float:
    """Room on the right for *names*, and for half of the last category; in all panels as much."""
    widths = [look.measure(line, bold=True) for name in names for line in name.lines]
    if chart.panel and len(chart.series) == 1:
        widths += [look.measure(printed(chart, v, words), bold=True) for v in chart.among]
    half = look.measure(chart.categories[-1]) / 2
    return max(half, max(widths) + GAP * look.size if widths else 2.2)


def name_labels(names: Sequence[Name], x: float, look: Look) -> Iterator[Label]:
    """The labels of *names*, which begin at *x*."""
    for name in names:
        for line, y in zip(name.lines, centred(name.centre, len(name.lines), look), strict=True):
            yield Label(line, x, y, name.colour, bold=True)


def manner_of(chart: Chart, axis: Axis, names: Sequence[Name], area: Area, every: int) -> Manner:
    """One series with a name has its last number printed; of more, each has its own name."""
    several = len(chart.series) > 1
    none = (False,) * (len(chart.categories) - 1)
    return Manner(
        area,
        ((*none, bool(names) and not several),) * len(chart.series),
        upright=True,
        axis=True,
        ends=fixed(axis.values[0], axis.values[-1], chart),
        keyed=several and not names,
        named=several and bool(names),
        lifts=tuple(name.lift for name in names),
        step=tick_step(axis.values),
        every=every,
    )


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

"""Bars, beside or upon each other: what there is to draw, lying or upright."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import (
    AXIS_LINE,
    COLOURED,
    HAIRLINE,
    Layer,
    Scale,
    fixed,
    layer,
    ticks,
)
from briefings.exhibits.charts.look import Look
from briefings.exhibits.charts.words import printed

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its category and series by number, from where to where, and its printed value.

    ``slot`` is its place in its category: its series, or 0 where bars are stacked.
    """

    category: int
    series: int
    slot: int
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars of a chart; ``slots`` stand beside each other in each category.

    ``totals`` are the sums of stacks and how they are printed, by category. ``gaps`` are the
    categories and slots without a number.
    """

    chart: Chart
    bars: tuple[Bar, ...]
    slots: int
    totals: Mapping[int, tuple[float, str]]
    gaps: tuple[tuple[int, int], ...]

    @property
    def extent(self) -> tuple[float, float]:
        """The least and the greatest end, with zero between them or beside."""
        ends = [*self.chart.among, *(end for bar in self.bars for end in (bar.start, bar.end))]
        low, high = min((0.0, *ends)), max((0.0, *ends))
        return (low, high) if high > low else (0.0, 1.0)

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Ends of the plot that do not follow from the bars, see :func:`fixed`.

        Sums are drawn as bars that are not seen, by which no plot may be measured.
        """
        low, high = fixed(*self.extent, self.chart)
        summed = self.totals or (self.chart.panel and self.stacked)
        return low, ticks(*self.extent)[-1] if summed else high

    @property
    def stacked(self) -> bool:
        """Whether bars stand upon each other."""
        return self.chart.form == "stacked-bar"


def bars_of(chart: Chart, words: Words) -> Bars:
    """The bars of *chart*."""
    stacked = chart.form == "stacked-bar"
    bars = tuple(_stacked(chart, words) if stacked else _beside(chart, words))
    slots = 1 if stacked else len(chart.series)
    totals = {n: (v, printed(chart, v, words)) for n, v in enumerate(chart.totals)}
    return Bars(chart, bars, slots, totals, tuple(_gaps(chart)))


def _beside(chart: Chart, words: Words) -> Iterator[Bar]:
    for index, series in enumerate(chart.series):
        for category, value in enumerate(series.values):
            if value is not None:
                yield Bar(category, index, index, 0.0, value, printed(chart, value, words))


def _stacked(chart: Chart, words: Words) -> Iterator[Bar]:
    for category in range(len(chart.categories)):
        tops = {True: 0.0, False: 0.0}  # above and below zero
        for index, series in enumerate(chart.series):
            if (value := series.values[category]) is not None:
                start = tops[value >= 0]
                end = tops[value >= 0] = round(start + value, 10)
                yield Bar(category, index, 0, start, end, printed(chart, value, words))


def _gaps(chart: Chart) -> Iterator[tuple[int, int]]:
    for category in range(len(chart.categories)):
        empty = [s for s, series in enumerate(chart.series) if series.values[category] is None]
        if chart.form != "stacked-bar":
            yield from ((category, series) for series in empty)
        elif len(empty) == len(chart.series):
            yield category, 0


@dataclass(frozen=True, slots=True)
class Places:
    """Where bars stand: the middle of each category across them, and how thick they are, pt."""

    centres: tuple[float, ...]
    thick: float
    slots: int

    def middle(self, category: int, slot: int) -> float:
        """The middle of a slot."""
        return self.centres[category] + (slot - (self.slots - 1) / 2) * self.thick

    def gap(self, extent: float) -> float:
        """What lies between two categories on a plot of *extent* pt, in thicknesses of a bar."""
        return max(extent / len(self.centres) / self.thick - self.slots, 0.0)


def by_series(bars: Bars, printed: Sequence[bool]) -> tuple[tuple[bool, ...], ...]:
    """Which numbers are printed, by series and category, from which bars say theirs."""
    pairs = zip(bars.bars, printed, strict=True)
    said = {(bar.series, bar.category) for bar, says in pairs if says}
    chart = bars.chart
    return tuple(
        tuple((series, category) in said for category in range(len(chart.categories)))
        for series in range(len(chart.series))
    )


def rectangles(bars: Bars, scale: Scale, across: str, places: Places, look: Look) -> Layer:
    """The layer of the bars; *across* is the channel of the categories, "x" or "y"."""
    along = "y" if across == "x" else "x"
    rows = []
    for bar in bars.bars:
        centre = places.middle(bar.category, bar.slot)
        colour = look.colour(bar.series)
        near, far = centre - places.thick / 2, centre + places.thick / 2
        rows.append({"a": bar.start, "b": bar.end, "near": near, "far": far, "colour": colour})
    encoding = {
        along: scale.channel("a"),
        f"{along}2": {"field": "b"},
        across: {"field": "near", "type": "quantitative", "scale": None},
        f"{across}2": {"field": "far"},
        "color": COLOURED,
    }
    # A line of paper keeps neighbours apart, for readers who see few colours.
    return layer("rect", rows, encoding, stroke=look.paper, strokeWidth=AXIS_LINE)


def rules(
    values: Sequence[float], scale: Scale, along: str, colour: str, width: float = HAIRLINE
) -> Layer:
    """Rules through the whole plot at *values* of the channel *along*."""
    encoding = {along: scale.channel("v")}
    return layer("rule", [{"v": v} for v in values], encoding, color=colour, strokeWidth=width)

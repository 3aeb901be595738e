"""What a form can't show: numbers that are not its own, and more than can be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefings.errors import Place, Problem
from briefings.exhibits.charts.data import Form, Series

MOST_SERIES = 6
"""The most series whose colours can be told apart."""

MOST_BARS = 48
"""The most bars, or rows of dots, that fit a page."""

MOST_POINTS = 1000
"""The most points of a line."""

MOST_LINES = 56
"""The most lines that the names of categories may take beside bars or dots."""

MOST_PANELS = 12
"""The most panels that one sees at a glance, and that fit a page."""

MOST_ROWS = 12
"""The most bars, or rows of dots, in a panel."""

_LETTERS = 26  # of a name in a line, with room to spare

_COURSES = frozenset(("line", "area"))
"""Forms whose categories follow each other."""

_THINGS: Mapping[Form, str] = {
    "bar": "bars",
    "stacked-bar": "bars",
    "line": "points in a line",
    "area": "points in an area",
    "dot": "rows of dots",
    "range": "ranges",
}


def unfit(
    form: Form, categories: Sequence[str], series: Sequence[Series], place: Place
) -> Iterator[Problem]:
    """Why *series* can't be drawn in *form*."""
    if not any(value is not None for one in series for value in one.values):
        remedy = "give it a column of categories and one of numbers"
        yield Problem(place, "G102", "the chart has no numbers", remedy)
    elif form == "range":
        yield from _ranges(categories, series, place)
    elif form == "area" and len(series) > 1:
        below = (v for one in series for v in one.values if v is not None and v < 0)
        if (value := next(below, None)) is not None:
            what = f"areas upon each other can't show {value:g}, which is less than zero"
            yield Problem(place, "G104", what, "use form: line, or stacked-bar")


def _ranges(categories: Sequence[str], series: Sequence[Series], place: Place) -> Iterator[Problem]:
    if len(series) not in (2, 3):
        what = f"a range is two or three numbers, not {len(series)}"
        remedy = "give columns for the low end and the high end, or low end, estimate, high end"
        yield Problem(place, "G105", what, remedy)
        return
    for category, *ends in zip(categories, *(one.values for one in series), strict=True):
        low, high = ends[0], ends[-1]
        there = [value for value in ends if value is not None]
        if (low is None) != (high is None):
            what = f"the range of '{category}' has one end only"
            yield Problem(place, "G105", what, "give both ends, or neither")
        elif there != sorted(there):
            what = f"the range of '{category}' does not rise: {', '.join(f'{v:g}' for v in there)}"
            yield Problem(place, "G105", what, "write the low end first and the high end last")


def crowded(
    form: Form, categories: Sequence[str], series: int, place: Place, panels: int = 0
) -> Iterator[Problem]:
    """Why so many *categories*, *series* and *panels*, if any, can't be told apart on a page."""
    if panels > MOST_PANELS:
        what = f"the chart has {panels} panels, more than {MOST_PANELS}"
        yield Problem(place, "G103", what, "leave some out, or make two charts of it")
    if series > MOST_SERIES:
        what = f"the chart has {series} series, more than {MOST_SERIES}"
        yield Problem(place, "G103", what, "leave some out, or make two charts of it")
    most = MOST_POINTS if form in _COURSES else MOST_ROWS if panels else MOST_BARS
    if (many := len(categories) * (series if form == "bar" else 1)) > most:
        where = "each panel" if panels else "the chart"
        what = f"{where} has {many} {_THINGS[form]}, more than {most}"
        yield Problem(place, "G103", what, "leave some out, or print a table")
    lines = sum(-(-len(name) // _LETTERS) for name in categories)
    if form not in _COURSES and lines > MOST_LINES:
        what = "the chart's categories have names too long to stand beside each other"
        yield Problem(place, "G103", what, "shorten them, or print a table")

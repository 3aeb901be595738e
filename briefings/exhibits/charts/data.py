"""The data of a chart, and how they are read from the cells of a table.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
G101  a cell is not a number
G102  there is nothing to draw
G103  there is more than can be told apart on a page
G104  numbers of two kinds, or of a kind that the form can't show
====  ==============================================================================================
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.errors import ContentError, Place, Problem

Form = Literal["bar", "stacked-bar", "line", "dot"]

MOST_SERIES = 6
"""The most series whose colours can be told apart."""

MOST_BARS = 48
"""The most bars, or rows of dots, that fit a page."""

MOST_POINTS = 1000
"""The most points of a line."""

MOST_LINES = 56
"""The most lines that the names of categories may take beside bars or dots."""

_LETTERS = 26  # of a name in a line, with room to spare

_MISSING = frozenset(("", "-", "–", "—", "−", "…", "..", "...", ":", "n/a", "na", "n.a."))
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")


@dataclass(frozen=True, slots=True)
class Series:
    """One number for each category, or None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. ``x_title`` is printed under it, ``y_title`` above it.

    A ``unit`` that starts with ``%`` puts that sign after each number. ``heading`` says what the
    categories are; it is not drawn.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    x_title: str = ""
    y_title: str = ""
    heading: str = ""

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError("a chart needs a category and a series")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("each series needs a value or None for each category")

    @property
    def values(self) -> tuple[float, ...]:
        """All numbers there are."""
        return tuple(v for series in self.series for v in series.values if v is not None)

    @property
    def totals(self) -> tuple[float, ...]:
        """Sums of stacked bars by category; empty where they mislead: per cents, gaps, losses."""
        rows = list(zip(*(series.values for series in self.series), strict=True))
        if self.form != "stacked-bar" or len(self.series) < 2 or self.percent:
            return ()
        if any(value is None or value < 0 for row in rows for value in row):
            return ()
        return tuple(round(sum(v for v in row if v is not None), 10) for row in rows)

    @property
    def percent(self) -> bool:
        """Whether the numbers are per cents."""
        return self.unit.startswith("%")

    @property
    def places(self) -> int:
        """How many decimal places show every number as it is; three, or more if all are small."""
        largest = max(map(abs, self.values), default=0) or 1.0
        most = max(3, 3 - math.floor(math.log10(largest)))
        return max((_places(value, most) for value in self.values), default=0)


def _places(value: float, most: int) -> int:
    return next((n for n in range(most) if math.isclose(value, round(value, n))), most)


def read(
    form: Form,
    unit: str,
    head: Sequence[str],
    body: Sequence[Sequence[str]],
    place: Place,
    decimal: str = ".",
) -> Chart:
    """A chart of the cells of a table; the first column names categories, each other is a series.

    *decimal* is the decimal mark; commas, points, spaces and apostrophes that part thousands are
    left out, and dashes, "n/a" and empty cells mean that there is no number. If the cells are per
    cents and *unit* is empty, it becomes "%". Raises ContentError at *place*, by the codes above.
    """
    problems: list[Problem] = []
    values: list[tuple[float | None, ...]] = []
    for column in range(1, len(head)):
        values.append(tuple(_cell(row, column, head, place, decimal, problems) for row in body))
    percent = {cell.strip().endswith("%") for row in body for cell in row[1:] if not _is_gap(cell)}
    for text in (*head[1:], *(row[0] for row in body)):
        if not text.isprintable():
            what = f"{text!r} has a character that can't be printed"
            problems.append(Problem(place, "G101", what, "take the character out"))
    problems += _unreadable(form, values, percent, [row[0] for row in body], place)
    if problems:
        raise ContentError(problems[:20])
    series = tuple(Series(name, found) for name, found in zip(head[1:], values, strict=True))
    unit = "%" if percent == {True} and not unit else unit
    return Chart(form, tuple(row[0] for row in body), series, unit, heading=head[0])


def _cell(
    row: Sequence[str],
    column: int,
    head: Sequence[str],
    place: Place,
    decimal: str,
    problems: list[Problem],
) -> float | None:
    if _is_gap(row[column]):
        return None
    number = _number(row[column], decimal)
    if number is None:
        what = f"'{row[column]}' ({row[0]}, {head[column]}) is not a number"
        remedy = f"write it like 1{',' if decimal == '.' else '.'}234{decimal}5, or – for no number"
        problems.append(Problem(place, "G101", what, remedy))
    return number


def _is_gap(cell: str) -> bool:
    return cell.strip().lower() in _MISSING


def _number(cell: str, decimal: str) -> float | None:
    text = _SPACES.sub("", cell).removesuffix("%").replace("−", "-").replace("–", "-")
    group = "," if decimal == "." else "."
    grouped = rf"[-+]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+"
    whole = text.partition(decimal)[0]
    if group in text and not re.fullmatch(grouped, whole):
        return None
    plain = text.replace(group, "").replace(decimal, ".")
    return (
        float(plain) if re.fullmatch(r"[-+]?(?:\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})", plain) else None
    )


def _unreadable(
    form: Form,
    values: list[tuple[float | None, ...]],
    percent: set[bool],
    names: list[str],
    place: Place,
) -> Iterator[Problem]:
    numbers = [v for column in values for v in column if v is not None]
    if not numbers:
        remedy = "give it a column of categories and one of numbers"
        yield Problem(place, "G102", "the chart has no numbers", remedy)
    if len(values) > MOST_SERIES:
        what = f"the chart has {len(values)} series, more than {MOST_SERIES}"
        yield Problem(place, "G103", what, "leave some out, or make two charts of it")
    most = MOST_POINTS if form == "line" else MOST_BARS
    if (many := len(names) * (len(values) if form == "bar" else 1)) > most:
        what = f"the chart has {many} {_THINGS[form]}, more than {most}"
        yield Problem(place, "G103", what, "leave some out, or print a table")
    if form != "line" and sum(-(-len(name) // _LETTERS) for name in names) > MOST_LINES:
        what = "the chart's categories have names too long to stand beside each other"
        yield Problem(place, "G103", what, "shorten them, or print a table")
    if percent == {True, False}:
        what = "the chart mixes per cents and plain numbers"
        yield Problem(place, "G104", what, "write % after each number or none")


_THINGS: Mapping[Form, str] = {
    "bar": "bars",
    "stacked-bar": "bars",
    "line": "points in a line",
    "dot": "rows of dots",
}

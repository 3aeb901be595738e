"""From the cells of a table to a chart.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
G101  a cell is not a number
G102  there is nothing to draw
G103  there is more than can be told apart on a page
G104  numbers of two kinds, or of a kind that the form can't show
G105  what is not a range, or only half of one
G106  panels that can't be told apart
====  ==============================================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.errors import ContentError, Place, Problem
from briefings.exhibits.charts.data import Chart, Form, Panels, Series, beside
from briefings.exhibits.charts.limits import crowded, unfit

EACH_SERIES = "each series"
"""What stands in the place of a column's name where each series has a panel of its own."""

_MISSING = frozenset(("", "-", "–", "—", "−", "…", "..", "...", ":", "n/a", "na", "n.a."))
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_MOST_TOLD = 20  # problems of one table

Row = Sequence[str]
Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a table, where it is written, and its decimal mark.

    The first column names categories, each other is a series. Commas, points, spaces and
    apostrophes that part thousands are left out of numbers; dashes, "n/a" and empty cells mean that
    there is no number.
    """

    head: Row
    body: Sequence[Row]
    place: Place
    decimal: str = "."


def read(form: Form, unit: str, cells: Cells) -> Chart:
    """A chart of *cells*. If they are per cents and *unit* is empty, it becomes "%".

    Raises ContentError at the place of the cells, by the codes above.
    """
    found, problems = numbers(cells)
    names = tuple(row[0] for row in cells.body)
    series = _series(cells.head[1:], found)
    problems += unfit(form, names, series, cells.place)
    problems += crowded(form, names, len(series), cells.place)
    _refuse(problems)
    return Chart(form, names, series, unit_of(unit, cells), heading=cells.head[0])


def read_panels(form: Form, unit: str, cells: Cells, by: str, place: Place) -> Panels:
    """Small multiples of *cells*, otherwise as :func:`read` does.

    *by* is the head of the column that says of each row to which panel it belongs, or "each series"
    for a panel of each series. Raises ContentError at the place of the cells, or at *place*, where
    *by* is written, by the codes above.
    """
    if by in cells.head:
        return _by_column(form, unit, cells, [*cells.head].index(by))
    if by != EACH_SERIES:
        what = f"no column is headed '{by}'"
        remedy = f"write the head of a column, or '{EACH_SERIES}' for a panel of each series"
        raise ContentError(Problem(place, "G106", what, remedy))
    if form == "range":
        what = "the columns are ends of ranges, not series that each could have a panel"
        remedy = "write the head of the column that names the panels"
        raise ContentError(Problem(place, "G106", what, remedy))
    return _by_series(form, unit, cells)


def _by_series(form: Form, unit: str, cells: Cells) -> Panels:
    found, problems = numbers(cells)
    names = tuple(row[0] for row in cells.body)
    series = _series(cells.head[1:], found)
    problems += unfit(form, names, series[:1], cells.place)
    problems += crowded(form, names, 1, cells.place, len(series))
    _refuse(problems)
    unit = unit_of(unit, cells)
    return beside(
        [Chart(form, names, (s,), unit, heading=cells.head[0], panel=s.name) for s in series]
    )


def _by_column(form: Form, unit: str, cells: Cells, at: int) -> Panels:
    own = _without(cells, at)
    found, problems = numbers(own)
    panels = [row[at] for row in cells.body]
    names = [row[0] if row else "" for row in own.body]
    problems += _unprintable(panels, cells.place)
    problems += _twice(panels, names, cells.place)
    labels = [f"{panel}, {name}" for panel, name in zip(panels, names, strict=True)]
    problems += unfit(form, labels, _series(own.head[1:], found), cells.place)
    categories, several = tuple(dict.fromkeys(names)), dict.fromkeys(panels)
    problems += crowded(form, categories, len(own.head) - 1, cells.place, len(several))
    _refuse(problems)
    by_row = dict(zip(zip(panels, names, strict=True), found, strict=True))
    gap: Numbers = (None,) * (len(own.head) - 1)
    unit = unit_of(unit, own)
    charts = []
    for panel in several:
        rows = [by_row.get((panel, category), gap) for category in categories]
        series = _series(own.head[1:], rows)
        charts.append(Chart(form, categories, series, unit, heading=own.head[0], panel=panel))
    return beside(charts)


def _without(cells: Cells, at: int) -> Cells:
    """*cells* without the column that names panels."""
    head, *body = ([*row[:at], *row[at + 1 :]] for row in (cells.head, *cells.body))
    return Cells(head, body, cells.place, cells.decimal)


def _twice(panels: Sequence[str], names: Sequence[str], place: Place) -> Iterator[Problem]:
    pairs = Counter(zip(panels, names, strict=True))
    for (panel, name), count in pairs.items():
        if count > 1:
            what = f"{count} rows are of '{panel}' and '{name}'"
            yield Problem(place, "G106", what, "keep one of them, or name them apart")


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ContentError(problems[:_MOST_TOLD])


# --- cells ---------------------------------------------------------------------------------------


def _series(names: Sequence[str], rows: Sequence[Numbers]) -> tuple[Series, ...]:
    return tuple(Series(name, tuple(row[n] for row in rows)) for n, name in enumerate(names))


def unit_of(unit: str, cells: Cells) -> str:
    """*unit*, or "%" where none is given and all numbers are per cents."""
    return "%" if not unit and _percent(cells) == {True} else unit


def _percent(cells: Cells) -> set[bool]:
    """Whether there are per cents, and whether there is anything else."""
    found = (cell for row in cells.body for cell in row[1:] if not _is_gap(cell))
    return {cell.strip().endswith("%") for cell in found}


def numbers(cells: Cells) -> tuple[list[Numbers], list[Problem]]:
    """The numbers of each row of *cells*, and what is wrong with them (G101, G104)."""
    problems: list[Problem] = []
    columns = range(1, len(cells.head))
    rows = [tuple(_cell(row, column, cells, problems) for column in columns) for row in cells.body]
    names = (*cells.head[1:], *(row[0] for row in cells.body if row))
    problems += _unprintable(names, cells.place)
    if len(_percent(cells)) > 1:
        what = "the chart mixes per cents and plain numbers"
        problems.append(Problem(cells.place, "G104", what, "write % after each number or none"))
    return rows, problems


def _unprintable(names: Sequence[str], place: Place) -> Iterator[Problem]:
    for text in dict.fromkeys(names):
        if not text.isprintable():
            what = f"{text!r} has a character that can't be printed"
            yield Problem(place, "G101", what, "take the character out")


def _cell(row: Row, column: int, cells: Cells, problems: list[Problem]) -> float | None:
    cell = row[column]
    if _is_gap(cell):
        return None
    number = _number(cell, cells.decimal)
    if number is None:
        what = f"'{cell}' ({row[0]}, {cells.head[column]}) is not a number"
        group = "," if cells.decimal == "." else "."
        remedy = f"write it like 1{group}234{cells.decimal}5, or – for no number"
        problems.append(Problem(cells.place, "G101", what, remedy))
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

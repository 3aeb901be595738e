"""Numbers of countries, read from a CSV file beside the briefing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefings.errors import ContentError, Place, Problem
from briefings.exhibits import tables
from briefings.exhibits.charts.reading import Cells, Numbers, numbers, unit_of

COLUMNS = 3
"""Code of a country, its name, and its number."""


@dataclass(frozen=True, slots=True)
class Region:
    """A country by its code (ISO 3166-1 alpha-3), its name as printed, and its number if known."""

    code: str
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Regions:
    """The countries of a file, and what their numbers count."""

    countries: tuple[Region, ...]
    unit: str


def read(file: str, root: Path, place: Place, decimal: str, unit: str = "") -> Regions:
    """The countries of *file*, which must lie below *root*; numbers are written as in charts.

    Where no *unit* is given, it is "%" for per cents, and else what the column of numbers is
    headed. Raises ContentError at *place* by the codes of tables and of charts.
    """
    head, *rows = tables.read(file, root, place)
    if len(head) != COLUMNS:
        what = f"'{file}' has {len(head)} columns, a map is made of {COLUMNS}"
        remedy = "have the code of the country, its name, its number"
        raise ContentError(Problem(place, "D104", what, remedy))
    cells = Cells(head[1:], [row[1:] for row in rows], place, decimal)
    found, problems = numbers(cells)
    problems += _misnamed(rows, file, place)
    if problems:
        raise ContentError(problems[:20])
    regions = (_region(row, value) for row, value in zip(rows, found, strict=True))
    return Regions(tuple(regions), unit_of(unit, cells) or head[2])


def _region(row: tuple[str, ...], value: Numbers) -> Region:
    return Region(row[0], row[1], value[0])


def _misnamed(rows: list[tuple[str, ...]], file: str, place: Place) -> Iterator[Problem]:
    """Countries without a name, and those that are there twice."""
    codes = [row[0] for row in rows]
    for number, (code, name, _) in enumerate(rows, start=1):
        if not name:
            what = f"row {number} of '{file}' below the head has no name of a country"
            yield Problem(place, "D106", what, "say what it is called")
        if code in codes[: number - 1]:
            what = f"row {number} of '{file}' below the head is of '{code}' again"
            yield Problem(place, "D106", what, "keep one of the two")

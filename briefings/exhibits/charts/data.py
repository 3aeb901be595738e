"""The data of a chart, and of several that are read side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Form = Literal["bar", "stacked-bar", "line", "area", "dot", "range"]


@dataclass(frozen=True, slots=True)
class Series:
    """One number for each category, or None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. ``x_title`` is printed under it, ``y_title`` above it.

    A ``unit`` that starts with ``%`` puts that sign after each number. ``heading`` says what the
    categories are; it is not drawn. The series of ranges are their low ends and their high ends,
    with estimates between them if there are any.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    x_title: str = ""
    y_title: str = ""
    heading: str = ""
    panel: str = ""
    """What it is called among the panels that it stands beside; alone it has no name."""
    among: tuple[float, ...] = ()
    """Numbers of all those panels and ends of their stacks, by which it is measured like them."""

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError("a chart needs a category and a series")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("each series needs a value or None for each category")
        if self.form == "range" and len(self.series) not in (2, 3):
            raise ValueError("a range needs two ends, with or without an estimate between them")

    @property
    def values(self) -> tuple[float, ...]:
        """All numbers there are."""
        return tuple(v for series in self.series for v in series.values if v is not None)

    @property
    def measured(self) -> tuple[float, ...]:
        """All that its plot must have room for: its numbers, or ends of its stacks, and others'."""
        return (*(self.stacks if self.stacked else self.values), *self.among)

    @property
    def rows(self) -> tuple[tuple[float | None, ...], ...]:
        """The numbers of each category, one of each series."""
        return tuple(zip(*(series.values for series in self.series), strict=True))

    @property
    def stacked(self) -> bool:
        """Whether the series stand upon each other."""
        return self.form == "stacked-bar" or (self.form == "area" and len(self.series) > 1)

    @property
    def stacks(self) -> tuple[float, ...]:
        """Where stacks end, above zero and below it."""
        return tuple(end for row in self.rows for end in _ends(row))

    @property
    def totals(self) -> tuple[float, ...]:
        """Sums of stacks by category; empty where they mislead: per cents, gaps, losses."""
        if not self.stacked or len(self.series) < 2 or self.percent:
            return ()
        if any(value is None or value < 0 for row in self.rows for value in row):
            return ()
        return tuple(round(sum(v for v in row if v is not None), 10) for row in self.rows)

    @property
    def percent(self) -> bool:
        """Whether the numbers are per cents."""
        return self.unit.startswith("%")

    @property
    def places(self) -> int:
        """How many decimal places show every number as it is; three, or more if all are small."""
        numbers = (*self.values, *self.among)
        largest = max(map(abs, numbers), default=0) or 1.0
        most = max(3, 3 - math.floor(math.log10(largest)))
        return max((_places(value, most) for value in numbers), default=0)


def _places(value: float, most: int) -> int:
    return next((n for n in range(most) if math.isclose(value, round(value, n))), most)


def _ends(row: Sequence[float | None]) -> Iterator[float]:
    numbers = [value for value in row if value is not None]
    yield round(sum(value for value in numbers if value > 0), 10)
    yield round(sum(value for value in numbers if value < 0), 10)


@dataclass(frozen=True, slots=True)
class Panels:
    """Charts of one form and the same categories, to be compared: small multiples."""

    charts: tuple[Chart, ...]

    def __post_init__(self) -> None:
        if not self.charts:
            raise ValueError("small multiples need a chart")

    @property
    def first(self) -> Chart:
        """The first of them, which has form, categories, names of series and unit of all."""
        return self.charts[0]


def beside(charts: Sequence[Chart]) -> Panels:
    """*charts*, which have names as panels, all measured by the numbers of all."""
    among = tuple(v for chart in charts for v in (*chart.values, *chart.measured))
    return Panels(tuple(replace(chart, among=tuple(sorted({*among}))) for chart in charts))

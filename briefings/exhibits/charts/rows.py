"""Rows of categories: their names, broken into lines, at the left edge of the chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import Label, centred
from briefings.exhibits.charts.look import Look

WIDEST_NAME = 0.38
"""Of the chart's width, what names of categories may take before they are broken into lines."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Names in lines, how wide they are with the gap after them, and where rows stand, pt."""

    names: tuple[tuple[str, ...], ...]
    width: float
    centres: tuple[float, ...]
    height: float

    def labels(self, look: Look) -> Iterator[Label]:
        """The names in their places."""
        for lines, centre in zip(self.names, self.centres, strict=True):
            for line, y in zip(lines, centred(centre, len(lines), look), strict=True):
                yield Label(line, -self.width, y, look.ink)


def rows_of(chart: Chart, look: Look, least: float) -> Rows:
    """The rows of *chart*, each at least *least* pt high, and higher for a name of many lines."""
    room = look.width * WIDEST_NAME if look.room is None else look.room.names
    names = tuple(look.wrap(name, room) for name in chart.categories)
    width = max(look.measure(line) for lines in names for line in lines) + look.size
    heights = [max(least, len(lines) * look.line + 0.4 * look.size) for lines in names]
    tops = [sum(heights[:n]) for n in range(len(heights))]
    centres = tuple(top + height / 2 for top, height in zip(tops, heights, strict=True))
    return Rows(names, width, centres, sum(heights))

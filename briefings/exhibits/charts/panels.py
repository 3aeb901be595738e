"""Small multiples: panels in rows, all on the same scales, so that they can be compared.

What all panels have in common is said once: the key above them, names and values of the axis
before the first of each row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefings.exhibits.charts import ranges
from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.data import Chart, Panels
from briefings.exhibits.charts.frame import BEFORE, Frame, Margins
from briefings.exhibits.charts.head import Entry, head, series_key
from briefings.exhibits.charts.layout import frame_of
from briefings.exhibits.charts.look import Look, Room
from briefings.exhibits.charts.mirror import mirrored
from briefings.exhibits.charts.upright import needs

NARROWEST = 84.0
"""The least width of a plot that can still be read, pt."""

MOST_ABREAST = 4
"""The most panels in a row."""

SHAPE = 0.66
"""Height of a plot, of its width."""

LOWEST, HIGHEST = 60.0, 112.0
"""Heights of plots, pt."""

WIDEST_NAME = 0.22
"""Of the width of all panels, what names of categories may take before them."""

_TRIALS = 4  # of where a row begins, which follows from what its panels are wide enough to say


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its frame, ``width`` and ``height`` with the gaps after and below it, pt.

    What is ``bare`` says neither names nor values before its plot.
    """

    chart: Chart
    frame: Frame
    width: float
    height: float
    bare: bool

    @property
    def measure(self) -> float:
        """How wide it is without the gap after it, pt."""
        return self.frame.margins.left + self.frame.width + self.frame.margins.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """Panels in their places, a sheet's upper left being (0, 0), below a heading with their key."""

    width: float
    height: float
    heading: Frame
    panels: tuple[Panel, ...]
    places: tuple[tuple[float, float], ...]
    key: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """How many panels are in a row, their plots' width, and the room around them, pt."""

    columns: int
    plot: float
    left: float
    right: float
    overhang: float
    gap: float


def lay_out(panels: Panels, look: Look, words: Words) -> Sheet:
    """*panels* in as few rows as can be read, all rows about as long."""
    grid = _grid(panels, look, words)
    made = [*_panels(panels, grid, look, words)]
    alone = replace(panels.first, panel="")
    key = _key(alone, look, words)
    top = head(alone, look, 0, key)
    around = Margins(top=top.height)
    heading = Frame(look.width, 0, around, top.layers, top.labels, made[0].frame.manner)
    places, y = [], top.height
    for row in _rows(made, grid.columns):
        before = [sum(panel.width for panel in row[:n]) for n in range(len(row))]
        places += [(x, y) for x in before]
        y += row[0].height
    sheet = Sheet(look.width, y, heading, tuple(made), tuple(places), key)
    return _turned(sheet) if look.mirrored else sheet


def _turned(sheet: Sheet) -> Sheet:
    """*sheet* as it is read from right to left."""
    pairs = zip(sheet.panels, sheet.places, strict=True)
    return replace(
        sheet,
        heading=mirrored(sheet.heading),
        panels=tuple(replace(panel, frame=mirrored(panel.frame)) for panel in sheet.panels),
        places=tuple((sheet.width - x - panel.measure, y) for panel, (x, y) in pairs),
    )


def _key(chart: Chart, look: Look, words: Words) -> tuple[Entry, ...]:
    return ranges.key(chart, words) if chart.form == "range" else series_key(chart, look)


def _rows(panels: Sequence[Panel], columns: int) -> Iterator[Sequence[Panel]]:
    for start in range(0, len(panels), columns):
        yield panels[start : start + columns]


def _grid(panels: Panels, look: Look, words: Words) -> _Grid:
    """The grid with the most columns whose plots are wide enough, then evened out."""
    count = len(panels.charts)
    for columns in range(min(count, MOST_ABREAST), 0, -1):
        grid = _fitted(panels.first, columns, look, words)
        if grid.plot >= _least(panels.first, look) or columns == 1:
            break
    rows = -(-count // columns)
    return _fitted(panels.first, -(-count // rows), look, words)


def _least(chart: Chart, look: Look) -> float:
    """How wide plots must be, those of years for their bars to stand, if two have room for that."""
    needed = needs(chart, look)
    return max(NARROWEST, needed if needed <= 0.4 * look.width else 0.0)


def _fitted(chart: Chart, columns: int, look: Look, words: Words) -> _Grid:
    """The grid of so many columns: what stands before the first plot depends on its width."""
    gap, left, right, overhang = 1.6 * look.size, 0.0, 0.0, 0.0
    for _ in range(_TRIALS):
        taken = left + columns * right + (columns - 1) * (overhang + gap)
        grid = _Grid(columns, (look.width - taken) / columns, left, right, overhang, gap)
        frame = _frame(chart, grid, look, words)
        found = frame.margins.left, frame.margins.right, _overhang(frame, look)
        if found == (left, right, overhang):
            break
        left, right, overhang = found
    return grid


def _frame(chart: Chart, grid: _Grid, look: Look, words: Words) -> Frame:
    plot = max(grid.plot, 1.0)
    room = Room(plot, min(max(SHAPE * plot, LOWEST), HIGHEST), WIDEST_NAME * look.width)
    return frame_of(chart, replace(look, room=room), words)


def _overhang(frame: Frame, look: Look) -> float:
    """How far labels begin before a plot."""
    starts = (
        label.x - look.measure(label.text, bold=label.bold) * BEFORE[label.align]
        for label in frame.labels
    )
    return max(0.0, -min(starts, default=0.0))


def _panels(panels: Panels, grid: _Grid, look: Look, words: Words) -> Iterator[Panel]:
    frames = [_frame(chart, grid, look, words) for chart in panels.charts]
    above, last = max(frame.margins.top for frame in frames), len(frames) - 1
    for n, (chart, frame) in enumerate(zip(panels.charts, frames, strict=True)):
        bare = n % grid.columns > 0
        around = replace(
            frame.margins, top=above, left=grid.overhang if bare else frame.margins.left
        )
        side = () if bare else frame.side
        after = grid.gap if n % grid.columns < grid.columns - 1 else 0.0
        below = 1.2 * look.size if n // grid.columns < last // grid.columns else 0.0
        yield Panel(
            chart,
            replace(frame, margins=around, side=side),
            around.left + frame.width + around.right + after,
            above + frame.height + around.bottom + below,
            bare,
        )

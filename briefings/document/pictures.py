"""Pictures, and the numbers that charts are drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

ChartForm = Literal["bar", "stacked-bar", "line", "area", "dot", "range"]


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a chart: of each category its number, if it has one, and whether it is printed.

    Numbers that are not printed are read from the axis.
    """

    name: str
    values: tuple[float | None, ...]
    printed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ChartKey:
    """What a key says: a name, and how what is called so looks.

    ``share`` is how much it has of the colour of its ``series``; the rest is paper.
    """

    name: str
    series: int
    shape: Literal["square", "circle", "stroke", "dashes"]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows, and how its picture does, for formats that draw charts themselves."""

    form: ChartForm
    upright: bool
    """Whether categories stand from left to right, and not one below the other."""
    heading: str
    """What the categories are; it may be nothing."""
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    total: str
    """The word for the sum of each category, where it is printed; else nothing."""
    places: int
    """Decimal places of every number."""
    number: str
    """How a number is printed, such as ``{number}%``."""
    axis: bool
    """Whether there is an axis of values."""
    ends: tuple[float | None, float | None]
    """Where the values of the plot begin and end, if a program is not to choose it itself."""
    step: float
    """From one value of the axis to the next."""
    keyed: bool
    """Whether a key to the series stands above the plot."""
    named: bool
    """Whether each series is named where it ends."""
    lifts: tuple[float, ...]
    """What the name of each line is moved up by, pt, to stand free of others; there may be none."""
    width: float
    height: float
    """Of the picture, pt."""
    area: tuple[float, float, float, float]
    """Left, top, width and height of where the numbers are drawn, pt from the upper left."""
    gap: float
    """Between two categories of bars, in thicknesses of a bar."""
    every: int
    """Of so many categories one is named at the axis."""
    mirrored: bool = False
    """Whether it is read from right to left."""
    span: str = ""
    """What ranges are called, from their low ends to their high ends."""
    key: tuple[ChartKey, ...] = ()
    """A key that stands above it, apart from it: it is no part of its height."""
    title: str = ""
    """What it is called among the panels that it stands beside; alone it has no title."""
    bare: bool = False
    """Whether the panel before it says the names, or values of the axis, that it needs too."""

    @property
    def broken(self) -> bool:
        """Whether a number is missing."""
        return any(None in series.values for series in self.series)


@dataclass(frozen=True, slots=True)
class ChartPanels:
    """Small multiples: charts in rows, on the same scales, with a key above them all.

    Widths and heights of the charts have the gaps after and below them.
    """

    charts: tuple[ChartData, ...]
    key: tuple[ChartKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture carried by the document. Size in pt (1/72 inch).

    ``raster`` makes a PNG of a vector picture, for formats that need one. ``chart`` and ``panels``
    are what the picture of a chart, or of small multiples, shows; such a picture has no raster.
    """

    media_type: Literal["image/svg+xml", "image/png", "image/jpeg"]
    data: bytes
    width: float
    height: float
    raster: Callable[[], bytes] | None = None
    mathml: str | None = None
    """What a drawing of a formula says, for formats that set formulas themselves."""
    chart: ChartData | None = None
    panels: ChartPanels | None = None

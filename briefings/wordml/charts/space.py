"""A chart as a whole: its plot, its key, and the file that its numbers are in."""

from __future__ import annotations

from collections.abc import Mapping

from briefings.document import ChartData
from briefings.wordml.charts.areas import areas
from briefings.wordml.charts.axes import axes
from briefings.wordml.charts.dots import dots
from briefings.wordml.charts.labels import layout, val
from briefings.wordml.charts.paint import Paint, bare
from briefings.wordml.charts.ranges import ranges
from briefings.wordml.charts.series import bars, lines
from briefings.wordml.xml import Element, Value, element

_MAP: Mapping[str, Value] = {
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hlink": "hlink",
    "folHlink": "folHlink",
}


def chart_space(data: ChartData, paint: Paint) -> Element:
    """``c:chartSpace`` of *data*, which is yet to be told of its workbook."""
    return element(
        "c:chartSpace",
        None,
        val("date1904", 0),
        val("lang", paint.language),
        val("roundedCorners", 0),
        element("c:clrMapOvr", _MAP),
        element(
            "c:chart",
            None,
            _title(data, paint) if data.title else None,
            val("autoTitleDeleted", int(not data.title)),
            _plot(data, paint),
            _key(data, paint) if data.keyed else None,
            val("plotVisOnly", 1),
            val("dispBlanksAs", "gap"),
        ),
        bare(),
        paint.type(paint.role("ink")),
        also=("a", "r"),
    )


def workbook_of(relation: str) -> Element:
    """``c:externalData``, the last thing that a chart says: where its numbers are edited."""
    return element("c:externalData", {"r:id": relation}, val("autoUpdate", 0))


def _plot(data: ChartData, paint: Paint) -> Element:
    drawn = _series(data, paint)
    return element("c:plotArea", None, _area(data), *drawn, *axes(data, paint), bare())


def _area(data: ChartData) -> Element:
    """Where the numbers are drawn: where the picture has them, but dots stand another way."""
    if data.form == "dot":
        return element("c:layout")
    left, top, width, height = data.area
    across, down = data.width, data.height
    shares = {"x": left / across, "y": top / down, "w": width / across, "h": height / down}
    return layout(shares, val("layoutTarget", "inner"), *_from_edge())


def _series(data: ChartData, paint: Paint) -> tuple[Element, ...]:
    match data.form:
        case "bar" | "stacked-bar":
            return (bars(data, paint),)
        case "line":
            return (lines(data, paint),)
        case "area":
            return areas(data, paint)
        case "dot":
            return (dots(data, paint),)
        case "range":
            return (ranges(data, paint),)


def _title(data: ChartData, paint: Paint) -> Element:
    """The name of a panel, above its plot from where that begins."""
    left, _, width, _ = data.area
    wide = len(data.title) * _LETTER * paint.size
    start = max(left + width - wide, 0) if data.mirrored else left
    return element(
        "c:title",
        None,
        element("c:tx", None, paint.rich(data.title, paint.role("ink"), bold=True)),
        layout({"x": start / data.width, "y": 0}, *_from_edge()),
        val("overlay", 0),
        bare(),
    )


_LETTER = 0.52
"""Width of a bold letter, in sizes of the type, on an average."""


def _key(data: ChartData, paint: Paint) -> Element:
    """The key to the series, above the plot from its left edge; mirrored, in its middle.

    From the right edge it can't stand: how wide it is only the program knows that draws it.
    """
    return element(
        "c:legend",
        None,
        val("legendPos", "t"),
        None if data.mirrored else layout({"x": 0, "y": 0}, *_from_edge()),
        val("overlay", 0),
        paint.type(paint.role("ink")),
    )


def _from_edge() -> tuple[Element, Element]:
    """That a place counts from the edge of the chart."""
    return val("xMode", "edge"), val("yMode", "edge")

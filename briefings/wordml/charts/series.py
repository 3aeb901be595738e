"""What is drawn in a chart: bars, and lines."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.document import ChartData
from briefings.exhibits.charts.head import STROKE, broken
from briefings.wordml.charts import sheet
from briefings.wordml.charts.axes import references
from briefings.wordml.charts.labels import said, sums, val
from briefings.wordml.charts.paint import Paint, bare, fill, line, shape
from briefings.wordml.xml import Element, element

OUTLINE = 0.75
"""Width of the line of paper that keeps neighbours apart for readers who see few colours, pt."""

_APART = -4  # per cent of a bar, between bars beside each other, for the same
_LEAST = 2  # pt, across, of a dot, by the schema
_END = 4  # pt, across, of the dot at a line's end
_NAMELESS = "\u00a0"  # Word gives a series without a name one of its own
_WIDEST_GAP = 500  # per cent, the most that the schema allows


def bars(data: ChartData, paint: Paint) -> Element:
    """``c:barChart``: bars beside or upon each other."""
    stacked = data.form == "stacked-bar"
    made = [_bar(data, number, paint, stacked) for number in range(len(data.series))]
    if data.total:
        made.append(_sums(data, paint))
    return element(
        "c:barChart",
        None,
        val("barDir", "col" if data.upright else "bar"),
        val("grouping", "stacked" if stacked else "clustered"),
        val("varyColors", 0),
        *made,
        val("gapWidth", min(round(data.gap * 100), _WIDEST_GAP)),
        val("overlap", 100 if stacked else _APART),
        *references(),
    )


def _bar(data: ChartData, number: int, paint: Paint, stacked: bool) -> Element:
    outline = line(paint.role("paper"), OUTLINE) if stacked else line(None)
    look = shape(fill(paint.series(number)), outline)
    made = begun(number, sheet.name(number, data), look, val("invertIfNegative", 0))
    made.append(said(data, number, paint))
    made.extend(numbers(data, number))
    return made


def _sums(data: ChartData, paint: Paint) -> Element:
    """Bars that are not seen, upon the others, which say the sums at their beginning.

    The key has no entry for them that is seen: by which number an entry would be taken out of it,
    programs disagree where bars lie.
    """
    number = len(data.series)
    unnamed = element("c:tx", None, element("c:v", text=_NAMELESS))
    series = begun(number, unnamed, bare(), val("invertIfNegative", 0))
    series.append(sums(data, paint))
    series.append(sheet.categories(data))
    series.append(sheet.values(number + 1, sheet.sums(data), data))
    return series


def lines(data: ChartData, paint: Paint) -> Element:
    """``c:lineChart``: lines, with dots where they end."""
    made = (_line(data, number, paint) for number in range(len(data.series)))
    kind = (val("grouping", "standard"), val("varyColors", 0))
    return element("c:lineChart", None, *kind, *made, val("marker", 1), *references())


def _line(data: ChartData, number: int, paint: Paint) -> Element:
    dash = "sysDash" if broken(len(data.series), number, bool(data.title)) else None
    stroke = shape(line(paint.series(number), STROKE, dash))
    made = begun(number, sheet.name(number, data), stroke)
    made.append(element("c:marker", None, val("symbol", "none")))
    made.extend(ends(data, number, paint, dash))
    made.append(said(data, number, paint))
    made.extend(numbers(data, number))
    made.append(val("smooth", 0))
    return made


def ends(data: ChartData, number: int, paint: Paint, dash: str | None) -> Iterator[Element]:
    """Dots where a line ends, and where a point has no neighbour to be joined to."""
    values = data.series[number].values
    there = [n for n, value in enumerate(values) if value is not None]
    for n in there:
        if n == there[-1] or not {n - 1, n + 1} & {*there}:
            look = (dot(paint.series(number), _END), val("bubble3D", 0))
            stroke = shape(line(paint.series(number), STROKE, dash))
            yield element("c:dPt", None, val("idx", n), *look, stroke)


def dot(colour: Element, size: float, outline: Element | None = None) -> Element:
    """``c:marker``: a round one, *size* pt across."""
    look = shape(fill(colour), line(outline, OUTLINE))
    across = max(round(size), _LEAST)
    return element("c:marker", None, val("symbol", "circle"), val("size", across), look)


def begun(number: int, name: Element, look: Element, *more: Element) -> Element:
    """``c:ser``, as far as every kind of series has it."""
    return element("c:ser", None, val("idx", number), val("order", number), name, look, *more)


def numbers(data: ChartData, number: int) -> tuple[Element, Element]:
    """``c:cat`` and ``c:val`` of a series."""
    values = data.series[number].values
    return sheet.categories(data), sheet.values(number + 1, values, data)

"""Ranges: bars that are not seen, whose ends are the numbers, with bars of error from low to high.

No other kind of chart has bars that float, lie, may begin below zero, and keep the numbers as they
were written, to be edited and to be printed: of stacked bars the upper would be the difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefings.document import ChartData
from briefings.exhibits.charts.ranges import TINT
from briefings.wordml.charts import sheet
from briefings.wordml.charts.axes import references
from briefings.wordml.charts.labels import Position, layout, no_lines, one, shown, val
from briefings.wordml.charts.numbers import plain
from briefings.wordml.charts.paint import Paint, bare, line, shape
from briefings.wordml.charts.series import begun, numbers
from briefings.wordml.xml import Element, element

_LETTER = 0.5  # width of a figure, in sizes of the type
_THICK = 3.0  # pt, of a range: a thicker one would be seen to be longer in LibreOffice
_MARK = 1.2  # pt, half as wide as the mark of an estimate
_RISE = 1.25  # of an estimate's number above its mark, in sizes of the type


def ranges(data: ChartData, paint: Paint) -> Element:
    """``c:barChart`` of the ends of ranges."""
    made = (_series(data, number, paint) for number in range(len(data.series)))
    return element(
        "c:barChart",
        None,
        val("barDir", "bar"),
        val("grouping", "clustered"),
        val("varyColors", 0),
        *made,
        val("gapWidth", 100),
        val("overlap", 100),
        *references(),
    )


def _series(data: ChartData, number: int, paint: Paint) -> Element:
    made = begun(number, sheet.name(number, data), bare(), val("invertIfNegative", 0))
    labels = (_label(data, number, index, paint) for index in _there(data, number))
    made.append(element("c:dLbls", None, *labels, *shown(), no_lines()))
    if number == 0:
        made.append(_bar(data, paint))
    elif number < len(data.series) - 1:
        made.append(_mark(data, paint))
    made.extend(numbers(data, number))
    return made


def _there(data: ChartData, number: int) -> Iterator[int]:
    """The numbers that are printed: of two ends that are one, the high end."""
    series, last = data.series[number], data.series[-1]
    for index, value in enumerate(series.values):
        one_of_two = number == 0 and value == last.values[index]
        if value is not None and not one_of_two:
            yield index


def _label(data: ChartData, number: int, index: int, paint: Paint) -> Element:
    """The low end before a range, the high end beyond it, the estimate above it."""
    value = data.series[number].values[index] or 0.0
    middle = 0 < number < len(data.series) - 1
    look = paint.type(paint.role("ink"), bold=middle, wraps=False)
    # The bar that is not seen ends where the number stands, and begins at zero.
    beyond = (value < 0) == (number == 0)
    place: Position = "outEnd" if beyond or middle else "inEnd"
    moved = None
    if middle:
        wide = _LETTER * paint.size * (data.places + len(f"{abs(value):.0f}")) + paint.size
        back = (wide if data.mirrored != (value < 0) else -wide) / 2
        moved = layout({"x": back / data.width, "y": -_RISE * paint.size / data.height})
    return one(data, index, look, place, "Val", moved)


def _bar(data: ChartData, paint: Paint) -> Element:
    """From the low end to the high end."""
    colour = paint.series(0) if len(data.series) == 2 else paint.thin(0, TINT)
    length = sheet.spans(data)
    plus = element("c:plus", None, sheet.numbers(len(data.series) + 1, length, data))
    return _errors("plus", "cust", plus, line(colour, _THICK, "solid"))


def _mark(data: ChartData, paint: Paint) -> Element:
    """A short bar of both errors, which stands upright at an estimate."""
    low, high = data.ends
    _, _, width, _ = data.area
    half = _MARK * ((high or 0.0) - (low or 0.0)) / width
    stroke = line(paint.series(0), 2 * _THICK, "solid")
    return _errors("both", "fixedVal", val("val", plain(half)), stroke)


def _errors(kind: str, measured: str, how: Element, stroke: Element) -> Element:
    return element(
        "c:errBars",
        None,
        val("errBarType", kind),
        val("errValType", measured),
        val("noEndCap", 1),
        how,
        shape(stroke),
    )

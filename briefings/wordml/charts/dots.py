"""Dots, which Word draws only upright: a line chart of which the points are seen, not the lines.

Points of two coordinates could stand in rows, as in the picture, but not beside names that somebody
can edit, nor, in LibreOffice, beside their numbers.
"""

from __future__ import annotations

from briefings.document import ChartData
from briefings.wordml.charts import sheet
from briefings.wordml.charts.axes import references
from briefings.wordml.charts.labels import said, val
from briefings.wordml.charts.paint import Paint, line, shape
from briefings.wordml.charts.series import begun, dot, numbers
from briefings.wordml.xml import Element, element

_ACROSS = 0.75  # of a dot, in sizes of the type
_JOIN = 2.0  # pt, width of the line between dots


def dots(data: ChartData, paint: Paint) -> Element:
    """``c:lineChart``: dots, those of a category joined by a light line."""
    join = element("c:hiLowLines", None, shape(line(paint.role("rule"), _JOIN)))
    return element(
        "c:lineChart",
        None,
        val("grouping", "standard"),
        val("varyColors", 0),
        *(_series(data, number, paint) for number in range(len(data.series))),
        join if len(data.series) > 1 else None,
        val("marker", 1),
        *references(),
    )


def _series(data: ChartData, number: int, paint: Paint) -> Element:
    mark = dot(paint.series(number), _ACROSS * paint.size, paint.role("paper"))
    made = begun(number, sheet.name(number, data), shape(line(None)), mark)
    made.append(said(data, number, paint))
    made.extend(numbers(data, number))
    made.append(val("smooth", 0))
    return made

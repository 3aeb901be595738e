"""Areas, and the lines upon them that say their names or their last number.

Programs set labels of areas in the middle of them, and draw a gap as if it were zero. So labels are
those of lines, which run unseen through the middle of what they name, and where a number is missing
areas are bars that touch.
"""

from __future__ import annotations

from briefings.document import ChartData
from briefings.exhibits.charts.areas import TINT
from briefings.exhibits.charts.head import STROKE
from briefings.wordml.charts import sheet
from briefings.wordml.charts.axes import references
from briefings.wordml.charts.labels import said, val
from briefings.wordml.charts.paint import Paint, fill, line, shape
from briefings.wordml.charts.series import OUTLINE, begun, ends, numbers
from briefings.wordml.xml import Element, element


def areas(data: ChartData, paint: Paint) -> tuple[Element, ...]:
    """``c:areaChart`` and, if there is something to say at its end, ``c:lineChart``."""
    series = range(len(data.series))
    filled = [_filled(data, number, paint) for number in series]
    drawn = _bars(filled) if data.broken else _areas(filled, len(data.series) > 1)
    if len(data.series) > 1 and not data.named:
        return (drawn,)
    named = (_end(data, number, paint) for number in series)
    kind = (val("grouping", "standard"), val("varyColors", 0))
    return drawn, element("c:lineChart", None, *kind, *named, val("marker", 1), *references())


def _areas(filled: list[Element], stacked: bool) -> Element:
    kind = val("grouping", "stacked" if stacked else "standard")
    return element("c:areaChart", None, kind, val("varyColors", 0), *filled, *references())


def _bars(filled: list[Element]) -> Element:
    return element(
        "c:barChart",
        None,
        val("barDir", "col"),
        val("grouping", "stacked"),
        val("varyColors", 0),
        *filled,
        val("gapWidth", 0),
        val("overlap", 100),
        *references(),
    )


def _filled(data: ChartData, number: int, paint: Paint) -> Element:
    single = len(data.series) == 1
    colour = paint.pale(number, TINT) if single else paint.series(number)
    outline = line(None) if single else line(paint.role("paper"), OUTLINE)
    made = begun(number, sheet.name(number, data), shape(fill(colour), outline))
    made.extend(numbers(data, number))
    return made


def _end(data: ChartData, number: int, paint: Paint) -> Element:
    """A line upon an area: seen upon one, for its name alone upon several."""
    single = len(data.series) == 1
    stroke = shape(line(paint.series(number), STROKE) if single else line(None))
    made = begun(len(data.series) + number, sheet.name(number, data), stroke)
    made.append(element("c:marker", None, val("symbol", "none")))
    if single:
        made.extend(ends(data, number, paint, None))
    made.append(said(data, number, paint))
    if single:
        made.extend(numbers(data, number))
    else:
        made.append(sheet.categories(data))
        made.append(sheet.values(len(data.series) + number + 1, sheet.middles(number, data), data))
    made.append(val("smooth", 0))
    return made

"""What a chart is measured by: its categories, and its values."""

from __future__ import annotations

from briefings.document import ChartData
from briefings.exhibits.charts.frame import AXIS_LINE, HAIRLINE
from briefings.wordml.charts.labels import val
from briefings.wordml.charts.numbers import axis_code, plain
from briefings.wordml.charts.paint import Paint, Turn, line, shape
from briefings.wordml.xml import Element, element

_CATEGORIES, _VALUES = 1001, 1002
"""The numbers by which series name their axes."""


def references() -> tuple[Element, Element]:
    """``c:axId``, twice, as every group of series has them."""
    return val("axId", _CATEGORIES), val("axId", _VALUES)


def axes(data: ChartData, paint: Paint) -> tuple[Element, Element]:
    """The two axes of a chart."""
    dots = data.form == "dot"
    standing = data.upright or dots
    # Upright dots have room for the numbers beside them or for rules, not for both.
    seen = data.axis and not (dots and any(data.series[0].printed))
    return _categories(data, paint, standing), _values(data, paint, standing, seen)


def _categories(data: ChartData, paint: Paint, standing: bool) -> Element:
    """``c:catAx``: the axis of the categories, along zero, their names at the edge."""
    zero = line(paint.role("soft"), AXIS_LINE)
    stroke = line(paint.role("rule"), HAIRLINE) if data.form == "dot" else zero
    stroke = stroke if _has_zero(data) else line(None)
    many = data.form in ("line", "area")
    reversed_ = data.mirrored if standing else True
    ticks = (val("tickLblSkip", data.every), val("tickMarkSkip", data.every)) if many else ()
    return element(
        "c:catAx",
        None,
        val("axId", _CATEGORIES),
        element("c:scaling", None, val("orientation", "maxMin" if reversed_ else "minMax")),
        val("delete", 0),
        val("axPos", "b" if standing else _side(data)),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        *_marks("out" if many else "none", "none" if data.bare and not standing else "low"),
        shape(stroke),
        paint.type(paint.role("soft" if many else "ink"), turned=_turned(data, paint)),
        val("crossAx", _VALUES),
        val("crosses", "autoZero"),
        val("auto", 0),
        val("lblAlgn", "ctr"),
        val("lblOffset", 100),
        *ticks,
        val("noMultiLvlLbl", 1),
    )


def _turned(data: ChartData, paint: Paint) -> Turn:
    """How names stand: those of dots upright if they are too long to be side by side."""
    if data.form == "dot":
        room = 2 * data.width / len(data.categories)
        longest = max(map(len, data.categories))
        return "upward" if longest * _LETTER * paint.size > room else "level"
    return "level" if data.every == 1 else "slightly"


_LETTER = 0.5
"""Width of a letter, in sizes of the type, on an average."""


def _values(data: ChartData, paint: Paint, standing: bool, seen: bool) -> Element:
    """``c:valAx``: the axis of the values with its rules, if they are to be *seen*."""
    rules = element("c:majorGridlines", None, shape(line(paint.role("rule"), HAIRLINE)))
    return element(
        "c:valAx",
        None,
        val("axId", _VALUES),
        _scaling(*data.ends, turned=data.mirrored and not standing),
        val("delete", int(not seen)),
        val("axPos", _side(data) if standing else "b"),
        rules if seen else None,
        element("c:numFmt", {"formatCode": axis_code(data), "sourceLinked": 0}),
        *_marks("none", "none" if data.bare and standing else "nextTo"),
        shape(line(None)),
        paint.type(paint.role("soft")),
        val("crossAx", _CATEGORIES),
        val("crosses", "autoZero" if standing else "max"),
        val("crossBetween", "midCat" if _at_edges(data) else "between"),
        val("majorUnit", plain(data.step)) if seen else None,
    )


def _side(data: ChartData) -> str:
    """Where an upright axis stands: where lines of text begin."""
    return "r" if data.mirrored else "l"


def _has_zero(data: ChartData) -> bool:
    """Whether the axis of categories lies along zero, which ranges may be far from."""
    low, high = data.ends
    return data.form != "range" or (low or 0.0) <= 0 <= (high or 0.0)


def _at_edges(data: ChartData) -> bool:
    """Whether the first and the last category stand at the edges of the plot."""
    return data.form == "line" or (data.form == "area" and not data.broken)


def _scaling(low: float | None, high: float | None, *, turned: bool) -> Element:
    return element(
        "c:scaling",
        None,
        val("orientation", "maxMin" if turned else "minMax"),
        None if high is None else val("max", plain(high)),
        None if low is None else val("min", plain(low)),
    )


def _marks(major: str, names: str) -> tuple[Element, Element, Element]:
    return val("majorTickMark", major), val("minorTickMark", "none"), val("tickLblPos", names)

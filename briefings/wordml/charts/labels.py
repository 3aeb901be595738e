"""Numbers and names beside the marks of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from briefings.document import ChartData
from briefings.wordml.charts.numbers import code
from briefings.wordml.charts.paint import Paint, bare
from briefings.wordml.xml import Element, element

Position = Literal["outEnd", "inBase", "ctr", "r", "t", "b"]
"""Beyond the end of a bar, at the base in it, in its middle; right of a point, above, below."""


def val(name: str, value: str | int) -> Element:
    """An element of a chart that carries one value."""
    return element(f"c:{name}", {"val": value})


def layout(shares: Mapping[str, float], *target: Element) -> Element:
    """``c:layout``: a place by shares of the chart's width and height.

    With *target* or among whole parts of a chart it counts from the edge, of a label from where
    that would be.
    """
    return element(
        "c:layout",
        None,
        element(
            "c:manualLayout",
            None,
            *target,
            *(val(key, f"{share:.5f}") for key, share in shares.items()),
        ),
    )


def said(data: ChartData, number: int, paint: Paint) -> Element:
    """``c:dLbls`` of a series: those of its numbers that are printed, or its name at its end."""
    series = data.series[number]
    there = [n for n, value in enumerate(series.values) if value is not None]
    if data.form == "line":
        last = there[-1:] if data.named else [n for n in there if series.printed[n]]
        return _at_ends(data, last, number, paint)
    printed = [n for n in there if series.printed[n]]
    if not printed:
        return element("c:dLbls", None, *_shown())
    silent = (n for n in there if not series.printed[n])
    gone = [element("c:dLbl", None, val("idx", n), val("delete", 1)) for n in silent]
    if data.form == "dot":
        return _beside(data, number, there, paint)
    if data.form == "stacked-bar":
        return _all(gone, data, paint.type(paint.upon(number), wraps=False), "ctr")
    return _all(gone, data, paint.type(paint.role("ink"), wraps=False), "outEnd")


def sums(data: ChartData, paint: Paint) -> Element:
    """``c:dLbls`` of the bars, not seen, that begin where stacks end and are as long as they."""
    return _all((), data, paint.type(paint.role("ink"), bold=True, wraps=False), "inBase")


def _all(own: Iterable[Element], data: ChartData, look: Element, place: Position) -> Element:
    number = element("c:numFmt", {"formatCode": code(data), "sourceLinked": 0})
    return element(
        "c:dLbls", None, *own, number, bare(), look, val("dLblPos", place), *_shown("Val")
    )


def _one(
    data: ChartData,
    index: int,
    look: Element,
    place: Position,
    what: str,
    moved: Element | None = None,
) -> Element:
    number = element("c:numFmt", {"formatCode": code(data), "sourceLinked": 0})
    placed = (number, bare(), look, val("dLblPos", place))
    return element("c:dLbl", None, val("idx", index), moved, *placed, *_shown(what))


def _at_ends(data: ChartData, points: list[int], number: int, paint: Paint) -> Element:
    """The number at the last point of a line, or its name, in its colour."""
    what = "SerName" if data.named else "Val"
    lift = data.lifts[number] if data.lifts else 0.0
    own = []
    for index in points:
        look = paint.type(paint.readable(number), bold=True, wraps=_is_broken(data, number, paint))
        moved = layout({"x": 0.0, "y": -lift / data.height}) if lift else None
        own.append(_one(data, index, look, "r", what, moved))
    return element("c:dLbls", None, *own, *_shown())


def _is_broken(data: ChartData, number: int, paint: Paint) -> bool:
    """Whether the name of a line is too long for the room on the right of it, to all likelihood."""
    left, _, width, _ = data.area
    return data.named and len(data.series[number].name) * _LETTER * paint.size > (
        data.width - left - width
    )


_LETTER = 0.45
"""Width of a bold letter, in sizes of the type, on an average."""


def _beside(data: ChartData, number: int, there: list[int], paint: Paint) -> Element:
    """The lesser of two numbers below its dot, the greater above; one that is both, above."""
    own = []
    for index in there:
        value = data.series[number].values[index] or 0.0
        other = data.series[1 - number].values[index] if len(data.series) == 2 else None
        if value == other and number == 0:
            own.append(element("c:dLbl", None, val("idx", index), val("delete", 1)))
        else:
            look = paint.type(paint.role("ink"), wraps=False)
            place: Position = "b" if other is not None and value < other else "t"
            own.append(_one(data, index, look, place, "Val"))
    return element("c:dLbls", None, *own, *_shown())


def _shown(what: str = "") -> tuple[Element, ...]:
    """What a label says; the schema asks for each."""
    kinds = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return tuple(val(f"show{kind}", int(kind == what)) for kind in kinds)

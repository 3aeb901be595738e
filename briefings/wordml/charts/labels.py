"""Numbers and names beside the marks of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from briefings.document import ChartData
from briefings.wordml.charts.numbers import code
from briefings.wordml.charts.paint import Paint, bare
from briefings.wordml.xml import Element, element

Position = Literal["outEnd", "inEnd", "inBase", "ctr", "r", "l", "t", "b"]
"""Of a bar beyond its end, at its end in it, at its base, in its middle; at a side of a point."""


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
    if data.form in ("line", "area"):
        last = there[-1:] if data.named else [n for n in there if series.printed[n]]
        return _at_ends(data, last, number, paint)
    printed = [n for n in there if series.printed[n]]
    if not printed:
        return element("c:dLbls", None, *shown())
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
        "c:dLbls", None, *own, number, bare(), look, val("dLblPos", place), *shown("Val")
    )


def one(
    data: ChartData,
    index: int,
    look: Element,
    place: Position,
    what: str,
    moved: Element | None = None,
) -> Element:
    """``c:dLbl`` of one point, which says *what*, such as "Val"; *moved* from its *place*."""
    number = element("c:numFmt", {"formatCode": code(data), "sourceLinked": 0})
    placed = (number, bare(), look, val("dLblPos", place))
    return element("c:dLbl", None, val("idx", index), moved, *placed, *shown(what))


def _at_ends(data: ChartData, points: list[int], number: int, paint: Paint) -> Element:
    """The number at the last point of a line, or its name, in its colour."""
    what = "SerName" if data.named else "Val"
    lift = data.lifts[number] if data.lifts else 0.0
    own = []
    for index in points:
        look = paint.type(paint.readable(number), bold=True, wraps=_is_broken(data, number, paint))
        past = _past(data)
        away = {"x": past / data.width, "y": -lift / data.height}
        moved = layout(away) if lift or past else None
        own.append(one(data, index, look, "l" if data.mirrored else "r", what, moved))
    return element("c:dLbls", None, *own, *shown(), no_lines())


def _past(data: ChartData) -> float:
    """From a point to the end of the bar that it stands in, if it does, pt."""
    if data.form != "area" or not data.broken:
        return 0.0
    half = data.area[2] / len(data.categories) / 2
    return -half if data.mirrored else half


def _is_broken(data: ChartData, number: int, paint: Paint) -> bool:
    """Whether the name of a line is too long for the room beside it, to all likelihood."""
    left, _, width, _ = data.area
    room = left if data.mirrored else data.width - left - width
    return data.named and len(data.series[number].name) * _LETTER * paint.size > room


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
            own.append(one(data, index, look, place, "Val"))
    return element("c:dLbls", None, *own, *shown())


_LINES = "{CE6537A1-D6FC-4F65-9D91-7224C49458BB}"
"""The extension of labels by lines that lead to them ([MS-ODRAWXML] 2.24.3.55)."""


def no_lines() -> Element:
    """``c:extLst`` that has no line lead from a mark to a label that was moved."""
    lines = element("c15:showLeaderLines", {"val": 0})
    return element("c:extLst", None, element("c:ext", {"uri": _LINES}, lines))


def shown(what: str = "") -> tuple[Element, ...]:
    """What labels say, "Val", "SerName" or nothing; the schema asks for each."""
    kinds = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return tuple(val(f"show{kind}", int(kind == what)) for kind in kinds)

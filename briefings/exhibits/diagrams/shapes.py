"""Shapes: the small vocabulary of drawings that are laid out here, and how it becomes an SVG.

Lengths are pt from the upper left. A sheet is laid out as for a language that is written from left
to right; for others the whole of it is turned over, text apart, which stays legible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from briefings.document import Asset
from briefings.exhibits import svg
from briefings.exhibits.charts.look import CAP, Look
from briefings.letters.shaping import embedded

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

HAIRLINE = 0.5
LINE = 1.0

_ACROSS: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
_TURNED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}

_LATIN = re.compile(r"([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f ]*[A-Za-z\u00c0-\u024f]|[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; filled, outlined, or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    radius: float = 0.0
    weight: float = HAIRLINE
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines from point to point; an area if it is filled."""

    points: tuple[Point, ...]
    stroke: str = "none"
    weight: float = HAIRLINE
    dashes: tuple[float, ...] = ()
    fill: str = "none"


@dataclass(frozen=True, slots=True)
class Outline:
    """An area of one or several rings."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str
    stroke: str
    weight: float = HAIRLINE


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark, or a square one, around a point."""

    x: float
    y: float
    radius: float
    fill: str = "none"
    stroke: str = "none"
    weight: float = LINE
    square: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; ``y`` is its baseline. Behind ``backed`` text is paper."""

    text: str
    x: float
    y: float
    colour: str
    anchor: Anchor = "start"
    bold: bool = False
    backed: bool = False
    size: float = 0.0
    """If not that of the look."""


Shape = Box | Path | Outline | Dot | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing: its shapes, those behind first, and how high it is.

    ``fixed`` ones are never turned over, such as a map, and stand behind all others.
    """

    shapes: tuple[Shape, ...]
    height: float
    fixed: tuple[Shape, ...] = ()


def lines_of(
    text: str,
    x: float,
    y: float,
    width: float,
    look: Look,
    colour: str,
    *,
    bold: bool = False,
    anchor: Anchor = "start",
) -> tuple[Words, ...]:
    """*text* in lines no wider than *width*; *y* is the top of the first one."""
    lines = look.wrap(text, width, bold=bold)
    first = y + baseline(look)
    return tuple(
        Words(line, x, first + n * look.line, colour, anchor, bold) for n, line in enumerate(lines)
    )


def baseline(look: Look) -> float:
    """From the top of a line of text to its baseline."""
    return (look.line + CAP * look.size) / 2


def asset(sheet: Sheet, look: Look, mirrored: bool = False) -> Asset:
    """*sheet* as an SVG, ``look.width`` wide; turned over if *mirrored*. The same bytes always."""
    root = etree.fromstring(f'<svg xmlns="{svg.NAMESPACE}"/>')
    size = {"width": f"{_pt(look.width)}pt", "height": f"{_pt(sheet.height)}pt"}
    box = f"0 0 {_pt(look.width)} {_pt(sheet.height)}"
    font = {"font-family": ", ".join((*look.families, "sans-serif"))}
    for name, value in {**size, "viewBox": box, **font}.items():
        root.set(name, value)
    for shape in sheet.fixed:
        _put(root, shape, look, mirrored)
    for shape in sheet.shapes:
        for turned in _backing(shape, look):
            _put(root, _turned(turned, look.width) if mirrored else turned, look, mirrored)
    drawing = svg.clean(etree.tostring(root, encoding="utf-8"))
    return Asset("image/svg+xml", drawing.data, drawing.width, drawing.height)


def _backing(shape: Shape, look: Look) -> Iterator[Shape]:
    """*shape* with the paper behind it, if it has any."""
    if isinstance(shape, Words) and shape.backed:
        size = shape.size or look.size
        width = look.measure(shape.text, bold=shape.bold) * size / look.size
        pad = 0.2 * size
        x = shape.x - width * _ACROSS[shape.anchor] - pad
        y = shape.y - CAP * size - pad
        yield Box(x, y, width + 2 * pad, CAP * size + 2.5 * pad, look.paper)
    yield shape


def _turned(shape: Shape, width: float) -> Shape:
    def over(points: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((width - x, y) for x, y in points)

    match shape:
        case Box(x, y, across, height, fill, stroke, radius, weight, dashes):
            left = width - x - across
            return Box(left, y, across, height, fill, stroke, radius, weight, dashes)
        case Path(points, stroke, weight, dashes, fill):
            return Path(over(points), stroke, weight, dashes, fill)
        case Outline(rings, fill, stroke, weight):
            return Outline(tuple(map(over, rings)), fill, stroke, weight)
        case Dot(x, y, radius, fill, stroke, weight, square):
            return Dot(width - x, y, radius, fill, stroke, weight, square)
        case Words(text, x, y, colour, anchor, bold, backed, size):
            return Words(text, width - x, y, colour, _TURNED[anchor], bold, backed, size)


def _put(root: etree._Element, shape: Shape, look: Look, mirrored: bool) -> None:
    name, given = _element(shape, look)
    element = etree.SubElement(root, f"{{{svg.NAMESPACE}}}{name}")
    for key, value in given.items():
        if value not in ("", None):
            element.set(key, value if isinstance(value, str) else _pt(value))
    if isinstance(shape, Words) and mirrored:
        _mixed(element, embedded(shape.text), look.families[1:])
    elif isinstance(shape, Words):
        element.text = shape.text


def _mixed(element: etree._Element, text: str, families: tuple[str, ...]) -> None:
    """Put *text* into *element*, its Latin words in the first of *families*.

    Where a family lacks letters, the engine takes any style of another that has them.
    """
    before, *rest = _LATIN.split(text)
    element.text = before
    for word, after in zip(rest[::2], rest[1::2], strict=True):
        run = etree.SubElement(element, f"{{{svg.NAMESPACE}}}tspan")
        run.set("font-family", ", ".join((*families, "sans-serif")))
        run.text, run.tail = word, after


def _element(shape: Shape, look: Look) -> tuple[str, dict[str, str | float]]:
    match shape:
        case Box():
            rect = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
            return "rect", {**rect, "rx": shape.radius or "", **_paint(shape)}
        case Dot() if shape.square:
            side, corner = 1.8 * shape.radius, 0.9 * shape.radius
            where = {"x": shape.x - corner, "y": shape.y - corner}
            return "rect", {**where, "width": side, "height": side, **_paint(shape)}
        case Dot():
            return "circle", {"cx": shape.x, "cy": shape.y, "r": shape.radius, **_paint(shape)}
        case Path():
            return "path", {"d": _course(shape.points), **_paint(shape)}
        case Outline():
            course = "".join(f"{_course(ring, 1)}Z" for ring in shape.rings)
            joined = {"stroke-linejoin": "round", "fill-rule": "evenodd"}
            return "path", {"d": course, **_paint(shape), **joined}
        case Words():
            return "text", {
                "x": shape.x,
                "y": shape.y,
                "fill": shape.colour,
                "font-size": shape.size or look.size,
                "font-weight": "700" if shape.bold else "",
                "text-anchor": shape.anchor if shape.anchor != "start" else "",
            }


def _paint(shape: Box | Path | Outline | Dot) -> dict[str, str | float]:
    stroked = shape.stroke != "none"
    dashes = shape.dashes if isinstance(shape, Box | Path) else ()
    return {
        "fill": shape.fill,
        "stroke": shape.stroke if stroked else "",
        "stroke-width": shape.weight if stroked else "",
        "stroke-dasharray": " ".join(map(_pt, dashes)) if stroked else "",
    }


def _course(points: Sequence[Point], places: int = 2) -> str:
    return "M" + "L".join(f"{_pt(x, places)},{_pt(y, places)}" for x, y in points)


def _pt(length: float, places: int = 2) -> str:
    """A length in pt, to so many decimal places."""
    return f"{round(length, places) + 0.0:.{places}f}".rstrip("0").rstrip(".")

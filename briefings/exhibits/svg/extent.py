"""How much an SVG draws, and how large."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from briefings.exhibits.svg.tree import SVG, BadDrawing, line, references, short

ELEMENTS = 20_000
"""The most elements drawn, each use of a definition counted; more take minutes to lay out."""

DEPTH = 60
"""The deepest nesting, uses of definitions counted; deeper ones exhaust Python's stack."""

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|)\s*")
_PT = {"": 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG's bytes and natural size, pt; its root has ``viewBox``, ``width`` and ``height``."""

    data: bytes
    width: float
    height: float


def limit(root: etree._Element) -> None:
    """Refuse what is drawn without end, or nearly so."""
    ids = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    _check_sheets(root, ids)
    sizes: dict[etree._Element, tuple[int, int]] = {}

    def size(element: etree._Element, above: tuple[etree._Element, ...]) -> tuple[int, int]:
        """How many elements it draws, and how deeply they are nested."""
        if element in above:
            what = f"<{short(element)}> is part of itself"
            raise BadDrawing(("P107", line(element), what, "break the circle of references"))
        if element not in sizes:
            targets = (ids[name] for name in references(element) if name in ids)
            inner = [size(other, (*above, element)) for other in (*element, *targets)]
            depth = 1 + max((depth for _, depth in inner), default=0)
            sizes[element] = 1 + sum(count for count, _ in inner), depth
        if len(above) + sizes[element][1] > DEPTH:
            what = "is nested too deeply"
            raise BadDrawing(("P105", line(element), what, "draw it more simply"))
        return sizes[element]

    if size(root, ())[0] > ELEMENTS:
        remedy = "draw it more simply, or save it as PNG"
        raise BadDrawing(("P105", 1, f"draws more than {ELEMENTS} elements", remedy))


def _check_sheets(root: etree._Element, ids: Mapping[str, etree._Element]) -> None:
    """Refuse style sheets that name more than gradients: whom they concern is not worked out."""
    for sheet in root.iter(f"{SVG}style"):
        for name in references(sheet):
            if name in ids and short(ids[name]) not in ("linearGradient", "radialGradient"):
                what = f"<style> refers to '#{name}', which is no gradient"
                raise BadDrawing(("P108", line(sheet), what, "refer to it by an attribute"))


def sized(root: etree._Element) -> Drawing:
    """The drawing below *root*, its size in pt; units of the drawing are pixels, 96 to an inch."""
    width, height = _pt(root.get("width")), _pt(root.get("height"))
    box = _box(root.get("viewBox"))
    if box is None and width and height:
        box = (0.0, 0.0, width / _PT[""], height / _PT[""])
        root.set("viewBox", " ".join(f"{n:g}" for n in box))
    if box is None:
        what, remedy = "has no size", "give <svg> a viewBox, or width and height"
        raise BadDrawing(("P108", line(root), what, remedy))
    ratio = box[3] / box[2]
    width = width or (height / ratio if height else box[2] * _PT[""])
    height = height or width * ratio
    root.set("width", f"{width:g}pt")
    root.set("height", f"{height:g}pt")
    return Drawing(etree.tostring(root, encoding="utf-8"), width, height)


def _pt(length: str | None) -> float | None:
    match = _LENGTH.fullmatch(length or "")
    size = float(match[1]) * _PT[match[2]] if match else 0
    return size if 0 < size < 100_000 else None


def _box(value: str | None) -> tuple[float, float, float, float] | None:
    try:
        x, y, width, height = map(float, re.split(r"[\s,]+", (value or "").strip()))
    except ValueError:
        return None
    usable = 0 < width < 1e6 and 0 < height < 1e6 and abs(x) < 1e6 and abs(y) < 1e6
    return (x, y, width, height) if usable else None

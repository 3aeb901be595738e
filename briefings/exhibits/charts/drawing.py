"""From a chart to a picture, by way of Vega-Lite."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from briefings.document import Asset
from briefings.exhibits import svg
from briefings.exhibits.charts import panels
from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.data import Chart, Panels
from briefings.exhibits.charts.frame import Frame, text_layers
from briefings.exhibits.charts.layout import frame_of
from briefings.exhibits.charts.look import Look
from briefings.exhibits.charts.mirror import mirrored
from briefings.exhibits.charts.telling import chart_data, panels_data
from briefings.exhibits.charts.words import ENGLISH
from briefings.exhibits.raster import engine, in_fonts

Element = etree._Element

_VERSION = "6.4"  # of Vega-Lite; vl-convert carries several
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_MEASURES = frozenset(
    ("d", "transform", "x", "y", "x2", "y2", "width", "height", "viewBox", "stroke-width")
)


def draw(chart: Chart | Panels, look: Look, words: Words = ENGLISH) -> Asset:
    """*chart* as an SVG with its data, ``look.width`` pt wide; the same bytes for the same input.

    *words* gives the marks of numbers and what is printed where there is none. Raises MachineError
    without the extra ``charts``, or where no font of the look is there.
    """
    if isinstance(chart, Panels):
        sheet = panels.lay_out(chart, look, words)
        return replace(_asset(_sheet(sheet, look), look), panels=panels_data(sheet, words))
    frame = frame_of(chart, look, words)
    frame = mirrored(frame) if look.mirrored else frame
    drawn = _asset(_vector(frame, look), look)
    return replace(drawn, chart=chart_data(chart, frame, words, (drawn.width, drawn.height)))


def _asset(drawn: Element, look: Look) -> Asset:
    drawing = svg.clean(etree.tostring(drawn, encoding="utf-8"))
    asset = Asset("image/svg+xml", drawing.data, drawing.width, drawing.height)
    return in_fonts(asset, look.font_dirs, look.family)


def _vector(frame: Frame, look: Look) -> Element:
    spec = specification(frame, look)
    made = engine(look.font_dirs).vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    return _tidied(made)


def _sheet(sheet: panels.Sheet, look: Look) -> Element:
    """The panels of *sheet*, drawn one by one: Vega-Lite has all layers share their scales."""
    root = _vector(sheet.heading, look)
    for panel, (x, y) in zip(sheet.panels, sheet.places, strict=True):
        group = etree.SubElement(root, f"{{{svg.NAMESPACE}}}g")
        group.set("transform", f"translate({x:.2f},{y:.2f})")
        group.extend([*_vector(panel.frame, look)])
    _size(root, sheet.width, sheet.height)
    return root


def specification(frame: Frame, look: Look) -> dict[str, Any]:
    """The Vega-Lite specification of *frame*, which leaves nothing to Vega's own layout."""
    margins = frame.margins
    return {
        "$schema": _SCHEMA,
        "width": frame.width,
        "height": frame.height,
        "padding": {
            "left": margins.left,
            "top": margins.top,
            "right": margins.right,
            "bottom": margins.bottom,
        },
        "autosize": "none",
        "layer": [*frame.layers, *text_layers((*frame.side, *frame.labels), look)],
        "config": {
            "aria": False,
            "background": None,
            "font": ", ".join((*look.families, "sans-serif")),
            "view": {"stroke": None},
            "mark": {"opacity": 1, "clip": False},
        },
    }


def _tidied(drawn: str) -> Element:
    """Vega's SVG without what draws nothing, lengths in pt and to a hundredth."""
    root = svg.parse(drawn.encode())
    for element in list(root.iter()):
        parent = element.getparent()
        painted = element.get("fill") or element.get("stroke")
        empty = element.tag.endswith("}path") and not (element.get("d") and painted)
        if parent is not None and (element.get("display") == "none" or empty):
            parent.remove(element)
        for name, value in (("class", None), ("pointer-events", None), ("opacity", "1")):
            if element.get(name) is not None and value in (None, element.get(name)):
                del element.attrib[name]
        for name in _MEASURES & set(map(str, element.attrib)):
            element.set(name, _NUMBER.sub(lambda n: f"{float(n[0]):.2f}", element.get(name, "")))
    box = (root.get("viewBox") or "0 0 0 0").split()
    _size(root, float(box[2]), float(box[3]))
    return root


def _size(root: Element, width: float, height: float) -> None:
    wide, high = (_NUMBER.sub(lambda n: f"{float(n[0]):.2f}", f"{x:g}") for x in (width, height))
    root.set("viewBox", f"0 0 {wide} {high}")
    root.set("width", f"{wide}pt")
    root.set("height", f"{high}pt")

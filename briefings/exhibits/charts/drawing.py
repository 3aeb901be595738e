"""From a chart to a picture, by way of Vega-Lite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from briefings.document import Asset, ChartData, ChartSeries
from briefings.exhibits import svg
from briefings.exhibits.charts import bars, dots, lines, lying, upright
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import Frame, text_layers
from briefings.exhibits.charts.look import Look
from briefings.exhibits.charts.words import ENGLISH
from briefings.exhibits.raster import engine, in_fonts

_VERSION = "6.4"  # of Vega-Lite; vl-convert carries several
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_MEASURES = frozenset(
    ("d", "transform", "x", "y", "x2", "y2", "width", "height", "viewBox", "stroke-width")
)


def draw(chart: Chart, look: Look, words: Mapping[str, str] = ENGLISH) -> Asset:
    """*chart* as an SVG with its data, ``look.width`` pt wide; the same bytes for the same input.

    *words* gives the marks of numbers and what is printed where there is none. Raises MachineError
    without the extra ``charts``, or where no font of the look is there.
    """
    frame = _frame(chart, look, words)
    spec = specification(frame, look)
    drawn = engine(look.font_dirs).vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    drawing = svg.clean(_tidied(drawn))
    asset = Asset("image/svg+xml", drawing.data, drawing.width, drawing.height)
    data = _data(chart, frame, words, asset)
    return replace(in_fonts(asset, look.font_dirs, look.family), chart=data)


def _data(chart: Chart, frame: Frame, words: Mapping[str, str], drawn: Asset) -> ChartData:
    """What *chart* shows, and how *frame* does, which was *drawn*."""
    manner, margins = frame.manner, frame.margins
    area = manner.area
    pairs = zip(chart.series, manner.printed, strict=True)
    return ChartData(
        form=chart.form,
        upright=manner.upright,
        heading=chart.heading,
        categories=chart.categories,
        series=tuple(ChartSeries(of.name, of.values, printed) for of, printed in pairs),
        total=words["total"] if chart.totals else "",
        places=chart.places,
        number=words["percent"] if chart.percent else "{number}",
        axis=manner.axis,
        ends=manner.ends,
        keyed=manner.keyed,
        named=manner.named,
        lifts=manner.lifts,
        width=drawn.width,
        height=drawn.height,
        area=(margins.left + area.left, margins.top + area.top, area.width, area.height),
        gap=manner.gap,
        step=manner.step,
        every=manner.every,
    )


def _frame(chart: Chart, look: Look, words: Mapping[str, str]) -> Frame:
    match chart.form:
        case "bar" | "stacked-bar":
            found = bars.bars_of(chart, words)
            if upright.suits(found, look):
                return upright.lay_out(found, look, words)
            return lying.lay_out(found, look, words)
        case "line":
            return lines.lay_out(chart, look, words)
        case "dot":
            return dots.lay_out(chart, look, words)


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
        "layer": [*frame.layers, *text_layers(frame.labels, look)],
        "config": {
            "aria": False,
            "background": None,
            "font": ", ".join((*look.families, "sans-serif")),
            "view": {"stroke": None},
            "mark": {"opacity": 1, "clip": False},
        },
    }


def _tidied(drawn: str) -> bytes:
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
    root.set("width", f"{box[2]}pt")
    root.set("height", f"{box[3]}pt")
    return etree.tostring(root, encoding="utf-8")

"""Plots of findings: ratios as bars, growth as lines; both on logarithmic axes, as SVG."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.findings import ROOT, Finding, Ratio, Taken

FONT = "'Source Sans 3', Helvetica, Arial, sans-serif"
INK, SOFT, RULE = "#1b232b", "#4b5763", "#dde3e8"
COLOURS = ("#10304d", "#a23b22", "#5b7f95", "#b98b2f", "#3d6b53", "#7b5a86")
CONFIG: Mapping[str, Any] = {
    "background": "white",
    "font": FONT,
    "padding": 12,
    "view": {"stroke": None},
    "title": {"anchor": "start", "color": INK, "fontSize": 15, "fontWeight": 600},
    "axis": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "gridColor": RULE,
        "domainColor": RULE,
        "tickColor": RULE,
        "labelFontSize": 11.5,
        "titleFontSize": 11.5,
        "titleFontWeight": 400,
        "labelLimit": 320,
    },
    "legend": {"labelColor": INK, "labelFontSize": 11.5, "title": None, "orient": "top"},
    "range": {"category": list(COLOURS)},
}


def svg(finding: Finding) -> str | None:
    """The plot of *finding*: its growth, or its ratios to peers; None where there is neither."""
    names = [taken.name for taken in finding.taken]
    if finding.axis and len(names) > len({*names}):
        return _drawn(_growth(finding))
    ratios = [ratio for ratio in finding.ratios if "÷" in ratio.name]
    return _drawn(_ratios(finding, ratios)) if len(ratios) > 1 else None


def _drawn(plot: Mapping[str, Any]) -> str:
    import vl_convert

    vl_convert.register_font_directory(str(ROOT / "templates/fonts"))
    whole: dict[str, Any] = {"config": CONFIG, **plot}
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(whole))
    return drawn + "\n"


def _ratios(finding: Finding, ratios: Sequence[Ratio]) -> Mapping[str, Any]:
    """A bar for each, from 1, to the left where this project is faster."""
    rows = [
        {
            "way": ratio.name,
            "ratio": ratio.value.median,
            "one": 1,
            "least": ratio.value.least,
            "most": ratio.value.most,
            "said": f"{ratio.value.median:.2f}",
            "edge": ratio.value.most if ratio.value.median > 1 else ratio.value.least,
        }
        for ratio in ratios
    ]
    way = {"field": "way", "type": "nominal", "sort": None, "axis": {"title": None, "ticks": False}}
    scale = {"type": "log", "nice": True}
    across: dict[str, Any] = {
        "field": "ratio",
        "type": "quantitative",
        "scale": scale,
        "axis": {"title": "seconds of the first ÷ seconds of the second", "format": "~g"},
    }
    faster = {"condition": {"test": "datum.ratio <= 1", "value": COLOURS[4]}, "value": COLOURS[1]}
    bar = {
        "mark": {"type": "bar", "height": 15},
        "encoding": {"y": way, "x": across, "x2": {"field": "one"}, "color": faster},
    }
    spread = {
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
        "encoding": {"y": way, "x": {**across, "field": "least"}, "x2": {"field": "most"}},
    }
    one = {
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
        "encoding": {"x": {"datum": 1, "type": "quantitative"}},
    }
    label: dict[str, Any] = {"type": "text", "color": INK, "fontSize": 11.5}
    words: list[dict[str, Any]] = [
        {
            "transform": [{"filter": f"datum.ratio {sign} 1"}],
            "mark": {**label, "align": align, "dx": shift},
            "encoding": {"y": way, "x": {**across, "field": "edge"}, "text": {"field": "said"}},
        }
        for sign, align, shift in (("<=", "right", -5), (">", "left", 5))
    ]
    return {
        "title": finding.title,
        "width": 480,
        "height": {"step": 25},
        "data": {"values": rows},
        "layer": [bar, spread, one, *words],
    }


def _growth(finding: Finding) -> Mapping[str, Any]:
    """Seconds beside megabytes, by size, a line for each way."""
    rows = [_point(taken) for taken in finding.taken]
    panels = [
        _lines(field, title, finding.axis)
        for field, title in (("seconds", "seconds"), ("memory", "memory, MB"))
        if any(row[field] is not None for row in rows)
    ]
    return {"title": finding.title, "data": {"values": rows}, "hconcat": panels}


def _point(taken: Taken) -> dict[str, Any]:
    memory = taken.memory
    return {
        "way": taken.name,
        "size": taken.size,
        "seconds": taken.seconds.median,
        "memory": memory.median if memory else None,
    }


def _lines(field: str, title: str, axis: str) -> Mapping[str, Any]:
    log = {"type": "log", "nice": True}
    return {
        "width": 320,
        "height": 240,
        "mark": {"type": "line", "point": {"filled": True, "size": 45}, "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "size",
                "type": "quantitative",
                "scale": {"type": "log"},
                "axis": {"title": axis, "format": "~s", "grid": False},
            },
            "y": {
                "field": field,
                "type": "quantitative",
                "scale": log,
                "axis": {"title": title, "format": "~g"},
            },
            "color": {"field": "way", "type": "nominal", "sort": None},
        },
    }

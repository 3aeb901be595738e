"""A key in words and signs, above charts that have none of their own or have it in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefings.document import ChartKey
from briefings.exhibits.charts.look import tint
from briefings.wordml.charts.paint import Paint
from briefings.wordml.colours import accent, coloured, fonts, rgb
from briefings.wordml.xml import Element, Value, element, val, w

_SIGNS: Mapping[str, str] = {"square": "■", "circle": "●", "stroke": "▬", "dashes": "––"}
_NEXT = "\u2003"  # an em between two entries
_PARTS = 255  # that theme colours are made lighter by


def key_runs(key: Sequence[ChartKey], paint: Paint) -> Iterator[Element]:
    """Runs of *key* on a line of its own, or nothing if there is none."""
    ink = coloured(paint.theme, "ink")
    for number, entry in enumerate(key):
        between = _NEXT if number else ""
        yield _run(f"{between}{_SIGNS[entry.shape]}", paint, _colour(entry, paint))
        yield _run(f"\u00a0{entry.name}", paint, ink)
    if key:
        yield w("r", w("br"))


def _run(text: str, paint: Paint, colour: Mapping[str, Value]) -> Element:
    size = round(paint.size * 2)
    properties = w(
        "rPr",
        fonts(paint.theme, "sans"),
        element("w:color", colour),
        val("sz", size),
        val("szCs", size),
    )
    return w("r", properties, element("w:t", {"xml:space": "preserve"}, text=text))


def _colour(entry: ChartKey, paint: Paint) -> Mapping[str, Value]:
    shown = tint(paint.written(entry.series), paint.theme.colour("paper"), entry.share)
    place = accent(paint.theme, entry.series)
    light = f"{round(entry.share * _PARTS):02X}" if place and entry.share < 1 else None
    return {"w:val": rgb(shown), "w:themeColor": place, "w:themeTint": light}

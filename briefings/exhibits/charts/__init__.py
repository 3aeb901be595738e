"""Charts: data read, described in words, and drawn.

A chart says its values itself wherever they fit, names its lines where they end, and draws no more
lines than reading it needs. It is laid out here, in points, and drawn by Vega-Lite.

================================  ================================================================
module                            what it does
================================  ================================================================
``data``                          what a chart shows
``reading``, ``limits``           from cells to a chart; what a form can't show
``words``                         a chart in words, for those who don't see it
``look``, ``frame``               type and colours; where things stand, and their layers
``bars``: ``lying``, ``upright``  bars, beside or upon each other
``course``: ``lines``, ``areas``  what follows from left to right; ``ends`` names it
``rows``: ``dots``, ``ranges``    what stands in rows
``head``                          what stands above a plot
``panels``                        small multiples
``mirror``                        all of it from right to left
``layout``, ``drawing``           a chart in its form; its picture
``telling``                       what formats need that draw charts themselves
================================  ================================================================
"""

from typing import TYPE_CHECKING

from briefings.lazily import lazily

if TYPE_CHECKING:
    from briefings.exhibits.charts.data import Chart, Form, Panels, Series, beside
    from briefings.exhibits.charts.drawing import draw
    from briefings.exhibits.charts.limits import MOST_SERIES
    from briefings.exhibits.charts.look import Look
    from briefings.exhibits.charts.reading import EACH_SERIES, Cells, read, read_panels
    from briefings.exhibits.charts.words import ENGLISH, describe

__all__ = [
    "EACH_SERIES",
    "ENGLISH",
    "MOST_SERIES",
    "Cells",
    "Chart",
    "Form",
    "Look",
    "Panels",
    "Series",
    "beside",
    "describe",
    "draw",
    "read",
    "read_panels",
]

__getattr__ = lazily(
    __name__,
    {
        "Cells": "reading",
        "Chart": "data",
        "EACH_SERIES": "reading",
        "ENGLISH": "words",
        "Form": "data",
        "Look": "look",
        "MOST_SERIES": "limits",
        "Panels": "data",
        "Series": "data",
        "beside": "data",
        "describe": "words",
        "draw": "drawing",
        "read": "reading",
        "read_panels": "reading",
    },
)

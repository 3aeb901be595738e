"""Charts: data read, described in words, and drawn.

A chart says its values itself wherever they fit, names its lines where they end, and draws no more
lines than reading it needs. It is laid out here, in points, and drawn by Vega-Lite.
"""

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

"""Charts: data read, described in words, and drawn.

A chart says its values itself wherever they fit, names its lines where they end, and draws no more
lines than reading it needs. It is laid out here, in points, and drawn by Vega-Lite.
"""

from briefings.exhibits.charts.data import MOST_SERIES, Chart, Form, Series, read
from briefings.exhibits.charts.drawing import draw
from briefings.exhibits.charts.look import Look
from briefings.exhibits.charts.words import ENGLISH, describe

__all__ = ["ENGLISH", "MOST_SERIES", "Chart", "Form", "Look", "Series", "describe", "draw", "read"]

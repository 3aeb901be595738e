"""A chart laid out in its form."""

from __future__ import annotations

from briefings.exhibits.charts import areas, bars, dots, lines, lying, ranges, upright
from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import Frame
from briefings.exhibits.charts.look import Look


def frame_of(chart: Chart, look: Look, words: Words) -> Frame:
    """*chart* in its frame, from left to right."""
    match chart.form:
        case "bar" | "stacked-bar":
            found = bars.bars_of(chart, words)
            if upright.suits(chart, look):
                return upright.lay_out(found, look, words)
            return lying.lay_out(found, look, words)
        case "line":
            return lines.lay_out(chart, look, words)
        case "area":
            return areas.lay_out(chart, look, words)
        case "dot":
            return dots.lay_out(chart, look, words)
        case "range":
            return ranges.lay_out(chart, look, words)

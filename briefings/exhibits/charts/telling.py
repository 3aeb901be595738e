"""What charts show, and how their pictures do, for formats that draw charts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefings.document import ChartData, ChartKey, ChartPanels, ChartSeries
from briefings.exhibits.charts import ranges
from briefings.exhibits.charts.bars import Words
from briefings.exhibits.charts.data import Chart
from briefings.exhibits.charts.frame import Frame
from briefings.exhibits.charts.head import Entry
from briefings.exhibits.charts.panels import Panel, Sheet
from briefings.exhibits.charts.words import between


def chart_data(
    chart: Chart, frame: Frame, words: Words, size: tuple[float, float], *, bare: bool = False
) -> ChartData:
    """What *chart* shows, and how *frame* does, whose picture has that *size*, pt.

    A *bare* panel says neither names nor values before its plot. Of ranges the key is apart:
    programs know none that says what is between two series.
    """
    key = ranges.key(chart, words) if chart.form == "range" and not chart.panel else ()
    above = frame.margins.top if key else 0.0
    manner, margins = frame.manner, frame.margins
    area = manner.area
    names = [series.name for series in chart.series]
    pairs = zip(chart.series, manner.printed, strict=True)
    return ChartData(
        form=chart.form,
        upright=manner.upright,
        heading=chart.heading,
        categories=chart.categories,
        series=tuple(ChartSeries(of.name, of.values, printed) for of, printed in pairs),
        total=words["total"] if chart.totals and chart.form == "stacked-bar" else "",
        places=chart.places,
        number=words["percent"] if chart.percent else "{number}",
        axis=manner.axis,
        ends=manner.ends,
        keyed=manner.keyed and not chart.panel,
        named=manner.named,
        lifts=manner.lifts,
        width=size[0],
        height=size[1] - above,
        area=(margins.left + area.left, margins.top + area.top - above, area.width, area.height),
        gap=manner.gap,
        step=manner.step,
        every=manner.every,
        mirrored=manner.mirrored,
        span=between(names[0], names[-1], words) if chart.form == "range" else "",
        key=_told(key),
        title=chart.panel,
        bare=bare,
    )


def panels_data(sheet: Sheet, words: Words) -> ChartPanels:
    """What the panels of *sheet* show, each as a chart of its own."""
    return ChartPanels(tuple(_panel_data(of, words) for of in sheet.panels), _told(sheet.key))


def _panel_data(panel: Panel, words: Words) -> ChartData:
    size = panel.width, panel.height
    data = chart_data(panel.chart, panel.frame, words, size, bare=panel.bare)
    if not data.mirrored:
        return data
    left, top, width, height = data.area
    gap = panel.width - panel.measure  # it lies after the panel, which is before its left edge
    return replace(data, area=(left + gap, top, width, height))


def _told(key: Sequence[Entry]) -> tuple[ChartKey, ...]:
    return tuple(
        ChartKey(of.name, of.series, "dashes" if of.dash else of.shape, of.share) for of in key
    )

"""Lying bars, for categories: names on the left, values where the bars end."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.exhibits.charts.bars import Bars, Places, Words, by_series, rectangles, rules
from briefings.exhibits.charts.frame import (
    AXIS_LINE,
    Area,
    Frame,
    Label,
    Layer,
    Manner,
    Margins,
    Scale,
    centred,
    tick_step,
    tick_texts,
    ticks,
)
from briefings.exhibits.charts.head import head, series_key
from briefings.exhibits.charts.look import Look, legible, upon
from briefings.exhibits.charts.rows import Rows, rows_of
from briefings.exhibits.charts.words import printed

TALLEST = 560.0
"""Height of the plot, pt, above which bars come closer: a page with its heads holds no more."""


def lay_out(bars: Bars, look: Look, words: Words) -> Frame:
    """*bars* lying in their frame."""
    rows, places = _places(bars, look)
    plot = look.plot(rows.width)
    scale = _scale(bars, look, words, plot)
    labels = [*_gap_labels(bars, places, scale, look, words)]
    labels += [*_values(bars, places, scale, look), *_totals(bars, places, scale, look)]
    layers = [rectangles(bars, scale, "y", places, look)]
    below = 0.0
    if not all(_said(bars, scale, look)):
        axis, texts = _axis(bars, scale, rows.height, look, words)
        layers, labels, below = [axis, *layers], [*labels, *texts], 1.3 * look.line
    layers.append(rules([0.0], scale, "x", look.soft, AXIS_LINE))
    if title := bars.chart.x_title:
        below += 1.2 * look.line
        labels.append(Label(title, 0, rows.height + below - 0.3 * look.size, look.soft))
    top = head(bars.chart, look, rows.width, series_key(bars.chart, look))
    margins = Margins(rows.width, top.height, 0, below)
    layers, labels = [*top.layers, *layers], [*top.labels, *labels]
    manner = _manner(bars, places, scale, rows.height, look)
    side = tuple(rows.labels(look))
    return Frame(plot, rows.height, margins, tuple(layers), tuple(labels), manner, side)


def _manner(bars: Bars, places: Places, scale: Scale, height: float, look: Look) -> Manner:
    fits = [not bars.stacked or fits for fits in _fits(bars, scale, look)]
    said = all(_said(bars, scale, look))
    return Manner(
        Area(scale.start, 0, scale.end - scale.start, height),
        by_series(bars, fits),
        axis=not said,
        ends=bars.ends,
        keyed=len(bars.chart.series) > 1,
        gap=places.gap(height),
        step=tick_step(ticks(*bars.extent, look.steps)),
    )


def _places(bars: Bars, look: Look) -> tuple[Rows, Places]:
    thick = (1.5 if bars.slots == 1 else 1.25) * look.size
    least = thick * bars.slots + (0.8 if bars.slots == 1 else 1.0) * look.size
    tight = min(1.0, max(TALLEST / (least * len(bars.chart.categories)), 0.7))
    rows = rows_of(bars.chart, look, least * tight)
    return rows, Places(rows.centres, thick * tight, bars.slots)


def _scale(bars: Bars, look: Look, words: Words, width: float) -> Scale:
    """Values along the plot, with room for the labels at both ends."""
    low, high = bars.extent
    gap = 0.5 * look.size
    if bars.stacked:
        texts = [text for _, text in bars.totals.values()]
        before, after = [], [look.measure(text, bold=True) for text in texts]
    else:
        before = [look.measure(bar.text) for bar in bars.bars if bar.end < 0]
        after = [look.measure(bar.text) for bar in bars.bars if bar.end >= 0]
        before += [look.measure(printed(bars.chart, v, words)) for v in bars.chart.among if v < 0]
    after += [look.measure(printed(bars.chart, v, words)) for v in bars.chart.among if v >= 0]
    after += [look.measure(words["missing"])] if bars.gaps and high == 0 else []
    start = max(before) + gap if before else 0.0
    end = width - (max(after) + gap if after else 0.0)
    return Scale(low, high, start, max(end, start + 1))


def _values(bars: Bars, places: Places, scale: Scale, look: Look) -> Iterator[Label]:
    gap = 0.5 * look.size
    for bar, fits in zip(bars.bars, _fits(bars, scale, look), strict=True):
        y = centred(places.middle(bar.category, bar.slot), 1, look)[0]
        if bars.stacked:
            if fits:
                colour = upon(look.colour(bar.series), look.paper, look.ink)
                centre = (scale.at(bar.start) + scale.at(bar.end)) / 2
                yield Label(bar.text, centre, y, colour, "center")
        elif bar.end < 0:
            yield Label(bar.text, scale.at(bar.end) - gap, y, look.ink, "right")
        else:
            yield Label(bar.text, scale.at(bar.end) + gap, y, look.ink)


def _totals(bars: Bars, places: Places, scale: Scale, look: Look) -> Iterator[Label]:
    for category, (total, text) in bars.totals.items():
        x, y = scale.at(total) + 0.5 * look.size, centred(places.centres[category], 1, look)[0]
        yield Label(text, x, y, look.ink, bold=True, backed=True)


def _fits(bars: Bars, scale: Scale, look: Look) -> Iterator[bool]:
    """Of each bar, whether its value can be printed in it."""
    for bar in bars.bars:
        room = abs(scale.at(bar.end) - scale.at(bar.start))
        yield room >= look.measure(bar.text) + 0.5 * look.size


def _said(bars: Bars, scale: Scale, look: Look) -> Iterator[bool]:
    """Of each bar, whether it says its value; one in a stack among panels needs an axis too."""
    for fits in _fits(bars, scale, look):
        yield not bars.stacked or (fits and not bars.chart.panel)


def _gap_labels(
    bars: Bars, places: Places, scale: Scale, look: Look, words: Words
) -> Iterator[Label]:
    for category, slot in bars.gaps:
        x = scale.at(0) + 0.5 * look.size
        y = centred(places.middle(category, slot), 1, look)[0]
        yield Label(words["missing"], x, y, legible(look.soft, look.paper))


def _axis(
    bars: Bars, scale: Scale, height: float, look: Look, words: Words
) -> tuple[Layer, list[Label]]:
    values = [v for v in ticks(*bars.extent, look.steps) if scale.low <= v <= scale.high]
    y = height + look.line
    labels = [
        Label(text, scale.at(value), y, look.soft, "center")
        for value, text in zip(values, tick_texts(values, bars.chart, words), strict=True)
    ]
    return rules(values, scale, "x", look.rule), labels

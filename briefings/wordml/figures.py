"""Figures: a chart as a chart, a drawing as a drawing with a bitmap beside it, a bitmap as such."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefings.document import Asset, ChartPanels
from briefings.exhibits.svg import parse
from briefings.wordml.assembly import WordFile
from briefings.wordml.charts.key import key_runs
from briefings.wordml.pictures import chart, fitted, picture
from briefings.wordml.xml import Element, element, w


def figure(
    file: WordFile, asset: Asset, number: int, alt: str, most: tuple[float, float]
) -> list[Element]:
    """Runs with *asset*, as large as it is but no larger than *most*, pt.

    *number* is its own among the figures of the file, and so are those after it of each further
    panel of small multiples. Raises ValueError for a drawing without a raster, which is a bug of
    who made it.
    """
    size = fitted(asset.width, asset.height, most)
    if asset.chart is not None:
        shown = ChartPanels((asset.chart,), asset.chart.key)
        return [*_charts(file, shown, number, alt, size[0] / asset.width)]
    if asset.panels is not None:
        return [*_charts(file, asset.panels, number, alt, size[0] / asset.width)]
    if asset.media_type != "image/svg+xml":
        return [picture(file.image(asset.media_type, asset.data), number, alt, size)]
    if asset.raster is None:
        raise ValueError(f"figure {number}, a drawing, has no raster beside it")
    bitmap = file.image("image/png", asset.raster())
    alike = is_drawn_alike(asset.data)
    drawing = file.image(asset.media_type, asset.data) if alike else None
    return [picture(bitmap, number, alt, size, drawing)]


def count(asset: Asset) -> int:
    """How many figures of the file *asset* is."""
    return 1 if asset.panels is None else len(asset.panels.charts)


def _charts(
    file: WordFile, panels: ChartPanels, number: int, alt: str, scale: float
) -> Iterator[Element]:
    """Charts that stand in the line like words, and so in rows, each to be edited by itself.

    What all of them say is said of the first; the others have their names.
    """
    yield from key_runs(panels.key, file.paint(scale))
    for n, data in enumerate(panels.charts):
        size = data.width * scale - (_SPARE if data.title else 0.0), data.height * scale
        relation = file.chart(data, scale)
        made = chart(relation, number + n, alt if n == 0 else data.title, size)
        yield from _among_marks(made, n) if file.page.mirrored else (made,)


def _among_marks(made: Element, number: int) -> Iterator[Element]:
    """A chart in a line from right to left, so that what is in the chart runs the right way.

    LibreOffice draws all words and numbers of a chart in the direction of the run that it is in. So
    each is in one from left to right, and these are kept apart by what is not seen (UAX #9).
    """
    yield _mark(_LEFT_TO_RIGHT if number == 0 else _RIGHT_TO_LEFT + _LEFT_TO_RIGHT)
    yield made
    yield _mark(_LEFT_TO_RIGHT)


def _mark(text: str) -> Element:
    return w("r", element("w:t", text=text))


_SPARE = 0.1  # pt, of the width of a panel, lest rounding put the last one on the next line

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"

_DOUBTFUL = ("clipPath", "image", "marker", "mask", "pattern", "textPath")
"""What some releases of Word leave out of drawings, by what people report."""


def is_drawn_alike(svg: bytes) -> bool:
    """Whether every Word that shows drawings shows this one as it is; else it gets the bitmap."""
    names = (etree.QName(element).localname for element in parse(svg).iter("{*}*"))
    return not set(names) & set(_DOUBTFUL)

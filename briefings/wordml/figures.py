"""Figures: a chart as a chart, a drawing as a drawing with a bitmap beside it, a bitmap as such."""

from __future__ import annotations

from lxml import etree

from briefings.document import Asset
from briefings.exhibits.svg import parse
from briefings.wordml.assembly import WordFile
from briefings.wordml.pictures import chart, fitted, picture
from briefings.wordml.xml import Element


def figure(
    file: WordFile, asset: Asset, number: int, alt: str, most: tuple[float, float]
) -> Element:
    """A run with *asset*, as large as it is but no larger than *most*, pt.

    *number* is its own among the figures of the file. Raises ValueError for a drawing without a
    raster, which is a bug of who made it.
    """
    size = fitted(asset.width, asset.height, most)
    if asset.chart is not None:
        relation = file.chart(asset.chart, size[0] / asset.width)
        return chart(relation, number, alt, size)
    if asset.media_type != "image/svg+xml":
        return picture(file.image(asset.media_type, asset.data), number, alt, size)
    if asset.raster is None:
        raise ValueError(f"figure {number}, a drawing, has no raster beside it")
    bitmap = file.image("image/png", asset.raster)
    alike = is_drawn_alike(asset.data)
    drawing = file.image(asset.media_type, asset.data) if alike else None
    return picture(bitmap, number, alt, size, drawing)


_DOUBTFUL = ("clipPath", "image", "marker", "mask", "pattern", "textPath")
"""What some releases of Word leave out of drawings, by what people report."""


def is_drawn_alike(svg: bytes) -> bool:
    """Whether every Word that shows drawings shows this one as it is; else it gets the bitmap."""
    names = (etree.QName(element).localname for element in parse(svg).iter("{*}*"))
    return not set(names) & set(_DOUBTFUL)

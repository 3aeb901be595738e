"""Rasters: PNG from SVG, for formats that can't carry a drawing alone.

One takes longer to make than a page, so it is made when it is asked for, and kept for a while.

The engine (resvg, by way of vl-convert) leaves out text whose font it does not find, without a
word. So every family that the given folders lack is first replaced.
"""

from __future__ import annotations

import functools
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from lxml import etree
from PIL import Image

from briefings.document import Asset
from briefings.errors import MachineError, Problem
from briefings.exhibits import svg, typefaces
from briefings.letters.fonts import characters
from briefings.letters.shaping import is_torn
from briefings.machine.fontconfig import PLACE

DPI = 300
PIXELS = 40_000_000

_FAMILY = re.compile(r"(font-family\s*:\s*)((?:\"[^\"]*\"|'[^']*'|[^;}\"'])+)", re.IGNORECASE)
_FONT = re.compile(
    r"(?<![\w-])(font\s*:\s*(?:[^;}\"']*\s)?[\d.]+(?:px|pt|em|rem|mm|%)(?:\s*/\s*[\d.\w%]+)?\s+)"
    r"((?:\"[^\"]*\"|'[^']*'|[^;}\"'])+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Raster:
    """The PNG that a drawing can be made into, on white."""

    drawing: str
    """As SVG, as many units wide and high as the PNG has pixels."""
    dpi: int
    dirs: tuple[Path, ...]
    """Folders of the fonts that it is made in."""

    def __call__(self) -> bytes:
        """The PNG. Raises MachineError without the extra ``charts``."""
        return _made(self)


@functools.lru_cache(maxsize=32)
def _made(raster: Raster) -> bytes:
    png = engine(raster.dirs).svg_to_png(raster.drawing, scale=1, ppi=72)
    return _on_white(png, raster.dpi)


def with_raster(
    asset: Asset, dirs: tuple[Path, ...], family: str, width: float | None = None
) -> Asset:
    """*asset* with a PNG of it if it is a drawing, in the fonts of the folders *dirs* alone.

    It is made as :func:`in_fonts` does; the PNG has 300 dots to an inch at *width* pt, or at the
    natural width if that is less, on white. It is made when it is asked for.
    """
    made = in_fonts(asset, dirs, family, width)
    if made.media_type != "image/svg+xml":
        return made
    return replace(made, raster=_raster(svg.parse(made.data), made, width, dirs))


def in_fonts(
    asset: Asset, dirs: tuple[Path, ...], family: str, width: float | None = None
) -> Asset:
    """*asset*, if it is a drawing, in the fonts of the folders *dirs* alone.

    *family* stands in for families that *dirs* lack, so that it looks alike on every machine.
    Where the PDF's engine would tear letters apart that join, or that marks stand upon, a PNG for
    *width* pt takes the drawing's place. Raises MachineError for that without the extra ``charts``.
    """
    if asset.media_type != "image/svg+xml":
        return asset
    typefaces.face((family,), dirs)
    root = svg.parse(asset.data)
    _use_families(root, frozenset(typefaces.files(dirs)), family)
    _lead(root, dirs)
    drawing = etree.tostring(root, encoding="utf-8")
    if any(map(is_torn, root.iter(f"{svg.SVG}text"))):
        png = _raster(root, asset, width, dirs)()
        return Asset("image/png", png, asset.width, asset.height)
    return replace(asset, data=drawing)


def engine(dirs: tuple[Path, ...]) -> ModuleType:
    """vl-convert, told of the fonts in *dirs*. Raises MachineError where it is not installed."""
    try:
        import vl_convert
    except ImportError:
        what = "drawings can't be made into pictures: vl-convert is not installed"
        remedy = "run: python -m pip install 'briefings[charts]'"
        raise MachineError(Problem(PLACE, "I109", what, remedy)) from None
    for folder in dirs:
        _register(str(folder.resolve()))
    return vl_convert


@functools.cache
def _register(folder: str) -> None:
    import vl_convert

    vl_convert.register_font_directory(folder)


def _raster(
    root: etree._Element, asset: Asset, most: float | None, dirs: tuple[Path, ...]
) -> Raster:
    width = min(most or asset.width, asset.width)
    dots = min(DPI / 72, (PIXELS * asset.width / asset.height) ** 0.5 / width)  # to a point
    root.set("width", str(max(1, round(width * dots))))
    root.set("height", str(max(1, round(width * asset.height / asset.width * dots))))
    return Raster(etree.tostring(root, encoding="unicode"), round(dots * 72), dirs)


def _on_white(png: bytes, dpi: int) -> bytes:
    """*png* on white: readable on any page, and a third of the bytes without its alpha."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        paper = Image.new("RGB", picture.size, "#ffffff")
        paper.paste(picture, mask=picture.getchannel("A"))
        paper.save(file, "PNG", dpi=(dpi, dpi))  # the last 2 % of its bytes take twice as long
    return file.getvalue()


def _use_families(root: etree._Element, there: frozenset[str], instead: str) -> None:
    def in_css(match: re.Match[str]) -> str:
        return match[1] + _families(match[2], there, instead)

    for element in root.iter(f"{{{svg.NAMESPACE}}}*"):
        if (named := element.get("font-family")) is not None:
            element.set("font-family", _families(named, there, instead))
        if (style := element.get("style")) is not None:
            element.set("style", _FONT.sub(in_css, _FAMILY.sub(in_css, style)))
        if element.tag == f"{{{svg.NAMESPACE}}}style":
            element.text = _FONT.sub(in_css, _FAMILY.sub(in_css, element.text or ""))
    if root.get("font-family") is None:
        root.set("font-family", _families("", there, instead))


def _lead(root: etree._Element, dirs: tuple[Path, ...]) -> None:
    """Name first, for each text, the first of its families that has all of it.

    The engine takes what the first one lacks from any font that it knows.
    """
    there = typefaces.files(dirs)
    for element in root.iter(f"{svg.SVG}text"):
        letters = {ord(c) for text in element.itertext() for c in str(text) if not c.isspace()}
        names = [name.strip("' ") for name in (element.get("font-family") or "").split(",")]
        whole = (n for n in names if letters <= characters(tuple(there.get(n, {}).values())))
        if first := next(whole, None):
            kept = dict.fromkeys((first, *(name for name in names if name in there)))
            element.set("font-family", ",".join((*(f"'{name}'" for name in kept), "sans-serif")))


def _families(named: str, there: frozenset[str], instead: str) -> str:
    names = [name.strip().strip("\"'") for name in named.split(",")]
    kept = dict.fromkeys((*(name for name in names if name in there), instead))
    return ",".join((*(f"'{name}'" for name in kept), "sans-serif"))

"""Fonts of signs in a PDF: each glyph is shown by the number that the font knows it by.

Fonts of East Asia number their signs by a collection of Adobe's (CID), not by where a glyph stands
in the file. The engine shows a glyph by its place all the same, which readers then take for another
sign or none (ISO 32000-1, 9.7.4.2). So what is embedded of such a font is numbered by places.

The engine also keeps every place of the font, tens of thousands, which take their room though
nothing stands at them. So what is embedded is the outlines of the glyphs that are shown, and
nothing else: a CIDFontType0C, which says of each by which number it is shown.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import Any

_OUTLINES = b"OTTO"
"""Begins an OpenType font with outlines in the Compact Font Format."""

_ADDED = 1_000_000
"""Far beyond any width: what a glyph adds to it shows that it says one."""


def embed(pdf: Any) -> None:
    """Embed, in what the engine is to write as *pdf*, fonts of signs so."""
    for reference, fonts in _by_file(pdf).items():
        stream = _object(pdf, reference)
        shown = frozenset(place for font in fonts for place in _shown(font["W"]))
        if outlines := outlines_of(b"".join(stream.stream), shown):
            stream.stream, stream.extra["Subtype"] = [outlines], "/CIDFontType0C"
            for font in fonts:
                del font["CIDToGIDMap"]


def outlines_of(data: bytes, shown: Collection[int]) -> bytes:
    """Of a font of signs the outlines of the glyphs at the places *shown*, each numbered by its
    place; of a font of another kind nothing.
    """
    from fontTools.ttLib import TTFont

    if not data.startswith(_OUTLINES):
        return b""
    with TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        top = font["CFF "].cff.topDictIndex[0]
        if not hasattr(top, "ROS"):
            return b""
        _renumber(font, top)
        _subset(font, shown)
        _say_widths(font["CFF "].cff, top, font["hmtx"])
        made: bytes = font["CFF "].compile(font)
    return made


def _renumber(font: Any, top: Any) -> None:
    """Give each glyph of *font*, whose outlines are in *top*, the number of its place."""
    signs = top.CharStrings
    names = [".notdef", *(f"cid{place:05d}" for place in range(1, len(signs)))]
    places = dict(zip(top.charset, names, strict=True))
    signs.charStrings = {places[old]: glyph for old, glyph in signs.charStrings.items()}
    top.charset = names
    font.setGlyphOrder(names)


def _subset(font: Any, places: Collection[int]) -> None:
    """Leave out of *font* all glyphs but those at *places*."""
    from fontTools import subset

    options = subset.Options(glyph_names=True, layout_features=[], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=sorted(places))
    subsetter.subset(font)


def _say_widths(cff: Any, top: Any, widths: Any) -> None:
    """Have each glyph say its own width, of *widths*, instead of what it adds to a common one.

    The common one differs from part to part of such a font, and not every reader looks it up.
    """
    from fontTools.misc.psCharStrings import T2WidthExtractor

    for name in top.charset:
        glyph, _ = top.CharStrings.getItemAndSelector(name)
        private = glyph.private
        said = T2WidthExtractor(getattr(private, "Subrs", []), cff.GlobalSubrs, _ADDED, 0)
        said.execute(glyph)
        glyph.program[: int(said.width >= _ADDED / 2)] = [widths[name][0]]
    for part in top.FDArray:
        part.Private.nominalWidthX = part.Private.defaultWidthX = 0


def _by_file(pdf: Any) -> dict[bytes, list[Any]]:
    """The fonts with outlines in the Compact Font Format, by the reference to what they embed."""
    found: dict[bytes, list[Any]] = {}
    for held in pdf.objects:
        if isinstance(held, dict) and held.get("Subtype") == "/CIDFontType0":
            descriptor = _object(pdf, held["FontDescriptor"])
            found.setdefault(descriptor["FontFile3"], []).append(held)
    return found


def _shown(widths: Any) -> Iterator[int]:
    """The places of glyphs whose *widths* a font says, in runs: its first, and those of all."""
    for first, run in zip(widths[::2], widths[1::2], strict=True):
        yield from range(first, first + len(run))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

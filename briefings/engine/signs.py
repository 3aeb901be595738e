"""Fonts of signs in a PDF: each glyph is shown by the number that the font knows it by.

Fonts of East Asia number their signs by a collection of Adobe's (CID), not by where a glyph stands
in the file. The engine shows a glyph by its place all the same, which readers then take for another
sign or none (ISO 32000-1, 9.7.4.2). So what it embeds of such a font is numbered by places.
"""

from __future__ import annotations

import functools
import io
from typing import Any

_OUTLINES = b"OTTO"
"""Begins an OpenType font with outlines in the Compact Font Format."""


def renumbered(data: bytes) -> bytes:
    """The font *data* with the number of each glyph that of its place; any other as it is."""
    from fontTools.ttLib import TTFont

    if not data.startswith(_OUTLINES):
        return data
    with TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        top = font["CFF "].cff.topDictIndex[0]
        if not hasattr(top, "ROS"):
            return data
        signs = top.CharStrings
        names = [".notdef", *(f"cid{place:05d}" for place in range(1, len(signs)))]
        places = dict(zip(top.charset, names, strict=True))
        signs.charStrings = {places[old]: glyph for old, glyph in signs.charStrings.items()}
        top.charset = names
        written = io.BytesIO()
        font.save(written, reorderTables=None)
    return written.getvalue()


@functools.cache  # once: other lessons may be about the same function
def teach() -> None:
    """Have the engine number the fonts that it embeds from now on.

    This takes the place of a method that the engine has for itself, in the version that is pinned.
    """
    from weasyprint.pdf.fonts import Font

    subset = Font.subset

    def lessened(font: Any, *what: Any) -> None:
        subset(font, *what)
        font.file_content = renumbered(font.file_content)

    Font.subset = lessened

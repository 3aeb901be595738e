"""What brackets stand for in words from right to left, where the closing one has the opening shape.

The engine takes a glyph for what it stood for when it was drawn first. So brackets of Latin words
would be found turned round, if there were any in words from right to left before them. Here each
is found as what it looks like, which viewers that know of directions turn round themselves.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from briefings.letters.bidi import has_right_to_left

MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
"""Signs that are turned round from right to left (Unicode, BidiMirroring), and what they look like
there."""


@functools.cache  # once: other lessons may be about the same function
def teach() -> None:
    """Have the engine know brackets by their looks, from now on.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint.draw import text

    draw = text.draw_first_line

    def drawn(stream: Any, box: Any, *how: Any) -> Any:
        if not MIRRORED.keys().isdisjoint(box.text) and has_right_to_left(box.text):
            for font, glyph, sign in _turned(stream, box):
                font.to_unicode.setdefault(glyph, sign)
        return draw(stream, box, *how)

    text.draw_first_line = drawn


def _turned(stream: Any, box: Any) -> Iterator[tuple[Any, int, str]]:
    """Each bracket of a line that is turned round: its font, its glyph, and what it looks like."""
    from weasyprint.text.ffi import ffi, pango

    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
    line, _ = box.pango_layout.get_first_line()
    text = box.pango_layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        shaped, run = run.data, run.next
        if shaped.item.analysis.level % 2:
            font, _ = stream.add_font(shaped.item.analysis.font)
            for n in range(shaped.glyphs.num_glyphs):
                place = shaped.item.offset + shaped.glyphs.log_clusters[n]
                if (sign := text[place:].decode()[:1]) in MIRRORED:
                    yield font, shaped.glyphs.glyphs[n].glyph, MIRRORED[sign]

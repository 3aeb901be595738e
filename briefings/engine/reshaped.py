"""What is copied out of a PDF in scripts whose letters change places.

A vowel of Devanagari or Bengali may stand before the consonant that it is spoken after, and letters
melt into one another, so that no glyph is a character. The engine maps each glyph to one text all
the same, and what a viewer copies or finds is garbled. So what such a line says is written beside
its glyphs (ActualText: ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import functools
from typing import Any

from briefings.fonts import script_of

CHANGING = frozenset(("Beng", "Deva"))
"""Scripts whose glyphs stand in another order than their characters."""


def said(text: str) -> str:
    """What is to be said beside the glyphs of *text*; nothing where they say it themselves."""
    changes = not text.isascii() and any(script_of(character) in CHANGING for character in text)
    return text if changes else ""


@functools.cache  # once: other lessons may be about the same function
def teach() -> None:
    """Have the engine say, from now on, what such lines say.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint.draw import text as engine
    from weasyprint.pdf.stream import pydyf

    draw = engine.draw_first_line

    def drawn(stream: Any, box: Any, *more: Any) -> Any:
        words = said(getattr(box, "text", ""))
        if not words:
            return draw(stream, box, *more)
        told = pydyf.Dictionary({"ActualText": pydyf.String(words)})
        pydyf.Stream.begin_marked_content(stream, "Span", told)
        try:
            return draw(stream, box, *more)
        finally:
            pydyf.Stream.end_marked_content(stream)

    engine.draw_first_line = drawn

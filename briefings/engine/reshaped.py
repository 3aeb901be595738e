"""What is copied out of a PDF in scripts whose letters change places.

A vowel of Devanagari or Bengali may stand before the consonant that it is spoken after, and letters
melt into one another, so that no glyph is a character. The engine maps each glyph to one text all
the same, and what a viewer copies or finds is garbled. So what such a line says is written beside
its glyphs (ActualText: ISO 32000-1, 14.9.4).

Where several glyphs are one letter, all but one of them stand for nothing, which a PDF can't say
(ISO 19005-3, 6.2.11.7.2). They stand for a sign that is not seen.
"""

from __future__ import annotations

import functools
from typing import Any

from briefings.engine.aloud import JOINER
from briefings.letters.fonts import script_of

CHANGING = frozenset(("Beng", "Deva"))
"""Scripts whose glyphs stand in another order than their characters."""

_NOTHING, _UNSEEN = b" <>", b" <2060>"
"""What an entry of a map from glyphs to characters ends in: no character, a word joiner."""


def said(text: str) -> str:
    """What is to be said beside the glyphs of *text*; nothing where they say it themselves."""
    changes = not text.isascii() and any(script_of(character) in CHANGING for character in text)
    return text.replace(JOINER, "") if changes else ""


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


def let_all_stand_for_something(pdf: Any) -> None:
    """Let each glyph in what the engine is to write as *pdf* stand for a character."""
    for font in (held for held in pdf.objects if isinstance(held, dict) and "ToUnicode" in held):
        map_ = pdf.objects[int(font["ToUnicode"].split()[0])]
        map_.stream = [
            line.removesuffix(_NOTHING) + _UNSEEN if line.endswith(_NOTHING) else line
            for line in map_.stream
        ]

"""What a reader of the tags is told for words from right to left (ISO 32000-1, 14.9.4).

Glyphs are painted from left to right, so that such words stand in the file the wrong way round.
Viewers that find words by their places turn them again, and are not to be misled; but whoever reads
the tags finds the words as they are written, signs without a glyph among them.
"""

from __future__ import annotations

from briefings.letters.bidi import has_right_to_left, levels

JOINER = "\u2060"
"""Keeps words on one line and says nothing."""


def aloud(text: str, base: bool) -> str:
    """What is said instead of the glyphs of *text*; nothing where these are in order.

    *base* says that it stands in a line from right to left.
    """
    if len(text) < 2 or not (base or has_right_to_left(text)):
        return ""
    turned = any(level % 2 for level in levels(text, base))
    return text.replace(JOINER, "") if turned else ""

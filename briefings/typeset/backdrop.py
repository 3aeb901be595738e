"""What the style sheet draws: the watermark behind the pages, and the dots of leaders.

A background is no content to the engine: it is tagged as an artifact, and read by nobody; and
what is repeated in it is in the file once.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from briefings.document import Document
from briefings.library.theme import PAPER_MM, PT_PER_MM, Theme
from briefings.watermark import ink, watermark

ADDRESS = "backdrop:watermark"
"""What the style sheet calls the drawing by."""

DOT = "backdrop:dot"
"""What the style sheet calls a leader's dot by; the engine draws a dotted border dot by dot."""

_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="3pt" height="1pt" viewBox="0 0 3 1">'
    '<circle cx=".5" cy=".5" r=".5" fill="{ink}"/></svg>'
)


def drawings(document: Document, theme: Theme) -> Mapping[str, bytes]:
    """The drawings that the style sheet calls for, by address, as SVG.

    The watermark is a square as wide as the paper's shorter side, for upright and landscape pages.
    """
    dot = {DOT: _DOT.format(ink=theme.colour("soft")).encode()}
    words = document.running.watermark
    if not words:
        return dot
    square = min(PAPER_MM[theme.layouts[document.layout].paper]) * PT_PER_MM
    mark, font = watermark(words, (square, square)), theme.fonts["sans"]
    family = ", ".join((font.family, *font.fallback))
    centre = square / 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{square:.2f}pt" height="{square:.2f}pt"'
        f' viewBox="0 0 {square:.2f} {square:.2f}">'
        f'<text transform="translate({centre:.2f} {centre:.2f}) rotate(-45)"'
        f' x="{-mark.width / 2:.2f}" y="{(mark.above - mark.below) / 2:.2f}"'
        f' textLength="{mark.width}" lengthAdjust="spacingAndGlyphs"'
        f' font-size="{mark.size}" font-family={quoteattr(family)} fill="{ink(theme)}">'
        f"{escape(words)}</text></svg>"
    )
    return {**dot, ADDRESS: svg.encode()}

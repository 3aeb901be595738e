"""The backdrop of the pages: the watermark as a drawing that the style sheet lays behind them.

A page's background is no content to the engine: it is tagged as an artifact, and read by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from briefings.document import Document
from briefings.library.theme import PAPER_MM, PT_PER_MM, Theme
from briefings.watermark import ink, watermark

ADDRESS = "backdrop:watermark"
"""What the style sheet calls the drawing by."""


def drawings(document: Document, theme: Theme) -> Mapping[str, bytes]:
    """The drawings that the style sheet calls for, by address, as SVG.

    The watermark is a square as wide as the paper's shorter side, for upright and landscape pages.
    """
    words = document.running.watermark
    if not words:
        return {}
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
    return {ADDRESS: svg.encode()}

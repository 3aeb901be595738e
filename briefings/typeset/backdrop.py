"""What the style sheet draws: the watermark, the dots of leaders, the short rule over footnotes.

The engine's own borders run over the whole measure, and dotted ones dot by dot. A background is no
content to it: it is tagged as an artifact, and read by nobody; and what is repeated in it is in the
file once.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefings.document import Document
from briefings.library.layouts import PAPER_MM, PT_PER_MM
from briefings.library.theme import Theme
from briefings.watermark import ink, watermark

ADDRESS = "backdrop:watermark"
"""What the style sheet calls the watermark by."""
NOTE_RULE = "backdrop:note-rule"
"""What it calls the rule over footnotes by."""

DOT = "backdrop:dot"
"""What the style sheet calls a leader's dot by; the engine draws a dotted border dot by dot."""

_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="3pt" height="1pt" viewBox="0 0 3 1">'
    '<circle cx=".5" cy=".5" r=".5" fill="{ink}"/></svg>'
)


def drawings(document: Document, theme: Theme) -> Mapping[str, bytes]:
    """The drawings that the style sheet calls for, by address, as SVG."""
    words, soft = document.running.watermark, theme.colour("soft")
    drawn = {NOTE_RULE: _rule(soft), DOT: _DOT.format(ink=soft).encode()}
    return {**drawn, ADDRESS: _watermark(words, document, theme)} if words else drawn


def _rule(colour: str) -> bytes:
    """A rule that takes whatever size it is given."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="1" viewBox="0 0 8 1"'
        f' preserveAspectRatio="none"><rect width="8" height="1" fill="{colour}"/></svg>'
    )
    return svg.encode()


def _watermark(words: str, document: Document, theme: Theme) -> bytes:
    """A square as wide as the paper's shorter side, for upright and landscape pages."""
    from xml.sax.saxutils import escape, quoteattr  # late, for they take HTTP and TLS with them

    square = min(PAPER_MM[theme.layouts[document.layout].paper]) * PT_PER_MM
    mark, font = watermark(words, (square, square)), theme.fonts["sans"]
    family = ", ".join(theme.stack(font))
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
    return svg.encode()

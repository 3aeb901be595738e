"""The watermark: words set large and pale across every page, such as Draft.

The PDF draws them as the page's background, Word as the shape that its own command makes. Both lay
them on the diagonal, as large as Word would at most, smaller where they would leave the page.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from briefings.library.theme import Theme

LARGEST = 144.0
"""Most that the type measures, pt; Word's own watermarks stop there."""
_MARGIN = 0.1
"""Share of the page's shorter side that stays free."""
_ABOVE, _LOW, _BELOW = 0.68, 0.5, 0.2
"""How far letters reach above the baseline, low letters, and letters below it, em."""
_REACHING_UP = frozenset("bdfhiklt!?&()'’")
_REACHING_DOWN = frozenset("gjpqy,;()")
_DIAGONAL = 2**0.5
_NARROW, _BROAD = frozenset("iIjlftr.,:;'’!|()- "), frozenset("mwMW")


@dataclass(frozen=True, slots=True)
class Watermark:
    """Words across a page; lengths in pt, before they are turned to the diagonal."""

    words: str
    size: float
    width: float
    above: float
    """How far its letters reach above the baseline."""
    below: float

    @property
    def height(self) -> float:
        """Height of its letters."""
        return self.above + self.below


def watermark(words: str, page: tuple[float, float]) -> Watermark:
    """*words* laid across a page of that width and height, pt."""
    room = min(page) * (1 - _MARGIN) * _DIAGONAL
    ems = sum(map(_ems, words))
    above, below = _reach(words)
    size = round(min(LARGEST, room / (ems + above + below)), 1)
    return Watermark(words, size, *(round(part * size, 1) for part in (ems, above, below)))


def _reach(words: str) -> tuple[float, float]:
    """How far letters reach above and below the baseline, em."""
    tall = any(not c.isascii() or not c.islower() or c in _REACHING_UP for c in words if c != " ")
    deep = any(not c.isascii() or c in _REACHING_DOWN for c in words)
    return _ABOVE if tall else _LOW, _BELOW if deep else 0.0


def _ems(letter: str) -> float:
    """About how wide a letter is in a sans: no font is at hand for every script."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.3
    if letter in _BROAD:
        return 0.83
    return 0.6 if letter.isupper() else 0.51


def ink(theme: Theme) -> str:
    """Its colour, ``#rrggbb``: halfway from paper to rules, so that text stays legible."""
    pairs = ((theme.colour(role)[n : n + 2] for role in ("rule", "paper")) for n in (1, 3, 5))
    return "#" + "".join(f"{sum(int(part, 16) for part in pair) // 2:02x}" for pair in pairs)

"""Letters that look otherwise beside others, and drawings that would tear them apart."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import bidirectional, category

_PLACES = ("x", "y", "dx", "dy", "rotate")
"""What may give each letter of a drawing a place of its own (SVG 1.1, 10.5)."""


def is_shaped(words: str) -> bool:
    """Whether *words* have letters that join, that stand upon others, or run right to left."""
    return not words.isascii() and any(map(_is_shaped, words))


def begins_right_to_left(words: str) -> bool:
    """Whether the first letter of *words* that has a direction runs right to left (UAX #9, P2)."""
    strong = (found for letter in words if (found := bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def has_places(attributes: Mapping[str, str]) -> bool:
    """Whether the *attributes* of words in an SVG give their letters places one by one."""
    return any(len(str(attributes.get(name, "")).split()) > 1 for name in _PLACES)


def _is_shaped(letter: str) -> bool:
    return bidirectional(letter) in ("R", "AL", "AN") or category(letter) in ("Mn", "Mc", "Me")

"""Protective markings: the levels of each scheme, in order, and what follows from them.

A briefing uses one scheme, for schemes do not compare with each other. Sources: TLP 2.0 (FIRST,
2022); UK Government Security Classifications Policy (2024); E.O. 13526 and 32 CFR 2001 (US).
The order decides what an audience may see; accrediting a document stays a person's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

Scheme = Literal["tlp", "gscp", "us"]

LEVELS: Mapping[Scheme, tuple[str, ...]] = {
    "tlp": ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"),
    "gscp": (
        "OFFICIAL - FOR PUBLIC RELEASE",
        "OFFICIAL",
        "OFFICIAL-SENSITIVE",
        "SECRET",
        "TOP SECRET",
    ),
    "us": ("UNCLASSIFIED", "CUI", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
}
"""The levels of each scheme, from what everyone may see to what fewest may."""

TLP_COLOUR: Mapping[str, str] = {
    "TLP:CLEAR": "#FFFFFF",
    "TLP:GREEN": "#33FF00",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:RED": "#FF2B2B",
}
"""Colour of each TLP label, always on black (TLP 2.0)."""


def rank(marking: str, scheme: Scheme) -> int:
    """Position of *marking* in its scheme, 0 being the most open. Raises ValueError if unknown."""
    return LEVELS[scheme].index(marking)


def may_see(marking: str, ceiling: str, scheme: Scheme) -> bool:
    """Whether a reader cleared to *ceiling* may see what is marked *marking*."""
    return rank(marking, scheme) <= rank(ceiling, scheme)


def highest(markings: Iterable[str], scheme: Scheme) -> str:
    """The banner of what carries these markings: the highest of them."""
    return max(markings, key=lambda marking: rank(marking, scheme))

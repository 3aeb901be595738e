"""Likelihood scales: the terms of each, with the range of probability that a term stands for.

A briefing declares one scale; the terms of two scales are not interchangeable. Ranges are per
cent. Sources: US ICD 203 (2015); UK Professional Head of Intelligence Assessment, "Explaining
Uncertainty in UK Intelligence Assessment" (2025), whose yardstick has deliberate gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Scale = Literal["phia", "icd203"]
Confidence = Literal["low", "moderate", "high"]

TERMS: Mapping[Scale, Mapping[str, str]] = {
    "phia": {
        "remote chance": "0–5%",
        "highly unlikely": "10–20%",
        "unlikely": "25–35%",
        "realistic possibility": "40–50%",
        "likely or probable": "55–75%",
        "highly likely": "80–90%",
        "almost certain": "95–100%",
    },
    "icd203": {
        "almost no chance": "1–5%",
        "very unlikely": "5–20%",
        "unlikely": "20–45%",
        "roughly even chance": "45–55%",
        "likely": "55–80%",
        "very likely": "80–95%",
        "almost certain": "95–99%",
    },
}
"""Each scale's terms, from least to most likely, and their ranges."""


def bounds(scale: Scale, term: str) -> tuple[int, int]:
    """The least and the greatest probability that *term* of *scale* stands for, per cent."""
    low, _, high = TERMS[scale][term].rstrip("%").partition("–")
    return int(low), int(high)

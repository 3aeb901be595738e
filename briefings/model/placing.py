"""Placing: which parts of a product a yardstick or a matrix shows.

Only what the product says may be in it, so this is asked of what is left after each choice.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefings.model.blocks import KeyJudgement, Risk, Scenario
from briefings.model.parts import PRIORITIES, Assessed, Part
from briefings.model.pictured import Placing, Yardstick

IMPACTS = ("low", "moderate", "high", "severe")
"""The terms of impact, the least first."""


def shown(block: Placing, parts: Iterable[Part]) -> tuple[Part, ...]:
    """Those of *parts* that *block* is about, in their order, whether they have a place or not."""
    if block.of:
        return tuple(part for part in parts if part.id in block.of)
    if isinstance(block, Yardstick):
        return tuple(p for p in parts if isinstance(p, KeyJudgement) and p.likelihood)
    return tuple(part for part in parts if isinstance(part, Scenario | Risk))


def placed(block: Placing, parts: Iterable[Part]) -> tuple[Part, ...]:
    """Those of them that have a place in it."""
    return tuple(part for part in shown(block, parts) if has_place(block, part))


def may_have_place(block: Placing, part: Part) -> bool:
    """Whether *part* is of a type that may have a place in *block*."""
    return isinstance(part, Assessed | Risk if isinstance(block, Yardstick) else Scenario | Risk)


def has_place(block: Placing, part: Part) -> bool:
    """Whether what is said of *part* gives it a place in *block*."""
    likely = isinstance(part, Assessed | Risk) and part.likelihood is not None
    if isinstance(block, Yardstick):
        return likely
    return likely and isinstance(part, Scenario | Risk) and part.impact in IMPACTS


def foremost(block: Placing, parts: Iterable[Part]) -> Part | None:
    """The part that *block* can't be without: the most important that has a place in it."""
    found = placed(block, parts)
    return min(found, key=lambda part: PRIORITIES.index(part.priority), default=None)

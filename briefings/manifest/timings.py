"""Timings: what the stages of each edition took, in a file of their own beside the manifest.

They are never the same twice, so nothing that is compared or signed has them. They are a guide for
dealing out work, and so may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from briefings.manifest import TIMINGS
from briefings.manifest.parsing import parsed, refuse

__all__ = ["TIMINGS", "Timings", "merged", "read", "totals", "written"]

Timings = Mapping[str, Mapping[str, float]]
"""Seconds by stage, by the path of the edition's files without their endings."""

DIGITS = 3
"""Decimals of seconds."""


def written(timings: Timings) -> bytes:
    """*timings* as JSON in UTF-8, sorted."""
    found = {
        path: {stage: round(seconds, DIGITS) for stage, seconds in stages.items()}
        for path, stages in timings.items()
    }
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read(data: bytes, shown: str) -> dict[str, dict[str, float]]:
    """The timings in *data*. Raises ContentError: O111 for no JSON, O113 for what is no timings."""
    found = parsed(data, shown)
    whats = [f"{path[:120]!r} has no seconds by stage" for path in found if not _sound(found[path])]
    refuse("O113", whats[:20], shown)
    return found


def merged(timings: Iterable[Timings]) -> dict[str, Mapping[str, float]]:
    """All of *timings*; where two know the same edition, what the later says."""
    return {path: stages for one in timings for path, stages in one.items()}


def totals(timings: Timings) -> dict[str, float]:
    """Seconds of each edition, all stages together."""
    return {path: sum(stages.values()) for path, stages in timings.items()}


def _sound(stages: Any) -> bool:
    return isinstance(stages, dict) and all(
        type(seconds) in (int, float) and isfinite(seconds) and seconds >= 0
        for seconds in stages.values()
    )

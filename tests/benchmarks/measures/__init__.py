"""The questions, each with the measure that answers it, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.findings import Finding
from benchmarks.measures import (
    cold,
    cores,
    example,
    growth,
    incremental,
    kills,
    memory,
    noop,
    programs,
)
from benchmarks.setting import Setting

MEASURES: Mapping[str, Callable[[Setting], Finding]] = {
    "brief": cold.brief,
    "report": cold.report,
    "example": example.measure,
    "noop": noop.measure,
    "incremental": incremental.measure,
    "cores": cores.measure,
    "memory": memory.measure,
    "renditions": growth.renditions,
    "pages": growth.pages,
    "kills": kills.measure,
    **{name: partial(programs.measure, name) for name in programs.NAMES},
}
"""By the name that ``--only`` takes."""

APART = frozenset(("kills", *programs.NAMES))
"""Those that are measured only when they are asked for by name."""

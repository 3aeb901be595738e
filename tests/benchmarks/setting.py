"""What measures are given: where to work, how large, how often."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.corpus import SEED

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a whole run is done."""

    folder: Path
    """Where projects are written."""
    quick: bool = False
    """At the smallest sizes, to see that all works: the numbers say little."""
    tries: int = 5
    """How often what takes seconds is run; what takes minutes, less often."""
    seed: int = SEED
    largest: int = 1000
    """Renditions of the largest corpus of the growth curve."""

    def place(self, name: str) -> Path:
        """A folder of that name, made anew by who asks."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        return path

    def pick(self, quick: Value, full: Value) -> Value:
        """One of two sizes."""
        return quick if self.quick else full

    @property
    def few(self) -> int:
        """How often what takes minutes is run."""
        return min(self.tries, self.pick(1, 3))


def cores() -> tuple[int, ...]:
    """The cores that may be used, where the system tells; else as many as there are."""
    if hasattr(os, "sched_getaffinity"):
        return tuple(sorted(os.sched_getaffinity(0)))
    return tuple(range(os.cpu_count() or 1))

"""How long something took or is ago: the one module that reads a clock, and it tells no date.

What it says goes into timings, never into a file that is to be the same for the same input.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Runs from when it is made."""

    _begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds that have passed since then."""
        return time.monotonic() - self._begun


SETTLED = 2.0
"""Seconds after which a file that changes gets another date, in any file system."""


def settled(changed: int) -> bool:
    """Whether a file that changed at *changed*, ns, would get another date if it changed again."""
    return time.time_ns() - changed > SETTLED * 1e9

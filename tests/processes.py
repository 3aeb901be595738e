"""Whether processes that a test started have ended."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path


def ended(process: int) -> bool:
    """Whether *process* ends within seconds: what was killed is gone when the system says so."""
    for _ in range(100):
        if not running(process):
            return True
        time.sleep(0.1)
    return False


def running(process: int) -> bool:
    """Whether *process* runs; one that has ended may wait to be collected."""
    with suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        return state.split()[0] != "Z"
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def parent(process: int) -> int:
    """The parent of *process*, on Linux."""
    stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def below(process: int) -> set[int]:
    """The processes that *process* has started, and those that these have, on Linux."""
    every = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    found: set[int] = set()
    news = {process}
    while news:
        news = {one for one in every if _parent_of(one) in news} - found
        found |= news
    return found


def _parent_of(process: int) -> int:
    with suppress(OSError):
        return parent(process)
    return 0

"""How many processors this process may use: those of the machine, less what it is not given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from math import ceil
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")


def cores(groups: Path = GROUPS, own: Path = OWN) -> int:
    """Processors that this process may keep busy, at least one.

    A container is mostly given a share of the machine's time, which is counted in whole ones; the
    share stands in a file of its control group (Linux, cgroup v2 and v1) or of one around it.
    """
    return max(1, min((_allowed(), *map(ceil, _shares(groups, own)))))


def _allowed() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _shares(groups: Path, own: Path) -> Iterator[float]:
    for folder in _folders(groups, own):
        with suppress(OSError, ValueError, ZeroDivisionError):
            quota, period = (folder / "cpu.max").read_text(encoding="ascii").split()
            yield int(quota) / int(period)  # "max" is no number, and no limit
        with suppress(OSError, ValueError, ZeroDivisionError):
            quota, period = (
                (folder / f"cpu.cfs_{name}_us").read_text(encoding="ascii")
                for name in ("quota", "period")
            )
            if int(quota) > 0:
                yield int(quota) / int(period)


def _folders(groups: Path, own: Path) -> Iterator[Path]:
    """The folders of this process's control groups, and of those around them."""
    lines: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        lines = own.read_text(encoding="utf-8").splitlines()
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers and "cpu" not in controllers.split(","):
            continue
        top = groups / controllers if controllers else groups
        folder = top / path.lstrip("/")
        yield from (part for part in (folder, *folder.parents) if part.is_relative_to(top))

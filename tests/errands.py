"""Work that tests have done in other processes, which find it by its name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from briefings.engine import Sheet, apart

KILLS = 3
"""A number that no worker survives."""


def page(number: int) -> Sheet:
    """A page of its own for each *number*."""
    return Sheet(f'<html lang="en"><title>T</title><p>Page {number}', {})


def print_page(folder: Path, number: int) -> bytes:
    """Print a page; whoever is the first to print 5 is killed in the middle of it."""
    if number == 5 and first(folder / "killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    return apart.shared().write(page(number))


def kill(number: int) -> int:
    """Double a number, if it is not the one that kills."""
    if number == KILLS:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def busy_engine(folder: Path, number: int) -> None:
    """Have an engine busy for long, and say in a file who it is."""
    engine = apart.shared()
    engine.lay_out(page(number))
    assert engine._worker is not None
    (folder / "part").write_text(str(engine._worker._process.pid))
    (folder / "part").replace(folder / "engine")
    engine.lay_out(Sheet('<div style="display: flex">' * 14 + "x", {}))


def setting() -> str:
    """What a worker has of its own."""
    return os.environ.get("SETTING", "")


def first(path: Path) -> bool:
    """Whether nobody was here before."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def until(path: Path) -> None:
    """Wait until there is something at *path*."""
    while not path.exists():
        time.sleep(0.05)

"""A lock between processes: for a short time, one of them alone writes to a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

NAME = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process has *folder* locked, and lock it meanwhile.

    The lock ends with the process that holds it, however that ends. Where a file system knows no
    locks, or the folder can't be written to, there is none: writing then tells what is wrong.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        file = (folder / NAME).open("ab")
    except OSError:
        yield
        return
    with file:
        with suppress(OSError):
            _lock(file)
        yield


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

else:

    def _lock(file: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)

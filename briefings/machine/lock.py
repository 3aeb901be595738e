"""Locks between processes: for a short time, one of them alone writes to a folder; and who is there
as well meanwhile.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

NAME = "lock"

AT_WORK = "at-work"
"""Is there as long as somebody works in a folder, and after one who did not come to the end."""


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


@contextmanager
def at_work(folder: Path, tidy: Callable[[], object]) -> Iterator[None]:
    """Be known to work in *folder*, and at the end *tidy* it, unless others are at work there.

    Who is ended in the middle leaves the file, which tells those who come next.
    """
    path = folder / AT_WORK
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    file = _joined(path)
    try:
        yield
    finally:
        if file is not None and _last(file, path):
            tidy()
            with suppress(OSError):
                path.unlink()
        if file is not None:
            file.close()


def left_off(folder: Path) -> bool:
    """Whether somebody is at work in *folder*, or has left off in the middle."""
    return (folder / AT_WORK).exists()


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def _joined(path: Path) -> IO[bytes] | None:
        with suppress(OSError):
            return path.open("ab")
        return None

    def _last(file: IO[bytes], path: Path) -> bool:
        file.close()
        try:
            path.unlink()  # which fails as long as another has it open
        except OSError:
            return False
        return True

else:

    def _lock(file: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)

    def _joined(path: Path) -> IO[bytes] | None:
        import fcntl

        with suppress(OSError):
            while True:
                file = path.open("ab")
                fcntl.flock(file, fcntl.LOCK_SH)
                if _is(file, path):
                    return file
                file.close()  # who was there before has just gone, and taken it along
        return None

    def _last(file: IO[bytes], path: Path) -> bool:
        import fcntl

        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return _is(file, path)
        return False

    def _is(file: IO[bytes], path: Path) -> bool:
        with suppress(OSError):
            return os.path.samestat(os.fstat(file.fileno()), path.stat())
        return False

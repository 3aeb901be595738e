"""What a process may no longer do: take more memory, write files, reach the network, run programs.

Limits of the system hold for whatever runs in the process; where a system has none of a kind,
there is none (Windows has none at all, macOS none on memory). Python's own hook refuses the rest on
every system. Neither can be undone, so this is for a process that is there for one purpose.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any

_FILES = 64  # open at once; fonts are mapped and closed again
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = frozenset(
    (
        *("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile"),
        *("os.system", "pty.spawn", "subprocess.Popen"),
        *("os.chmod", "os.chown", "os.kill", "os.link", "os.mkdir", "os.remove", "os.rename"),
        *("os.rmdir", "os.symlink", "os.truncate", "os.utime"),
        *("socket.__new__", "socket.bind", "socket.connect", "socket.getaddrinfo"),
    )
)
"""Events of Python's audit table that are refused; opening a file is, if it is to be written."""


def confine(megabytes: int) -> None:
    """Let this process have *megabytes* of memory, and touch nothing outside itself, from now on.

    Modules can still be imported, fonts read, and threads begun: Pango looks for fonts in threads,
    and ends the process where it gets none. So there is no limit on processes, which counts them.
    """
    if sys.platform != "win32":
        import resource

        # What threads reserve and never use counts as address space, by chance more or less of it.
        memory = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        _limit(memory, megabytes * 2**20)
        _limit(resource.RLIMIT_NOFILE, _FILES)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)


def allow(seconds: float) -> None:
    """Let this process compute for *seconds* more: for when nobody is left who would end it."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        until = int(used.ru_utime + used.ru_stime + seconds) + 1
        if hard == resource.RLIM_INFINITY or until < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


if sys.platform != "win32":

    def _limit(kind: int, most: int) -> None:
        """Lower a limit for good; what was lower already stays so."""
        import resource

        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with suppress(ValueError, OSError):  # macOS has the name of this limit, and no more
            resource.setrlimit(kind, (most, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REFUSED or (event == "open" and _writes(*arguments)):
        raise PermissionError(f"not for a process that only lays out pages: {event}")


def _writes(path: object, mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return not {*mode}.isdisjoint("wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)

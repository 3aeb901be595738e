"""Runs commands in processes of their own: seconds, processor seconds, memory."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from threading import Event, Thread
from time import monotonic, perf_counter, sleep

EVERY = 0.05
"""Between two looks at the memory of the processes of a command, s."""

PATIENCE = 10.0
"""How long processes that a command left behind may go on before they are killed, s."""

PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
"""MB."""

KEEP_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): processes whose parent ended become ours."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    seconds: float
    """From the start of the first process to the end of the command."""
    processor: float
    """Of all its processes, user and system, s."""
    memory: float | None = None
    """The most that its processes held at one time (RSS, pages that they share counted for each),
    MB; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class Command:
    """Programs that run one after the other."""

    steps: tuple[tuple[str, ...], ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


class Failed(Exception):  # noqa: N818 - it becomes the reason why something was not measured
    """A command ended with another code than 0, or could not be started."""


def keep_orphans() -> bool:
    """Have the processes that commands leave behind counted, and ended; whether that works here."""
    with suppress(AttributeError, OSError):
        answer: int = ctypes.CDLL(None).prctl(KEEP_ORPHANS, 1, 0, 0, 0)
        return sys.platform == "linux" and answer == 0
    return False


def run(command: Command, watched: bool = False) -> Run:
    """What *command* takes; its memory only if *watched*, for to look costs a little.

    Raises Failed.
    """
    mine, before, begun = frozenset(children(os.getpid())), _processor(), perf_counter()
    most = 0.0
    for step in command.steps:
        with started(step, command) as (process, said), _watching(process.pid, watched) as held:
            if code := process.wait():
                raise Failed(f"exit {code}: {_last_line(said)}")
        most = max(most, *held, 0.0)
    seconds = perf_counter() - begun
    collect(mine)
    return Run(seconds, _processor() - before, most if watched and most else None)


@contextmanager
def started(
    step: Sequence[str], command: Command
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A process of *command*, and the file in which is what it says. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        with said.open("wb") as out:
            try:
                process = subprocess.Popen(
                    step,
                    cwd=command.folder,
                    env={**os.environ, **command.environment},
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            except OSError as error:
                raise Failed(f"{step[0]}: {error.strerror}") from None
        yield process, said


def collect(mine: frozenset[int], patience: float = PATIENCE) -> tuple[int, ...]:
    """Wait for what commands left behind, which is none of *mine*; the ids of those that had to be
    killed.
    """
    until, killed = monotonic() + patience, []
    while left := [child for child in children(os.getpid()) if child not in mine]:
        if monotonic() > until:
            for process in left:
                killed += [process, *descendants(process)]
                for one in (process, *descendants(process)):
                    with suppress(ProcessLookupError):
                        os.kill(one, signal.SIGKILL)
            until = monotonic() + patience
        for process in left:
            with suppress(ChildProcessError):
                os.waitpid(process, os.WNOHANG)
        sleep(0.005)
    return tuple(dict.fromkeys(killed))


def children(process: int) -> Iterator[int]:
    """The processes that *process* is the parent of; none where the system does not tell."""
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, tasks.read_text(encoding="ascii").split())


def descendants(process: int) -> Iterator[int]:
    """The processes that *process* has below it."""
    for child in children(process):
        yield child
        yield from descendants(child)


def held(process: int) -> float:
    """What *process* and all below it hold now (RSS), MB."""
    return sum(_resident(one) for one in (process, *descendants(process)))


def _resident(process: int) -> float:
    with suppress(OSError, IndexError):
        statm = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
        return int(statm.split()[1]) * PAGE
    return 0.0


@contextmanager
def _watching(process: int, watched: bool) -> Iterator[list[float]]:
    """What the process and those below it hold, at each look."""
    found: list[float] = []
    ended = Event()

    def look() -> None:
        while not ended.wait(EVERY):
            found.append(held(process))

    watch = Thread(target=look, daemon=True)
    if watched:
        watch.start()
    try:
        yield found
    finally:
        ended.set()
        if watched:
            watch.join()


def _processor() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _last_line(said: Path) -> str:
    lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "nothing was said")

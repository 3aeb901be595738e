"""This project as it is run: in a process of its own, by its command line."""

from __future__ import annotations

import functools
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.processes import Command, Failed

COMMAND = (sys.executable, "-m", "briefings")
OUTPUT = "output"
RENDITIONS = frozenset((".pdf", ".docx", ".html"))
CHANGING = frozenset(("timings.json",))
"""Files of an output that are not the same in every build."""


def build(project: Path, *words: str, output: str = OUTPUT, before: Iterable[str] = ()) -> Command:
    """A build in *project*; *before* is what starts it, such as taskset."""
    step = (*before, *COMMAND, "build", *words, "--output", output)
    return Command((step,), project)


@functools.cache
def offered() -> str:
    """What the command line says of itself and of ``build``."""
    asked = (("--help",), ("build", "--help"))
    done = (subprocess.run([*COMMAND, *words], capture_output=True, text=True) for words in asked)
    return "\n".join(one.stdout for one in done)


def lacking(*options: str) -> str:
    """Why a measure that takes *options* can't be run; or nothing."""
    without = [name for name in options if not _offers(name)]
    return f"`briefings build` has no {', '.join(without)}" if without else ""


def _offers(name: str) -> bool:
    """Whether an option or a command of that *name* begins a line of the help."""
    return bool(re.search(rf"^ *(-\w, )?{name}\b(?!-)", offered(), re.MULTILINE))


def jobs(number: int) -> tuple[str, ...]:
    """The words that ask for so many processes; none where there is no such option and no need."""
    if number == 1 and lacking("--jobs"):
        return ()
    return ("--jobs", str(number))


def clean(project: Path, output: str = OUTPUT) -> Callable[[], None]:
    """What lets a build begin with nothing."""
    return lambda: shutil.rmtree(project / output, ignore_errors=True)


def renditions(output: Path) -> list[Path]:
    """The products in *output*."""
    return sorted(path for path in output.rglob("*") if path.suffix in RENDITIONS)


def complete(project: Path, number: int, output: str = OUTPUT) -> Callable[[], None]:
    """What sees to it that there are so many renditions. It raises Failed."""

    def count() -> None:
        found = len(renditions(project / output))
        if found != number:
            raise Failed(f"{found} renditions were made, not {number}")

    return count


def bytes_of(output: Path) -> dict[str, str]:
    """The digest of every file in *output* that has to be the same in every build."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name not in CHANGING and not hidden(path, output)
    }


def hidden(path: Path, output: Path) -> bool:
    """Whether *path* is part of what a build keeps for itself."""
    return any(part.startswith(".") for part in path.relative_to(output).parts[:-1])


def times_of(output: Path) -> dict[str, int]:
    """When each rendition in *output* was written, ns."""
    return {
        path.relative_to(output).as_posix(): path.stat().st_mtime_ns for path in renditions(output)
    }

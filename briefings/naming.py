"""What files are called: in messages, and in records, where the name is the same everywhere."""

from __future__ import annotations

from pathlib import Path

OURS = "briefings:"
"""What the names of files begin with that travel with the program."""


def packaged() -> Path:
    """The folder of the templates and audiences that travel with the package."""
    here = Path(__file__).resolve().parent
    return here / "_data" if (here / "_data").is_dir() else here.parent


def shown(path: Path) -> str:
    """*path* as messages show it: from the working folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def known(path: Path) -> str:
    """*path* as records name it, the same on every machine: from the working folder or, where it
    travels with the package, from there.
    """
    real, home = path.resolve(), packaged()
    if real.is_relative_to(home) and not real.is_relative_to(Path.cwd()):
        return f"{OURS}{real.relative_to(home).as_posix()}"
    return Path(shown(path)).as_posix()


def named(name: str) -> Path:
    """The file that records call *name*."""
    if name.startswith(OURS):
        return packaged() / name.removeprefix(OURS)
    return Path(name)


def printable(text: str) -> str:
    """*text* on one line of a terminal that it can't tell anything: as it is, or in quotes."""
    return text if text.isprintable() else repr(text)

"""What files are called: in messages, and in records, where the name is the same everywhere."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

OURS = "briefings:"
"""What the names of files begin with that travel with the program."""


INSTALLED = "site-packages"
"""The folder that packages are installed in, which may lie in the working folder."""


@cache
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

    A link has the name that it is used by, not that of the file that it leads to: what it leads to
    can change.
    """
    here, home = Path.cwd(), packaged()
    plain = here / path
    installed = plain.is_relative_to(home) and INSTALLED in plain.parts
    if plain.is_relative_to(here) and ".." not in plain.parts and not installed:
        return plain.relative_to(here).as_posix()
    real = path.resolve()
    if real.is_relative_to(home) and (installed or not real.is_relative_to(here)):
        return f"{OURS}{real.relative_to(home).as_posix()}"
    return Path(shown(path)).as_posix()


def named(name: str) -> Path:
    """The file that records call *name*."""
    if name.startswith(OURS):
        return packaged() / name.removeprefix(OURS)
    return Path(name)


def within(path: str) -> bool:
    """Whether *path*, with slashes, names a file in the folder that it is from, for this system."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    steps = path.split("/")
    plain = not os.path.isabs(path) and not os.path.splitdrive(path)[0] and "\0" not in path
    return plain and not {"", ".", ".."} & set(steps) and (os.sep == "/" or os.sep not in path)


def printable(text: str) -> str:
    """*text* on one line of a terminal that it can't tell anything: as it is, or in quotes."""
    return text if text.isprintable() else repr(text)

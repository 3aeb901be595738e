"""The machine: whether it has what the engines need, asked before any engine is imported.

WeasyPrint prints a banner on standard output when a library is missing, writes other bytes without
HarfBuzz's subset library, and Pango ends the process when there is no font at all. So the libraries
are tried through :mod:`ctypes` first, which takes a few milliseconds and never raises.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefings.errors import MachineError, Problem
from briefings.machine import fontconfig
from briefings.machine.check import Check, numbers
from briefings.machine.fontconfig import PLACE, use_fonts
from briefings.machine.processors import cores

__all__ = [
    "Check",
    "Library",
    "Load",
    "checks",
    "cores",
    "load",
    "remedy",
    "require",
    "system",
    "use_fonts",
]

Load = Callable[[Sequence[str]], ctypes.CDLL | None]
"""Opens the first shared library that exists under one of the names, or says None."""

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library that WeasyPrint opens: the stem of its name, and the number in it.

    ``version`` names the function that gives the version as text; ``oldest`` is the floor.
    """

    name: str
    stem: str
    number: int = 0
    version: str = ""
    oldest: str = ""

    @property
    def files(self) -> tuple[str, str, str]:
        """Its name on Linux, macOS and Windows."""
        stem, number = f"lib{self.stem}", self.number
        return f"{stem}.so.{number}", f"{stem}.{number}.dylib", f"{stem}-{number}.dll"


FONTCONFIG = Library("Fontconfig", "fontconfig", 1)

LIBRARIES = (
    Library("GObject", "gobject-2.0"),
    Library("Pango", "pango-1.0", version="pango_version_string", oldest="1.44"),
    Library("PangoFT2", "pangoft2-1.0"),
    Library("HarfBuzz", "harfbuzz", version="hb_version_string"),
    Library("HarfBuzz subset", "harfbuzz-subset"),
    FONTCONFIG,
)

REMEDIES = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango 'libharfbuzz-subset.so.0()(64bit)'",
    "alpine": (
        "sudo apk add so:libgobject-2.0.so.0 so:libpango-1.0.so.0 so:libharfbuzz.so.0 "
        "so:libharfbuzz-subset.so.0 so:libfontconfig.so.1 so:libpangoft2-1.0.so.0"
    ),
    "arch": "sudo pacman -S pango harfbuzz",
    "macos": (
        "brew install pango, and if it still is not found: "
        'export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"'
    ),
    "windows": (
        "install MSYS2, type pacman -S mingw-w64-ucrt-x86_64-pango in its shell, and set "
        r"WEASYPRINT_DLL_DIRECTORIES=C:\msys64\ucrt64\bin"
    ),
    "other": "install Pango 1.44 or newer, and HarfBuzz with its subset library",
}
"""What brings all the libraries, by kind of system; from WeasyPrint's installation notes."""


def load(names: Sequence[str]) -> ctypes.CDLL | None:
    """The first library of those names that can be opened, looked for where WeasyPrint looks."""
    if sys.platform == "win32":
        _add_dll_directories()
    elif sys.platform == "darwin":
        from ctypes.util import find_library

        stems = (name.removeprefix("lib").removesuffix(".dylib") for name in names)
        names = [*names, *filter(None, map(find_library, stems))]
    for name in names:
        with suppress(OSError):
            return ctypes.CDLL(name)
    return None


def checks(
    full: bool,
    families: Sequence[str] = (),
    output: Path = Path("output"),
    load: Load = load,
) -> tuple[Check, ...]:
    """Look at the machine; in about 10 ms unless *full*. Never raises.

    *families* are the fonts a theme names, looked for where :func:`use_fonts` says: call it before.
    *full* adds the installed packages, optional programs, and whether *output* can be written to.
    """
    found = [_python(), *(_library(library, load) for library in LIBRARIES)]
    found += _fonts(families, load)
    if full:
        from briefings.machine import equipment  # late, for most commands do without

        found += equipment.checks(output)
    return tuple(found)


def require(families: Sequence[str] = (), load: Load = load) -> None:
    """Raise MachineError with one problem for each quick check that failed."""
    failed = [check for check in checks(False, families, load=load) if check.status == "fail"]
    if failed:
        raise MachineError(
            Problem(PLACE, check.code, f"{check.name}: {check.found}", check.remedy)
            for check in failed
        )


def remedy() -> str:
    """What to type on this machine so that all the shared libraries are there."""
    release = ""
    with suppress(OSError, UnicodeDecodeError):
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    return REMEDIES[system(sys.platform, release)]


def system(platform: str, release: str) -> str:
    """The key of :data:`REMEDIES` for a ``sys.platform`` and the text of ``/etc/os-release``."""
    if platform in ("darwin", "win32"):
        return {"darwin": "macos", "win32": "windows"}[platform]
    fields = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', " ").split()
    return next((name for name in names if name in REMEDIES), "other")


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Check("Python", "ok", found)
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Check("Python", "fail", f"{found} is too old", f"use Python {oldest} or newer", "I101")


def _library(library: Library, load: Load) -> Check:
    opened = load(library.files)
    if opened is None:
        return Check(library.name, "fail", "not found", remedy(), "I102")
    found = _version(opened, library.version)
    if library.oldest and numbers(found) < numbers(library.oldest):
        what = f"{found or 'unknown version'}, older than {library.oldest}"
        return Check(library.name, "fail", what, remedy(), "I103")
    return Check(library.name, "ok", found or "found")


def _version(library: ctypes.CDLL, function: str) -> str:
    ask = getattr(library, function, None) if function else None
    if ask is None:
        return ""
    ask.restype = ctypes.c_char_p
    return (ask() or b"").decode(errors="replace")


def _fonts(families: Sequence[str], load: Load) -> Iterator[Check]:
    opened = load(FONTCONFIG.files)
    if opened is None:
        return
    there = fontconfig.families(opened)
    if not there:
        advice = "put font files (.ttf or .otf) into templates/fonts"
        yield Check("fonts", "fail", "there is no font", advice, "I104")
        return
    yield Check("fonts", "ok", f"{len(there)} families")
    for family in dict.fromkeys(families):
        yield _family(family, there)


def _family(family: str, there: frozenset[str]) -> Check:
    if fontconfig.key(family) in there:
        return Check(f"font {family}", "ok", "found")
    advice = "put its files into templates/fonts, or name another family in the theme"
    return Check(f"font {family}", "fail", "not found", advice, "I105")


if sys.platform == "win32":

    def _add_dll_directories() -> None:
        folders = os.getenv("WEASYPRINT_DLL_DIRECTORIES", r"C:\msys64\ucrt64\bin")
        for folder in folders.split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)

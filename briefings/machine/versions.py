"""Versions of what outputs are made with: packages of Python, and shared libraries.

:mod:`importlib.metadata` would tell those of packages, but takes longer to import than most
commands take; the names of the folders beside the packages tell the same.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

from briefings.machine import FONTCONFIG, LIBRARIES, Load, load

PACKAGES = (
    "babel",
    "cssselect2",
    "fonttools",
    "icu4py",
    "jinja2",
    "latex2mathml",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "noto-cjk-sans-jp-bold",
    "pillow",
    "pydyf",
    "pylopdf-fonts-jp",
    "pylopdf-fonts-ko",
    "pylopdf-fonts-zh-cn",
    "pylopdf-fonts-zh-tw",
    "pyphen",
    "python-docx",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "vl-convert-python",
    "weasyprint",
    "xlsxwriter",
    "ziafont",
    "ziamath",
    "zopfli",
)
"""Packages on which the bytes of outputs depend."""

_FOLDER = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)(?:-[^-]+)?\.(?:dist|egg)-info")


def packages(names: Iterable[str] = PACKAGES, path: Iterable[str] | None = None) -> dict[str, str]:
    """Versions of those packages that are installed on *path* (else where Python looks)."""
    found: dict[str, str] = {}
    for folder in sys.path if path is None else path:
        for name, version in _installed(folder or os.curdir):
            found.setdefault(name, version)
    return {name: found[name] for name in names if name in found}


def libraries(load: Load = load) -> dict[str, str]:
    """Versions of the shared libraries that lay out text, as far as they tell."""
    found: dict[str, str] = {}
    for library in LIBRARIES:
        opened = load(library.files) if library.version or library is FONTCONFIG else None
        if opened is None:
            continue
        if library is FONTCONFIG:
            found[library.stem] = _fontconfig(opened)
        else:
            function = getattr(opened, library.version)
            function.restype = ctypes.c_char_p
            found[library.stem.removesuffix("-1.0")] = function().decode()
    return found


def present(load: Load = load) -> dict[str, str]:
    """The shared libraries that there are: without one, files come out otherwise, or not at all."""
    return {library.name: "there" for library in LIBRARIES if load(library.files) is not None}


def python() -> str:
    """The version of Python."""
    return ".".join(map(str, sys.version_info[:3]))


def _installed(folder: str) -> Iterator[tuple[str, str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if match := _FOLDER.fullmatch(entry.name):
                yield re.sub(r"[-_.]+", "-", match["name"]).lower(), match["version"]


def _fontconfig(opened: ctypes.CDLL) -> str:
    """FcGetVersion of fontconfig.h: a number such as 21402."""
    number = opened.FcGetVersion()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"

"""Which fonts the engines see: those of the given folders and no others.

With the machine's own fonts the same content gives other bytes on each machine, and none at all
ends the process. So Fontconfig is given a configuration of our own before an engine reads it.
"""

from __future__ import annotations

import atexit
import ctypes
import functools
import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from briefings.errors import MachineError, Place, Problem
from briefings.machine import cache

PLACE = Place("this machine")
"""Where every problem of the machine is said to be."""

VARIABLE = "FONTCONFIG_FILE"
CONFIGURATION = "fonts.conf"

_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
_SYSTEM_FONTS = 0  # FcSetSystem: what the configuration names, not what the program added
_MATCH = 0  # FcResultMatch


def use_fonts(dirs: Sequence[Path]) -> None:
    """Let the engines of this process and its children see the fonts of *dirs* and no others.

    A folder that holds a ``fonts.conf`` is taken with the rules in it. Call this before the engine
    is imported, and again in a child process if you like: the same folders give the same file. It
    is kept in the user's cache folder, or where none can be written in one that ends with the
    process. Raises MachineError where no folder at all can be written to.
    """
    now = os.environ.get(VARIABLE)
    if now and _is_for(dirs, Path(now)):
        return
    folder = _folder()
    text = configuration(dirs, folder).encode()
    file = folder / f"fonts-{sha256(text).hexdigest()[:16]}.conf"
    if not (file.is_file() and file.read_bytes() == text):
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(text)
        part.replace(file)
    os.environ[VARIABLE] = str(file)


def in_use() -> str | None:
    """The configuration that engines see now, if it is not the machine's own."""
    return os.environ.get(VARIABLE)


def configuration(dirs: Sequence[Path], cache: Path) -> str:
    """A Fontconfig file for *dirs* that keeps its scans below the folder *cache*."""
    lines = [*map(_entry, dirs), f"<cachedir>{_xml(cache / 'scans')}</cachedir>"]
    return _HEAD + "".join(f"{line}\n" for line in ("<fontconfig>", *lines, "</fontconfig>"))


def families(library: ctypes.CDLL) -> frozenset[str]:
    """Names of all font families that Fontconfig finds, as :func:`key` writes them.

    *library* is Fontconfig itself. Empty where there is no font, or no configuration.
    """
    _declare(library)
    config = library.FcInitLoadConfigAndFonts()
    if not config:
        return frozenset()
    try:
        fonts = library.FcConfigGetFonts(config, _SYSTEM_FONTS)
        patterns = fonts.contents.fonts[: fonts.contents.count] if fonts else ()
        return frozenset(key(name) for pattern in patterns for name in _names(library, pattern))
    finally:
        library.FcConfigDestroy(config)


def key(family: str) -> str:
    """A family's name as Fontconfig compares it: case and blanks do not count."""
    return "".join(family.split()).casefold()


class _FontSet(ctypes.Structure):
    """FcFontSet of fontconfig.h."""

    _fields_ = (
        ("count", ctypes.c_int),
        ("capacity", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


def _declare(library: ctypes.CDLL) -> None:
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigDestroy.argtypes = (ctypes.c_void_p,)
    library.FcPatternGetString.argtypes = (
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_char_p),
    )


def _names(library: ctypes.CDLL, pattern: int) -> Iterator[str]:
    name = ctypes.c_char_p()
    number = 0
    while library.FcPatternGetString(pattern, b"family", number, ctypes.byref(name)) == _MATCH:
        yield (name.value or b"").decode(errors="replace")
        number += 1


def _entry(folder: Path) -> str:
    own = folder.resolve() / CONFIGURATION
    if own.is_file():
        return f"<include>{_xml(own)}</include>"
    return f"<dir>{_xml(own.parent)}</dir>"


def _xml(path: Path) -> str:
    return escape(str(path), quote=False)


def _is_for(dirs: Sequence[Path], file: Path) -> bool:
    try:
        return file.read_bytes() == configuration(dirs, file.parent).encode()
    except OSError:
        return False


def _folder() -> Path:
    """Where configurations are kept: the user's cache, or a folder that ends with the process."""
    return cache.folder() or _passing_folder()


@functools.cache
def _passing_folder() -> Path:
    import shutil
    import tempfile

    try:
        folder = Path(tempfile.mkdtemp(prefix="briefings-"))
    except OSError as error:
        what = "no folder for temporary files can be written to"
        raise MachineError(Problem(PLACE, "I108", what, "set TMPDIR to one that can")) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

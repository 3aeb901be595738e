"""Digests: SHA-256 of bytes and of files. It imports next to nothing, so that asking is cheap."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from briefings.naming import known

SMALL = 1 << 20
"""Bytes of a file that is read whole."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: str | Path) -> str:
    """SHA-256 of a file in hexadecimal; of a large one piece by piece.

    Raises OSError, also for what is no file: a pipe would have whoever reads it wait for ever.
    """
    with open(path, "rb", buffering=0, opener=_opened) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(f"{path} is no file")
        if about.st_size < SMALL:
            return hashlib.sha256(file.read()).hexdigest()
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def digests(files: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file, by the name that manifests know it under."""
    return {known(path): sha256_of(path) for path in sorted(set(files))}


def looks(files: Mapping[str, str]) -> tuple[str, int]:
    """A digest of how files look from outside, by their names, and when the last one changed, ns.

    Whoever changes a file changes what the system says of it: its size, its dates, its place; and
    the date of that can't be put back. Raises OSError for a file that is not there.
    """
    last, said = 0, []
    for name, path in files.items():
        about = os.stat(path)
        place = about.st_dev, about.st_ino
        said.append((name, about.st_size, about.st_mtime_ns, about.st_ctime_ns, *place))
        last = max(last, about.st_mtime_ns, about.st_ctime_ns)
    return digest(repr(said).encode("utf-8", "surrogatepass")), last


def below(root: Path, *endings: str) -> dict[str, str]:
    """The paths of all files below *root*, or of those with one of *endings*, by their names from
    there, sorted.

    What Python keeps there does not count. Links are followed, but not in circles.
    """
    home = os.fspath(root)
    paths = sorted(_below(home, endings, ()))
    return {path[len(home) + 1 :].replace(os.sep, "/"): path for path in paths}


def _below(
    folder: str, endings: tuple[str, ...], within: tuple[tuple[int, int], ...]
) -> Iterator[str]:
    with suppress(OSError):
        about = os.stat(folder)
        here = about.st_dev, about.st_ino
        if here in within:
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from _below(entry.path, endings, (*within, here))
                elif not endings or entry.name.endswith(endings):
                    yield entry.path

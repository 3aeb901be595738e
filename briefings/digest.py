"""Digests: SHA-256 of bytes and of files. It imports next to nothing, so that asking is cheap."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from briefings.naming import known


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal, read piece by piece. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(files: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file, by the name that manifests know it under."""
    return {known(path): sha256_of(path) for path in sorted(set(files))}


def tree(root: Path, *endings: str) -> str:
    """SHA-256 of all files below *root*, or of those with one of *endings*, with their names.

    What Python keeps there, and what is not there, does not count.
    """
    found = hashlib.sha256()
    for path in sorted(_below(os.fspath(root), endings)):
        found.update(f"{path[len(os.fspath(root)) :]}\n".encode("utf-8", "surrogateescape"))
        with suppress(OSError), open(path, "rb", buffering=0) as file:
            found.update(hashlib.sha256(file.read()).digest())
    return found.hexdigest()


def _below(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _below(entry.path, endings)
            elif not endings or entry.name.endswith(endings):
                yield entry.path

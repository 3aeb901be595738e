"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from briefings.errors import ContentError, Place, Problem
from briefings.naming import shown


def write(files: Mapping[Path, bytes]) -> None:
    """Write every file whole or none: all under temporary names first, then all renamed.

    Raises ContentError if a folder can't be written to; earlier files stay as they were.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    path = next(iter(files))
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "there is a folder of that name")
            parts[path].write_bytes(data)
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
        what = f"can't be written: {error.strerror or error}"
        remedy = "free the place, or choose another folder with --output"
        raise ContentError(Problem(Place(shown(path)), "O101", what, remedy)) from error


def read(path: Path) -> bytes | None:
    """What a file holds, if it is there and can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None

"""Files written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR, ENOSPC
from pathlib import Path

from briefings.errors import ContentError, Place, Problem, UsageError
from briefings.naming import shown

_PART = re.compile(r"\..+\.\d+\.part", re.DOTALL)


def write(files: Mapping[Path, bytes]) -> None:
    """Write every file whole or none: all under temporary names first, then all renamed.

    A file that has those bytes already is left as it is. Raises ContentError if a folder can't be
    written to; earlier files stay as they were.
    """
    new = {path: data for path, data in files.items() if not _has(path, data)}
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in new}
    path = Path()
    try:
        for path, data in new.items():
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
        raise _unwritten(path, error) from error


def sweep(folder: Path) -> None:
    """Delete what writers left below *folder* that did not come to the end; nobody writes there."""
    for path in folder.rglob(".*.part"):
        if _PART.fullmatch(path.name) and not path.is_dir():
            with suppress(OSError):
                path.unlink()


def append(path: Path, data: bytes) -> None:
    """Add *data* to the end of a file, in one piece. Raises ContentError if it can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab", buffering=0) as file:
            if file.write(data) < len(data):
                raise OSError(ENOSPC, os.strerror(ENOSPC))
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> ContentError:
    what = f"can't be written: {error.strerror or error}"
    remedy = "free the place, or choose another folder with --output"
    return ContentError(Problem(Place(shown(path)), "O101", what, remedy))


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def read(path: Path) -> bytes | None:
    """What a file holds, if it is there and can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def assemble(folder: Path, there: Mapping[str, Path], made: Mapping[str, bytes]) -> None:
    """Make *folder* of files that are *there* already and of files that are *made*, by their paths
    in it: whole or not at all. What is there is linked, or copied where it can't be.

    Raises UsageError if there is something in *folder*, ContentError if it can't be written.
    """
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        if folder.exists() and any(folder.iterdir()):
            what = "is not empty"
            remedy = "name a folder that is new or empty with --output"
            raise UsageError(Problem(Place(shown(folder)), "O102", what, remedy))
        _fill(part, there, made)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        what = f"can't be written: {error.strerror or error}"
        remedy = "free the place, or choose another folder with --output"
        raise ContentError(Problem(Place(shown(folder)), "O101", what, remedy)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _fill(folder: Path, there: Mapping[str, Path], made: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name in (*there, *made):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    for name, path in there.items():
        try:
            os.link(path.resolve(), folder / name)
        except OSError:
            shutil.copyfile(path, folder / name)
    for name, data in made.items():
        (folder / name).write_bytes(data)

"""Where files of a build are put: a folder, or a place that several machines share.

A folder needs nothing else. A shared place is named by an address that fsspec understands, such as
``s3://bucket/folder``, and takes the extra for it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from briefings import files
from briefings.errors import ContentError, MachineError, Place, Problem

PLACE = Place("--output")


class Depot(Protocol):
    """Takes files by names with slashes, and can be pickled."""

    def write(self, made: Mapping[str, bytes]) -> None:
        """Put each file there whole, all under temporary names first.

        Raises ContentError if that can't be, MachineError if what it takes is not installed.
        """

    def read(self, name: str) -> bytes | None:
        """What a file holds, if it is there and can be read."""


def depot(address: str) -> Depot:
    """The one at *address*: a path, or an address with ``://`` in it."""
    return Shared(address.rstrip("/")) if "://" in address else Folder(Path(address))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that this machine sees."""

    path: Path

    def write(self, made: Mapping[str, bytes]) -> None:
        """Put each file there."""
        files.write({self.path / name: data for name, data in made.items()})

    def read(self, name: str) -> bytes | None:
        """What a file holds."""
        return files.read(self.path / name)


@dataclass(frozen=True, slots=True)
class Shared:
    """A place that fsspec reaches.

    Files get their names one after the other, and some stores copy them for it: a reader may see
    some that are new beside some that are not, but none that is half there.
    """

    address: str

    def write(self, made: Mapping[str, bytes]) -> None:
        """Put each file there."""
        system, root = _reached(self.address)
        paths = {name: f"{root}/{name}" for name in made}
        try:
            for name, data in made.items():
                system.makedirs(paths[name].rpartition("/")[0], exist_ok=True)
                system.pipe_file(_part(paths[name]), data)
            for path in paths.values():
                system.mv(_part(path), path)
        except Exception as error:  # each kind of store has errors of its own
            _clear(system, paths)
            what = f"can't be written: {' '.join(str(error).split()) or type(error).__name__}"
            remedy = "free the place, or choose another one with --output"
            place = Place(f"{self.address}/{next(iter(made))}")
            raise ContentError(Problem(place, "O102", what, remedy)) from error

    def read(self, name: str) -> bytes | None:
        """What a file holds."""
        system, root = _reached(self.address)
        try:
            data: bytes = system.cat_file(f"{root}/{name}")
        except OSError:
            return None
        return data


def _part(path: str) -> str:
    """A name beside *path* that no other writer has, for as long as it is not whole."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}.{platform.node()}.{os.getpid()}.part"


def _clear(system: Any, paths: Mapping[str, str]) -> None:
    for path in paths.values():
        try:
            system.rm_file(_part(path))
        except Exception:  # it is not there, or the place can't be reached any more
            continue


def _reached(address: str) -> tuple[Any, str]:
    """The file system of *address*, and the path in it."""
    try:
        import fsspec
    except ImportError as error:
        what = "fsspec is not installed, which reaches other places than folders"
        remedy = "install it: pip install 'briefings[shared]'"
        raise MachineError(Problem(PLACE, "I124", what, remedy)) from error
    try:
        system, root = fsspec.url_to_fs(address)
    except (ImportError, ValueError) as error:
        what = f"{address} can't be reached: {error}"
        remedy = "install what fsspec needs for it, or name a folder"
        raise MachineError(Problem(PLACE, "I125", what, remedy)) from error
    return system, root.rstrip("/")

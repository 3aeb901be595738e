"""What is kept in the user's cache folder from one command to the next, to be quicker with.

Nothing in it is needed: what is missing, damaged, or can't be kept is made anew. Everything has its
digest before it, since what comes out of it may be taken for code, as Python's own caches are; who
can write to this folder can write to those as well.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MOST = 64
"""How many things of one sort are kept."""

_DIGEST = sha256().digest_size


def folder() -> Path | None:
    """The folder ``briefings`` in the user's cache folder; None where it can't be written to."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    try:
        found = Path(named).expanduser() / "briefings"
        found.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: this user has no home
        return None
    return found if os.access(found, os.W_OK | os.X_OK) else None


def kept(sort: str, name: str) -> bytes | None:
    """What was kept as *name*, if it is there and whole."""
    where = folder()
    if where is None:
        return None
    try:
        found = (where / sort / name).read_bytes()
    except OSError:
        return None
    data = found[_DIGEST:]
    return data if sha256(data).digest() == found[:_DIGEST] else None


def keep(sort: str, name: str, data: bytes) -> None:
    """Keep *data* as *name*, if that can be; of its *sort* the oldest goes if there are many."""
    where = folder()
    if where is None:
        return
    file = where / sort / name
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(exist_ok=True)
        part.write_bytes(sha256(data).digest() + data)
        part.replace(file)
        _thin(file.parent)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _thin(folder: Path) -> None:
    """Let the oldest things of *folder* go, until there are no more than :data:`MOST`."""
    aged = sorted((file.stat().st_mtime_ns, file.name) for file in folder.iterdir())
    for _, name in aged[: max(len(aged) - MOST, 0)]:
        (folder / name).unlink(missing_ok=True)

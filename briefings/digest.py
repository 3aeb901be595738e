"""Digests: SHA-256 of bytes and of files. It imports next to nothing, so that asking is cheap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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

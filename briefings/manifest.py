"""The manifest: what was built from what, beside the outputs, the same bytes for the same build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefings import __version__
from briefings.library import packaged, shown

NAME = "manifest.json"
FORM = 1
"""Version of the manifest's own form."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that was built. ``pages`` are those of the printed product, ``words`` its text's."""

    path: str
    kind: str
    audience: str
    language: str
    theme: str
    format: str
    pages: int
    words: int
    marking: str
    bytes: int
    sha256: str
    made_from: Mapping[str, str]
    """SHA-256 of every file it was made from, by the name the maker knows it under."""
    left_out: tuple[Mapping[str, str], ...]
    fit: Mapping[str, object] = field(default_factory=dict)
    """How it came to its length, as in :func:`briefings.edition.telling.summary`. Parts are there
    by key, never by their text."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def digests(files: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file, by its name from the working folder or, where it travels with the
    package, from there: the same name on every machine.
    """
    return {_name(path): digest(path.read_bytes()) for path in sorted(set(files))}


def _name(path: Path) -> str:
    real, home = path.resolve(), packaged()
    if real.is_relative_to(home) and not real.is_relative_to(Path.cwd()):
        return f"briefings:{real.relative_to(home).as_posix()}"
    return shown(path)


def manifest(
    content: str,
    built: Iterable[Rendition],
    before: bytes | None,
    there: Callable[[str], bool],
) -> bytes:
    """The manifest of one content's folder.

    What an earlier one (*before*) says of other files is kept as long as they are *there*.
    """
    kept = {entry["path"]: entry for entry in _earlier(before) if there(entry["path"])}
    kept |= {rendition.path: asdict(rendition) for rendition in built}
    document = {
        "form": FORM,
        "tool": {"name": "briefings", "version": __version__},
        "engines": {name: version(name) for name in ("weasyprint", "python-docx", "jinja2")},
        "content": content,
        "renditions": [kept[path] for path in sorted(kept)],
    }
    return (json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _earlier(before: bytes | None) -> list[dict[str, Any]]:
    """Renditions of an earlier manifest; none if it can't be read, for it is only replaced."""
    try:
        found = json.loads(before or b"{}").get("renditions", [])
        return [e for e in found if isinstance(e, dict) and isinstance(e.get("path"), str)]
    except (ValueError, AttributeError, TypeError):
        return []

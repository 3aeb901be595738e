"""The manifest of an output folder: what was built from what, the same bytes for the same facts.

It lies beside the outputs as :data:`NAME`, with :data:`SUMS` for ``sha256sum -c``. Times are apart
from it (:mod:`briefings.manifest.timings`), for they are never the same. Nothing here imports what
reads content or templates, so that checking a folder costs little more than reading it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NAME = "manifest.json"
SUMS = "SHA256SUMS"
TIMINGS = "timings.json"
OWN = frozenset({NAME, SUMS, TIMINGS})
"""Files that lie beside the renditions and are none."""

FORM = 2
"""Version of the manifest's own form."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that was built. ``pages`` are those of the printed product, ``words`` its text's."""

    path: str
    """From the output folder, with slashes: ``talks/talks_policy-brief_minister.pdf``."""
    content: str
    """The file of content it was made from, by its name among the inputs."""
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
    made_from: tuple[str, ...]
    """Names of the inputs it was made from, sorted."""
    left_out: tuple[Mapping[str, str], ...]
    """``id`` and ``reason`` of every part that it does not have."""
    fit: Mapping[str, object]
    """How it came to its length, as in :func:`briefings.edition.telling.summary`. Parts are there
    by key, never by their text."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built, from what, with what."""

    tool: Mapping[str, str]
    """``name`` and ``version`` of this program."""
    versions: Mapping[str, str]
    """Versions of packages and shared libraries on which bytes depend, by name."""
    fonts: Mapping[str, str]
    """SHA-256 of the fonts that the engines may use, by name."""
    inputs: Mapping[str, str]
    """SHA-256 of every file that any rendition was made from, by the name the maker knows it
    under."""
    renditions: tuple[Rendition, ...] = ()
    form: int = FORM

    @property
    def by_path(self) -> dict[str, Rendition]:
        """The renditions by their paths."""
        return {rendition.path: rendition for rendition in self.renditions}

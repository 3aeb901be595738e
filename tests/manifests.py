"""Manifests for tests, and folders that are as their manifests say; nothing is laid out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from briefings.digest import digest
from briefings.manifest import NAME, SUMS, Manifest, Rendition
from briefings.manifest.form import written
from briefings.manifest.sums import sums

TALKS = "content/talks.yaml"
FIT: dict[str, Any] = {
    "asked": "no limit",
    "unit": None,
    "free": None,
    "pages": [],
    "stretch": 1,
    "parts": [],
}


def rendition(path: str, **fields: Any) -> Rendition:
    own = {
        "content": TALKS,
        "kind": "note",
        "audience": "reader",
        "language": "en-GB",
        "theme": "institute",
        "format": "pdf",
        "pages": 2,
        "words": 300,
        "marking": "TLP:CLEAR",
        "bytes": len(path.encode("utf-8", "surrogatepass")),
        "sha256": digest(path.encode("utf-8", "surrogatepass")),
        "made_from": (TALKS,),
        "left_out": ({"id": "a", "reason": "length"},),
        "fit": FIT,
    }
    return Rendition(path, **{**own, **fields})


def manifest(*renditions: Rendition, **fields: Any) -> Manifest:
    own = {
        "tool": {"name": "briefings", "version": "1.2"},
        "versions": {"python": "3.11.7", "weasyprint": "70.0"},
        "fonts": {"Serif.ttf": "f" * 64},
        "inputs": {name: digest(name.encode()) for r in renditions for name in r.made_from},
    }
    return Manifest(renditions=renditions, **{**own, **fields})


def output(folder: Path, *paths: str, **fields: Any) -> Path:
    """An output folder, in which each file says its path."""
    return laid(folder, manifest(*map(rendition, paths), **fields))


def laid(folder: Path, found: Manifest) -> Path:
    """The files of *found* in *folder*, each saying its path, with the manifest and the sums."""
    files = {each.path: each.path.encode() for each in found.renditions}
    for path, data in {**files, NAME: written(found), SUMS: sums(found)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def changed(found: Manifest, path: str, **fields: Any) -> Manifest:
    """*found*, with another rendition at *path*."""
    all_of = (replace(each, **fields) if each.path == path else each for each in found.renditions)
    return replace(found, renditions=tuple(all_of))

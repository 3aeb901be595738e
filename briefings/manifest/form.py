"""The form of a manifest: how it is written as JSON, and read back from what may be damaged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from briefings.errors import ContentError, Place, Problem
from briefings.manifest import FORM, OWN, Manifest, Rendition
from briefings.manifest.holding import Check, checker
from briefings.manifest.parsing import held, parsed, refuse
from briefings.naming import within

SCHEMA = Path(__file__).with_name("schema.json")
"""The published JSON Schema (draft 2020-12)."""


def written(manifest: Manifest) -> bytes:
    """*manifest* as JSON in UTF-8: sorted, so that the same facts give the same bytes."""
    found = _plain(manifest)
    renditions = sorted(manifest.renditions, key=lambda rendition: rendition.path)
    found["renditions"] = [_plain(rendition) for rendition in renditions]
    text = _laid(found) + "\n"
    return text.encode("utf-8", "backslashreplace")  # names that are no Unicode: \udc80, as in JSON


def read(data: bytes, shown: str) -> Manifest:
    """The manifest in *data*, called *shown* in what is said of it.

    Raises ContentError: O111 for what is no JSON, O112 for another form, O113 for damage, O114 for
    a path that does not stay in the folder.
    """
    found = parsed(data, shown)
    if (form := found.get("form")) != FORM and type(form) is int:
        remedy = "build anew, or use the version of briefings that wrote it"
        what = f"is a manifest of form {form}, not {FORM}"
        raise ContentError(Problem(Place(shown), "O112", what, remedy))
    held(found, _check(), shown)
    refuse("O114", [*_straying(found)], shown)
    refuse("O113", [*_astray(found)], shown)
    renditions = tuple(map(_rendition, found.pop("renditions")))
    return Manifest(**found, renditions=renditions)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of manifests."""
    found: dict[str, Any] = json.loads(SCHEMA.read_bytes())
    return found


@cache
def _check() -> Check:
    return checker(schema(), schema())


def is_rendition(found: Any) -> bool:
    """Whether *found* is what a manifest may say of a file."""
    return not _rendition_check()(found)


@cache
def _rendition_check() -> Check:
    return checker(schema()["properties"]["renditions"]["items"], schema())


_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def _laid(value: Any, depth: int = 0) -> str:
    """*value* as JSON, an entry a line, but small objects deep in it whole: so that differences are
    seen; and fast, for what indents is not the encoder in C.
    """
    if not value or not isinstance(value, dict | list | tuple) or (depth > 1 and _small(value)):
        return _encoded(value)
    start, end = "  " * (depth + 1), "  " * depth
    if isinstance(value, dict):
        items = [f"{_encoded(name)}: {_laid(value[name], depth + 1)}" for name in sorted(value)]
        return f"{{\n{start}" + f",\n{start}".join(items) + f"\n{end}}}"
    return (
        f"[\n{start}" + f",\n{start}".join(_laid(each, depth + 1) for each in value) + f"\n{end}]"
    )


def _small(value: object) -> bool:
    """Whether it is an object of plain values."""
    return isinstance(value, dict) and not any(
        isinstance(each, dict | list | tuple) for each in value.values()
    )


def _plain(holder: Manifest | Rendition) -> dict[str, Any]:
    """Fields by name; mappings as JSON knows them."""
    named = ((each.name, getattr(holder, each.name)) for each in fields(holder))
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in named}


def _rendition(found: dict[str, Any]) -> Rendition:
    lists = {name: tuple(found[name]) for name in ("made_from", "left_out")}
    return Rendition(**{**found, **lists})


def _straying(found: dict[str, Any]) -> Iterator[str]:
    for entry in found["renditions"]:
        if not within(entry["path"]):
            yield f"{entry['path'][:120]!r} is no path within the folder"


def _astray(found: dict[str, Any]) -> Iterator[str]:
    """What a schema can't say."""
    paths = Counter(entry["path"] for entry in found["renditions"])
    yield from (f"{path!r} is there {n} times" for path, n in paths.items() if n > 1)
    yield from (f"{path!r} is no rendition" for path in paths if path in OWN)
    for entry in found["renditions"]:
        for name in {entry["content"], *entry["made_from"]} - found["inputs"].keys():
            yield f"{entry['path']!r} is made from {name!r}, which is not among the inputs"

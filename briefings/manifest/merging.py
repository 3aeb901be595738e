"""Merging: one manifest out of those of shards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefings.errors import ContentError, Place, Problem
from briefings.manifest import Manifest, Rendition
from briefings.naming import printable

Named = tuple[str, Manifest]
"""A manifest, and what it is called in messages."""


def merged(manifests: Sequence[Named]) -> Manifest:
    """One manifest of all that is in *manifests*, of which there is at least one.

    Raises ContentError with everything in which they contradict each other: the same file built to
    other bytes (O131), the same input read with other bytes (O132), other versions (O133) or fonts
    (O134).
    """
    problems = [
        *_between(manifests, lambda one: one.by_path, "O131", _told),
        *_between(manifests, lambda one: one.inputs, "O132", _short),
        *_between(manifests, _whole_versions, "O133", _short),
        *_between(manifests, lambda one: one.fonts, "O134", _short),
    ]
    if problems:
        raise ContentError(problems)
    first = manifests[0][1]
    renditions = {path: found for _, one in manifests for path, found in one.by_path.items()}
    inputs = {name: sha256 for _, one in manifests for name, sha256 in one.inputs.items()}
    return replace(
        first, inputs=inputs, renditions=tuple(renditions[p] for p in sorted(renditions))
    )


REMEDIES: Mapping[str, str] = {
    "O131": "build it in one shard only, or build all shards from the same content",
    "O132": "build all shards from the same files",
    "O133": "build all shards with the same versions",
    "O134": "build all shards with the same fonts",
}


def _between(
    manifests: Sequence[Named],
    facts: Callable[[Manifest], Mapping[str, object]],
    code: str,
    told: Callable[[object], str],
) -> Iterator[Problem]:
    """What one says of a name and another says differently."""
    said: dict[str, tuple[str, object]] = {}
    for shown, manifest in manifests:
        for name, fact in facts(manifest).items():
            where, first = said.setdefault(name, (shown, fact))
            if first != fact:
                what = f"{printable(name)} is {told(fact)}, in {where} {told(first)}"
                yield Problem(Place(shown), code, what, REMEDIES[code])
    if code == "O133":
        yield from _absent(manifests, facts)


def _absent(
    manifests: Sequence[Named], facts: Callable[[Manifest], Mapping[str, object]]
) -> Iterator[Problem]:
    """Versions that one has and another lacks."""
    first, known = manifests[0][0], facts(manifests[0][1]).keys()
    for shown, manifest in manifests[1:]:
        for name in sorted(known ^ facts(manifest).keys()):
            here, other = (shown, first) if name in facts(manifest) else (first, shown)
            what = f"{printable(name)} is installed, but not for {other}"
            yield Problem(Place(here), "O133", what, REMEDIES["O133"])


def _whole_versions(manifest: Manifest) -> Mapping[str, object]:
    return {**manifest.versions, manifest.tool["name"]: manifest.tool["version"]}


def _told(rendition: object) -> str:
    assert isinstance(rendition, Rendition)
    return (
        f"{_short(rendition.sha256)} of {rendition.words} words from {printable(rendition.content)}"
    )


def _short(sha256: object) -> str:
    """A version; enough of a digest to tell two apart."""
    return printable(str(sha256)[:12])

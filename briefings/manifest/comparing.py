"""Comparing: what changed from one manifest to another, and through which inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.manifest import Manifest, Rendition


@dataclass(frozen=True, slots=True)
class Change:
    """A file that has other bytes now."""

    before: Rendition
    after: Rendition
    inputs: tuple[str, ...]
    """Names of the files it is made from that are new, gone or have other bytes."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the files from one manifest to another, each in the order of paths."""

    added: tuple[Rendition, ...]
    removed: tuple[Rendition, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Rendition, ...]
    versions: tuple[tuple[str, str, str], ...]
    """Names whose versions differ, with the one before and the one after; empty where there is
    none."""
    fonts: tuple[str, ...]
    """Names of fonts that are new, gone or have other bytes."""

    @property
    def same(self) -> bool:
        """Whether every file is there with the same bytes."""
        return not (self.added or self.removed or self.changed)


def compared(old: Manifest, new: Manifest) -> Comparison:
    """What changed from *old* to *new*. A file with the same bytes is unchanged, whatever else is
    said of it.
    """
    before, after = old.by_path, new.by_path
    both = [(before[path], after[path]) for path in sorted(before.keys() & after.keys())]
    changed = [(one, other) for one, other in both if one.sha256 != other.sha256]
    return Comparison(
        added=tuple(after[path] for path in sorted(after.keys() - before.keys())),
        removed=tuple(before[path] for path in sorted(before.keys() - after.keys())),
        changed=tuple(Change(*pair, tuple(_inputs(*pair, old, new))) for pair in changed),
        unchanged=tuple(other for one, other in both if one.sha256 == other.sha256),
        versions=versions(old, new),
        fonts=tuple(_differing(old.fonts, new.fonts)),
    )


def versions(old: Manifest, new: Manifest) -> tuple[tuple[str, str, str], ...]:
    """Names whose versions differ, with the one in *old* and the one in *new*."""
    one = {**old.versions, old.tool["name"]: old.tool["version"]}
    other = {**new.versions, new.tool["name"]: new.tool["version"]}
    names = _differing(one, other)
    return tuple((name, one.get(name, ""), other.get(name, "")) for name in names)


def _inputs(one: Rendition, other: Rendition, old: Manifest, new: Manifest) -> Iterator[str]:
    before = {name: old.inputs[name] for name in one.made_from}
    yield from _differing(before, {name: new.inputs[name] for name in other.made_from})


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    yield from (n for n in sorted({*one, *other}) if one.get(n) != other.get(n))

"""Checking an output folder against its manifest and its sums: is every file as it was built?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from briefings.digest import digest, sha256_of
from briefings.errors import ContentError
from briefings.manifest import NAME, OWN, SUMS, Manifest, form
from briefings.manifest.sums import read_sums

BUILT = "build it again, or take it as it was built"

F = TypeVar("F")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is not as it was built: *what* it is, and the *remedy*."""

    path: str
    """From the output folder, with slashes."""
    code: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a folder: nothing, if all of it is as it was built."""

    manifest: Manifest | None
    """None if it is missing or damaged."""
    files: int
    """How many files were listed."""
    findings: tuple[Finding, ...]


def checked(folder: Path) -> Report:
    """Check all files of *folder*. Never raises for what is in it.

    Codes: O121 changed, O122 missing, O123 unlisted, O124 a link out of the folder, O125
    unreadable, O126 manifest and sums contradict each other; those of
    :func:`briefings.manifest.form.read` and :func:`briefings.manifest.sums.read_sums` for what is
    damaged.
    """
    findings: list[Finding] = []
    record, listed = (_read(folder, name, findings) for name in (NAME, SUMS))
    manifest = _parsed(record, NAME, form.read, findings)
    sums = _parsed(listed, SUMS, read_sums, findings)
    expected = _expected(manifest, sums)
    if record is not None and manifest is not None and sums is not None:
        findings += _agreeing(record, manifest, sums)
    if manifest is not None or sums is not None:
        findings += _files(folder, expected, manifest)
    return Report(manifest, len(expected), tuple(sorted(set(findings))))


def _read(folder: Path, name: str, findings: list[Finding]) -> bytes | None:
    path = folder / name
    try:
        if path.exists() and not path.is_file():
            findings.append(Finding(name, "O125", "is no file", BUILT))
            return None
        return path.read_bytes()
    except FileNotFoundError:
        findings.append(Finding(name, "O122", "missing", "build into this folder"))
    except (OSError, RuntimeError) as error:
        findings.append(_unreadable(name, error))
    return None


def _parsed(
    data: bytes | None, name: str, parse: Callable[[bytes, str], F], findings: list[Finding]
) -> F | None:
    try:
        return None if data is None else parse(data, name)
    except ContentError as error:
        findings += _damage(name, error)
        return None


def _damage(name: str, error: ContentError) -> Iterator[Finding]:
    for each in error.problems:
        line = f"line {each.place.line}: " if each.place.line > 1 else ""
        yield Finding(name, each.code, f"damaged: {line}{each.what}", each.remedy)


def _expected(manifest: Manifest | None, sums: Mapping[str, str] | None) -> dict[str, str]:
    """Digests by path: what the manifest says or, if it is damaged, what the sums say."""
    if manifest is not None:
        return {rendition.path: rendition.sha256 for rendition in manifest.renditions}
    return {path: sha256 for path, sha256 in (sums or {}).items() if path not in OWN}


def _agreeing(record: bytes, manifest: Manifest, sums: Mapping[str, str]) -> Iterator[Finding]:
    if sums.get(NAME) != digest(record):
        yield Finding(NAME, "O121", "changed", BUILT)
    said = {**_expected(manifest, None), NAME: sums.get(NAME)}
    for path in sorted(p for p in {*said, *sums} if said.get(p) != sums.get(p)):
        what = f"says something else of {path!r} than {NAME}"
        yield Finding(SUMS, "O126", what, "build again, or take both as they were built")


def _files(
    folder: Path, expected: Mapping[str, str], manifest: Manifest | None
) -> Iterator[Finding]:
    sizes = {each.path: each.bytes for each in manifest.renditions} if manifest else {}
    home = folder.resolve()
    for path, sha256 in expected.items():
        yield from _file(home, path, sha256, sizes.get(path))
    for path, problem in _there(folder):
        if problem:
            yield _unreadable(path, problem)
        elif path not in expected and path not in OWN:
            remedy = "delete it, or build what it belongs to"
            yield Finding(path, "O123", "unlisted", remedy)


def _file(home: Path, path: str, sha256: str, size: int | None) -> Iterator[Finding]:
    try:
        real = (home / path).resolve(strict=True)
        if not real.is_relative_to(home):
            what = "is a link out of the folder"
            yield Finding(path, "O124", what, "put the file itself there")
        elif not real.is_file():
            yield Finding(path, "O125", "is no file", BUILT)
        elif (size not in (None, real.stat().st_size)) or sha256_of(real) != sha256:
            yield Finding(path, "O121", "changed", BUILT)
    except (FileNotFoundError, NotADirectoryError):
        yield Finding(path, "O122", "missing", BUILT)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
        yield _unreadable(path, error)


def _unreadable(path: str, error: Exception) -> Finding:
    why = getattr(error, "strerror", None) or "a link that leads nowhere"
    return Finding(path, "O125", f"can't be read: {why}", BUILT)


def _there(folder: Path) -> Iterator[tuple[str, OSError | None]]:
    """Paths of all files below *folder*, but for what begins with a dot in the folder itself; and
    of folders that can't be read, with the reason. Links are not followed.
    """
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as found:
                entries = [entry for entry in found if below or not entry.name.startswith(".")]
        except OSError as error:
            yield below.rstrip("/") or ".", error
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", None

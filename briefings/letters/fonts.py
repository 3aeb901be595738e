"""Fonts by family: which files carry the faces of a theme's families, and which characters."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from briefings.letters import sfnt

Found = TypeVar("Found")

ITALIC, BOLD = 0x01, 0x20
"""Bits of a font's fsSelection (OpenType, OS/2)."""


@functools.lru_cache(maxsize=4)
def faces(folders: tuple[Path, ...]) -> Mapping[str, frozenset[tuple[bool, bool]]]:
    """The faces of each family below *folders*, each as whether it is bold and whether italic."""
    found: dict[str, frozenset[tuple[bool, bool]]] = {}
    for family, paths in by_family(folders).items():
        for path in paths:
            found[family] = found.get(family, frozenset()) | {_face(path)}
    return found


def _face(path: Path) -> tuple[bool, bool]:
    """Whether a font is bold, and whether italic."""
    bits = sfnt.asked(path, sfnt.selection)
    if bits is None:
        bits = _by_library(path, lambda font: font["OS/2"].fsSelection)
    return bool(bits & BOLD), bool(bits & ITALIC)


@functools.lru_cache(maxsize=64)
def small_capitals(folders: tuple[Path, ...], family: str) -> frozenset[tuple[bool, bool]]:
    """The faces of *family* that have small capitals of their own (OpenType feature smcp)."""
    own = by_family(folders).get(family, ())
    small = (path for path in own if "smcp" in (sfnt.asked(path, sfnt.features) or ()))
    return frozenset(map(_face, small))


@functools.lru_cache(maxsize=4)
def by_family(folders: tuple[Path, ...]) -> Mapping[str, tuple[Path, ...]]:
    """Font files below *folders*, by the name of their family; the first folder's come first."""
    found: dict[str, tuple[Path, ...]] = {}
    for folder in folders:
        for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
            name = sfnt.asked(path, sfnt.family)
            if name is None:
                name = str(_by_library(path, lambda font: font["name"].getDebugName(sfnt.FAMILY)))
            found[name] = (*found.get(name, ()), path)
    return found


@functools.lru_cache(maxsize=64)
def characters(files: tuple[Path, ...]) -> frozenset[int]:
    """Code points that any of *files* has a glyph for."""
    found: set[int] = set()
    for path in files:
        there = sfnt.asked(path, sfnt.characters)
        if there is None:
            there = _by_library(path, lambda font: frozenset(font.getBestCmap() or ()))
        found |= there
    return frozenset(found)


def _by_library(path: Path, ask: Callable[[Any], Found]) -> Found:
    """What *ask* finds in a font that says it in one of the rarer ways."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return ask(font)


@functools.lru_cache(maxsize=4096)  # a document has some hundred of them, each a thousand times
def script_of(character: str) -> str:
    """The script of a character (Unicode, Scripts.txt) by its code; ``Zyyy`` if it is common."""
    from fontTools import unicodedata

    return str(unicodedata.script(character))

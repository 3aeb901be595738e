"""Fonts by family: which files carry the faces of a theme's families, and which characters."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

FAMILY = 1
"""Number of the family in a font's table of names (ISO/IEC 14496-22)."""


ITALIC, BOLD = 0x01, 0x20
"""Bits of a font's fsSelection (OpenType, OS/2)."""


@functools.lru_cache(maxsize=4)
def faces(folders: tuple[Path, ...]) -> Mapping[str, frozenset[tuple[bool, bool]]]:
    """The faces of each family below *folders*, each as whether it is bold and whether italic."""
    from fontTools.ttLib import TTFont

    found: dict[str, frozenset[tuple[bool, bool]]] = {}
    for family, paths in by_family(folders).items():
        for path in paths:
            with TTFont(path, lazy=True) as font:
                bits = font["OS/2"].fsSelection
            face = bool(bits & BOLD), bool(bits & ITALIC)
            found[family] = found.get(family, frozenset()) | {face}
    return found


@functools.lru_cache(maxsize=64)
def small_capitals(folders: tuple[Path, ...], family: str) -> frozenset[tuple[bool, bool]]:
    """The faces of *family* that have small capitals of their own (OpenType feature smcp)."""
    from fontTools.ttLib import TTFont

    found = set()
    for path in by_family(folders).get(family, ()):
        with TTFont(path, lazy=True) as font:
            bits = font["OS/2"].fsSelection
            records = font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else ()
            if any(record.FeatureTag == "smcp" for record in records):
                found.add((bool(bits & BOLD), bool(bits & ITALIC)))
    return frozenset(found)


@functools.lru_cache(maxsize=4)
def by_family(folders: tuple[Path, ...]) -> Mapping[str, tuple[Path, ...]]:
    """Font files below *folders*, by the name of their family; the first folder's come first."""
    from fontTools.ttLib import TTFont

    found: dict[str, tuple[Path, ...]] = {}
    for folder in folders:
        for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
            with TTFont(path, lazy=True) as font:
                name = str(font["name"].getDebugName(FAMILY))
            found[name] = (*found.get(name, ()), path)
    return found


@functools.lru_cache(maxsize=64)
def characters(files: tuple[Path, ...]) -> frozenset[int]:
    """Code points that any of *files* has a glyph for."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in files:
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)


def script_of(character: str) -> str:
    """The script of a character (Unicode, Scripts.txt) by its code; ``Zyyy`` if it is common."""
    from fontTools import unicodedata

    return str(unicodedata.script(character))

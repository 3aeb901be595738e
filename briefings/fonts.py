"""Fonts by family: which files carry the faces of a theme's families."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

FAMILY = 1
"""Number of the family in a font's table of names (ISO/IEC 14496-22)."""


@functools.lru_cache(maxsize=4)
def by_family(folders: tuple[Path, ...]) -> Mapping[str, tuple[Path, ...]]:
    """Font files below *folders*, by the name of their family; the first folder's come first."""
    from fontTools.ttLib import TTFont

    found: dict[str, tuple[Path, ...]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                name = str(font["name"].getDebugName(FAMILY))
            found[name] = (*found.get(name, ()), path)
    return found

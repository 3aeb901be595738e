"""Typefaces: font files by family and weight, and how wide a text is in them.

A drawing is laid out here and drawn by several engines, so widths are summed letter by letter
without kerning, as WeasyPrint sets the text of an SVG.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from briefings.errors import MachineError, Problem
from briefings.letters.fonts import characters
from briefings.machine.fontconfig import PLACE

_EM = 1000
_SUFFIXES = frozenset((".ttf", ".otf", ".ttc"))
_REGULAR = ("Regular", "Book", "Roman", "Medium")
_BOLD = ("Bold", "Semibold", "SemiBold", "Demi")


@dataclass(frozen=True, slots=True)
class Face:
    """A family, regular and bold, as far as there are files of it."""

    family: str
    regular: Path
    bold: Path
    others: tuple[tuple[Path, Path], ...] = ()
    """The same of families that set what this one lacks, in the order in which they are tried."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide *text* is at *size* pt, pt."""
        faces = ((self.regular, self.bold), *self.others)
        paths = tuple(path[bold] for path in faces)
        return sum(_advance(_setting(paths, letter), letter) for letter in text) * size / _EM


def face(families: tuple[str, ...], dirs: tuple[Path, ...]) -> Face:
    """The first of *families* that *dirs* have. Raises MachineError if they have none."""
    there = files(dirs)
    if found := [family for family in families if family in there]:
        own, *others = (_faces(there[family]) for family in found)
        return Face(found[0], *own, tuple(others))
    what = f"there is no font {' or '.join(families)}"
    remedy = "put its files into templates/fonts, or name another family in the theme"
    raise MachineError(Problem(PLACE, "I105", what, remedy))


def _faces(styles: Mapping[str, Path]) -> tuple[Path, Path]:
    """Regular and bold, as far as there are files of a family."""
    regular = _first(styles, _REGULAR) or next(iter(styles.values()))
    return regular, _first(styles, _BOLD) or regular


def _setting(paths: tuple[Path, ...], letter: str) -> Path:
    """The first of *paths* that has *letter*, or else the first."""
    if letter.isascii():
        return paths[0]
    return next((p for p in paths if ord(letter) in characters((p,))), paths[0])


@functools.lru_cache(maxsize=8)
def files(dirs: tuple[Path, ...]) -> Mapping[str, Mapping[str, Path]]:
    """Font files in *dirs*, by family and style; the first of two files of one style."""
    found: dict[str, dict[str, Path]] = {}
    for folder in dirs:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                with suppress(OSError):  # no font whatever its name says; the engines skip it too
                    family, style = ImageFont.truetype(path).getname()
                    found.setdefault(family or path.stem, {}).setdefault(style or "", path)
    return found


def _first(styles: Mapping[str, Path], names: tuple[str, ...]) -> Path | None:
    return next((styles[name] for name in names if name in styles), None)


@functools.lru_cache(maxsize=4096)
def _advance(path: Path, letter: str) -> float:
    return _font(path).getlength(letter)


@functools.lru_cache(maxsize=8)
def _font(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC)

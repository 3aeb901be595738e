"""Scripts beside Latin, Greek and Cyrillic: in which families they are set, and where those are.

Families of letters are small and travel with the package; those of thousands of signs come in
packages of their own, one an extra of this one. A project may also put files of fonts into its own
``templates/fonts``, for these scripts or any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Families:
    """What one script is set in, where a theme names nothing else.

    ``readers`` are families of about the same look that readers of the script have, with serifs
    and without: Word files name them beside families that are too large to be embedded.
    """

    serif: str
    sans: str
    readers: tuple[str, str] = ("", "")
    package: str = ""
    """The module that holds its files; none where they travel with this package."""
    extra: str = ""
    """The extra of this package that installs it."""


FAMILIES: Mapping[str, Families] = MappingProxyType(
    {
        "Deva": Families("Noto Serif Devanagari", "Noto Sans Devanagari"),
        "Beng": Families("Noto Serif Bengali", "Noto Sans Bengali"),
        "Hebr": Families("Noto Serif Hebrew", "Noto Sans Hebrew"),
        "Thai": Families("Noto Serif Thai", "Noto Sans Thai"),
        "Hans": Families(
            "Noto Serif SC",
            "Noto Sans SC",
            ("SimSun", "Microsoft YaHei"),
            "pylopdf_fonts_zh_cn",
            "chinese",
        ),
        "Hant": Families(
            "Noto Serif TC",
            "Noto Sans TC",
            ("PMingLiU", "Microsoft JhengHei"),
            "pylopdf_fonts_zh_tw",
            "chinese",
        ),
        "Jpan": Families(
            "Noto Serif JP",
            "Noto Sans JP",
            ("Yu Mincho", "Yu Gothic"),
            "pylopdf_fonts_jp",
            "japanese",
        ),
        "Kore": Families(
            "Noto Serif KR",
            "Noto Sans KR",
            ("Batang", "Malgun Gothic"),
            "pylopdf_fonts_ko",
            "korean",
        ),
    }
)
"""By the script's code (ISO 15924), in the order in which they are tried."""

EASTERN_BOLD = "noto_cjk_sans_jp_bold"
"""The module that holds the bold of all families of East Asia, with serifs and without.

Their packages have one weight each. In print of East Asia the bold of letters with serifs is a
sans, and this one has the signs of all four as each writes them; ``templates/fonts/fonts.conf``
has it stand in for the families' own.
"""

_MADE_OF: Mapping[str, str] = MappingProxyType(
    {"Hani": "Hans", "Bopo": "Hant", "Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore"}
)
"""Scripts of single characters, and the script of whole texts that has them."""


def readers(family: str) -> str:
    """What readers have of the look of *family*; nothing where it is embedded instead."""
    for found in FAMILIES.values():
        for name, theirs in zip((found.serif, found.sans), found.readers, strict=True):
            if name == family:
                return theirs
    return ""


def whole(script: str) -> str:
    """The script of whole texts that has the characters of *script*: ``Kana`` → ``Jpan``."""
    return _MADE_OF.get(script, script)


def extra(script: str) -> str:
    """The extra that brings a family for a character's *script*, or nothing."""
    found = FAMILIES.get(whole(script))
    return found.extra if found else ""


def folders() -> tuple[Path, ...]:
    """Folders of the packages of fonts that are installed, in the order of the scripts."""
    named = (found.package for found in FAMILIES.values() if found.package)
    specs = (find_spec(name) for name in dict.fromkeys((*named, EASTERN_BOLD)))
    inside = (path for spec in specs if spec for path in spec.submodule_search_locations or ())
    return tuple(Path(path).resolve() for path in inside)

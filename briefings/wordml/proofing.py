"""Languages as Word names them: for spelling, hyphenation, fonts and reading aloud.

Word keeps three of every run, one for each kind of script: Latin and the like (``w:val``), East
Asian (``w:eastAsia``), and scripts that are written from right to left or whose letters change
places or shapes (``w:bidi``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from briefings.letters.languages import COMPLEX, EAST_ASIAN, direction, region, script
from briefings.wordml.xml import Element, element

Kind = Literal["w:val", "w:eastAsia", "w:bidi"]

LATIN = "en-GB"
"""Language of Latin words in a document of another script, if they tell none."""

_REGIONS: Mapping[str, str] = MappingProxyType(
    {
        **{
            "ar": "SA",
            "bn": "BD",
            "ckb": "IQ",
            "da": "DK",
            "de": "DE",
            "dv": "MV",
            "en": "GB",
            "es": "ES",
        },
        **{"fa": "IR", "fr": "FR", "he": "IL", "hi": "IN", "it": "IT", "ja": "JP", "ko": "KR"},
        **{"bn": "BD", "mr": "IN", "ne": "NP", "th": "TH"},
        **{"nl": "NL", "pl": "PL", "prs": "AF", "ps": "AF", "pt": "PT", "ru": "RU", "sv": "SE"},
        **{"syr": "SY", "tr": "TR", "ug": "CN", "uk": "UA", "ur": "PK", "zh": "CN"},
    }
)
"""Regions of languages that Word knows by one only ([MS-LCID], section 2.2)."""

_OF_SCRIPT: Mapping[str, str] = MappingProxyType(
    {
        **{"ARABIC": "ar-SA", "HEBREW": "he-IL", "SYRIAC": "syr-SY", "THAANA": "dv-MV"},
        **{"BENGALI": "bn-BD", "DEVANAGARI": "hi-IN", "THAI": "th-TH"},
        **{"CJK": "zh-CN", "BOPOMOFO": "zh-TW", "HANGUL": "ko-KR"},
        **{"HIRAGANA": "ja-JP", "KATAKANA": "ja-JP"},
    }
)
"""What to take letters of a script for where nobody says, by the script's name in Unicode."""


def word_tag(language: str) -> str:
    """A language's tag with a region, as Word lists them: ``ur`` → ``ur-PK``."""
    where = _REGIONS.get(language.lower())
    return f"{language}-{where}" if where and not region(language) else language


def kind(language: str) -> Kind:
    """Which of Word's three languages it is."""
    written = script(language)
    if direction(language) == "rtl" or written in COMPLEX:
        return "w:bidi"
    return "w:eastAsia" if written in EAST_ASIAN else "w:val"


def run_language(language: str) -> Element:
    """``w:lang`` of words in *language* among words of another."""
    return element("w:lang", {kind(language): word_tag(language)})


def document_language(language: str, name: str = "w:lang") -> Element:
    """``w:lang`` for a whole document in *language*, or ``w:themeFontLang`` by its *name*."""
    of = kind(language)
    if of == "w:val":
        return element(name, {"w:val": language})
    return element(name, {"w:val": LATIN, of: word_tag(language)})


def guessed(script_name: str, language: str) -> str | None:
    """The language to take letters of a script for in a document in *language*.

    None where the document's own will do.
    """
    found = _OF_SCRIPT.get(script_name)
    return None if found is None or script(found) == script(language) else found

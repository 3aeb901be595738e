"""Conventions: how a language writes dates, numbers and lists (Unicode CLDR, through Babel).

Only what a product says by itself is written so; what an author wrote is never changed. Figures are
those of the language's usual system of numbers (CLDR, defaultNumberingSystem): Pashto and Dari have
those of the Eastern Arabic form, Urdu has ours. The calendar is the Gregorian one.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefings.letters.languages import usual

if TYPE_CHECKING:
    from babel import Locale

_LATIN = "0123456789"
_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        system: "".join(chr(zero + n) for n in range(10))
        for system, zero in {
            "arab": 0x0660,
            "arabext": 0x06F0,
            "beng": 0x09E6,
            "deva": 0x0966,
            "mymr": 0x1040,
            "tibt": 0x0F20,
        }.items()
    }
)
"""Systems of numbers that some language has by default, and their figures from nought to nine."""

_DIRECTIONS = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
"""Marks of direction, which the engines do without."""

_AS_BABEL: Mapping[str, str] = MappingProxyType({"en": "en-GB", "prs": "fa-AF"})
"""Languages that CLDR knows by another tag than we do; English without a country is British."""

_WESTERN = str.maketrans("٫٬٪", ".,%")


def day(language: str, date: datetime.date) -> str:
    """A full date in words: ``15 January 2026``."""
    from babel.dates import format_date

    return figures(language, format_date(date, "long", _locale(language)))


def month(language: str, date: datetime.date) -> str:
    """The month of a date and its year in words: ``January 2026``."""
    from babel.dates import format_skeleton

    at = datetime.datetime(date.year, date.month, date.day)
    return figures(language, format_skeleton("yMMMM", at, locale=_locale(language)))


def month_name(language: str, number: int) -> str:
    """The name of a month, as it is said of one day in it."""
    return str(_locale(language).months["format"]["wide"][number])


def figures(language: str, text: str) -> str:
    """*text* with its figures as the language writes them."""
    return text.translate(str.maketrans(_LATIN, digits(language)))


def digits(language: str) -> str:
    """The ten figures of the language, from nought."""
    return _FIGURES.get(str(_locale(language).default_numbering_system), _LATIN)


def marks(language: str) -> Mapping[str, str]:
    """Marks of numbers: ``decimal``, ``group``, the form of ``percent``, and ``digits``."""
    from babel import numbers

    locale = _locale(language)
    system = str(locale.default_numbering_system)
    pattern = locale.percent_formats[None].pattern.partition(";")[0]
    sign = locale.number_symbols.get(system, {}).get("percentSign", "%")
    before, after = pattern.split("0")[0].rstrip("#,.0"), pattern.rpartition("0")[2]
    return {
        "decimal": numbers.get_decimal_symbol(locale, numbering_system=system),
        "group": numbers.get_group_symbol(locale, numbering_system=system),
        "percent": f"{before}{{number}}{after}".replace("%", sign).translate(_DIRECTIONS),
        "digits": digits(language),
    }


def western(text: str) -> str:
    """*text* with the marks of Eastern numbers as those of Western ones, for reading numbers."""
    return text.translate(_WESTERN)


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    """What CLDR knows of a language; of one that it does not know, as of English."""
    from babel import Locale, UnknownLocaleError

    tag = usual(language)
    try:
        return Locale.parse(_AS_BABEL.get(tag, tag), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en-GB", sep="-")

"""How long a text is: words as a reader counts them, and the minutes they take to read.

Words are the segments of Unicode text segmentation (UAX #29) as ICU finds them. Where a script puts
no spaces between words (Chinese, Japanese, Thai, Khmer, Lao, Burmese), ICU looks them up in its
dictionaries. The wheels of icu4py carry one ICU for every system, so that the count is the same on
each. What follows from the rules:

- "can't", "l'homme", "U.S.", "3.5", "1,000" are one word; a soft hyphen, a word joiner or a
  zero-width non-joiner inside a word changes nothing.
- A dash, a slash and a space part words: "Pakistan–Afghanistan" and "and/or" are two. So does the
  no-break space U+00A0, but not the narrow one, U+202F: "10 000" set with that is one word.
- Of an address each part counts: "https", host, every step of the path; "name" and "example.org".
- Emoji, flags and lone signs are no words.

One rule is ours: a hyphen with a word on either side and no space joins them. UAX #29 parts
"counter-terrorism" and leaves compounds to the application; readers and word processors count one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import category

from briefings.errors import MachineError, Place, Problem

if TYPE_CHECKING:
    from icu4py.breakers import WordBreaker

SPEEDS: Mapping[str, int] = MappingProxyType(
    {
        "ar": 138,
        "de": 179,
        "en": 228,
        "es": 218,
        "fi": 161,
        "fr": 195,
        "he": 187,
        "it": 188,
        "ja": 193,
        "nl": 202,
        "pl": 166,
        "pt": 181,
        "ru": 184,
        "sl": 180,
        "sv": 199,
        "tr": 166,
        "zh": 158,
    }
)
"""Words a minute by language: the mean of adult native speakers.

From Trauzettel-Klosinski, Dietz and the IReST Study Group, "Standardized Assessment of Reading
Performance", Invest Ophthalmol Vis Sci 53 (2012) 5452-5461: 436 native speakers of 18 to 35 years,
the same ten texts in each language. They read aloud; in silence people read somewhat faster (238
words of English non-fiction a minute: Brysbaert, J Mem Lang 109 (2019) 104047), so that a budget
made of these errs on the short side. Its Chinese and Japanese words are such as ICU finds: of 1.6
and 1.8 characters.
"""

OTHER_SPEED = 184
"""The mean of the 17 languages of :data:`SPEEDS`, which stands in for a language not among them."""

_HYPHENS = frozenset("-\u2010\u2011")
_LETTERS_AND_DIGITS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl"})


def count(text: str, language: str) -> int:
    """Words of *text*, which is in *language* (a BCP 47 tag); see above for what a word is.

    Raises MachineError (I112) where icu4py is missing: a guess could be wrong unseen.
    """
    segments = [*_breaker()(text, language)]
    words = [*map(_is_word, segments)]
    joined = sum(
        before and after and segment[0] in _HYPHENS
        for before, segment, after in zip(words, segments[1:], words[2:], strict=False)
    )
    return sum(words) - joined


def per_minute(language: str) -> int:
    """Words a minute that a reader of *language* (a BCP 47 tag) reads: see :data:`SPEEDS`."""
    return SPEEDS.get(language.partition("-")[0].lower(), OTHER_SPEED)


def minutes(words: int, per_minute: int) -> float:
    """Minutes that *words* take at *per_minute* words a minute, which is above zero."""
    return words / per_minute


def budget(minutes: float, per_minute: int) -> int:
    """Whole words that can be read in *minutes* (reckoned in decimals: 2.3 times 100 is 230)."""
    return int(Decimal(str(minutes)) * per_minute)


@cache
def _breaker() -> type[WordBreaker]:
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        what = "words can't be counted: icu4py is not installed, or does not load"
        remedy = "run ./bootstrap, or: python -m pip install icu4py"
        raise MachineError(Problem(Place("this machine"), "I112", what, remedy)) from None
    return WordBreaker


@cache
def _is_letter_or_digit(character: str) -> bool:
    return category(character) in _LETTERS_AND_DIGITS


def _is_word(segment: str) -> bool:
    return any(map(_is_letter_or_digit, segment))

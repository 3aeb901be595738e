"""The length that is asked for: in pages, in words, in minutes of reading, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.errors import Place, Problem, UsageError

if TYPE_CHECKING:
    from briefings.edition.fit import Target
    from briefings.library.kind import Kind

MOST_PAGES = 500
MOST_WORDS = 1_000_000

NONE = "none"


@dataclass(frozen=True, slots=True)
class Length:
    """One of these. ``pages``: the least and the most; ``unlimited``: whatever the kind's limit."""

    pages: tuple[int, int] | None = None
    words: int | None = None
    minutes: float | None = None
    unlimited: bool = False

    @property
    def name(self) -> str:
        """The length as part of a file's name; nothing where none was asked for."""
        if self.unlimited:
            return "no-limit"
        if self.pages:
            least, most = self.pages
            pages = f"{least}" if least == most else f"{least}-{most}"
            return f"{pages}-page" + "s" * (most > 1)
        if self.words is not None:
            return f"{self.words}-word" + "s" * (self.words > 1)
        return f"{self.minutes:g}-minute" + "s" * (self.minutes != 1) if self.minutes else ""

    def target(self, kind: Kind, language: str) -> Target:
        """What to fit to. A length in words or minutes stays within the kind's most pages.

        Raises UsageError for more pages than the kind may have.
        """
        from briefings import words  # these two late: options are read before anything is loaded
        from briefings.edition.fit import Target

        most = kind.pages.most if kind.pages else None
        if self.unlimited:
            return Target()
        if self.pages:
            if most is not None and self.pages[1] > most:
                what = f"a {kind.label.lower()} has at most {most} page{'s' * (most > 1)}"
                what += f", not {self.pages[1]}"
                remedy = "ask for fewer, or another kind"
                raise UsageError(Problem(Place("--pages"), "L102", what, remedy))
            return Target(*self.pages)
        if self.minutes is not None:
            per_minute = words.per_minute(language)
            return Target(None, most, words.budget(self.minutes, per_minute))
        if self.words is not None:
            return Target(None, most, self.words)
        default = kind.pages.default if kind.pages else None
        return Target(None, default)


UNASKED = Length()
"""The kind's own length."""


def named(name: str) -> Length:
    """The length of that :attr:`Length.name`. Raises ValueError for a name that is none."""
    if name in ("", "no-limit"):
        return Length(unlimited=bool(name))
    found = re.fullmatch(r"(?P<amount>[\d.e+-]+)-(?P<unit>page|word|minute)s?", name)
    if not found:
        raise ValueError(f"'{name}' is the name of no length")
    if found["unit"] == "page":
        return pages(found["amount"])
    if found["unit"] == "word":
        return Length(words=int(found["amount"]))
    return Length(minutes=float(found["amount"]))


def pages(text: str) -> Length:
    """``2``, ``2-4`` or ``none`` as a length. Raises ValueError with what is wrong."""
    if text.strip().lower() == NONE:
        return Length(unlimited=True)
    found = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6}))?\s*", text)
    if not found:
        raise ValueError(f"'{text}' is no length in pages: give a number, a range (2-4) or none")
    least, most = int(found[1]), int(found[2] or found[1])
    if least < 1:
        raise ValueError(f"'{text}' begins below 1: a product has at least one page")
    if most > MOST_PAGES:
        raise ValueError(f"'{text}' is more than {MOST_PAGES} pages")
    if least > most:
        raise ValueError(f"'{text}' is upside down: write {most}-{least}")
    return Length(pages=(least, most))

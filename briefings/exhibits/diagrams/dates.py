"""Dates as stretches of time, in years, from what is known of them (EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one point in time to another, in years: 2001.5 is the middle of 2001.

    ``lasting`` tells an interval from a date that is known no better than that. The end of an
    interval is ``open`` where it is not known; it then ends where it began.
    """

    start: float
    end: float
    lasting: bool = False
    open: bool = False


def stretch(date: str) -> Stretch | None:
    """What is known of *date*; None if not even the century is."""
    first, slash, last = date.partition("/")
    begun = _known(first)
    if not slash or begun is None:
        return begun
    ended = _known(last)
    if ended is None:
        return Stretch(begun.start, begun.end, lasting=True, open=True)
    return Stretch(begun.start, max(begun.end, ended.end), lasting=True)


def _known(date: str) -> Stretch | None:
    match = _DATE.fullmatch(date)
    if match is None or match["year"].startswith("XX"):
        return None
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    if "X" in year:
        return Stretch(int(year.replace("X", "0")), int(year.replace("X", "9")) + 1)
    if "X" in month:
        return Stretch(int(year), int(year) + 1)
    days = calendar.monthrange(int(year), int(month))[1]
    before = sum(calendar.monthrange(int(year), n)[1] for n in range(1, int(month)))
    whole = 366 if calendar.isleap(int(year)) else 365
    if "X" in day:
        return Stretch(int(year) + before / whole, int(year) + (before + days) / whole)
    at = before + min(int(day), days) - 1
    return Stretch(int(year) + at / whole, int(year) + (at + 1) / whole)

"""Periods of the calendar that issues come out in: days, weeks, months, quarters, years.

Weeks are those of ISO 8601: they begin on Monday, and week 1 of a year is the one with its first
Thursday. The first days of January can therefore be in the last week of the year before, and the
last days of December in week 1 of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the calendar; *number* counts such periods from 1 within its *year*."""

    name: str
    first: date
    last: date
    year: int
    number: int


def _day(day: date) -> Period:
    return Period(day.isoformat(), day, day, day.year, day.timetuple().tm_yday)


def _week(day: date) -> Period:
    year, number, weekday = day.isocalendar()
    first = day - (weekday - 1) * DAY
    return Period(f"{year:04}-W{number:02}", first, first + 6 * DAY, year, number)


def _month(day: date) -> Period:
    return Period(day.isoformat()[:7], *_months(day.year, day.month, 1), day.year, day.month)


def _quarter(day: date) -> Period:
    number = (day.month + 2) // 3
    return Period(
        f"{day.year:04}-Q{number}", *_months(day.year, 3 * number - 2, 3), day.year, number
    )


def _year(day: date) -> Period:
    return Period(f"{day.year:04}", *_months(day.year, 1, 12), day.year, 1)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and the last day of *count* months from *month* on."""
    after = month + count
    end = date(year + (after > 12), after - 12 * (after > 12), 1)
    return date(year, month, 1), end - DAY


UNITS: Mapping[str, Callable[[date], Period]] = MappingProxyType(
    {"day": _day, "week": _week, "month": _month, "quarter": _quarter, "year": _year}
)
"""Kinds of periods, and how one is found by a day in it."""


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day that it is in *zone* at *moment*."""
    # By way of UTC, so that hours which the clocks leave out are hours that there are.
    return moment.astimezone(UTC).astimezone(zone).date()


def epoch(day: date, zone: tzinfo) -> int:
    """The first moment that is on *day* both in *zone* and in UTC, in seconds since 1970.

    Builds take the UTC date of SOURCE_DATE_EPOCH for the day of issue. Midnight in Karachi would be
    the day before to them, and midnight in UTC is the day before in New York: this is neither.
    """
    starts = (datetime.combine(day, time(), tzinfo=here) for here in (UTC, zone))
    return max(int(start.timestamp()) for start in starts)

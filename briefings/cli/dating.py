"""The command ``period``: which period of the calendar an issue belongs to.

This is the one place that may read the clock: a schedule has to be told what day it is, and hands
it on as SOURCE_DATE_EPOCH. Nothing that builds a product asks for the time.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import click

from briefings import periods
from briefings.cli.options import JSON
from briefings.cli.saying import say
from briefings.errors import MachineError, Place, Problem, UsageError
from briefings.periods import Period


@click.command()
@click.argument("unit", metavar="UNIT", type=click.Choice([*periods.UNITS]))
@click.option("--timezone", default="UTC", metavar="NAME", help="As in Asia/Karachi; else UTC.")
@click.option(
    "--at",
    metavar="ISO-8601",
    help="A day or a moment, in that time zone unless it says its own; else SOURCE_DATE_EPOCH, "
    "else now.",
)
@click.option(
    "--github", "as_variables", is_flag=True, help="Lines for $GITHUB_ENV or $GITHUB_OUTPUT."
)
@JSON
def period(unit: str, timezone: str, at: str | None, as_variables: bool, as_json: bool) -> None:
    """Tell the day, week, month, quarter or year that a moment falls in.

    Its name, its first and last day, its number within the year, which serves as the number of the
    issue, and the SOURCE_DATE_EPOCH to build with: documents that have no date of their own then
    have that day, as it is in the time zone. Weeks are those of ISO 8601.
    """
    import json

    zone = _zone(timezone)
    try:
        issue = _issue(unit, _moment(at, zone), zone)
    except (ValueError, OverflowError):
        raise click.UsageError("that is outside the years 1 to 9999") from None
    if as_json:
        say(json.dumps(issue.record, indent=2))
    elif as_variables:
        for name, value in issue.variables.items():
            say(f"{name}={value}")
    else:
        say(issue.told)


@dataclass(frozen=True, slots=True)
class _Issue:
    period: Period
    timezone: str
    day: str
    epoch: int

    @property
    def record(self) -> dict[str, str | int]:
        found = self.period
        return {
            "period": found.name,
            "first": found.first.isoformat(),
            "last": found.last.isoformat(),
            "year": found.year,
            "number": found.number,
            "day": self.day,
            "timezone": self.timezone,
            "source_date_epoch": self.epoch,
        }

    @property
    def variables(self) -> dict[str, str | int]:
        """As variables of a shell: all begin with PERIOD but the one that has its name already."""
        own = {"period": "PERIOD", "source_date_epoch": "SOURCE_DATE_EPOCH"}
        return {own.get(n, f"PERIOD_{n.upper()}"): value for n, value in self.record.items()}

    @property
    def told(self) -> str:
        found = self.period
        return (
            f"{found.name}, {found.first} to {found.last}, number {found.number} of {found.year}\n"
            f"SOURCE_DATE_EPOCH={self.epoch} ({self.day} in {self.timezone})"
        )


def _issue(unit: str, moment: datetime, zone: tzinfo) -> _Issue:
    day = periods.local_day(moment, zone)
    found = periods.UNITS[unit](day)
    return _Issue(found, str(zone), day.isoformat(), periods.epoch(day, zone))


def _moment(at: str | None, zone: tzinfo) -> datetime:
    """The moment that is asked about, in *zone* where it says no other."""
    if at is None:
        return _now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        what = f"'{at}' is no day or moment as ISO 8601 writes them; 2026-11-25T06:00Z is one"
        raise click.UsageError(f"--at: {what}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    if not (epoch.isascii() and epoch.isdigit()):
        raise click.UsageError(f"SOURCE_DATE_EPOCH: '{epoch}' is no number of seconds")
    return datetime.fromtimestamp(int(epoch), UTC)


def _zone(name: str) -> tzinfo:
    """The time zone of that name. Raises UsageError, or MachineError where none is known."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        known = sorted(available_timezones())
    if not known:
        what = "time zones: not found"
        remedy = "install the package tzdata, by apt or by pip"
        raise MachineError(Problem(Place("this machine"), "I115", what, remedy))
    what = f"there is no time zone '{name}'"
    raise UsageError(Problem(Place("--timezone"), "L101", what, _nearest(name, known)))


def _nearest(name: str, known: Sequence[str]) -> str:
    """The remedy for a name that is not *known*, of which there are too many to say them all."""
    import difflib

    spelt = {zone.casefold(): zone for zone in known}
    near = difflib.get_close_matches(name.casefold(), spelt, 1, 0.5)
    return f"did you mean '{spelt[near[0]]}'?" if near else "use one like Asia/Karachi, or UTC"

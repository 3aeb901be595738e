"""Periods of the calendar, and the command that tells which one it is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest

from briefings import periods
from briefings.cli import main, project


@pytest.mark.parametrize(
    ("unit", "day", "name", "first", "last", "number"),
    [
        ("day", "2026-11-25", "2026-11-25", "2026-11-25", "2026-11-25", 329),
        ("day", "2028-12-31", "2028-12-31", "2028-12-31", "2028-12-31", 366),
        ("week", "2026-11-25", "2026-W48", "2026-11-23", "2026-11-29", 48),
        ("week", "2026-11-29", "2026-W48", "2026-11-23", "2026-11-29", 48),
        ("month", "2026-11-25", "2026-11", "2026-11-01", "2026-11-30", 11),
        ("month", "2028-02-01", "2028-02", "2028-02-01", "2028-02-29", 2),
        ("month", "2026-12-31", "2026-12", "2026-12-01", "2026-12-31", 12),
        ("quarter", "2026-03-31", "2026-Q1", "2026-01-01", "2026-03-31", 1),
        ("quarter", "2026-04-01", "2026-Q2", "2026-04-01", "2026-06-30", 2),
        ("quarter", "2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31", 4),
        ("year", "2026-12-31", "2026", "2026-01-01", "2026-12-31", 1),
    ],
)
def test_a_period_has_a_name_its_days_and_a_number(
    unit: str, day: str, name: str, first: str, last: str, number: int
) -> None:
    found = periods.UNITS[unit](date.fromisoformat(day))
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert found == periods.Period(name, *days, int(name[:4]), number)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2027-01-03", "2026-W53"),  # a Sunday, in the last week of a long year
        ("2027-01-04", "2027-W01"),
        ("2024-12-30", "2025-W01"),  # a Monday, already of the next year
        ("2021-01-01", "2020-W53"),
        ("2023-01-01", "2022-W52"),
    ],
)
def test_weeks_at_the_turn_of_a_year_are_those_of_iso_8601(day: str, name: str) -> None:
    assert periods.UNITS["week"](date.fromisoformat(day)).name == name


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-12-31T18:59:59+00:00", "Asia/Karachi", "2026-12-31"),
        ("2026-12-31T19:00:00+00:00", "Asia/Karachi", "2027-01-01"),
        ("2027-01-01T04:59:59+00:00", "America/New_York", "2026-12-31"),
        # The clocks go forward at midnight: there is no 00:30 on that day, and it is 01:30.
        ("2026-04-24T00:30:00", "Africa/Cairo", "2026-04-24"),
        ("2026-10-29T20:59:59+00:00", "Africa/Cairo", "2026-10-29"),
        ("2026-10-29T21:30:00+00:00", "Africa/Cairo", "2026-10-29"),  # 23:30, for the second time
        ("2026-10-29T22:00:00+00:00", "Africa/Cairo", "2026-10-30"),
        # Samoa left out a day, which therefore is the one after it.
        ("2011-12-30T12:00:00", "Pacific/Apia", "2011-12-31"),
    ],
)
def test_the_day_is_that_of_the_time_zone(moment: str, zone: str, day: str) -> None:
    here = ZoneInfo(zone)
    found = datetime.fromisoformat(moment)
    found = found if found.tzinfo else found.replace(tzinfo=here)
    assert periods.local_day(found, here) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("UTC", "2026-11-25T00:00:00+00:00"),
        ("Asia/Karachi", "2026-11-25T00:00:00+00:00"),
        ("America/New_York", "2026-11-25T05:00:00+00:00"),
        ("Pacific/Kiritimati", "2026-11-25T00:00:00+00:00"),
        ("Pacific/Pago_Pago", "2026-11-25T11:00:00+00:00"),
    ],
)
def test_the_epoch_is_on_the_day_of_issue_here_and_in_utc(zone: str, expected: str) -> None:
    epoch = periods.epoch(date(2026, 11, 25), ZoneInfo(zone))
    assert datetime.fromtimestamp(epoch, UTC).isoformat() == expected


@pytest.mark.parametrize("day", ["2026-03-29", "2026-04-24", "2026-10-25", "2027-01-01"])
def test_in_every_zone_builds_and_the_next_question_get_the_same_day_again(
    day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = date.fromisoformat(day)
    for name in available_timezones():
        epoch = periods.epoch(wanted, ZoneInfo(name))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        assert project.stamp() == day, name
        assert periods.local_day(datetime.fromtimestamp(epoch, UTC), ZoneInfo(name)) == wanted, name


# --- the command ---------------------------------------------------------------------------------


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["period", *words])
    assert isinstance(ended.value.code, int)
    return ended.value.code, *capsys.readouterr()


KARACHI = ("--timezone", "Asia/Karachi", "--at", "2026-11-29T20:00Z")


def test_it_tells_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "week", *KARACHI) == (
        0,
        "2026-W49, 2026-11-30 to 2026-12-06, number 49 of 2026\n"
        "SOURCE_DATE_EPOCH=1795996800 (2026-11-30 in Asia/Karachi)\n",
        "",
    )


def test_it_tells_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(ask(capsys, "week", *KARACHI, "--json")[1]) == {
        "period": "2026-W49",
        "first": "2026-11-30",
        "last": "2026-12-06",
        "year": 2026,
        "number": 49,
        "day": "2026-11-30",
        "timezone": "Asia/Karachi",
        "source_date_epoch": 1795996800,
    }


def test_it_tells_workflows(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "week", *KARACHI, "--github")[1].splitlines() == [
        "PERIOD=2026-W49",
        "PERIOD_FIRST=2026-11-30",
        "PERIOD_LAST=2026-12-06",
        "PERIOD_YEAR=2026",
        "PERIOD_NUMBER=49",
        "PERIOD_DAY=2026-11-30",
        "PERIOD_TIMEZONE=Asia/Karachi",
        "SOURCE_DATE_EPOCH=1795996800",
    ]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-29", "2026-11-29"),
        ("20261129T2359", "2026-11-29"),
        ("2026-11-29T20:00+00:00", "2026-11-30"),
        ("2026-W48-7", "2026-11-29"),
    ],
)
def test_a_moment_without_a_zone_is_in_the_one_that_is_named(
    at: str, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ask(capsys, "day", "--timezone", "Asia/Karachi", "--at", at)[1]
    assert out.partition(",")[0] == day


def test_source_date_epoch_goes_before_the_clock(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "951782400")
    assert ask(capsys, "day")[1].startswith("2000-02-29, ")


def test_with_nothing_said_it_is_now(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).date()
    told = ask(capsys, "day")[1].partition(",")[0]
    assert before <= date.fromisoformat(told) <= datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Asia/Karach", "did you mean 'Asia/Karachi'?"),
        ("karachi", "did you mean 'Asia/Karachi'?"),
        ("europe/berlin ", "did you mean 'Europe/Berlin'?"),
        ("/etc/passwd", "use one like Asia/Karachi, or UTC"),
        ("", "use one like Asia/Karachi, or UTC"),
    ],
)
def test_an_unknown_time_zone_is_told_with_the_nearest(
    name: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ask(capsys, "day", "--timezone", name)
    assert (code, out) == (2, "")
    assert err == f"--timezone:1:1: there is no time zone '{name}'. {remedy} [L101]\n"


def test_a_machine_without_time_zones_is_told_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import zoneinfo

    def missing(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    monkeypatch.setattr(zoneinfo, "available_timezones", set)
    code, _, err = ask(capsys, "day")
    assert code == 3
    assert err.startswith("this machine:1:1: time zones: not found. install the package tzdata")


@pytest.mark.parametrize(
    ("words", "epoch", "told"),
    [
        (("day", "--at", "yesterday"), "", "'yesterday' is no day or moment"),
        (("month", "--at", "9999-12-01"), "", "outside the years 1 to 9999"),
        (("day", "--at", "0001-01-01", "--timezone", "Asia/Karachi"), "", "outside the years"),
        (("day",), "soon", "SOURCE_DATE_EPOCH: 'soon' is no number of seconds"),
        (("day",), "9" * 30, "outside the years 1 to 9999"),
        (("fortnight",), "", "'fortnight' is not one of 'day', 'week', 'month'"),
    ],
)
def test_what_is_no_moment_is_a_usage_error(
    words: tuple[str, ...],
    epoch: str,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    code, out, err = ask(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err

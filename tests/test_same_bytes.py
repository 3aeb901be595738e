"""The same input gives the same bytes, whatever machine, hour and place it is built in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefings.manifest import NAME, SUMS, TIMINGS
from project import ROOT, Project

ORDERS = (
    ("pakistan-afghanistan-talks", "full-report", "analyst"),
    ("heat-health-plan", "policy-brief", "minister"),
    ("heat-health-plan", "one-page-summary", "public"),
    ("harbour-outage", "one-page-summary", "analyst"),
)
"""Notes, contents, annexes, tables, charts, a figure, links; three markings; two languages."""

SHIFTED = """\
import datetime, os, time

SECONDS = int(os.environ["SHIFT"])
real = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime")}
time.time = lambda: real["time"]() + SECONDS
time.time_ns = lambda: real["time_ns"]() + SECONDS * 10**9
time.localtime = lambda at=None: real["localtime"](time.time() if at is None else at)
time.gmtime = lambda at=None: real["gmtime"](time.time() if at is None else at)


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()


class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.datetime, datetime.date = Moment, Day
with open(os.environ["CLOCKS"], "a") as clocks:
    print(datetime.date.today().year - int(real["gmtime"]()[0]), file=clocks)
"""
"""Gives every Python that is started a clock that is some seconds fast, and says so in a file."""


def copy(folder: Path, age: int) -> Project:
    """The examples in a folder of their own, with the orders declared; their files of an age."""
    shutil.copytree(ROOT / "content", folder / "content")
    entries = (
        f"  - {{content: {content}.yaml, kinds: [{kind}], audiences: [{audience}],"
        " formats: [pdf, docx, html]}\n"
        for content, kind, audience in ORDERS
    )
    (folder / "content/deliverables.yaml").write_text(f"deliverables:\n{''.join(entries)}")
    for path in (folder / "content").rglob("*"):
        os.utime(path, (age, age))
    return Project(folder)


def started(
    project: Project, output: str, shift: int, *words: str, **own: str
) -> subprocess.Popen[bytes]:
    """All orders, being built with clocks that are *shift* seconds fast."""
    site = project.write("clock/sitecustomize.py", SHIFTED).parent
    paths = [str(site), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    clock = {"SHIFT": str(shift), "CLOCKS": str(site / "said")}
    places = {"PYTHONPATH": os.pathsep.join(paths), "FONTCONFIG_FILE": "", **clock}
    environment = {**os.environ, **places, **own}
    environment.pop("SOURCE_DATE_EPOCH", None)
    return subprocess.Popen(
        [sys.executable, "-m", "briefings", "build", "--output", output, "--quiet", *words],
        cwd=project.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What two builds write that have nothing in common but the content."""
    one = copy(tmp_path_factory.mktemp("one"), 1_000_000_000)
    other = copy(tmp_path_factory.mktemp("other") / "deep below/with a blank", 1_700_000_000)
    first = started(one, "output", 0, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LANG="C")
    second = started(
        other,
        "../out/side",
        3 * 366 * 24 * 3600,
        *("--jobs", "1"),
        PYTHONHASHSEED="2",
        TZ="America/Los_Angeles",
        LC_ALL="C.UTF-8",
        XDG_CACHE_HOME=str(other.folder / "cache"),
    )
    said = [process.communicate(timeout=300)[1].decode() for process in (first, second)]
    assert said == ["", ""]
    assert (first.returncode, second.returncode) == (0, 0)
    clocks = [(project.folder / "clock/said").read_text().split() for project in (one, other)]
    assert clocks == [["0", "0"], ["3", "3"]]  # of the command, and of the engine that it starts
    return one.outputs(), other.outputs("../out/side")


def test_both_builds_write_every_file(twice: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    files = {f"{c}/{c}_{k}_{a}.{f}" for c, k, a in ORDERS for f in ("docx", "html", "pdf")}
    expected = sorted(files | {NAME, SUMS, TIMINGS})
    assert [sorted(found) for found in twice] == [expected, expected]


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", NAME, SUMS])
def test_the_bytes_are_the_same(
    twice: tuple[dict[str, bytes], dict[str, bytes]], ending: str
) -> None:
    one, other = twice
    names = [name for name in one if name.endswith(ending)]
    assert names
    assert [name for name in names if one[name] != other[name]] == []


def test_no_file_says_where_it_was_built(
    twice: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    places = (str(ROOT).encode(), b"/tmp/", b"with a blank", b"/home/")
    assert [name for name, data in twice[1].items() if any(p in data for p in places)] == []

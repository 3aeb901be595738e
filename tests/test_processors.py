"""How many processors a process may use, whatever the machine has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefings import machine
from briefings.machine import stopwatch
from briefings.machine.processors import cores


@pytest.fixture
def eight(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with eight."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8), raising=False)


def groups(folder: Path, files: dict[str, str], own: str = "0::/build/job\n") -> tuple[Path, Path]:
    """Control groups with *files*, and the file that says which a process is in."""
    for name, text in files.items():
        path = folder / "groups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "own").write_text(own)
    return folder / "groups", folder / "own"


@pytest.mark.usefixtures("eight")
@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({}, 8),
        ({"cpu.max": "max 100000\n"}, 8),
        ({"build/job/cpu.max": "200000 100000\n"}, 2),
        ({"build/job/cpu.max": "150000 100000\n"}, 2),
        ({"build/job/cpu.max": "10000 100000\n"}, 1),
        ({"build/job/cpu.max": "max 100000\n", "build/cpu.max": "300000 100000\n"}, 3),
        ({"build/job/cpu.max": "1600000 100000\n"}, 8),
    ],
)
def test_a_share_of_the_machine_counts_whole_processors(
    files: dict[str, str], count: int, tmp_path: Path
) -> None:
    assert cores(*groups(tmp_path, files)) == count


@pytest.mark.usefixtures("eight")
@pytest.mark.parametrize(("quota", "count"), [("200000", 2), ("-1", 8)])
def test_a_share_is_found_in_groups_of_the_first_version_too(
    quota: str, count: int, tmp_path: Path
) -> None:
    files = {
        f"cpu,cpuacct/job/cpu.cfs_{k}_us": v for k, v in (("quota", quota), ("period", "100000"))
    }
    own = "5:memory:/job\n3:cpu,cpuacct:/job\n"
    assert cores(*groups(tmp_path, files, own)) == count


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no such masks")
def test_this_process_uses_no_more_than_it_is_let() -> None:
    assert 1 <= machine.cores() <= len(os.sched_getaffinity(0))


def test_a_stopwatch_runs_forwards() -> None:
    watch = stopwatch.Stopwatch()
    earlier = watch.seconds
    assert 0 <= earlier <= watch.seconds

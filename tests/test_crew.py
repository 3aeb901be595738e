"""Jobs over many hands: each is done whatever becomes of a hand, and none outlives the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from briefings.builds import crew
from briefings.builds.crew import Failed, Lost, local, run
from briefings.errors import MachineError, Place, Problem
from processes import ended
from project import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="the system has no signals")

PROBLEM = Problem(Place("a.yaml", 3), "X100", "it is wrong", "mend it")


def double(number: int) -> int:
    return 2 * number


def who(_: int) -> int:
    return os.getpid()


def kill_once(folder: Path, number: int) -> int:
    """Double, but the first who doubles 5 is killed in the middle of it."""
    if number == 5:
        try:
            (folder / "killed").touch(exist_ok=False)
        except FileExistsError:
            return 10
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def kill(number: int) -> int:
    if number in (3, 4):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def refuse(number: int) -> int:
    if number == 1:
        raise MachineError(PROBLEM)
    if number == 2:
        raise ValueError("no\nnumber")
    return 2 * number


def stay(folder: Path, number: int) -> int:
    """Double, but of 0 one hears only when there is a file ``go``, and of 1 when two are there."""
    (folder / str(os.getpid())).touch()
    while number == 1 and len([*folder.iterdir()]) < 2:
        time.sleep(0.01)
    while number == 0 and not (folder / "go").exists():
        time.sleep(0.01)
    return 2 * number


class Watched(Sequence[int]):
    """Numbers from 0, of which it is known how many were taken."""

    def __init__(self, count: int) -> None:
        self.length, self.taken = count, 0

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, number: object) -> int:  # type: ignore[override]
        assert isinstance(number, int)
        self.taken += 1
        return number


# --- what comes of jobs --------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_each_job_is_done_once_and_told_by_its_number(start: crew.Start) -> None:
    if os.name != "posix" and start == "fork":
        pytest.skip("the system has no forks")
    found = [*run(double, [5, 6, 7], local(2, start=start))]
    assert sorted(found) == [(0, 10), (1, 12), (2, 14)]


def test_without_jobs_nobody_is_started() -> None:
    assert [*run(double, [], local(2))] == []


def test_a_job_is_told_of_as_soon_as_it_is_done(tmp_path: Path) -> None:
    found = []
    for number, _ in run(partial(stay, tmp_path), [0, 1, 2], local(2)):
        found.append(number)
        if number == 2:
            (tmp_path / "go").touch()
    assert found == [1, 2, 0]


def test_only_so_many_jobs_are_handed_out_as_keep_all_busy() -> None:
    jobs = Watched(40)
    waiting = [jobs.taken - done for done, _ in enumerate(run(double, jobs, local(2)))]
    assert jobs.taken == 40
    assert max(waiting) == 4


def test_what_a_job_raises_is_its_result_and_costs_no_other() -> None:
    found = dict(run(refuse, [0, 1, 2, 3], local(2)))
    assert (found[0], found[3]) == (0, 6)
    one, other = found[1], found[2]
    assert isinstance(one, Failed)
    assert (one.problems, one.exit_code) == ((PROBLEM,), 3)
    assert isinstance(other, Failed)
    assert (other.said, other.problems, other.exit_code) == ("ValueError: no number", (), 5)
    assert "in refuse" in other.trace


def test_a_result_that_cannot_be_sent_is_told_as_a_failure() -> None:
    ((_, found),) = run(_unsent, [1], local(1))
    assert isinstance(found, Failed)


def _unsent(number: int) -> object:
    return lambda: number


# --- when somebody is killed ---------------------------------------------------------------------


@posix
def test_a_worker_killed_in_the_middle_costs_no_job(tmp_path: Path) -> None:
    found = dict(run(partial(kill_once, tmp_path), range(12), local(2)))
    assert found == {number: 2 * number for number in range(12)}
    assert (tmp_path / "killed").exists()


@posix
def test_jobs_that_end_their_workers_twice_are_blamed_and_no_other() -> None:
    found = dict(run(kill, range(12), local(3)))
    lost = Lost("it ended its worker twice (SIGKILL)")
    assert found == {number: lost if number in (3, 4) else 2 * number for number in range(12)}


def test_workers_are_replaced_after_so_many_jobs() -> None:
    found = [worker for _, worker in run(who, range(12), local(1, lasts=5))]
    assert [len({*found[begin : begin + 5]}) for begin in (0, 5, 10)] == [1, 1, 1]
    assert len({*found}) == 3


@posix
def test_whoever_wants_no_more_ends_the_workers_in_the_middle(tmp_path: Path) -> None:
    results = run(partial(stay, tmp_path), [0, 1, 2], local(2))
    next(results)
    results.close()  # type: ignore[attr-defined]
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert len(workers) == 2
    assert [worker for worker in workers if not ended(worker)] == []


COMMAND = """\
import os, signal, sys
from briefings.builds.crew import local, run
from briefings.engine import Sheet
from briefings.engine.apart import Apart
from briefings.machine import nursery

PAGE = Sheet('<html lang="en"><title>T</title><p>One</p>', {})
ENDLESS = Sheet('<div style="display: flex">' * 14 + "x", {})
engine = Apart()

def work(number):
    engine.lay_out(PAGE)
    os.write(1, f"{os.getpid()} {engine._worker._process.pid}\\n".encode())
    engine.lay_out(ENDLESS)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    engine.start()
    os.write(1, f"{nursery._nurseries[nursery._key('briefings.engine.child')].pid}\\n".encode())
    for _ in run(work, range(4), local(2)):
        pass
"""
"""A command with two workers, each with an engine that is busy for long; says who they are.

It hears when it is interrupted also where whoever runs the tests does not, as a shell has it for
what it runs in the background.
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it is read from /proc who is there")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_and_no_engine_is_left_when_the_command_is_ended(how: signal.Signals) -> None:
    command = subprocess.Popen(
        (sys.executable, "-c", COMMAND),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert command.stdout is not None
    started = [int(word) for _ in range(3) for word in command.stdout.readline().split()]
    assert len({*started}) == 5
    if how == signal.SIGINT:
        os.killpg(command.pid, how)  # as a terminal does
    else:
        command.send_signal(how)
    command.communicate()
    assert command.returncode == -how
    assert [pid for pid in started if not ended(pid)] == []

"""Builds on the workers of a Dask scheduler, which are processes as they would be elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import errands
from briefings.builds.crew import Failed, Lost, run
from briefings.builds.elsewhere import Errand, cluster
from briefings.engine import apart
from briefings.errors import BriefingsError, MachineError
from briefings.manifest import TIMINGS
from processes import ended, parent
from project import FERRY, ROOT, Project

pytest.importorskip("distributed")
posix = pytest.mark.skipif(os.name != "posix", reason="the system has no signals")

Dask = subprocess.Popen[bytes]


def dask(program: str, *words: str, folder: Path | None = None) -> Dask:
    """A process of Dask's, which finds this program and what tests have it do, in a *folder*."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    own = {"PYTHONPATH": paths, "SETTING": "as expected"}
    return subprocess.Popen(
        (sys.executable, "-m", f"distributed.cli.dask_{program}", *words),
        env={**os.environ, **own, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=folder,
    )


def stop(process: Dask) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler that has no worker yet."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    process = dask("scheduler", *words)
    errands.until(file)
    port = file.read_text(encoding="utf-8").partition("tcp://127.0.0.1:")[2].partition('"')[0]
    yield f"dask://127.0.0.1:{port}"
    stop(process)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that the workers see."""
    found = Project(tmp_path_factory.mktemp("project"))
    found.content()
    return found


@pytest.fixture(scope="module")
def workers(
    scheduler: str, project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a scheduler with two workers, each of which is started anew if it ends."""
    words = ("--nthreads", "1", "--no-dashboard", "--local-directory")
    address = scheduler.replace("dask", "tcp")
    places = (str(tmp_path_factory.mktemp("worker")) for _ in range(2))
    started = [dask("worker", address, *words, place, folder=project.folder) for place in places]
    crew = cluster(scheduler, 60)
    while crew.hands < 2:
        crew.gather().shutdown()
    yield scheduler
    for process in started:
        stop(process)


def told(address: str, patience: float = 0.5) -> str:
    with pytest.raises(BriefingsError) as caught:
        cluster(address, patience).gather()
    return str(caught.value)


# --- who can't be asked --------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["dask://here", "dask://:1", "here:8786", "http://here:1"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert told(address) == (
        f"--executor:1:1: {address} is not the address of a scheduler. "
        "write it as dask://HOST:PORT [L106]"
    )


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    found = told("dask://127.0.0.1:9")
    assert found.startswith("--executor:1:1: no scheduler answers at tcp://127.0.0.1:9: ")
    assert found.endswith(". start one: dask scheduler; or name the one that there is [I121]")


def test_a_scheduler_without_workers_is_told(scheduler: str) -> None:
    assert "has no worker. start one: dask worker ADDRESS, with this" in told(scheduler, 5)


def test_dask_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert told("dask://127.0.0.1:9") == (
        "--executor:1:1: Dask is not installed. install it: pip install 'briefings[dask]' [I120]"
    )


# --- what they do --------------------------------------------------------------------------------


@posix
def test_a_worker_killed_in_the_middle_of_a_build_loses_nothing(
    workers: str, tmp_path: Path
) -> None:
    found = dict(run(partial(errands.print_page, tmp_path), range(12), cluster(workers)))
    assert (tmp_path / "killed").exists()
    own = apart.shared()
    assert found == {number: own.write(errands.page(number)) for number in range(12)}


@posix
def test_a_job_that_ends_every_worker_is_blamed_and_the_others_are_done(workers: str) -> None:
    found = dict(run(errands.kill, range(8), cluster(workers)))
    assert found.pop(errands.KILLS) == Lost("it ended its worker twice")
    assert found == {number: 2 * number for number in range(8) if number != errands.KILLS}


def test_a_worker_that_is_set_up_differently_refuses_its_job(workers: str) -> None:
    sound = Errand[int, int](abs, "as expected", errands.setting)
    other = Errand[int, int](abs, "of another release", errands.setting)
    assert dict(run(sound, [-1], cluster(workers))) == {0: 1}
    ((_, refused),) = run(other, [-1], cluster(workers))
    assert isinstance(refused, Failed)
    (problem,) = refused.problems
    assert (problem.code, refused.exit_code) == ("I123", MachineError.exit_code)
    assert problem.what == "not set up like the machine that builds (as expected, not of another r)"


@posix
def test_no_engine_is_left_when_a_worker_is_killed_while_it_lays_out(
    workers: str, tmp_path: Path
) -> None:
    pool = cluster(workers).gather()
    pool.submit(partial(errands.busy_engine, tmp_path), 0)
    errands.until(tmp_path / "engine")
    engine = int((tmp_path / "engine").read_text(encoding="utf-8"))
    nursery = parent(engine)
    os.kill(parent(nursery), signal.SIGKILL)
    assert ended(engine)
    assert ended(nursery)
    pool.shutdown(cancel_futures=True)


# --- the command ---------------------------------------------------------------------------------

WORDS = ("content/ferry.yaml", "--kind", "one-page-summary", "--audience", "public,press")


def files(project: Project, folder: str) -> dict[str, bytes]:
    return {name: data for name, data in project.outputs(folder).items() if name != TIMINGS}


@pytest.mark.parametrize("via", ["", "file"])
def test_files_built_elsewhere_are_those_that_would_be_built_here(
    workers: str, project: Project, tmp_path: Path, via: str
) -> None:
    """Each time of other words, so that what workers remember does not count."""
    project.content(FERRY.replace("Few travellers", f"Few travellers {via}"))
    words = "build", *WORDS, "--format", "html,pdf", "--output"
    here = project.call(*words, f"here{via}")
    places = ("--via", tmp_path.as_uri()) if via else ()
    afar = project.run(*words, f"afar{via}", "--executor", workers, *places)
    assert (here.code, afar.code) == (0, 0)
    assert files(project, f"afar{via}") == files(project, f"here{via}")
    assert len([*tmp_path.rglob("*.pdf")]) == (2 if via else 0)


def test_a_worker_that_sees_another_state_of_the_project_refuses(
    workers: str, project: Project
) -> None:
    project.write("templates/themes/other.yaml", "extends: institute\n")
    elsewhere = Project(project.folder.parent / f"{project.folder.name}-copy")
    elsewhere.content()
    words = "build", *WORDS, "--format", "html", "--executor", workers
    result = elsewhere.run(*words)
    assert result.code == 3
    assert "not set up like the machine that builds" in result.err

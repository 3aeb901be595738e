"""Builds that are killed, that meet others or no room, and what others left in their folder."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from briefings import files as written_files
from briefings.builds import ledger
from briefings.builds.build import Builder
from briefings.builds.ledger import Asked, Made, Settled
from briefings.builds.run import Run
from briefings.builds.standing import State
from briefings.cli.building import _exit_code
from briefings.errors import ContentError
from briefings.machine.lock import at_work, left_off, locked
from processes import below, ended
from project import FERRY, ROOT, Project
from works import Work, contents, files

posix = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

PUBLIC, ANALYST = (f"talks/talks_policy-brief_{name}.html" for name in ("public", "analyst"))
DECLARED = """\
deliverables:
  - {content: ferry.yaml, kinds: [policy-brief], audiences: [public, analyst, press],
     formats: [html, docx]}
"""
SEED = 20261126


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one content for two audiences; the working folder."""
    monkeypatch.chdir(tmp_path)
    found = Project(tmp_path)
    found.content(FERRY, "talks")
    return found


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*.part")]


# --- killed ---------------------------------------------------------------------------------------


@posix
def test_a_build_that_is_killed_again_and_again_leaves_nothing_that_the_next_does_not_mend(
    project: Project,
) -> None:
    project.content()
    project.write("content/deliverables.yaml", DECLARED)
    words, chance = ("build", "--jobs", "2"), random.Random(SEED)
    assert project.run(*words, "--output", "whole").code == 0
    whole = project.outputs("whole")
    for _ in range(3):
        killed_within(chance.uniform(0.3, 1.8), words, project)
        there = {name: data for name, data in project.outputs().items() if name in whole}
        assert {n for n in there if n.startswith("ferry/") and there[n] != whole[n]} == set()
    last = project.run(*words, "--why")
    assert last.code == 0
    found = project.outputs()
    assert {n: d for n, d in found.items() if n != "timings.json"} == {
        n: d for n, d in whole.items() if n != "timings.json"
    }
    assert project.run("verify", "output").out == "6 files as built\n"
    assert [*(project.folder / "output/.briefings").glob("[!l]*")] == []


def killed_within(seconds: float, words: tuple[str, ...], project: Project) -> None:
    """Build, and end it with signal 9 after so many seconds; no process of it goes on."""
    command = [sys.executable, "-m", "briefings", *words, "--rebuild"]
    about = {**os.environ, "PYTHONPATH": str(ROOT), "FONTCONFIG_FILE": ""}
    null = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=project.folder, env=about, stdout=null, stderr=null) as one:
        time.sleep(seconds)
        family = below(one.pid)
        one.kill()
    assert [process for process in family if not ended(process)] == []


def test_a_build_in_which_nothing_is_to_be_done_clears_up_after_one_that_was_killed(
    project: Project,
) -> None:
    Work().do()
    before = files()
    project.write("output/talks/.x.html.123.part", "x")
    project.write("output/.manifest.json.123.part", "x")
    project.write("output/.briefings/at-work", "")
    work = Work()
    assert not work.there.whole
    assert work.do().why == {}
    assert files() == before
    assert Work().there.whole


def test_what_others_are_at_is_not_cleared_up(project: Project) -> None:
    with at_work(Path("output/.briefings"), lambda: None):
        project.write("output/talks/.x.html.123.part", "x")
        Work().do()
        assert parts(Path("output")) == [".x.html.123.part"]


def kill_for_analysts(builder: Builder, order: object, make: Callable[..., object]) -> object:
    if getattr(order, "audience", "") == "analyst":
        os.kill(os.getpid(), signal.SIGKILL)
    return make(builder, order)


@posix
def test_a_product_that_kills_whoever_builds_it_is_told_and_costs_no_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Builder.make
    monkeypatch.setattr(Builder, "make", lambda one, order: kill_for_analysts(one, order, make))
    work = Work().do(jobs=2)
    assert work.problems == [
        "content/talks.yaml:1:1: talks_policy-brief_analyst can't be built: it ended its worker "
        "twice (SIGKILL). give it more memory, or make it shorter [I126]"
    ]
    assert (_exit_code(work.run.outcomes), {*files()} & {PUBLIC, ANALYST}) == (4, {PUBLIC})
    monkeypatch.undo()
    os.chdir(project.folder)
    assert Work().do(jobs=2).why == {ANALYST: "not built before"}


@posix
def test_a_worker_killed_once_costs_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Builder.make

    def killed_once(builder: Builder, order: object) -> object:
        try:
            (project.folder / "killed").touch(exist_ok=False)
        except FileExistsError:
            return make(builder, order)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    monkeypatch.setattr(Builder, "make", killed_once)
    assert Work().do(jobs=2).problems == []
    assert {*files()} >= {PUBLIC, ANALYST}


# --- others ---------------------------------------------------------------------------------------


def test_two_builds_at_once_into_one_folder_end_right(project: Project) -> None:
    one = Work()
    Work().do()
    project.content(FERRY.replace("twice", "thrice"), "talks")

    def meanwhile(_: object) -> None:
        if not one.run.outcomes:
            one.do()

    Work().do(meanwhile)
    late = {PUBLIC, ANALYST}
    assert Work().do().why.keys() <= late
    Work(output="whole").do()
    assert contents() == contents("whole")


def test_the_manifest_says_what_is_there_when_another_build_was_later(project: Project) -> None:
    slow = Work()
    close = Run._close

    def closed(run: Run) -> None:
        if run is slow.run:
            project.content(FERRY.replace("twice", "thrice"), "talks")
            Work().do()
        close(run)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "_close", closed)
        slow.do()
    assert Work().there.whole
    Work(output="whole").do()
    assert contents() == contents("whole")


def test_what_is_made_while_its_content_is_changed_is_told_and_not_vouched_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Builder.make

    def changing(builder: Builder, order: object) -> object:
        made = make(builder, order)  # type: ignore[arg-type]
        project.content(FERRY.replace("twice", "thrice"), "talks")
        return made

    monkeypatch.setattr(Builder, "make", changing)
    work = Work(audiences=("public",)).do()
    (notice,) = (str(n) for outcome in work.run.outcomes for n in outcome.notices)
    assert notice == (
        "content/talks.yaml:1:1: was changed while it was read; what is made from it may be old. "
        "build again [O103]"
    )
    assert json.loads(contents()["manifest.json"])["renditions"] == []
    assert Work(audiences=("public",)).do().why == {PUBLIC: "not built before"}


# --- no room --------------------------------------------------------------------------------------


def full(*_: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def full_for_more(path: Path, mode: str = "r", **about: Any) -> object:
    if mode == "ab":
        full()
    return open(path, mode, **about)


@pytest.mark.parametrize(("what", "does"), [("write_bytes", full), ("open", full_for_more)])
def test_a_disk_that_is_full_is_told_and_the_next_build_mends_it(
    project: Project, monkeypatch: pytest.MonkeyPatch, what: str, does: Callable[..., object]
) -> None:
    work = Work()
    with monkeypatch.context() as patch:
        patch.setattr(Path, what, does)
        try:
            work.do()
            told = [problem for outcome in work.run.outcomes for problem in outcome.problems]
        except ContentError as error:
            told = [*error.problems]
    assert {problem.what for problem in told} == {"can't be written: No space left on device"}
    assert parts(Path("output")) == []
    assert Work().do().why.keys() == {PUBLIC, ANALYST}
    Work(output="whole").do()
    assert contents() == contents("whole")


def test_a_line_that_is_not_written_whole_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Short:
        def __enter__(self) -> Short:
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, data: bytes) -> int:
            return len(data) - 1

    monkeypatch.setattr(Path, "open", lambda *_, **__: Short())
    with pytest.raises(ContentError, match="No space left on device"):
        written_files.append(tmp_path / "x", b"ab")


# --- a ledger that others wrote -------------------------------------------------------------------

SHA = "0" * 64
LIES: dict[str, Callable[[dict[str, object]], object]] = {
    "a path that leads out": lambda said: said.update(path="../../etc/passwd"),
    "a record of another file": lambda said: said.update(record={**record(said), "path": "../x"}),
    "a record that says nothing": lambda said: said.update(record={"path": PUBLIC, "sha256": SHA}),
    "a record of no record": lambda said: said.update(record=[PUBLIC]),
    "pages that are none": lambda said: said.update(record={**record(said), "pages": "many"}),
    "facets of numbers": lambda said: said.update(facets={"words": 1}),
    "inputs in a list": lambda said: said.update(inputs=["content/talks.yaml"]),
    "parts that are none": lambda said: said.update(parts=[[]]),
    "notices that are none": lambda said: said.update(notices=[["a", "b", "c", "d", "e", "f"]]),
    "a field too many": lambda said: said.update(more=1),
    "a field too few": lambda said: said.pop("facets"),
    "another form": lambda said: said.update(form=1),
    "a form that is none": lambda said: said.update(form=[]),
    "a kind that is none": lambda said: said.update(kind={}),
    "digests of nothing": lambda said: said.update(inputs={"content/talks.yaml": None}),
}


def test_a_file_of_other_parts_is_not_from_here(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ferry)
    before = ledger.read(Path("output"))
    content = Path("content/talks.yaml")
    content.write_text(f"# a remark\n{FERRY}")
    ledger.add(Path("output"), [replace(made, parts=("one",)) for made in before.made.values()])
    assert Work(audiences=("public",)).why == {PUBLIC: "not built before"}
    ledger.rewrite(Path("output"), before)
    content.write_text(FERRY)


def record(said: dict[str, object]) -> dict[str, object]:
    found = said["record"]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the public's file is built."""
    folder = tmp_path_factory.mktemp("ferry")
    Project(folder).content(FERRY, "talks")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Work(audiences=("public",)).do()
    return folder


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_line_that_lies_costs_a_file_anew_at_most(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, lie: Callable[[dict[str, object]], object]
) -> None:
    monkeypatch.chdir(ferry)
    before, place = files(), ledger.place(Path("output"))
    whole = place.read_bytes()
    lines = [json.loads(line) for line in whole.splitlines()]
    for said in lines:
        if said["kind"] == "made":
            lie(said)
    place.write_text("".join(f"{json.dumps(said)}\n" for said in lines))
    assert Work(audiences=("public",)).why == {PUBLIC: "not built before"}
    place.write_bytes(whole)
    assert Work(audiences=("public",)).there.whole
    assert files() == before


SETTLED: dict[str, object] = {"form": 2, "kind": "settled", "content": "c", "request": "r"}
SETTLED |= {"surroundings": "s", "inputs": {}}
NONSENSE: dict[str, bytes] = {
    "depth": b"[" * 100_000,
    "length": b'{"form":2,"kind":"asked","request":"' + b"x" * 5_000_000,
    "numbers": b'{"form":' + b"9" * 10_000 + b"}",
    "no text": b"\xff\xfe\x00",
    "halves of characters": b'{"form":2,"kind":"asked","request":"\\ud800","contents":[]}',
    "paths out": json.dumps({**SETTLED, "products": {"/x": SHA}}).encode(),
    "a seal of what is elsewhere": b'{"form":2,"kind":"beside","digests":{"../x":"0"}}',
}


@pytest.mark.parametrize("line", NONSENSE.values(), ids=NONSENSE)
def test_a_line_of_nonsense_is_none(tmp_path: Path, line: bytes) -> None:
    made = Made("a/b.html", {"words": "1"}, {"b.yaml": SHA}, {"path": "a/b.html", "sha256": SHA})
    place = ledger.place(tmp_path)
    ledger.add(tmp_path, [made])
    with place.open("ab") as file:
        file.write(line)
    ledger.add(tmp_path, [Asked("r", ("b.yaml",))])
    found = ledger.read(tmp_path)
    assert (found.made, found.settled, found.beside) == ({"a/b.html": made}, {}, {})
    assert "r" in found.asked
    ledger.rewrite(tmp_path, found)
    assert ledger.read(tmp_path) == found


def test_an_input_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    entry = Settled("c", "r", "s", {str(tmp_path / "pipe"): SHA}, {})
    assert not State(tmp_path).same(entry.inputs)


def test_a_ledger_remembers_only_the_last_requests_and_what_is_still_so() -> None:
    found = ledger.Ledger()
    for number in range(20):
        found.take(Asked(f"{number}", ("c",)))
        found.take(Settled("c", f"{number}", "s", {}, {"c.pdf": SHA}))
    found.take(Asked("4", ("c",)))
    found.tidy()
    assert ([*found.asked], found.settled) == (
        ["5", *map(str, range(6, 20)), "4"],
        {},
    )


# --- locks ----------------------------------------------------------------------------------------


def test_the_last_one_at_work_clears_up_and_nobody_else(tmp_path: Path) -> None:
    done: list[str] = []
    with at_work(tmp_path, lambda: done.append("first")):
        with at_work(tmp_path, lambda: done.append("second")):
            assert left_off(tmp_path)
        assert (done, left_off(tmp_path)) == ([], True)
    assert (done, left_off(tmp_path)) == (["first"], False)


def test_a_folder_that_can_not_be_written_to_has_no_locks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with at_work(tmp_path / "file", lambda: None), locked(tmp_path / "file"):
        assert not left_off(tmp_path / "file")

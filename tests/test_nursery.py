"""Engines come out of a nursery, at once ready, confined as ever, and never outlive the command."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefings.engine import Sheet, Unlaid, apart
from briefings.engine.apart import PROGRAM, Apart, Limits
from briefings.machine import nursery
from briefings.machine.nursery import Child
from processes import ended, parent, running
from project import ROOT

pytestmark = pytest.mark.skipif(not nursery.AVAILABLE, reason="the system has no nurseries")

PAGE = Sheet('<html lang="en"><title>T</title><p>One</p>', {})
ENDLESS = Sheet('<div style="display: flex">' * 14 + "x", {})
LARGE = Sheet("<p>x</p>" * 600, {})


@pytest.fixture
def engine() -> Iterator[Apart]:
    engine = Apart(Limits(60.0))
    yield engine
    engine.end()


def process(engine: Apart) -> Child:
    """The engine's own, which came out of a nursery."""
    assert engine._worker is not None
    found = engine._worker._process
    assert isinstance(found, Child)
    return found


def home() -> int:
    """The nursery that there is."""
    (only,) = nursery._nurseries.values()
    return only.pid


def test_an_engine_and_its_spare_ones_come_out_of_one_nursery(engine: Apart) -> None:
    engine.lay_out(PAGE)
    spare = engine.spare(PAGE)
    spare.lay_out(PAGE)
    pids = process(engine).pid, process(spare).pid
    assert len({*pids}) == 2
    assert {*map(parent, pids)} == {home()}
    spare.end()
    assert not running(pids[1])
    assert running(pids[0])


def test_a_nursery_has_no_threads(engine: Apart) -> None:
    engine.lay_out(PAGE)
    assert len([*Path(f"/proc/{home()}/task").iterdir()]) == 1


def test_an_engine_holds_no_pipe_but_its_own(engine: Apart) -> None:
    spares = [engine.spare(PAGE) for _ in range(3)]
    for spare in (engine, *spares):
        spare.lay_out(PAGE)
    ends = [
        {os.readlink(end) for end in Path(f"/proc/{process(each).pid}/fd").iterdir()}
        for each in (engine, *spares)
    ]
    assert [len(own) for own in ends] == [3, 3, 3, 3]
    assert len(set.union(*ends)) == 12
    for spare in spares:
        spare.end()


def test_an_engine_that_takes_too_long_is_ended_and_the_next_page_laid_out() -> None:
    engine = Apart(Limits(0.3))
    with pytest.raises(Unlaid, match=r"0\.3 s") as caught:
        engine.lay_out(ENDLESS)
    assert caught.value.cause == "time"
    engine.limits = Limits(60.0)
    assert engine.lay_out(PAGE).count == 1
    engine.end()


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no limit on memory")
def test_what_was_loaded_before_counts_as_memory_as_it_did_and_leaves_enough_for_a_page() -> None:
    engine = Apart(Limits(60.0, 128))
    assert engine.lay_out(LARGE).count > 1
    engine.end()
    engine.limits = Limits(60.0, 70)
    with pytest.raises(Unlaid) as caught:
        engine.lay_out(replace(LARGE, html=LARGE.html * 10))
    assert caught.value.cause == "memory"
    engine.end()


def test_how_an_engine_ended_is_told_though_it_is_no_child_of_who_asks(engine: Apart) -> None:
    engine.lay_out(PAGE)
    threading.Timer(0.3, os.kill, (process(engine).pid, signal.SIGSEGV)).start()
    with pytest.raises(Unlaid, match="SIGSEGV"):
        engine.lay_out(ENDLESS)
    assert engine.lay_out(PAGE).count == 1


def test_an_engine_that_ended_while_nobody_asked_is_replaced(engine: Apart) -> None:
    engine.lay_out(PAGE)
    os.kill(process(engine).pid, signal.SIGSEGV)
    assert ended(process(engine).pid)
    assert engine.lay_out(PAGE).count == 1


def test_a_page_is_not_to_blame_for_an_engine_that_ended_before_it_had_begun_with_it(
    engine: Apart,
) -> None:
    engine.lay_out(PAGE)
    os.kill(process(engine).pid, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (process(engine).pid, signal.SIGSEGV)).start()
    threading.Timer(0.3, os.kill, (process(engine).pid, signal.SIGCONT)).start()
    assert engine.lay_out(replace(PAGE, html="<p>Another</p>")).count == 1


def test_an_engine_that_was_killed_at_a_page_is_replaced_once(engine: Apart) -> None:
    engine.lay_out(PAGE)
    killed = process(engine).pid
    threading.Timer(0.3, os.kill, (killed, signal.SIGKILL)).start()
    engine.limits = Limits(2.0)
    with pytest.raises(Unlaid) as caught:  # by the next one, which nobody kills
        engine.lay_out(ENDLESS)
    assert caught.value.cause == "time"


def test_a_nursery_that_was_killed_takes_its_engines_along_and_the_next_question_is_answered(
    engine: Apart,
) -> None:
    engine.lay_out(PAGE)
    before, child = home(), process(engine).pid
    os.kill(before, signal.SIGKILL)
    assert ended(child)
    assert engine.lay_out(PAGE).count == 1
    assert home() != before


def test_a_page_is_not_to_blame_if_the_nursery_is_killed_while_it_is_laid_out(
    engine: Apart,
) -> None:
    engine.lay_out(PAGE)
    before = home()
    threading.Timer(0.2, os.kill, (before, signal.SIGKILL)).start()
    assert engine.lay_out(LARGE).count > 1
    assert home() != before


def test_where_no_nursery_starts_an_engine_is_started_by_itself(
    engine: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nursery, "_PROGRAM", "raise SystemExit(1)")
    monkeypatch.setattr(nursery, "_nurseries", {})
    monkeypatch.setattr(nursery, "_barren", set())
    assert engine.lay_out(PAGE).count == 1
    assert engine._worker is not None
    assert isinstance(engine._worker._process, subprocess.Popen)
    assert nursery._barren == {nursery._key(PROGRAM)}


def test_an_engine_is_replaced_before_what_it_keeps_grows_but_not_before_it_has_written(
    engine: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LASTS", 3)
    pids = []
    for _ in range(2):
        for ask in (engine.lay_out, engine.lay_out, engine.lay_out, engine.write):
            ask(PAGE)
            pids.append(process(engine).pid)
    assert len({*pids[:4]}) == 1
    assert len({*pids[4:]}) == 1
    assert pids[3] != pids[4]


def held(engine: Apart) -> int:
    """The data that an engine holds, MB."""
    said = Path(f"/proc/{process(engine).pid}/status").read_text(encoding="utf-8")
    (data,) = re.findall(r"^VmData:\s+(\d+) kB", said, re.MULTILINE)
    return int(data) // 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no limit on memory")
def test_a_page_that_has_no_memory_left_by_earlier_ones_is_asked_for_anew(engine: Apart) -> None:
    one, other = (Sheet(f"<p>{word}</p>" * 4000, {}) for word in ("one", "two"))
    engine.lay_out(one)
    alone = held(engine)
    engine.lay_out(other)
    both = held(engine)
    engine.end()
    engine.limits = Limits(60.0, (alone + both) // 2)
    pids = []
    for page in (one, other):
        assert engine.lay_out(page).count > 1
        pids.append(process(engine).pid)
    assert len({*pids}) == 2


def test_a_page_that_has_no_memory_in_an_engine_of_its_own_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def starving(*_: object) -> None:
        raise Unlaid("memory", "70 MB")

    monkeypatch.setattr(Apart, "_answer", starving)
    with pytest.raises(Unlaid, match="70 MB"):
        Apart().lay_out(PAGE)


# --- what an engine may not do -------------------------------------------------------------------

TRIES = """\
import os, socket, subprocess, sys

def begun():
    return "ready"

def main(words, ready):
    from briefings.machine.confinement import confine
    confine(1024)
    def write(): open("x", "w")
    def call(): socket.create_connection(("127.0.0.1", 9))
    def run(): subprocess.run(["true"])
    def split(): os.fork()
    for do in (write, call, run, split):
        try: do()
        except PermissionError: os.write(1, f"{ready}: no {do.__name__}\\n".encode())
"""


def test_a_child_is_confined_after_its_nursery_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tries.py").write_text(TRIES)
    monkeypatch.syspath_prepend(str(tmp_path))
    home = nursery.Nursery("tries")
    child = home.child("-")
    assert child is not None
    assert child.stdout.read().decode().splitlines() == [
        f"ready: no {name}" for name in ("write", "call", "run", "split")
    ]
    assert child.wait() == 0
    home.end()


# --- when it ends --------------------------------------------------------------------------------

ASKS = """\
import os, signal, sys
from briefings.engine import Sheet
from briefings.engine import apart
from briefings.engine.apart import Apart
from briefings.machine import nursery
engine, other = Apart(), Apart()
engine.lay_out(Sheet({page!r}, {{}}))
other.lay_out(Sheet({page!r}, {{}}))
(home,) = nursery._nurseries.values()
print(home.pid, engine._worker._process.pid, other._worker._process.pid, flush=True)
{then}
"""

ENDS = {
    "by itself": "",
    "killed while it is idle": "signal.pause()",
    "killed while an engine is busy": f"engine.lay_out(Sheet({ENDLESS.html!r}, {{}}))",
    "killed, and a fork of it lives on": "os.fork() or os.setsid(); signal.pause()",
}


@pytest.mark.parametrize("then", ENDS.values(), ids=ENDS)
def test_nothing_is_left_of_a_nursery_when_the_command_has_ended(then: str) -> None:
    command = subprocess.Popen(
        (sys.executable, "-c", ASKS.format(page=PAGE.html, then=then)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert command.stdout is not None
    started = [int(word) for word in command.stdout.readline().split()]
    assert len(started) == 3
    if then:
        command.kill()
    command.wait()
    assert [pid for pid in started if not ended(pid)] == []

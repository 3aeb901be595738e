"""The engine in its child process: the same pages as in this one, and no harm if it stops."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from briefings.builds.build import Builder
from briefings.builds.length import pages
from briefings.builds.orders import Order
from briefings.engine import Columns, Complained, File, Sheet, Unlaid, wire
from briefings.engine.apart import Apart, Limits
from briefings.engine.within import Within
from briefings.errors import MachineError
from briefings.galley import Along, Frame, Held, Lines
from briefings.library import Library
from processes import ended, running
from project import FERRY, ROOT
from test_proof import press

posix = pytest.mark.skipif(os.name != "posix", reason="the system has no limits or forks")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system has no limit on memory")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
PAGE = Sheet(
    '<html lang="en"><title>T</title><h1 id="a">T</h1><p>One<img src="asset:y" alt="z"></p>',
    {"asset:y": File("image/svg+xml", SVG)},
)
PLAIN = Sheet('<html lang="en"><title>T</title><p>One</p>', {})
DEEP = Sheet("<div>" * 900, {})
"""Stops the engine: it calls itself for each."""
ENDLESS = Sheet('<div style="display: flex">' * 14 + "x", {})
"""Takes twice as long with each."""


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    engine = Apart(Limits(60.0))
    yield engine
    engine.end()


# --- what goes to and fro ------------------------------------------------------------------------


def test_a_question_is_understood_as_it_was_asked() -> None:
    callers = {"note-1": frozenset((("a", 1), ("b", 2)))}
    columns = Columns(callers, (({"a": 2}, {("a", "note-2"): "note-1"}), ({"a": 1}, {})))
    sheet = Sheet("<p>ü\u2060", {"a": File("image/png", b"\0\xff"), "b": File("x", b"")}, ("n",))
    assert wire.asked(wire.question("write", 1.5, sheet)) == ("write", 1.5, sheet, None)
    assert wire.asked(wire.question("measure", 2, sheet, columns)) == ("measure", 2, sheet, columns)


def test_a_sheet_is_told_from_others_by_its_html_and_what_it_carries() -> None:
    digests = {
        Sheet(html, {name: File(media_type, data)}).digest
        for html in ("a", "b")
        for name in ("x", "y")
        for media_type in ("image/png", "image/jpeg")
        for data in (b"1", b"2")
    }
    assert len(digests) == 16


def test_pages_are_those_that_this_process_would_have_made(apart: Apart) -> None:
    here = Within()
    assert apart.lay_out(PAGE) == here.lay_out(PAGE)
    assert apart.write(PAGE) == here.write(PAGE)


def test_what_was_not_laid_out_lately_is_written_all_the_same(apart: Apart) -> None:
    assert apart.write(PLAIN).startswith(b"%PDF-")


def test_a_column_is_measured_as_in_this_process(apart: Apart) -> None:
    own = press("harbour-outage", "policy-brief", "analyst")
    there = press("harbour-outage", "policy-brief", "analyst")
    own.engine, there.engine = Within(), apart
    one, other = own.galley, there.galley
    assert other == one
    entries = [*_entries(one.root), *(e for f in one.parts.values() for e in f.values())]
    assert {Along, Frame, Held, Lines} <= {type(entry) for entry in entries}
    assert list(other.parts) == list(one.parts)


def _entries(frame: Frame) -> Iterator[object]:
    for entry in frame.matter:
        yield entry
        if isinstance(entry, Frame):
            yield from _entries(entry)


def test_what_the_engine_complains_of_comes_back(apart: Apart) -> None:
    with pytest.raises(Complained) as caught:
        apart.lay_out(Sheet("<style>p { colour: red }</style><p>x", {}))
    assert caught.value.said == ("Ignored `colour: red ` at 1:5, unknown property.",)
    assert apart.lay_out(PAGE).count == 1


# --- what stops it -------------------------------------------------------------------------------


def test_what_stops_the_engine_is_told_and_the_next_page_is_laid_out(apart: Apart) -> None:
    with pytest.raises(Unlaid, match="RecursionError: maximum recursion depth") as caught:
        apart.lay_out(DEEP)
    assert caught.value.cause == "stop"
    assert apart.lay_out(PAGE).count == 1


@posix
def test_engines_that_are_killed_twice_at_one_page_harm_no_other(apart: Apart) -> None:
    def kill() -> None:
        assert apart._worker is not None
        apart._worker._process.kill()

    apart.lay_out(PAGE)
    for after in (0.5, 4.0):
        threading.Timer(after, kill).start()
    with pytest.raises(Unlaid, match="SIGKILL") as caught:
        apart.lay_out(ENDLESS)
    assert caught.value.cause == "stop"
    assert apart.lay_out(PAGE).count == 1


def test_an_engine_that_does_not_start_is_told_of_the_machine(
    apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "nowhere")])
    with pytest.raises(MachineError, match=r"does not start .*ModuleNotFoundError.* \[I114\]"):
        Apart().lay_out(PAGE)


def test_a_page_may_take_longer_the_more_there_is_on_it() -> None:
    short, long = Sheet("<p>x</p>" * 50, {}), Sheet("<p>x</p>" * 500, {})
    assert (Limits().time(short), Limits().time(long)) == (61, 70)
    assert Limits().time(Sheet("<p>x</p>" * 50_000, {})) == 600
    assert Limits(3.5).time(long) == 3.5


def test_a_part_may_take_a_share_of_the_time_but_never_too_little() -> None:
    shares = [Apart(Limits(s)).spare(PAGE).limits.seconds for s in (None, 20, 4)]
    assert shares == [pytest.approx(6, abs=0.1), 5, 4]


# --- what it may not do --------------------------------------------------------------------------

TRIES = """\
import os, socket, subprocess, sys, urllib.request
from briefings.machine.confinement import confine
confine(1024)
def write(): open("x", "w")
def add(): os.open("x", os.O_CREAT | os.O_RDWR)
def remove(): os.remove(sys.argv[1])
def call(): socket.create_connection(("127.0.0.1", 9))
def listen(): socket.socket()
def fetch(): urllib.request.urlopen("http://127.0.0.1:9/")
def run(): subprocess.run(["true"])
def shell(): os.system("true")
def split(): os.fork()
def read(): open(sys.argv[1]).read()
def load(): import colorsys
for do in (write, add, remove, call, listen, fetch, run, shell, split, read, load):
    try: do()
    except Exception as error: print(do.__name__, "PermissionError" in repr(error) or error)
    else: print(do.__name__)
"""


@posix
def test_a_confined_process_reads_and_imports_and_does_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    program = (sys.executable, "-c", TRIES, str(tmp_path / "there"))
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(program, cwd=tmp_path, env=own, capture_output=True, text=True)
    refused = ("write", "add", "remove", "call", "listen", "fetch", "run", "shell", "split")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [*(f"{name} True" for name in refused), "read", "load"]
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


OTHER = """\
import os
from briefings.engine import Sheet, child
from briefings.machine.confinement import confine
engine = child.begun()
confine(1024)
if not os.getuid():
    os.setuid(65534)
print(engine.lay_out(Sheet("<p style='font-family: serif'>One \u4e2d <i>two</i>", {})).count)
"""


@posix
def test_a_confined_engine_may_begin_threads_whoever_runs_it() -> None:
    """Pango needs them; only root is let off limits on them."""
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run((sys.executable, "-c", OTHER), env=own, capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr


# --- when it ends --------------------------------------------------------------------------------

ASKS = """\
from briefings.engine import Sheet
from briefings.engine.apart import Apart
PAGE, ENDLESS = Sheet({page!r}, {{}}), Sheet({endless!r}, {{}})
engine = Apart()
engine.lay_out(PAGE)
print(engine._worker._process.pid, flush=True)
{then}
"""


def asker(then: str) -> tuple[subprocess.Popen[str], int]:
    """A process that has an engine and goes on with *then*, and the engine's own."""
    code = ASKS.format(page=PLAIN.html, endless=ENDLESS.html, then=then)
    process = subprocess.Popen(
        (sys.executable, "-c", code),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@posix
def test_no_engine_is_left_when_its_parent_is_killed_while_it_is_busy() -> None:
    process, engine = asker("engine.lay_out(ENDLESS)")
    assert running(engine)
    time.sleep(0.2)
    process.kill()
    process.communicate()
    assert ended(engine)


@posix
def test_no_engine_is_left_when_its_parent_ends() -> None:
    process, engine = asker("")
    process.communicate()
    assert process.returncode == 0
    assert ended(engine)


FORKS = """\
import multiprocessing, warnings
warnings.simplefilter("ignore")
own = engine._worker
def task():
    assert engine.lay_out(PAGE).count == 1
    assert engine._worker is not own
forked = multiprocessing.get_context("fork").Process(target=task, daemon=True)
forked.start()
forked.join()
assert forked.exitcode == 0
assert engine.lay_out(PAGE).count == 1
assert engine._worker is own
"""


@posix
def test_a_worker_that_was_forked_gets_an_engine_of_its_own() -> None:
    process, _ = asker(FORKS)
    process.communicate()
    assert process.returncode == 0


# --- a build -------------------------------------------------------------------------------------

QUAY = """\
      - type: figure
        file: quay.png
        title: The quay
        alt: A quay
"""


@linux
def test_a_picture_too_large_to_lay_out_is_told_at_its_place_and_other_files_are_built(
    tmp_path: Path,
) -> None:
    Image.new("RGB", (6000, 6000)).save(tmp_path / "quay.png")
    (tmp_path / "ferry.yaml").write_text(FERRY + QUAY)
    (tmp_path / "boat.yaml").write_text(FERRY)
    engine = Apart(Limits(60.0, 150))
    builder = Builder(Library.of(ROOT, tmp_path), tmp_path / "output", engine=engine)
    orders = [
        Order(tmp_path / f"{name}.yaml", "policy-brief", "analyst", ("pdf",), pages("none"))
        for name in ("ferry", "boat")
    ]
    ferry, boat = map(builder.build, orders)
    assert [str(problem) for problem in ferry.problems] == [
        f"{tmp_path}/ferry.yaml:16:9: this part takes more than 150 MB of memory to lay out. "
        "make it shorter or simpler, or allow more with --memory-limit [W112]"
    ]
    assert [rendition.pages for rendition in boat.built] == [1]
    engine.end()


def test_a_document_that_takes_too_long_as_a_whole_is_told_so_and_may_be_allowed_more(
    tmp_path: Path,
) -> None:
    (tmp_path / "ferry.yaml").write_text(FERRY)
    engine = Apart(Limits(0.001))
    builder = Builder(Library.of(ROOT, tmp_path), tmp_path / "output", engine=engine)
    order = Order(tmp_path / "ferry.yaml", "policy-brief", "analyst", ("pdf",))
    assert [str(problem) for problem in builder.build(order).problems] == [
        f"{tmp_path}/ferry.yaml:1:8: the document as a whole, but no part of it alone, "
        "takes longer than 0.001 s to lay out. "
        "make it shorter or simpler, or allow more with --time-limit [W111]"
    ]
    engine.limits = Limits()
    assert [rendition.pages for rendition in builder.build(order).built] == [1]
    engine.end()

"""Where files of a build are put: folders, and places that several machines share."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.builds.depot import Depot, depot
from briefings.errors import BriefingsError

fsspec = pytest.importorskip("fsspec")

FILES = {"ferry/a.pdf": b"one", "ferry/b.docx": b"two"}
PLACES: dict[str, Callable[[Path], str]] = {
    "a folder": str,
    "a folder by its address": lambda path: path.as_uri(),
    "a store": lambda path: f"memory://{path.name}",
}


@pytest.fixture(params=[*PLACES.values()], ids=[*PLACES])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Depot:
    found: Depot = pickle.loads(pickle.dumps(depot(request.param(tmp_path / "output"))))
    return found


def test_files_are_put_there_whole_and_nothing_else_is_left(place: Depot, tmp_path: Path) -> None:
    place.write({"ferry/a.pdf": b"of last week"})
    place.write(FILES)
    assert {name: place.read(name) for name in FILES} == FILES
    there = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    stored = [Path(path).name for path in fsspec.filesystem("memory").find("/output")]
    assert {*there, *stored} == {"a.pdf", "b.docx"}


def test_a_file_that_is_not_there_reads_as_none(place: Depot) -> None:
    assert place.read("ferry/c.pdf") is None


def told(address: str) -> str:
    with pytest.raises(BriefingsError) as caught:
        depot(address).write(FILES)
    return str(caught.value)


def test_where_no_file_can_be_put_is_told_and_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "boat").touch()
    address = (tmp_path / "boat").as_uri()
    assert told(address).startswith(f"{address}/ferry/a.pdf:1:1: can't be written: ")
    assert [path.name for path in tmp_path.rglob(".*")] == []


def test_a_place_that_takes_another_package_is_told() -> None:
    assert told("unheard-of://there") == (
        "--output:1:1: unheard-of://there can't be reached: Protocol not known: unheard-of. "
        "install what fsspec needs for it, or name a folder [I125]"
    )


def test_fsspec_is_an_extra_and_folders_need_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    depot(str(tmp_path)).write(FILES)
    assert depot(str(tmp_path)).read("ferry/a.pdf") == b"one"
    assert told(tmp_path.as_uri()) == (
        "--output:1:1: fsspec is not installed, which reaches other places than folders. "
        "install it: pip install 'briefings[shared]' [I124]"
    )

"""What surrounds contents is read again only if it looks other than when it was last read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefings.builds import standing
from briefings.builds.batch import Own
from briefings.builds.standing import digest_of, look_again, recall, tree_of, trees
from briefings.machine import stopwatch


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two files, which changed long ago."""
    monkeypatch.setattr(stopwatch, "SETTLED", -1)
    monkeypatch.setattr(standing, "_recalled", {})
    (tmp_path / "a.ttf").write_text("first")
    (tmp_path / "b.ttf").write_text("second")
    look_again()
    return tmp_path


def again(folder: Path) -> tuple[str, int]:
    """The digest of the folder by a build that recalls the last one's, and the files it read."""
    recall(trees())
    look_again()
    before = digest_of.cache_info().misses
    return tree_of(folder), digest_of.cache_info().misses - before


def test_a_folder_that_looks_as_it_did_is_not_read_again(folder: Path) -> None:
    first = tree_of(folder)
    assert again(folder) == (first, 0)


def test_a_file_is_read_again_though_its_size_and_date_were_put_back(folder: Path) -> None:
    first, about = tree_of(folder), os.stat(folder / "a.ttf")
    (folder / "a.ttf").write_text("third")
    os.utime(folder / "a.ttf", ns=(about.st_atime_ns, about.st_mtime_ns))
    tree, read = again(folder)
    assert tree != first
    assert read == 2


def test_a_file_under_another_name_is_another_folder(folder: Path) -> None:
    first = tree_of(folder)
    (folder / "a.ttf").rename(folder / "c.ttf")
    assert again(folder)[0] != first


def test_what_changed_just_now_is_read_again_for_it_may_change_without_looking_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopwatch, "SETTLED", 60)
    first = tree_of(folder)
    assert again(folder) == (first, 2)


def test_a_worker_reads_what_surrounds_contents_once_for_all_its_jobs(folder: Path) -> None:
    own = Own(folder)
    first = own()
    assert own() == first
    assert digest_of.cache_info().misses == 0

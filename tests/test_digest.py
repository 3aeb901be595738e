"""Digests of files, by names that are the same on every machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefings import naming
from briefings.digest import below, digest, digests, sha256_of
from briefings.library import packaged
from briefings.naming import known

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_digest_is_sha_256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert (digest(b""), sha256_of(tmp_path / "a")) == (EMPTY, EMPTY)


def test_a_file_of_several_pieces_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000
    (tmp_path / "a").write_bytes(data)
    assert sha256_of(tmp_path / "a") == digest(data)


def test_files_are_known_by_their_names_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/b.yaml").write_bytes(b"")
    (tmp_path / "a.csv").write_bytes(b"")
    found = digests([tmp_path / "b/b.yaml", tmp_path / "a.csv", tmp_path / "a.csv"])
    assert found == {"a.csv": EMPTY, "b/b.yaml": EMPTY}


def test_files_that_travel_with_the_package_have_the_same_name_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = digests([packaged() / "templates/labels/en.yaml"])
    assert list(found) == ["briefings:templates/labels/en.yaml"]


def test_files_of_a_project_that_is_the_package_are_the_projects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(packaged())
    found = digests([packaged() / "templates/labels/en.yaml"])
    assert list(found) == ["templates/labels/en.yaml"]


def test_a_link_has_the_name_that_it_is_used_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026.csv").write_bytes(b"")
    (tmp_path / "latest.csv").symlink_to("2026.csv")
    (tmp_path / "a").mkdir()
    names = (Path("latest.csv"), tmp_path / "latest.csv", Path("a/../2026.csv"))
    assert [known(path) for path in names] == ["latest.csv", "latest.csv", "2026.csv"]


def test_an_installed_package_below_the_working_folder_has_the_same_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / ".venv/site-packages/briefings/_data"
    monkeypatch.setattr(naming, "packaged", lambda: home)
    assert known(home / "templates/labels/en.yaml") == "briefings:templates/labels/en.yaml"


def test_what_is_no_file_has_no_digest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "nowhere"):
        with pytest.raises(OSError, match=path.name):
            sha256_of(path)


def test_files_below_a_folder_are_found_by_name_and_links_are_followed_once(tmp_path: Path) -> None:
    for name in ("b/x.py", "a.py", "__pycache__/y.py", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "b/again").symlink_to(tmp_path)
    (tmp_path / "d").symlink_to(tmp_path / "b")
    assert [*below(tmp_path, ".py")] == ["a.py", "b/x.py", "d/x.py"]
    assert [*below(tmp_path / "b")] == ["again/a.py", "again/c.txt", "x.py"]
    assert [*below(tmp_path / "nowhere")] == []

"""Digests of files, by names that are the same on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.digest import digest, digests, sha256_of
from briefings.library import packaged

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

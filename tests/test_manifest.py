from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings import __version__
from briefings.library import packaged
from briefings.manifest import Rendition, digest, digests, manifest


def rendition(path: str, **fields: Any) -> Rendition:
    own = {
        "kind": "note",
        "audience": "reader",
        "language": "en-GB",
        "theme": "institute",
        "format": "pdf",
        "pages": 2,
        "words": 300,
        "marking": "TLP:CLEAR",
        "bytes": 1234,
        "sha256": "ab",
        "made_from": {"b.yaml": "cd"},
        "left_out": ({"id": "a", "reason": "length"},),
        "fit": {"asked": "2 pages"},
    }
    return Rendition(path, **{**own, **fields})


def everything(_: str) -> bool:
    return True


def entries(
    *built: Rendition, before: bytes | None = None, there: Callable[[str], bool] = everything
) -> list[Any]:
    renditions: list[Any] = json.loads(manifest("b", built, before, there))["renditions"]
    return renditions


def test_a_manifest_says_what_was_built_from_what() -> None:
    found = json.loads(manifest("b", [rendition("b.pdf")], None, everything))
    assert (found["form"], found["content"]) == (1, "b")
    assert found["tool"] == {"name": "briefings", "version": __version__}
    assert sorted(found["engines"]) == ["jinja2", "python-docx", "weasyprint"]
    assert found["renditions"] == [
        {
            "path": "b.pdf",
            "kind": "note",
            "audience": "reader",
            "language": "en-GB",
            "theme": "institute",
            "format": "pdf",
            "pages": 2,
            "words": 300,
            "marking": "TLP:CLEAR",
            "bytes": 1234,
            "sha256": "ab",
            "made_from": {"b.yaml": "cd"},
            "left_out": [{"id": "a", "reason": "length"}],
            "fit": {"asked": "2 pages"},
        }
    ]


def test_renditions_stand_in_the_order_of_their_paths() -> None:
    found = entries(rendition("c.pdf"), rendition("a.pdf"), rendition("b.pdf"))
    assert [entry["path"] for entry in found] == ["a.pdf", "b.pdf", "c.pdf"]


def test_the_same_renditions_give_the_same_bytes_in_whatever_order() -> None:
    one, two = rendition("a.pdf"), rendition("b.pdf")
    assert manifest("b", [one, two], None, everything) == manifest(
        "b", [two, one], None, everything
    )


def test_a_manifest_ends_with_a_line_break_and_keeps_letters_as_they_are() -> None:
    found = manifest("Brücken", [], None, everything)
    assert found.endswith(b"}\n")
    assert "Brücken".encode() in found


# --- with an earlier one -------------------------------------------------------------------------


def test_what_an_earlier_manifest_says_of_other_files_is_kept() -> None:
    before = manifest("b", [rendition("a.pdf", pages=1)], None, everything)
    found = entries(rendition("b.pdf"), before=before)
    assert [(entry["path"], entry["pages"]) for entry in found] == [("a.pdf", 1), ("b.pdf", 2)]


def test_what_an_earlier_manifest_says_of_the_same_file_is_replaced() -> None:
    before = manifest("b", [rendition("a.pdf", pages=1)], None, everything)
    found = entries(rendition("a.pdf", pages=9), before=before)
    assert [(entry["path"], entry["pages"]) for entry in found] == [("a.pdf", 9)]


def test_an_entry_goes_with_its_file() -> None:
    before = manifest("b", [rendition("a.pdf"), rendition("c.pdf")], None, everything)
    found = entries(rendition("b.pdf"), before=before, there=lambda path: path == "c.pdf")
    assert [entry["path"] for entry in found] == ["b.pdf", "c.pdf"]


def test_building_once_more_changes_nothing() -> None:
    once = manifest("b", [rendition("a.pdf"), rendition("b.pdf")], None, everything)
    assert manifest("b", [rendition("b.pdf")], once, everything) == once


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"renditions": null}',
        b'{"renditions": 3}',
        b'{"renditions": {"path": "a.pdf"}}',
        b'{"renditions": [null, [], {}, {"path": 3}]}',
    ],
)
def test_an_earlier_manifest_that_is_damaged_is_replaced(before: bytes) -> None:
    assert [entry["path"] for entry in entries(rendition("b.pdf"), before=before)] == ["b.pdf"]


def test_what_can_be_read_of_a_damaged_manifest_is_kept() -> None:
    before = b'{"renditions": [null, "x", {"path": 3}, {"path": "a.pdf"}]}'
    found = entries(rendition("b.pdf"), before=before)
    assert [entry["path"] for entry in found] == ["a.pdf", "b.pdf"]


# --- digests -------------------------------------------------------------------------------------


def test_a_digest_is_sha_256() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_files_are_known_by_their_names_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/b.yaml").write_bytes(b"")
    (tmp_path / "a.csv").write_bytes(b"")
    found = digests([tmp_path / "b/b.yaml", tmp_path / "a.csv", tmp_path / "a.csv"])
    assert list(found) == ["a.csv", str(Path("b/b.yaml"))]
    assert set(found.values()) == {digest(b"")}


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
    assert list(found) == [str(Path("templates/labels/en.yaml"))]

"""Versions of what outputs are made with."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from briefings.machine import versions
from briefings.manifest.environment import fonts_in


def test_versions_of_packages_are_those_that_python_tells() -> None:
    found = versions.packages()
    assert {"weasyprint", "pydyf", "python-docx", "jinja2", "pillow", "fonttools", "lxml"} <= {
        *found
    }
    assert found == {name: metadata.version(name) for name in found}


def test_names_of_packages_are_one_however_they_are_written(tmp_path: Path) -> None:
    for name in ("Python_Docx-1.2.0", "mdit.py_plugins-0.7", "pillow-13.0-py3.11"):
        (tmp_path / f"{name}.{'egg' if 'py3' in name else 'dist'}-info").mkdir()
    found = versions.packages(path=[str(tmp_path)])
    assert found == {"mdit-py-plugins": "0.7", "pillow": "13.0", "python-docx": "1.2.0"}


def test_of_two_of_one_name_the_one_that_python_finds_first_counts(tmp_path: Path) -> None:
    for folder, version in (("one", "2"), ("other", "3")):
        (tmp_path / folder / f"lxml-{version}.dist-info").mkdir(parents=True)
    path = [str(tmp_path / "nowhere"), str(tmp_path / "one"), str(tmp_path / "other")]
    assert versions.packages(path=path) == {"lxml": "2"}


def test_libraries_tell_their_versions() -> None:
    found = versions.libraries()
    assert {*found} == {"pango", "harfbuzz", "fontconfig"}
    assert all(version[0].isdigit() and version.count(".") == 2 for version in found.values())


def test_a_library_that_is_missing_is_not_there() -> None:
    assert versions.libraries(lambda _: None) == {}


def test_python_tells_its_version() -> None:
    assert versions.python() == sys.version.split()[0]


def test_fonts_have_names_that_are_the_same_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("own/A.ttf", "own/below/B.OTF", "own/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    package = tmp_path / "site-packages/fonts"
    package.mkdir(parents=True)
    (package / "C.ttf").write_bytes(b"")
    found = fonts_in([tmp_path / "own", package])
    assert [*found] == ["own/A.ttf", "own/below/B.OTF", "C.ttf"]

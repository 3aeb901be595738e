from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefings import machine
from briefings.machine import fontconfig

FONTS = Path(__file__).parents[1] / "templates/fonts"
SERIF = FONTS / "SourceSerif4-Regular.ttf"
SANS = FONTS / "SourceSans3-Regular.ttf"
SCRIPTS = ("bengali", "devanagari", "hebrew", "thai")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FONTCONFIG_FILE", "")


def folder(path: Path, *fonts: Path) -> Path:
    path.mkdir(parents=True)
    for font in fonts:
        (path / font.name).write_bytes(font.read_bytes())
    return path


def seen(*dirs: Path) -> frozenset[str]:
    fontconfig.use_fonts(dirs)
    library = machine.load(machine.FONTCONFIG.files)
    assert library is not None
    return fontconfig.families(library)


def test_the_fonts_that_travel_with_the_package_are_seen_and_no_others() -> None:
    assert seen(FONTS) == {
        "firasans",
        "ibmplexsanscondensed",
        "sourceserif4",
        "sourceserif4display",
        "sourceserif4displaysemibold",
        "sourcesans3",
        "notonaskharabic",
        "notonaskharabicheading",
        *(f"noto{face}{script}" for face in ("serif", "sans") for script in SCRIPTS),
    }


def test_a_project_adds_its_own_folder_of_fonts(tmp_path: Path) -> None:
    own, packaged = folder(tmp_path / "own", SERIF), folder(tmp_path / "packaged", SANS)
    assert seen(own, packaged) == {"sourceserif4", "sourcesans3"}


def test_a_path_may_have_blanks_and_signs_of_xml(tmp_path: Path) -> None:
    assert seen(folder(tmp_path / "R&D <fonts> é", SERIF)) == {"sourceserif4"}


def test_the_shipped_configuration_stands_by_itself_in_any_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder(tmp_path / "a b", SERIF, FONTS / "fonts.conf")
    monkeypatch.setenv("FONTCONFIG_FILE", str(own / "fonts.conf"))
    library = machine.load(machine.FONTCONFIG.files)
    assert library is not None
    assert fontconfig.families(library) == {"sourceserif4"}


def test_a_folder_without_fonts_has_no_families(tmp_path: Path) -> None:
    assert seen(folder(tmp_path / "empty")) == set()


def test_no_folder_at_all_has_no_families() -> None:
    assert seen() == set()


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    own = folder(tmp_path / "own", SERIF)
    (own / "broken.ttf").write_bytes(SANS.read_bytes()[:500])
    assert seen(own) == {"sourceserif4"}


def test_the_same_folders_give_the_same_file() -> None:
    fontconfig.use_fonts([FONTS])
    first = os.environ["FONTCONFIG_FILE"]
    os.environ["FONTCONFIG_FILE"] = ""
    fontconfig.use_fonts([FONTS])
    assert os.environ["FONTCONFIG_FILE"] == first


def test_other_folders_give_another_file(tmp_path: Path) -> None:
    fontconfig.use_fonts([FONTS])
    first = os.environ["FONTCONFIG_FILE"]
    fontconfig.use_fonts([FONTS, folder(tmp_path / "own", SERIF)])
    assert os.environ["FONTCONFIG_FILE"] != first


def test_a_configuration_of_someone_else_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.conf"
    other.write_text(f"<fontconfig><dir>{FONTS}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(other))
    assert seen(folder(tmp_path / "own", SERIF)) == {"sourceserif4"}


def test_the_configuration_is_plain_to_read(tmp_path: Path) -> None:
    own = folder(tmp_path / "own", SERIF)
    assert fontconfig.configuration([FONTS, own], tmp_path) == (
        '<?xml version="1.0"?>\n'
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        "<fontconfig>\n"
        f"<include>{FONTS}/fonts.conf</include>\n"
        f"<dir>{own}</dir>\n"
        f"<cachedir>{tmp_path}/scans</cachedir>\n"
        "</fontconfig>\n"
    )


UNWRITABLE = """
import os, subprocess, sys
from pathlib import Path
from briefings import machine
from briefings.machine import fontconfig

fontconfig.use_fonts([Path(sys.argv[1])])
assert fontconfig.families(machine.load(machine.FONTCONFIG.files))
print(Path(os.environ["FONTCONFIG_FILE"]).parent)
if len(sys.argv) == 2:
    subprocess.run([sys.executable, __file__, sys.argv[1], "child"], check=True)
"""


def test_where_no_cache_can_be_written_a_folder_serves_that_ends_with_the_process(
    tmp_path: Path,
) -> None:
    program = tmp_path / "program.py"
    program.write_text(UNWRITABLE)
    (tmp_path / "file").touch()
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(FONTS.parents[1]),
        "HOME": str(tmp_path / "file"),
        "TMPDIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, program, FONTS], env=surroundings, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    parents, childs = map(Path, done.stdout.split())
    assert parents.parent == tmp_path
    assert childs == parents, "a child process makes no folder of its own"
    assert not parents.exists()

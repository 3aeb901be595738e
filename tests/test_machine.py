from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from briefings import machine
from briefings.errors import MachineError
from briefings.library import Library
from briefings.machine import Check

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "templates/fonts"


@pytest.fixture(autouse=True)
def _own_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    machine.use_fonts([FONTS])


def without(*stems: str) -> machine.Load:
    """A machine that lacks libraries."""

    def load(names: Sequence[str]) -> ctypes.CDLL | None:
        return None if names[0].partition(".so")[0] in stems else machine.load(names)

    return load


def nothing(names: Sequence[str]) -> None:
    """A machine that lacks every library."""


def named(name: str, checks: Sequence[Check]) -> Check:
    (found,) = (check for check in checks if check.name == name)
    return found


def test_this_machine_is_ready() -> None:
    assert [c for c in machine.checks(False) if c.status != "ok"] == []
    machine.require()


def test_every_font_of_every_theme_travels_with_the_package() -> None:
    library = Library.of(ROOT, ROOT / "content")
    fonts = [f for name in library.theme_names for f in library.theme(name).fonts.values()]
    assert fonts
    machine.require([font.family for font in fonts])


def test_every_library_that_weasyprint_opens_is_checked() -> None:
    spec = importlib.util.find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    engine = Path(spec.origin).with_name("text") / "ffi.py"
    opened = set(re.findall(r"'(lib[\w.-]+\.so\.\d+)'", engine.read_text(encoding="utf-8")))
    optional = {"libharfbuzz-vector.so.0"}  # only to draw colour fonts as vectors
    assert opened - optional == {library.files[0] for library in machine.LIBRARIES}


def test_a_missing_library_fails_and_says_what_to_type() -> None:
    checks = machine.checks(False, load=without("libpango-1.0"))
    assert named("Pango", checks) == Check("Pango", "fail", "not found", machine.remedy(), "I102")


def test_the_subset_library_is_needed_although_weasyprint_goes_on_without_it() -> None:
    with pytest.raises(MachineError, match=r"HarfBuzz subset: not found.* \[I102\]$") as caught:
        machine.require(load=without("libharfbuzz-subset"))
    assert caught.value.exit_code == 3


def test_all_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(MachineError) as caught:
        machine.require(["Source Serif 4"], load=nothing)
    assert [problem.what for problem in caught.value.problems] == [
        "Fontconfig: not found",
        "GObject: not found",
        "HarfBuzz subset: not found",
        "HarfBuzz: not found",
        "Pango: not found",
        "PangoFT2: not found",
    ]


@pytest.mark.parametrize(
    ("version", "status", "found"),
    [
        (b"1.43.9", "fail", "1.43.9, older than 1.44"),
        (b"1.44.0", "ok", "1.44.0"),
        (b"1.100.1", "ok", "1.100.1"),
        (b"2.0", "ok", "2.0"),
        (None, "fail", "unknown version, older than 1.44"),
    ],
)
def test_pango_is_new_enough_from_1_44(version: bytes | None, status: str, found: str) -> None:
    pango = cast(ctypes.CDLL, SimpleNamespace(pango_version_string=lambda: version))

    def load(names: Sequence[str]) -> ctypes.CDLL | None:
        return pango if names[0] == "libpango-1.0.so.0" else machine.load(names)

    check = named("Pango", machine.checks(False, load=load))
    assert (check.status, check.found) == (status, found)


def test_a_library_of_that_name_that_is_another_one_is_no_crash() -> None:
    def load(names: Sequence[str]) -> ctypes.CDLL | None:
        return machine.load(("libgobject-2.0.so.0",) if "pango-1.0" in names[0] else names)

    check = named("Pango", machine.checks(False, load=load))
    assert (check.status, check.found) == ("fail", "unknown version, older than 1.44")


def test_a_machine_without_any_font_fails_and_does_not_crash(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    machine.use_fonts([tmp_path / "empty"])
    checks = machine.checks(False, ["Source Serif 4"])
    assert named("fonts", checks).code == "I104"
    assert "templates/fonts" in named("fonts", checks).remedy


def test_a_broken_configuration_of_fonts_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.conf").write_text("<fontconfig><dir>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "broken.conf"))
    assert named("fonts", machine.checks(False)).name == "fonts"


def test_a_font_that_a_theme_names_and_nobody_has_fails_by_its_name() -> None:
    with pytest.raises(MachineError, match="font Grand Hotel: not found"):
        machine.require(["Source Serif 4", "Grand Hotel"])


def test_case_and_blanks_in_the_name_of_a_font_do_not_count() -> None:
    machine.require(["source  serif 4", "SourceSans3", "Source Serif 4 Display Semibold"])


@pytest.mark.parametrize(
    ("platform", "release", "expected"),
    [
        ("linux", 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', "debian"),
        ("linux", "ID=ubuntu\nID_LIKE=debian\n", "debian"),
        ("linux", 'ID="linuxmint"\nID_LIKE="ubuntu debian"\n', "debian"),
        ("linux", "ID=fedora\n", "fedora"),
        ("linux", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("linux", "ID=alpine\n", "alpine"),
        ("linux", "ID=arch\n", "arch"),
        ("linux", "ID=nixos\n", "other"),
        ("linux", "", "other"),
        ("darwin", "", "macos"),
        ("win32", "", "windows"),
    ],
)
def test_each_kind_of_system_has_its_remedy(platform: str, release: str, expected: str) -> None:
    assert machine.system(platform, release) == expected
    assert machine.REMEDIES[expected]


def test_the_remedy_on_debian_installs_the_three_packages_that_bring_all() -> None:
    assert machine.REMEDIES["debian"] == (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_no_engine_is_imported_and_nothing_is_printed() -> None:
    program = (
        "import sys; from briefings import machine; machine.checks(True, ['No such font'])\n"
        "sys.exit('weasyprint' in sys.modules or 'docx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


# --- full ----------------------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Metadata of a briefings that asks for other packages than there are."""
    folder = tmp_path / "site/briefings-0.1.0.dist-info"
    folder.mkdir(parents=True)
    wanted = ("click>=8", "jinja2>=999", "no-such-thing>=1", "weasyprint==69.0")
    optional = "no-such-chart>=1; extra == 'charts'"
    elsewhere = "no-such-system>=1; sys_platform == 'win32'"
    lines = [f"Requires-Dist: {name}" for name in (*wanted, optional, elsewhere)]
    (folder / "METADATA").write_text("\n".join(["Name: briefings", "Version: 0.1.0", *lines, ""]))
    monkeypatch.syspath_prepend(tmp_path / "site")
    return folder


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "status", "found"),
    [
        ("click", "ok", r"\d.*"),
        ("jinja2", "fail", r"3\.[\d.]+, not >=999"),
        ("no-such-thing", "fail", "not installed"),
        ("weasyprint", "fail", r"70\.0, not ==69\.0"),
        ("no-such-chart", "warn", "not installed"),
    ],
)
def test_packages_are_held_to_what_the_project_asks_for(name: str, status: str, found: str) -> None:
    check = named(name, machine.checks(True))
    assert check.status == status
    assert re.fullmatch(found, check.found)


@pytest.mark.usefixtures("installed")
def test_a_package_for_one_system_is_not_asked_for() -> None:
    assert "no-such-system" not in {check.name for check in machine.checks(True)}


@pytest.mark.usefixtures("installed")
def test_a_package_that_is_missing_comes_with_what_to_type() -> None:
    assert named("no-such-thing", machine.checks(True)).remedy == (
        "run ./bootstrap, or: python -m pip install 'no-such-thing>=1'"
    )


def test_programs_that_only_tests_need_are_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    checks = machine.checks(True)
    assert [named(name, checks).status for name in ("soffice", "pdftoppm")] == ["warn", "warn"]


def test_an_output_folder_may_still_have_to_be_made(tmp_path: Path) -> None:
    checks = machine.checks(True, output=tmp_path / "a/b/c")
    assert named("output folder", checks).status == "ok"
    assert named("free disk", checks).found.endswith(" MB")
    assert not (tmp_path / "a").exists()


def test_an_output_folder_that_is_a_file_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o755)
    check = named("output folder", machine.checks(True, output=tmp_path / "file/output"))
    assert (check.status, check.code) == ("fail", "I107")
    assert check.found == f"{tmp_path / 'file'} cannot be written to"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_that_may_not_be_written_to_fails(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    check = named("output folder", machine.checks(True, output=tmp_path / "closed/output"))
    assert check.status == "fail"


def test_a_locale_that_cannot_print_every_message_is_a_warning() -> None:
    program = (
        "from briefings import machine\n"
        "print([c.status for c in machine.checks(True) if c.name == 'locale'])"
    )
    surroundings = {**os.environ, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    assert done.stdout == "['warn']\n"

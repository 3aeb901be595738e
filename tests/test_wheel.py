"""The package as it is installed: a wheel, in a place of its own, used from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[1]

BRIEFING = """\
title: Ferry service in winter
organisation: Harbour Office
issued: 2026-03-17
status: final
marking: TLP:CLEAR
bottom_line:
  short: The ferry sails twice a day from November.
sections:
  - title: What changes
    role: developments
    blocks:
      - type: key_judgement
        short: Few travellers will notice.
        likelihood: highly likely
      - type: prose
        short: Sailings fall from four a day to two, because few people cross in winter.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built offline, with the hatchling that is installed."""
    pytest.importorskip("hatchling", reason="./bootstrap test installs hatchling")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it; its path has blanks."""
    pytest.importorskip("pip", reason="./bootstrap test makes an environment with pip")
    folder = tmp_path_factory.mktemp("site") / "site packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", folder, wheel], check=True)
    return folder


def briefings(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "FONTCONFIG_FILE": ""}
    return subprocess.run(
        [sys.executable, "-m", "briefings", *words],
        cwd=folder,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
    )


def test_templates_audiences_and_fonts_travel_in_the_wheel(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if "/_data/" in name}
    travelling = {
        f"briefings/_data/{path.relative_to(ROOT / above).as_posix()}"
        for folder, above in (("templates", "."), ("content/audiences", "content"))
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert names == travelling
    assert "briefings/_data/templates/fonts/SourceSerif4-Regular.ttf" in names


def test_nothing_but_the_package_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    version = wheel.name.split("-")[1]
    assert tops == {"briefings", f"briefings-{version}.dist-info"}


def test_every_licence_is_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    texts = (ROOT / "templates/fonts").glob("*-LICENSE.md")
    fonts = {f"templates/fonts/{path.name}" for path in texts}
    assert "templates/fonts/SourceSerif4-LICENSE.md" in fonts
    assert licences == {"LICENSE", *fonts}


def test_a_policy_brief_is_built_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.yaml").write_text(BRIEFING, encoding="utf-8")
    choice = ("--kind", "policy-brief", "--audience", "public", "--format", "pdf")
    done = briefings(installed, tmp_path, "build", "ferry.yaml", *choice)
    assert done.returncode == 0, done.stderr
    (pdf,) = tmp_path.glob("output/**/*.pdf")
    page = PdfReader(pdf).pages[0]
    assert "Sailings fall from four a day to two" in " ".join(page.extract_text().split())
    resources: Any = page["/Resources"]
    names = (font["/BaseFont"] for font in resources["/Font"].values())
    families = {name.partition("+")[2].rstrip(",") for name in names}
    assert "Source-Serif-4" in families
    assert all(family.startswith("Source-S") for family in families), families


def test_doctor_finds_the_fonts_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = briefings(installed, tmp_path, "doctor")
    assert done.returncode == 0, done.stdout
    assert "font Source Serif 4 " in done.stdout

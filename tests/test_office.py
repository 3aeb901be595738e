from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pypdf
import pytest

from briefings import machine
from briefings.errors import MachineError
from briefings.machine import office
from briefings.typeset import typeset
from conftest import LIBRARY, document
from processes import ended

real = pytest.mark.skipif(office.find() is None, reason="needs LibreOffice")
"""Tests that ask LibreOffice; the others need none, or bring a program of that name."""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files; whatever happened, nothing is left in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert [*folder.iterdir()] == []


def word(*pages: str, font: str = "Source Serif 4") -> bytes:
    """A Word file of one paragraph on each page."""
    file = docx.Document()
    file.styles["Normal"].font.name = font
    for number, text in enumerate(pages):
        file.add_paragraph(text).paragraph_format.page_break_before = number > 0
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """A machine on which ``soffice`` is a script of *lines*, and there is no other."""
    path = folder / "programs/soffice"
    path.parent.mkdir()
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")


def refused(*documents: bytes) -> list[str]:
    with pytest.raises(MachineError) as caught:
        office.page_counts(documents)
    return [problem.what for problem in caught.value.problems]


# --- LibreOffice ---------------------------------------------------------------------------------


@real
def test_pages_are_counted_in_the_order_of_the_documents() -> None:
    assert office.page_counts([word("A"), word("A", "B", "C"), word("A", "B")]) == (1, 3, 2)


@real
def test_text_that_flows_onto_more_pages_is_laid_out_to_its_end() -> None:
    line = "One of many sentences that fill a page. "
    flowing = word(*[line * 2000] * 2)
    (count,) = office.page_counts([flowing])
    assert count > 40


@real
def test_the_fonts_in_use_are_those_it_lays_out_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = word("One of many sentences that fill a page. " * 2000)
    (count,) = office.page_counts([text])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    (tmp_path / "fonts").mkdir()
    wide = next(p for folder in LIBRARY.fonts for p in sorted(folder.glob("*Sans*Bold*")))
    (tmp_path / "fonts" / wide.name).write_bytes(wide.read_bytes())
    machine.use_fonts([tmp_path / "fonts"])
    assert office.page_counts([text]) != (count,)


@real
def test_files_that_are_no_word_files_are_told_by_their_number() -> None:
    whole = word("A")
    cut = whole[:-2000]
    assert refused(whole, b"no Word file", cut, b"", packed("a.txt")) == [
        f"LibreOffice can't read document {n} of 5: Error: source file could not be loaded"
        for n in (2, 3, 4, 5)
    ]


def packed(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, "x")
    return out.getvalue()


@real
def test_two_runs_go_side_by_side() -> None:
    documents = [[word("A", "B")], [word("A", "B", "C")]]
    with ThreadPoolExecutor() as pool:
        assert [*pool.map(office.page_counts, documents)] == [(2,), (3,)]


# --- what may be amiss ---------------------------------------------------------------------------


def test_nothing_is_run_for_no_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert office.page_counts([]) == ()


def test_a_machine_without_libreoffice_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "PLACES", ())
    with pytest.raises(MachineError, match=r"LibreOffice: not found.*apt-get.* \[I110\]$"):
        office.page_counts([b"x"])


def test_the_doctor_says_what_libreoffice_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "PLACES", ())
    (check,) = (check for check in machine.checks(True) if check.name == "libreoffice")
    assert (check.status, check.found) == ("warn", "not found")
    assert check.remedy == f"needed only for --verify-pages; {office.REMEDY}"


def test_a_place_of_an_installer_is_looked_at_where_the_path_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch)
    path = tmp_path / "programs/soffice"
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "PLACES", ("/nowhere/soffice", str(path)))
    assert office.find() == path


def test_a_program_that_cannot_be_run_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch)
    path = tmp_path / "programs/soffice"
    path.write_text("#!/nowhere/sh\n", encoding="utf-8")
    assert refused(b"x") == [f"{path} can't be run: No such file or directory"]


def test_what_libreoffice_says_when_it_stops_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, "echo The disk is full. >&2", "exit 77")
    assert refused(b"x") == ["LibreOffice stopped with code 77: The disk is full."]


def test_a_run_that_makes_no_file_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, "exit 0")
    assert refused(b"x", b"y") == [
        "LibreOffice can't read document 1 of 2",
        "LibreOffice can't read document 2 of 2",
    ]


def test_a_run_that_takes_too_long_ends_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    program(tmp_path, monkeypatch, "sleep 600 &", f"echo $! > {child}", "wait")
    monkeypatch.setattr(office, "BEGIN", 0.5)
    monkeypatch.setattr(office, "EACH", 0.25)
    assert refused(b"x", b"y") == ["LibreOffice was not done after 1 seconds"]
    assert ended(int(child.read_text(encoding="utf-8")))


def test_it_gets_a_home_of_its_own_and_the_fonts_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, 'echo "$PWD $HOME $XDG_CONFIG_HOME $FONTCONFIG_FILE"', "exit 1")
    (told,) = refused(b"x")
    folder, home, config, fonts = told.partition(": ")[2].split()
    assert (home, config) == (folder, "config")
    assert folder.startswith(str(tmp_path / "temporary"))
    assert fonts == os.environ["FONTCONFIG_FILE"]


# --- pages of a PDF ------------------------------------------------------------------------------


def test_pages_are_counted_in_a_pdf_whose_objects_are_packed() -> None:
    html = "<h1>/Type /Page</h1>" + "<p>One of many sentences that fill a page.</p>" * 100
    pdf = typeset(document(html), LIBRARY.theme("institute"), LIBRARY.templates).pdf()
    assert b"/ObjStm" in pdf
    assert office.pdf_pages(pdf) == len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 2


def test_pages_in_the_words_of_a_pdf_do_not_count() -> None:
    pages = b"1 0 obj <</Type/Pages /Kids [2 0 R]>> endobj 2 0 obj <</Type/Page>> endobj "
    named = rb"3 0 obj <</Title (a \) /Type/Page) >> endobj 4 0 obj <</Type/PageLabel>> endobj "
    shown = b"5 0 obj <</Length 10>> stream\n/Type/Page\nendstream endobj"
    assert office.pdf_pages(pages + named + shown) == 1

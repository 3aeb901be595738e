"""Every form of chart, as a content asks for it, in a report: `charts.yaml` beside this file."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from briefings import machine
from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.wordml.lint import lint
from conftest import LIBRARY
from reading import page_text

GALLERY = Path(__file__).parent / "charts.yaml"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The gallery as a full report, by format."""
    folder = tmp_path_factory.mktemp("gallery")
    machine.use_fonts(LIBRARY.fonts)
    order = Order(GALLERY, "full-report", "analyst", ("pdf", "docx"))
    outcome = Builder(LIBRARY, folder).build(order)
    assert outcome.problems == ()
    return {path.suffix: path for path in folder.rglob("charts_*")}


@pytest.fixture(scope="module")
def text(report: dict[str, Path]) -> str:
    return page_text(report[".pdf"])


@pytest.mark.parametrize(
    "said",
    ["41%", "Grain and animal feed", "Low to High", "no figure", "−14", "Yacht haven", "Liberia"],
)
def test_what_charts_say_is_text_in_the_pdf(text: str, said: str) -> None:
    assert said in text


def test_a_credit_stands_under_its_chart(text: str) -> None:
    assert "Source: Port Authority, harbour log" in text


def test_all_charts_of_small_multiples_can_be_edited_in_word(report: dict[str, Path]) -> None:
    with zipfile.ZipFile(report[".docx"]) as archive:
        books = [name for name in archive.namelist() if name.endswith(".xlsx")]
    assert len(books) == 6 + 5 + 3 + 2 + 2  # single ones, and panels


def test_the_word_file_is_sound(report: dict[str, Path]) -> None:
    assert lint(report[".docx"].read_bytes()) == ()


def test_the_data_of_panels_are_a_table_with_names_on_the_left(report: dict[str, Path]) -> None:
    layout = ["pdftotext", "-layout", str(report[".pdf"]), "-"]
    lines = subprocess.run(layout, capture_output=True, check=True, text=True).stdout.splitlines()
    head = next(line for line in lines if line.split() == ["Year", "Flag", "Persons"])
    row = next(line for line in lines if line.split() == ["2024", "Liberia", "88"])
    assert head.index("Flag") == row.index("Liberia")
    assert head.rindex("s") == row.rindex("8")

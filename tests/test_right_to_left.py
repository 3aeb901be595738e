"""An Urdu briefing, from its YAML to pages: everything stands the other way round, and is whole."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefings.build import Builder, Order
from briefings.wordml.lint import lint
from editions import LIBRARY
from reading import bare, laid_out, page_count, page_text
from reading_docx import read_docx

CONTENT = Path(__file__).with_name("right-to-left.yaml")
KINDS = ("one-page-summary", "policy-brief", "full-report")
A4 = 595.3
"""Width of the paper, pt."""

every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The Word file of each kind; each has its PDF beside it."""
    folder = tmp_path_factory.mktemp("built")
    builder = Builder(LIBRARY, folder)
    files = {}
    for kind in KINDS:
        outcome = builder.build(Order(CONTENT, kind, "analyst", ("pdf", "docx")))
        assert outcome.problems == ()
        files[kind] = folder / CONTENT.stem / outcome.built[-1].path
    return files


@pytest.fixture(scope="module")
def office(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each Word file as LibreOffice lays it out."""
    pages = laid_out([*built.values()], tmp_path_factory.mktemp("office"))
    return {kind: pages[path.stem] for kind, path in built.items()}


@dataclass(frozen=True)
class Word:
    """A word on a page, and where it begins and ends, pt from the left."""

    text: str
    left: float
    right: float


def placed(pdf: Path) -> list[Word]:
    """The words of a PDF, as poppler finds them, whose letters it gives from left to right."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    found = re.findall(r'<word xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</word>', done.stdout)
    return [
        Word(text[::-1] if "\u0600" <= text[0] <= "\u06ff" else text, float(left), float(right))
        for left, right, text in found
    ]


def place(pdf: Path, text: str) -> Word:
    """The first word that is *text*."""
    return next(word for word in placed(pdf) if word.text.strip("۔.:") == text)


@every_kind
def test_the_word_file_is_sound(built: dict[str, Path], kind: str) -> None:
    assert lint(built[kind].read_bytes()) == ()
    assert OpenXmlValidator().validate(str(built[kind])).errors == []


@every_kind
def test_word_and_pdf_have_as_many_pages(
    built: dict[str, Path], office: dict[str, Path], kind: str
) -> None:
    assert page_count(office[kind]) == page_count(built[kind].with_suffix(".pdf"))


@every_kind
def test_every_word_is_laid_out_in_its_order(
    built: dict[str, Path], office: dict[str, Path], kind: str
) -> None:
    lines = read_docx(built[kind].read_bytes()).text.splitlines()
    urdu = [
        word for line in lines for word in re.findall(r"[\u0621-\u064a\u0671-\u06d3]{4,}", line)
    ]
    pages = bare(page_text(office[kind]))
    assert len(urdu) > 40
    assert [word for word in urdu if word not in pages] == []


def test_lines_begin_at_the_right(office: dict[str, Path]) -> None:
    pdf = office["policy-brief"]
    margin = A4 - 20 * 72 / 25.4
    firsts = ("چمن", "موجودہ", "اقدامات", "ادارہ")
    assert [word for word in firsts if abs(place(pdf, word).right - margin) > 3] == []


def test_imprint_and_callout_stand_at_the_left(office: dict[str, Path]) -> None:
    pdf = office["policy-brief"]
    assert place(pdf, "EX-2026-07").left < 70
    assert place(pdf, "گزرگاہ").right < A4 / 3


def test_the_first_column_of_a_table_stands_at_the_right(office: dict[str, Path]) -> None:
    pdf = office["policy-brief"]
    assert place(pdf, "تاریخ").left > place(pdf, "واقعہ").right
    assert place(pdf, "طورخم").left > place(pdf, "2,400").right > place(pdf, "0").right


def test_numbers_of_lists_stand_at_the_right_within_the_margin(office: dict[str, Path]) -> None:
    pdf = office["policy-brief"]
    text = place(pdf, "معائنہ")
    mark = max((w for w in placed(pdf) if w.text == "1"), key=lambda word: word.left)
    assert text.right < mark.left < mark.right < A4 - 20 * 72 / 25.4 + 1


def test_nothing_stands_off_the_paper(office: dict[str, Path]) -> None:
    edges = [(w.left, w.right) for pdf in office.values() for w in placed(pdf)]
    assert min(left for left, _ in edges) > 50
    assert max(right for _, right in edges) < A4 - 50


def test_the_file_says_the_language_of_words_in_another(built: dict[str, Path]) -> None:
    from wordfile import WordFile

    file = WordFile(built["policy-brief"].read_bytes())
    (run,) = file.find("//w:r[w:rPr/w:lang/@w:val='fr-FR']")
    assert "".join(run.itertext()) == "force majeure"

"""An Urdu briefing, from its YAML to pages: everything stands the other way round, and is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.wordml.lint import lint
from editions import LIBRARY
from places import A4, MM, place, placed
from reading import bare, laid_out, page_count, page_text
from reading_docx import read_docx
from reading_pdf import read_pdf
from verdicts import by_audit

CONTENT = Path(__file__).with_name("right-to-left.yaml")
KINDS = ("one-page-summary", "policy-brief", "full-report")
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
        files[kind] = folder / outcome.built[-1].path
    return files


@pytest.fixture(scope="module")
def office(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each Word file as LibreOffice lays it out."""
    pages = laid_out([*built.values()], tmp_path_factory.mktemp("office"))
    return {kind: pages[path.stem] for kind, path in built.items()}


@pytest.fixture(params=("pdf", "docx"))
def laid(
    request: pytest.FixtureRequest, built: dict[str, Path], office: dict[str, Path]
) -> dict[str, Path]:
    """The pages of each kind: the PDF, and the Word file as LibreOffice lays it out."""
    if request.param == "docx":
        return office
    return {kind: path.with_suffix(".pdf") for kind, path in built.items()}


@every_kind
def test_the_word_file_is_sound(built: dict[str, Path], kind: str) -> None:
    assert lint(built[kind].read_bytes()) == ()
    assert by_audit(built[kind]) == []


@every_kind
def test_word_and_pdf_have_as_many_pages(
    built: dict[str, Path], office: dict[str, Path], kind: str
) -> None:
    assert page_count(office[kind]) == page_count(built[kind].with_suffix(".pdf"))


@every_kind
def test_word_and_pdf_say_the_same(built: dict[str, Path], kind: str) -> None:
    docx = read_docx(built[kind].read_bytes())
    pdf = read_pdf(built[kind].with_suffix(".pdf").read_bytes())
    assert bare(pdf.text) == bare(docx.text)
    assert [bare(text) for _, text in pdf.headings] == [bare(text) for _, text in docx.headings]
    assert [*map(bare, pdf.notes)] == [*map(bare, docx.notes)]
    assert [bare(text) for text, _ in pdf.contents] == [bare(text) for text, _ in docx.contents]


@every_kind
def test_every_word_is_laid_out_in_its_order(
    built: dict[str, Path], laid: dict[str, Path], kind: str
) -> None:
    lines = read_docx(built[kind].read_bytes()).text.splitlines()
    urdu = [
        word for line in lines for word in re.findall(r"[\u0621-\u064a\u0671-\u06d3]{4,}", line)
    ]
    pages = bare(page_text(laid[kind]))
    assert len(urdu) > 40
    assert [word for word in urdu if word not in pages] == []


def test_lines_begin_at_the_right(laid: dict[str, Path]) -> None:
    pdf = laid["policy-brief"]
    margin = A4 - 20 * MM
    firsts = ("چمن", "موجودہ", "اقدامات", "ادارہ")
    assert [word for word in firsts if abs(place(pdf, word).right - margin) > 3] == []


def test_imprint_and_callout_stand_at_the_left(laid: dict[str, Path]) -> None:
    pdf = laid["policy-brief"]
    assert place(pdf, "EX-2026-07").left < 70
    assert place(pdf, "گزرگاہ", 2).right < A4 / 3


def test_the_marking_stands_at_the_left_of_heads_and_feet_the_title_at_the_right(
    laid: dict[str, Path],
) -> None:
    pdf = laid["policy-brief"]
    marks = [word for word in placed(pdf) if word.text == "TLP:CLEAR" and word.page == 2]
    assert [word.left < 70 for word in marks] == [True, True]
    assert abs(place(pdf, "گزرگاہوں", 2).right - (A4 - 20 * MM)) < 3
    assert A4 / 3 < place(pdf, "صفحہ", 2).left < A4 * 2 / 3


def test_numbers_of_pages_stand_at_the_left_of_the_contents(laid: dict[str, Path]) -> None:
    words = [word for word in placed(laid["full-report"]) if word.page == 2]
    numbers = [word for word in words if re.fullmatch(r"\W*\d", word.text) and word.left < A4 / 2]
    assert [word.text[-1] for word in numbers[:9]] == [*"334566667"]
    assert place(laid["full-report"], "خلاصہ", 2).right == pytest.approx(A4 - 26 * MM, abs=3)


def test_the_first_column_of_a_table_stands_at_the_right(laid: dict[str, Path]) -> None:
    pdf = laid["policy-brief"]
    assert place(pdf, "تاریخ").left > place(pdf, "واقعہ").right
    row = [word for word in placed(pdf) if word.text in ("چمن", "1,150", "310")][-3:]
    assert sorted((word.left for word in row), reverse=True) == [word.left for word in row]


def test_figures_stand_under_each_other_by_their_last_digit(laid: dict[str, Path]) -> None:
    pdf = laid["policy-brief"]
    above, below = place(pdf, "2026", 2), place(pdf, "310", 2)
    assert above.right == pytest.approx(below.right, abs=1)


def test_numbers_of_lists_stand_at_the_right_within_the_margin(laid: dict[str, Path]) -> None:
    pdf = laid["policy-brief"]
    text = place(pdf, "معائنہ")
    marks = (word for word in placed(pdf) if word.text.strip(".") == "1" and word.page == 1)
    mark = max(marks, key=lambda word: word.left)
    assert text.right < mark.left < mark.right < A4 - 20 * MM + 1


def test_numbers_of_footnotes_stand_at_the_right_edge(laid: dict[str, Path]) -> None:
    words = [word for word in placed(laid["full-report"]) if word.page == 3 and word.top > 690]
    edge = [word.text for word in words if A4 - 26 * MM - 6 < word.right < A4 - 26 * MM + 1]
    assert sorted(edge)[:4] == ["1", "2", "3", "4"]


def test_nothing_stands_off_the_paper(laid: dict[str, Path]) -> None:
    edges = [(w.left, w.right) for pdf in laid.values() for w in placed(pdf)]
    assert min(left for left, _ in edges) > 50
    assert max(right for _, right in edges) < A4 - 50


def test_lines_stand_as_high_in_both(built: dict[str, Path], office: dict[str, Path]) -> None:
    files = built["policy-brief"].with_suffix(".pdf"), office["policy-brief"]
    title, last = ([place(file, word, 1).top for file in files] for word in ("معاملہ", "UNHCR"))
    assert last[0] - title[0] == pytest.approx(last[1] - title[1], abs=4)


def test_the_file_says_the_language_of_words_in_another(built: dict[str, Path]) -> None:
    from wordfile import WordFile

    file = WordFile(built["policy-brief"].read_bytes())
    (run,) = file.find("//w:r[w:rPr/w:lang/@w:val='fr-FR']")
    assert "".join(run.itertext()) == "force majeure"

"""Watermarks: on every page of the PDF and of the Word file, behind the text, read by nobody."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from briefings.document import Document, Group, Heading
from briefings.typeset import Typeset, typeset
from briefings.watermark import ink, watermark
from briefings.writers import html
from briefings.writers.docx import compose
from conftest import LIBRARY, document
from reading_pdf import read_pdf
from verapdf import by_page
from wordfile import WordFile, attributes, said, words
from wordfile import document as word_document

THEME = LIBRARY.theme("institute")
A4 = (595.3, 841.9)
SHAPE = "//v:shape[starts-with(@id, 'PowerPlusWaterMarkObject')]"


def stamped(found: Document, text: str = "Draft") -> Document:
    return replace(found, running=replace(found.running, watermark=text))


def laid(found: Document) -> Typeset:
    return typeset(found, THEME, LIBRARY.templates, LIBRARY.fonts)


def word(text: str, layout: str = "page") -> WordFile:
    cover = (Group("cover", (Heading(1, words("T")), said("May"))),) if layout == "book" else ()
    return WordFile(
        compose(stamped(word_document(*cover, said("a"), layout=layout), text), THEME, {}, {})
    )


def heads(file: WordFile) -> list[str]:
    return sorted(name for name in file.names if name.startswith("word/header"))


# --- size ----------------------------------------------------------------------------------------


def test_short_words_are_as_large_as_word_sets_them() -> None:
    assert watermark("Draft", A4).size == 144


@pytest.mark.parametrize("text", ["NOT FOR CIRCULATION", "Draft " * 20, "草稿" * 9])
def test_long_words_shrink_until_they_are_on_the_page(text: str) -> None:
    mark = watermark(text, A4)
    assert mark.size < 144
    assert (mark.width + mark.height) / 2**0.5 < A4[0]


def test_a_width_is_near_that_of_the_type() -> None:
    # As measured in Source Sans 3: 2.10, 6.26 and 7.59 em.
    found = [watermark(text, A4) for text in ("Draft", "CONFIDENTIAL", "Not for circulation")]
    assert [round(mark.width / mark.size, 1) for mark in found] == [2.0, 6.6, 7.7]


def test_it_is_paler_than_the_rules() -> None:
    assert ink(THEME) == "#e1e5e9"


# --- the PDF -------------------------------------------------------------------------------------


def test_the_pdf_draws_it_on_every_page() -> None:
    html = '<h1>x</h1><p>one</p><section class="annex"><h2>A</h2><p>two</p></section>'
    found = laid(replace(stamped(document(html)), layout="book")).pdf()
    pages = pypdf.PdfReader(io.BytesIO(found)).pages
    assert ["Draft" in page.extract_text() for page in pages] == [True, True]


def test_it_is_no_part_of_what_is_read() -> None:
    found = stamped(document("<h1>x</h1><p>one</p>"))
    plain = document("<h1>x</h1><p>one</p>")
    assert read_pdf(laid(found).pdf()).text == read_pdf(laid(plain).pdf()).text
    assert "Draft" not in read_pdf(laid(found).pdf()).text


def test_it_takes_no_room() -> None:
    html = "<h1>x</h1>" + "<p>one</p>" * 30
    with_it, without = laid(stamped(document(html))), laid(document(html))
    assert (with_it.count, with_it.used) == (without.count, without.used)


def test_nothing_is_drawn_unless_it_is_asked_for() -> None:
    pages = pypdf.PdfReader(io.BytesIO(laid(document("<h1>x</h1>")).pdf())).pages
    assert "Draft" not in pages[0].extract_text()


@pytest.mark.parametrize("text", ['<script> & "x"', "a\\b'c", "Entwurf – geprüft"])
def test_any_words_are_drawn_as_they_are(text: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(laid(stamped(document("<h1>x</h1>"), text)).pdf())).pages
    letters = "".join(pages[0].extract_text().split())
    assert "".join(text.split()) in letters
    (shape, *_) = word(text).find(SHAPE, "word/header1.xml")
    assert attributes(shape, "./{*}textpath")["string"] == text


def test_one_whose_letters_melt_into_one_another_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(laid(stamped(document("<h1>x</h1>", language="hi"), "के लिए")).pdf())
    assert by_page(path) == []


# --- Word ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["page", "side", "book"])
def test_every_head_of_a_word_file_has_it(layout: str) -> None:
    file = word("Draft", layout)
    assert len(heads(file)) > 1
    found = [file.find(SHAPE, head) for head in heads(file)]
    assert [len(shapes) for shapes in found] == [1] * len(found)
    assert len({shape.get("id") for shapes in found for shape in shapes}) == len(found)


def test_it_stands_in_the_middle_behind_the_text_and_has_no_words_for_a_screen_reader() -> None:
    (shape,) = word("Draft").find(SHAPE, "word/header1.xml")
    style = dict(part.split(":") for part in shape.get("style").split(";"))
    assert style["rotation"] == "315"
    assert int(style["z-index"]) < 0
    assert style["mso-position-horizontal-relative"] == "page"
    assert (shape.get("fillcolor"), shape.get("alt")) == ("#e1e5e9", "")


def test_word_has_none_unless_it_is_asked_for() -> None:
    file = word("")
    assert [file.find("//w:pict", head) for head in heads(file)] == [[], []]


# --- HTML ----------------------------------------------------------------------------------------


def test_the_screen_shows_it_and_no_screen_reader_says_it() -> None:
    page = html.write(laid(stamped(document("<h1>x</h1>"), 'A "b"'))).decode()
    assert r'content: "A \000022 b\000022 " / ""' in page
    assert "::before" not in html.write(laid(document("<h1>x</h1>"))).decode()

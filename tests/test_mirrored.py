"""Pages that are read from right to left: their body, their margins, and what is found in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from briefings.engine.aloud import aloud
from briefings.library.theme import Theme
from briefings.typeset import stylesheet, typeset
from briefings.typeset.mirrored import mirrored
from conftest import LIBRARY, document
from places import A4, MM, place, placed
from reading import page_text
from reading_pdf import read_pdf
from test_facing import WIDE, facing

INSTITUTE = LIBRARY.theme("institute")
SAID = {
    "ur-PK": "گزرگاہیں 11 مارچ سے بند ہیں، مگر تجارت کا حجم بڑھ کر USD 4 ملین ہو گیا۔",
    "ps-AF": "د افغانستان او پاکستان ترمنځ د سوداګرۍ لارې به پرانيستل شي، ځکه چې هوکړه یې کړې.",
    "fa-AF": "گذرگاه تورخم تا پایان سال ۱۴۰۵ بازگشایی نمی‌شود؛ حجم تجارت ۱۲٫۵ درصد افزایش یافت.",
    "ar": "قال عبد الله إن المعابر لن تُفتح قبل 3 مايو، والأدوية أولا.",
}


def pdf(html: str, folder: Path, language: str = "ur-PK", theme: Theme = INSTITUTE) -> Path:
    """A PDF of *html* in the layout of books, which has no side column."""
    found = replace(document(html, language=language), layout="book")
    path = folder / "x.pdf"
    path.write_bytes(typeset(found, theme, LIBRARY.templates).pdf())
    return path


# --- the body -----------------------------------------------------------------------------------


def body(html: str, language: str = "ur") -> str:
    return mirrored(html, language).replace('<data class="words">', "").replace("</data>", "")


def test_what_runs_from_left_to_right_is_left_as_it_is() -> None:
    html = "<p>Two <em>bridges</em>&nbsp;will close.</p>"
    assert mirrored(html, "en") is html


def test_latin_words_over_several_elements_are_held_together() -> None:
    html = "<p>دیکھیے J. Smith, <em>Border trade</em>, Press۔</p>"
    held = '<span dir="ltr">J. Smith, <em>Border trade</em>, Press</span>'
    assert body(html) == f"<p>دیکھیے {held}۔</p>"


def test_words_from_right_to_left_are_held_together_in_a_latin_line() -> None:
    html = "<p>See کسٹمز <strong>کی رپورٹ</strong>, May.</p>"
    held = '<span dir="rtl">کسٹمز <strong>کی رپورٹ</strong></span>'
    assert mirrored(html, "en") == f"<p>See {held}, May.</p>"


def test_latin_words_in_one_element_are_left_to_the_engine() -> None:
    html = "<p>نظام <strong>Single Window</strong> بحال</p>"
    assert body(html) == html


def test_latin_words_over_several_elements_within_one_are_held_together() -> None:
    html = "<p>نظام <strong>Single <sup>a</sup></strong> بحال</p>"
    held = '<span dir="ltr"><strong>Single <sup>a</sup></strong></span>'
    assert body(html) == f"<p>نظام {held} بحال</p>"


def test_latin_words_that_end_within_an_element_are_held_together_there() -> None:
    html = "<p>نظام <strong>کل A <sup>a</sup></strong>, B بحال</p>"
    held = '<strong>کل <span dir="ltr">A <sup>a</sup></span></strong>'
    assert body(html) == f"<p>نظام {held}, B بحال</p>"


@pytest.mark.parametrize(
    "mark",
    ['<a role="doc-noteref" href="#note-1">1</a>', '<span class="note-number">1</span>'],
)
def test_a_number_of_a_note_is_none_of_the_latin_words_beside_it(mark: str) -> None:
    html = f"<p>{mark}WTO کے</p>"
    assert body(html) == html


def test_no_emphasis_slants_letters_from_right_to_left() -> None:
    assert body("<p><em>کل</em> <em>now</em></p>") == (
        '<p><em class="upright">کل</em> <em>now</em></p>'
    )


def test_words_in_another_language_run_its_way() -> None:
    assert 'lang="fr" dir="ltr"' in body('<p>اور <span lang="fr">quoi?</span> کی</p>')


def test_what_stands_in_a_line_takes_no_height_of_its_own() -> None:
    html = "<ul><li>الف<ul><li><p>ب</p></li></ul></li></ul>"
    words = '<data class="words">{}</data>'.format
    assert mirrored(html, "ur") == (
        f"<ul><li>{words('الف')}<ul><li><p>{words('ب')}</p></li></ul></li></ul>"
    )


def test_entries_of_the_contents_keep_their_parts() -> None:
    entry = '<a href="#a">الف</a><span class="leader"></span>'
    page = '<span class="page" data-to="#a"></span>'
    html = f'<nav><ol><li><span class="entry">{entry}</span>{page}</li></ol></nav>'
    words = f'<data class="words">{entry}</data>'
    assert mirrored(html, "ur") == html.replace(entry, words)


# --- the pages -----------------------------------------------------------------------------------


def test_a_line_is_as_high_as_its_style_says_whatever_fonts_stand_in_it() -> None:
    def used(lines: str) -> float:
        found = document(f"<h1>الف</h1>{lines}", language="ur")
        return typeset(found, INSTITUTE, LIBRARY.templates).used

    line = "<p>گزرگاہ WTO 11</p>"
    assert used(line * 3) - used(line) == pytest.approx(2 * (13 + 3.5), abs=0.01)


def test_joined_letters_are_not_set_apart_and_have_room() -> None:
    css = stylesheet(document("<h1>x</h1>", language="ur"), INSTITUTE, LIBRARY.templates)
    assert "letter-spacing: 0.8" not in css
    assert "text-transform" not in css
    assert "font: italic" not in css
    assert "19.5pt/25.35pt" in css  # the title, of which the theme says 23


def test_a_book_is_bound_at_the_right(tmp_path: Path) -> None:
    lines = "<p>الف۔</p>" * 60
    html = (
        f'<h1>الف</h1><section class="chapter"><h2>ب</h2>{lines}</section>'
        f'<section class="chapter"><h2>ج</h2>{WIDE}</section>'
    )
    path = pdf(html, tmp_path, theme=facing())
    first, second = place(path, "ب", 1), next(w for w in placed(path) if w.page == 2 and w.top > 70)
    assert first.right == pytest.approx(A4 - 32 * MM, abs=1)
    assert second.right == pytest.approx(A4 - 18 * MM, abs=1)
    assert place(path, "Road", 1).right > A4 / 2 > place(path, "1", 1).left
    assert place(path, "Road", 2).left < A4 / 2 < place(path, "2", 2).right
    turned = pypdf.PdfReader(path).pages[2].mediabox
    assert turned.width > turned.height
    assert place(path, "N", 3).right > float(turned.width) / 2


# --- what is found -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", SAID)
def test_words_are_found_as_they_are_written(language: str, tmp_path: Path) -> None:
    path = pdf(f"<h1>x</h1><p>{SAID[language]}</p>", tmp_path, language)
    assert read_pdf(path.read_bytes()).text.split()[1:] == SAID[language].split()
    shown = "".join(c for c in page_text(path) if c not in "\u202a\u202b\u202c")
    apart = dict.fromkeys(map(ord, "\u064f\u200c"))  # drawn apart from its letter, or not at all
    words = [word.strip("،؛۔.") for word in SAID[language].translate(apart).split()]
    assert [word for word in words if word not in shown] == []


def test_brackets_of_latin_words_are_found_as_they_are(tmp_path: Path) -> None:
    path = pdf("<h1>x</h1><p>گزرگاہ (بند)</p><p>likely (about 50%)</p>", tmp_path)
    assert "likely (about 50%)" in "".join(c for c in page_text(path) if c.isprintable())


def test_only_what_is_painted_the_wrong_way_round_is_said_instead() -> None:
    assert aloud("گزر\u2060گاہ", True) == "گزرگاہ"
    assert aloud("1.", True) == "1."
    assert aloud("Single Window", True) == aloud("1", True) == ""
    assert aloud("Two bridges (2).", False) == ""


def test_latin_pages_have_nothing_said_instead(tmp_path: Path) -> None:
    def instead(html: str, language: str) -> list[str]:
        file = pypdf.PdfReader(pdf(f"<h1>x</h1>{html}", tmp_path, language))
        objects = map(file.get_object, range(1, int(str(file.trailer["/Size"]))))
        found = (one for one in objects if isinstance(one, DictionaryObject))
        return [str(one["/ActualText"]) for one in found if "/ActualText" in one]

    assert "گزرگاہ" in instead("<p>گزرگاہ</p>", "ur")
    assert instead("<p>a (b)</p>", "en-GB") == []

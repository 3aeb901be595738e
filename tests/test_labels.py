from __future__ import annotations

import datetime
import re

import pytest

from briefings.exhibits.charts.words import number
from briefings.glyphs import Glyphs
from briefings.library.labels import Labels, Variant
from conftest import LIBRARY

ENGLISH = LIBRARY.labels("en-GB")
FRENCH = LIBRARY.labels("fr")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1893", "1893"),
        ("2001-01", "January 2001"),
        ("2001-12", "December 2001"),
        ("2001-09-11", "11 September 2001"),
        ("2001-09-01", "1 September 2001"),
        ("199X", "1990s"),
        ("1996/2001", "1996 to 2001"),
        ("2001-09/2002-01-03", "September 2001 to 3 January 2002"),
        ("1996/XXXX", "1996 to undated"),
        ("XXXX", "undated"),
        ("", "undated"),
    ],
)
def test_an_edtf_date_is_said_in_words(date: str, words: str) -> None:
    assert ENGLISH.date(date) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2001-09-XX", "September 2001"),
        ("2001-XX", "2001"),
        ("2001-XX-XX", "2001"),
        ("199X-XX", "1990s"),
    ],
)
def test_what_is_known_is_said_of_a_date_in_part_unknown(date: str, words: str) -> None:
    assert ENGLISH.date(date) == words


@pytest.mark.parametrize(
    "text", ["n.d.", "spring 1996", "noon/16:00", "Exercise X-RAY", "Exercise-XX", "17 May 2020"]
)
def test_words_in_the_place_of_a_date_stay_as_they_are(text: str) -> None:
    assert ENGLISH.date(text) == text


def test_a_date_of_the_calendar_is_said_as_its_edtf_form_is() -> None:
    assert ENGLISH.date(datetime.date(2026, 3, 17)) == "17 March 2026"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2001-09-11", "11 septembre 2001"),
        ("2001-09-01", "1er septembre 2001"),
        ("199X", "années 1990"),
        ("1996/2001-02", "1996 – février 2001"),
        ("XXXX", "sans date"),
    ],
)
def test_a_language_has_its_own_forms_of_dates(date: str, words: str) -> None:
    assert FRENCH.date(date) == words


def test_a_month_that_does_not_exist_stays_a_number() -> None:
    assert ENGLISH.date("2001-13") == "13 2001"


# --- variants ------------------------------------------------------------------------------------


def test_a_variant_says_only_what_differs() -> None:
    varied = ENGLISH.varied(Variant(words={"organisation": "Organization"}))
    assert varied.words["organisation"] == "Organization"
    assert varied.words["sources"] == "Sources"
    assert varied.quotes == ENGLISH.quotes


def test_a_variant_can_give_another_form_of_dates() -> None:
    varied = ENGLISH.varied(Variant(day="{month} {day}, {year}"))
    assert varied.date("2026-03-17") == "March 17, 2026"
    assert varied.date("2026-03") == "March 2026"


def test_a_country_of_english_writes_dates_in_its_way() -> None:
    assert LIBRARY.labels("en-US").date("2026-01-15") == "January 15, 2026"
    assert LIBRARY.labels("en").date("2026-01-15") == "15 January 2026"


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("es", "15 de enero de 2026", "enero de 2026"),
        ("ar", "15 يناير 2026", "يناير 2026"),
        ("ur-PK", "15 جنوری، 2026", "جنوری 2026"),
        ("ps", "د ۲۰۲۶ کال د جنوري ۱۵مه", "د ۲۰۲۶ کال جنوري"),
        ("prs", "۱۵ جنوری ۲۰۲۶", "جنوری ۲۰۲۶"),
    ],
)
def test_dates_are_in_the_figures_and_order_of_the_language(
    language: str, day: str, month: str
) -> None:
    labels = LIBRARY.labels(language)
    assert (labels.date("2026-01-15"), labels.date("2026-01")) == (day, month)


def test_dari_goes_by_either_tag() -> None:
    assert LIBRARY.labels("fa-AF").words == LIBRARY.labels("prs").words
    assert LIBRARY.labels("fa-AF").date("2026") == "۲۰۲۶"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en-GB", "−1,234.5"),
        ("fr", "−1\u202f234,5"),
        ("es", "−1.234,5"),
        ("ur", "−1,234.5"),
        ("ps", "−۱٬۲۳۴٫۵"),
    ],
)
def test_numbers_are_in_the_marks_and_figures_of_the_language(language: str, shown: str) -> None:
    assert number(-1234.5, 1, LIBRARY.labels(language).charts) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "26%"), ("fr", "26\u00a0%"), ("ar", "26%"), ("prs", "۲۶٪")]
)
def test_per_cents_are_written_as_in_the_language(language: str, shown: str) -> None:
    assert number(26, 0, LIBRARY.labels(language).charts, percent=True) == shown


def test_a_label_leads_to_what_it_says_as_in_the_language() -> None:
    assert ENGLISH.led("Owner") == "Owner:"
    assert FRENCH.led("Responsable") == "Responsable\u00a0:"
    assert ENGLISH.led("R&D") == "R&amp;D:"


# --- every language ------------------------------------------------------------------------------

OTHERS = [name for name in LIBRARY.languages if name != "en" and "-" not in name]

every_language = pytest.mark.parametrize("language", OTHERS)


def _places(form: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", form))


def flat(labels: Labels) -> dict[str, str]:
    """Every form and word by its path, but those that a language may leave out."""
    found: dict[str, str] = {}

    def below(path: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                below(f"{path}/{key}", inner)
        elif isinstance(value, str):
            found[path] = value

    below("", labels.model_dump(exclude={"kinds", "language", "day", "month", "first"}))
    return found


@every_language
def test_every_language_has_every_word_and_no_other(language: str) -> None:
    assert sorted(set(flat(ENGLISH)) ^ set(flat(LIBRARY.labels(language)))) == []
    assert sorted(LIBRARY.labels(language).kinds) == sorted(LIBRARY.kind_names)


@every_language
def test_every_form_is_filled_with_the_same(language: str) -> None:
    english, own = flat(ENGLISH), flat(LIBRARY.labels(language))
    odd = [path for path, form in own.items() if _places(form) != _places(english[path])]
    assert odd == []


@every_language
def test_the_fonts_have_every_word_of_a_language(language: str) -> None:
    glyphs = Glyphs(LIBRARY.theme("institute").spoken(language), LIBRARY.fonts)
    said = flat(LIBRARY.labels(language))
    assert glyphs.lacking("".join(said.values())) == ()


def test_french_has_its_blanks_before_double_signs() -> None:
    said = "\n".join(flat(FRENCH).values())
    assert re.findall(r"[^\u00a0\u202f][;:?!»]|«[^\u202f]", said) == []

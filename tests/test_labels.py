from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from briefings.library.labels import Labels, Variant
from conftest import LIBRARY

ENGLISH = LIBRARY.labels("en-GB")
FRENCH = Labels(
    charts={},
    words={"undated": "sans date"},
    quotes=("«", "»", "“", "”"),
    months=tuple("janv févr mars avr mai juin juil août sept oct nov déc".split()),  # noqa: SIM905
    day="le {day} {month} {year}",
    month="{month} {year}",
    decade="années {decade}",
    span="de {start} à {end}",
    page_of="{page} sur {pages}",
    page_reference="(page {page})",
)


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
        ("2001-09-11", "le 11 sept 2001"),
        ("199X", "années 1990"),
        ("1996/2001-02", "de 1996 à févr 2001"),
        ("XXXX", "sans date"),
    ],
)
def test_a_language_has_its_own_forms_of_dates(date: str, words: str) -> None:
    assert FRENCH.date(date) == words


@pytest.mark.parametrize("count", [11, 13])
def test_a_year_has_twelve_months(count: int) -> None:
    with pytest.raises(ValidationError, match="months"):
        Labels.model_validate({**FRENCH.model_dump(), "months": ["m"] * count})


def test_a_month_that_does_not_exist_stays_a_number() -> None:
    assert ENGLISH.date("2001-13") == "13 2001"


# --- variants ------------------------------------------------------------------------------------


def test_a_variant_says_only_what_differs() -> None:
    varied = ENGLISH.varied(Variant(words={"organisation": "Organization"}))
    assert varied.words["organisation"] == "Organization"
    assert varied.words["sources"] == "Sources"
    assert varied.months == ENGLISH.months


def test_a_variant_can_give_another_form_of_dates() -> None:
    varied = ENGLISH.varied(Variant(day="{month} {day}, {year}"))
    assert varied.date("2026-03-17") == "March 17, 2026"
    assert varied.date("2026-03") == "March 2026"


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_language_of_its_own_has_all_the_words_of_english(language: str) -> None:
    words = LIBRARY.labels(language).words
    assert sorted(set(ENGLISH.words) - set(words)) == []

"""Lengths as they are asked for: what is understood, how files are named, what is fitted to."""

from __future__ import annotations

import pytest

from briefings.builds.length import UNASKED, Length, named, pages
from briefings.edition.fit import Target
from briefings.errors import UsageError
from conftest import kind

NOTE = kind()
BRIEF = kind(pages={"default": 2, "most": 4})
SUMMARY = kind(pages={"default": 1, "most": 1})


# --- in pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2", (2, 2)),
        ("2-4", (2, 4)),
        ("2–4", (2, 4)),
        (" 2 – 4 ", (2, 4)),
        ("3-3", (3, 3)),
        ("007", (7, 7)),
        ("500", (500, 500)),
    ],
)
def test_a_number_or_a_range_is_a_length_in_pages(text: str, found: tuple[int, int]) -> None:
    assert pages(text) == Length(pages=found)


@pytest.mark.parametrize("text", ["none", "None", " NONE "])
def test_none_is_no_limit(text: str) -> None:
    assert pages(text) == Length(unlimited=True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("0", "'0' begins below 1: a product has at least one page"),
        ("0-2", "'0-2' begins below 1: a product has at least one page"),
        ("4-2", "'4-2' is upside down: write 2-4"),
        ("501", "'501' is more than 500 pages"),
        ("2-501", "'2-501' is more than 500 pages"),
    ],
)
def test_pages_that_no_product_has_are_refused(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        pages(text)


@pytest.mark.parametrize("text", ["x", "", "-2", "2-", "2-4-6", "1.5", "two", "2 4", "9" * 30, "²"])
def test_what_is_neither_a_number_nor_a_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="give a number, a range \\(2-4\\) or none"):
        pages(text)


# --- names of files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "name"),
    [
        (UNASKED, ""),
        (Length(unlimited=True), "no-limit"),
        (Length(pages=(1, 1)), "1-page"),
        (Length(pages=(2, 2)), "2-pages"),
        (Length(pages=(1, 2)), "1-2-pages"),
        (Length(pages=(2, 4)), "2-4-pages"),
        (Length(words=1), "1-word"),
        (Length(words=600), "600-words"),
        (Length(minutes=1), "1-minute"),
        (Length(minutes=3), "3-minutes"),
        (Length(minutes=2.5), "2.5-minutes"),
    ],
)
def test_a_file_is_named_by_the_length_that_was_asked_for(length: Length, name: str) -> None:
    assert length.name == name


# --- targets -------------------------------------------------------------------------------------


def test_without_a_length_the_kind_has_its_own() -> None:
    assert UNASKED.target(BRIEF, "en") == Target(None, 2)
    assert UNASKED.target(NOTE, "en") == Target()


def test_pages_are_fitted_to_from_the_least_to_the_most() -> None:
    assert pages("2-4").target(BRIEF, "en") == Target(2, 4)
    assert pages("3").target(BRIEF, "en") == Target(3, 3)
    assert pages("400").target(NOTE, "en") == Target(400, 400)


@pytest.mark.parametrize(
    ("asked", "as_", "what"),
    [
        ("5", BRIEF, "a note has at most 4 pages, not 5"),
        ("2-5", BRIEF, "a note has at most 4 pages, not 5"),
        ("2", SUMMARY, "a note has at most 1 page, not 2"),
    ],
)
def test_more_pages_than_a_kind_may_have_are_refused(asked: str, as_: object, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        pages(asked).target(as_, "en")  # type: ignore[arg-type]
    assert str(caught.value) == f"--pages:1:1: {what}. ask for fewer, or another kind [L102]"


def test_words_stay_within_the_most_pages_of_a_kind() -> None:
    assert Length(words=600).target(BRIEF, "en") == Target(None, 4, 600)
    assert Length(words=600).target(NOTE, "en") == Target(None, None, 600)


@pytest.mark.parametrize(
    ("minutes", "language", "words"),
    [
        (1, "en", 228),
        (2, "en-GB", 456),
        (2, "EN-us", 456),
        (2.5, "de", 447),  # 447.5
        (0.5, "fi", 80),
        (10, "zh", 1580),
        (1, "cy", 184),  # not measured: the mean of all
    ],
)
def test_minutes_are_words_as_they_are_read_in_a_language(
    minutes: float, language: str, words: int
) -> None:
    assert Length(minutes=minutes).target(BRIEF, language) == Target(None, 4, words)


def test_no_limit_is_none_whatever_the_kind() -> None:
    assert Length(unlimited=True).target(BRIEF, "en") == Target()


# --- by name -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "length",
    [
        UNASKED,
        Length(unlimited=True),
        Length(pages=(1, 1)),
        Length(pages=(3, 3)),
        Length(pages=(2, 4)),
        Length(words=1),
        Length(words=300),
        Length(minutes=1),
        Length(minutes=2.5),
        Length(minutes=1e-05),
    ],
)
def test_a_length_is_found_by_its_name(length: Length) -> None:
    assert named(length.name) == length


@pytest.mark.parametrize(
    "name", ["3", "pages", "x-pages", "0-pages", "1.5-words", "ur", "..-minutes"]
)
def test_what_is_the_name_of_no_length_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        named(name)

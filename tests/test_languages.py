"""Languages by their tags: what is one, in which script and direction."""

from __future__ import annotations

import pytest

from briefings.letters.languages import direction, is_language, region, script
from conftest import LIBRARY


@pytest.mark.parametrize(
    "tag", ["fr", "pt-BR", "uz-Arab", "zh-Hant-TW", "prs", "es-419", "sl-rozaj"]
)
def test_a_language_is_known_by_its_tag(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "x", "french", "xx", "fr_FR", "fr-", "fr fr", "1", "en-x-mine"]
)
def test_what_is_no_tag_of_a_language_is_told_apart(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize(
    "tag",
    ["ar", "ar-EG", "ur", "ur-PK", "fa", "prs", "ps", "he", "yi", "ug", "uz-Arab", "dv", "pa-PK"],
)
def test_languages_in_scripts_from_right_to_left_are_written_so(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize(
    "tag", ["en-GB", "fr", "ja", "pa", "uz", "ku-Latn", "ug-Cyrl", "sd-IN", "hi"]
)
def test_all_others_are_written_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


def test_a_script_that_is_named_comes_before_that_of_the_language() -> None:
    assert (script("ur"), script("ur-latn"), script("en")) == ("Arab", "Latn", "")


def test_a_region_is_told_where_there_is_one() -> None:
    assert (region("pt-br"), region("uz-Arab"), region("no language")) == ("BR", "", "")


@pytest.mark.parametrize("language", LIBRARY.languages)
def test_every_language_with_labels_is_one(language: str) -> None:
    assert is_language(language)


@pytest.mark.parametrize("language", LIBRARY.languages)
def test_every_language_has_all_that_english_has(language: str) -> None:
    found, english = LIBRARY.labels(language), LIBRARY.labels("en")
    assert found.words.keys() == english.words.keys()
    assert found.charts.keys() == english.charts.keys()
    assert {scale: terms.keys() for scale, terms in found.everyday.items()} == {
        scale: terms.keys() for scale, terms in english.everyday.items()
    }

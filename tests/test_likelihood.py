from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from briefings.model.likelihood import TERMS, Scale
from conftest import LIBRARY


def bounds(scale: Scale) -> Iterator[tuple[int, int]]:
    for span in TERMS[scale].values():
        found = re.fullmatch(r"(\d+)–(\d+)%", span)
        assert found, span
        yield int(found[1]), int(found[2])


def test_the_uk_yardstick_has_its_seven_terms() -> None:
    assert TERMS["phia"] == {
        "remote chance": "0–5%",
        "highly unlikely": "10–20%",
        "unlikely": "25–35%",
        "realistic possibility": "40–50%",
        "likely or probable": "55–75%",
        "highly likely": "80–90%",
        "almost certain": "95–100%",
    }


def test_icd_203_has_its_seven_terms() -> None:
    assert TERMS["icd203"] == {
        "almost no chance": "1–5%",
        "very unlikely": "5–20%",
        "unlikely": "20–45%",
        "roughly even chance": "45–55%",
        "likely": "55–80%",
        "very likely": "80–95%",
        "almost certain": "95–99%",
    }


def test_no_two_terms_of_the_uk_yardstick_touch() -> None:
    ends = list(bounds("phia"))
    assert all(high < low for (_, high), (low, _) in pairwise(ends))


def test_each_term_of_icd_203_begins_where_the_one_before_ends() -> None:
    ends = list(bounds("icd203"))
    assert all(high == low for (_, high), (low, _) in pairwise(ends))


@pytest.mark.parametrize("scale", ["phia", "icd203"])
def test_english_has_everyday_words_for_every_term(scale: Scale) -> None:
    assert list(LIBRARY.labels("en").everyday[scale]) == list(TERMS[scale])

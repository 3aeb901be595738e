from __future__ import annotations

import pytest

from briefings.model.marking import LEVELS, TLP_COLOUR, Scheme, highest, may_see, rank


@pytest.mark.parametrize(
    ("scheme", "levels"),
    [
        ("tlp", "TLP:CLEAR < TLP:GREEN < TLP:AMBER < TLP:AMBER+STRICT < TLP:RED"),
        (
            "gscp",
            "OFFICIAL - FOR PUBLIC RELEASE < OFFICIAL < OFFICIAL-SENSITIVE < SECRET < TOP SECRET",
        ),
        ("us", "UNCLASSIFIED < CUI < CONFIDENTIAL < SECRET < TOP SECRET"),
    ],
)
def test_the_levels_of_a_scheme_go_from_the_most_open_up(scheme: Scheme, levels: str) -> None:
    assert " < ".join(LEVELS[scheme]) == levels


def test_the_most_open_marking_ranks_lowest() -> None:
    assert [rank(level, "us") for level in ("UNCLASSIFIED", "CUI", "TOP SECRET")] == [0, 1, 4]


@pytest.mark.parametrize("marking", ["TLP:CLEAR", "TLP:AMBER"])
def test_a_reader_may_see_what_is_marked_up_to_the_ceiling(marking: str) -> None:
    assert may_see(marking, "TLP:AMBER", "tlp")


@pytest.mark.parametrize("marking", ["TLP:AMBER+STRICT", "TLP:RED"])
def test_a_reader_may_not_see_what_is_marked_above_the_ceiling(marking: str) -> None:
    assert not may_see(marking, "TLP:AMBER", "tlp")


def test_the_banner_is_the_highest_marking() -> None:
    assert highest(["OFFICIAL", "SECRET", "OFFICIAL-SENSITIVE"], "gscp") == "SECRET"


def test_a_marking_of_another_scheme_has_no_rank() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        rank("CUI", "tlp")


def test_every_tlp_label_has_the_colour_that_tlp_gives_it() -> None:
    assert [TLP_COLOUR[level] for level in LEVELS["tlp"]] == [
        "#FFFFFF",
        "#33FF00",
        "#FFC000",
        "#FFC000",
        "#FF2B2B",
    ]

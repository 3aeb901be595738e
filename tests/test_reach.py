from __future__ import annotations

import pytest

from briefings.edition import Edition, LeftOut
from briefings.edition.fit import Target, fit
from briefings.edition.reach import DENSE, within_reach
from briefings.edition.stocktaking import priorities
from briefings.errors import Place
from briefings.press import Press
from briefings.rendering.material import Material
from conftest import LIBRARY, blocks, edition, keys, kind, told

PLACE = Place("b.yaml", 9, 8)


def prose(key: str, priority: str, words: int) -> str:
    return f"type: prose, id: {key}, priority: {priority}, short: 'word{' word' * (words - 1)}'"


def written(*parts: str) -> Edition:
    return edition(blocks(*parts), bottom_line="{id: line, short: x}")


def test_what_is_not_far_too_much_is_all_measured() -> None:
    found = written(*(prose(f"p{n}", "could", 14) for n in range(6)))
    assert within_reach(found, 22, PLACE) is found


def test_of_far_too_much_the_shortest_of_the_highest_priority_are_measured() -> None:
    found = written(
        prose("long", "should", 60),
        prose("short", "should", 10),
        prose("must", "must", 10),
        *(prose(f"c{n}", "could", 10) for n in range(9)),
    )
    near = within_reach(found, 13, PLACE)
    assert [part.key for part in near.parts if part.key in priorities(near)] == [
        "line",
        "short",
        "must",
    ]
    assert LeftOut("long", "length") in near.left_out


def test_what_is_needed_is_measured_with_what_needs_it() -> None:
    found = written(
        prose("a", "should", 5) + ", requires: [far]",
        prose("far", "could", 80),
        *(prose(f"c{n}", "could", 5) for n in range(40)),
    )
    assert {"a", "far"} <= set(keys(within_reach(found, 20, PLACE)))


def test_what_must_stay_and_is_many_times_too_long_is_refused_unmeasured() -> None:
    found = written(*(prose(f"p{n}", "must", 100) for n in range(9)))
    assert told(lambda: within_reach(found, 100, PLACE)) == [
        "b.yaml:9:8: what must stay in note for reader is about 961 words, 10 times too long."
        " give most of it a lower priority, or allow more length [F101]"
    ]


@pytest.mark.parametrize("pages", [1, 3])
def test_two_thousand_parts_are_fitted(pages: int) -> None:
    brief = kind("policy-brief", layout="side", wording="long")
    text = blocks(
        *(
            f"type: prose, id: p{n}, priority: {('should', 'could')[n % 2]},"
            f" short: 'word{' word' * (20 + n % 30)}', long: 'word{' word' * (60 + n % 50)}'"
            for n in range(2000)
        )
    )
    found = within_reach(edition(text, as_=brief), pages * DENSE, PLACE)
    theme, labels = LIBRARY.theme("institute"), LIBRARY.labels("en-GB")
    press = Press(found, Material(labels), theme, LIBRARY.templates, LIBRARY.fonts)
    last = fit(found, Target(None, pages), press, PLACE)
    extent = press.layout(last.edition, last.stretch)
    assert extent.pages == pages
    assert extent.used > 0.95 * press.galley.page

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from briefings.edition import Edition
from briefings.edition.account import Account, Entry, account, asked, curve, outline
from briefings.edition.fit import Fitted
from briefings.edition.stocktaking import taken
from briefings.edition.telling import record, sections, summary
from briefings.edition.trial import Fit, Target
from briefings.galley import Frame, Galley, Held, Lines
from briefings.library.audience import Audience
from briefings.library.kind import Kind
from briefings.model.briefing import Briefing
from conftest import NOTE, READER, audience, blocks, briefing, edition, kind

LINE = "{id: line, short: x}"
TWO = "short: one, long: one two"

Heights = Mapping[str, tuple[float, ...]]
"""What each part takes, at each of its wordings."""


def prose(key: str, priority: str, more: str = "short: x") -> str:
    return f"type: prose, id: {key}, priority: {priority}, {more}"


def galley(heights: Heights, page: float = 100) -> Galley:
    """One part under the other, each in one piece."""
    parts = {
        Held(key): {rank: Frame((Lines((height,)),)) for rank, height in enumerate(ranks, 1)}
        for key, ranks in heights.items()
    }
    return Galley(Frame(tuple(parts)), parts, page)


def trial(whole: Edition, target: Target, heights: Heights) -> Fit:
    column = galley(heights)
    pages = column if target.words is None else None
    tally = column if target.words is not None else None
    return Fit(whole, target, pages, tally, taken(whole, column), {})


def fitted(whole: Edition, target: Target, heights: Heights, stretch: float = 1) -> Fitted:
    made = trial(whole, target, heights).made()
    assert made is not None
    return Fitted(made.edition, stretch, made)


def told(
    text: str,
    heights: Heights,
    target: Target | None = None,
    as_: Kind = NOTE,
    for_: Audience = READER,
) -> Account:
    """The account of what is written, on one page of 100 pt unless another length is asked for."""
    whole = edition(text, as_, for_, bottom_line=LINE)
    return account(fitted(whole, target or Target(1, 1), heights), written(text))


def written(text: str) -> Briefing:
    return briefing(text, bottom_line=LINE)


def entry(found: Account, key: str) -> Entry:
    return next(entry for entry in found.entries if entry.key == key)


THREE = blocks(prose("a", "must"), prose("b", "should", TWO), prose("c", "could"))
SIZES = {"line": (10,), "a": (40,), "b": (30, 60), "c": (30,)}


# --- what decided --------------------------------------------------------------------------------


def test_every_part_is_accounted_for_in_the_authors_order() -> None:
    assert [
        (e.key, e.what, e.priority, e.there, e.wording, e.longest, e.size, e.decided)
        for e in told(THREE, SIZES).entries
    ] == [
        ("line", "bottom_line", "must", True, "short", "short", 10, "must"),
        ("a", "prose", "must", True, "short", "short", 40, "must"),
        ("b", "prose", "should", True, "short", "long", 30, "length"),
        ("c", "prose", "could", False, None, "short", None, "length"),
    ]


def test_what_has_room_as_it_was_preferred_fits() -> None:
    found = told(THREE, {**SIZES, "b": (30, 40)})
    assert (entry(found, "b").decided, entry(found, "b").wording) == ("fits", "long")


def test_what_a_part_that_must_stay_needs_must_stay_too() -> None:
    text = blocks(prose("a", "must", "requires: [b], short: x"), prose("b", "could"))
    found = entry(told(text, {"line": (10,), "a": (10,), "b": (10,)}), "b")
    assert (found.priority, found.decided) == ("could", "must")


def test_what_must_stay_and_is_shorter_than_preferred_gave_way_to_the_length() -> None:
    text = blocks(prose("a", "must", TWO))
    found = entry(told(text, {"line": (10,), "a": (40, 95)}), "a")
    assert (found.wording, found.decided, found.needs, found.lacks) == ("short", "length", 55, 95)


def test_no_part_outranks_what_holds_it() -> None:
    event = "{id: e, priority: must, date: 1893, short: x}, {id: f, date: 1947, short: y}"
    text = blocks(f"type: timeline, id: t, priority: could, title: T, events: [{event}]")
    found = outline(Fitted(edition(text, bottom_line=LINE)), written(text))
    assert [(e.key, e.what, e.priority) for e in found.entries[1:]] == [
        ("t", "timeline", "could"),
        ("e", "event", "could"),
        ("f", "event", "could"),
    ]


def test_a_plain_wording_is_named_so() -> None:
    text = blocks(prose("a", "should", f"plain: one, {TWO}"))
    found = told(text, {"line": (10,), "a": (10,)}, for_=audience(plain=True))
    assert (entry(found, "a").wording, entry(found, "a").longest) == ("plain", "plain")


def test_a_part_without_wordings_has_none() -> None:
    text = blocks("type: timeline, id: t, title: T, events: [{id: e, date: 1893, short: x}]")
    found = outline(Fitted(edition(text, bottom_line=LINE)), written(text))
    assert (entry(found, "t").there, entry(found, "t").wording) == (True, None)


@pytest.mark.parametrize(
    ("more", "as_", "decided"),
    [
        ("marking: TLP:RED, short: x", NOTE, "marking"),
        ("audiences: {not: [reader]}, short: x", NOTE, "audience"),
        ("short: x", kind(takes={"prose": {"most": 1}}), "limit"),
        ("requires: [c], short: x", NOTE, "requires"),
    ],
)
def test_what_selection_left_out_is_named_with_its_reason_alone(
    more: str, as_: Kind, decided: str
) -> None:
    hidden = prose("c", "could", "audiences: {only: [nobody]}, short: x")
    text = blocks(prose("b", "should"), prose("a", "could", more), hidden)
    found = told(text, {"line": (10,), "b": (10,)}, as_=as_)
    assert entry(found, "a") == Entry("a", "prose", "could", False, decided)  # type: ignore[arg-type]


def test_a_section_that_was_left_out_whole_is_one_part() -> None:
    text = blocks(prose("a", "should")).replace("id: now", "id: now\n  marking: TLP:RED")
    found = outline(Fitted(edition(text, bottom_line=LINE)), written(text))
    assert [(e.key, e.what, e.decided) for e in found.entries] == [
        ("line", "bottom_line", "must"),
        ("now", "section", "marking"),
    ]


def test_what_was_too_far_out_of_reach_to_be_measured_gave_way_to_the_length() -> None:
    whole = edition(THREE, bottom_line=LINE).without(["c"], {})
    found = account(
        fitted(whole, Target(1, 1), {"line": (10,), "a": (40,), "b": (30, 60)}), written(THREE)
    )
    assert entry(found, "c") == Entry("c", "prose", "could", False, "length")


def test_a_section_out_of_reach_is_told_by_its_blocks_alone() -> None:
    text = THREE + blocks(prose("d", "could")).removeprefix("sections:\n").replace("now", "then")
    whole = edition(text, bottom_line=LINE).without(["d"], {})
    found = outline(Fitted(whole), written(text))
    assert [e.key for e in found.entries] == ["line", "a", "b", "c", "d"]


def test_what_selection_left_out_does_not_outrank_what_holds_it() -> None:
    event = "{id: e, priority: must, marking: TLP:RED, date: 1893, short: x}"
    other = "{id: f, date: 1947, short: y}"
    text = blocks(f"type: timeline, id: t, priority: could, title: T, events: [{event}, {other}]")
    found = outline(Fitted(edition(text, bottom_line=LINE)), written(text))
    assert entry(found, "e") == Entry("e", "event", "could", False, "marking")


# --- what it takes to bring it back --------------------------------------------------------------


def test_what_gave_way_has_what_it_takes_to_bring_it_back() -> None:
    found = told(THREE, SIZES)
    assert found.free == 20
    assert (entry(found, "b").needs, entry(found, "b").lacks) == (30, 60)
    assert (entry(found, "c").needs, entry(found, "c").lacks) == (30, 30)
    assert (entry(found, "a").needs, entry(found, "a").lacks) == (None, None)


def test_what_a_part_needs_comes_back_with_it() -> None:
    text = blocks(
        prose("a", "could", "requires: [b], short: x"),
        prose("b", "could", "requires: [c], short: x"),
        prose("c", "could"),
    )
    found = told(text, {"line": (74,), "a": (25,), "b": (26,), "c": (27,)})
    assert [entry(found, key).needs for key in "abc"] == [78, 53, 27]
    assert [entry(found, key).lacks for key in "abc"] == [53, 27, 27]


def test_room_at_the_end_is_of_no_use_where_the_pages_break_before() -> None:
    text = blocks(prose("a", "must"), prose("b", "could"), prose("c", "must"), prose("d", "must"))
    heights = {"line": (10,), "a": (60,), "b": (20,), "c": (30,), "d": (75,)}
    found = told(text, heights, Target(2, 2))
    assert (found.free, entry(found, "b").needs, entry(found, "b").lacks) == (25, 20, 75)


def test_what_is_kept_in_reserve_is_not_free() -> None:
    whole = edition(THREE, bottom_line=LINE)
    made = replace(trial(whole, Target(1, 1), SIZES), reserve=15).made()
    assert made is not None
    found = account(Fitted(made.edition, 1, made), written(THREE))
    assert (found.free, found.reserve, entry(found, "c").lacks) == (5, 15, 45)


# --- the edition as a whole ----------------------------------------------------------------------


def test_a_length_in_words_is_accounted_for_in_words() -> None:
    found = told(THREE, SIZES, Target(words=90))
    assert (found.asked, found.unit, found.free, found.pages) == ("90 words", "words", 10, ())


def test_pages_are_as_full_as_they_are_with_spaces_stretched() -> None:
    whole = edition(blocks(prose("a", "must")), bottom_line=LINE)
    spaced = {1: Frame((Lines((60,)),), space=10, stretches=True)}
    parts = {Held("line"): {1: Frame((Lines((10,)),))}, Held("a"): spaced}
    column = Galley(Frame(tuple(parts)), parts, 100)
    made = Fit(whole, Target(1, 1), column, None, taken(whole, column), {"line": 1, "a": 1})
    found = outline(Fitted(made.edition, 1.5, made), whole.briefing)
    assert (found.pages, found.stretch, found.free) == ((0.85,), 1.5, 20)


def test_without_a_limit_there_are_wordings_and_no_sizes() -> None:
    whole = edition(THREE, bottom_line=LINE)
    found = account(Fitted(whole), written(THREE))
    assert (found.asked, found.unit, found.free, found.pages) == ("no limit", None, None, ())
    assert [(e.key, e.wording, e.size, e.decided) for e in found.entries] == [
        ("line", "short", None, "must"),
        ("a", "short", None, "must"),
        ("b", "long", None, "fits"),
        ("c", "short", None, "fits"),
    ]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (Target(), "no limit"),
        (Target(None, 1), "1 page"),
        (Target(3, 3), "3 pages"),
        (Target(2, 4), "2 to 4 pages"),
        (Target(None, 4, 250), "250 words"),
        (Target(words=1), "1 word"),
    ],
)
def test_the_length_that_was_asked_for_has_a_name(target: Target, name: str) -> None:
    assert asked(target) == name


# --- other numbers of pages ----------------------------------------------------------------------


def test_the_curve_tells_what_each_number_of_pages_costs_until_nothing_is_lost() -> None:
    whole = edition(THREE, bottom_line=LINE)
    heights = {"line": (60,), "a": (60,), "b": (30, 90), "c": (95,)}
    points = curve(trial(whole, Target(2, 2), heights), 9)
    assert [(p.pages, p.over, dict(p.lost), p.shortened) for p in points] == [
        (1, 60, {}, 0),
        (2, 0, {"must": 0, "should": 0, "could": 1}, 1),
        (3, 0, {"must": 0, "should": 0, "could": 1}, 0),
        (4, 0, {"must": 0, "should": 0, "could": 0}, 0),
    ]


def test_the_curve_goes_on_while_something_is_shortened() -> None:
    whole = edition(blocks(prose("b", "should", TWO)), bottom_line=LINE)
    points = curve(trial(whole, Target(1, 1), {"line": (50,), "b": (30, 60)}), 9)
    assert [(p.pages, p.shortened) for p in points] == [(1, 1), (2, 0)]


def test_the_curve_is_in_pt_for_a_length_in_words_too() -> None:
    whole = edition(THREE, bottom_line=LINE)
    column, words = galley(SIZES), galley({key: (1,) * len(SIZES[key]) for key in SIZES})
    counted = Fit(whole, Target(None, 4, 3), column, words, taken(whole, words), {})
    assert curve(counted, 9) == curve(trial(whole, Target(1, 1), SIZES), 9)


def test_the_curve_ends_with_the_most_pages() -> None:
    whole = edition(THREE, bottom_line=LINE)
    assert [point.pages for point in curve(trial(whole, Target(1, 1), SIZES), 1)] == [1]


def test_there_is_no_curve_where_pages_were_not_measured() -> None:
    whole = edition(THREE, bottom_line=LINE)
    assert curve(trial(whole, Target(words=80), SIZES), 5) == ()


# --- telling -------------------------------------------------------------------------------------


def lines(text: str, heights: Heights, most: int, target: Target | None = None) -> list[str]:
    whole = edition(text, bottom_line=LINE)
    made = fitted(whole, target or Target(1, 1), heights)
    assert made.fit is not None
    found = account(made, written(text))
    return [
        line
        for heading, below in sections(found, curve(made.fit, most))
        for line in (heading, *below)
    ]


def test_people_get_aligned_tables() -> None:
    assert lines(THREE, SIZES, 9) == [
        "parts",
        "part  type         priority  wording    size  decided by",
        "line  bottom_line  must      short     10 pt  must",
        "a     prose        must      short     40 pt  must",
        "b     prose        should    short     30 pt  length",
        "c     prose        could     left out         length",
        "gave way to 1 page",
        "b  should  short, not long  needs 30 pt; 20 pt are free",
        "c  could   left out         needs 30 pt; 20 pt are free",
        "room",
        "page 1 80 %",
        "20 pt are free",
        "in other numbers of pages",
        "pages  lost: must  should  could  shortened",
        "    1           0       0      1          1",
        "    2           0       0      0          0",
    ]


def test_people_are_told_where_room_is_of_no_use_and_how_much_is_too_long() -> None:
    text = blocks(prose("a", "must"), prose("b", "could"), prose("c", "must"), prose("d", "must"))
    heights = {"line": (10,), "a": (60,), "b": (20,), "c": (30,), "d": (75,)}
    found = lines(text, heights, 9, Target(2, 2))
    what = (
        "b  could  left out  needs 20 pt; 25 pt are free, but it would push 75 pt off the last page"
    )
    assert what in found
    assert "    1  what must stay is 75 pt too long" in found


def test_people_are_told_what_is_out_of_reach_and_what_is_kept_in_reserve() -> None:
    whole = edition(THREE, bottom_line=LINE).without(["c"], {})
    start = trial(whole, Target(1, 1), {"line": (10,), "a": (40,), "b": (30, 60)})
    made = replace(start, reserve=9.5).made()
    assert made is not None
    found = dict(sections(account(Fitted(made.edition, 1.025, made), written(THREE)), ()))
    assert found["gave way to 1 page"] == (
        "b  should  short, not long  needs 30 pt; 10 pt are free",
        "c  could   left out         far out of reach",
    )
    assert found["room"] == (
        "page 1 80 %; spaces stretched by 2.5 %",
        "10 pt are free; 10 pt in reserve",
    )


def test_one_word_is_a_word() -> None:
    found = lines(THREE, SIZES, 9, Target(words=81))
    assert "c  could   left out         needs 30 words; 1 word is free" in found


def test_machines_get_rounded_numbers() -> None:
    found = record(told(THREE, {**SIZES, "a": (40.126,)}), ())
    parts = found.pop("parts")
    assert found == {
        "asked": "1 page",
        "unit": "pt",
        "free": 19.87,
        "reserve": 0,
        "stretch": 1,
        "pages": [0.8],
        "curve": [],
    }
    assert parts[2] == {
        "id": "b",
        "in": True,
        "what": "prose",
        "priority": "should",
        "wording": "short",
        "longest": "long",
        "size": 30,
        "needs": 30,
        "lacks": 60,
        "decided": "length",
    }


def test_a_manifest_gets_what_stands_and_what_decided() -> None:
    found = summary(told(THREE, SIZES))
    assert list(found) == ["asked", "unit", "free", "pages", "stretch", "parts"]
    assert found["parts"][3] == {
        "id": "c",
        "in": False,
        "wording": None,
        "size": None,
        "decided": "length",
    }


def test_a_manifest_gets_nothing_of_parts_that_were_withheld() -> None:
    hidden = prose("c", "could", "marking: TLP:RED, short: x")
    heights = {"line": (10,), "b": (10,)}
    with_it = told(blocks(prose("b", "should"), hidden), heights)
    without = told(blocks(prose("b", "should")), heights)
    assert [entry.key for entry in with_it.entries] == ["line", "b", "c"]
    assert summary(with_it) == summary(without)

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from briefings.edition import Edition, LeftOut
from briefings.edition.fit import Extent, Step, Target, fit, ladder
from briefings.errors import Place
from briefings.library.kind import Kind
from briefings.model.parts import Worded
from conftest import NOTE, audience, blocks, edition, keys, kind, told

PLACE = Place("b.yaml", 9, 8)
THREE = "short: one, medium: one two, long: one two three"


def measure(found: Edition) -> Extent:
    """Each wording takes its words and 10 more; a page holds 100."""
    said = [found.wording(part) for part in found.parts if isinstance(part, Worded)]
    words = sum(10 + len(text.split()) for text in said)
    return Extent(pages=-(-words // 100), words=words, used=words % 100 or 100, height=100)


def written(*parts: str, as_: Kind = NOTE) -> Edition:
    return edition(blocks(*parts), as_=as_, bottom_line="{short: x}")


def fitted(found: Edition, words: int) -> Edition:
    return fit(found, Target(words=words), measure, PLACE)


def prose(key: str, priority: str, wording: str = "long: one") -> str:
    return f"type: prose, id: {key}, priority: {priority}, {wording}"


def steps(found: Edition) -> list[str]:
    return [f"{step.key} {step.level or 'out'}" for step in ladder(found)]


# --- the order in which parts give way -----------------------------------------------------------


def test_what_could_stay_gives_way_before_what_should() -> None:
    assert steps(written(prose("a", "could"), prose("b", "should"))) == ["a out", "b out"]


def test_of_equal_priority_the_last_gives_way_first() -> None:
    assert steps(written(prose("a", "could"), prose("b", "could"))) == ["b out", "a out"]


def test_a_part_gives_way_by_its_shorter_wordings_before_it_is_left_out() -> None:
    assert steps(written(prose("a", "should", THREE))) == ["a medium", "a short", "a out"]


def test_all_of_a_priority_are_shortened_before_any_is_left_out() -> None:
    found = written(
        prose("a", "should", "short: one, long: one two"),
        prose("b", "should", "short: one, long: one two"),
    )
    assert steps(found) == ["b short", "a short", "b out", "a out"]


def test_what_must_stay_is_shortened_last_of_all_and_never_left_out() -> None:
    found = edition(
        blocks(prose("a", "must", THREE), prose("b", "should")),
        bottom_line="{id: line, short: one, long: one two, priority: could}",
    )
    assert steps(found) == ["b out", "a medium", "a short", "line short"]


def test_no_part_outranks_the_block_that_holds_it() -> None:
    event = "{id: e, priority: must, date: 1893, short: x}, {id: f, date: 1947, short: y}"
    found = written(f"type: timeline, id: t, priority: could, title: T, events: [{event}]")
    assert steps(found) == ["f out", "t out"]


def test_the_most_important_of_what_a_block_is_made_of_goes_only_with_the_block() -> None:
    event = "{id: e, priority: could, date: 1893, short: x}, {id: f, date: 1947, short: y}"
    found = written(f"type: timeline, id: t, priority: must, title: T, events: [{event}]")
    assert steps(found) == ["e out"]


def test_what_a_block_can_do_without_goes_by_itself() -> None:
    found = written(
        "type: scenario, id: s, priority: must, title: T, short: x, indicators: [{id: i, short: y}]"
    )
    assert steps(found) == ["i out"]


def test_the_most_important_block_of_a_section_that_must_stay_stays() -> None:
    text = blocks(prose("a", "could"), prose("b", "should"), prose("c", "should"))
    found = edition(text.replace("id: now", "id: now\n  priority: must"))
    assert steps(found) == ["a out", "c out"]


def test_the_most_important_part_of_a_type_that_the_kind_requires_stays() -> None:
    found = written(
        "type: finding, id: a, priority: could, short: x",
        "type: finding, id: b, short: x",
        prose("c", "could"),
        as_=kind(required=["finding"]),
    )
    assert steps(found) == ["c out", "a out"]


def test_a_plain_wording_has_no_shorter_one() -> None:
    found = edition(blocks(prose("a", "should", f"plain: one, {THREE}")), for_=audience(plain=True))
    assert steps(found) == ["a out"]


def test_without_a_plain_wording_a_reader_of_plain_language_gets_shorter_ones() -> None:
    found = edition(blocks(prose("a", "should", THREE)), for_=audience(plain=True))
    assert steps(found) == ["a medium", "a short", "a out"]


def test_a_plain_wording_is_nothing_to_other_readers() -> None:
    found = written(prose("a", "should", f"plain: one, {THREE}"))
    assert steps(found) == ["a medium", "a short", "a out"]


def test_a_type_that_is_required_and_omitted_keeps_nothing() -> None:
    note, reader = kind(required=["finding"]), audience(omits=["finding"])
    assert steps(edition(blocks(prose("a", "should")), note, reader)) == ["a out"]


def test_a_wording_that_was_not_taken_is_no_step() -> None:
    found = written(prose("a", "should", THREE), as_=kind(wording="medium"))
    assert steps(found) == ["a short", "a out"]


# --- fitting -------------------------------------------------------------------------------------


def test_an_edition_that_fits_loses_nothing() -> None:
    found = written(prose("a", "could", THREE))
    assert fitted(found, 24) is found


def test_without_a_target_everything_fits() -> None:
    found = written(prose("a", "could", THREE))
    assert fit(found, Target(), measure, PLACE) is found


@pytest.mark.parametrize(
    ("words", "left"), [(46, ["a", "b", "c"]), (45, ["a", "b"]), (35, ["a", "b"]), (34, ["a"])]
)
def test_as_little_as_possible_is_lost(words: int, left: list[str]) -> None:
    found = written(
        prose("a", "must", "long: one two"), prose("b", "should", "long: 1 2"), prose("c", "could")
    )
    assert keys(fitted(found, words)) == ["now", *left]


def test_what_is_lost_is_noted() -> None:
    found = written(prose("a", "must"), prose("b", "should"), prose("c", "could"))
    assert set(fitted(found, 22).left_out) == {LeftOut("b", "length"), LeftOut("c", "length")}


def test_a_shorter_wording_is_taken_before_a_part_is_lost() -> None:
    found = fitted(written(prose("a", "should", THREE), prose("b", "should", THREE)), 34)
    assert keys(found) == ["now", "a", "b"]
    assert [found.levels["a"], found.levels["b"]] == ["medium", "short"]


def test_what_must_stay_is_shortened_when_nothing_else_is_left() -> None:
    found = fitted(written(prose("a", "must", THREE), prose("b", "should")), 22)
    assert keys(found) == ["now", "a"]
    assert found.levels["a"] == "short"


def test_a_section_vanishes_with_its_last_block() -> None:
    text = "sections:\n- {id: s, title: S, blocks: [{type: prose, id: s1, long: one}]}\n"
    text += "- {id: t, title: T, blocks: [{type: prose, id: t1, priority: must, long: one}]}\n"
    assert keys(fitted(edition(text, bottom_line="{short: x}"), 22)) == ["t", "t1"]


def test_a_source_goes_with_the_last_part_that_cites_it() -> None:
    text = "sources: [{id: log, title: L}]\n" + blocks(
        prose("a", "must"), "type: prose, id: b, long: one, sources: [log]"
    )
    assert keys(fitted(edition(text, bottom_line="{short: x}"), 22)) == ["now", "a"]


def test_room_that_is_left_goes_to_what_gave_way_and_still_fits() -> None:
    """c and b give way, then a; b would be too long for the room that a makes, c is not."""
    long = "long: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"
    found = written(prose("a", "should", long), prose("b", "should", long), prose("c", "should"))
    assert keys(fitted(found, 25)) == ["now", "c"]


def test_room_that_is_left_goes_to_the_most_important_first() -> None:
    long = "long: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"
    found = written(prose("a", "should", long), prose("b", "should"), prose("c", "could"))
    assert keys(fitted(found, 25)) == ["now", "b"]


def test_parts_of_a_block_that_is_gone_do_not_use_up_the_tries() -> None:
    """The events have gone before their timeline; the paragraph that went first still fits."""
    events = ", ".join(f"{{date: {year}, short: one}}" for year in range(1990, 2000))
    first = "{priority: must, date: 1989, short: 1 2 3 4 5 6 7 8 9 10}"
    found = written(
        f"type: timeline, id: t, title: T, events: [{first}, {events}]",
        prose("a", "could", "long: 1 2 3 4 5 6 7 8"),
    )
    assert keys(fitted(found, 30)) == ["now", "a"]


def test_fitting_is_the_same_every_time() -> None:
    found = written(*(prose(f"p{n}", "should", THREE) for n in range(8)))
    assert fitted(found, 70) == fitted(found, 70)


@pytest.mark.parametrize("words", range(22, 130, 7))
def test_an_edition_is_never_longer_than_its_target(words: int) -> None:
    found = written(
        prose("a", "must", THREE),
        *(prose(f"s{n}", "should", THREE) for n in range(4)),
        *(prose(f"c{n}", "could", "long: 1 2 3 4 5") for n in range(4)),
    )
    assert measure(fitted(found, words)).words <= words


def counting(found: Edition, measure: Callable[[Edition], Extent], target: Target) -> int:
    """How often *found* is laid out until it fits."""
    measured: list[Edition] = []

    def counted(found: Edition) -> Extent:
        measured.append(found)
        return measure(found)

    fit(found, target, counted, PLACE)
    return len(measured)


def test_few_layouts_are_made() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(64)))
    assert counting(found, measure, Target(words=333)) <= 10


def test_few_layouts_are_made_where_nothing_that_gave_way_can_come_back() -> None:
    def lone(found: Edition) -> Extent:
        """One page for what must stay, and another for whatever else there is."""
        return Extent(pages=min(len(keys(found)), 2), words=0, used=1, height=100)

    found = written(*(prose(f"p{n}", "should") for n in range(64)))
    assert counting(found, lone, Target(pages=1)) <= 20


# --- what cannot be fitted -----------------------------------------------------------------------


def test_what_must_stay_and_is_too_long_in_words_is_refused_with_its_excess() -> None:
    found = written(prose("a", "must", THREE), prose("b", "must"), prose("c", "should"))
    assert told(lambda: fitted(found, 30)) == [
        "b.yaml:9:8: what must stay in note for reader is 3 words more than 30 (a, b)."
        " shorten it, give some of it a lower priority, or allow more length [F101]"
    ]


@pytest.mark.parametrize(
    ("words", "pages", "excess"),
    [
        (102, 1, "2 mm more than 1 page"),
        (213, 1, "113 mm more than 1 page"),
        (204, 2, "4 mm more than 2 pages"),
    ],
)
def test_what_is_too_long_in_pages_is_refused_with_its_excess(
    words: int, pages: int, excess: str
) -> None:
    found = written(prose("a", "must", "long: " + "x " * (words - 21)))
    problem = told(lambda: fit(found, Target(pages=pages), measure, PLACE))[0]
    assert f"what must stay in note for reader is {excess} (a). " in problem


def test_parts_that_have_no_name_are_not_listed() -> None:
    found = written("type: prose, priority: must, long: one")
    assert "is 2 words more than 20. shorten it" in told(lambda: fitted(found, 20))[0]


# --- extents -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "within"),
    [
        (Target(), True),
        (Target(pages=2), True),
        (Target(pages=1), False),
        (Target(words=300), True),
        (Target(words=299), False),
        (Target(pages=2, words=299), False),
        (Target(pages=1, words=300), False),
    ],
)
def test_an_extent_is_within_a_target_that_it_does_not_exceed(target: Target, within: bool) -> None:
    assert Extent(pages=2, words=300, used=10, height=250).within(target) is within


@pytest.mark.parametrize(
    ("target", "excess"),
    [
        (Target(pages=1), "10 mm more than 1 page"),
        (Target(words=250), "50 words more than 250"),
        (Target(pages=2, words=250), "50 words more than 250"),
        (Target(pages=1, words=250), "10 mm more than 1 page"),
    ],
)
def test_an_extent_says_by_how_much_it_is_too_long(target: Target, excess: str) -> None:
    assert Extent(pages=2, words=300, used=10, height=250).excess(target) == excess


@pytest.mark.parametrize(
    ("target", "share"),
    [
        (Target(pages=2), 0.75),
        (Target(pages=3), 0.5),
        (Target(pages=1), 1.5),
        (Target(words=600), 0.5),
        (Target(pages=2, words=600), 0.75),
        (Target(pages=3, words=400), 0.75),
        (Target(), 0),
    ],
)
def test_an_extent_is_a_share_of_its_target(target: Target, share: float) -> None:
    assert Extent(pages=2, words=300, used=125, height=250).share(target) == share


def test_a_page_too_many_is_too_long_however_little_stands_on_it() -> None:
    assert not Extent(pages=2, words=300, used=0, height=250).within(Target(pages=1))


def test_every_step_of_the_ladder_makes_an_edition_shorter_or_leaves_it_as_long() -> None:
    event = "{date: 1893, short: x}, {date: 1947, short: y, priority: could}"
    found = written(
        prose("a", "should", THREE),
        f"type: timeline, title: T, events: [{event}]",
        prose("b", "could", THREE),
    )
    taken: list[Step] = []
    lengths = [measure(found).words]
    for step in ladder(found):
        taken.append(step)
        lengths.append(measure(shortened(found, taken)).words)
    assert lengths == sorted(lengths, reverse=True)


def shortened(found: Edition, taken: Sequence[Step]) -> Edition:
    gone = [step.key for step in taken if step.level is None]
    return found.without(gone, {step.key: step.level for step in taken if step.level})

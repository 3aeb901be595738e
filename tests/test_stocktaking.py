"""Stocktaking: what parts can't do without, how much they matter, and what room they take."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefings.edition import Edition
from briefings.edition.stock import Item, Stock, room_of
from briefings.edition.stocktaking import needs, priorities, taken, wordings
from briefings.galley import Along, Frame, Galley, Held, Lines
from briefings.library.kind import Kind
from conftest import NOTE, audience, blocks, edition, kind

THREE = "short: one, medium: one two, long: one two three"


def written(*parts: str, as_: Kind = NOTE, line: str = "{id: line, short: x}") -> Edition:
    return edition(blocks(*parts), as_=as_, bottom_line=line)


def prose(key: str, priority: str = "should", wording: str = "long: one") -> str:
    return f"type: prose, id: {key}, priority: {priority}, {wording}"


# --- wordings ------------------------------------------------------------------------------------


def test_a_part_can_be_taken_at_all_its_wordings_the_shortest_first() -> None:
    assert wordings(written(prose("a", wording=THREE)))["a"] == ("short", "medium", "long")


def test_wordings_that_were_not_written_can_not_be_taken() -> None:
    found = written(prose("a", wording="short: one, long: one two"))
    assert wordings(found)["a"] == ("short", "long")


def test_a_wording_is_taken_up_to_the_one_that_the_kind_prefers() -> None:
    found = wordings(written(prose("a", wording=THREE), as_=kind(wording="medium")))
    assert found["a"] == ("short", "medium")


def test_the_only_wording_is_taken_whatever_the_kind_prefers() -> None:
    assert wordings(written(prose("a"), as_=kind(wording="short")))["a"] == ("long",)


def test_a_plain_wording_has_no_shorter_one() -> None:
    text = blocks(prose("a", wording=f"plain: one, {THREE}"))
    assert wordings(edition(text, for_=audience(plain=True)))["a"] == ("long",)


def test_without_a_plain_wording_a_reader_of_plain_language_gets_shorter_ones() -> None:
    found = wordings(edition(blocks(prose("a", wording=THREE)), for_=audience(plain=True)))
    assert found["a"] == ("short", "medium", "long")


def test_a_plain_wording_is_nothing_to_other_readers() -> None:
    found = wordings(written(prose("a", wording=f"plain: one, {THREE}")))
    assert found["a"] == ("short", "medium", "long")


def test_a_part_without_wordings_is_there_or_not() -> None:
    found = written("type: timeline, id: t, title: T, events: [{id: e, date: 1893, short: x}]")
    assert wordings(found) == {"line": ("short",), "t": (None,), "e": ("short",)}


def test_what_only_holds_parts_or_comes_with_them_is_not_chosen() -> None:
    text = "sources: [{id: log, title: L}]\nglossary: [{id: g, term: bridge, short: m}]\n"
    found = edition(text + blocks("type: prose, id: a, long: a bridge, sources: [log]"))
    assert [key for key in wordings(found) if "." not in key] == ["a"]


# --- priorities ----------------------------------------------------------------------------------


def matters(found: Edition) -> Mapping[str, str]:
    return {key: priority for key, priority in priorities(found).items() if key != "line"}


def test_parts_matter_as_their_author_said() -> None:
    found = written(prose("a", "must"), prose("b", "should"), prose("c", "could"))
    assert matters(found) == {"a": "must", "b": "should", "c": "could"}


def test_the_bottom_line_must_be_in_whatever_its_author_said() -> None:
    found = written(prose("a", "could"), line="{id: line, short: x, priority: could}")
    assert priorities(found)["line"] == "must"


def test_no_part_outranks_the_block_that_holds_it() -> None:
    events = "{id: e, priority: must, date: 1893, short: x}, {id: f, date: 1947, short: y}"
    found = written(f"type: timeline, id: t, priority: could, title: T, events: [{events}]")
    assert matters(found) == {"t": "could", "e": "could", "f": "could"}


def test_the_most_important_of_what_a_block_is_made_of_matters_as_much_as_the_block() -> None:
    events = "{id: e, priority: could, date: 1893, short: x}, {id: f, date: 1947, short: y}"
    found = written(f"type: timeline, id: t, priority: must, title: T, events: [{events}]")
    assert matters(found) == {"t": "must", "e": "could", "f": "must"}


def test_what_a_block_can_do_without_matters_by_itself() -> None:
    held = "indicators: [{id: i, priority: could, short: y}]"
    found = written(f"type: scenario, id: s, priority: must, title: T, short: x, {held}")
    assert matters(found) == {"s": "must", "i": "could"}


def in_section(priority: str, *parts: str) -> Edition:
    text = blocks(*parts).replace("id: now", f"id: now\n  priority: {priority}")
    return edition(text, bottom_line="{id: line, short: x}")


def test_the_most_important_block_of_a_section_that_must_stay_must_stay() -> None:
    found = in_section("must", prose("a", "could"), prose("b"), prose("c"))
    assert matters(found) == {"a": "could", "b": "must", "c": "should"}


def test_a_section_that_need_not_stay_keeps_no_block() -> None:
    assert matters(in_section("should", prose("a", "could"))) == {"a": "could"}


def test_the_most_important_part_of_a_type_that_the_kind_requires_must_stay() -> None:
    found = written(
        "type: finding, id: a, priority: could, short: x",
        "type: finding, id: b, short: x",
        prose("c", "could"),
        as_=kind(required=["finding"]),
    )
    assert matters(found) == {"a": "could", "b": "must", "c": "could"}


def test_a_type_that_is_required_and_omitted_makes_nothing_stay() -> None:
    note, reader = kind(required=["finding"]), audience(omits=["finding"])
    found = edition(blocks(prose("a")), note, reader, bottom_line="{id: line, short: x}")
    assert matters(found) == {"a": "should"}


# --- needs ---------------------------------------------------------------------------------------


def needed(found: Edition) -> dict[str, set[str]]:
    return {key: {*keys} for key, keys in needs(found).items() if keys}


def test_a_part_needs_nothing_of_its_own_accord() -> None:
    assert needed(written(prose("a"), prose("b"))) == {}


def test_a_part_needs_what_it_requires() -> None:
    assert needed(written(prose("a") + ", requires: [b]", prose("b"))) == {"a": {"b"}}


def test_what_is_held_needs_its_holder_and_the_holder_the_most_important_of_it() -> None:
    events = "{id: e, date: 1893, short: x, priority: could}, {id: f, date: 1947, short: y}"
    found = written(f"type: timeline, id: t, title: T, events: [{events}]")
    assert needed(found) == {"t": {"f"}, "e": {"t"}, "f": {"t"}}


def test_a_holder_needs_nothing_that_it_can_do_without() -> None:
    found = written("type: scenario, id: s, title: T, short: x, indicators: [{id: i, short: y}]")
    assert needed(found) == {"i": {"s"}}


def test_a_judgement_needs_its_evidence() -> None:
    judgement = "type: key_judgement, id: j, short: x, evidence: [a, b]"
    assert needed(written(judgement, prose("a"), prose("b"))) == {"j": {"a", "b"}}


def test_a_recommendation_needs_the_option_that_it_is_about() -> None:
    option = "type: option, id: o, title: O, short: x"
    recommendation = "type: recommendation, id: r, short: x, owner: A, timing: now, option: o"
    assert needed(written(option, recommendation))["r"] == {"o"}


def test_sections_need_nothing_and_are_not_needed() -> None:
    assert needed(in_section("must", prose("a"), prose("b"))) == {}


# --- the stock -----------------------------------------------------------------------------------


def block(*heights: float) -> Frame:
    return Frame((Lines(heights),))


A, B, LINE = Held("a"), Held("b"), Held("line")
TWO = written(prose("a", wording="short: x, long: y"), prose("b"))


Parts = Mapping[str, Mapping[int, Frame]]


def stock(parts: Parts, *matter: Frame | Held | Along, found: Edition = TWO) -> Stock:
    """The stock of a column with the bottom line, 7 pt, on top."""
    own = {Held(key): frames for key, frames in parts.items()}
    return taken(found, Galley(Frame((LINE, *matter)), {LINE: {1: block(7)}, **own}, 1000))


def items(found: Stock) -> dict[str, Item]:
    return {item.key: item for item in found.items}


SIZES: Parts = {
    "a": {1: block(10), 2: block(30)},
    "b": {1: block(20)},
}


def test_every_part_costs_what_it_takes_at_each_wording() -> None:
    found = stock(SIZES, A, B)
    assert {key: item.costs for key, item in items(found).items()} == {
        "line": (7,),
        "a": (10, 30),
        "b": (20,),
    }
    assert (found.base, found.shared) == (0, {})


def test_items_know_how_much_they_matter_and_what_they_need() -> None:
    found = written(
        prose("a", "must", "short: x, long: y") + ", requires: [b]", prose("b", "could")
    )
    own = items(stock(SIZES, A, B, found=found))
    assert [own[key].priority for key in ("line", "a", "b")] == ["must", "must", "could"]
    assert own["a"].needs == {"b"}


def test_what_is_there_whatever_is_chosen_is_the_base() -> None:
    assert stock(SIZES, block(4), A, B, block(1)).base == 5


def test_a_heading_is_shared_by_all_that_stands_under_it() -> None:
    found = stock(SIZES, Frame((block(6), A, B)))
    own = items(found)
    assert sum(found.shared.values()) == 6
    assert own["a"].brings[0] == own["a"].brings[1] == own["b"].brings[0] != frozenset()
    assert room_of(found, {"line": 1, "a": 1, "b": 1}) == 7 + 6 + 10 + 20
    assert room_of(found, {"line": 1, "b": 1}) == 7 + 6 + 20
    assert room_of(found, {"line": 1}) == 7


def test_headings_within_headings_are_shared_each_by_its_own() -> None:
    found = stock(SIZES, Frame((block(6), Frame((block(3), A)), B)))
    rooms = [room_of(found, {"line": 1, **dict.fromkeys(keys, 1)}) for keys in ("ab", "a", "b", "")]
    assert rooms == [46, 26, 33, 7]


def test_a_note_comes_with_the_wordings_that_call_it() -> None:
    notes = Frame((block(5), Along(frozenset({("a", 2), ("b", 1)}), block(2))))
    found = stock(SIZES, A, B, notes)
    rooms = [
        room_of(found, {"line": 1, **choice})
        for choice in ({"a": 1}, {"a": 2}, {"b": 1}, {"a": 2, "b": 1})
    ]
    assert rooms == [7 + 10, 7 + 30 + 7, 7 + 20 + 7, 7 + 30 + 20 + 7]


def test_what_comes_along_with_a_part_at_any_wording_always_does() -> None:
    found = stock(SIZES, A, B, Along(frozenset({("a", 0)}), block(2)))
    assert [room_of(found, {"line": 1, "a": rank}) for rank in (1, 2)] == [19, 39]


def test_a_part_with_several_places_costs_them_all() -> None:
    again = Held("b", 1)
    parts = {A: SIZES["a"], B: SIZES["b"], again: {1: block(3)}, LINE: {1: block(7)}}
    found = taken(TWO, Galley(Frame((LINE, A, B, again)), parts, 1000))
    assert items(found)["b"].costs == (23,)


EVENTS = "{id: e, date: 1893, short: x}, {id: f, date: 1947, short: y}"
TIMELINE = written(f"type: timeline, id: t, title: T, events: [{EVENTS}]")


def test_a_block_costs_what_it_takes_beside_the_parts_that_it_holds() -> None:
    table = Frame((block(9), Frame((Held("e"), Held("f")))))
    parts = {"t": {1: table}, "e": {1: block(10)}, "f": {1: block(20)}}
    found = stock(parts, Held("t"), found=TIMELINE)
    assert {key: item.costs for key, item in items(found).items()} == {
        "line": (7,),
        "t": (9,),
        "e": (10,),
        "f": (20,),
    }


POINTS = "pros: [{id: p, short: x}, {id: q, short: x}], cons: [{id: c, short: x}]"
OPTION = written(f"type: option, id: o, title: O, short: x, {POINTS}")
CELLS = (block(25), Frame((Held("p"), Held("q")), top=1), Frame((Held("c"),), top=1))
ROW: Parts = {
    "o": {1: Frame(CELLS, across=True, bottom=2)},
    "p": {1: block(10)},
    "q": {1: block(20)},
    "c": {1: block(28)},
}


def test_parts_in_the_cells_of_a_row_know_their_row_and_cell() -> None:
    own = items(stock(ROW, Frame((Held("o"),)), found=OPTION))
    rows = {own[key].row for key in "opqc"}
    assert len(rows) == 1
    assert None not in rows
    assert [own[key].cell for key in "opqc"] == [-1, 1, 1, 2]


@pytest.mark.parametrize(
    ("kept", "height"),
    [("opqc", 33), ("opc", 31), ("opq", 33), ("op", 27), ("o", 27)],
)
def test_a_row_is_as_tall_as_its_tallest_cell(kept: str, height: float) -> None:
    found = stock(ROW, Frame((Held("o"),)), found=OPTION)
    room = room_of(found, {"line": 1, **dict.fromkeys(kept, 1)}) - 7
    # The widest edges count for all cells, so that the first, which has none, is taken for taller.
    assert 0 <= room - height <= 1


@pytest.mark.parametrize("chosen", [{"a": 1}, {"a": 2}, {"b": 1}, {"a": 1, "b": 1}, {}])
def test_sums_come_to_the_length_of_the_column(chosen: Mapping[str, int]) -> None:
    notes = Frame((block(5), Along(frozenset({("a", 2), ("b", 1)}), block(2))))
    matter = (LINE, block(4), Frame((block(6), A, Frame((block(3), B)))), notes)
    parts = {LINE: {1: block(7)}, A: SIZES["a"], B: SIZES["b"]}
    galley = Galley(Frame(matter), parts, 1000)
    choice = {"line": 1, **chosen}
    assert room_of(taken(TWO, galley), choice) == galley.length(choice)


def test_sums_of_everything_come_to_the_length_of_the_column_whatever_its_spaces() -> None:
    spaced = Frame((Lines((10,)),), space=6, after=2)
    galley = Galley(
        Frame((LINE, Frame((spaced, A, spaced, B), space=9, top=1, bottom=1), spaced)),
        {LINE: {1: block(7)}, A: {1: spaced, 2: Frame((spaced,), space=12)}, B: {1: spaced}},
        1000,
    )
    everything = {"line": 1, "a": 2, "b": 1}
    assert room_of(taken(TWO, galley), everything) == pytest.approx(galley.length(everything))

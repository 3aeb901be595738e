"""The galley, by hand: what every frame comes to, and how strips fall onto pages."""

from __future__ import annotations

import pytest

from briefings.galley import Along, Frame, Galley, Held, Lines
from briefings.galley.makeup import Pages, Strip, extent, feathered, made_up

LINE = Lines((10,))
NO_PARTS = Galley(Frame(), {}, 100)


def block(*heights: float, above: float = 0) -> Frame:
    """A paragraph of lines of these heights."""
    return Frame((Lines(heights),), space=above)


def strips(*frames: Frame, page: float = 100, stretch: float = 1) -> list[Strip]:
    return [*Galley(Frame(frames), {}, page).strips({}, stretch)]


def used(*column: Strip, height: float = 100) -> list[float]:
    return [*made_up(column, height).used]


def holding(*matter: Frame | Held | Along | Lines, **parts: Frame) -> Galley:
    """A column, and the parts in it at one wording each."""
    return Galley(Frame(matter), {Held(key): {1: frame} for key, frame in parts.items()}, 100)


A, B = Held("a"), Held("b")


# --- the column ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "between"), [(6, 4, 6), (4, 6, 6), (5, 5, 5), (0, 0, 0)]
)
def test_adjoining_spaces_become_the_larger_of_them(
    above: float, below: float, between: float
) -> None:
    assert extent([Strip(0, 10, below), Strip(above, 10)]) == 20 + between


def test_the_space_of_a_block_and_of_the_first_in_it_are_one() -> None:
    assert strips(block(10), Frame((block(10, above=3),), space=8))[1] == Strip(8, 10)


def test_padding_keeps_the_spaces_on_both_sides_of_it_apart() -> None:
    box = Frame((block(10, above=3),), space=8, top=2, bottom=1)
    assert strips(box) == [Strip(8, 2, tied=True), Strip(3, 11)]
    assert NO_PARTS.extent(box, {}) == 8 + 2 + 3 + 10 + 1


def test_space_below_the_last_in_a_block_is_as_large_as_the_larger() -> None:
    last = Frame((LINE,), after=4)
    assert strips(Frame((last,), after=9))[-1].below == 9
    assert strips(Frame((last,), after=1))[-1].below == 4


def test_space_below_is_kept_within_padding() -> None:
    assert strips(Frame((Frame((LINE,), after=4),), bottom=2, after=1)) == [Strip(0, 12, 1)]


def test_what_holds_nothing_is_nothing() -> None:
    assert strips(Frame(), Frame((Frame(space=9),), space=5)) == []


def test_what_holds_nothing_but_has_edges_is_there() -> None:
    assert extent(strips(Frame(top=2, bottom=3, space=4))) == 9


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_paragraph_of_three_lines_or_fewer_is_never_parted(number: int) -> None:
    assert strips(block(*[10] * number)) == [Strip(0, 10 * number)]


def test_two_lines_stand_together_at_both_ends_of_a_paragraph() -> None:
    assert strips(block(1, 2, 4, 8)) == [Strip(0, 3), Strip(0, 12)]
    assert strips(block(1, 2, 4, 8, 16, 32)) == [
        Strip(0, 3),
        Strip(0, 4),
        Strip(0, 8),
        Strip(0, 48),
    ]


def test_a_solid_block_is_one_strip_with_all_spaces_within_it() -> None:
    solid = Frame((block(10, above=3), block(20, above=5)), solid=True)
    assert strips(solid) == [Strip(3, 35)]


def test_a_solid_block_that_no_page_can_hold_is_parted() -> None:
    rows = [block(30), block(30)]
    assert len(strips(Frame((*rows,), solid=True), page=60)) == 1
    assert len(strips(Frame((*rows,), solid=True), page=59)) == 2


def test_what_stands_beside_the_text_is_one_strip_and_takes_no_room_in_the_column() -> None:
    aside = Frame((block(10), block(20, above=5)), beside=True, space=4)
    assert strips(block(10), aside)[1] == Strip(4, 35, beside=True)
    assert extent(strips(block(10), aside, block(10, above=3))) == 23


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    cells = (block(10), Frame((block(20), block(5, above=1)), top=2), block(12))
    assert strips(Frame(cells, across=True, bottom=3)) == [Strip(0, 28 + 3)]


def test_strips_of_a_table_know_the_head_that_they_stand_under() -> None:
    head = Frame((block(7),), head=True, tied=True, solid=True)
    body = Frame((block(10), block(20)))
    assert [strip.head for strip in strips(Frame((head, body)))][1:] == [7, 7]
    assert [strip.head for strip in strips(Frame((body,)))] == [0, 0]


# --- parts ---------------------------------------------------------------------------------------


def test_a_part_stands_in_its_place_at_the_wording_that_is_taken() -> None:
    galley = Galley(Frame((A,)), {A: {1: block(10), 2: block(30)}}, 100)
    assert [galley.length(choice) for choice in ({}, {"a": 1}, {"a": 2})] == [0, 10, 30]


def test_a_part_may_have_several_places() -> None:
    second = Held("a", 1)
    parts = {A: {1: block(10)}, second: {1: block(3)}, B: {1: block(5)}}
    galley = Galley(Frame((A, B, second)), parts, 100)
    assert (galley.length({"b": 1}), galley.length({"a": 1, "b": 1})) == (5, 18)


def test_what_holds_parts_goes_with_the_last_of_them() -> None:
    galley = holding(Frame((block(8), A, B)), a=block(10), b=block(20))
    lengths = [galley.length(dict.fromkeys(keys, 1)) for keys in ("ab", "a", "b", "")]
    assert lengths == [38, 18, 28, 0]


def test_what_holds_no_parts_stays() -> None:
    galley = holding(Frame((block(8),)), A, B, a=block(10), b=block(20))
    assert galley.length({"b": 1}) == 28


def test_it_goes_from_within_others_too() -> None:
    inner = Frame((block(4), A)), Frame((block(2), B))
    galley = holding(Frame((block(8), *inner)), a=block(10), b=block(10))
    lengths = [galley.length(dict.fromkeys(keys, 1)) for keys in ("ab", "a", "")]
    assert lengths == [34, 22, 0]


def test_a_part_stays_without_the_parts_that_it_holds() -> None:
    galley = holding(A, a=Frame((block(8), Frame((block(2), B)))), b=block(20))
    assert (galley.length({"a": 1}), galley.length({"a": 1, "b": 1})) == (8, 30)


def test_a_row_stays_without_the_parts_that_its_cells_hold() -> None:
    row = Frame((block(15), Frame((B,), top=2)), across=True, bottom=1)
    galley = holding(Frame((A,)), a=row, b=block(40))
    assert galley.length({"a": 1, "b": 1}) == 43
    assert galley.length({"a": 1}) == 16
    assert galley.length({}) == 0


def test_what_comes_along_comes_with_any_of_them() -> None:
    along = Along(frozenset({("a", 0), ("b", 0)}), block(3))
    galley = holding(A, B, along, a=block(10), b=block(20))
    lengths = [galley.length(dict.fromkeys(keys, 1)) for keys in ("ab", "a", "b", "")]
    assert lengths == [33, 13, 23, 0]


def test_what_comes_along_with_one_wording_comes_with_no_other() -> None:
    galley = Galley(
        Frame((A, Along(frozenset({("a", 2)}), block(3)))), {A: {1: block(10), 2: block(20)}}, 100
    )
    assert [galley.length({"a": rank}) for rank in (1, 2)] == [10, 23]


def test_a_list_of_what_comes_along_goes_with_the_last_of_it() -> None:
    notes = Frame((block(8), Along(frozenset({("a", 1)}), block(3))))
    galley = holding(A, notes, a=block(10))
    assert (galley.length({"a": 1}), galley.length({})) == (21, 0)


def test_one_galley_answers_for_every_choice_and_stretch_in_any_order() -> None:
    spaced = Frame((block(8),), space=10, stretches=True)
    galley = holding(spaced, A, B, a=block(10), b=block(20))
    asked = [("b", 1.0), ("ab", 2.0), ("b", 2.0), ("ab", 1.0), ("b", 1.0)]
    lengths = [extent(galley.strips(dict.fromkeys(keys, 1), wide)) for keys, wide in asked]
    assert lengths == [38, 58, 48, 48, 38]


# --- feathering ----------------------------------------------------------------------------------


def test_only_spaces_that_stretch_are_multiplied() -> None:
    frames = (Frame((LINE,), space=10, stretches=True), Frame((LINE,), space=10, top=2, after=4))
    assert strips(*frames, stretch=1.5) == [
        Strip(15, 10),
        Strip(10, 2, tied=True),
        Strip(0, 10, 4),
    ]


@pytest.mark.parametrize(
    ("space", "stretch", "wide"),
    [(5, 1, 5), (5, 1.1, 5.5), (5, 1.01, 5.05), (3, 1.01, 3.05), (3, 1.005, 3), (0, 2, 0)],
)
def test_a_space_is_stretched_in_twentieths_of_a_point(
    space: float, stretch: float, wide: float
) -> None:
    assert feathered(space, stretch) == pytest.approx(wide, abs=1e-9)


def test_a_space_that_is_not_stretched_is_not_rounded() -> None:
    assert feathered(3.333, 1) == 3.333


# --- pages ---------------------------------------------------------------------------------------


def test_nothing_at_all_is_one_page() -> None:
    assert used() == [0]


def test_strips_fill_a_page_to_the_last_point() -> None:
    assert used(Strip(0, 60), Strip(0, 40)) == [100]
    assert used(Strip(0, 60), Strip(0, 40.005)) == [100.005]  # the engine's rounding
    assert used(Strip(0, 60), Strip(0, 40.02)) == [60, 40.02]


def test_there_is_no_space_at_the_top_of_a_page() -> None:
    assert used(Strip(30, 60)) == [60]
    assert used(Strip(0, 60, 5), Strip(30, 60)) == [60, 60]


def test_space_counts_towards_the_page_that_it_stands_on() -> None:
    assert used(Strip(0, 60), Strip(10, 30)) == [100]
    assert used(Strip(0, 60), Strip(10.5, 30)) == [60, 30]
    assert used(Strip(0, 60, 10.5), Strip(0, 30)) == [60, 30]


def test_a_heading_goes_with_what_follows_it() -> None:
    heading = Strip(5, 10, tied=True)
    assert used(Strip(0, 60), heading, Strip(5, 20)) == [100]
    assert used(Strip(0, 60), heading, Strip(5, 21)) == [60, 36]


def test_headings_one_under_the_other_go_together() -> None:
    heading = Strip(5, 10, tied=True)
    assert used(Strip(0, 60), heading, heading, Strip(0, 11)) == [60, 36]


def test_a_heading_at_the_very_end_is_not_lost() -> None:
    assert used(Strip(0, 60), Strip(0, 10, tied=True)) == [70]


def test_what_begins_a_page_does_so_once() -> None:
    fresh = Strip(9, 10, fresh=True)
    assert used(Strip(0, 20), fresh, Strip(0, 30)) == [20, 40]
    assert used(fresh) == [10]


def test_a_frame_that_begins_a_page_hands_it_to_the_first_in_it() -> None:
    chapter = Frame((block(10), block(20)), fresh=True)
    assert NO_PARTS.pages({}).used == (0,)
    assert Galley(Frame((block(30), chapter)), {}, 100).pages({}).used == (30, 30)


def test_the_head_of_a_table_stands_over_the_rows_that_begin_a_page() -> None:
    rows = [Strip(0, 30, head=7)] * 3
    assert used(Strip(0, 7, tied=True), *rows) == [97]
    assert used(Strip(0, 17, tied=True), *rows) == [77, 37]


def test_a_table_that_begins_a_page_has_its_head_once() -> None:
    head = Frame((block(7),), head=True, tied=True, solid=True)
    table = Frame((head, Frame((block(30), block(30)))))
    assert Galley(Frame((block(80), table)), {}, 100).pages({}).used == (80, 67)


def test_a_caption_goes_with_the_head_and_the_first_row() -> None:
    caption = Frame((block(10),), tied=True)
    head = Frame((block(7),), head=True, tied=True, solid=True)
    table = Frame((caption, Frame((head, Frame((block(30), block(30)))))))
    assert Galley(Frame((block(53), table)), {}, 100).pages({}).used == (100, 37)
    assert Galley(Frame((block(54), table)), {}, 100).pages({}).used == (54, 77)


def test_what_stands_on_landscape_pages_has_less_room_and_pages_of_its_own() -> None:
    turned = Frame((block(30), block(30), block(30)), turned=True)
    pages = Galley(Frame((block(20), turned, block(50))), {}, 100, lack=25).pages({})
    assert pages.used == (20, 85, 55, 50)  # what a landscape page lacks counts as used
    assert pages.filled == (0.2, 60 / 75, 30 / 75, 0.5)


def test_a_heading_goes_onto_the_landscape_page_of_what_follows() -> None:
    heading, turned = Frame((block(10),), tied=True), Frame((block(30),), turned=True)
    assert Galley(Frame((block(20), heading, turned)), {}, 100, lack=25).pages({}).used == (20, 65)
    assert Galley(Frame((turned, turned)), {}, 100, lack=25).pages({}).used == (85,)


# --- what no page can hold -----------------------------------------------------------------------


def test_what_is_higher_than_a_page_is_severed_by_as_much() -> None:
    assert made_up([Strip(0, 130)], 100).severed == 30
    assert made_up([Strip(0, 100)], 100).severed == 0


BESIDE = Strip(0, 40, beside=True)


def test_what_stands_beside_the_text_has_the_rest_of_the_page() -> None:
    fits = made_up([Strip(0, 60), BESIDE, Strip(0, 40)], 100)
    assert (fits.used, fits.severed) == ((100,), 0)


def test_what_finds_no_room_beside_the_text_is_severed() -> None:
    assert made_up([Strip(0, 61), BESIDE], 100).severed == 40


def test_space_above_counts_beside_the_text_too() -> None:
    assert made_up([Strip(0, 55), BESIDE._replace(above=5)], 100).severed == 0
    assert made_up([Strip(0, 55), BESIDE._replace(above=6)], 100).severed == 40


def test_what_stands_beside_the_text_stands_one_under_the_other() -> None:
    assert made_up([BESIDE, Strip(0, 20), BESIDE], 100).severed == 0
    assert made_up([BESIDE, Strip(0, 20), BESIDE, BESIDE], 100).severed == 40


def test_each_page_has_a_side_column_of_its_own() -> None:
    column = [BESIDE, Strip(0, 100), Strip(0, 10), BESIDE, BESIDE]
    assert made_up(column, 100).severed == 0


# --- notes at the foot of pages -------------------------------------------------------------------


def note(name: str, height: float) -> Strip:
    return Strip(2, height - 2, note=name)


def test_a_note_stands_under_a_rule_on_the_page_of_its_first_call() -> None:
    column = [Strip(0, 30, calls=("a",)), Strip(0, 80), Strip(0, 10, calls=("a",)), note("a", 20)]
    assert made_up(column, 100, rule=10).used == (60, 90)


def test_a_line_goes_to_the_next_page_with_its_note() -> None:
    column = [Strip(0, 50), Strip(0, 30, calls=("a",)), note("a", 15)]
    assert made_up(column, 100, rule=5).used == (100,)
    assert made_up(column, 100, rule=6).used == (50, 51)


def test_notes_of_one_page_share_a_rule() -> None:
    column = [Strip(0, 30, calls=("a", "b")), Strip(0, 10, calls=("c",))]
    notes = [note("a", 10), note("b", 12), note("c", 8)]
    assert made_up([*column, *notes], 100, rule=10).used == (80,)
    assert made_up([*column, *notes], 79, rule=10).used == (62, 28)


def test_a_note_that_is_not_there_takes_no_room() -> None:
    assert made_up([Strip(0, 30, calls=("gone",))], 100, rule=10).used == (30,)


def test_a_note_called_beside_the_text_stands_at_the_foot_too() -> None:
    column = [BESIDE._replace(calls=("a",)), Strip(0, 60), Strip(0, 20), note("a", 15)]
    assert made_up(column, 100, rule=10).used == (85, 20)


def test_lines_call_notes_one_by_one_as_far_as_they_may_be_parted() -> None:
    lines = Lines((10,) * 5, (("a",), (), ("b",), (), ("c", "d")))
    strips = Galley(Frame((lines,)), {}, 100).strips({})
    assert [(strip.height, strip.calls) for strip in strips] == [
        (20, ("a",)),
        (10, ("b",)),
        (20, ("c", "d")),
    ]


def test_what_stays_together_calls_all_of_its_notes() -> None:
    cells = tuple(Frame((Lines((10,), ((name,),)),)) for name in "ab")
    row = Frame(cells, across=True)
    solid = Frame((Lines((10, 10), (("c",), ("d",))), row), solid=True)
    (strip,) = Galley(Frame((solid,)), {}, 100).strips({})
    assert strip.calls == ("c", "d", "a", "b")


def test_a_note_comes_along_with_whoever_calls_it() -> None:
    held = {
        Held("x"): {1: Frame((Lines((30,), (("a",),)),))},
        Held("y"): {1: Frame((Lines((20,)),))},
    }
    item = Along(frozenset({("x", 1)}), Frame((Lines((10,)),), space=2, note="a"))
    galley = Galley(Frame((Held("x"), Held("y"), Frame((item,)))), held, 100, rule=8)
    assert galley.pages({"x": 1, "y": 1}).used == (70,)
    assert galley.pages({"y": 1}).used == (20,)
    assert galley.length({"x": 1, "y": 1}) == 62


def test_the_same_column_may_be_made_up_for_other_pages() -> None:
    solid = Frame((Lines((40, 40)),), solid=True)
    galley = Galley(Frame((Lines((30,)), solid)), {}, 90)
    assert (galley.pages({}).used, galley.on(70).pages({}).used) == ((30, 80), (30, 80))
    assert galley.on(120).pages({}).used == (110,)


# --- how much too long ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heights", "most", "excess"),
    [
        ((60,), 1, -40),
        ((100,), 1, 0),
        ((100, 60), 2, -40),
        ((100, 60), 3, -140),
        ((100, 60), 1, 60),
        ((90, 80, 30), 1, 110),
        ((90, 80, 30), 2, 30),
    ],
)
def test_pages_are_too_long_by_what_stands_on_those_beyond_and_short_by_what_is_free(
    heights: tuple[float, ...], most: int, excess: float
) -> None:
    assert Pages(heights, 100).excess(most) == excess


def test_what_is_severed_never_fits() -> None:
    assert Pages((60,), 100, severed=30).excess(1) == 30
    assert Pages((60,), 100, severed=30).excess(5) == 30


def test_pages_are_counted() -> None:
    assert Pages((100, 20), 100).count == 2

"""The choice of parts: against every possible choice, tried one by one, and in small cases."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefings.edition.choice import Choice, Item, Stock, choose, room_of
from briefings.model.parts import PRIORITIES, Priority

KEYS = "abcdef"
LETTERS = "abcdefghijklmnopqrst"
SHARED = "xyz"
CLOSE = 1e-6

often = settings(max_examples=250, deadline=None, derandomize=True)
seldom = settings(max_examples=40, deadline=None, derandomize=True)


# The rules in the plainest way: every choice of a priority is made, those that break a rule are
# thrown away, the best of the rest is taken.


def plainest(stock: Stock, room: float) -> Choice | None:
    chosen: dict[str, int] = {}
    for priority in PRIORITIES:
        best: tuple[tuple[int, int, list[int]], dict[str, int]] | None = None
        for ranks in every(stock, priority, chosen):
            choice = standing(stock, priority, chosen, ranks)
            if choice is not None and plain_room(stock, choice) <= room + CLOSE:
                given_ranks = list(ranks.values())
                count = sum(1 for rank in given_ranks if rank)
                value = (count, sum(given_ranks) - count, given_ranks)
                if best is None or value > best[0]:
                    best = value, choice
        if best is None:
            return None
        chosen = best[1]
    return chosen


def every(stock: Stock, priority: Priority, before: Choice) -> Iterator[dict[str, int]]:
    own = [item for item in stock.items if item.priority == priority]
    least = [int(priority == "must" or item.key in before) for item in own]
    ways = [range(low, len(item.costs) + 1) for low, item in zip(least, own, strict=True)]
    for ranks in product(*ways):
        yield {item.key: rank for item, rank in zip(own, ranks, strict=True)}


def standing(
    stock: Stock, priority: Priority, before: Choice, ranks: Mapping[str, int]
) -> dict[str, int] | None:
    items = {item.key: item for item in stock.items}
    choice = {**before, **{key: rank for key, rank in ranks.items() if rank}}
    while wanted := {key for k in choice for key in items[k].needs if key not in choice}:
        for key in wanted:
            lower = PRIORITIES[PRIORITIES.index(priority) + 1 :]
            if key not in items or items[key].priority not in lower:
                return None
            choice[key] = 1
    return choice


def plain_room(stock: Stock, choice: Choice) -> float:
    room = stock.base
    brought: set[str] = set()
    cells: dict[str, dict[int, float]] = {}
    for item in stock.items:
        if item.key in choice:
            cost = item.costs[choice[item.key] - 1]
            brought |= item.brings[choice[item.key] - 1]
            if item.row is None:
                room += cost
            else:
                row = cells.setdefault(item.row, {})
                row[item.cell] = row.get(item.cell, 0) + cost
    return room + sum(max(row.values()) for row in cells.values()) + sum_of(stock, brought)


def sum_of(stock: Stock, names: set[str]) -> float:
    return sum(stock.shared[name] for name in names)


costs = st.sampled_from([0.0, 1.0, 1.0, 2.0, 2.5, 3.0, 5.0, 0.1, 0.7])


@st.composite
def stocks(draw: st.DrawFn) -> Stock:
    count = draw(st.integers(1, 6))
    keys = KEYS[:count]
    rows = draw(st.sampled_from([(), (0, 2), (1, 4), (0, 6)]))
    items = []
    for place, key in enumerate(keys):
        wordings = draw(st.integers(1, 3))
        brings = st.frozensets(st.sampled_from(SHARED), max_size=2)
        many = draw(st.sampled_from([0, 0, 1, 1, 2]))
        needs = draw(st.frozensets(st.sampled_from(keys), max_size=many))
        stranger = draw(st.integers(0, 19)) == 0
        items.append(
            Item(
                key,
                draw(st.sampled_from(["must", "should", "should", "should", "could", "could"])),
                tuple(draw(st.lists(costs, min_size=wordings, max_size=wordings))),
                tuple(draw(st.lists(brings, min_size=wordings, max_size=wordings))),
                needs | {"stranger"} if stranger else needs,
                "row" if rows and rows[0] <= place < rows[1] else None,
                draw(st.integers(0, 2)) if rows else 0,
            )
        )
    return Stock(
        tuple(items), {name: draw(costs) for name in SHARED}, draw(st.sampled_from([0.0, 1.0]))
    )


rooms = st.sampled_from([0.5, 1, 2, 3, 3.8, 4, 5, 6, 7.2, 8, 10, 12, 15, 20, 100])


@often
@given(stocks(), rooms)
def test_the_choice_is_the_best_of_all(stock: Stock, room: float) -> None:
    assert choose(stock, room) == plainest(stock, room)


@seldom
@given(stocks(), rooms)
def test_the_choice_is_never_too_long_and_has_every_must(stock: Stock, room: float) -> None:
    choice = choose(stock, room)
    assume(choice is not None)
    assert choice is not None
    assert room_of(stock, choice) == pytest.approx(plain_room(stock, choice))
    assert room_of(stock, choice) <= room + CLOSE
    assert {item.key for item in stock.items if item.priority == "must"} <= choice.keys()


@seldom
@given(stocks(), rooms, st.sampled_from([0.1, 1, 2.5]))
def test_more_room_never_makes_the_choice_worse(stock: Stock, room: float, more: float) -> None:
    less, now = choose(stock, room), choose(stock, room + more)
    assume(less is not None)
    assert less is not None
    assert now is not None
    assert worth(stock, now) >= worth(stock, less)


def worth(stock: Stock, choice: Choice) -> list[tuple[int, int, list[int]]]:
    found = []
    for priority in PRIORITIES:
        ranks = [choice.get(item.key, 0) for item in stock.items if item.priority == priority]
        count = sum(1 for rank in ranks if rank)
        found.append((count, sum(ranks) - count, ranks))
    return found


@seldom
@given(stocks(), rooms)
def test_no_could_is_kept_where_a_should_would_have_fitted(stock: Stock, room: float) -> None:
    choice = choose(stock, room)
    assume(choice is not None)
    assert choice is not None
    items = {item.key: item for item in stock.items}
    higher = {key: rank for key, rank in choice.items() if items[key].priority != "could"}
    for item in stock.items:
        if item.priority == "should" and item.key not in choice:
            more = with_needs(stock, {**higher, item.key: 1})
            assert more is None or plain_room(stock, more) > room


def with_needs(stock: Stock, choice: Choice) -> Choice | None:
    items = {item.key: item for item in stock.items}
    more = dict(choice)
    while wanted := {key for k in more for key in items[k].needs if key not in more}:
        if not wanted <= items.keys():
            return None
        more.update(dict.fromkeys(wanted, 1))
    return more


@seldom
@given(stocks(), rooms, st.randoms(use_true_random=False))
def test_the_order_of_shared_things_makes_no_difference(
    stock: Stock, room: float, chance: random.Random
) -> None:
    names = list(stock.shared)
    chance.shuffle(names)
    other = Stock(stock.items, {name: stock.shared[name] for name in names}, stock.base)
    assert choose(other, room) == choose(stock, room) == choose(stock, room)


@seldom
@given(stocks(), rooms, st.sampled_from([-2, 0.5, 2, 7]))
def test_what_is_chosen_by_excess_really_fits(stock: Stock, room: float, late: float) -> None:
    def excess(choice: Choice) -> float:
        return room_of(stock, choice) + late * (len(choice) > 2) - room

    choice = choose(stock, room, excess)
    assume(choice is not None)
    assert choice is not None
    assert excess(choice) <= CLOSE
    assert {item.key for item in stock.items if item.priority == "must"} <= choice.keys()
    assert with_needs(stock, choice) == choice


def item(
    key: str,
    priority: Priority,
    *costs: float,
    brings: str = "",
    needs: str = "",
    row: str | None = None,
    cell: int = 0,
) -> Item:
    along = (frozenset(brings.split()),) * len(costs)
    return Item(key, priority, costs, along, frozenset(needs.split()), row, cell)


def stock_of(*items: Item, **shared: float) -> Stock:
    return Stock(items, shared)


def test_everything_is_taken_in_full_where_there_is_room() -> None:
    stock = stock_of(item("a", "could", 1, 4), item("b", "must", 2, 3))
    assert choose(stock, 7) == {"a": 2, "b": 2}


def test_room_without_end_takes_everything() -> None:
    assert choose(stock_of(item("a", "could", 1, 4)), float("inf")) == {"a": 2}


def test_there_is_no_choice_where_what_must_be_in_is_too_long() -> None:
    assert choose(stock_of(item("a", "must", 3, 5)), 2.9) is None


def test_what_must_be_in_is_taken_at_a_longer_wording_that_takes_less() -> None:
    assert choose(stock_of(item("a", "must", 3, 1, 5)), 2) == {"a": 2}


def test_what_is_chosen_already_takes_up_the_base() -> None:
    assert choose(Stock((item("a", "should", 3),), {}, base=1), 3) == {}


def test_two_short_items_are_better_than_one_long() -> None:
    stock = stock_of(item("a", "should", 6), item("b", "should", 3), item("c", "should", 3))
    assert choose(stock, 6) == {"b": 1, "c": 1}


def test_two_steps_are_better_than_one_of_an_earlier_item() -> None:
    stock = stock_of(
        item("a", "should", 1, 3), item("b", "should", 1, 2), item("c", "should", 1, 2)
    )
    assert choose(stock, 5) == {"a": 1, "b": 2, "c": 2}


def test_of_equals_the_first_is_taken() -> None:
    stock = stock_of(item("a", "should", 2), item("b", "should", 2))
    assert choose(stock, 3) == {"a": 1}


def test_a_longer_wording_of_higher_priority_goes_before_any_item_of_lower() -> None:
    stock = stock_of(item("a", "could", 1), item("b", "should", 1, 3))
    assert choose(stock, 3) == {"b": 2}


def test_a_heading_is_paid_once() -> None:
    stock = stock_of(
        item("a", "should", 1, brings="head"), item("b", "should", 1, brings="head"), head=4
    )
    assert choose(stock, 6) == {"a": 1, "b": 1}
    assert room_of(stock, {"a": 1, "b": 1}) == 6


def test_what_must_be_in_brings_what_it_needs_whatever_its_priority() -> None:
    stock = stock_of(item("a", "could", 2, 3), item("b", "must", 1, needs="a"))
    assert choose(stock, 3) == {"a": 1, "b": 1}
    assert choose(stock, 2.5) is None


def test_the_wording_of_what_came_in_as_needed_is_decided_with_its_own_priority() -> None:
    stock = stock_of(
        item("a", "could", 2, 3), item("b", "must", 1, needs="a"), item("c", "should", 1)
    )
    assert choose(stock, 4) == {"a": 1, "b": 1, "c": 1}
    assert choose(stock, 5) == {"a": 2, "b": 1, "c": 1}


def test_items_that_need_each_other_come_in_together_or_not_at_all() -> None:
    stock = stock_of(item("a", "should", 1, needs="c"), item("c", "should", 3, needs="a"))
    assert choose(stock, 3) == {}
    assert choose(stock, 4) == {"a": 1, "c": 1}


def test_what_needs_something_unknown_is_left_out() -> None:
    stock = stock_of(item("a", "should", 1, needs="b"), item("b", "should", 1, needs="nobody"))
    assert choose(stock, 9) == {}


def test_there_is_no_choice_where_what_must_be_in_needs_something_unknown() -> None:
    assert choose(stock_of(item("a", "must", 1, needs="nobody")), 9) is None


def test_what_could_be_in_does_not_bring_what_should_be_and_found_no_room() -> None:
    stock = stock_of(item("a", "should", 5), item("b", "could", 1, needs="a"))
    assert choose(stock, 5) == {"a": 1}
    assert choose(stock, 4) == {}


def test_what_found_no_room_stays_out_although_room_is_found_later() -> None:
    stock = stock_of(
        item("a", "must", 1, needs="c"),
        item("b", "should", 3),
        item("c", "could", 5, 1),
        item("d", "could", 1, needs="b"),
    )
    assert choose(stock, 8) == {"a": 1, "c": 2}


def test_what_comes_along_at_every_wording_is_paid_before_any_step() -> None:
    stock = stock_of(item("a", "must", 1, 3, brings="head"), head=4)
    assert choose(stock, 6) == {"a": 1}
    assert choose(stock, 7) == {"a": 2}


def test_a_row_takes_the_room_of_its_tallest_cell() -> None:
    stock = stock_of(
        item("a", "must", 2, row="r", cell=0),
        item("b", "should", 1, row="r", cell=1),
        item("c", "should", 1, row="r", cell=1),
        item("d", "should", 1, row="r", cell=1),
    )
    assert choose(stock, 2) == {"a": 1, "b": 1, "c": 1}
    assert room_of(stock, {"a": 1, "b": 1, "c": 1, "d": 1}) == 3


def test_sums_of_tenths_fit_exactly() -> None:
    stock = stock_of(*(item(key, "should", 0.1) for key in "abc"))
    assert choose(stock, 0.3) == {"a": 1, "b": 1, "c": 1}


def test_a_row_with_too_many_ways_to_fill_it_is_never_too_long() -> None:
    cells = [
        item(f"c{n}", "should", 1 + n / 97, 2 + n / 89, row="r", cell=n % 9) for n in range(27)
    ]
    stock = stock_of(*cells, item("z", "should", 1))
    choice = choose(stock, 5)
    assert choice is not None
    assert len(choice) > 9
    assert room_of(stock, choice) <= 5


def test_notes_that_reach_across_each_other_are_never_too_long() -> None:
    chance = random.Random(1)
    notes = {f"n{n}": 1.0 + n % 3 for n in range(30)}
    stock = stock_of(
        *(
            item(f"i{n}", "should", 2, 4, 7, brings=" ".join(chance.sample(sorted(notes), 3)))
            for n in range(60)
        ),
        **notes,
    )
    choice = choose(stock, 150)
    assert choice is not None
    assert room_of(stock, choice) <= 150
    assert len(choice) >= 46


def test_items_that_all_need_a_choice_of_others_stand_with_what_they_need() -> None:
    chance = random.Random(2)
    stock = stock_of(
        *(
            item(
                f"i{n}",
                "should",
                1 + n % 4,
                needs=" ".join(f"i{chance.randrange(60)}" for _ in "ab"),
            )
            for n in range(60)
        )
    )
    choice = choose(stock, 140)
    assert choice is not None
    assert with_needs(stock, choice) == choice
    assert room_of(stock, choice) <= 140


SHORT = tuple(item(key, "should", 10, 12) for key in "abcdef")


def test_what_pages_lose_at_their_breaks_is_not_given_out() -> None:
    stock = stock_of(*SHORT)

    def two_pages(choice: Choice) -> float:
        return room_of(stock, choice) + (7 if len(choice) > 3 else 0) - 62

    best = {"a": 2, "b": 2, "c": 1, "d": 1, "e": 1}
    assert choose(stock, 62, two_pages) == best
    assert two_pages(best) == -1


def test_what_really_fits_comes_in_although_the_sums_say_no() -> None:
    stock = stock_of(*SHORT)
    assert choose(stock, 30, lambda choice: room_of(stock, choice) - 40) == dict.fromkeys("abcd", 1)


def test_what_is_far_too_long_by_sums_is_not_tried() -> None:
    stock = stock_of(item("a", "should", 10), item("b", "should", 1000))
    tried: list[Choice] = []

    def excess(choice: Choice) -> float:
        tried.append(choice)
        return room_of(stock, choice) - 20

    assert choose(stock, 20, excess) == {"a": 1}
    assert not [choice for choice in tried if "b" in choice]


def test_there_is_no_choice_where_what_must_be_in_is_really_too_long() -> None:
    stock = stock_of(item("a", "must", 1))
    assert choose(stock, 9, lambda choice: 3.0) is None


def test_the_last_gives_way_where_no_allowance_helps() -> None:
    stock = stock_of(*(item(key, "should", 10, 12) for key in LETTERS))
    choice = choose(stock, 230, lambda c: 0.5 if "t" in c else -5.0)
    assert choice == dict.fromkeys(LETTERS[:-1], 2)


def test_excess_is_asked_some_tens_of_times_for_a_hundred_items() -> None:
    chance = random.Random(3)
    stock = stock_of(
        *(
            item(f"i{n}", PRIORITIES[n % 3], *sorted(chance.uniform(20, 90) for _ in "abc"))
            for n in range(100)
        )
    )
    calls = 0

    def excess(choice: Choice) -> float:
        nonlocal calls
        calls += 1
        sums = room_of(stock, choice)
        return sums + 11 * (sums // 700) - 2800

    choice = choose(stock, 2800, excess)
    assert choice is not None
    assert excess(choice) <= 0
    assert calls < 100


def test_two_thousand_items_under_nested_headings_are_chosen_from() -> None:
    stock = nested(2000)
    choice = choose(stock, 6000)
    assert choice is not None
    assert 5990 < room_of(stock, choice) <= 6000
    assert with_needs(stock, choice) == choice


def nested(count: int) -> Stock:
    """Sections with a heading hold blocks, each with a list of items."""
    chance = random.Random(4)
    items, shared = [], {}
    for number in range(count):
        section, block = f"s{number // 40}", f"b{number // 8}"
        shared[section], shared[f"h{block}"] = 24.0, 16.0
        own = tuple(sorted(chance.uniform(12, 80) for _ in "abc"))
        name = block if number % 8 == 0 else f"i{number}"
        needs = "" if name == block else block
        priority: Priority = "could" if number // 8 % 3 else "should"
        items.append(item(name, priority, *own, brings=f"{section} h{block}", needs=needs))
    return Stock(tuple(items), shared)

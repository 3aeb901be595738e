"""Shards of work, and the timings by which it is dealt out."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from briefings.builds.shards import Shard, shard, shards
from briefings.manifest import timings
from conftest import told

NAMES = tuple(f"talks/talks_brief_{number}" for number in range(200))


@pytest.mark.parametrize(
    ("text", "found"),
    [("1/1", Shard(1, 1)), (" 2 / 5 ", Shard(2, 5)), ("10000/10000", Shard(10_000, 10_000))],
)
def test_a_shard_is_which_of_how_many(text: str, found: Shard) -> None:
    assert shard(text) == found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "'' is no shard: write which of how many, such as 2/5"),
        ("3", "'3' is no shard: write which of how many, such as 2/5"),
        ("-1/3", "'-1/3' is no shard: write which of how many, such as 2/5"),
        ("1/3/5", "'1/3/5' is no shard: write which of how many, such as 2/5"),
        ("1.5/3", "'1.5/3' is no shard: write which of how many, such as 2/5"),
        ("٢/٥", "'٢/٥' is no shard: write which of how many, such as 2/5"),
        ("0/3", "'0/3' is no shard: the first of 3 is 1/3"),
        ("4/3", "'4/3' is no shard: the first of 3 is 1/3"),
        ("1/0", "'1/0' is no shard: there can be 1 to 10000"),
        ("1/10001", "'1/10001' is no shard: there can be 1 to 10000"),
    ],
)
def test_what_is_no_shard_is_told(text: str, what: str) -> None:
    with pytest.raises(ValueError, match="is no shard") as caught:
        shard(text)
    assert str(caught.value) == what


def sample(seed: int) -> dict[str, float]:
    """Seconds as builds take them: most little, few much."""
    source = random.Random(seed)
    return {name: source.lognormvariate(0, 1) for name in NAMES}


@pytest.mark.parametrize("seconds", [{}, sample(1), {NAMES[3]: 4.0}])
def test_every_name_is_in_one_shard_whatever_the_order(seconds: dict[str, float]) -> None:
    found = shards(NAMES, 7, seconds)
    assert [*found] == sorted(NAMES)
    assert {*found.values()} == {1, 2, 3, 4, 5, 6, 7}
    backwards = dict(reversed(seconds.items()))
    assert shards((*reversed(NAMES), *NAMES[:9]), 7, backwards) == found


def test_by_hashes_a_name_stays_where_it_is_when_others_come_and_go() -> None:
    found = shards(NAMES, 4, {"something/else": 3})
    assert shards(NAMES[:50], 4, {}) == {name: found[name] for name in sorted(NAMES[:50])}
    assert shards(["talks/talks_policy-brief_minister", "\udcff"], 4, {}) == {
        "talks/talks_policy-brief_minister": 1,
        "\udcff": 4,
    }


def test_by_hashes_shards_have_about_the_same_number() -> None:
    many = Counter(shards((f"{number}" for number in range(4000)), 4, {}).values())
    assert all(900 < number < 1100 for number in many.values())


@pytest.mark.parametrize("count", [2, 3, 8])
@pytest.mark.parametrize("seed", range(5))
def test_by_timings_shards_take_about_the_same_time(seed: int, count: int) -> None:
    seconds, loads = sample(seed), Counter[int]()
    for name, number in shards(NAMES, count, seconds).items():
        loads[number] += seconds[name]  # type: ignore[assignment]
    assert max(loads.values()) <= 1.02 * sum(seconds.values()) / count


def test_the_longest_come_first_and_each_goes_where_least_is_to_do() -> None:
    seconds = {"a": 1.0, "b": 2.0, "c": 2.0, "d": 5.0}
    assert shards("abcd", 2, seconds) == {"a": 2, "b": 2, "c": 2, "d": 1}


def test_what_is_not_known_is_taken_for_the_median() -> None:
    seconds = {"a": 9.0, "b": 3.0, "c": 1.0}  # d: 3
    assert shards("abcd", 2, seconds) == {"a": 1, "b": 2, "c": 2, "d": 2}


def test_more_shards_than_names_leave_some_without() -> None:
    assert shards("ab", 5, {"a": 1.0, "b": 1.0}) == {"a": 1, "b": 2}
    assert shards((), 5, {}) == {}


# --- timings --------------------------------------------------------------------------------------


def test_timings_are_read_back_rounded() -> None:
    data = timings.written({"b": {"fit": 1.23456, "pdf": 2}, "a": {}})
    assert data == b'{\n "a": {},\n "b": {\n  "fit": 1.235,\n  "pdf": 2\n }\n}\n'
    assert timings.read(data, "t") == {"a": {}, "b": {"fit": 1.235, "pdf": 2}}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"a": 1}',
        b'{"a": {"fit": "1"}}',
        b'{"a": {"fit": -1}}',
        b'{"a": {"fit": 1e999}}',
    ],
)
def test_what_is_no_timings_is_refused(data: bytes) -> None:
    (problem,) = told(lambda: timings.read(data, "out/timings.json"))
    assert problem.startswith("out/timings.json:1:1: ")


def test_of_the_same_edition_the_later_timings_count() -> None:
    one, other = {"a": {"fit": 1.0}, "b": {"fit": 2.0}}, {"b": {"pdf": 4.0, "fit": 0.5}}
    found = timings.merged([one, other])
    assert found == {"a": {"fit": 1.0}, "b": {"pdf": 4.0, "fit": 0.5}}
    assert timings.totals(found) == {"a": 1.0, "b": 4.5}

"""Diagrams: where things stand in them, that nothing collides, and how they are told in words."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from lxml import etree

from briefings.document import Asset
from briefings.exhibits.charts import Look
from briefings.exhibits.diagrams import maps, matrix, relations, timeline, yardstick
from briefings.exhibits.diagrams.atlas import countries
from briefings.exhibits.diagrams.column import settled
from briefings.exhibits.diagrams.dates import Stretch, stretch
from briefings.exhibits.diagrams.oval import oval
from briefings.exhibits.diagrams.shapes import Box, Dot, Sheet, Words, asset
from conftest import LIBRARY

SVG = "{http://www.w3.org/2000/svg}"
WORDS = LIBRARY.labels("en-GB").diagrams
LOOK = Look(
    palette=("#10304d", "#a23b22", "#5b7f95"),
    ink="#1b232b",
    soft="#4b5763",
    rule="#c3ccd4",
    families=("Source Sans 3", "sans-serif"),
    font_dirs=LIBRARY.fonts,
    width=450.0,
)
NARROW = replace(LOOK, width=240.0)


def root(drawn: Asset) -> etree._Element:
    return etree.fromstring(drawn.data)


def texts(drawn: Asset) -> list[str]:
    return ["".join(map(str, t.itertext())) for t in root(drawn).iter(f"{SVG}text")]


def rooms(drawn: Asset, look: Look = LOOK) -> list[tuple[float, float, float, float]]:
    """The room that each line of text takes: left, top, right, bottom."""
    found = []
    for text in root(drawn).iter(f"{SVG}text"):
        size, x = float(text.get("font-size", 8)), float(text.get("x", 0))
        bold = text.get("font-weight") == "700"
        wide = look.measure("".join(map(str, text.itertext())), bold=bold) * size / look.size
        before = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
        y = float(text.get("y", 0))
        found.append((x - wide * before, y - 0.6 * size, x + wide * (1 - before), y))
    return found


def collide(drawn: Asset, look: Look = LOOK) -> list[tuple[str, str]]:
    """Texts that stand over each other."""
    pairs = combinations(zip(texts(drawn), rooms(drawn, look), strict=True), 2)
    return [
        (one, other)
        for (one, a), (other, b) in pairs
        if a[0] < b[2] - 0.1 and b[0] < a[2] - 0.1 and a[1] < b[3] and b[1] < a[3]
    ]


def beyond(drawn: Asset, look: Look = LOOK) -> list[str]:
    """Texts that reach beyond the edges."""
    pairs = zip(texts(drawn), rooms(drawn, look), strict=True)
    return [
        text
        for text, (left, top, right, bottom) in pairs
        if left < -0.1 or right > look.width + 0.1 or top < -0.1 or bottom > drawn.height
    ]


# --- shapes --------------------------------------------------------------------------------------


def test_a_sheet_is_turned_over_but_its_text_is_not() -> None:
    shapes = (Box(10, 0, 30, 5, "#000000"), Words("Über", 0, 9, "#000000"))
    turned = root(asset(Sheet(shapes, 20), LOOK, mirrored=True))
    rect, text = turned[0], turned[1]
    assert (rect.get("x"), rect.get("width")) == ("410", "30")
    assert (text.get("x"), text.get("text-anchor")) == ("450", "end")
    assert "".join(map(str, text.itertext())) == "\u202bÜber\u202c"


def test_what_is_fixed_is_not_turned_over() -> None:
    sheet = Sheet((), 20, fixed=(Dot(10, 5, 2, "#000000"),))
    assert root(asset(sheet, LOOK, mirrored=True))[0].get("cx") == "10"


# --- dates and columns ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("1893", Stretch(1893, 1894)),
        ("199X", Stretch(1990, 2000)),
        ("19XX", Stretch(1900, 2000)),
        ("2001-XX-XX", Stretch(2001, 2002)),
        ("2001-01-01", Stretch(2001, 2001 + 1 / 365)),
        ("2004-12-31", Stretch(2004 + 365 / 366, 2005)),
        ("1996/2001", Stretch(1996, 2002, lasting=True)),
        ("1996/XXXX", Stretch(1996, 1997, lasting=True, open=True)),
        ("XXXX", None),
        ("XXXX/2001", None),
    ],
)
def test_a_date_is_the_stretch_of_time_that_is_known(date: str, known: Stretch | None) -> None:
    assert stretch(date) == known


def test_texts_stand_where_they_want_to_unless_others_do() -> None:
    assert settled((0, 50), (10, 10), 100) == (0, 50)
    assert settled((50, 50), (10, 10), 100) == (45, 55)
    assert settled((95, 95), (10, 10), 100) == (80, 90)
    assert settled((20, None, 60), (10, 10, 10), 100) == (20, 30, 60)


# --- the yardstick -------------------------------------------------------------------------------

SCALE = yardstick.Yardstick(
    "Office scale",
    (
        yardstick.Band("unlikely", 0, 40, "0–40%"),
        yardstick.Band("likely", 60, 100, "60–100%"),
    ),
    ((1, "The gates hold."), (1, "The channel opens")),
)


def test_a_yardstick_shows_its_bands_to_scale_with_the_gap_between_them() -> None:
    drawn = root(yardstick.draw(SCALE, LOOK, WORDS, mirrored=False))
    low, high = ((float(r.get("x", 0)), float(r.get("width", 0))) for r in drawn.iter(f"{SVG}rect"))
    assert low[1] == pytest.approx(high[1])
    assert high[0] - (low[0] + low[1]) == pytest.approx(low[1] / 2, abs=0.02)


def test_a_band_that_is_used_is_told_by_more_than_colour() -> None:
    drawn = root(yardstick.draw(SCALE, LOOK, WORDS, mirrored=False))
    bold = [t.text for t in drawn.iter(f"{SVG}text") if t.get("font-weight") == "700"]
    assert bold == ["likely"]


def test_who_is_told_no_numbers_gets_a_scale_without_any() -> None:
    bare = replace(SCALE, bands=tuple(replace(band, printed="") for band in SCALE.bands))
    assert not any("%" in text for text in texts(yardstick.draw(bare, LOOK, WORDS, False)))
    assert "%" not in yardstick.describe(bare, WORDS)


def test_a_yardstick_in_words() -> None:
    assert yardstick.describe(SCALE, WORDS) == (
        "Scale of likelihood, Office scale, from least to most likely: unlikely (0–40%);"
        " likely (60–100%). likely: The gates hold; The channel opens."
    )


# --- the matrix ----------------------------------------------------------------------------------

RISKS = matrix.Matrix(
    ("unlikely", "likely"),
    ("low", "moderate", "high", "severe"),
    (
        matrix.Item("The register misses people", "risk", 1, 2),
        matrix.Item("Everything escalates at once", "scenario", 1, 2),
        matrix.Item("Too few volunteers", "risk", 0, 3),
    ),
    ("A stray one",),
)


@pytest.mark.parametrize("look", [LOOK, NARROW], ids=["wide", "narrow"])
def test_nothing_in_a_matrix_collides(look: Look) -> None:
    drawn = matrix.draw(RISKS, look, WORDS, mirrored=False)
    assert collide(drawn, look) == []
    assert beyond(drawn, look) == []


def test_sorts_in_a_matrix_differ_in_form_too() -> None:
    drawn = root(matrix.draw(RISKS, LOOK, WORDS, mirrored=False))
    assert len([*drawn.iter(f"{SVG}circle")]) == 3  # two risks, and the key
    assert len([*drawn.iter(f"{SVG}rect")]) == 2


def test_cells_that_are_narrow_have_numbers_and_a_key_below() -> None:
    assert texts(matrix.draw(RISKS, NARROW, WORDS, False)).count("1") == 2
    assert texts(matrix.draw(RISKS, LOOK, WORDS, False)).count("1") == 1


def test_a_matrix_in_words_begins_with_the_gravest_and_says_what_has_no_place() -> None:
    assert matrix.describe(RISKS, WORDS) == (
        "Matrix of likelihood and impact, the most likely first."
        " likely, high impact: 1 The register misses people; 2 Everything escalates at once."
        " unlikely, severe impact: 3 Too few volunteers."
        " Not placed, as no likelihood or impact is stated: A stray one."
    )


# --- the timeline --------------------------------------------------------------------------------


def events(*dates: str) -> timeline.Timeline:
    return timeline.Timeline(
        tuple(timeline.Event(date, f"What happened in {date}.", stretch(date)) for date in dates)
    )


CENTURY = ("1893", "1947", "XXXX", "1979", "199X", "1996/2001", "2001-09-11", "2021")


@pytest.mark.parametrize("look", [LOOK, NARROW], ids=["wide", "narrow"])
def test_texts_of_a_timeline_do_not_collide(look: Look) -> None:
    drawn = timeline.draw(events(*CENTURY), look, WORDS, mirrored=False)
    assert collide(drawn, look) == []
    assert beyond(drawn, look) == []


def test_dots_of_a_timeline_stand_true_to_scale() -> None:
    drawn = root(timeline.draw(events("1900", "1950", "2000"), LOOK, WORDS, mirrored=False))
    first, second, third = (float(dot.get("cy", 0)) for dot in drawn.iter(f"{SVG}circle"))
    assert second - first == pytest.approx(third - second, abs=0.02)


def test_what_is_not_dated_has_no_place_on_the_axis() -> None:
    drawn = root(timeline.draw(events(*CENTURY), LOOK, WORDS, mirrored=False))
    xs = [float(dot.get("cx", 0)) for dot in drawn.iter(f"{SVG}circle")]
    assert len(set(xs)) == 2
    assert xs.count(max(xs)) == 1


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        (("2026-03-11", "2026-03-11", "2026-03-12"), "one day"),
        (("1893", "2026-03-11", "2026-03-12"), "a century and then a day"),
        (("XXXX", "1947"), "one date only"),
    ],
)
def test_what_scale_would_make_unreadable_stands_evenly_and_says_so(
    dates: tuple[str, ...], why: str
) -> None:
    drawn = timeline.draw(events(*dates), LOOK, WORDS, mirrored=False)
    assert WORDS["not_to_scale"] in texts(drawn), why
    assert collide(drawn) == []


def test_an_axis_that_is_not_to_scale_is_broken_where_much_time_passes() -> None:
    dates = ("1893", "2026-03-11", "2026-03-12", "2026-03-13")
    drawn = root(timeline.draw(events(*dates), LOOK, WORDS, mirrored=False))
    broken = [path.get("stroke-dasharray") is not None for path in drawn.iter(f"{SVG}path")]
    assert broken == [True, False, False]


def test_a_timeline_in_words_is_in_order_of_time() -> None:
    assert timeline.describe(events("1947", "XXXX", "1893"), WORDS) == (
        "Timeline, 3 events. 1893: What happened in 1893; 1947: What happened in 1947;"
        " XXXX: What happened in XXXX."
    )


# --- actors and relations ------------------------------------------------------------------------

NEIGHBOURS = relations.Relations(
    (
        relations.Actor("North", "state"),
        relations.Actor("South"),
        relations.Actor("Army", "", True),
    ),
    (
        relations.Relation(0, 1, "talks", "talks without end"),
        relations.Relation(1, 0, "opposes"),
        relations.Relation(2, 0, "other", "occupies"),
    ),
)


@pytest.mark.parametrize("look", [LOOK, NARROW], ids=["wide", "narrow"])
def test_what_relations_say_collides_with_nothing(look: Look) -> None:
    drawn = relations.draw(NEIGHBOURS, look, WORDS, mirrored=False)
    assert collide(drawn, look) == []
    assert beyond(drawn, look) == []


@pytest.mark.parametrize("count", [2, 3, 5, 8, 12])
def test_boxes_of_actors_stand_apart(count: int) -> None:
    nodes = oval(range(count), [(80.0, 25.0)] * count, LOOK)
    assert [pair for pair in combinations(nodes.values(), 2) if pair[0].near(pair[1], 10)] == []


def test_actors_related_to_nobody_stand_below_the_others() -> None:
    alone = relations.Relations((*NEIGHBOURS.actors, relations.Actor("West")), NEIGHBOURS.relations)
    drawn = relations.draw(alone, LOOK, WORDS, mirrored=False)
    ys = {text: y for text, (_, y, _, _) in zip(texts(drawn), rooms(drawn), strict=True)}
    assert ys["West"] > max(ys["North"], ys["South"], ys["Army"])


def test_kinds_of_relations_differ_in_more_than_colour() -> None:
    kinds: tuple[relations.Kind, ...] = ("supports", "opposes", "mediates")
    lines = []
    for kind in kinds:
        of = relations.Relations(NEIGHBOURS.actors[:2], (relations.Relation(0, 1, kind),))
        path = next(root(relations.draw(of, LOOK, WORDS, mirrored=False)).iter(f"{SVG}path"))
        lines.append(path.get("stroke-dasharray"))
    assert lines == [None, "5 2", "1.2 2"]


def test_relations_in_words() -> None:
    assert relations.describe(NEIGHBOURS, WORDS) == (
        "Drawing of 3 actors and how they stand to each other."
        " North – talks with – South (talks without end); South – opposes – North;"
        " Army – occupies – North."
    )


# --- maps ----------------------------------------------------------------------------------------

HERE = maps.Map(
    (maps.Country("PAK", "Pakistan"), maps.Country("AFG", "Afghanistan")),
    (maps.Place("Islamabad", 73.05, 33.68), maps.Place("Rawalpindi", 73.03, 33.6)),
    "Borders imply nothing.",
)
NUMBERS = maps.Map(
    (
        maps.Country("FRA", "France", 18.0, "18"),
        maps.Country("CHE", "Switzerland", 2.0, "2"),
        maps.Country("AUT", "Austria", None, "no figure"),
    ),
    (),
    "Borders imply nothing.",
    "deaths",
)


@pytest.mark.parametrize("of", [HERE, NUMBERS], ids=["places", "numbers"])
@pytest.mark.parametrize("look", [LOOK, NARROW], ids=["wide", "narrow"])
def test_names_on_a_map_do_not_collide(of: maps.Map, look: Look) -> None:
    drawn = maps.draw(of, look, WORDS, mirrored=False)
    assert collide(drawn, look) == []
    assert beyond(drawn, look) == []


def test_a_map_has_east_on_the_right_in_every_script() -> None:
    for mirrored in (False, True):
        drawn = root(maps.draw(HERE, LOOK, WORDS, mirrored=mirrored))
        at = {
            "".join(map(str, t.itertext())).strip("\u202a\u202b\u202c"): t
            for t in drawn.iter(f"{SVG}text")
        }
        assert float(at["Afghanistan"].get("x", 0)) < float(at["Pakistan"].get("x", 0))


def test_a_map_says_what_it_says_of_borders_to_everyone() -> None:
    assert "Borders imply nothing." in texts(maps.draw(HERE, LOOK, WORDS, mirrored=False))
    assert maps.describe(HERE, WORDS) == (
        "Map of Pakistan; Afghanistan. Places: Islamabad; Rawalpindi. Borders imply nothing."
    )


def test_numbers_on_a_map_are_printed_and_told() -> None:
    assert maps.describe(NUMBERS, WORDS) == (
        "Map of France; Switzerland; Austria. Values, deaths: France (18); Switzerland (2);"
        " Austria (no figure). Borders imply nothing."
    )
    assert "18" in texts(maps.draw(NUMBERS, LOOK, WORDS, mirrored=False))


def test_the_whole_earth_is_shown_where_countries_are_all_over_it() -> None:
    of = maps.Map((maps.Country("USA", "US"), maps.Country("CHN", "China")), (), "–")
    drawn = maps.draw(of, LOOK, WORDS, mirrored=False)
    xs = [left for left, _, _, _ in rooms(drawn)[:2]]
    assert all(right - left > 100 for left, right in pairwise(sorted(xs)))


def test_the_atlas_has_closed_rings_only() -> None:
    rings = [ring for p in countries().values() for polygon in p for ring in polygon]
    assert len(countries()) == 240
    assert [ring for ring in rings if len(ring) < 4 or ring[0] != ring[-1]] == []


# --- labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LIBRARY.languages)
def test_every_language_has_the_words_of_diagrams(language: str) -> None:
    assert sorted(LIBRARY.labels(language).diagrams) == sorted(WORDS)

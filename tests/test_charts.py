"""Charts: read from cells, said in words, and drawn so that they can be read."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefings.document import ChartData, ChartPanels
from briefings.errors import ContentError, MachineError, Place
from briefings.exhibits import charts
from briefings.exhibits.charts import (
    ENGLISH,
    Cells,
    Chart,
    Form,
    Look,
    Panels,
    Series,
    beside,
    describe,
    draw,
)
from briefings.exhibits.charts.look import contrast, legible, upon
from briefings.library.theme import Theme

PLACE = Place("heat.yaml", 9, 3)
ROOT = Path(__file__).parents[1]
FONTS = (ROOT / "templates" / "fonts",)
SVG = "{http://www.w3.org/2000/svg}"

LOOK = Look(
    palette=("#10304d", "#a23b22", "#5b7f95", "#b98b2f", "#3d6b53", "#7b5a86"),
    ink="#1b232b",
    soft="#4b5763",
    rule="#c3ccd4",
    families=("Source Sans 3", "sans-serif"),
    font_dirs=FONTS,
)

DEATHS = Series("Deaths", (12.4, 9.1, None, -3.0))
DISTRICTS = ("Northport", "Eastfield", "Old Town", "Millbrook")


def chart(form: Form, *series: Series, categories: Sequence[str] = (), unit: str = "") -> Chart:
    count = len(series[0].values)
    return Chart(form, tuple(categories) or tuple(f"Group {n}" for n in range(count)), series, unit)


def read(*rows: Sequence[str], form: Form = "bar", unit: str = "", decimal: str = ".") -> Chart:
    return charts.read(form, unit, Cells(rows[0], rows[1:], PLACE, decimal))


def faults(*rows: Sequence[str], form: Form = "bar") -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(*rows, form=form)
    assert {problem.place for problem in caught.value.problems} == {PLACE}
    return [f"{problem.code} {problem.what}" for problem in caught.value.problems]


def svg(of: Chart | Panels, look: Look = LOOK) -> etree._Element:
    return etree.fromstring(draw(of, look).data)


def texts(of: Chart, look: Look = LOOK) -> list[str]:
    return [text.text or "" for text in svg(of, look).iter(f"{SVG}text")]


# --- reading -------------------------------------------------------------------------------------


def test_the_first_column_names_categories_and_each_other_is_a_series() -> None:
    made = read(("District", "2024", "2025"), ("Eastfield", "1", "2.5"), ("Old Town", "3", "-4"))
    assert made == Chart(
        "bar",
        ("Eastfield", "Old Town"),
        (Series("2024", (1, 3)), Series("2025", (2.5, -4))),
        heading="District",
    )


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("14,600", ".", 14600),
        ("14.600,5", ",", 14600.5),
        ("1 400 000", ".", 1_400_000),
        ("1'400", ".", 1400),
        ("−3.5", ".", -3.5),
        ("+.5", ".", 0.5),
        ("18 %", ".", 18),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: str, decimal: str, value: float) -> None:
    assert read(("", "x"), ("a", cell), decimal=decimal).series[0].values == (value,)


@pytest.mark.parametrize("cell", ["", " ", "–", "-", "n/a", "..."])
def test_a_gap_is_no_number_and_no_fault(cell: str) -> None:
    assert read(("", "x"), ("a", cell), ("b", "1")).series[0].values == (None, 1)


@pytest.mark.parametrize("cell", ["about 5", "12,4", "1,2345", "1e5", "nan", "£3m", "5-7", "1.2.3"])
def test_what_is_no_number_is_refused_with_its_cell(cell: str) -> None:
    expected = f"G101 '{cell}' (Eastfield, 2024) is not a number"
    assert faults(("", "2024"), ("Eastfield", cell), ("Old Town", "1")) == [expected]


def test_cells_of_per_cents_give_the_unit() -> None:
    assert read(("", "x"), ("a", "18%"), ("b", "")).unit == "%"
    assert read(("", "x"), ("a", "18%"), unit="% of homes").unit == "% of homes"


def test_per_cents_beside_plain_numbers_are_refused() -> None:
    expected = "G104 the chart mixes per cents and plain numbers"
    assert faults(("", "x"), ("a", "18%"), ("b", "7")) == [expected]


def test_a_chart_without_numbers_is_refused() -> None:
    assert faults(("", "x"), ("a", "–")) == ["G102 the chart has no numbers"]
    assert faults(("Name",), ("a",)) == ["G102 the chart has no numbers"]


def test_more_series_than_colours_are_refused() -> None:
    rows = (("", *"abcdefg"), ("x", *"1234567"))
    assert faults(*rows) == ["G103 the chart has 7 series, more than 6"]


def test_more_bars_than_fit_are_refused() -> None:
    rows = [(f"n{n}", "1", "2") for n in range(25)]
    assert faults(("", "a", "b"), *rows) == ["G103 the chart has 50 bars, more than 48"]
    assert len(read(("", "a", "b"), *rows, form="stacked-bar").categories) == 25


def test_names_that_make_a_chart_taller_than_a_page_are_refused() -> None:
    rows = [("long " * 20, "1") for _ in range(20)]
    expected = "G103 the chart's categories have names too long to stand beside each other"
    assert faults(("", "a"), *rows) == [expected]


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    assert faults(("", "x"), ("a\x07", "1")) == [
        "G101 'a\\x07' has a character that can't be printed"
    ]


# --- ranges and areas, as they are read -----------------------------------------------------------


def test_a_range_is_two_numbers_or_an_estimate_between_them() -> None:
    two = read(("", "Low", "High"), ("a", "1", "4"), ("b", "2", "2"), form="range")
    assert [series.values for series in two.series] == [(1, 2), (4, 2)]
    three = read(("", "L", "E", "H"), ("a", "1", "2", "4"), ("b", "–", "3", "–"), form="range")
    assert three.series[1] == Series("E", (2, 3))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("a", "5", "4"), "G105 the range of 'a' does not rise: 5, 4"),
        (("a", "1", "–"), "G105 the range of 'a' has one end only"),
        (("a", "1", "9", "4"), "G105 the range of 'a' does not rise: 1, 9, 4"),
        (("a", "1"), "G105 a range is two or three numbers, not 1"),
    ],
)
def test_what_is_no_range_is_refused(row: Sequence[str], fault: str) -> None:
    assert faults(("", *"xyz"[: len(row) - 1]), row, form="range") == [fault]


def test_areas_upon_each_other_cannot_show_losses_but_one_alone_can() -> None:
    expected = "G104 areas upon each other can't show -2, which is less than zero"
    assert faults(("", "x", "y"), ("a", "1", "-2"), form="area") == [expected]
    assert read(("", "x"), ("a", "-2"), form="area").values == (-2,)


# --- small multiples, as they are read ------------------------------------------------------------


def panels(by: str, *rows: Sequence[str], form: Form = "line") -> Panels:
    return charts.read_panels(form, "", Cells(rows[0], rows[1:], PLACE), by, Place("heat.yaml", 7))


LONG = (("Summer", "District", "Deaths"), ("24", "Old Town", "1"), ("25", "Old Town", "3"))


def test_a_column_says_to_which_panel_a_row_belongs() -> None:
    made = panels("District", *LONG, ("25", "Eastfield", "4"))
    found = [(of.panel, of.categories, of.series) for of in made.charts]
    assert found == [
        ("Old Town", ("24", "25"), (Series("Deaths", (1, 3)),)),
        ("Eastfield", ("24", "25"), (Series("Deaths", (None, 4)),)),
    ]


def test_each_series_can_have_a_panel() -> None:
    made = panels("each series", ("", "a", "b"), ("x", "1%", "2%"))
    assert [(of.panel, of.unit, of.values) for of in made.charts] == [
        ("a", "%", (1,)),
        ("b", "%", (2,)),
    ]


def test_panels_are_measured_by_the_numbers_of_all_and_print_as_many_places() -> None:
    made = panels("each series", ("", "a", "b"), ("x", "1.25", "200"))
    assert {(max(of.measured), of.places) for of in made.charts} == {(200, 2)}


@pytest.mark.parametrize(
    ("by", "rows", "form", "fault", "line"),
    [
        ("Region", LONG, "line", "G106 no column is headed 'Region'", 7),
        (
            "each series",
            LONG,
            "range",
            "G106 the columns are ends of ranges, not series that each could have a panel",
            7,
        ),
        ("District", (*LONG, LONG[1]), "line", "G106 2 rows are of 'Old Town' and '24'", 9),
        ("District", LONG, "range", "G105 a range is two or three numbers, not 1", 9),
        ("x", (("x",), ("a",)), "bar", "G102 the chart has no numbers", 9),
        (
            "each series",
            (("", *"abcdefghijklm"), ("x", *("1" * 13))),
            "bar",
            "G103 the chart has 13 panels, more than 12",
            9,
        ),
        (
            "each series",
            (("", "a"), *((f"n{n}", "1") for n in range(13))),
            "bar",
            "G103 each panel has 13 bars, more than 12",
            9,
        ),
    ],
)
def test_panels_that_cannot_be_are_refused_where_they_are_written(
    by: str, rows: Sequence[Sequence[str]], form: Form, fault: str, line: int
) -> None:
    with pytest.raises(ContentError) as caught:
        panels(by, *rows, form=form)
    assert [(f"{p.code} {p.what}", p.place.line) for p in caught.value.problems] == [(fault, line)]


# --- words ---------------------------------------------------------------------------------------


def test_one_series_in_words() -> None:
    made = chart("bar", DEATHS, categories=DISTRICTS, unit="deaths per 100,000")
    assert describe(made) == (
        "Bar chart, deaths per 100,000. Northport 12.4; Eastfield 9.1; Old Town no figure; "
        "Millbrook −3.0. Highest: 12.4 (Northport). Lowest: −3.0 (Millbrook)."
    )


def test_several_series_in_words() -> None:
    two = (Series("Under 65", (3, 5)), Series("65 or over", (20, 1042)))
    assert describe(chart("bar", *two, categories=("2021", "2022"))) == (
        "Bar chart. Under 65 – 2021: 3; 2022: 5. 65 or over – 2021: 20; 2022: 1,042."
    )


def test_a_stack_in_words_gives_its_totals() -> None:
    two = (Series("City", (1, 2)), Series("State", (3, 5)))
    assert describe(chart("stacked-bar", *two, categories=("A", "B"), unit="million")) == (
        "Stacked bar chart, million. City – A 1; B 2. State – A 3; B 5. Total – A 4; B 7."
    )


def test_a_long_line_is_told_by_its_course() -> None:
    made = chart("line", Series("x", (*range(30), 7)), unit="%")
    assert describe(made) == (
        "Line chart. From 0% (Group 0) to 7% (Group 30). Highest: 29% (Group 29)."
        " Lowest: 0% (Group 0)."
    )


def test_ranges_in_words_say_what_their_numbers_are() -> None:
    assert describe(SAMPLES["ranges"]) == (
        "Range chart. Least to Most – Group 0: −4 to 9; Group 1: 5 to 5; Group 2: no figure."
    )
    assert describe(SAMPLES["estimates"]) == (
        "Range chart. Guess (Low to High) – Group 0: 5 (4 to 9); Group 1: 6 to 8."
    )


def test_areas_upon_each_other_are_told_from_one() -> None:
    assert describe(SAMPLES["area"]).startswith("Area chart. 2021: 4; 2022: −2; 2023: no figure;")
    assert describe(SAMPLES["areas"]) == (
        "Stacked area chart. a – Group 0: 3; Group 1: 5; Group 2: 4. b – Group 0: 1; Group 1: 0; "
        "Group 2: 8. Total – Group 0: 4; Group 1: 5; Group 2: 12."
    )


def test_small_multiples_in_words_name_their_panels() -> None:
    made = beside(
        [
            chart("bar", Series("Walk", (1, 2)), Series("Bus", (3, 4)), categories=("A", "B")),
            chart("bar", Series("Walk", (5, 6)), Series("Bus", (7, 8)), categories=("A", "B")),
        ]
    )
    named = [replace(of, panel=f"{2024 + n}") for n, of in enumerate(made.charts)]
    assert describe(beside(named)) == (
        "Bar chart in panels. 2024, Walk – A 1; B 2. 2024, Bus – A 3; B 4."
        " 2025, Walk – A 5; B 6. 2025, Bus – A 7; B 8."
    )


def test_another_language_gives_its_own_forms() -> None:
    german = {**ENGLISH, "decimal": ",", "group": ".", "bar": "Balkendiagramm"}
    made = chart("bar", Series("x", (1234.5,)), categories=("Ost",))
    assert describe(made, german) == "Balkendiagramm. Ost 1.234,5."


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((1.0, 2.0), ["1", "2"]),
        ((1.25, 2.0), ["1.25", "2.00"]),
        ((0.1 + 0.2, 1.0), ["0.3", "1.0"]),
        ((0.0004, 0.0012), ["0.0004", "0.0012"]),
        ((-0.0, 1.0), ["0", "1"]),
        ((1000.0, -0.0001), ["1,000.000", "0.000"]),
    ],
)
def test_numbers_of_a_chart_have_the_same_places(values: Sequence[float], shown: list[str]) -> None:
    printed = re.findall(
        r"Group \d: (−?[\d.,]*\d)", describe(chart("dot", Series("x", tuple(values))))
    )
    assert printed == shown


# --- drawing -------------------------------------------------------------------------------------

SAMPLES = {
    "lying": chart("bar", DEATHS, categories=DISTRICTS, unit="per 100,000"),
    "beside": chart("bar", Series("Walk", (18, 22)), Series("Bus", (55, None)), unit="%"),
    "upright": chart(
        "bar", Series("a", (3, 5)), Series("b", (20, 42)), categories=("2021", "2022")
    ),
    "stacked": chart("stacked-bar", Series("a", (1200, 800)), Series("b", (5, 1650))),
    "line": chart("line", Series("2025", (96, 178, 108)), Series("Mean", (94, None, 96))),
    "keyed": chart("line", *(Series(f"S{n}", (n, n + 2)) for n in range(6))),
    "dots": chart("dot", Series("2019", (18, 22)), Series("2025", (35, 22)), unit="%"),
    "area": chart("area", Series("x", (4, -2, None, 7)), categories=("2021", "2022", "2023", "24")),
    "areas": chart("area", Series("a", (3, 5, 4)), Series("b", (1, 0, 8))),
    "ranges": chart("range", Series("Least", (-4, 5, None)), Series("Most", (9, 5, None))),
    "estimates": chart(
        "range", Series("Low", (4, 6)), Series("Guess", (5, None)), Series("High", (9, 8))
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_chart_is_as_wide_as_asked_and_carries_its_data_in_place_of_a_bitmap(name: str) -> None:
    asset, made = draw(SAMPLES[name], LOOK), SAMPLES[name]
    assert (asset.width, asset.raster) == (334, None)
    data = asset.chart
    assert data is not None
    assert (data.form, data.categories) == (made.form, made.categories)
    assert [(s.name, s.values) for s in data.series] == [(s.name, s.values) for s in made.series]
    assert data.width == asset.width
    above = 1.85 * LOOK.size if data.key else 0  # a key that stands apart from the plot
    assert data.height == pytest.approx(asset.height - above)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_drawing_is_plain_and_closed(name: str) -> None:
    data = draw(SAMPLES[name], LOOK).data
    assert not re.search(rb"opacity|clip|class=|\sid=|href|url\(|aria|NaN|<script|<image", data)
    assert set(re.findall(rb'font-family="([^"]*)"', data)) == {b"'Source Sans 3',sans-serif"}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_category_and_value_is_text(name: str) -> None:
    made = SAMPLES[name]
    found = texts(made)
    assert set(made.categories) <= set(found)
    if len(made.series) > 1 and made.form != "range":
        assert {series.name for series in made.series} <= set(found)


def test_bars_say_their_values_and_gaps() -> None:
    assert texts(SAMPLES["lying"]) == [*DISTRICTS, "no figure", "12.4", "9.1", "−3.0"]


def test_upright_bars_stand_for_years_alone() -> None:
    years = chart("bar", Series("x", (3, 5)), categories=("2021", "2022/23"))
    named = chart("bar", Series("x", (3, 5)), categories=("2021", "Later"))
    assert draw(years, LOOK).height > draw(named, LOOK).height * 2


def test_stacks_print_values_where_they_fit_and_an_axis_for_the_rest() -> None:
    found = texts(SAMPLES["stacked"])
    assert {"1,200", "800", "1,650", "1,205", "2,450"} <= set(found)
    assert "5" not in found
    assert {"0", "500", "1,000"} <= set(found)


def test_stacks_whose_values_all_fit_need_no_axis() -> None:
    made = chart("stacked-bar", Series("a", (40, 50)), Series("b", (60, 50)), unit="%")
    assert sorted(texts(made)) == sorted(
        ["Group 0", "Group 1", "a", "b", "40%", "50%", "60%", "50%"]
    )


def test_few_lines_are_named_where_they_end_and_many_in_a_key() -> None:
    few = chart("line", *(Series(f"S{n}", (n, n + 2)) for n in range(4)))
    assert not [mark for mark in svg(few).iter() if mark.get("stroke-dasharray")]
    bold = [t.text for t in svg(few).iter(f"{SVG}text") if t.get("font-weight") == "700"]
    assert sorted(map(str, bold)) == ["S0", "S1", "S2", "S3"]
    assert not [
        t for t in svg(SAMPLES["keyed"]).iter(f"{SVG}text") if t.get("font-weight") == "700"
    ]
    assert [mark for mark in svg(SAMPLES["keyed"]).iter() if mark.get("stroke-dasharray")]


def baselines(root: etree._Element, weight: str) -> list[float]:
    found = [t for t in root.iter(f"{SVG}text") if t.get("font-weight") == weight]
    places = (re.search(r",(-?[\d.]+)\)", str(text.get("transform"))) for text in found)
    return sorted(float(place[1]) for place in places if place)


def test_names_of_lines_that_end_together_do_not_touch() -> None:
    close = chart("line", *(Series(f"S{n}", (n, 50 + n / 10)) for n in range(4)))
    gaps = [below - above for above, below in pairwise(baselines(svg(close), "700"))]
    assert min(gaps) >= LOOK.size


def test_names_that_are_moved_apart_stay_around_the_ends_of_their_lines() -> None:
    meeting = chart("line", *(Series(f"S{n}", (n * 25, 25)) for n in range(3)))
    middles = [y - 0.66 * LOOK.size / 2 for y in baselines(svg(meeting), "700")]
    assert sum(middles) / 3 == pytest.approx(334 * 0.44 / 2, abs=0.1)
    top = chart("line", *(Series(f"S{n}", (0, 50)) for n in range(4)))
    assert baselines(svg(top), "700")[0] > 0


def test_a_line_starts_from_zero_unless_that_would_flatten_it() -> None:
    assert "0" in texts(chart("line", Series("x", (60, 100))))
    assert "0" not in texts(chart("line", Series("x", (95, 100))))


def test_a_point_without_neighbours_is_still_seen() -> None:
    lone = chart("line", Series("x", (1, None, 4, None, 2)))
    assert len(re.findall(rb'fill="#10304d"', draw(lone, LOOK).data)) >= 3


def test_names_of_points_are_left_out_where_they_would_touch_but_never_the_last() -> None:
    found = texts(chart("line", Series("x", tuple(range(40)))))
    shown = [text for text in found if text.startswith("Group")]
    assert 3 < len(shown) < 12
    assert shown[-1] == "Group 39"


def test_long_names_are_broken_into_lines() -> None:
    name = "Upper Northport and the northern villages beyond the river"
    found = texts(chart("bar", Series("x", (1.0,)), categories=(name,)))
    assert found[:2] == ["Upper Northport and the northern", "villages beyond the river"]


def test_a_name_without_spaces_stays_inside_the_chart() -> None:
    found = texts(chart("bar", Series("x", (1.0,)), categories=("W" * 200,)))
    assert "".join(found) == "W" * 200 + "1"
    assert max(map(LOOK.measure, found)) <= 0.38 * 334


# --- what formats that draw charts themselves are told -------------------------------------------


def told(of: Chart) -> ChartData:
    found = draw(of, LOOK).chart
    assert found is not None
    return found


def printed(of: Chart) -> list[tuple[bool, ...]]:
    return [series.printed for series in told(of).series]


def test_lying_bars_print_every_number_and_have_no_axis() -> None:
    data = told(SAMPLES["lying"])
    assert (data.upright, data.axis, data.keyed) == (False, False, False)
    assert printed(SAMPLES["beside"]) == [(True, True), (True, False)]


def test_a_stack_says_which_numbers_find_no_room_in_it() -> None:
    data = told(SAMPLES["stacked"])
    assert printed(SAMPLES["stacked"]) == [(True, True), (False, True)]
    assert (data.axis, data.step, data.ends, data.total) == (True, 500, (0, 2500), "Total")


def test_bars_for_years_stand_upright() -> None:
    assert told(SAMPLES["upright"]).upright


def test_two_lines_are_named_where_they_end_and_many_have_a_key() -> None:
    two, many = told(SAMPLES["line"]), told(SAMPLES["keyed"])
    assert (two.named, two.keyed, many.named, many.keyed) == (True, False, False, True)


def test_one_line_has_its_last_number_printed() -> None:
    assert printed(chart("line", Series("x", (1, 2, 3)))) == [(False, False, True)]


def test_names_of_lines_that_end_together_are_moved_apart() -> None:
    data = told(chart("line", Series("a", (8, 4)), Series("b", (2, 4))))
    assert data.lifts == pytest.approx((5.8, -5.8))


def test_a_crowded_axis_names_only_some_of_its_categories() -> None:
    years = tuple(str(year) for year in range(1980, 2020))
    assert told(chart("line", Series("x", (1.0,) * 40), categories=years)).every == 4
    assert told(SAMPLES["line"]).every == 1


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ((20, 60), (0, None)),
        ((-20, 60), (None, None)),
        ((-20, -60), (None, 0)),
        ((101, 104), (101, None)),
    ],
)
def test_zero_is_left_out_only_where_lines_leave_it_out(
    values: tuple[float, float], ends: tuple[float | None, float | None]
) -> None:
    assert told(chart("line", Series("x", values))).ends == ends


def test_per_cents_end_at_a_hundred() -> None:
    whole = chart("stacked-bar", Series("a", (40, 50)), Series("b", (60, 50)), unit="%")
    assert told(whole).ends == (0, 100)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_place_of_the_numbers_lies_within_the_picture(name: str) -> None:
    data = told(SAMPLES[name])
    left, top, width, height = data.area
    assert 0 <= left < left + width <= data.width
    assert 0 <= top < top + height <= data.height


# --- areas and ranges, as they are drawn ----------------------------------------------------------


def spans(of: Chart | Panels, look: Look) -> list[tuple[str, float, float]]:
    """Every text with where it begins and ends, from the left edge of the picture."""
    found = []
    for text in svg(of, look).iter(f"{SVG}text"):
        moves = (str(el.get("transform")) for el in (text, *text.iterancestors()))
        places = (re.match(r"translate\((-?[\d.]+)", move) for move in moves)
        said, at = str(text.text), sum(float(place[1]) for place in places if place)
        width = look.measure(said, bold=text.get("font-weight") == "700")
        left = at - width * {"end": 1.0, "middle": 0.5}.get(str(text.get("text-anchor")), 0.0)
        found.append((said, left, left + width))
    return sorted(found)


def filled(of: Chart, colour: str) -> list[str]:
    """The outlines of what is filled with *colour*."""
    return [str(p.get("d")) for p in svg(of).iter(f"{SVG}path") if p.get("fill") == colour]


def test_an_area_breaks_off_where_a_number_is_missing() -> None:
    whole = chart("area", Series("a", (1, 2, 3, 4)), Series("b", (1, 1, 1, 1)))
    broken = chart("area", Series("a", (1, 2, 3, 4)), Series("b", (1, 1, None, 1)))
    assert [len(filled(whole, c)) for c in LOOK.palette[:2]] == [1, 1]
    assert [len(filled(broken, c)) for c in LOOK.palette[:2]] == [2, 2]


def test_an_area_reaches_down_to_zero_and_says_its_last_number() -> None:
    made = chart("area", Series("x", (95, 100)))
    assert {"0", "100"} <= set(texts(made))
    assert told(made).ends == (0, None)
    assert printed(made) == [(False, True)]


def test_areas_are_named_in_the_middle_of_where_they_end() -> None:
    data = told(chart("area", Series("a", (5, 20)), Series("b", (5, 60))))
    assert (data.named, data.keyed, data.lifts) == (True, False, (0, 0))


def test_ranges_say_both_ends_once_if_they_are_one_and_their_estimate() -> None:
    found = texts(SAMPLES["ranges"])
    assert [text for text in found if text in ("−4", "9", "5", "no figure")].count("9") == 1
    assert "Least to Most" in found
    assert {"4", "5", "9", "6", "8", "Guess", "Low to High"} <= set(texts(SAMPLES["estimates"]))


def test_numbers_of_ranges_stand_within_the_picture() -> None:
    narrow = replace(LOOK, width=200)
    ends = Series("l", (-123456.5,)), Series("h", (999999.5,))
    for _, left, right in spans(chart("range", *ends, categories=("A" * 9,)), narrow):
        assert -0.1 <= left < right <= 200.1


# --- small multiples, as they are drawn -----------------------------------------------------------


def multiples(form: Form = "line", count: int = 5) -> Panels:
    years = ("2021", "2022", "2023")
    series = (Series("a", (1, 2, 3)), Series("b", (9, 20, 7)))
    made = (Chart(form, years, series, panel=f"Panel {n}") for n in range(count - 1))
    tall = Chart(form, years, (Series("a", (1, 2, 40)), Series("b", (2, 2, 2))), panel="Last")
    return beside([*made, tall])


def shown(of: Panels, look: Look = LOOK) -> ChartPanels:
    found = draw(of, look).panels
    assert found is not None
    return found


@pytest.mark.parametrize("form", ["bar", "stacked-bar", "line", "area", "dot", "range"])
def test_all_panels_are_drawn_on_the_same_scales(form: Form) -> None:
    found = shown(multiples(form)).charts
    assert len({data.ends for data in found}) == 1
    assert None not in found[0].ends
    assert len({(round(data.area[2], 6), round(data.area[3], 6)) for data in found}) == 1


def test_panels_stand_in_rows_as_wide_as_the_chart() -> None:
    found = shown(multiples()).charts
    assert sum(data.width for data in found[:3]) == pytest.approx(334)
    assert sum(data.width for data in found[3:]) < 300
    assert [data.bare for data in found] == [False, True, True, False, True]


def test_what_panels_have_in_common_is_said_once() -> None:
    root = etree.fromstring(draw(multiples(), LOOK).data)
    found = [text.text for text in root.iter(f"{SVG}text")]
    assert (found.count("a"), found.count("b")) == (1, 1)
    assert found.count("40") == 2  # at the beginning of each row
    key = [(entry.name, entry.shape) for entry in shown(multiples()).key]
    assert key == [("a", "stroke"), ("b", "dashes")]  # for readers who see few colours


def test_panels_are_as_plain_as_a_chart_and_within_it() -> None:
    asset = draw(multiples("dot"), LOOK)
    assert not re.search(rb"opacity|clip|class=|\sid=|href|url\(|aria|NaN", asset.data)
    assert (asset.width, asset.chart, asset.raster) == (334, None, None)


def test_years_stand_under_upright_bars_where_two_panels_have_room_for_them() -> None:
    assert all(data.upright for data in shown(multiples("bar"), replace(LOOK, width=440)).charts)


# --- from right to left ---------------------------------------------------------------------------

MIRROR = replace(LOOK, mirrored=True)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mirrored_chart_has_every_text_on_the_other_side(name: str) -> None:
    plain, turned = spans(SAMPLES[name], LOOK), spans(SAMPLES[name], MIRROR)
    expected = sorted((text, 334 - right, 334 - left) for text, left, right in plain)
    assert [text for text, *_ in turned] == [text for text, *_ in expected]
    for found, wanted in zip(turned, expected, strict=True):
        assert found[1:] == pytest.approx(wanted[1:], abs=0.1)


def test_mirrored_bars_grow_from_the_right_where_their_names_are() -> None:
    data, turned = told(SAMPLES["lying"]), draw(SAMPLES["lying"], MIRROR).chart
    assert turned is not None
    assert (data.mirrored, turned.mirrored) == (False, True)
    assert turned.area[0] == pytest.approx(334 - data.area[0] - data.area[2])
    left = {text: left for text, left, _ in spans(SAMPLES["lying"], MIRROR)}
    assert left["Northport"] > 280


def test_mirrored_panels_begin_at_the_right() -> None:
    right = {text: right for text, _, right in spans(multiples(), MIRROR)}
    assert right["Panel 0"] > right["Panel 1"] > right["Panel 2"]
    assert right["Panel 3"] == pytest.approx(right["Panel 0"])


# --- whatever is written -------------------------------------------------------------------------


def test_text_is_drawn_as_it_is_written() -> None:
    hostile = '</text><script>alert(1)</script> & "x" ${y} \\u0041'
    words = " ".join(texts(chart("bar", Series("x", (1.0,)), categories=(hostile,)))[:-1])
    assert words.replace(" ", "") == hostile.replace(" ", "")


def test_the_same_chart_gives_the_same_bytes_in_every_process() -> None:
    """Here twice, and in one that orders sets otherwise."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_charts\n"
        "print(test_charts.digests())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert digests() == digests()
    assert other.stdout == f"{digests()}\n"


def digests() -> list[str]:
    """SHA-256 of each sample as it is drawn."""
    drawn = (draw(made, LOOK) for made in SAMPLES.values())
    return [hashlib.sha256(a.data + repr(a.chart).encode()).hexdigest() for a in drawn]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(("bar", "stacked-bar", "line", "area", "dot")),
    st.integers(1, 6).flatmap(
        lambda count: st.lists(
            st.lists(
                st.none() | st.floats(-1e12, 1e12).map(lambda value: round(value, 3)),
                min_size=count,
                max_size=count,
            ),
            min_size=1,
            max_size=6,
        )
    ),
)
def test_whatever_the_numbers_a_chart_can_be_drawn(
    form: Form, columns: list[list[float | None]]
) -> None:
    made = chart(form, *(Series(f"S{n}", tuple(column)) for n, column in enumerate(columns)))
    asset = draw(made, LOOK)
    assert asset.width == 334
    assert asset.height < 700
    assert b"NaN" not in asset.data
    assert describe(made).endswith(".")


def test_a_font_that_is_missing_is_told() -> None:
    look = Look(("#000000",), "#000000", "#000000", "#000000", ("Nonesuch",), FONTS)
    with pytest.raises(MachineError, match="there is no font Nonesuch"):
        draw(SAMPLES["lying"], look)


def test_without_the_extra_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MachineError, match=re.escape("pip install 'briefings[charts]'")):
        draw(SAMPLES["lying"], LOOK)


# --- colours -------------------------------------------------------------------------------------


def test_text_in_a_colour_is_darkened_until_it_can_be_read() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert legible("#10304d", "#ffffff") == "#10304d"
    assert (
        contrast("#b98b2f", "#ffffff") < 4.5 <= contrast(legible("#b98b2f", "#ffffff"), "#ffffff")
    )


@pytest.mark.parametrize("ground", [*LOOK.palette, "#777777", "#ffffff", "#000000"])
def test_text_upon_any_colour_can_be_read(ground: str) -> None:
    assert contrast(upon(ground, LOOK.paper, LOOK.ink), ground) >= 4.5


# Machado, Oliveira and Fernandes (2009), severity 1.0: red-, green- and blue-blind.
BLIND = {
    "protan": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deutan": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritan": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def lab(colour: str, blindness: str) -> tuple[float, float, float]:
    """CIE L*a*b* of *colour* as it is seen."""
    raw = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in raw]
    r, g, b = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True))))
        for row in BLIND[blindness]
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("blindness", BLIND)
@pytest.mark.parametrize("file", sorted((ROOT / "templates" / "themes").glob("*.yaml")))
def test_the_first_four_colours_of_a_theme_differ_for_the_colour_blind(
    file: Path, blindness: str
) -> None:
    palette = Theme.model_validate(yaml.safe_load(file.read_text())).palette[:4]
    for one, other in combinations(palette, 2):
        pairs = zip(lab(one, blindness), lab(other, blindness), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 > 20, (one, other)

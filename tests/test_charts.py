"""Charts: read from cells, said in words, and drawn so that they can be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefings.document import ChartData
from briefings.errors import ContentError, MachineError, Place
from briefings.exhibits import charts
from briefings.exhibits.charts import ENGLISH, Chart, Form, Look, Series, describe, draw
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
    return charts.read(form, unit, rows[0], rows[1:], PLACE, decimal)


def faults(*rows: Sequence[str], form: Form = "bar") -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(*rows, form=form)
    assert {problem.place for problem in caught.value.problems} == {PLACE}
    return [f"{problem.code} {problem.what}" for problem in caught.value.problems]


def svg(of: Chart, look: Look = LOOK) -> etree._Element:
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
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_chart_is_as_wide_as_asked_and_carries_its_data_in_place_of_a_bitmap(name: str) -> None:
    asset, made = draw(SAMPLES[name], LOOK), SAMPLES[name]
    assert (asset.width, asset.raster) == (334, None)
    data = asset.chart
    assert data is not None
    assert (data.form, data.categories) == (made.form, made.categories)
    assert [(s.name, s.values) for s in data.series] == [(s.name, s.values) for s in made.series]
    assert (data.width, data.height) == (asset.width, asset.height)


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
    if len(made.series) > 1:
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


# --- whatever is written -------------------------------------------------------------------------


def test_text_is_drawn_as_it_is_written() -> None:
    hostile = '</text><script>alert(1)</script> & "x" ${y} \\u0041'
    words = " ".join(texts(chart("bar", Series("x", (1.0,)), categories=(hostile,)))[:-1])
    assert words.replace(" ", "") == hostile.replace(" ", "")


def test_the_same_chart_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import test_charts as t\n"
        "print([hashlib.sha256(a.data + repr(a.chart).encode()).hexdigest()"
        " for a in (t.draw(c, t.LOOK) for c in t.SAMPLES.values())])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    again = [draw(made, LOOK) for made in (*SAMPLES.values(), *SAMPLES.values())]
    assert len(outputs) == 1
    assert again[: len(SAMPLES)] == again[len(SAMPLES) :]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(("bar", "stacked-bar", "line", "dot")),
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

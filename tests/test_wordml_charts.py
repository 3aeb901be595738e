"""Charts in Word files: native ones, whose numbers a person can edit."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefings.document import (
    Asset,
    ChartData,
    ChartForm,
    ChartKey,
    ChartPanels,
    ChartSeries,
    Figure,
)
from briefings.exhibits.charts import Chart, Look, Series, draw
from briefings.wordml.charts.book import workbook
from reading import laid_out, page_text
from verdicts import by_audit
from wordfile import LIBRARY, WordFile, said, theme, words, written

CHART = "word/charts/chart1.xml"
BOOK = "word/embeddings/Microsoft_Excel_Worksheet1.xlsx"
MAIN = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
NUMBER = {"{number}": "#,##0.0;\\−#,##0.0", "{number}%": "#,##0.0\\%;\\−#,##0.0\\%"}

WALK = ChartSeries("Walk", (1200.5, None, -3.0), (True, True, True))
BUS = ChartSeries("Bus", (55.0, 7.0, 8.0), (True, False, True))
BARS = ChartData(
    form="bar",
    upright=False,
    heading="District",
    categories=("Northport", "Eastfield", "Old Town"),
    series=(WALK, BUS),
    total="",
    places=1,
    number="{number}",
    axis=False,
    ends=(None, None),
    keyed=True,
    named=False,
    lifts=(),
    step=500,
    width=400,
    height=200,
    area=(100, 20, 280, 160),
    gap=0.8,
    every=1,
)


def data(form: ChartForm = "bar", **more: Any) -> ChartData:
    return replace(BARS, form=form, **more)


FORMS = {
    "bar": data(),
    "columns": data(upright=True, axis=True),
    "stacked": data("stacked-bar", total="Total", ends=(0, 2000), axis=True),
    "line": data("line", upright=True, axis=True, named=True, keyed=False, lifts=(3, -3)),
    "dot": data("dot"),
    "area": data("area", series=(WALK,), upright=True, axis=True, keyed=False),
    "areas": data(
        "area",
        series=(replace(BUS, name="Walk"), BUS),
        upright=True,
        axis=True,
        named=True,
        keyed=False,
        lifts=(0, 4),
    ),
    "range": data(
        "range",
        series=(
            ChartSeries("Low", (-4.0, -9.0, None), (True,) * 3),
            ChartSeries("Guess", (2.5, -7.0, 3.0), (True,) * 3),
            ChartSeries("High", (8.0, -5.0, None), (True,) * 3),
        ),
        axis=True,
        keyed=False,
        ends=(-10, 10),
        span="Low to High",
        key=(ChartKey("Guess", 0, "circle"), ChartKey("Low to High", 0, "square", 0.4)),
    ),
}


def figure(chart: ChartData, key: str = "chart") -> tuple[Figure, dict[str, Asset]]:
    asset = Asset("image/svg+xml", b"<svg/>", chart.width, chart.height, chart=chart)
    return Figure(key, "Walking leads.", words("Figure 1"), key), {key: asset}


def file(chart: ChartData) -> WordFile:
    block, assets = figure(chart)
    return written(block, assets=assets)


def values(chart: ChartData, path: str) -> list[str]:
    """Values of the attribute ``val`` of what *path* finds in the chart."""
    return [str(found) for found in file(chart).find(f"{path}/@val", CHART)]


def cells(book: bytes) -> dict[str, str]:
    """What stands in each cell of the sheet: text, or a number as it is stored."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    texts = ["".join(map(str, item.itertext())) for item in shared.iterfind("s:si", MAIN)]
    found = {}
    for cell in sheet.iterfind(".//s:c", MAIN):
        value = cell.findtext("s:v", None, MAIN)
        if value is not None:
            found[str(cell.get("r"))] = texts[int(value)] if cell.get("t") == "s" else value
    return found


def referred(where: str) -> list[str]:
    """The cells of a reference such as ``Sheet1!$A$2:$A$4``."""
    sheet, _, place = where.partition("!")
    assert sheet == "Sheet1"
    first, _, last = place.replace("$", "").partition(":")
    return [f"{first[0]}{row}" for row in range(int(first[1:]), int((last or first)[1:]) + 1)]


# --- the package ---------------------------------------------------------------------------------


def test_a_chart_is_a_part_with_its_workbook_and_no_picture() -> None:
    made = file(BARS)
    assert {CHART, BOOK} <= set(made.names)
    assert [name for name in made.names if "media" in name] == []


def test_a_chart_knows_its_workbook_and_does_not_refresh_from_it() -> None:
    made = file(BARS)
    (relation,) = made.find("/c:chartSpace/c:externalData/@r:id", CHART)
    relations = "word/charts/_rels/chart1.xml.rels"
    (target,) = made.find(f"//rel:Relationship[@Id='{relation}']", relations)
    assert target.get("Target") == "../embeddings/Microsoft_Excel_Worksheet1.xlsx"
    assert target.get("Type").endswith("/package")
    assert values(BARS, "//c:externalData/c:autoUpdate") == ["0"]


def test_parts_have_the_types_that_word_looks_for() -> None:
    types = "[Content_Types].xml"
    made = file(BARS)
    (chart,) = made.find(f"//ct:Override[@PartName='/{CHART}']/@ContentType", types)
    (book,) = made.find("//ct:Default[@Extension='xlsx']/@ContentType", types)
    assert chart == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    assert book == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_chart_stands_in_its_line_as_large_as_its_picture_with_its_alternative_text() -> None:
    made = file(BARS)
    (extent,) = made.find("//wp:inline/wp:extent")
    (name,) = made.find("//wp:inline/wp:docPr")
    assert (extent.get("cx"), extent.get("cy")) == (str(400 * 12700), str(200 * 12700))
    assert (name.get("name"), name.get("descr")) == ("Chart 1", "Walking leads.")
    assert len(made.find("//a:graphicData/c:chart/@r:id")) == 1


def test_a_chart_too_large_for_the_page_has_smaller_type_as_its_picture_would() -> None:
    wide = replace(BARS, width=906, height=453)
    made = file(wide)
    (width,) = made.find("//wp:inline/wp:extent/@cx")
    share = int(width) / 12700 / 906
    sizes = {int(size) for size in made.find("//a:defRPr/@sz", CHART)}
    assert 0.4 < share < 0.6
    assert sizes == {round(800 * share)}


def test_each_chart_has_parts_of_its_own() -> None:
    (one, first), (other, second) = figure(BARS), figure(data("line", axis=True), "other")
    made = written(one, other, said("x"), assets={**first, **second})
    assert len([name for name in made.names if name.startswith("word/charts/chart")]) == 2
    assert len(set(made.find("//wp:docPr/@id"))) == 2


@pytest.mark.parametrize("form", FORMS)
def test_the_validator_of_the_standard_finds_no_error(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(file(FORMS[form]).data)
    assert by_audit(path) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_data_give_the_same_bytes(form: str) -> None:
    assert file(FORMS[form]).data == file(FORMS[form]).data


# --- the numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_every_reference_carries_what_stands_in_its_cells(form: str) -> None:
    made = file(FORMS[form])
    there = cells(made.part(BOOK))
    references = made.find("//c:strRef | //c:numRef", CHART)
    assert len(references) >= 6
    for reference in references:
        places = referred(reference.findtext("{*}f"))
        cached = {int(pt.get("idx")): pt.findtext("{*}v") for pt in reference.iter("{*}pt")}
        assert {n: there[place] for n, place in enumerate(places) if place in there} == cached
        assert reference.find(".//{*}ptCount").get("val") == str(len(places))


def test_the_sheet_has_categories_below_each_other_and_a_column_for_each_series() -> None:
    assert cells(workbook(BARS)) == {
        **{"A1": "District", "A2": "Northport", "A3": "Eastfield", "A4": "Old Town"},
        **{"B1": "Walk", "B2": "1200.5", "B4": "-3"},
        **{"C1": "Bus", "C2": "55", "C3": "7", "C4": "8"},
    }


def test_a_number_that_is_missing_is_a_gap() -> None:
    made = file(BARS)
    walk = made.find("(//c:ser)[1]/c:val//c:pt/@idx", CHART)
    assert (walk, values(BARS, "//c:dispBlanksAs")) == (["0", "2"], ["gap"])


@pytest.mark.parametrize("number", NUMBER)
def test_numbers_are_printed_with_a_true_minus_and_their_sign(number: str) -> None:
    made = file(data(number=number))
    assert set(made.find("//c:dLbls/c:numFmt/@formatCode", CHART)) == {NUMBER[number]}


def test_sums_are_formulas_that_follow_what_is_edited() -> None:
    book = workbook(FORMS["stacked"])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    formulas = [f.text for f in sheet.iterfind(".//s:f", MAIN)]
    assert formulas == ["SUM(B2:C2)", "SUM(B3:C3)", "SUM(B4:C4)"]
    sums = {place: text for place, text in cells(book).items() if place[0] == "D"}
    assert sums == {"D1": "Total", "D2": "1255.5", "D3": "7", "D4": "5"}


def test_text_in_a_sheet_is_never_a_formula() -> None:
    assert cells(workbook(data(categories=("=1+1", "b", "c"))))["A2"] == "=1+1"


# --- how it looks --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_series_are_in_the_colours_of_the_theme(form: str) -> None:
    found = file(FORMS[form]).find("//c:ser//a:schemeClr/@val", CHART)
    several = {"accent1", "accent2"} if form not in ("area", "range") else {"accent1"}
    assert several <= set(found) <= {"accent1", "accent2", "bg1", "tx1"}


def test_rules_are_in_the_colour_of_rules() -> None:
    made = file(FORMS["columns"])
    (colour,) = made.find("//c:majorGridlines//a:srgbClr/@val", CHART)
    assert colour == theme().colour("rule").removeprefix("#").upper()


def test_type_is_that_of_captions_in_the_language_of_the_document() -> None:
    made = file(BARS)
    assert set(made.find("//a:latin/@typeface", CHART)) == {theme().fonts["sans"].family}
    assert made.find("//c:lang/@val | //a:endParaRPr/@lang", CHART)[0] == "en-GB"


def test_numbers_stand_beyond_bars_and_those_that_are_not_printed_are_left_out() -> None:
    assert values(BARS, "//c:dLbls/c:dLblPos") == ["outEnd", "outEnd"]
    assert values(BARS, "//c:dLbl[c:delete]/c:idx") == ["1"]


def test_numbers_in_stacks_can_be_read_on_their_colour() -> None:
    path = "//c:ser/c:dLbls/c:txPr//a:schemeClr"
    assert values(data("stacked-bar"), path) == ["bg1", "bg1"]


def test_a_sum_stands_at_the_end_of_its_stack_and_is_not_in_the_key() -> None:
    made = file(FORMS["stacked"])
    (third,) = made.find("(//c:ser)[3]", CHART)
    assert third.findtext("{*}tx/{*}v") == "\u00a0"
    assert third.find("{*}spPr/{*}noFill") is not None
    assert third.find("{*}dLbls/{*}dLblPos").get("val") == "inBase"


def test_lying_bars_run_from_the_top_and_those_of_years_from_the_left() -> None:
    paths = ("//c:barDir", "//c:catAx/c:scaling/c:orientation")
    assert [values(BARS, path) for path in paths] == [["bar"], ["maxMin"]]
    assert [values(FORMS["columns"], path) for path in paths] == [["col"], ["minMax"]]


def test_an_axis_has_the_steps_and_ends_of_the_picture() -> None:
    chart = data(axis=True, step=2.5, ends=(0, 100))
    assert values(chart, "//c:valAx/c:majorUnit") == ["2.5"]
    assert values(chart, "//c:valAx/c:scaling/c:*")[1:] == ["100", "0"]
    assert values(chart, "//c:valAx/c:delete") == ["0"]


def test_an_axis_that_the_picture_has_not_is_not_seen() -> None:
    assert values(BARS, "//c:valAx/c:delete") == ["1"]
    assert file(BARS).find("//c:majorGridlines", CHART) == []


def test_numbers_are_drawn_where_the_picture_has_them() -> None:
    place = "//c:plotArea/c:layout/c:manualLayout/c:{}"
    shares = [float(values(BARS, place.format(name))[0]) for name in "xywh"]
    assert shares == [0.25, 0.1, 0.7, 0.8]


def test_a_line_is_named_at_its_last_point_and_ends_in_a_dot() -> None:
    line = FORMS["line"]
    assert values(line, "//c:dLbl/c:idx") == values(line, "//c:dPt[last()]/c:idx") == ["2", "2"]
    assert values(line, "//c:dLbl/c:showSerName") == ["1", "1"]
    assert values(line, "//c:dLbl/c:layout/c:manualLayout/c:y") == ["-0.01500", "0.01500"]


def test_a_name_in_a_light_colour_is_darkened_until_it_can_be_read() -> None:
    four = tuple(replace(BUS, name=f"S{n}") for n in range(4))
    made = file(data("line", series=four, named=True))
    names = made.find("//c:dLbl/c:txPr//a:schemeClr", CHART)
    assert [name.get("val") for name in names] == ["accent1", "accent2", "accent3", "accent4"]
    darker = [name.findtext("{*}lumMod") is not None for name in names]
    assert darker == [False, False, True, True]


def test_every_other_of_many_lines_is_broken() -> None:
    five = tuple(replace(BUS, name=f"S{n}") for n in range(5))
    chart = data("line", series=five, named=False)
    dashes = values(chart, "//c:ser/c:spPr//a:prstDash")
    assert dashes == ["solid", "sysDash", "solid", "sysDash", "solid"]


def test_dots_are_points_without_lines_the_lower_with_its_number_below() -> None:
    dots = data("dot", series=(replace(WALK, values=(1, 5, 3)), replace(BUS, values=(2, 4, 3))))
    made = file(dots)
    assert values(dots, "//c:ser/c:marker/c:symbol") == ["circle", "circle"]
    assert len(made.find("//c:ser/c:spPr/a:ln/a:noFill", CHART)) == 2
    assert values(dots, "(//c:ser)[1]//c:dLblPos") == ["b", "t"]
    assert values(dots, "(//c:ser)[1]//c:dLbl[c:delete]/c:idx") == ["2"]


def test_there_is_no_title_for_the_caption_is_above() -> None:
    assert file(BARS).find("//c:title", CHART) == []
    assert values(BARS, "//c:autoTitleDeleted") == ["1"]


def test_one_series_needs_no_key() -> None:
    assert file(data(series=(WALK,), keyed=False)).find("//c:legend", CHART) == []


# --- areas ---------------------------------------------------------------------------------------


def test_one_area_has_its_line_upon_it_and_several_have_lines_that_only_name_them() -> None:
    one, several = data("area", series=(BUS,)), FORMS["areas"]
    assert values(one, "//c:areaChart/c:grouping") == ["standard"]
    assert values(several, "//c:areaChart/c:grouping") == ["stacked"]
    assert len(file(one).find("//c:lineChart/c:ser/c:spPr/a:ln/a:solidFill", CHART)) == 1
    assert len(file(several).find("//c:lineChart/c:ser/c:spPr/a:ln/a:noFill", CHART)) == 2
    assert values(several, "//c:dLbl/c:showSerName") == ["1", "1"]


def test_names_of_areas_stand_in_their_middle_by_formulas() -> None:
    there = cells(workbook(FORMS["areas"]))
    assert [there[f"{column}4"] for column in "BCDE"] == ["8", "8", "4", "12"]


def test_an_area_with_a_gap_is_bars_that_touch() -> None:
    made = FORMS["area"]
    assert values(made, "//c:barChart/c:gapWidth") == ["0"]
    assert file(made).find("//c:areaChart", CHART) == []
    assert values(made, "//c:valAx/c:crossBetween") == ["between"]
    assert values(data("area", series=(BUS,)), "//c:valAx/c:crossBetween") == ["midCat"]


# --- ranges --------------------------------------------------------------------------------------


def test_a_range_is_a_bar_of_error_from_its_low_end_as_long_as_the_sheet_says() -> None:
    made = file(FORMS["range"])
    (low,) = made.find("(//c:ser)[1]/c:errBars", CHART)
    assert low.findtext(".//{*}f") == "Sheet1!$E$2:$E$4"
    assert [pt.findtext("{*}v") for pt in low.iter("{*}pt")] == ["12", "4"]
    there = cells(made.part(BOOK))
    assert [there.get(f"E{row}") for row in range(1, 5)] == ["Low to High", "12", "4", None]
    assert len(made.find("//c:ser/c:spPr/a:noFill", CHART)) == 3


def test_numbers_of_a_range_stand_beside_it_on_either_side_of_zero() -> None:
    low, high = "(//c:ser)[1]/c:dLbls", "(//c:ser)[3]/c:dLbls"
    assert values(FORMS["range"], f"{low}/c:dLbl/c:dLblPos") == ["outEnd", "outEnd"]
    assert values(FORMS["range"], f"{high}/c:dLbl/c:dLblPos") == ["outEnd", "inEnd"]


def test_the_key_to_a_range_is_a_line_of_text_above_it() -> None:
    made = file(FORMS["range"])
    runs = made.find("//w:p[.//w:drawing]//w:t/text()")
    assert runs == ["●", "\u00a0Guess", "\u2003■", "\u00a0Low to High"]
    tints = made.find("//w:p[.//w:drawing]//w:color/@w:themeTint")
    assert tints == ["66"]


# --- small multiples -----------------------------------------------------------------------------


def multiples(language: str = "en-GB", **more: Any) -> WordFile:
    panels = tuple(
        data("line", title=f"Panel {n}", bare=n > 0, upright=True, axis=True, keyed=False, **more)
        for n in range(2)
    )
    shown = ChartPanels(panels, (ChartKey("Walk", 0, "stroke"),))
    asset = Asset("image/svg+xml", b"<svg/>", 800, 220, panels=shown)
    shown_as = Figure("m", "Both rise.", words("Figure 1"), "m")
    return written(shown_as, assets={"m": asset}, language=language)


def test_small_multiples_are_charts_in_one_line_each_with_its_workbook() -> None:
    made = multiples()
    assert len(made.find("//w:p[.//w:drawing]")) == 1
    assert len([name for name in made.names if name.endswith(".xlsx")]) == 2
    assert made.find("//wp:docPr/@descr") == ["Both rise.", "Panel 1"]
    assert made.find("//wp:docPr/@id") == ["1", "2"]
    widths = [int(width) for width in made.find("//wp:inline/wp:extent/@cx")]
    assert sum(widths) / 12700 == pytest.approx(453.54 - 2 * 0.1, abs=0.01)  # as wide as the text


def test_a_panel_has_its_name_above_its_plot_and_leaves_values_to_the_first() -> None:
    made = multiples()
    names = [made.find("//c:title//a:t/text()", f"word/charts/chart{n}.xml") for n in (1, 2)]
    assert names == [["Panel 0"], ["Panel 1"]]
    seen = "//c:valAx/c:tickLblPos/@val"
    assert [made.find(seen, f"word/charts/chart{n}.xml") for n in (1, 2)] == [["nextTo"], ["none"]]


def test_small_multiples_and_their_parts_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(multiples().data)
    assert by_audit(path) == []


# --- from right to left --------------------------------------------------------------------------


def test_mirrored_bars_run_from_the_right_and_mirrored_years_do_too() -> None:
    lying, upright = data(mirrored=True), replace(FORMS["columns"], mirrored=True)
    categories, numbers = "//c:catAx/c:{}", "//c:valAx/c:{}"
    turned = "scaling/c:orientation"
    assert values(lying, numbers.format(turned)) == ["maxMin"]
    assert values(lying, categories.format("axPos")) == ["r"]
    assert values(upright, categories.format(turned)) == ["maxMin"]
    assert values(upright, numbers.format(turned)) == ["minMax"]
    assert values(upright, numbers.format("axPos")) == ["r"]


def test_names_of_mirrored_lines_stand_on_their_left() -> None:
    line = replace(FORMS["line"], mirrored=True)
    assert values(line, "//c:dLbl/c:dLblPos") == ["l", "l"]


# --- as a word processor draws it ----------------------------------------------------------------

LOOK = Look(
    palette=theme().palette,
    ink=theme().colour("ink"),
    soft=theme().colour("soft"),
    rule=theme().colour("rule"),
    families=("Source Sans 3",),
    font_dirs=LIBRARY.fonts,
    width=440,
)
DISTRICTS = ("Northport", "Eastfield")
DRAWN = {
    "bars": Chart("bar", DISTRICTS, (Series("Walk", (18, 22)), Series("Bus", (55, 41))), "%"),
    "stack": Chart("stacked-bar", DISTRICTS, (Series("Walk", (120, 80)), Series("Bus", (52, 91)))),
    "lines": Chart("line", DISTRICTS, (Series("Walk", (96, 178)), Series("Bus", (94, 90)))),
    "dots": Chart("dot", DISTRICTS, (Series("Walk", (18, 22)), Series("Bus", (35, 27)))),
    "areas": Chart("area", DISTRICTS, (Series("Walk", (96, 178)), Series("Bus", (94, 90)))),
    "ranges": Chart("range", DISTRICTS, (Series("Low", (-7, 9)), Series("High", (4, 23)))),
}
SAID = {
    "bars": ("18%", "22%", "55%", "41%", "Walk", "Bus"),
    "stack": ("120", "80", "52", "91", "172", "171", "Walk", "Bus"),
    "lines": ("0", "100", "200", "Walk", "Bus"),
    "dots": ("18", "22", "35", "27", "Walk", "Bus"),
    "areas": ("0", "100", "300", "Walk", "Bus"),
    "ranges": ("−7", "4", "9", "23", "Low", "High"),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each chart as LibreOffice draws it."""
    folder = tmp_path_factory.mktemp("drawn")
    for name, chart in DRAWN.items():
        assets = {name: draw(chart, LOOK)}
        made = written(Figure(name, "x", words("Figure 1"), name), assets=assets)
        (folder / f"{name}.docx").write_bytes(made.data)
    return laid_out([folder / f"{name}.docx" for name in DRAWN], folder)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_chart_says_its_categories_series_and_numbers(
    drawn: dict[str, Path], name: str
) -> None:
    assert {*DISTRICTS, *SAID[name]} <= set(page_text(drawn[name]).split())


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_chart_shows_its_series_in_the_palette(drawn: dict[str, Path], name: str) -> None:
    command = ["pdftoppm", "-r", "100", str(drawn[name])]
    picture = subprocess.run(command, capture_output=True, check=True).stdout
    pixels = picture.split(b"\n", 3)[3]
    seen = {pixels[at : at + 3] for at in range(0, len(pixels), 3)}
    count = 1 if name == "ranges" else 2
    wanted = {bytes.fromhex(colour.removeprefix("#")) for colour in theme().palette[:count]}
    assert wanted <= seen


@pytest.mark.parametrize(
    ("language", "runs"),
    [("ur-PK", "\u200e chart \u200e \u200f \u200e chart \u200e"), ("en-GB", "chart chart")],
)
def test_charts_among_words_from_right_to_left_stand_in_runs_that_are_not(
    language: str, runs: str
) -> None:
    """In a run from right to left LibreOffice would draw their numbers so too."""
    found = multiples(language).find("//w:p[.//c:chart]/w:r[w:drawing or w:t]")
    unseen = [run for run in found if not run.findall(".//{*}sz")]  # not those of the key
    assert " ".join(run.findtext("{*}t") or "chart" for run in unseen) == runs
    turned = [run.findtext("{*}t") for run in unseen if run.findall(".//{*}rtl")]
    assert turned == (["\u200f"] if "\u200f" in runs else [])

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from briefings.library.audience import Audience
from briefings.library.kind import Kind, Taking
from briefings.model.blocks import Block, Column, Implication, Scenario, Table
from briefings.model.parts import Audiences, Citation, Level, Point, Worded
from briefings.model.pictured import Event, Timeline
from conftest import audience, blocks, briefing, kind, loaded, told


def block(written: str) -> Block:
    return loaded(blocks(written))[0].sections[0].blocks[0]


def refusals(text: str, **head: str) -> list[str]:
    """Everything that is wrong with it."""
    return told(lambda: loaded(text, **head))


# --- wording -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "taken"), [("short", "short"), ("medium", "short"), ("long", "long")]
)
def test_the_nearest_wording_is_the_longest_up_to_the_one_wanted(
    wanted: Level, taken: Level
) -> None:
    assert Worded(short="a", long="b").nearest(wanted) == taken


def test_where_every_wording_is_longer_the_shortest_is_taken() -> None:
    assert Worded(medium="a", long="b").nearest("short") == "medium"


def test_levels_are_those_that_are_written_the_shortest_first() -> None:
    assert Worded(long="b", short="a", plain="c").levels == ("short", "long")


def test_a_wording_is_told_as_it_was_written() -> None:
    assert Worded(short="*One* bridge", long="Two").wording("short") == "*One* bridge"


def test_a_part_without_wording_is_refused() -> None:
    assert refusals(blocks("type: prose, plain: x")) == [
        "b.yaml:5:5: no wording. give it at least one of short, medium, long [M106]"
    ]


def test_an_empty_wording_is_refused() -> None:
    assert refusals(blocks("type: prose, short: ' ', long: x")) == [
        "b.yaml:5:26: the text is empty. write at least 1 character, or leave 'short' out [M105]"
    ]


# --- what every part carries ---------------------------------------------------------------------


def test_a_part_is_for_everyone_should_stay_and_reports_its_sources_unless_it_says_otherwise() -> (
    None
):
    part = block("type: prose, long: x")
    assert (part.audiences, part.priority, part.origin) == (None, "should", "source")


@pytest.mark.parametrize(("name", "admitted"), [("press", True), ("public", False)])
def test_only_admits_those_it_names(name: str, admitted: bool) -> None:
    assert Audiences(only=("press",)).admit(name) is admitted


@pytest.mark.parametrize(("name", "admitted"), [("press", False), ("public", True)])
def test_not_admits_all_but_those_it_names(name: str, admitted: bool) -> None:
    assert Audiences(but_not=("press",)).admit(name) is admitted


@pytest.mark.parametrize("filters", ["{}", "{only: [a], not: [b]}"])
def test_an_audience_filter_says_only_or_not_and_never_both(filters: str) -> None:
    assert refusals(blocks(f"type: prose, long: x, audiences: {filters}")) == [
        "b.yaml:5:39: an audience filter needs either only or not. keep one [M106]"
    ]


def test_the_id_of_a_source_stands_for_a_citation() -> None:
    part = block("type: prose, long: x, sources: [log, {source: map, locator: p. 2}]")
    assert part.sources == (Citation(source="log"), Citation(source="map", locator="p. 2"))


def test_plain_text_stands_for_a_point() -> None:
    part = block("type: scenario, title: T, short: x, indicators: [rain, {short: snow}]")
    assert isinstance(part, Scenario)
    assert part.indicators == (Point(short="rain"), Point(short="snow"))


@pytest.mark.parametrize("name", ["1a", "a b", "a.b", "ä"])
def test_an_id_is_letters_digits_and_hyphens_and_begins_with_a_letter(name: str) -> None:
    assert refusals(blocks(f"type: prose, long: x, id: '{name}'"))[0].startswith(
        f"b.yaml:5:32: '{name}' does not have the right form."
    )


def test_a_title_has_one_line() -> None:
    assert "[M105]" in refusals(blocks("type: prose, long: x"), title='"Two\\nlines"')[0]


def test_a_model_never_changes_once_it_is_loaded() -> None:
    with pytest.raises(ValidationError):
        briefing(blocks("type: prose, long: x")).title = "Tunnels"  # type: ignore[misc]


# --- blocks --------------------------------------------------------------------------------------


def test_a_block_of_a_type_that_does_not_exist_is_refused_where_the_type_stands() -> None:
    assert refusals(blocks("type: note, long: x"))[0].startswith("b.yaml:5:12: 'note' is not one")


def test_an_implication_says_for_whom() -> None:
    part = block("type: implication, for: Drivers, short: x")
    assert isinstance(part, Implication)
    assert part.bearer == "Drivers"


@pytest.mark.parametrize("date", ["1893", "199X", "2001-09", "2001-09-11", "1996/2001", "XXXX"])
def test_an_event_has_a_date_by_edtf(date: str) -> None:
    assert Event(date=date, short="x").date == date


@pytest.mark.parametrize("date", ["11 September 2001", "2001-9-1", "01", "2001-09-11T10:00"])
def test_any_other_date_of_an_event_is_refused(date: str) -> None:
    with pytest.raises(ValidationError, match="date"):
        Event(date=date, short="x")


def test_a_timeline_without_events_is_refused() -> None:
    assert told(lambda: block("type: timeline, title: T, events: []"))[-1] == (
        "b.yaml:5:40: the list is empty. write at least 1 item [M105]"
    )


def test_a_section_without_blocks_is_refused() -> None:
    text = "sections: [{title: Now, blocks: []}]\n"
    assert told(lambda: loaded(text))[-1] == (
        "b.yaml:1:33: the list is empty. write at least 1 item [M105]"
    )


def test_a_recommendation_says_who_should_act_and_by_when() -> None:
    assert refusals(blocks("type: recommendation, short: Mend it.")) == [
        "b.yaml:5:5: 'owner' is missing. add 'owner: …' (who should act) [M102]",
        "b.yaml:5:5: 'timing' is missing. add 'timing: …' (by when, or on what event) [M102]",
    ]


# --- tables --------------------------------------------------------------------------------------


def test_plain_text_stands_for_a_column() -> None:
    part = block(
        "type: table, title: T, columns: [Year, {label: Cost, align: right}], rows: [[a, b]]"
    )
    assert isinstance(part, Table)
    assert part.columns == (Column(label="Year"), Column(label="Cost", align="right"))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("title: T", "needs either rows or file. keep one of the two [M106]"),
        (
            "title: T, file: t.csv, columns: [A], rows: [[a]]",
            "needs either rows or file. keep one of the two [M106]",
        ),
        ("title: T, rows: [[a]]", "rows without columns. name the columns [M106]"),
        (
            "title: T, columns: [A, B], rows: [[a, b], [c]]",
            "row 2 has 1 cells for 2 columns."
            " give every row as many cells as there are columns [M106]",
        ),
        (
            "title: T, columns: [{label: A, width: 100}, B], rows: [[a, b]]",
            "the columns with a width leave nothing for those without."
            " let the widths make less than 100, or give every column one [M106]",
        ),
    ],
)
def test_a_table_that_cannot_be_laid_out_is_refused(fields: str, problem: str) -> None:
    assert refusals(blocks(f"type: table, {fields}")) == [f"b.yaml:5:5: {problem}"]


def test_widths_may_make_all_of_the_table_where_every_column_has_one() -> None:
    columns = "[{label: A, width: 60}, {label: B, width: 40}]"
    part = block(f"type: table, title: T, columns: {columns}, rows: [[a, b]]")
    assert isinstance(part, Table)
    assert [column.width for column in part.columns] == [60, 40]


# --- the briefing --------------------------------------------------------------------------------


def test_scalars_become_what_the_model_says_they_are() -> None:
    found = briefing(blocks("type: prose, long: x"), version="1.10", issued="2026-03-17")
    assert (found.version, found.issued) == ("1.10", datetime.date(2026, 3, 17))


def test_a_briefing_without_a_bottom_line_is_refused() -> None:
    assert refusals(blocks("type: prose, long: x"), bottom_line="~") == [
        "b.yaml:9:14: nothing is written where a block of fields is needed."
        " write its fields below it, such as 'name: …' [M103]"
    ]


@pytest.mark.parametrize("url", ["ftp://example.org", "javascript:alert(1)", "example.org"])
def test_a_source_is_linked_by_http_or_https_only(url: str) -> None:
    text = f"sources: [{{title: Log, url: '{url}'}}]\n" + blocks("type: prose, long: x")
    assert refusals(text) == [
        f"b.yaml:1:29: '{url}' does not have the right form. http or https address [M105]"
    ]


# --- audiences and kinds -------------------------------------------------------------------------


def test_a_ceiling_that_is_no_marking_of_its_scheme_is_refused() -> None:
    with pytest.raises(ValidationError, match="'CUI' is no marking of tlp"):
        audience(ceiling={"tlp": "CUI"})


def test_an_audience_gets_every_block_and_the_longest_wording_unless_it_says_otherwise() -> None:
    found = Audience(label="A", description="B", ceiling={})
    assert (found.omits, found.longest, found.plain) == ((), "long", False)


def test_a_kind_that_names_no_types_takes_them_all() -> None:
    assert kind().taking("prose") == Taking()


def test_a_kind_that_names_types_takes_no_others() -> None:
    found = kind(takes={"prose": {"wording": "short", "most": 2}})
    assert found.taking("prose") == Taking(wording="short", most=2)
    assert found.taking("table") is None


def test_a_kind_cannot_name_a_type_that_does_not_exist() -> None:
    with pytest.raises(ValidationError, match="takes"):
        Kind.model_validate({**kind().model_dump(), "takes": {"note": {}}})


@pytest.mark.parametrize("date", ["2001-13-01", "2001-12-32", "1996/", "2001-1-1", "93"])
def test_a_date_that_no_calendar_has_is_refused(date: str) -> None:
    written = f"type: timeline, title: T, events: [{{date: '{date}', short: x}}]"
    (problem,) = refusals(blocks(written))
    assert f"'{date}' does not have the right form" in problem


@pytest.mark.parametrize("date", ["1893", "199X", "XXXX", "2001-09", "2001-09-XX", "1996/2001-12"])
def test_dates_may_be_as_vague_as_they_are_known(date: str) -> None:
    written = f"type: timeline, title: T, events: [{{date: '{date}', short: x}}]"
    found = block(written)
    assert isinstance(found, Timeline)
    assert found.events[0].date == date

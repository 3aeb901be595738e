from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BeforeValidator, Discriminator, Field, Tag, field_validator, model_validator

from briefings.errors import ContentError
from briefings.schema import Model, load, problem
from briefings.source import Source, read

Short = Annotated[str, Field(min_length=2, max_length=8)]


class Prose(Model):
    type: Literal["prose"]
    text: str


class Table(Model):
    type: Literal["table"]
    rows: tuple[tuple[str, ...], ...]
    table: str = ""


class Panel(Model):
    type: Literal["panel"]
    blocks: tuple[Block, ...]


Block = Annotated[Prose | Table | Panel, Field(discriminator="type")]


class Cited(Model):
    source: str
    page: int | None = None


class Status(enum.Enum):
    DRAFT = "draft"
    FINAL = "final"


def _by_key(value: Any) -> str:
    return "cited" if isinstance(value, dict) and "source" in value else "prose"


def _cited(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class Paper(Model):
    title: Short = "Title"
    from_: date | None = Field(None, alias="from")
    when: datetime | None = None
    at: time | None = None
    pages: int = Field(1, ge=1, lt=100)
    share: float = 0
    printed: bool = False
    status: Status = Status.DRAFT
    marking: Literal["public", "internal", "confidential"] = "public"
    code: str = Field("A1", pattern=r"^[A-Z]\d$", description="a letter and a digit")
    line: str = Field("x", pattern=r"^[^\n]*$")
    authors: tuple[str, ...] = ()
    few: Annotated[tuple[str, ...], Field(max_length=2)] = ()
    some: Annotated[tuple[str, ...], Field(min_length=1)] = ("x",)
    pair: tuple[int, int] = (0, 0)
    terms: Mapping[Literal["one", "two"], Cited] = {}
    blocks: tuple[Block, ...] = ()
    lead: Prose | Cited | None = None
    loose: str | tuple[str, ...] | Cited = ""
    width: Literal["auto", "full"] | int = "auto"
    cited: tuple[Annotated[Cited, BeforeValidator(_cited)], ...] = ()
    chosen: (
        Annotated[
            Annotated[Prose, Tag("prose")] | Annotated[Cited, Tag("cited")], Discriminator(_by_key)
        ]
        | None
    ) = None
    only_one: Literal["x"] = "x"
    lasts: timedelta | None = None
    first: Prose | Table | None = Field(None, discriminator="type")
    alike: Prose | Panel | None = None
    refs: Cited | tuple[Cited, ...] = ()

    @field_validator("share")
    @classmethod
    def _not_too_much(cls, share: float) -> float:
        if share > 1:
            raise ValueError("a share is\nat most 1 | remedy: divide it by 100")
        return share

    @model_validator(mode="after")
    def _dated(self) -> Paper:
        if self.title == "Undated":
            raise ValueError("an undated paper")
        return self


class Strict(Model):
    title: str
    issued: date = Field(description="the date printed on products")


class Derived(Model):
    size: str

    @model_validator(mode="after")
    def _derives(self) -> Derived:
        Paper.model_validate({"pages": self.size})
        return self


def source(text: str) -> Source:
    return read(Path("a.yaml"), text=text)


def told(text: str, model: type[Model] = Paper) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(model, source(text))
    return [str(problem).removeprefix("a.yaml:") for problem in caught.value.problems]


# --- what is read --------------------------------------------------------------------------------


def test_text_becomes_what_the_field_asks_for() -> None:
    text = """
        title: 1.10
        from: 2026-11-23
        when: 2026-11-23T10:30
        at: 10:30
        pages: 5
        share: 0.5
        printed: yes
        status: final
        pair: [1, 2]
        width: 3
    """
    paper = load(Paper, source(text))
    assert paper.title == "1.10"
    assert paper.from_ == date(2026, 11, 23)
    assert paper.when == datetime(2026, 11, 23, 10, 30)
    assert paper.at == time(10, 30)
    assert (paper.pages, paper.share, paper.printed) == (5, 0.5, True)
    assert paper.status is Status.FINAL
    assert paper.pair == (1, 2)
    assert paper.width == 3


@pytest.mark.parametrize(
    ("written", "value"), [("yes", True), ("true", True), ("No", False), ("false", False)]
)
def test_yes_and_no(written: str, value: bool) -> None:
    assert load(Paper, source(f"printed: {written}")).printed is value


def test_a_field_may_be_given_by_its_own_name_too() -> None:
    assert load(Paper, source("from_: 2026-11-23")).from_ == date(2026, 11, 23)


def test_white_space_around_text_is_taken_off() -> None:
    assert load(Paper, source('title: "  a  b "')).title == "a  b"


def test_a_model_is_frozen() -> None:
    paper = load(Paper, source("pages: 5"))
    with pytest.raises(ValueError, match="frozen"):
        paper.pages = 6  # type: ignore[misc]


def test_loads_from_within_a_file() -> None:
    text = "blocks:\n  - {type: prose, text: a}\n  - {type: prose, txt: a}\n"
    assert load(Prose, source(text), at=("blocks", 0)) == Prose(type="prose", text="a")
    with pytest.raises(ContentError) as caught:
        load(Prose, source(text), at=("blocks", 1))
    assert [(p.code, p.place.line, p.place.column) for p in caught.value.problems] == [
        ("M102", 3, 5),
        ("M101", 3, 19),
    ]


# --- fields --------------------------------------------------------------------------------------


def test_unknown_field_suggests_the_nearest_at_its_key() -> None:
    assert told("pages: 2\ntitel: Talks") == [
        "2:1: unknown field 'titel'. did you mean 'title'? [M101]"
    ]


@pytest.mark.parametrize(("written", "meant"), [("form", "from"), ("ONLY-one", "only_one")])
def test_suggestions_know_aliases_and_other_spellings(written: str, meant: str) -> None:
    assert told(f"{written}: x") == [
        f"1:1: unknown field '{written}'. did you mean '{meant}'? [M101]"
    ]


def test_unknown_field_with_none_near_lists_the_fields() -> None:
    assert told("lead: {type: prose, text: a, zzz: b}") == [
        "1:30: unknown field 'zzz'. the fields here are type, text [M101]"
    ]


def test_missing_fields_are_told_at_the_block_with_their_description() -> None:
    assert told("{}", Strict) == [
        "1:1: 'issued' is missing. add 'issued: …' (the date printed on products) [M102]",
        "1:1: 'title' is missing. add 'title: …' [M102]",
    ]


def test_missing_field_of_a_nested_block() -> None:
    assert told("terms:\n  one:\n    page: 3") == [
        "3:5: 'source' is missing. add 'source: …' [M102]"
    ]


def test_required_field_with_nothing_in_it_cannot_be_left_out() -> None:
    assert told("title:\nissued: 2026-11-23", Strict) == [
        "1:7: nothing is written where text is needed. write text [M103]"
    ]


def test_field_by_its_own_name_is_told_there() -> None:
    assert told("title: Talks\nfrom_: x")[0].startswith("2:8: 'x' is not a date. ")


def test_missing_item() -> None:
    assert told("pair: [1]") == ["1:7: item 2 of the list is missing. add it [M102]"]


def test_all_problems_are_told_at_once() -> None:
    assert [line.rpartition(" ")[2] for line in told("titel: x\npages: 0\nfrom: x\n")] == [
        "[M101]",
        "[M105]",
        "[M103]",
    ]


# --- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "marking: intrenal",
            "1:10: 'intrenal' is not one of public, internal, confidential."
            " did you mean 'internal'? [M104]",
        ),
        ("status: gone", "1:9: 'gone' is not one of draft, final. write one of these [M104]"),
        ("only_one: z", "1:11: 'z' is not 'x'. write 'x' [M104]"),
        (
            "marking: [public]",
            "1:10: a list is not one of public, internal, confidential. write one of these [M104]",
        ),
        (
            "marking:",
            "1:9: nothing is written where one of public, internal, confidential is needed."
            " write one of these, or leave 'marking' out [M104]",
        ),
        (
            "terms:\n  three: {source: a}",
            "2:3: 'three' is not one of one, two. write one of these [M104]",
        ),
        (
            "from: 2026-11-31",
            "1:7: '2026-11-31' is not a date: day value is outside expected range."
            " write year, month and day, such as 2026-11-23 [M103]",
        ),
        (
            "from: soon",
            "1:7: 'soon' is not a date. write year, month and day, such as 2026-11-23 [M103]",
        ),
        (
            "at: 25:00",
            "1:5: '25:00' is not a time of day: hour value is outside expected range of 0-23."
            " write it like 10:30 [M103]",
        ),
        ("pages: five", "1:8: 'five' is not a whole number. write digits only, such as 5 [M103]"),
        ("pages: 5.5", "1:8: '5.5' is not a whole number. write digits only, such as 5 [M103]"),
        ("lasts: long", "1:8: 'long' is not a length of time. write a length of time [M103]"),
        ("share: .nan", "1:8: '.nan' is not a number. write digits, such as 2.5 [M103]"),
        ("share: 1e999", "1:8: '1e999' is not a number. write digits, such as 2.5 [M103]"),
        ("printed: perhaps", "1:10: 'perhaps' is not yes or no. write yes or no [M103]"),
        ("authors: Ann", "1:10: 'Ann' is not a list. write it as a list: [Ann] [M103]"),
        (
            "authors: Ann, and Bob",
            "1:10: 'Ann, and Bob' is not a list."
            " write it as a list, each item on a line of its own that begins with '- ' [M103]",
        ),
        (
            "authors:\n  - Talks: a failure",
            "2:5: a block of fields stands where text is needed."
            " put the text in quotes: ': ' makes a field of it [M103]",
        ),
        (
            "title: [a]",
            "1:8: a list stands where text is needed."
            " write one text, in quotes if it begins with '[' or '- ' [M103]",
        ),
        (
            "title:",
            "1:7: nothing is written where text is needed. write text, or leave 'title' out [M103]",
        ),
        (
            "terms: {one: x}",
            "1:14: 'x' is not a block of fields."
            " write its fields below it, such as 'source: …' [M103]",
        ),
        (
            'title: " a "',
            "1:8: the text has 1 character, fewer than 2."
            " write at least 2 characters, or leave 'title' out [M105]",
        ),
        (
            "title: 123456789",
            "1:8: the text has 9 characters, more than 8. keep to 8 characters [M105]",
        ),
        ("few: [a, b, c]", "1:6: the list has 3 items, more than 2. keep to 2 items [M105]"),
        (
            "some: []",
            "1:7: the list is empty. write at least 1 item, or leave 'some' out [M105]",
        ),
        ("pages: 0", "1:8: '0' is too small. write a value of at least 1 [M105]"),
        ("pages: 100", "1:8: '100' is too large. write a value below 100 [M105]"),
        ("code: a1", "1:7: 'a1' does not have the right form. a letter and a digit [M105]"),
        ("line: |\n  a\n  b", "1:7: the text has more than one line. write it on one line [M105]"),
        ("share: 50", "1:8: a share is at most 1. divide it by 100 [M106]"),
        ("title: Undated", "1:1: an undated paper. correct it [M106]"),
    ],
)
def test_value_that_does_not_fit(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("field", "written"), [("from", "0"), ("from", "-86400"), ("when", "20261123")]
)
def test_bare_number_is_no_date(field: str, written: str) -> None:
    assert told(f"title: Talks\n{field}: {written}") == [
        f"2:7: '{written}' is not a date. write year, month and day, such as 2026-11-23 [M103]"
    ]


def test_bare_number_is_no_date_within_a_file() -> None:
    text = source("inner:\n  from: 0\n")
    with pytest.raises(ContentError) as caught:
        load(Paper, text, at=("inner",))
    assert str(caught.value.problems[0].place) == "a.yaml:2:9"


def test_error_in_another_model_that_a_validator_made_names_the_field() -> None:
    assert told("size: five", Derived) == [
        "1:1: in pages, 'five' is not a whole number. write digits only, such as 5 [M103]"
    ]


def test_huge_number() -> None:
    (line,) = told("pages: " + "9" * 5000)
    assert line.startswith("1:8: '99999")
    assert len(line) < 150


def test_error_in_what_a_validator_made_of_a_value_is_told_at_the_value() -> None:
    assert told("cited: [a, {source: b, page: c}, '']\npages: x")[0] == (
        "1:30: 'c' is not a whole number. write digits only, such as 5 [M103]"
    )


# --- unions --------------------------------------------------------------------------------------


def test_wrong_type_of_block_is_told_at_its_type() -> None:
    assert told("blocks:\n  - text: a\n    type: tabel") == [
        "3:11: 'tabel' is not one of prose, table, panel. did you mean 'table'? [M104]"
    ]


def test_missing_type_is_told_at_the_block() -> None:
    assert told("blocks:\n  - text: a") == [
        "2:5: 'type' is missing. add 'type: …', one of prose, table, panel [M102]"
    ]


def test_text_where_a_block_is_due() -> None:
    assert told("blocks: [a]") == [
        "1:10: 'a' is not a block of fields. write its fields below it, such as 'type: …' [M103]"
    ]


def test_field_with_the_name_of_a_tag() -> None:
    assert told("blocks:\n  - type: table\n    table: {rows: x}\n    rows: x") == [
        "3:12: a block of fields stands where text is needed."
        " put the text in quotes: ': ' makes a field of it [M103]",
        "4:11: 'x' is not a list. write it as a list: [x] [M103]",
    ]


def test_block_in_a_block_suggests_its_own_fields() -> None:
    text = "blocks:\n  - type: panel\n    blocks:\n      - {type: prose, text: a, txt: b}"
    assert told(text) == ["4:32: unknown field 'txt'. did you mean 'text'? [M101]"]


def test_union_without_tags_tells_of_the_member_that_fits_best() -> None:
    assert told("lead: {source: a, pgae: 3}") == [
        "1:19: unknown field 'pgae'. did you mean 'page'? [M101]"
    ]


def test_union_member_with_a_wrong_value_deeper_inside_still_fits_best() -> None:
    assert told("lead: {type: prose, text: [a]}") == [
        "1:27: a list stands where text is needed."
        " write one text, in quotes if it begins with '[' or '- ' [M103]"
    ]


def test_union_member_is_chosen_by_its_type_before_the_number_of_errors() -> None:
    assert told("alike: {type: panel, text: a}") == [
        "1:8: 'blocks' is missing. add 'blocks: …' [M102]",
        "1:22: unknown field 'text'. the fields here are type, blocks [M101]",
    ]


def test_union_of_one_and_many() -> None:
    assert told("refs: [{source: a, pgae: 1, page: x}]") == [
        "1:20: unknown field 'pgae'. did you mean 'page'? [M101]",
        "1:35: 'x' is not a whole number. write digits only, such as 5 [M103]",
    ]


def test_union_told_apart_by_a_field_of_its_own() -> None:
    assert told("first: {type: prose, text: a, txt: b}") == [
        "1:31: unknown field 'txt'. did you mean 'text'? [M101]"
    ]


def test_union_of_kinds_tells_of_the_kind_that_was_written() -> None:
    assert told("loose: {src: a}") == [
        "1:8: 'source' is missing. add 'source: …' [M102]",
        "1:9: unknown field 'src'. did you mean 'source'? [M101]",
    ]


def test_union_of_kinds_where_none_fits() -> None:
    assert told("width: [a]") == [
        "1:8: a list stands where auto or full or a whole number is needed."
        " write auto or full or a whole number [M103]"
    ]


def test_union_of_names_and_kinds_suggests_the_nearest_name() -> None:
    assert told("width: atuo") == [
        "1:8: 'atuo' is not auto or full or a whole number. did you mean 'auto'? [M103]"
    ]


def test_union_told_apart_by_a_function() -> None:
    assert told("chosen: {source: a, pag: 1}") == [
        "1:21: unknown field 'pag'. did you mean 'page'? [M101]"
    ]


# --- problems ------------------------------------------------------------------------------------


def test_problem_is_on_one_line_at_a_value_or_a_key() -> None:
    text = source("a:\n  b: c")
    at_value = problem(text, ("a", "b"), "C101", "x\ny", "do  it")
    assert str(at_value) == "a.yaml:2:6: x y. do it [C101]"
    assert str(problem(text, ("a", "b"), "C101", "x", "y", key=True)).startswith("a.yaml:2:3: ")


PIECES = st.sampled_from(
    ["x", "", "0", "prose", "table", "panel", "2026-11-31", "yes", "auto", "é\n|", None]
)
KEYS = st.sampled_from([*Paper.model_fields, "from", "type", "text", "source", "titel", "one"])
TREES = st.recursive(
    PIECES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(KEYS, TREES, max_size=6))
def test_any_data_are_loaded_or_refused_in_words(data: dict[str, Any]) -> None:
    try:
        paper = load(Paper, Source("a.yaml", data, {(): (1, 1)}, {}))
    except ContentError as error:
        for found in error.problems:
            assert found.code.startswith("M10")
            assert len(str(found).splitlines()) == 1
            assert found.what
            assert found.remedy
            assert "Input" not in found.what
    else:
        assert isinstance(paper, Paper)

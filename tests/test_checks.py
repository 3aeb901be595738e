from __future__ import annotations

import pytest

from briefings.checks import Names, check
from conftest import blocks, loaded

NAMES = Names(audiences=("press", "public"), themes=("institute",), languages=("en", "en-US"))
ONE = blocks("type: prose, long: x")


def found(text: str, **head: str) -> list[str]:
    briefing, source = loaded(text, **head)
    return [str(problem) for problem in check(briefing, source, NAMES)]


def test_a_briefing_without_fault_is_passed() -> None:
    assert found(ONE) == []


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = blocks("type: prose, long: x, sources: [a], marking: RED, audiences: {only: [all]}")
    assert [problem[-6:] for problem in found(text)] == ["[C102]", "[C104]", "[C105]"]


# --- names ---------------------------------------------------------------------------------------


def test_an_id_that_is_taken_is_refused_and_the_line_is_told() -> None:
    text = blocks("type: prose, id: a, long: x", "type: prose, id: a, long: y")
    assert found(text) == [
        "b.yaml:6:23: the id 'a' is taken by line 5. give each part an id of its own [C101]"
    ]


def test_ids_of_sources_and_parts_are_told_apart_too() -> None:
    assert found("sources: [{id: now, title: L}]\n" + ONE)[0].startswith(
        "b.yaml:1:16: the id 'now' is taken by line 4."
    )


@pytest.mark.parametrize(
    ("filters", "problem"),
    [
        ("{only: [pres]}", "b.yaml:5:47: 'pres' is no audience. did you mean 'press'? [C104]"),
        ("{not: [xyz]}", "b.yaml:5:46: 'xyz' is no audience. use one of press, public [C104]"),
    ],
)
def test_an_audience_that_does_not_exist_is_refused(filters: str, problem: str) -> None:
    assert found(blocks(f"type: prose, long: x, audiences: {filters}")) == [problem]


def test_a_theme_that_does_not_exist_is_refused_where_it_is_named() -> None:
    assert found(ONE, theme="institut") == [
        "b.yaml:10:8: 'institut' is no theme. did you mean 'institute'? [C108]"
    ]


@pytest.mark.parametrize("language", ["en", "en-GB", "en-US"])
def test_a_language_that_has_labels_is_passed(language: str) -> None:
    assert found(ONE, language=language) == []


def test_a_language_without_labels_is_refused() -> None:
    assert found(ONE, language="fr-CA") == [
        "b.yaml:10:11: 'fr' is no language with labels. use one of en, en-US [C109]"
    ]


# --- markings and likelihood ---------------------------------------------------------------------


def test_a_marking_of_another_scheme_is_refused_on_a_part() -> None:
    problem = found(blocks("type: prose, marking: SECRET, long: x"))[0]
    assert problem.startswith("b.yaml:5:28: 'SECRET' is no marking of tlp. use one of TLP:CLEAR,")


@pytest.mark.parametrize(("field", "line"), [("marking", 8), ("marking_floor", 10)])
def test_a_marking_of_another_scheme_is_refused_on_the_briefing(field: str, line: int) -> None:
    problem = found(ONE, **{field: "SECRET"})[0]
    assert problem.startswith(f"b.yaml:{line}:")
    assert "'SECRET' is no marking of tlp." in problem


@pytest.mark.parametrize(
    "block",
    [
        "key_judgement",
        "implication, for: A",
        "scenario, title: T",
        "risk, title: T, impact: low",
    ],
)
def test_a_term_of_another_scale_is_refused(block: str) -> None:
    (problem,) = found(blocks(f"type: {block}, short: x, likelihood: very likely"))
    assert "'very likely' is no term of phia. did you mean 'highly likely'? [C103]" in problem


def test_a_term_of_the_scale_is_passed() -> None:
    text = blocks("type: key_judgement, short: x, likelihood: very likely")
    assert found(text, likelihood_scale="icd203") == []


# --- references ----------------------------------------------------------------------------------


def test_a_citation_of_what_is_no_source_is_refused() -> None:
    text = "sources: [{id: log, title: L}]\n"
    text += blocks("type: prose, long: x, sources: [log, logs, now]")
    assert found(text) == [
        "b.yaml:6:43: 'logs' is no id under sources. did you mean 'log'? [C105]",
        "b.yaml:6:49: 'now' is no id under sources. use one of log [C105]",
    ]


def test_a_recommendation_may_carry_out_an_option() -> None:
    text = blocks(
        "type: option, id: mend, title: T, short: x",
        "type: recommendation, short: x, owner: A, timing: B, option: mend",
    )
    assert found(text) == []


def test_a_recommendation_cannot_carry_out_what_is_no_option() -> None:
    text = blocks(
        "type: option, id: mend, title: T, short: x",
        "type: recommendation, short: x, owner: A, timing: B, option: now",
    )
    assert found(text) == ["b.yaml:6:67: 'now' is no id of an option. use one of mend [C106]"]


TARGETS = """\
type: timeline, id: dates, title: T, events: [{date: 1893, short: x}]
type: actors, id: people, title: T, actors: [{name: A, short: x}]
type: positions, id: sides, title: T, issues: [{name: A, demand: [{by: B, short: x}]}]
type: table, id: costs, title: T, columns: [A, B], rows: [[a, b]]
type: chart, id: trend, title: T, form: bar, columns: [A, B], rows: [[a, 1]]
type: figure, id: map, title: T, file: m.png, alt: A map
"""


@pytest.mark.parametrize("form", ["", ' "number"', ' "page"'])
@pytest.mark.parametrize(
    "target", ["now", "extra", "dates", "people", "sides", "costs", "trend", "map"]
)
def test_a_text_may_link_to_a_section_an_annex_a_table_or_a_figure(target: str, form: str) -> None:
    text = blocks(f"type: prose, long: 'see [there](#{target}{form})'", *TARGETS.splitlines())
    text += "annexes: [{id: extra, title: E, blocks: [{type: prose, long: x}]}]\n"
    assert found(text) == []


@pytest.mark.parametrize("form", ["", ' "number"', ' "page"'])
def test_a_link_to_what_is_no_section_table_or_figure_is_refused(form: str) -> None:
    text = blocks(f"type: prose, id: a, long: 'see [there](#a{form})'")
    assert found(text) == [
        "b.yaml:5:32: 'a' is no id of a section, an annex, a table or a figure. "
        "use one of now [C110]"
    ]


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "line_and_column"),
    [
        ("type: prose, long: '# x'", "5:25"),
        ("type: prose, plain: '`x`', long: x", "5:26"),
        ("type: risk, title: T, impact: low, short: x, mitigation: '`x`'", "5:63"),
        ("type: key_judgement, short: x, confidence_basis: '`x`'", "5:55"),
        ("type: table, title: T, columns: [A], rows: [[x], ['`x`']]", "5:56"),
        ("type: scenario, title: T, short: x, indicators: ['`x`']", "5:55"),
    ],
)
def test_markup_that_is_not_supported_is_refused_at_the_text(
    block: str, line_and_column: str
) -> None:
    (problem,) = found(blocks(block))
    assert problem.startswith(f"b.yaml:{line_and_column}: ")


@pytest.mark.parametrize("block", ["prose", "callout, title: A", "implication, for: A"])
def test_a_body_may_have_several_paragraphs(block: str) -> None:
    assert found(blocks(f'type: {block}, long: "one\\n\\ntwo"')) == []


@pytest.mark.parametrize("block", ["finding", "key_judgement"])
def test_a_line_has_one_paragraph(block: str) -> None:
    assert len(found(blocks(f'type: {block}, long: "one\\n\\ntwo"'))) == 1


def test_an_empty_cell_is_passed() -> None:
    assert found(blocks("type: table, title: T, columns: [A, B], rows: [[x, '']]")) == []


def test_a_literal_text_is_told_at_the_line_of_its_fault() -> None:
    text = ONE + "glossary:\n- term: T\n  long: |-\n    a\n    b\n    `x`\n"
    assert [problem.split(": ")[0] for problem in found(text)] == ["b.yaml:11:1"]


@pytest.mark.parametrize("field", ["requires", "evidence"])
def test_a_part_cannot_go_with_what_is_not_there_nor_with_itself(field: str) -> None:
    text = blocks(
        f"type: key_judgement, id: rise, short: x, {field}: [talks, rise, now]",
        "type: finding, id: toll, short: x",
    )
    assert [problem.rpartition(". ")[0].partition(": ")[2] for problem in found(text)] == [
        "'talks' is no id of another block, or of a part of one",
        "'rise' is no id of another block, or of a part of one",
        "'now' is no id of another block, or of a part of one",
    ]


def test_a_judgement_may_rest_on_other_parts() -> None:
    text = blocks(
        "type: key_judgement, id: rise, short: x, evidence: [toll]",
        "type: finding, id: toll, short: x",
    )
    assert found(text) == []

from __future__ import annotations

from typing import Any

import pytest

from briefings.edition import Edition, LeftOut
from briefings.library.audience import Audience
from briefings.library.kind import Kind
from conftest import NOTE, READER, audience, blocks, edition, keys, kind, told


def reasons(found: Edition) -> list[tuple[str, str]]:
    return [(item.key, item.reason) for item in found.left_out]


def problems(text: str, **head: Any) -> list[str]:
    return told(lambda: edition(text, **head))


# --- clearance -----------------------------------------------------------------------------------


def test_a_part_marked_up_to_the_ceiling_is_kept() -> None:
    assert keys(edition(blocks("type: prose, id: a, marking: TLP:GREEN, long: x"))) == ["now", "a"]


def test_a_part_marked_above_the_ceiling_is_left_out() -> None:
    found = edition(
        blocks("type: prose, id: a, marking: TLP:AMBER, long: x", "type: prose, id: b, long: y")
    )
    assert keys(found) == ["now", "b"]
    assert reasons(found) == [("a", "marking")]


def test_a_part_inherits_the_marking_of_its_section() -> None:
    text = blocks("type: prose, id: a, long: x").replace("id: now", "marking: TLP:AMBER")
    assert keys(edition(text)) == []


def test_a_part_inherits_the_marking_of_the_briefing() -> None:
    found = edition(
        blocks("type: prose, id: a, long: x", "type: prose, id: b, marking: TLP:CLEAR, long: y"),
        marking="TLP:AMBER",
        bottom_line="{marking: TLP:CLEAR, short: x}",
    )
    assert keys(found) == []


def test_what_stands_inside_goes_with_its_section_however_it_is_marked() -> None:
    text = blocks("type: prose, id: a, marking: TLP:CLEAR, long: x")
    found = edition(text.replace("id: now", "id: now\n  marking: TLP:RED"))
    assert keys(found) == []
    assert reasons(found) == [("now", "marking")]


def test_a_part_of_a_block_is_left_out_by_itself() -> None:
    found = edition(
        blocks(
            "type: timeline, title: T, events:"
            " [{id: a, date: 1893, short: x}, {id: b, date: 1947, marking: TLP:RED, short: y}]"
        )
    )
    assert keys(found) == ["now", "a"]


def test_clearance_is_asked_before_relevance() -> None:
    found = edition(
        blocks("type: prose, id: a, marking: TLP:RED, audiences: {not: [reader]}, long: x")
    )
    assert reasons(found) == [("a", "marking")]


def test_an_audience_without_a_ceiling_in_the_scheme_gets_nothing() -> None:
    assert problems(blocks("type: prose, long: x"), marking_scheme="us", marking="CUI") == [
        "b.yaml:10:17: reader has no ceiling in us. add us to the audience's ceiling [E101]"
    ]


def test_a_bottom_line_above_the_ceiling_is_refused_and_so_is_a_floor() -> None:
    found = problems(
        blocks("type: prose, long: x"),
        bottom_line="{marking: TLP:AMBER, short: x}",
        marking_floor="TLP:RED",
    )
    remedy = "lower its marking, or do not build this briefing for this audience [E102]"
    assert found == [
        "b.yaml:9:14: the bottom line is TLP:AMBER,"
        f" but reader may see no more than TLP:GREEN. {remedy}",
        "b.yaml:10:16: the briefing as a whole is TLP:RED,"
        f" but reader may see no more than TLP:GREEN. {remedy}",
    ]


def test_a_bottom_line_that_inherits_too_high_a_marking_is_refused() -> None:
    found = problems(blocks("type: prose, long: x"), marking="TLP:AMBER")
    assert found[0].startswith("b.yaml:9:14: the bottom line is TLP:AMBER,")


# --- relevance -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ("{only: [reader]}", ["now", "a"]),
        ("{only: [press, reader]}", ["now", "a"]),
        ("{only: [press]}", []),
        ("{not: [press]}", ["now", "a"]),
        ("{not: [press, reader]}", []),
    ],
)
def test_a_part_is_for_the_audiences_of_its_filter(filters: str, kept: list[str]) -> None:
    assert keys(edition(blocks(f"type: prose, id: a, audiences: {filters}, long: x"))) == kept


def test_a_part_that_is_for_others_is_noted_for_the_maker() -> None:
    found = edition(blocks("type: prose, id: a, audiences: {only: [press]}, long: x"))
    assert found.left_out == (LeftOut("a", "audience"),)


def test_an_audience_does_not_get_the_types_it_omits() -> None:
    text = blocks("type: finding, id: a, short: x", "type: prose, id: b, long: y")
    assert keys(edition(text, for_=audience(omits=["finding"]))) == ["now", "b"]


def test_an_audience_that_is_shown_no_indicators_gets_none() -> None:
    text = blocks("type: scenario, id: a, title: T, short: x, indicators: [{id: b, short: rain}]")
    assert keys(edition(text, for_=audience(indicators=False))) == ["now", "a"]
    assert keys(edition(text, for_=audience(indicators=True))) == ["now", "a", "b"]


def test_a_bottom_line_may_say_whom_it_is_for() -> None:
    found = edition(
        blocks("type: prose, id: a, long: x"),
        bottom_line="{audiences: {only: [reader]}, short: x}",
    )
    assert keys(found) == ["now", "a"]


def test_a_bottom_line_that_is_for_others_is_refused_for_every_product_has_it() -> None:
    found = problems(
        blocks("type: prose, long: x"), bottom_line="{audiences: {only: [press]}, short: x}"
    )
    assert found == [
        "b.yaml:9:26: the bottom line is not for reader, but is in every product. take its"
        " audience filter away, or do not build this briefing for this audience [E105]"
    ]


# --- what the kind holds -------------------------------------------------------------------------


def test_a_kind_gets_only_the_types_it_takes() -> None:
    text = blocks("type: finding, id: a, short: x", "type: prose, id: b, long: y")
    found = edition(text, as_=kind(takes={"prose": {}}))
    assert keys(found) == ["now", "b"]
    assert reasons(found) == [("a", "kind")]


ROLES = """\
sections:
- {id: s, role: summary, title: S, blocks: [
    {type: finding, id: s1, short: x}, {type: prose, id: s2, long: x}]}
- {id: o, role: outlook, title: O, blocks: [
    {type: finding, id: o1, short: x}, {type: prose, id: o2, long: x}]}
"""


def test_a_kind_gets_only_sections_of_its_roles() -> None:
    found = edition(ROLES, as_=kind(roles=["outlook"]))
    assert keys(found) == ["o", "o1", "o2"]
    assert reasons(found) == [("s", "kind")]


def test_what_a_kind_lifts_is_taken_from_sections_of_other_roles_too() -> None:
    found = edition(ROLES, as_=kind(roles=["outlook"], lifted=["finding"]))
    assert keys(found) == ["s", "s1", "o", "o1", "o2"]
    assert [block.id for block in found.lifted("finding")] == ["s1", "o1"]
    assert [block.id for block in found.rest(found.briefing.sections[1])] == ["o2"]


def test_annexes_are_for_kinds_that_have_them() -> None:
    text = blocks("type: prose, id: a, long: x")
    text += "annexes: [{id: b, title: B, blocks: [{type: prose, id: c, long: y}]}]\n"
    assert keys(edition(text)) == ["now", "a"]
    assert keys(edition(text, as_=kind(annexes=True))) == ["now", "a", "b", "c"]


def test_annexes_have_no_role() -> None:
    text = blocks("type: prose, id: a, long: x")
    text += "annexes: [{id: b, title: B, blocks: [{type: prose, id: c, long: y}]}]\n"
    found = edition(text, as_=kind(annexes=True, roles=["analysis"]))
    assert keys(found) == ["now", "a", "b", "c"]


# --- counts --------------------------------------------------------------------------------------


def finding(key: str, priority: str = "should", more: str = "") -> str:
    return f"type: finding, id: {key}, priority: {priority}, short: x{more}"


TWO = kind(takes={"finding": {"most": 2}})


def test_of_too_many_those_of_the_highest_priority_are_kept_in_the_authors_order() -> None:
    found = edition(
        blocks(finding("a", "could"), finding("b"), finding("c"), finding("d", "must")), as_=TWO
    )
    assert keys(found) == ["now", "b", "d"]
    assert sorted(reasons(found)) == [("a", "limit"), ("c", "limit")]


def test_of_equal_priority_the_first_are_kept() -> None:
    found = edition(blocks(finding("a"), finding("b"), finding("c")), as_=TWO)
    assert keys(found) == ["now", "a", "b"]


@pytest.mark.parametrize("more", [", marking: TLP:RED", ", audiences: {not: [reader]}"])
def test_what_the_audience_does_not_get_takes_no_place(more: str) -> None:
    found = edition(blocks(finding("a", more=more), finding("b"), finding("c")), as_=TWO)
    assert keys(found) == ["now", "b", "c"]


def test_what_stands_in_a_section_that_goes_takes_no_place() -> None:
    text = """\
sections:
- {id: s, title: S, audiences: {not: [reader]}, blocks: [{type: finding, id: s1, short: x}]}
- {id: t, title: T, role: method, blocks: [{type: finding, id: t1, short: x}]}
- {id: u, title: U, blocks: [{type: finding, id: u1, short: x}]}
"""
    one = kind(takes={"finding": {"most": 1}}, roles=["analysis"])
    assert keys(edition(text, as_=one)) == ["u", "u1"]


# --- what vanishes -------------------------------------------------------------------------------


def test_a_section_vanishes_with_its_last_block() -> None:
    text = """\
sections:
- {id: s, title: S, blocks: [{type: prose, id: s1, marking: TLP:RED, long: x}]}
- {id: t, title: T, blocks: [{type: prose, id: t1, long: x}]}
"""
    assert keys(edition(text)) == ["t", "t1"]


@pytest.mark.parametrize("roles", [None, ["analysis"]])
def test_a_section_that_must_stay_and_is_left_empty_is_refused_at_its_place(
    roles: list[str] | None,
) -> None:
    text = blocks("type: prose, marking: TLP:RED, long: x").replace("now", "now\n  priority: must")
    assert told(lambda: edition(text, as_=kind(roles=roles))) == [
        "b.yaml:2:3: section 'Now' must stay, but nothing of it is left for reader as note."
        " keep a part of it for this audience, or do not build this product [E103]"
    ]


def test_a_section_that_must_stay_may_lose_a_block_even_one_that_must_stay() -> None:
    text = blocks(
        "type: prose, id: a, priority: must, marking: TLP:RED, long: x",
        "type: prose, id: b, long: y",
    )
    assert keys(edition(text.replace("id: now", "id: now\n  priority: must"))) == ["now", "b"]


def test_a_section_that_must_stay_may_lack_in_a_kind_that_has_none_of_its_role() -> None:
    text = ROLES.replace("id: s,", "id: s, priority: must,")
    assert keys(edition(text, as_=kind(roles=["outlook"]))) == ["o", "o1", "o2"]


def test_a_kind_without_what_it_requires_is_refused() -> None:
    text = blocks("type: finding, marking: TLP:RED, short: x", "type: prose, long: x")
    found = told(lambda: edition(text, as_=kind(required=["finding", "key_judgement"])))
    remedy = "keep a part of it for this audience, or do not build this product [E104]"
    assert found == [
        f"b.yaml:2:1: the kind requires a finding, but none is left for reader as note. {remedy}",
        "b.yaml:2:1: the kind requires a key judgement, but none is left for reader as note."
        f" {remedy}",
    ]


def test_a_kind_with_what_it_requires_is_passed() -> None:
    text = blocks("type: finding, id: a, short: x")
    assert keys(edition(text, as_=kind(required=["finding"]))) == ["now", "a"]


def test_what_an_audience_omits_is_not_required_for_it() -> None:
    found = edition(
        blocks("type: prose, id: a, long: x"),
        as_=kind(required=["finding"]),
        for_=audience(omits=["finding"]),
    )
    assert keys(found) == ["now", "a"]


# --- sources -------------------------------------------------------------------------------------

SOURCES = "sources: [{id: log, title: L}, {id: map, title: M, marking: TLP:RED}]\n"


def test_a_source_that_nothing_cites_is_left_out() -> None:
    found = edition(SOURCES + blocks("type: prose, long: x, sources: [log]"))
    assert [source.key for source in found.briefing.sources] == ["log"]


def test_a_source_that_another_source_alone_cites_is_left_out() -> None:
    text = "sources: [{id: log, title: L}, {id: map, title: M, sources: [log]}]\n"
    found = edition(text + blocks("type: prose, long: x, sources: [map]"))
    assert [source.key for source in found.briefing.sources] == ["map"]


def test_a_source_goes_with_the_last_part_that_cites_it() -> None:
    found = edition(
        SOURCES
        + blocks("type: prose, long: x", "type: prose, marking: TLP:RED, long: y, sources: [log]")
    )
    assert found.briefing.sources == ()


def test_a_source_above_the_ceiling_goes_with_every_citation_of_it() -> None:
    found = edition(SOURCES + blocks("type: prose, long: x, sources: [map, log]"))
    assert [source.key for source in found.briefing.sources] == ["log"]
    (block,) = found.briefing.sections[0].blocks
    assert [citation.source for citation in block.sources] == ["log"]


def test_an_audience_that_is_told_no_sources_gets_none() -> None:
    text = SOURCES + blocks("type: prose, long: x, sources: [log]")
    found = edition(text, for_=audience(sources="none"))
    assert found.briefing.sources == ()
    assert not any(part.sources for part in found.parts)


# --- wording -------------------------------------------------------------------------------------

THREE = "short: S, medium: M, long: L"


def taken(text: str, as_: Kind = NOTE, for_: Audience = READER, **head: str) -> dict[str, str]:
    """The length taken of each part that its author named."""
    levels = edition(text, as_, for_, **head).levels
    return {key: level for key, level in levels.items() if "." not in key}


def test_the_wording_is_the_one_that_the_kind_prefers() -> None:
    text = blocks(f"type: prose, id: a, {THREE}")
    assert taken(text, as_=kind(wording="medium")) == {"a": "medium"}


def test_a_kind_may_prefer_another_wording_of_one_type() -> None:
    text = blocks(f"type: prose, id: a, {THREE}", f"type: finding, id: b, {THREE}")
    found = taken(text, as_=kind(takes={"prose": {"wording": "short"}, "finding": {}}))
    assert found == {"a": "short", "b": "long"}


def test_an_audience_gets_no_longer_wording_than_its_longest() -> None:
    text = blocks(f"type: prose, id: a, {THREE}")
    assert taken(text, for_=audience(longest="medium")) == {"a": "medium"}


def test_where_there_is_no_such_wording_the_nearest_is_taken() -> None:
    text = blocks("type: prose, id: a, long: L")
    assert taken(text, as_=kind(wording="short")) == {"a": "long"}


def test_a_kind_may_prefer_another_wording_of_the_bottom_line() -> None:
    text = blocks("type: prose, id: a, short: S, long: L")
    found = taken(text, as_=kind(bottom_line="short"), bottom_line="{id: b, short: S, long: L}")
    assert found == {"a": "long", "b": "short"}


def test_the_wording_that_a_kind_prefers_of_a_type_is_that_of_what_it_is_made_of() -> None:
    text = blocks(
        f"type: timeline, title: T, events: [{{id: t, date: 1893, {THREE}}}]",
        f"type: positions, title: T, issues: [{{name: I, demand: [{{id: d, by: B, {THREE}}}]}}]",
        f"type: scenario, id: s, title: T, {THREE}, indicators: [{{id: i, {THREE}}}]",
    )
    short, medium = {"wording": "short"}, {"wording": "medium"}
    found = taken(text, as_=kind(takes={"timeline": short, "positions": medium, "scenario": {}}))
    assert found == {"t": "short", "d": "medium", "s": "long", "i": "long"}


# --- the banner ----------------------------------------------------------------------------------

MARKED = blocks("type: prose, id: a, long: x", "type: finding, id: b, marking: TLP:GREEN, short: y")


def test_the_banner_is_the_highest_marking_of_what_is_in_it() -> None:
    assert edition(MARKED).marking == "TLP:GREEN"


def test_a_product_that_holds_less_may_have_a_lower_banner() -> None:
    assert edition(MARKED, as_=kind(takes={"prose": {}})).marking == "TLP:CLEAR"


def test_a_banner_is_never_below_the_floor() -> None:
    found = edition(blocks("type: prose, long: x"), marking_floor="TLP:GREEN")
    assert found.marking == "TLP:GREEN"


def test_a_source_that_is_listed_counts_for_the_banner() -> None:
    text = "sources: [{id: log, title: L, marking: TLP:GREEN}]\n"
    assert edition(text + blocks("type: prose, long: x, sources: [log]")).marking == "TLP:GREEN"
    assert edition(text + blocks("type: prose, long: x")).marking == "TLP:CLEAR"


# --- the whole -----------------------------------------------------------------------------------


def test_the_same_briefing_gives_the_same_edition() -> None:
    assert edition(ROLES) == edition(ROLES)


# --- limits of words -----------------------------------------------------------------------------


def limited(words: int, **fields: Any) -> Kind:
    return kind(takes={"prose": {"words": words, **fields}, "finding": {}})


def test_a_wording_longer_than_the_kind_allows_is_not_taken() -> None:
    found = edition(blocks("type: prose, id: a, short: one two, long: one two three"), limited(2))
    assert found.levels["a"] == "short"


def test_a_part_with_no_wording_short_enough_is_left_out() -> None:
    text = blocks("type: prose, id: a, short: one two three", finding("b"))
    found = edition(text, limited(2))
    assert (keys(found), reasons(found)) == (["now", "b"], [("a", "limit")])


def test_a_part_that_must_stay_and_has_no_wording_short_enough_is_refused() -> None:
    text = blocks("type: prose, id: a, priority: must, short: one two three")
    assert problems(text, as_=limited(2)) == [
        "b.yaml:5:5: every wording of 'a' is longer than the 2 words of the kind."
        " write a shorter one [E107]"
    ]


def test_the_bottom_line_can_be_limited_too() -> None:
    note = kind(bottom_line={"wording": "long", "words": 3})
    line = "{short: one two, long: one two three four}"
    found = edition(blocks(finding("a")), note, bottom_line=line)
    assert found.levels[found.briefing.bottom_line.key] == "short"
    assert problems(blocks(finding("a")), as_=note, bottom_line="{short: one two three four}") == [
        "b.yaml:9:14: every wording of the bottom line is longer than the 3 words of the kind."
        " write a shorter one [E107]"
    ]


# --- what parts require --------------------------------------------------------------------------


def test_a_part_goes_with_what_it_requires() -> None:
    text = blocks(
        finding("a", more=", requires: [b]"), finding("b", more=", marking: TLP:RED"), finding("c")
    )
    found = edition(text)
    assert keys(found) == ["now", "c"]
    assert reasons(found) == [("b", "marking"), ("a", "requires")]


def test_what_requires_what_requires_something_goes_too() -> None:
    text = blocks(
        finding("a", more=", requires: [b]"),
        finding("b", more=", requires: [c]"),
        finding("c", more=", audiences: {not: [reader]}"),
        finding("d"),
    )
    assert keys(edition(text)) == ["now", "d"]


def test_parts_that_require_each_other_stay_together() -> None:
    text = blocks(finding("a", more=", requires: [b]"), finding("b", more=", requires: [a]"))
    assert keys(edition(text)) == ["now", "a", "b"]


def test_what_a_section_requires_its_blocks_do() -> None:
    text = blocks(finding("a"), finding("b", more=", marking: TLP:RED")).replace(
        "id: now\n", "id: now\n  requires: [b]\n"
    )
    text += "- title: Then\n  blocks:\n  - {type: finding, id: c, short: x}\n"
    assert "a" not in keys(edition(text))


def test_what_must_stay_and_requires_what_is_not_there_is_refused() -> None:
    text = blocks(
        finding("a", "must", ", requires: [b]"), finding("b", more=", audiences: {not: [reader]}")
    )
    assert problems(text) == [
        "b.yaml:5:5: 'a' must stay, but requires 'b', which is not there for reader as note."
        " give it a lower priority, or take it out of requires [E106]"
    ]

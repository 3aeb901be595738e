from __future__ import annotations

from briefings.model.blocks import Issue
from briefings.model.briefing import Briefing
from briefings.model.parts import Audiences, Part
from briefings.model.pictured import Timeline
from briefings.model.tree import _fields, rebuild, settle, walk
from conftest import blocks, briefing, loaded

TIMELINE = (
    "type: timeline, id: t, title: T, events: [{date: 1893, short: a}, {date: 1947, short: b}]"
)


def without(*gone: str) -> list[str]:
    """Keys of what is left of a section with a timeline and a paragraph."""
    whole = briefing(blocks(TIMELINE, "type: prose, id: p, long: x"))
    left = rebuild(whole, lambda part, _: None if part.key in gone else part)
    return [located.part.key for located in walk(left)]


# --- walking -------------------------------------------------------------------------------------


def test_parts_are_met_in_the_authors_order_holders_before_what_they_hold() -> None:
    found = briefing(blocks(TIMELINE) + "sources: [{id: log, title: Log}]\n")
    assert [located.part.key for located in walk(found)] == [
        "bottomline.1",
        "now",
        "t",
        "t.1",
        "t.2",
        "log",
    ]


def test_every_part_is_met_with_its_place_in_the_source() -> None:
    written, source = loaded(blocks(TIMELINE))
    places = [str(source.place(located.loc)) for located in walk(written)]
    assert places == ["b.yaml:9:14", "b.yaml:2:3", "b.yaml:5:5", "b.yaml:5:48", "b.yaml:5:72"]


def test_every_part_is_met_with_its_holders_the_outermost_first() -> None:
    *_, event = walk(briefing(blocks(TIMELINE)))
    assert [holder.key for holder in event.holders] == ["now", "t"]


def test_parts_are_looked_for_only_where_a_field_may_hold_some() -> None:
    kinds = Briefing, Issue, Part, Audiences
    assert [_fields(kind) for kind in kinds] == [
        ("bottom_line", "sections", "annexes", "glossary", "sources"),
        ("demand", "response"),
        (),
        (),
    ]


# --- rebuilding ----------------------------------------------------------------------------------


def test_what_is_left_out_is_gone_with_all_it_holds() -> None:
    assert without("t") == ["bottomline.1", "now", "p"]


def test_one_of_several_goes_alone() -> None:
    assert without("t.1") == ["bottomline.1", "now", "t", "t.2", "p"]


def test_a_block_goes_with_the_last_of_what_it_is_made_of() -> None:
    assert without("t.1", "t.2") == ["bottomline.1", "now", "p"]


def test_a_section_goes_with_its_last_block() -> None:
    assert without("t.1", "t.2", "p") == ["bottomline.1"]


def test_a_part_stays_without_what_it_can_do_without() -> None:
    whole = briefing(blocks("type: scenario, id: s, title: T, short: x, indicators: [rain]"))
    left = rebuild(whole, lambda part, _: None if part.key == "s.1" else part)
    assert [located.part.key for located in walk(left)] == ["bottomline.1", "now", "s"]


def test_a_holder_is_changed_before_what_it_holds_sees_it() -> None:
    seen: list[str] = []

    def rename(part: Part, holders: tuple[Part, ...]) -> Part:
        seen.extend(holder.key for holder in holders)
        return part.model_copy(update={"id": "new"})

    rebuild(briefing(blocks("type: prose, id: p, long: x")), rename)
    assert seen == ["new"]


def test_rebuilding_leaves_the_original_as_it_was() -> None:
    whole = briefing(blocks(TIMELINE))
    rebuild(whole, lambda part, _: None if part.key == "t.1" else part)
    timeline = whole.sections[0].blocks[0]
    assert isinstance(timeline, Timeline)
    assert len(timeline.events) == 2


# --- settling ------------------------------------------------------------------------------------


def test_an_id_that_is_not_given_is_made_from_the_place() -> None:
    found = settle(loaded("sections: [{title: A, blocks: [{type: prose, long: x}]}]\n")[0])
    assert [located.part.key for located in walk(found)] == [
        "bottomline.1",
        "section.1",
        "section.1.1",
    ]


def test_an_id_that_is_given_stays_and_ids_are_made_from_it() -> None:
    found = briefing(blocks("type: prose, id: own, long: x", "type: prose, long: y"))
    assert [block.id for block in found.sections[0].blocks] == ["own", "now.2"]


def test_no_id_that_is_made_is_one_that_an_author_could_give() -> None:
    text = "sections: [{id: section, title: A, blocks: [{type: prose, long: x}]},"
    text += " {title: B, blocks: [{type: prose, long: y}]}]\n"
    made = [located.part.key for located in walk(briefing(text))]
    assert made == ["bottomline.1", "section", "section.2", "section.3", "section.3.1"]


def test_a_marking_is_inherited_from_the_holder_and_at_the_top_from_the_briefing() -> None:
    text = blocks("type: prose, id: low, marking: TLP:CLEAR, long: x", TIMELINE)
    text = text.replace("id: now", "marking: TLP:RED")
    found = briefing(text, marking="TLP:GREEN")
    assert [located.part.marking for located in walk(found)] == [
        "TLP:GREEN",
        "TLP:RED",
        "TLP:CLEAR",
        "TLP:RED",
        "TLP:RED",
        "TLP:RED",
    ]


def sources(text: str) -> list[tuple[str, list[str]]]:
    """What each part cites, for those that cite anything."""
    parts = [located.part for located in walk(briefing(text))]
    return [(part.key, [cited.source for cited in part.sources]) for part in parts if part.sources]


def test_a_block_that_names_no_sources_rests_on_those_of_its_section() -> None:
    text = blocks(
        "type: prose, id: a, long: x", "type: prose, id: b, long: y, sources: [map]", TIMELINE
    )
    found = sources(text.replace("id: now", "id: now\n  sources: [log]"))
    assert found == [("a", ["log"]), ("b", ["map"]), ("t", ["log"])]


def test_a_block_of_an_annex_rests_on_the_sources_of_the_annex() -> None:
    text = blocks("type: prose, long: x") + "annexes: [{id: c, title: C, sources: [log], blocks: ["
    assert sources(text + "{type: prose, id: d, long: x}]}]\n") == [("d", ["log"])]

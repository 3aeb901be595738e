from __future__ import annotations

from briefings.edition import Edition, LeftOut, mentions
from briefings.model.parts import Worded
from conftest import audience, blocks, edition, keys, kind

# --- wording -------------------------------------------------------------------------------------


def said(found: Edition, key: str) -> str:
    part = next(part for part in found.parts if part.key == key)
    assert isinstance(part, Worded)
    return found.wording(part)


WORDED = blocks("type: prose, id: a, short: S, long: L, plain: P", "type: prose, id: b, long: M")


def test_the_wording_is_the_one_at_the_level_taken() -> None:
    assert said(edition(WORDED, as_=kind(wording="short")), "a") == "S"


def test_an_audience_of_plain_language_gets_the_plain_wording() -> None:
    assert said(edition(WORDED, for_=audience(plain=True)), "a") == "P"


def test_where_there_is_no_plain_wording_the_one_taken_is_said() -> None:
    assert said(edition(WORDED, for_=audience(plain=True)), "b") == "M"


# --- what is lifted ------------------------------------------------------------------------------

LIFTED = """\
sections:
- {id: s, title: S, blocks: [{type: finding, id: s1, short: x}, {type: prose, id: s2, long: x}]}
- {id: t, title: T, blocks: [{type: prose, id: t1, long: x}, {type: finding, id: t2, short: x}]}
annexes:
- {id: u, title: U, blocks: [{type: finding, id: u1, short: x}]}
"""


def lifting() -> Edition:
    return edition(LIFTED, as_=kind(lifted=["finding"], annexes=True))


def test_what_is_lifted_comes_out_of_all_sections_in_the_authors_order() -> None:
    assert [block.id for block in lifting().lifted("finding")] == ["s1", "t2"]


def test_what_is_lifted_is_not_said_again_in_its_section() -> None:
    found = lifting()
    assert [[b.id for b in found.rest(s)] for s in found.briefing.sections] == [["s2"], ["t1"]]


def test_an_annex_keeps_what_is_lifted_out_of_sections() -> None:
    found = lifting()
    assert [block.id for block in found.rest(found.briefing.annexes[0])] == ["u1"]


# --- shortening ----------------------------------------------------------------------------------

SHORTER = "sources: [{id: log, title: L}]\n" + blocks(
    "type: prose, id: a, short: S, long: L, sources: [log]",
    "type: timeline, id: t, title: T, events: [{id: e, date: 1893, short: x}]",
)


def test_what_is_left_out_for_length_is_noted_with_all_it_held() -> None:
    found = edition(SHORTER).without(["t"], {})
    assert keys(found) == ["now", "a", "log"]
    assert found.left_out == (LeftOut("t", "length"), LeftOut("e", "length"))


def test_a_source_goes_with_the_last_part_that_cites_it() -> None:
    assert keys(edition(SHORTER).without(["a"], {})) == ["now", "t", "e"]


def test_a_shorter_wording_is_taken_where_it_is_asked_for() -> None:
    assert said(edition(SHORTER).without([], {"a": "short"}), "a") == "S"


def test_an_edition_is_left_as_it_was() -> None:
    found = edition(SHORTER)
    found.without(["t"], {"a": "short"})
    assert keys(found) == ["now", "a", "t", "e", "log"]
    assert found.levels["a"] == "long"


def test_two_ways_to_the_same_edition_have_the_same_fingerprint() -> None:
    found = edition(SHORTER)
    once, twice = found.without(["a"], {}), found.without(["a"], {"a": "short"})
    assert once.fingerprint == twice.fingerprint


def test_another_wording_gives_another_fingerprint() -> None:
    found = edition(SHORTER)
    assert found.without([], {"a": "short"}).fingerprint != found.fingerprint


# --- the glossary --------------------------------------------------------------------------------


def glossary(text: str, term: str) -> list[str]:
    found = edition(f"glossary: [{{id: g, {term}, short: m}}]\n" + blocks(text))
    by = mentions(found)
    return [entry.term for entry in found.briefing.glossary if by[entry.key]]


def test_a_term_that_the_text_uses_is_in_the_glossary() -> None:
    assert glossary("type: prose, long: A span of steel.", "term: Span") == ["Span"]


def test_a_term_that_the_text_does_not_use_is_not() -> None:
    assert glossary("type: prose, long: A span of steel.", "term: pier") == []


def test_a_term_inside_a_longer_word_is_not_used() -> None:
    assert glossary("type: prose, long: It spans 40 m.", "term: span") == []


def test_a_term_in_a_title_is_used() -> None:
    assert glossary("type: finding, title: The span, short: x", "term: span") == ["span"]


def test_markup_does_not_hide_a_term() -> None:
    assert glossary("type: prose, long: A *clear* span.", "term: clear span") == ["clear span"]


def test_a_wording_that_is_not_taken_uses_no_term() -> None:
    assert glossary("type: prose, short: The span., long: x", "term: span") == []


def test_the_meaning_of_a_term_uses_no_term() -> None:
    assert glossary("type: prose, long: x", "term: m") == []


def test_an_abbreviation_is_used_as_its_term_is() -> None:
    written = "term: United States, abbreviation: US"
    assert glossary("type: prose, long: The US said so.", written) == ["United States"]


def test_an_abbreviation_is_known_by_its_capitals() -> None:
    written = "term: United States, abbreviation: US"
    assert glossary("type: prose, long: They told us so.", written) == []

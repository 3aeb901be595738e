"""Runs, links, bookmarks and fields of a Word file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from briefings.document import (
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Label,
    LabelRole,
    Leaf,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Notes,
    Paragraph,
    Script,
    Strong,
)
from briefings.wordml import characters
from briefings.wordml.characters import EMPHASIS, CharacterLook
from briefings.wordml.references import References
from briefings.wordml.text import BOOKMARK_LENGTH, Bookmarks, Setter
from briefings.wordml.xml import Element, qualified, w
from wordfile import attributes, said, text_of, words, written


def setter() -> Setter:
    bookmarks = Bookmarks()
    references = References(bookmarks, None, {}, frozenset(), {}, "({page})")
    return Setter(bookmarks, lambda look: look.id, lambda href: f"rel({href})", references.set)


def shown(*inlines: Inline) -> list[tuple[str, list[str]]]:
    """Words of each run, and its properties in short."""
    holder = w("p", *setter().runs(inlines))
    return [(text_of(w("p", run)), marks(run)) for run in list(holder.iter("{*}r"))]


def marks(run: Element) -> list[str]:
    properties = run.find("./{*}rPr")
    return [
        "=".join([etree.QName(e).localname, *map(str, e.attrib.values())])
        for e in (() if properties is None else properties)
    ]


def test_plain_words_have_no_properties() -> None:
    assert shown(*words("a & b < c")) == [("a & b < c", [])]


def test_blanks_at_the_ends_of_a_run_are_kept() -> None:
    (run,) = setter().runs(words(" a "))
    assert etree.tostring(run[0]).decode().count('xml:space="preserve"') == 1


def test_strong_and_emphasis_are_character_styles() -> None:
    assert shown(Strong(words("a")), Emphasis(words("b"))) == [
        ("a", ["rStyle=Strong"]),
        ("b", ["rStyle=Emphasis"]),
    ]


def test_emphasis_in_strong_keeps_the_weight_and_adds_the_slope() -> None:
    assert shown(Strong((Emphasis(words("a")),))) == [("a", ["rStyle=Strong", "bCs", "i"])]


def test_words_in_another_language_say_so_in_words_way() -> None:
    assert shown(Foreign("fr", words("a")), Foreign("de-AT", (Strong(words("b")),))) == [
        ("a", ["lang=fr-FR"]),
        ("b", ["rStyle=Strong", "lang=de-AT"]),
    ]
    (_, (tongue,)), (_, (other,)) = shown(Foreign("ur", words("a")), Foreign("ja", words("b")))
    assert (tongue, other) == ("lang=ur-PK", "lang=ja-JP")
    runs = setter().runs((Foreign("ur", words("a")), Foreign("ja", words("b"))))
    names = [etree.QName(key).localname for run in runs for key in run[0][0].attrib]
    assert names == ["bidi", "eastAsia"]


def test_raised_and_lowered_characters_are_styles() -> None:
    assert shown(Script("super", words("2")), Script("sub", words("3"))) == [
        ("2", ["rStyle=Superscript"]),
        ("3", ["rStyle=Subscript"]),
    ]


def test_a_label_has_the_style_of_its_role() -> None:
    assert shown(Label("origin", words("Ours"))) == [("Ours", ["rStyle=Origin"])]


def test_a_line_break_is_one() -> None:
    assert shown(LineBreak()) == [("\n", [])]


def test_a_soft_hyphen_is_said_in_words_way() -> None:
    (run,) = setter().runs(words("inter\u00adnational"))
    assert [etree.QName(e).localname for e in run] == ["t", "softHyphen", "t"]


def test_a_strong_link_is_a_bold_hyperlink() -> None:
    link = Link("https://example.org", words("here"))
    assert shown(Strong((link,))) == [("here", ["rStyle=Hyperlink", "b", "bCs"])]


def test_without_italics_stress_is_bold_and_a_title_as_what_is_around_it() -> None:
    upright = replace(setter(), italics=False)
    inlines = (
        Emphasis(words("a")),
        Strong((Label("work", words("b")),)),
        Label("work", words("c")),
    )
    runs = upright.runs(inlines)
    assert [marks(run) for run in runs] == [
        ["rStyle=Emphasis"],
        ["rStyle=Strong"],
        ["rStyle=WorkTitle"],
    ]
    plain, stress = characters.upright(characters.LABELS["work"]), characters.upright(EMPHASIS)
    assert (plain.italic, plain.bold, stress.italic, stress.bold) == (False, False, False, True)


def test_an_address_is_a_relation_and_a_place_an_anchor() -> None:
    address, place = (setter().link(href, ()) for href in ("https://example.org", "#risks"))
    assert [*address.attrib.values()] == ["rel(https://example.org)", "1"]
    assert [*place.attrib.values()] == ["risks", "1"]


def test_the_same_address_is_stored_once() -> None:
    link = Link("https://example.org/?a=1&b=2", words("here"))
    file = written(Paragraph((link, link)))
    relations = file.find("//rel:Relationship[@TargetMode]", "word/_rels/document.xml.rels")
    assert [r.get("Target") for r in relations] == ["https://example.org/?a=1&b=2"]


def test_a_call_is_a_raised_number_that_leads_to_its_note() -> None:
    call = NoteCall("call-1", 1, "note-1")
    notes = Notes(Heading(2, words("Notes")), (Note("note-1", 1, words("Said so.")),))
    file = written(Paragraph((*words("So."), call)), notes)
    assert file.find("//w:instrText/text()") == [r" REF note_1 \r \h "]
    (number,) = file.find("//w:r[w:t='1']")
    assert marks(number) == ["rStyle=EndnoteReference"]
    assert file.find("//w:bookmarkStart/@w:name") == ["call_1", "note_1"]


def test_the_comma_between_two_calls_looks_like_them() -> None:
    first, second = NoteCall("call-1", 1, "n"), NoteCall("call-2", 2, "n")
    assert (",", ["rStyle=EndnoteReference"]) in shown(first, Script("super", words(",")), second)


def test_a_bookmark_has_a_name_that_word_takes() -> None:
    assert Bookmarks().name("annex-a.1") == "annex_a_1"


def test_a_bookmark_keeps_its_name() -> None:
    bookmarks = Bookmarks()
    assert bookmarks.name("a-b") == bookmarks.name("a-b")


def test_names_that_word_cannot_tell_apart_are_told_apart() -> None:
    bookmarks = Bookmarks()
    names = [bookmarks.name(identifier) for identifier in ("a-b", "a.b", "A-B")]
    assert len({name.casefold() for name in names}) == 3
    assert names[0] == "a_b"


def test_a_long_name_is_cut_to_what_word_takes_and_stays_unique() -> None:
    bookmarks = Bookmarks()
    names = {bookmarks.name("a" * 60 + end) for end in "xy"}
    assert len(names) == 2
    assert {len(name) for name in names} == {BOOKMARK_LENGTH}


def test_the_number_of_a_bookmark_comes_from_its_name() -> None:
    file = written(Heading(2, words("A"), id="a"), said("-"), Heading(2, words("B"), id="b"))
    assert file.find("//w:bookmarkStart/@w:id") == ["212432913", "65158785"]
    assert file.find("//w:bookmarkEnd/@w:id") == ["212432913", "65158785"]
    assert written(Heading(2, words("B"), id="b")).find("//w:bookmarkEnd/@w:id") == ["65158785"]


def test_no_two_bookmarks_have_a_number() -> None:
    bookmarks = Bookmarks()
    twins = [bookmarks.ends("now")[0], bookmarks.ends("now")[0]]
    numbers = [start.get(qualified("w:id")) for start in twins]
    assert numbers == ["248900506", "248900507"]


def test_words_from_the_content_are_set_as_any_others() -> None:
    assert shown(Strong((Leaf("0123456789ab", words("a")),))) == shown(Strong(words("a")))


def test_the_comma_after_a_note_is_set_like_its_call_where_the_words_end() -> None:
    call, comma = NoteCall("call-1", 1, "note-1"), Script("super", words(","))
    inside = Paragraph((Leaf("0123456789ab", (*words("a"), call)), comma))
    before = Paragraph((*words("a"), call, comma))
    note = Notes(Heading(2, words("N")), (Note("note-1", 1, words("b")),))
    styles = [
        written(p, note).find("//w:r[w:t=',']/w:rPr/w:rStyle/@w:val") for p in (inside, before)
    ]
    assert styles == [["EndnoteReference"], ["EndnoteReference"]]


def test_a_style_of_characters_is_in_the_file_once_it_is_used() -> None:
    file = written(Paragraph((Strong(words("a")),)))
    assert file.style("Strong").find("./{*}rPr/{*}b") is not None


@pytest.mark.parametrize(
    ("role", "style"),
    [
        ("number", "NumberLabel"),
        ("label", "RunInLabel"),
        ("likelihood", "Likelihood"),
        ("impact", "Impact"),
        ("confidence", "Confidence"),
        ("origin", "Origin"),
        ("term", "Term"),
        ("work", "WorkTitle"),
        ("marking", "MarkingLabel"),
    ],
)
def test_every_label_is_a_style_of_characters(role: LabelRole, style: str) -> None:
    file = written(Paragraph((Label(role, words("a")),)))
    assert file.find("//w:rStyle/@w:val") == [style]
    assert attributes(file.style(style), ".")["type"] == "character"


def test_every_character_look_has_an_id_of_its_own() -> None:
    found = [look for look in vars(characters).values() if isinstance(look, CharacterLook)]
    found += characters.LABELS.values()
    assert len({look.id for look in found}) == len(found)

"""Anchors, the base of a merge, controls and comments of a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from briefings.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Group,
    Heading,
    Inlines,
    Leaf,
    LineBreak,
    Link,
    List,
    ListItem,
    Origin,
    Paragraph,
    Strong,
    Table,
    Text,
    Written,
)
from briefings.wordml.xml import Element
from briefings.writers.docx import compose
from verdicts import by_audit
from wordfile import WordFile, document, said, text_of, theme, words

A, B, C = "0123456789ab", "ba9876543210", "cccccccccccc"


def leaf(anchor: str, text: str) -> Leaf:
    return Leaf(anchor, words(text))


def line(*inlines: Any, **more: Any) -> Paragraph:
    return Paragraph(tuple(inlines), **more)


def entry(anchor: str, **more: Any) -> Written:
    return Written((anchor,), more.pop("field", "title"), more.pop("text", "x"), **more)


def file(*blocks: Block, leaves: tuple[Written, ...] = (), **meta: Any) -> WordFile:
    origin = Origin("bridges", "note", "reader", "2-pages", leaves)
    found = replace(document(*blocks, **meta), origin=origin)
    return WordFile(compose(found, theme(), {}, {}))


def shape(element: Element) -> list[str]:
    """The children of an element in short, bookmarks by their anchors."""
    ends = {e.get(e.attrib.keys()[0]): anchor_of(e) for e in element.iter("{*}bookmarkStart")}
    for sibling in element.itersiblings(preceding=True):
        ends |= {e.get(e.attrib.keys()[0]): anchor_of(e) for e in sibling.iter("{*}bookmarkStart")}
    short = {"bookmarkStart": "+", "bookmarkEnd": "-"}
    return [
        short[name] + ends[child.get(child.attrib.keys()[0])] if name in short else name
        for child in element
        if (name := etree.QName(child).localname) not in ("pPr", "sectPr", "tcPr")
    ]


def anchor_of(start: Element) -> str:
    name = next(str(v) for k, v in start.attrib.items() if str(k).endswith("name"))
    return name.removeprefix("_bg_")


# --- bookmarks -----------------------------------------------------------------------------------


def test_a_bookmark_begins_in_its_paragraph_and_covers_its_mark() -> None:
    found = file(line(leaf(A, "One.")), said("Two."))
    (body,) = found.find("//w:body")
    assert shape(body) == ["p", f"-{A}", "p"]
    assert shape(body[0]) == [f"+{A}", "r"]


def test_leaves_that_share_a_paragraph_begin_together() -> None:
    found = file(line(Strong((leaf(A, "One"),)), Text(". "), leaf(B, "Two.")))
    (body,) = found.find("//w:body")
    assert shape(body) == ["p", f"-{A}", f"-{B}"]
    assert shape(body[0]) == [f"+{A}", f"+{B}", "r", "r", "r"]
    assert text_of(body) == "One. Two."


def test_in_a_cell_only_the_last_paragraph_holds_the_end() -> None:
    cells = (Cell((line(leaf(A, "One.")), line(leaf(B, "Two.")))), Cell((line(leaf(C, "3")),)))
    heads = (Cell((said("a"),), "column"), Cell((said("b"),), "column"))
    found = file(Table("data", (50, 50), heads, (cells,)))
    first, second = found.find("//w:tr[2]/w:tc")
    assert shape(first) == ["p", f"-{A}", "p"]
    assert shape(first[-1]) == [f"+{B}", "r", f"-{B}"]
    assert shape(second[-1]) == [f"+{C}", "r", f"-{C}"]


def test_a_leaf_in_a_link_in_a_list_is_anchored_at_its_paragraph() -> None:
    item = ListItem((line(Link("https://example.org", (leaf(A, "one"),))),))
    found = file(List((item,)))
    (body,) = found.find("//w:body")
    assert shape(body) == ["p", f"-{A}"]
    assert shape(body[0]) == [f"+{A}", "hyperlink"]


def test_what_is_printed_twice_is_anchored_where_it_is_first() -> None:
    found = file(line(leaf(A, "One.")), line(leaf(A, "One.")))
    (body,) = found.find("//w:body")
    assert shape(body) == ["p", f"-{A}", "p"]


def test_a_table_of_contents_has_no_anchors() -> None:
    entries = (ContentsEntry(1, (leaf(A, "Now"),), "now"),)
    contents = Contents(entries, Heading(2, words("Contents")))
    found = file(contents, Heading(2, (leaf(A, "Now"),), id="now"))
    assert found.find("//w:sdt//w:bookmarkStart") == []
    assert len(found.find(f"//w:body/w:p/w:bookmarkStart[@w:name='_bg_{A}']")) == 1


def test_a_file_says_nothing_of_its_origin_where_none_is_known() -> None:
    found = WordFile(compose(document(said("One.")), theme(), {}, {}))
    assert [name for name in found.names if name.startswith("customXml")] == []


# --- controls ------------------------------------------------------------------------------------

REFERENCE = entry(A, field="reference", text="R-1", label="Reference")


def controls(*inlines: Any, role: Any = "body", within: Any = None) -> list[str]:
    block: Block = line(*inlines, role=role)
    block = Group(within, (block,)) if within else block
    return file(block, leaves=(REFERENCE,)).find("//w:sdt/w:sdtPr/w:tag/@w:val")


def test_what_is_filled_in_as_on_a_form_has_a_control_in_the_line() -> None:
    found = file(line(Text("No. "), leaf(A, "R-1")), leaves=(REFERENCE,))
    (control,) = found.find("//w:p/w:sdt")
    assert text_of(control) == "R-1"
    assert [(etree.QName(e).localname, *e.attrib.values()) for e in control[0]] == [
        ("alias", "Reference"),
        ("tag", f"bg:{A}"),
        ("id", str(0x0123456 + 2)),
        ("text",),
    ]


def test_what_is_running_text_has_no_control() -> None:
    assert file(line(leaf(A, "One.")), leaves=(entry(A),)).find("//w:sdt") == []


def test_no_control_stands_after_a_line_break_but_in_a_frame() -> None:
    inlines: Inlines = (Text("Note"), LineBreak(), leaf(A, "R-1"))
    assert controls(*inlines) == []
    assert controls(*inlines, role="imprint", within="masthead") == [f"bg:{A}"]


def test_a_control_stands_where_it_first_can() -> None:
    broken, after = line(Text("Note"), LineBreak(), leaf(A, "R-1")), line(leaf(A, "R-1"))
    found = file(broken, after, leaves=(REFERENCE,))
    assert [text_of(p) for p in found.find("//w:p[w:sdt]")] == ["R-1"]
    assert [text_of(p) for p in found.find("//w:p[w:bookmarkStart]")] == ["Note\nR-1"]


# --- the base ------------------------------------------------------------------------------------


def test_the_base_says_what_a_file_was_made_from() -> None:
    leaves = (
        Written((A, B), "long", "One *two*.\n\nThree < four.", level="long"),
        Written((C,), "title", "T", note="Ask."),
    )
    about = {"version": "1.2", "digest": "d1", "audience": "reader"}
    found = file(line(leaf(A, "One")), leaves=leaves, **about)
    assert found.part("customXml/item1.xml").decode() == (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        '<base xmlns="urn:briefings:base:1">'
        '<edition content="bridges" version="1.2" kind="note" audience="reader" length="2-pages"'
        ' language="en-GB" digest="d1"/>'
        f'<leaf bookmarks="_bg_{A} _bg_{B}" field="long" level="long">One *two*.\n\n'
        "Three &lt; four.</leaf>"
        f'<leaf bookmarks="_bg_{C}" field="title">T</leaf></base>'
    )


def test_the_base_is_bound_to_nothing_and_found_by_its_name_space() -> None:
    found = file(said("One."))
    schemas = found.find("//@ds:uri", "customXml/itemProps1.xml")
    assert schemas == ["urn:briefings:base:1"]
    assert found.find("//@ds:itemID", "customXml/itemProps1.xml") == [
        "{1B219E9A-3061-5471-AF73-55D37C69F47B}"
    ]
    assert b"customXml/item1.xml" in found.part("word/_rels/document.xml.rels")
    assert found.find("//w:dataBinding") == []


def test_custom_properties_name_the_audience_and_the_digest() -> None:
    found = file(said("One."), audience="reader", digest="d1")
    names = found.find("//custom:property/@name", "docProps/custom.xml")
    assert names == ["Audience", "Edition digest"]
    assert found.find("//vt:lpwstr/text()", "docProps/custom.xml") == ["reader", "d1"]


# --- comments ------------------------------------------------------------------------------------

NOTED = (entry(A, note="Ask the yard.\n\nThen\ncut."), entry(B))


def commented(**meta: Any) -> WordFile:
    return file(line(Strong((leaf(A, "One"),)), Text(". "), leaf(B, "Two.")), leaves=NOTED, **meta)


def test_a_note_to_the_editor_is_a_comment_on_its_paragraph() -> None:
    found = commented()
    (paragraph,) = found.find("//w:body/w:p")
    assert shape(paragraph) == [
        f"+{A}",
        f"+{B}",
        "commentRangeStart",
        "r",
        "r",
        "r",
        "commentRangeEnd",
        "r",
    ]
    assert found.find("//w:commentReference/@w:id") == ["0"]
    assert found.find("//w:comment/@w:id", "word/comments.xml") == ["0"]
    assert [text_of(p) for p in found.find("//w:comment/w:p", "word/comments.xml")] == [
        "Ask the yard.",
        "Then cut.",
    ]


def test_a_comment_is_the_organisations_at_the_time_of_the_file() -> None:
    found = commented(organisation="Road and Bridge Office", created="2026-01-15")
    (comment,) = found.find("//w:comment", "word/comments.xml")
    assert [*comment.attrib.values()] == [
        "0",
        "Road and Bridge Office",
        "RBO",
        "2026-01-15T00:00:00Z",
    ]


def test_a_comment_without_organisation_and_date_has_neither() -> None:
    (comment,) = commented().find("//w:comment", "word/comments.xml")
    assert [*comment.attrib.values()] == ["0", "briefings", "B"]


def test_a_comment_in_a_cell_leaves_the_end_of_the_bookmark_inside() -> None:
    heads = (Cell((said("a"),), "column"),)
    table = Table("data", (100,), heads, ((Cell((line(leaf(A, "One.")),)),),))
    found = file(table, leaves=NOTED)
    (paragraph,) = found.find("//w:tr[2]/w:tc/w:p")
    assert shape(paragraph) == [
        f"+{A}",
        "commentRangeStart",
        "r",
        f"-{A}",
        "commentRangeEnd",
        "r",
    ]


def test_without_notes_there_are_no_comments_and_no_styles_for_them() -> None:
    found = file(line(leaf(A, "One.")), leaves=(entry(A),))
    assert "word/comments.xml" not in found.names
    assert found.find("//w:style[contains(@w:styleId, 'Comment')]", "word/styles.xml") == []


@pytest.mark.parametrize("layout", ["page", "side", "book"])
def test_the_validator_of_the_standard_finds_no_error(layout: str, tmp_path: Any) -> None:
    title = Group("masthead", (Heading(1, (leaf(C, "T"),)),))
    form = entry(C, label="Title")
    made = file(
        title,
        line(leaf(A, "One"), Text(" "), leaf(B, "two.")),
        leaves=(form, *NOTED),
        layout=layout,
        created="2026-01-15",
    )
    path = tmp_path / "a.docx"
    path.write_bytes(made.data)
    assert by_audit(path) == []

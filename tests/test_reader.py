"""The strict reader: what it reads, what it refuses, where it says so."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    CrossReference,
    Definition,
    Definitions,
    Emphasis,
    Figure,
    Foreign,
    Group,
    Heading,
    Label,
    Leaf,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteCall,
    Notes,
    Paragraph,
    Quotation,
    Script,
    Strong,
    Table,
    Text,
    plain_text,
)
from briefings.errors import ContentError, Place
from briefings.reader import read
from effort import calls

TITLE = "<h1>T</h1>"
CALL = '<a role="doc-noteref" class="note-call" id="call-{0}" href="#note-{1}">{1}</a>'
NOTES = '<section class="notes"><h2>N</h2><ol>{}</ol></section>'
TABLE = (
    '<table class="data"><colgroup><col style="width:50%"/><col style="width:50%"/></colgroup>'
    '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
    "<tbody>{}</tbody></table>"
)

WHOLE = f"""
<header class="masthead"><h1>T</h1><p class="kicker">k<br/>l</p></header>
<nav class="contents" role="doc-toc"><h2>C</h2><ol>
<li class="level-1"><a href="#a"><span class="number">1</span> A</a></li></ol></nav>
<section class="chapter"><h2 id="a"><span class="number">1</span> A</h2>
<p>a<strong>b</strong><em>c</em><sup>d</sup><sub>e</sub>{CALL.format(1, 1)}</p>
<ul><li>a</li></ul><ol><li><p>a</p></li></ol>
<table class="data"><caption>c</caption><colgroup><col style="width:100%"/></colgroup><thead><tr>
<th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>
<figure><img src="asset:x" alt="y"/><figcaption>z</figcaption></figure>
<blockquote><p>q</p></blockquote><dl><dt>t</dt><dd>d</dd></dl></section>
<section class="notes" role="doc-endnotes"><h2>N</h2><ol><li id="note-1">n</li></ol></section>
"""


def at(line: int) -> Place:
    return Place("kind.html.j2", line)


def blocks(html: str) -> tuple[Block, ...]:
    return read(html, at)


def block(html: str) -> Block:
    (only,) = blocks(html)
    return only


def refused(html: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        read(html, at)
    return [problem.code for problem in error.value.problems]


def told(html: str) -> str:
    with pytest.raises(ContentError) as error:
        read(html, at)
    return str(error.value)


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


# --- blocks ----------------------------------------------------------------------------------


def test_headings_have_level_id_and_number() -> None:
    assert blocks('<h1>A</h1><h2 id="b"><span class="number">1</span> B</h2><h3>C</h3>') == (
        Heading(1, words("A")),
        Heading(2, words("B"), "b", "1"),
        Heading(3, words("C")),
    )


def test_a_number_that_does_not_lead_a_heading_is_a_label() -> None:
    assert block('<h1>A <span class="number">1</span></h1>') == Heading(
        1, (Text("A "), Label("number", words("1")))
    )


def test_a_paragraph_has_a_role() -> None:
    assert block("<p>a</p>") == Paragraph(words("a"), "body")
    assert block('<p class="kicker">a</p>') == Paragraph(words("a"), "kicker")


def test_a_list_item_holds_a_line_or_blocks() -> None:
    html = '<ol class="steps"><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>'
    inner = List((ListItem((paragraph("c"),)),))
    assert block(html) == List(
        (ListItem((paragraph("a"),)), ListItem((paragraph("b"), inner))),
        ordered=True,
        role="steps",
    )


def test_a_table_has_widths_head_body_and_caption() -> None:
    html = """<table class="risks" id="t">
      <caption>C</caption>
      <colgroup><col style="width:30%"/><col style="width: 70.4%;"/></colgroup>
      <thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr></thead>
      <tbody><tr><th scope="row">c</th><td class="centre">d</td></tr>
      <tr><td></td><td><p>e</p><ul><li>f</li></ul></td></tr></tbody>
    </table>"""
    bullets = List((ListItem((paragraph("f"),)),))
    assert block(html) == Table(
        role="risks",
        widths=(30.0, 70.4),
        head=(
            Cell((paragraph("a"),), "column"),
            Cell((paragraph("b"),), "column", "right"),
        ),
        body=(
            (Cell((paragraph("c"),), "row"), Cell((paragraph("d"),), None, "centre")),
            (Cell(()), Cell((paragraph("e"), bullets))),
        ),
        caption=words("C"),
        id="t",
    )


@pytest.mark.parametrize(
    "html",
    [
        '<figure id="f"><figcaption>C</figcaption><img src="asset:a/b.svg" alt="A  b"/></figure>',
        '<figure id="f"><img src="asset:a/b.svg" alt="A b"/><figcaption>C</figcaption></figure>',
    ],
)
def test_a_figure_has_its_caption_before_or_after(html: str) -> None:
    assert block(html) == Figure("a/b.svg", "A b", words("C"), "f")


def test_a_figure_may_have_a_line_under_it_that_says_its_source() -> None:
    html = (
        '<figure><figcaption>C</figcaption><img src="asset:x" alt="A"/>'
        '<p class="source-line">Source: log</p></figure>'
    )
    assert block(html) == Figure("x", "A", (Text("C"),), None, (Text("Source: log"),))


def test_a_figure_may_lack_a_caption() -> None:
    assert block('<figure><img src="asset:x" alt="A"/></figure>') == Figure("x", "A")


def test_a_quotation_may_end_with_its_attribution() -> None:
    assert block('<blockquote><p>a</p><p class="attribution">b</p></blockquote>') == Quotation(
        (paragraph("a"), Paragraph(words("b"), "attribution"))
    )


def test_definitions_are_pairs() -> None:
    html = "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>"
    assert block(html) == Definitions(
        (Definition(words("a"), words("b")), Definition(words("c"), words("d")))
    )


def test_contents_name_headings() -> None:
    html = (
        '<h1>T</h1><nav class="contents" role="doc-toc"><h2>C</h2><ol>'
        '<li class="level-1"><a href="#a"><span class="number">1</span> A</a></li></ol></nav>'
        '<h2 id="a">A</h2>'
    )
    entry = ContentsEntry(1, (Label("number", words("1")), Text(" A")), "a")
    assert blocks(html)[1] == Contents((entry,), Heading(2, words("C")))


def test_notes_are_called_by_number() -> None:
    html = (
        TITLE
        + f"<p>a{CALL.format(1, 1)} b{CALL.format(2, 2)} c{CALL.format(3, 1)}</p>"
        + '<section class="notes" id="n" role="doc-endnotes"><h2>N</h2><ol>'
        + '<li id="note-1">x</li><li id="note-2">y</li></ol></section>'
    )
    _, calling, notes = blocks(html)
    assert calling == Paragraph(
        (
            Text("a"),
            NoteCall("call-1", 1, "note-1"),
            Text(" b"),
            NoteCall("call-2", 2, "note-2"),
            Text(" c"),
            NoteCall("call-3", 1, "note-1"),
        )
    )
    assert notes == Notes(
        Heading(2, words("N")), (Note("note-1", 1, words("x")), Note("note-2", 2, words("y"))), "n"
    )


@pytest.mark.parametrize("tag", ["section", "aside", "header", "div"])
def test_elements_with_a_class_group_blocks(tag: str) -> None:
    html = f'<{tag} class="summary" id="s" role="doc-abstract"><p>a</p></{tag}>'
    assert block(html) == Group("summary", (paragraph("a"),), "s")


# --- inlines ---------------------------------------------------------------------------------


def test_inlines_nest() -> None:
    html = (
        '<p>a<strong>b<em>c</em></strong><sup>d</sup><sub>e</sub><a href="https://x.org/">f</a>'
        '<span class="label">g</span><span lang="fr">h</span></p>'
    )
    assert block(html) == Paragraph(
        (
            Text("a"),
            Strong((Text("b"), Emphasis(words("c")))),
            Script("super", words("d")),
            Script("sub", words("e")),
            Link("https://x.org/", words("f")),
            Label("label", words("g")),
            Foreign("fr", words("h")),
        )
    )


@pytest.mark.parametrize("href", ["http://x.org", "https://x.org/a?b#c", "mailto:a@x.org", "#s"])
def test_a_link_goes_to_an_address_or_an_id(href: str) -> None:
    html = f'<div class="part" id="s"><p><a href="{href}">a</a></p></div>'
    assert block(html) == Group("part", (Paragraph((Link(href, words("a")),)),), "s")


@pytest.mark.parametrize(
    ("html", "children"),
    [
        ("<p>\n  a\n\t b  </p>", words("a b")),
        ("<p>a <em> b</em> c</p>", (Text("a "), Emphasis(words("b")), Text(" c"))),
        ("<p>a<em> b </em> c</p>", (Text("a"), Emphasis(words(" b ")), Text("c"))),
        ("<p> <em> a </em> </p>", (Emphasis(words("a")),)),
        ("<p>a <br/> b</p>", (Text("a"), LineBreak(), Text("b"))),
        ("<p><em>a </em><br/> <em>b</em></p>",
         (Emphasis(words("a")), LineBreak(), Emphasis(words("b")))),
        ("<p>a\u00a0 b</p>", words("a\u00a0 b")),
        ("<p>a <!-- x --> b<!-- y -->c</p>", words("a bc")),
    ],
)  # fmt: skip
def test_white_space_collapses(html: str, children: tuple[object, ...]) -> None:
    assert block(html) == Paragraph(children)  # type: ignore[arg-type]


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<p>a", ["H101"]),
        ("<p>a &nbsp; b</p>", ["H101"]),
        ("<p>a & b</p>", ["H101"]),
        ("<p>\x07</p>", ["H101"]),
        ("<p>\ud800</p>", ["H101"]),
        ("</document><document>", ["H101"]),
        ("<!DOCTYPE html><p>a</p>", ["H101"]),
        ("<p><![CDATA[a]]></p>", ["H101"]),
        ("<p>a<br></br>b</p>", ["H101"]),
        ("<?php a?><p>a</p>", ["H101"]),
        ('<p xmlns:x="y">a</p>', ["H101"]),
        ("<svg:p>a</svg:p>", ["H101"]),
    ],
)
def test_what_is_not_plain_xml_is_refused(html: str, codes: list[str]) -> None:
    assert refused(html) == codes


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<blink>a</blink>", "H103"),
        ("<P>a</P>", "H103"),
        ("<p><i>a</i></p>", "H103"),
        ("<p><script>a</script></p>", "H103"),
        ('<p style="color:red">a</p>', "H104"),
        ('<p onclick="a()">a</p>', "H104"),
        ('<p xml:lang="de">a</p>', "H104"),
        ("<p><em class='x'>a</em></p>", "H104"),
        ("<ol start='3'><li>a</li></ol>", "H104"),
        ("<p class='foo'>a</p>", "H105"),
        ("<p class='kicker meta'>a</p>", "H105"),
        ("<ul class='foo'><li>a</li></ul>", "H105"),
        ("<p><span>a</span></p>", "H105"),
        ("<div><p>a</p></div>", "H105"),
        ("<div class='part' role='button'><p>a</p></div>", "H105"),
        ("<blockquote><p class='attribution'>a</p><p>b</p></blockquote>", "H105"),
        ("<blockquote><p class='kicker'>a</p></blockquote>", "H105"),
        ("<p><span lang='fr' class='label'>a</span></p>", "H104"),
        ("<p><span lang='french'>a</span></p>", "H118"),
        ("<p>a<span lang='fr'/></p>", "H108"),
        ("a<p>b</p>", "H106"),
        ("<p>a</p>b", "H106"),
        ("<ul>a<li>b</li></ul>", "H106"),
        ("<ul><li>a<p>b</p></li></ul>", "H106"),
        ("<strong>a</strong>", "H107"),
        ("<li>a</li>", "H107"),
        ("<p>a<p>b</p></p>", "H107"),
        ("<p>a<ul><li>b</li></ul></p>", "H107"),
        ("<ul><p>a</p></ul>", "H107"),
        ("<ul><li><ul><li>a</li></ul></li></ul>", "H107"),
        ("<ul><li><p>a</p><blockquote><p>b</p></blockquote></li></ul>", "H107"),
        ("<blockquote><ul><li>a</li></ul></blockquote>", "H107"),
        ("<p>a<br>b</br></p>", "H101"),
        ("<p><a href='https://x.org'>a <a href='https://y.org'>b</a></a></p>", "H107"),
        ("", "H108"),
        ("<!-- a -->", "H108"),
        ("<p></p>", "H108"),
        ("<p> \n<br/> </p>", "H108"),
        ("<p>&#160;</p>", "H108"),
        ("<p>a<strong> </strong></p>", "H108"),
        ("<p>a<a href='https://x.org'/></p>", "H108"),
        ("<h1> </h1>", "H108"),
        ("<h1><span class='number'>1</span> </h1>", "H108"),
        ("<ul/>", "H108"),
        ("<ul><li/></ul>", "H108"),
        ("<div class='part'/>", "H108"),
        ("<blockquote/>", "H108"),
        ("<figure><img src='asset:a'/></figure>", "H109"),
        ("<figure><figcaption>a</figcaption><img src='asset:a' alt='a'/><p>b</p></figure>", "H105"),
        ("<figure><img src='asset:a' alt=' '/></figure>", "H109"),
        ("<h2>a</h2>", "H111"),
        ("<h1>a</h1><h3>b</h3>", "H111"),
        ("<h1>a</h1><h1>b</h1>", "H111"),
        ("<h1 id='a'>a</h1><h2 id='a'>b</h2>", "H112"),
        ("<h1 id='1a'>a</h1>", "H112"),
        ("<p><a href='#x'>a</a></p>", "H113"),
        ("<p><a href='javascript:a'>a</a></p>", "H115"),
        ("<p><a href='a.html'>a</a></p>", "H115"),
        ("<p><a>a</a></p>", "H115"),
        ("<figure><img src='a.png' alt='a'/></figure>", "H116"),
        ("<figure><figcaption>a</figcaption></figure>", "H116"),
        ("<dl><dt>a</dt></dl>", "H117"),
        ("<dl><dd>a</dd><dt>b</dt></dl>", "H117"),
        ("<dl/>", "H117"),
        ("<h1>a</h1><nav class='contents'><h2>b</h2></nav>", "H117"),
        ("<h1>a</h1><section class='notes'><ol><li id='note-1'>b</li></ol></section>", "H117"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(html: str, code: str) -> None:
    assert refused(html) == [code]


def test_every_element_of_the_vocabulary_is_read() -> None:
    assert len(blocks(WHOLE)) == 4


@pytest.mark.parametrize("start", [tag.end() for tag in re.finditer(r"<[a-z0-9]+", WHOLE)])
def test_no_element_takes_an_attribute_outside_the_vocabulary(start: int) -> None:
    assert refused(f'{WHOLE[:start]} onclick="x"{WHOLE[start:]}') == ["H104"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("doc-toc", "doc-endnotes", "H105"),
        ("doc-endnotes", "doc-toc", "H105"),
        ('"contents"', '"menu"', "H105"),
        (' class="contents"', "", "H105"),
        ('alt="y"/>', 'alt="y">a</img>', "H107"),
        ('100%"/>', '100%">a</col>', "H107"),
    ],
)
def test_an_element_of_another_kind_is_refused(before: str, after: str, code: str) -> None:
    assert before in WHOLE
    assert refused(WHOLE.replace(before, after)) == [code]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("<tr><td>a</td></tr>", "H110"),
        ("<tr><td>a</td><td>b</td><td>c</td></tr>", "H110"),
        ("<tr><th>a</th><td>b</td></tr>", "H110"),
        ("<tr><th scope='col'>a</th><td>b</td></tr>", "H110"),
        ("<tr><td colspan='2'>a</td><td>b</td></tr>", "H104"),
        ("<tr><td class='justify'>a</td><td>b</td></tr>", "H105"),
        ("<tr><td><h2>a</h2></td><td>b</td></tr>", "H107"),
        ("<tr><td><table/></td><td>b</td></tr>", "H107"),
        ("<tr><th scope='row'/><td>b</td></tr>", "H108"),
        ("", "H108"),
    ],
)
def test_a_row_that_does_not_fit_its_table_is_refused(rows: str, code: str) -> None:
    assert refused(TABLE.format(rows)) == [code]


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (' class="data"', "", ["H105"]),
        ("<colgroup>", "<caption/><colgroup>", ["H108"]),
        ("<thead>", "<tfoot/><thead>", ["H110"]),
        ("50%", "40%", ["H110"]),
        ("50%", "50.3%", ["H110"]),
        ("50%", "0%", ["H110"]),
        ("50%", "9em", ["H110"]),
        ("</thead>", '<tr><th scope="col">c</th><th scope="col">d</th></tr></thead>', ["H110"]),
        (' scope="col"', "", ["H110", "H110"]),
        ('<th scope="col">b</th>', "", ["H110"]),
        ('<th scope="col">b</th>', "<td>b</td>", ["H107"]),
        ('<th scope="col">b</th>', '<th scope="col"/>', ["H108"]),
    ],
)
def test_a_table_that_is_not_whole_is_refused(before: str, after: str, codes: list[str]) -> None:
    html = TABLE.format("<tr><td>a</td><td>b</td></tr>")
    assert before in html
    assert refused(html.replace(before, after)) == codes


def test_the_class_of_a_table_says_whether_it_is_wide() -> None:
    html = TABLE.format("<tr><td>a</td><td>b</td></tr>")
    for shown, wide in (("data", False), ("data wide", True), ("options wide", True)):
        found = block(html.replace('"data"', f'"{shown}"'))
        assert isinstance(found, Table)
        assert (found.role, found.wide) == (shown.split()[0], wide)
    assert refused(html.replace('"data"', '"date wide"')) == ["H105"]
    assert refused(html.replace('"data"', '"wide"')) == ["H105"]


def test_a_table_without_a_head_is_refused() -> None:
    assert "holds <colgroup> <tbody>" in told(
        '<table class="data"><colgroup><col style="width:100%"/></colgroup>'
        "<tbody><tr><td>a</td></tr></tbody></table>"
    )


@pytest.mark.parametrize("width", ["50.2%", "49.8%"])
def test_widths_may_be_rounded(width: str) -> None:
    assert block(TABLE.format("<tr><td>a</td><td>b</td></tr>").replace("50%", width))


def test_footnotes_have_no_heading() -> None:
    html = f'{TITLE}<p>a{CALL.format(1, 1)}</p><section class="footnotes"><ol>{{}}</ol></section>'
    found = blocks(html.format('<li id="note-1">x</li>'))
    assert found[2] == Notes(None, (Note("note-1", 1, words("x")),), place="footnotes")


def test_endnotes_have_a_heading_and_end_the_document() -> None:
    html = f"{TITLE}<p>a{CALL.format(1, 1)}</p>{NOTES.replace('notes', 'endnotes')}"
    html = html.format('<li id="note-1">x</li>')
    items = (Note("note-1", 1, words("x")),)
    assert blocks(html)[2] == Notes(Heading(2, words("N")), items, place="endnotes")
    assert told(f"{html}<p>b</p>").endswith("does not end the document. write it last [H117]")


@pytest.mark.parametrize(
    ("place", "shape", "codes"),
    [
        ("footnotes", "<h2>N</h2><ol>{}</ol>", ["H113", "H117"]),
        ("endnotes", "<ol>{}</ol>", ["H113", "H117"]),
        ("notes", "<ol>{}</ol>", ["H113", "H117"]),
    ],
)
def test_notes_have_a_heading_unless_they_stand_at_the_foot_of_pages(
    place: str, shape: str, codes: list[str]
) -> None:
    notes = shape.format('<li id="note-1">x</li>')
    html = f'{TITLE}<p>a{CALL.format(1, 1)}</p><section class="{place}">{notes}</section>'
    assert refused(html) == codes


FIGURE = '<figure id="f"><img src="asset:x" alt="y"/></figure>'


@pytest.mark.parametrize(("of", "target"), [("figures", "f"), ("tables", "t")])
def test_a_list_of_figures_or_tables_names_them(of: str, target: str) -> None:
    table = TABLE.format("<tr><td>c</td><td>d</td></tr>").replace(" class", ' id="t" class')
    entry = f'<li class="level-1"><a href="#{target}">Map</a></li>'
    html = f'{TITLE}<nav class="{of}"><h2>L</h2><ol>{entry}</ol></nav>{FIGURE}{table}'
    made = ContentsEntry(1, words("Map"), target)
    assert blocks(html)[1] == Contents((made,), Heading(2, words("L")), of)  # type: ignore[arg-type]
    other = "tables" if of == "figures" else "figures"
    assert told(html.replace(of, other)).endswith(
        f'links to "{target}", which is no {other[:-1]}. give the id to the {other[:-1]} itself'
        " [H113]"
    )


@pytest.mark.parametrize("form", ["number", "page"])
def test_words_refer_to_the_number_or_the_page_of_another_place(form: str) -> None:
    html = f'<h1>T</h1><h2 id="a">A</h2><p>see <a class="{form}" href="#a"><em>it</em></a></p>'
    made = CrossReference(form, "a", (Emphasis(words("it")),))  # type: ignore[arg-type]
    assert blocks(html)[2] == Paragraph((Text("see "), made))


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ('<a class="number" href="https://x.org/">x</a>', ["H115"]),
        ('<a class="page" href="#b">x</a>', ["H113"]),
        ('<a class="line" href="#a">x</a>', ["H105"]),
        ('<a class="number">x</a>', ["H115", "H115"]),
        ('<a class="number" href="#a"><a href="#a">x</a></a>', ["H107"]),
    ],
)
def test_words_refer_only_to_places_of_the_same_document(link: str, codes: list[str]) -> None:
    assert refused(f'<h1>T</h1><h2 id="a">A</h2><p>see {link}</p>') == codes


@pytest.mark.parametrize(
    ("calls", "notes", "codes"),
    [
        (((1, 1),), "", ["H108", "H113"]),
        ((), '<li id="note-1">a</li>', ["H114"]),
        (((1, 1),), '<li id="note-2">a</li>', ["H113", "H114", "H114"]),
        (((1, 2), (2, 1)), '<li id="note-1">a</li><li id="note-2">b</li>', ["H114"]),
        (((1, 1), (1, 1)), '<li id="note-1">a</li>', ["H112"]),
        (((1, 1),), '<li id="first">a</li>', ["H113", "H114", "H114", "H114"]),
        (((1, 1),), '<li id="note-1"></li>', ["H108"]),
        (((1, 1),), '<li id="note-1"><p>a</p></li>', ["H107"]),
    ],
)
def test_notes_and_their_calls_must_agree(
    calls: tuple[tuple[int, int], ...], notes: str, codes: list[str]
) -> None:
    called = "".join(CALL.format(*call) for call in calls)
    assert refused(f"{TITLE}<p>a{called}</p>{NOTES.format(notes)}") == codes


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ('role="doc-noteref"', 'role="button"', ["H117"]),
        ('class="note-call" ', "", ["H117"]),
        ('id="call-1" ', "", ["H117"]),
        (">1<", ">*<", ["H114", "H114"]),
        (">1<", ">2<", ["H114"]),
        (">1<", "><em>1</em><", ["H114", "H114"]),
    ],
)
def test_a_call_of_a_note_must_be_whole(before: str, after: str, codes: list[str]) -> None:
    call = CALL.format(1, 1)
    assert before in call
    notes = NOTES.format('<li id="note-1">b</li>')
    assert refused(f"{TITLE}<p>a{call.replace(before, after)}</p>{notes}") == codes


def test_words_from_the_content_are_marked_with_an_anchor() -> None:
    (paragraph,) = blocks('<p>A <data value="0123456789ab">b <em>c</em></data>.</p>')
    leaf = Leaf("0123456789ab", (Text("b "), Emphasis((Text("c"),))))
    assert paragraph == Paragraph((Text("A "), leaf, Text(".")))
    assert plain_text((leaf,)) == "b c"


@pytest.mark.parametrize(
    ("element", "codes"),
    [
        ("<data>a</data>", ["H119"]),
        ('<data value="title">a</data>', ["H119"]),
        ('<data value="0123456789ab" class="a">a</data>', ["H104"]),
        ('<data value="0123456789ab"></data>', ["H108"]),
        ('<data value="0123456789ab"><p>a</p></data>', ["H107"]),
    ],
)
def test_words_from_the_content_must_be_marked_rightly(element: str, codes: list[str]) -> None:
    assert refused(f"<p>a{element}</p>") == codes


def test_words_from_the_content_stand_in_a_line() -> None:
    assert refused('<data value="0123456789ab">a</data>') == ["H107"]


def test_a_note_cannot_call_a_note() -> None:
    note = f'<li id="note-1">a{CALL.format(2, 1)}</li>'
    assert refused(f"{TITLE}<p>a{CALL.format(1, 1)}</p>{NOTES.format(note)}") == ["H107"]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ('<li class="level-4"><a href="#a">A</a></li>', ["H105"]),
        ('<li class="level-1">A</li>', ["H106", "H117"]),
        ('<li class="level-1"><a href="#b">A</a></li>', ["H113", "H113"]),
        ('<li class="level-1"><a href="#s">A</a></li>', ["H113"]),
        ('<li class="level-1"><a href="https://x.org">A</a></li>', ["H117"]),
    ],
)
def test_an_entry_of_the_contents_must_name_a_heading(entry: str, codes: list[str]) -> None:
    html = (
        f'<h1>T</h1><nav class="contents"><h2>C</h2><ol>{entry}</ol></nav>'
        '<section class="part" id="s"><h2 id="a">A</h2></section>'
    )
    assert refused(html) == codes


# --- how it is told --------------------------------------------------------------------------


def test_all_problems_are_told_at_their_lines() -> None:
    html = '<h1>T</h1>\n<p class="foo">a</p>\n<div class="part">\n<blink>b</blink></div>'
    with pytest.raises(ContentError) as error:
        read(html, at)
    assert [(problem.place, problem.code) for problem in error.value.problems] == [
        (Place("kind.html.j2", 2), "H105"),
        (Place("kind.html.j2", 4), "H103"),
    ]


def test_a_problem_shows_the_element_and_the_nearest_class() -> None:
    assert told('<p class="standfist">Some words that go on and on for a while</p>') == (
        'kind.html.j2:1:1: <p class="standfist">Some words that go on and on f…</p> has an unknown'
        ' class "standfist". did you mean "standfirst"? [H105]'
    )


def test_html_that_is_not_well_formed_is_told_in_places_of_the_template() -> None:
    assert told("<h1>T</h1>\n<div>\n<p>a\n</div>").startswith(
        "kind.html.j2:4:1: the HTML is not well-formed at '</div>': "
        "Opening and ending tag mismatch: p of kind.html.j2:3:1 and div. "
    )


# --- cost ------------------------------------------------------------------------------------


@pytest.mark.parametrize("levels", [33, 1_000, 100_000])
def test_deep_nesting_is_a_problem(levels: int) -> None:
    html = '<div class="part">' * levels + "<p>a</p>" + "</div>" * levels
    assert refused(html) == ["H102"]


def test_nesting_as_deep_as_allowed_is_read() -> None:
    assert block('<div class="part">' * 31 + "<p>a</p>" + "</div>" * 31)


def test_a_long_document_is_read_whole() -> None:
    row = '<tr><th scope="row">x y z</th><td class="right">100 000</td></tr>'
    chapter = (
        '<section class="chapter"><h2>A heading</h2><p>Officials <strong>met</strong> several '
        'times <em>in</em> Islamabad, <a href="https://x.org">it was said</a>.</p>'
        f"<ul><li>one</li><li>two</li></ul>{TABLE.format(row * 4)}</section>\n"
    )
    html = TITLE + chapter * (600_000 // len(chapter))
    assert len(blocks(html)) > 500


def test_twice_the_problems_in_one_large_element_are_twice_the_work() -> None:
    def work(problems: int) -> int:
        html = '<div class="part">' + "<p>a</p>stray " * problems + "</div>"
        told: list[object] = []
        made = calls(lambda: told.extend(refused(html)))
        assert len(told) == 1
        return made

    work(1)  # what is made once
    assert work(4_000) < 2.2 * work(2_000)


# --- any input -------------------------------------------------------------------------------

TAGS = [
    "h1", "h2", "p", "ul", "ol", "li", "table", "caption", "colgroup", "col", "thead", "tbody",
    "tr", "th", "td", "figure", "img", "figcaption", "blockquote", "dl", "dt", "dd", "nav",
    "section", "div", "strong", "em", "sup", "a", "br", "span", "blink", "data",
]  # fmt: skip
ATTRIBUTES = [
    "", ' class="part"', ' class="notes"', ' class="contents"', ' class="data"', ' class="label"',
    ' class="level-1"', ' class="number"', ' id="a"', ' id="note-1"', ' href="#a"',
    ' href="https://x.org"', ' scope="col"', ' scope="row"', ' style="width:100%"',
    ' src="asset:x" alt="a"', ' value="0123456789ab"',
    ' role="doc-noteref" class="note-call" id="c" href="#note-1"',
]  # fmt: skip
HTML = st.recursive(
    st.sampled_from(["", "a", " ", "1", "<br/>", "&amp;", "<!-- a -->", "\n"]),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=30,
)


@settings(deadline=None, max_examples=400)
@given(HTML | st.text(max_size=60))
def test_any_html_is_read_or_refused(html: str) -> None:
    with contextlib.suppress(ContentError):
        assert blocks(html)

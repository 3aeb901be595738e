"""Tags of the PDF: what one who can't see the pages is told, and in what order."""

from __future__ import annotations

from typing import Any

import pytest

from accessible import faults
from briefings.engine.within import Within
from briefings.typeset import typeset
from conftest import LIBRARY, document, told
from tagged import Element, Tagged, tagged
from tagging_sample import laid


@pytest.fixture(scope="module")
def data() -> bytes:
    return laid().pdf()


@pytest.fixture(scope="module")
def found(data: bytes) -> Tagged:
    return tagged(data)


def shape(html: str, layout: str = "page", language: str = "en-GB") -> Element:
    """The tree of *html*, which stands after a title."""
    return tagged(laid(f"<h1>T</h1>{html}", layout, language).pdf()).document


def one(found: Tagged, tag: str) -> Element:
    (element,) = found.document.all(tag)
    return element


def test_nothing_is_wrong_with_a_document_of_everything(data: bytes) -> None:
    assert faults(data) == []


# --- what is not read ----------------------------------------------------------------------------


def test_heads_and_feet_of_pages_are_artifacts(found: Tagged) -> None:
    outside = [(p.get("/Subtype"), t.characters) for p, t in found.artifacts if t.page == 1]
    assert outside == [
        ("/Header", "Now"),
        ("/Header", "Note"),
        ("/Footer", "Bridges"),
        ("/Footer", "2 of 5"),
    ]


def test_the_head_of_a_table_is_read_on_its_first_page_only(found: Tagged) -> None:
    assert [(t.characters, t.page) for _, t in found.artifacts if t.characters == "Gate"] == [
        ("Gate", 3)
    ]
    assert [text.page for text in one(found, "THead").texts()] == [2, 2]


# --- what goes on over pages ---------------------------------------------------------------------


def test_a_table_over_two_pages_is_one_table(found: Tagged) -> None:
    rows = one(found, "TBody").elements
    assert [row.elements[0].said for row in rows] == [str(n) for n in range(1, 46)]
    assert {text.page for row in rows for text in row.texts()} == {2, 3}


def test_a_paragraph_over_two_pages_is_one_paragraph(found: Tagged) -> None:
    over = [p for p in found.document.all("P") if len({text.page for text in p.texts()}) > 1]
    assert {paragraph.said[:14] for paragraph in over} == {"Traders waited"}


def test_an_item_over_two_pages_is_one_item() -> None:
    long = "Traders waited at the crossing. " * 180
    (items,) = shape(f"<p>{long}</p><ul><li>{long}</li></ul>", "book").all("L")
    assert [item.tag for item in items.elements] == ["LI"]


# --- parts ---------------------------------------------------------------------------------------


def test_items_of_lists_have_labels_and_bodies() -> None:
    (found, _) = shape("<ul><li><p>one</p><ol><li>in</li></ol></li><li>two</li></ul>").all("L")
    inner = ("L", ("LI", ("Lbl", "a."), ("LBody", "in")))
    assert found.outline() == (
        "L",
        ("LI", ("Lbl", "–"), ("LBody", ("P", "one"), inner)),
        ("LI", ("Lbl", "–"), ("LBody", "two")),
    )


def test_a_list_says_how_it_is_numbered() -> None:
    deep = "<ol><li><p>1</p><ol><li><p>a</p><ol><li>i</li></ol></li></ol></li></ol>"
    lists = shape(f"{deep}<ul><li>x</li></ul>").all("L")
    assert [found.attributes["/ListNumbering"] for found in lists] == [
        "/Decimal",
        "/LowerAlpha",
        "/LowerRoman",
        "/Disc",
    ]


def test_a_term_is_the_label_of_what_it_means() -> None:
    (found,) = shape("<dl><dt>Toll</dt><dd>A fee</dd><dt>Gate</dt><dd>A bar</dd></dl>").all("L")
    assert found.outline() == (
        "L",
        ("LI", ("Lbl", "Toll"), ("LBody", "A fee")),
        ("LI", ("Lbl", "Gate"), ("LBody", "A bar")),
    )


def test_heads_of_a_table_say_what_they_are_the_heads_of(found: Tagged) -> None:
    cells = found.document.all("TH")[:3]
    assert [(cell.said, cell.attributes["/Scope"]) for cell in cells] == [
        ("Gate", "/Column"),
        ("State", "/Column"),
        ("1", "/Row"),
    ]


def test_a_caption_is_the_first_part_of_its_table(found: Tagged) -> None:
    table = one(found, "Table")
    assert [part.tag for part in table.elements] == ["Caption", "THead", "TBody"]


def test_an_empty_cell_is_a_cell() -> None:
    html = (
        '<table class="data"><colgroup><col style="width:50%"/><col style="width:50%"/></colgroup>'
        '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">a</th><td></td></tr></tbody></table>'
    )
    (body,) = shape(html).all("TBody")
    assert body.outline() == ("TBody", ("TR", ("TH", "a"), ("TD",)))


def test_a_caption_is_beside_its_figure_where_readers_do_not_skip_it(found: Tagged) -> None:
    """A reader that finds alternative text says that, and nothing of what the figure holds."""
    figure = one(found, "Div")
    assert figure.outline() == ("Div", ("Caption", "Figure 1. The map"), ("Figure", ""))


def test_a_picture_says_what_it_shows_and_where_it_is(found: Tagged) -> None:
    figure = one(found, "Figure")
    assert figure.alt == "A map of two bridges"
    assert figure.attributes["/Placement"] == "/Block"
    left, bottom, right, top = (float(edge) for edge in figure.attributes["/BBox"])
    margins = LIBRARY.theme("institute").layouts["book"].margins
    assert left == pytest.approx(margins.left / 25.4 * 72, abs=0.1)
    assert (round(right - left), round(top - bottom)) == (200, 200)


def test_a_formula_is_a_formula(found: Tagged) -> None:
    assert one(found, "Formula").alt == "a plus b"


def test_a_quotation_and_a_remark_aside_are_told_from_the_text(found: Tagged) -> None:
    assert one(found, "BlockQuote").outline() == (
        "BlockQuote",
        ("P", "It will hold."),
        ("P", "Anna"),
    )
    assert one(found, "Aside").outline() == ("Aside", ("P", "Mind"), ("P", "The gap"))


def test_types_that_only_newer_readers_know_have_others_beside_them(found: Tagged) -> None:
    root: Any = found.file.trailer["/Root"]
    assert root["/StructTreeRoot"]["/RoleMap"] == {
        "/Aside": "/Sect",
        "/Strong": "/Span",
        "/Em": "/Span",
    }


def test_contents_have_entries_that_refer_to_pages(found: Tagged) -> None:
    (contents, _) = found.document.all("TOC")
    assert contents.outline() == (
        "TOC",
        ("TOCI", ("Lbl", "1"), ("Reference", ("Link", "Now"), "2")),
        ("TOC", ("TOCI", ("Reference", ("Link", "Why"), "2"))),
        ("TOCI", ("Reference", ("Link", "Rows"), "3")),
    )


# --- links and notes -----------------------------------------------------------------------------


def test_a_footnote_is_read_after_the_paragraph_that_calls_it(found: Tagged) -> None:
    note = one(found, "Note")
    assert note.outline() == ("Note", ("Lbl", "1"), "So said ", ("Link", "Anna"), ".")
    (chapter, _) = [part for part in found.document.elements if part.tag == "Sect"][1:]
    assert [part.tag for part in chapter.elements[:4]] == ["H2", "P", "Note", "H3"]


def test_a_note_has_a_name_that_leads_to_it(found: Tagged) -> None:
    root: Any = found.file.trailer["/Root"]
    name, element = root["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert name == one(found, "Note").entries["/ID"] == "note-1"
    assert element.get_object() == one(found, "Note").entries


def test_a_note_called_in_a_cell_or_an_item_is_a_part_of_it() -> None:
    call = '<a role="doc-noteref" class="note-call" id="call-{0}" href="#note-{0}">{0}</a>'
    html = (
        f"<ul><li>one{call.format(1)}</li></ul><p>two{call.format(2)}{call.format(3)}</p>"
        '<section class="footnotes"><ol><li id="note-1">A</li><li id="note-2">B</li>'
        '<li id="note-3">C</li></ol></section>'
    )
    found = shape(html, "book")
    assert [kid.tag for kid in found.elements] == ["H1", "L", "P", "Note", "Note"]
    assert found.all("LBody")[0].elements[-1].outline() == ("Note", ("Lbl", "1"), "A")
    assert [note.said for note in found.all("Note")] == ["1A", "2B", "3C"]


def test_notes_in_a_list_are_items_with_notes() -> None:
    call = '<a role="doc-noteref" class="note-call" id="call-1" href="#note-1">1</a>'
    notes = '<section class="notes"><h2>Notes</h2><ol><li id="note-1">A</li></ol></section>'
    (found,) = shape(f"<p>x{call}</p>{notes}").all("L")
    assert found.outline() == ("L", ("LI", ("Lbl", "1"), ("LBody", ("Note", "A"))))


def test_links_are_described_by_their_words(found: Tagged) -> None:
    links = {link.said: link for link in found.document.all("Link")}
    (area,) = links["elsewhere"].annotations
    assert (area["/Contents"], area["/A"]["/URI"]) == ("elsewhere", "https://example.org/a")
    assert links["the rows"].annotations[0]["/Dest"] == "rows"


def test_a_link_over_two_lines_is_one_link() -> None:
    words = "traders at the crossing " * 8
    (link,) = shape(f'<p>See <a href="https://example.org/a">{words}</a>.</p>').all("Link")
    assert len(link.annotations) > 1
    assert {area["/Contents"] for area in link.annotations} == {link.said}


def test_a_link_in_the_head_of_a_table_is_a_link_on_every_page() -> None:
    rows = "".join(f'<tr><th scope="row">{n}</th></tr>' for n in range(80))
    html = (
        '<table class="data"><colgroup><col style="width:100%"/></colgroup><thead><tr>'
        '<th scope="col"><a href="https://example.org/a">A</a></th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    found = tagged(laid(f"<h1>T</h1>{html}").pdf())
    assert one(found, "Link").said == "A"
    assert len(one(found, "Link").annotations) == len(found.file.pages) > 1


# --- language ------------------------------------------------------------------------------------


def test_words_in_another_language_say_which(found: Tagged) -> None:
    spoken = [(e.said, e.language) for e in found.document.walk() if e.language]
    assert spoken[1:] == [("bien sûr", "fr")]
    assert found.document.language == "en-GB"


def test_a_document_from_right_to_left_says_so() -> None:
    found = tagged(laid("<h1>پل</h1>", "page", "ur").pdf())
    root: Any = found.file.trailer["/Root"]
    assert found.document.attributes["/WritingMode"] == "/RlTb"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"


# --- what the engine is relied on for ------------------------------------------------------------


def test_a_blank_that_stands_alone_is_said(found: Tagged) -> None:
    said = one(found, "Strong"), one(found, "Em")
    paragraph = next(p for p in found.document.all("P") if said[0] in p.elements)
    assert paragraph.said.startswith("Two will close.1 See")


def test_what_is_half_transparent_is_refused_because_it_cannot_be_tagged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import briefings.typeset as module

    sheet = module.stylesheet
    monkeypatch.setattr(module, "stylesheet", lambda *a: sheet(*a) + "p { opacity: .5 }")
    found = typeset(document("<h1>T</h1><p>x</p>"), LIBRARY.theme("institute"), LIBRARY.templates)
    (line,) = told(found.pdf)
    assert line.startswith("Bridges:1:1: text is drawn half transparent")
    assert line.endswith("[W101]")


def test_the_engine_still_marks_what_it_paints_when_it_is_asked_to() -> None:
    """The marks are asked for through names that the engine keeps for itself."""
    from weasyprint.pdf.stream import Stream

    page = Within().pages(laid("<h1>T</h1>").sheet).pages[0]
    stream = Stream({}, (0, 0, 1, 1), {"ExtGState": {}}, {}, {}, {}, None)
    page.paint(stream)
    ((box, mark), *rest) = stream._tags.items()
    assert (box.text, mark["mcid"], box.element.tag) == ("T", 0, "h1")
    assert {box.element for box, _ in rest} == {None}

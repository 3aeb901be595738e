"""Word's own footnotes and endnotes: parts, ids, calls; and where LibreOffice puts them."""

from __future__ import annotations

import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefings import machine, reader
from briefings.document import (
    Asset,
    Block,
    Cell,
    Emphasis,
    Figure,
    Group,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteCall,
    Notes,
    NotesPlace,
    Paragraph,
    RunningHead,
    Script,
    Strong,
    Table,
    Text,
)
from briefings.errors import Place
from briefings.typeset import Typeset, typeset
from briefings.wordml.lint import lint
from briefings.writers import docx
from reading import laid_out
from verdicts import by_audit
from wordfile import LIBRARY, PNG, WordFile, document, said, text_of, theme, words, written

FOOTNOTES, ENDNOTES = "word/footnotes.xml", "word/endnotes.xml"
KINDS = (("footnotes", "footnote", FOOTNOTES), ("endnotes", "endnote", ENDNOTES))


def call(number: int, note: int | None = None) -> NoteCall:
    return NoteCall(f"call-{number}", note or number, f"note-{note or number}")


def noted(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def notes(place: NotesPlace, *texts: str | tuple[Inline, ...]) -> Notes:
    title = None if place == "footnotes" else Heading(2, words("Notes"))
    items = (
        Note(f"note-{n}", n, words(text) if isinstance(text, str) else text)
        for n, text in enumerate(texts, 1)
    )
    return Notes(title, tuple(items), place=place)


def calling(*blocks: Block, count: int = 1, **more: object) -> WordFile:
    """The file of *blocks*, which call so many footnotes."""
    texts = (f"Said so {n}." for n in range(1, count + 1))
    return written(Heading(1, words("T")), *blocks, notes("footnotes", *texts), **more)


def valid(file: WordFile, folder: Path) -> list[str]:
    path = folder / "a.docx"
    path.write_bytes(file.data)
    return by_audit(path)


# --- the part ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "kind", "part"), KINDS)
def test_notes_are_a_part_of_their_own(
    place: NotesPlace, kind: str, part: str, tmp_path: Path
) -> None:
    file = written(noted("a", call(1), "b", call(2)), notes(place, "One.", "Two."))
    assert file.find(f"//w:{kind}Reference/@w:id") == ["1", "2"]
    assert file.find(f"//w:{kind}/@w:id", part) == ["-1", "0", "1", "2"]
    assert file.find(f"//w:{kind}/@w:type", part) == ["separator", "continuationSeparator"]
    found = file.find(f"//w:{kind}[not(@w:type)]", part)
    assert [text_of(note) for note in found] == ["\tOne.", "\tTwo."]
    assert [len(note.findall(f".//{{*}}{kind}Ref")) for note in found] == [1, 1]
    assert valid(file, tmp_path) == []


@pytest.mark.parametrize(("place", "kind", "part"), KINDS)
def test_the_settings_name_the_rules_in_the_place_that_the_schema_has_for_them(
    place: NotesPlace, kind: str, part: str
) -> None:
    file = written(noted("a", call(1)), notes(place, "One."))
    assert file.find(f"//w:{kind}Pr/w:{kind}/@w:id", "word/settings.xml") == ["-1", "0"]
    (after,) = file.find(f"//w:{kind}Pr/following-sibling::*[1]", "word/settings.xml")
    assert etree.QName(after).localname == "compat"


def test_a_list_of_notes_is_no_part() -> None:
    file = written(noted("a", call(1)), notes("notes", "One."))
    assert not {FOOTNOTES, ENDNOTES} & {*file.names}
    assert ("NoteText", "One.") in file.paragraphs()


def test_notes_look_as_the_theme_says() -> None:
    file = calling(noted("a", call(1)))
    assert file.find("//w:footnote[@w:id=1]//w:pStyle/@w:val", FOOTNOTES) == ["FootnoteText"]
    assert file.find("//w:footnote[@w:id=1]//w:rStyle/@w:val", FOOTNOTES) == ["NoteNumber"]
    assert file.find("//w:footnoteReference/../w:rPr/w:rStyle/@w:val") == ["FootnoteReference"]
    for key, name in (
        ("FootnoteText", "footnote text"),
        ("FootnoteReference", "footnote reference"),
    ):
        assert file.find(f"//w:style[@w:styleId='{key}']/w:name/@w:val", "word/styles.xml") == [
            name
        ]


def test_endnotes_have_their_heading_at_the_end_of_the_text() -> None:
    file = written(noted("a", call(1)), notes("endnotes", "One."))
    assert file.paragraphs()[-1] == ("NotesHeading", "Notes")
    assert file.find("//w:endnote[@w:id=1]//w:pStyle/@w:val", ENDNOTES) == ["EndnoteText"]


# --- calls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "kind", "part"), KINDS)
def test_a_second_call_is_a_reference_to_the_first(
    place: NotesPlace, kind: str, part: str, tmp_path: Path
) -> None:
    file = written(noted("a", call(1), "b", call(2), "c", call(3, 1)), notes(place, "One.", "Two."))
    assert file.find(f"//w:{kind}Reference/@w:id") == ["1", "2"]
    assert file.find("//w:instrText/text()") == [r" NOTEREF call_1 \h "]
    (start,) = file.find("//w:bookmarkStart[@w:name='call_1']")
    assert start.getnext().find(f"{{*}}{kind}Reference") is not None
    assert text_of(file.find("//w:body/w:p[1]")[0]) == "abc1"
    style = "FootnoteReference" if kind == "footnote" else "EndnoteReference"
    field = file.find("//w:r[w:instrText or w:fldChar or w:t='1']/w:rPr/w:rStyle/@w:val")
    assert field == [style] * 5
    assert valid(file, tmp_path) == []


@pytest.mark.parametrize(
    ("place", "style"),
    [
        ("footnotes", "FootnoteReference"),
        ("endnotes", "EndnoteReference"),
        ("notes", "EndnoteReference"),
    ],
)
def test_the_comma_between_two_calls_is_set_as_they_are(place: NotesPlace, style: str) -> None:
    comma = Script("super", words(","))
    file = written(noted("a", call(1), comma, call(2)), notes(place, "One.", "Two."))
    assert file.find("//w:r[w:t=',']/w:rPr/w:rStyle/@w:val") == [style]


def test_notes_hold_marks_and_links_whose_relations_are_their_own(tmp_path: Path) -> None:
    text = (
        Text("See "),
        Link("https://x.org/a?b&c", (Emphasis(words("the text")),)),
        Text(", "),
        Strong(words("part 2")),
        Text(", and "),
        Link("#now", words("above")),
    )
    file = written(Heading(2, words("Now"), "now"), noted("a", call(1)), notes("footnotes", text))
    relations = file.find("//rel:Relationship/@Target", "word/_rels/footnotes.xml.rels")
    assert relations == ["https://x.org/a?b&c"]
    assert "https://x.org/a?b&c" not in file.find(
        "//rel:Relationship/@Target", "word/_rels/document.xml.rels"
    )
    assert file.find("//w:hyperlink/@w:anchor", FOOTNOTES) == ["now"]
    assert text_of(file.find("//w:footnote[@w:id=1]", FOOTNOTES)[0]) == (
        "\tSee the text, part 2, and above"
    )
    assert valid(file, tmp_path) == []


def cell(*inlines: Inline | str) -> Cell:
    return Cell((noted(*inlines),))


EVERYWHERE: tuple[Block, ...] = (
    noted("paragraph", call(1)),
    List((ListItem((noted("item", call(2)),)),)),
    Table(
        "data",
        (100,),
        (cell("head"),),
        ((cell("cell", call(4)),),),
        (Text("caption"), call(3)),
        "t",
    ),
    Group("judgements", (Heading(2, words("J")), List((ListItem((noted("panel", call(5)),)),)))),
    Group("callout", (said("C", role="label"), noted("callout", call(6)))),
    Figure("map", "A map", (Text("figure"), call(7)), "f"),
)
ASSETS = {"map": Asset("image/png", PNG, 100, 50)}


@pytest.mark.parametrize("layout", ["page", "side", "book"])
def test_notes_are_called_from_everything_that_holds_lines(layout: str, tmp_path: Path) -> None:
    file = calling(*EVERYWHERE, count=7, layout=layout, assets=ASSETS)
    assert file.find("//w:footnoteReference/@w:id") == [*"1234567"]
    for number, holder in enumerate(
        ("paragraph", "item", "caption", "cell", "panel", "callout", "figure"), 1
    ):
        (paragraph,) = file.find(f"//w:footnoteReference[@w:id={number}]/ancestor::w:p")
        assert text_of(paragraph) == holder
    assert valid(file, tmp_path) == []


# --- what the lint finds --------------------------------------------------------------------------


def test_a_call_without_its_note_is_a_defect() -> None:
    file = written(Heading(1, words("T")), noted("a", call(1)), notes("footnotes", "One."))
    assert [str(f) for f in lint(file.data)] == []
    with pytest.raises(RuntimeError, match="calls the footnote 2, which is not there"):
        written(Heading(1, words("T")), noted("a", call(1), call(2)), notes("footnotes", "One."))


# --- LibreOffice ----------------------------------------------------------------------------------

office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice, poppler"
)


def pages_of(pdf: Path) -> list[str]:
    """The words of each page, in order down the page."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f")[:-1]]


def laid(html: str, layout: str) -> Typeset:
    machine.use_fonts(LIBRARY.fonts)
    blocks = reader.read(html, lambda line: Place("t", line))
    found = replace(document(*blocks, layout=layout, assets=ASSETS), html=html)
    running = RunningHead("Bridges", "Note", "Office", "{page} of {pages}", "(page {page})")
    return typeset(replace(found, running=running), theme(), LIBRARY.templates)


def in_word(pages: Typeset, folder: Path) -> Path:
    (folder / "a.docx").write_bytes(docx.write(pages))
    return laid_out([folder / "a.docx"], folder)["a"]


@office
@pytest.mark.parametrize("layout", ["page", "side", "book"])
def test_libreoffice_shows_every_note_with_its_number(layout: str, tmp_path: Path) -> None:
    file = calling(*EVERYWHERE, count=7, layout=layout, assets=ASSETS)
    (tmp_path / "a.docx").write_bytes(file.data)
    text = " ".join(pages_of(laid_out([tmp_path / "a.docx"], tmp_path)["a"]))
    for number in range(1, 8):
        assert f"{number} Said so {number}." in text


def report() -> str:
    """Ten pages with forty footnotes, which name themselves."""
    chance = random.Random(3)
    vocabulary = ("traders", "waited", "at", "the", "crossing", "while", "envoys", "talked")
    made, items = ["<h1>T</h1>"], []
    for n in range(1, 41):
        if n % 8 == 1:
            made.append(f'<h2 id="s{n}"><span class="number">{n // 8 + 1}</span> Chapter</h2>')
        before, after, more, note = (
            " ".join(chance.choices(vocabulary, k=k)) for k in (30, 40, 64, 14)
        )
        name = f'id="call-{n}" href="#note-{n}"'
        called = f'<a role="doc-noteref" class="note-call" {name}>{n}</a>'
        made.append(f"<p>{before} CALL{n}X{called} {after}.</p><p>{more}.</p>")
        items.append(f'<li id="note-{n}">NOTE{n}X {note}.</li>')
    made.append(f'<section class="footnotes"><ol>{"".join(items)}</ol></section>')
    return "".join(made)


@office
def test_libreoffice_sets_forty_footnotes_on_the_pages_of_their_calls(tmp_path: Path) -> None:
    """And as many pages as the PDF has, with each call on the same page or the next."""
    pages = laid(report(), "book")
    found = pages_of(in_word(pages, tmp_path))
    assert (pages.count, len(found)) == (10, 10)
    for n in range(1, 41):
        (called,) = (at for at, page in enumerate(found) if f"CALL{n}X" in page)
        (noted,) = (at for at, page in enumerate(found) if f"{n} NOTE{n}X" in page)
        assert called == noted
        assert abs(called + 1 - pages.page_of[f"call-{n}"]) <= 1

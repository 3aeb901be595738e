"""What Word keeps itself, on reference documents: notes, charts, sections, comments, anchors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefings.document import (
    Asset,
    Block,
    Document,
    Figure,
    Group,
    Heading,
    Leaf,
    Note,
    NoteCall,
    Notes,
    NotesPlace,
    Origin,
    Paragraph,
    Text,
    Written,
)
from briefings.wordml.base import WORD
from briefings.wordml.house.reference import House, load
from briefings.wordml.xml import Element, element, serialise, w
from briefings.writers.docx import compose
from houses import (
    A4,
    HOUSES,
    LETTER,
    SAMPLE,
    defaults,
    drawn,
    logo,
    named,
    paragraph,
    section,
    style,
    think_tank,
)
from houses import document as reference
from houses import said as written_in
from reading import laid_out, page_count
from test_docx import contents, office
from test_wordml_charts import data, figure
from test_wordml_sections import sizes
from test_wordml_sections import table as wide_table
from verdicts import by_audit, by_sdk, validates
from wordfile import PNG, WordFile, attributes, document, said, style_of, text_of, theme, words

MARGINS = (1440, 1440, 1440, 1440)
SHAPE = "//v:shape[starts-with(@id, 'PowerPlusWaterMarkObject')]"
LEAF = "0123456789ab"


def on(path: Path, data: bytes) -> House:
    path.write_bytes(data)
    return load(path)


def made(house: House, found: Document) -> WordFile:
    return WordFile(compose(found, theme(), {}, {}, house))


def plain(tmp_path: Path, *styles: Element, **more: object) -> House:
    """A house with a page, its default style and *styles*."""
    own = style("paragraph", "Standard", "Normal", default="1")
    body = [written_in("Standard", SAMPLE), section(A4, MARGINS)]
    found = reference(body, [defaults(22, "en-GB"), own, *styles], **more)  # type: ignore[arg-type]
    return on(tmp_path / "house.docx", found)


# --- notes ---------------------------------------------------------------------------------------


def noted(place: NotesPlace) -> tuple[Block, ...]:
    call = NoteCall("call-1", 1, "note-1")
    note = Note("note-1", 1, words("Two reports say so."))
    title = Heading(2, words("Notes"), "notes") if place == "endnotes" else None
    return Paragraph((Text("They met."), call)), Notes(title, (note,), place=place)


def own_notes(kind: str) -> dict[str, tuple[str, str, bytes]]:
    """A part with a note of the house's own, with rules under other numbers than ours."""
    rules = (
        w(kind, w("p", w("r", w(name))), type=name, id=n)
        for n, name in enumerate(("separator", "continuationSeparator"))
    )
    note = w(kind, w("p", w("r", w("t"))), id=2)
    return {f"{kind}s": (f"{WORD}.{kind}s+xml", f"{kind}s", serialise(w(f"{kind}s", *rules, note)))}


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_in_the_houses_styles_and_its_own_are_gone(tmp_path: Path, kind: str) -> None:
    house = plain(
        tmp_path,
        paragraph("Funotentext", f"{kind} text", "Standard"),
        style("character", "Zeichen", f"{kind} reference"),
        more=own_notes(kind),
        settings=f'<w:{kind}Pr><w:{kind} w:id="0"/><w:{kind} w:id="1"/></w:{kind}Pr>',
    )
    place: NotesPlace = "footnotes" if kind == "footnote" else "endnotes"
    found = made(house, document(*noted(place)))
    part = f"word/{kind}s.xml"
    assert [name for name in found.names if "notes" in name] == [part]
    assert found.find(f"//w:{kind}/@w:id", part) == ["-1", "0", "1"]
    (note,) = found.find(f"//w:{kind}[@w:id='1']/w:p", part)
    assert style_of(note) == "Funotentext"
    assert text_of(note) == " Two reports say so."
    assert found.find(f"//w:{kind}Ref/../w:rPr/w:rStyle/@w:val", part) == ["Zeichen"]
    assert found.find(f"//w:{kind}Reference/../w:rPr/w:rStyle/@w:val") == ["Zeichen"]
    assert found.find(f"//w:{kind}Pr/w:{kind}/@w:id", "word/settings.xml") == ["-1", "0"]


def test_a_house_without_a_style_for_notes_gets_a_raised_number_and_no_colour(
    tmp_path: Path,
) -> None:
    found = made(plain(tmp_path), document(*noted("footnotes")))
    look = found.style("FootnoteReference")
    assert [e.tag.rpartition("}")[2] for e in look.iterfind("./{*}rPr/*")] == ["vertAlign"]
    assert found.find("//w:footnoteRef/../w:rPr/w:rStyle/@w:val", "word/footnotes.xml") == [
        "FootnoteReference"
    ]


# --- charts --------------------------------------------------------------------------------------

CHART = "word/charts/chart1.xml"


def charted(house: House) -> WordFile:
    block, assets = figure(data(upright=True, axis=True))
    return made(house, document(block, assets=assets))


def test_series_are_in_the_accents_that_a_house_chose(tmp_path: Path) -> None:
    found = charted(on(tmp_path / "a.docx", HOUSES["think-tank.docx"]()))
    fills = found.find("//c:ser/c:spPr/a:solidFill/*/@val", CHART)
    assert fills == ["accent1", "accent2"]
    assert set(found.find("//a:latin/@typeface", CHART)) == {"Caladea"}


def test_series_are_shades_of_the_headings_where_nobody_chose_accents(tmp_path: Path) -> None:
    found = charted(on(tmp_path / "a.docx", HOUSES["corporate.docx"]()))
    assert found.find("//c:ser/c:spPr/a:solidFill/a:schemeClr", CHART) == []
    first, second = found.find("//c:ser/c:spPr/a:solidFill/a:srgbClr/@val", CHART)
    assert first == "2F5496"
    assert second != first


def test_type_in_charts_is_as_large_as_the_chart_was_laid_out_for(tmp_path: Path) -> None:
    caption = paragraph("Caption", "caption", "Standard", "", "sz 40")
    size = theme().style("caption", "page").size
    found = charted(plain(tmp_path, caption))
    assert set(found.find("//c:txPr//a:defRPr/@sz", CHART)) == {str(round(size * 100))}


# --- parts ---------------------------------------------------------------------------------------


def test_parts_are_numbered_after_those_of_the_house(tmp_path: Path) -> None:
    body = [
        written_in("Standard", SAMPLE),
        section(A4, MARGINS, f"{named('header', 'header7')}|<w:titlePg/>"),
    ]
    own = style("paragraph", "Standard", "Normal", default="1")
    head = written_in("Standard", logo("image3", 1, (9, 9)))
    data = reference(
        body,
        [defaults(22, "en-GB"), own],
        running={"header7": [head]},
        pictures={"image3": drawn([(0, 0, 0)], 9, 9)},
    )
    shown = Figure("map", "A map.", (), "map")
    assets = {"map": Asset("image/png", PNG, 9, 9)}
    found = made(on(tmp_path / "a.docx", data), document(shown, assets=assets, marking="OFFICIAL"))
    assert sorted(n for n in found.names if "media" in n or "header" in n) == [
        "word/_rels/header7.xml.rels",
        "word/header7.xml",
        "word/header8.xml",
        "word/media/image3.png",
        "word/media/image4.png",
    ]


# --- sections ------------------------------------------------------------------------------------

COVER = Group("cover", (Heading(1, words("Bridges")), said("May", role="imprint")))


def book(*blocks: Block) -> Document:
    return document(COVER, *blocks, layout="book", marking="OFFICIAL")


def test_a_wide_table_turns_the_houses_page_and_keeps_its_margins(tmp_path: Path) -> None:
    house = on(tmp_path / "a.docx", think_tank())
    found = made(house, book(said("before"), wide_table(), said("after")))
    upright, turned = ("12240", "15840", "portrait"), ("15840", "12240", "landscape")
    assert sizes(found) == [upright, upright, turned, upright]
    tops = {margins.get(margins.keys()[0]) for margins in found.find("//w:sectPr/w:pgMar")}
    assert tops == {"1700"}
    (width,) = found.find("//w:tbl/w:tblPr/w:tblW/@w:w")
    assert int(width) == LETTER[1] - 2 * 1440


def test_heads_and_feet_go_on_through_all_sections(tmp_path: Path) -> None:
    house = on(tmp_path / "a.docx", think_tank())
    found = made(house, book(said("before"), wide_table(), said("after")))
    counts = [len(s.findall("./{*}headerReference")) for s in found.find("//w:sectPr")]
    firsts = [len(s.findall("./{*}titlePg")) for s in found.find("//w:sectPr")]
    assert counts == [3, 0, 0, 0]
    assert firsts == [1, 1, 0, 0]


def test_a_page_that_is_wider_than_high_is_not_turned(tmp_path: Path) -> None:
    body = [written_in("Standard", SAMPLE), section((A4[1], A4[0]), MARGINS)]
    own = style("paragraph", "Standard", "Normal", default="1")
    house = on(tmp_path / "a.docx", reference(body, [defaults(22, "en-GB"), own]))
    found = made(house, document(wide_table(), said("after"), layout="book"))
    assert {size[:2] for size in sizes(found)} == {(str(A4[1]), str(A4[0]))}


def test_the_houses_heads_get_no_titles_of_chapters(tmp_path: Path) -> None:
    found = made(plain(tmp_path), book(Heading(2, words("Gates"), "gates"), said("a")))
    heads = [name for name in found.names if name.startswith("word/header")]
    assert [found.find("//w:instrText", name) for name in heads] == [[]]
    assert not found.find("//w:style[w:name/@w:val='Chapter Title']", "word/styles.xml")


def test_a_label_of_a_caption_is_as_the_houses_captions_are(tmp_path: Path) -> None:
    house = plain(tmp_path, paragraph("Bild", "caption", "Standard", "", "i"))
    block, assets = figure(data())
    found = made(house, document(block, assets=assets))
    assert not found.find("//w:style[w:name/@w:val='Caption Label']", "word/styles.xml")


# --- watermarks ----------------------------------------------------------------------------------


def stamped(found: Document) -> Document:
    return replace(found, running=replace(found.running, watermark="Draft"))


def test_a_watermark_is_in_every_head_of_the_house_that_is_used(tmp_path: Path) -> None:
    house = on(tmp_path / "a.docx", think_tank())
    found = made(house, stamped(document(said("a"))))
    heads = sorted(name for name in found.names if name.startswith("word/header"))
    assert heads == ["word/header1.xml", "word/header2.xml", "word/header3.xml"]
    shapes = [found.find(f"{SHAPE}/v:textpath/@string", name) for name in heads]
    assert shapes == [["Draft"]] * 3


def test_a_house_without_heads_gets_one_for_the_watermark(tmp_path: Path) -> None:
    found = made(plain(tmp_path), stamped(document(said("a"))))
    assert [n for n in found.names if "header" in n or "footer" in n] == ["word/header1.xml"]


def test_a_watermark_of_the_house_gives_way_to_that_of_the_document(tmp_path: Path) -> None:
    shape = element(
        "v:shape",
        {"id": "PowerPlusWaterMarkObject7"},
        element("v:textpath", {"string": "Template"}),
    )
    head = w("p", w("r", w("pict", shape)))
    body = [written_in("Standard", SAMPLE), section(A4, MARGINS, named("header", "header1"))]
    own = style("paragraph", "Standard", "Normal", default="1")
    data = reference(body, [defaults(22, "en-GB"), own], running={"header1": [head]})
    found = made(on(tmp_path / "a.docx", data), stamped(document(said("a"))))
    assert found.find("//v:textpath/@string", "word/header1.xml") == ["Draft"]


# --- right to left -------------------------------------------------------------------------------


def test_a_text_from_right_to_left_turns_the_houses_styles_and_pages(tmp_path: Path) -> None:
    found = made(plain(tmp_path), document(said("سلام"), language="ur"))
    assert found.style("Standard").find("./{*}pPr/{*}bidi") is not None
    assert len(found.find("//w:sectPr/w:bidi")) == 1
    assert found.find("//w:docDefaults//w:lang/@w:bidi", "word/styles.xml") == ["ur-PK"]
    assert len(found.find("//w:body//w:rPr/w:rtl")) == 1


def test_letters_from_right_to_left_are_as_large_and_bold_as_the_houses_latin_ones(
    tmp_path: Path,
) -> None:
    house = plain(tmp_path, paragraph("Titel", "Title", "Standard", "", "b; sz 56"))
    look = made(house, document(said("سلام"), language="ur")).style("Titel")
    assert [e.tag.rpartition("}")[2] for e in look.iterfind("./{*}rPr/*")] == [
        "b",
        "bCs",
        "sz",
        "szCs",
    ]
    assert attributes(look, "./{*}rPr/{*}szCs") == {"val": "56"}


def test_a_text_from_left_to_right_turns_those_of_a_house_that_reads_the_other_way(
    tmp_path: Path,
) -> None:
    own = paragraph("Standard", "Normal", None, "bidi")
    body = [written_in("Standard", SAMPLE), section(A4, MARGINS, "|<w:bidi/>")]
    house = on(tmp_path / "a.docx", reference(body, [defaults(22, "ar-SA"), own]))
    found = made(house, document(said("Few words.")))
    assert found.find("//w:bidi") == found.find("//w:bidi", "word/styles.xml") == []


# --- comments, anchors, the base of a merge ------------------------------------------------------

ORIGIN = Origin(
    "bridges",
    "note",
    "reader",
    written=(Written((LEAF,), "long", "They met.", note="Ask the yard."),),
)


def anchored(house: House) -> WordFile:
    line = Paragraph((Leaf(LEAF, words("They met.")),))
    return made(house, replace(document(line, said("More.")), origin=ORIGIN))


def own_comments() -> dict[str, tuple[str, str, bytes]]:
    comment = w("comment", w("p", w("r", w("t"))), id=0, author="House", initials="H")
    found = (f"{WORD}.comments+xml", "comments", serialise(w("comments", comment)))
    return {"comments": found}


def test_a_note_to_the_editor_is_a_comment_in_the_houses_style(tmp_path: Path) -> None:
    house = plain(
        tmp_path,
        paragraph("Kommentar", "annotation text", "Standard"),
        style("character", "Kommentarzeichen", "annotation reference"),
        more=own_comments(),
    )
    found = anchored(house)
    (line,) = found.find("//w:comment/w:p", "word/comments.xml")
    assert (style_of(line), text_of(line)) == ("Kommentar", "Ask the yard.")
    runs = [*found.find("//w:annotationRef/..", "word/comments.xml")]
    runs += found.find("//w:commentReference/..")
    assert [run.find("./{*}rPr/{*}rStyle").values() for run in runs] == [["Kommentarzeichen"]] * 2


def test_words_are_found_again_by_their_anchors_and_the_base_is_there(tmp_path: Path) -> None:
    foreign = serialise(element("base:other"))
    found = anchored(plain(tmp_path, more={"other": ("application/xml", "customXml", foreign)}))
    assert found.find("//w:bookmarkStart/@w:name") == [f"_bg_{LEAF}"]
    assert sorted(n for n in found.names if n.startswith("customXml/item")) == [
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
    ]
    assert "word/other.xml" not in found.names
    assert found.find("//base:leaf/text()", "customXml/item1.xml") == ["They met."]


def test_words_on_the_houses_cover_are_found_again_and_those_it_lacks_are_not_in_the_base(
    tmp_path: Path,
) -> None:
    title, topic = (
        Written(("aaaaaaaaaaaa",), "title", "Bridges"),
        Written((LEAF,), "topic", "Roads"),
    )
    cover = Group(
        "cover",
        (
            Paragraph((Leaf(LEAF, words("Roads")),), "kicker"),
            Heading(1, (Leaf("aaaaaaaaaaaa", words("Bridges")),)),
        ),
    )
    origin = replace(ORIGIN, written=(topic, title))
    data = replace(document(cover, said("a"), layout="book"), origin=origin)
    found = made(on(tmp_path / "a.docx", think_tank()), data)
    (start,) = found.find("//w:bookmarkStart[starts-with(@w:name, '_bg_')]")
    assert start.get(start.keys()[1]) == "_bg_aaaaaaaaaaaa"
    assert text_of(start.getparent()) == "Bridges"
    assert found.find("//base:leaf/text()", "customXml/item1.xml") == ["Bridges"]


def test_a_bookmark_between_a_table_and_text_below_it_does_not_hide_that_they_touch(
    tmp_path: Path,
) -> None:
    line = Paragraph((Leaf(LEAF, words("They met.")),))
    found = made(
        plain(tmp_path), replace(document(line, wide_table(), said("After.")), origin=ORIGIN)
    )
    assert [key for key, _ in found.paragraphs()][-2:] == ["Separator", "Standard"]


# --- all of it at once ---------------------------------------------------------------------------


def whole() -> Document:
    """A report with all that Word keeps itself."""
    block, assets = figure(data(upright=True, axis=True))
    line = Paragraph((Leaf(LEAF, words("They met.")), NoteCall("call-1", 1, "note-1")))
    body = (
        Heading(2, words("Gates"), "gates", "1"),
        line,
        block,
        wide_table(),
        Heading(2, words("Locks"), "locks", "2"),
        Group("pullquote", (said("They met at night."), said("A guard", role="attribution"))),
        Notes(None, (Note("note-1", 1, words("Two reports say so.")),), place="footnotes"),
    )
    found = document(
        COVER,
        contents(body),
        *body,
        layout="book",
        numbered=True,
        assets=assets,
        marking="OFFICIAL",
    )
    return replace(stamped(found), origin=ORIGIN)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The report made on each house."""
    folder = tmp_path_factory.mktemp("native")
    made_here = []
    for name, make in HOUSES.items():
        path = folder / f"{name.partition('.')[0]}.docx"
        path.write_bytes(made(on(folder / name.replace(".", "-of."), make()), whole()).data)
        made_here.append(path)
    return made_here


def test_the_rules_of_the_standard_are_kept(files: list[Path]) -> None:
    assert [by_audit(path) for path in files] == [[], [], []]


@validates
def test_the_validator_of_the_sdk_finds_no_error(files: list[Path]) -> None:
    assert by_sdk(files) == [[], [], []]


@office
def test_libreoffice_lays_all_of_it_out(files: list[Path], tmp_path: Path) -> None:
    assert all(page_count(pdf) >= 4 for pdf in laid_out(files, tmp_path).values())

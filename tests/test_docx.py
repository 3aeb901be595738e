"""The Word writer as a whole: a rich document, judged by validators and by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from briefings import machine, reader
from briefings.document import (
    Asset,
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Group,
    Heading,
    Inlines,
    Label,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteCall,
    Notes,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from briefings.errors import Place
from briefings.exhibits.bitmap import clean
from briefings.typeset import typeset
from briefings.wordml.lint import lint
from briefings.writers import docx
from effort import calls
from reading import laid_out, page_count, page_text
from verdicts import by_audit
from wordfile import LIBRARY, PNG, WordFile, document, fonts, said, theme, words, written

LAYOUTS = ("side", "page", "book")


def heading(level: int, text: str, key: str | None = None, number: str | None = None) -> Heading:
    return Heading(level, words(text), key, number)


def items(*blocks: Block | tuple[Block, ...], **more: object) -> List:
    held = (block if isinstance(block, tuple) else (block,) for block in blocks)
    return List(tuple(ListItem(found) for found in held), **more)  # type: ignore[arg-type]


def fact(label: str, text: str) -> Paragraph:
    return Paragraph((Label("label", words(f"{label}:")), Text(f" {text}.")), "fact")


def strong(lead: str, text: str) -> Paragraph:
    return Paragraph((Strong(words(lead)), Text(f" {text}")))


def masthead() -> Group:
    imprint = (Text("Policy brief."), LineBreak(), Text("15 January 2026"))
    return Group(
        "masthead",
        (
            said("Institute for Regional Policy", role="organisation"),
            said("South and Central Asia", role="meta"),
            Paragraph(imprint, "imprint"),
            said("Security and diplomacy", role="kicker"),
            heading(1, "After the talks: an impasse on the border"),
            said("Talks on border security have ended without result.", role="standfirst"),
        ),
    )


def cover() -> Group:
    lead, rest = masthead().blocks[:2], masthead().blocks[3:5]
    return Group("cover", (*lead, *rest, said("Report, January 2026", role="imprint")))


def judgements() -> Group:
    first = strong("The deadlock is about one group.", "One side calls it an internal matter.")
    second = strong("Violence is likely to rise.", "Two provinces are the most exposed.")
    listed = items(
        (first, fact("Confidence", "high")),
        (second, fact("Likelihood", "likely (55–75%)"), items(said("first sign"), said("second"))),
        ordered=True,
        role="judgements",
    )
    return Group("judgements", (heading(2, "Key judgements", "judgements"), listed))


def callout() -> Group:
    points = items(said("a ministry"), said("a relief agency"))
    return Group("callout", (said("Who met", role="label"), said("Four parties met."), points))


def cell(text: str, header: str | None = None) -> Cell:
    return Cell((said(text),), header)  # type: ignore[arg-type]


def paths() -> Table:
    head = (cell("Path", "column"), cell("Principal risk", "column"))
    rows = (("Border hardening", "Slower trade"), ("Mediated talks", "No agreed terms"))
    body = tuple((cell(path, "row"), cell(risk)) for path, risk in rows)
    caption = (Strong(words("Table 1.")), Text(" Paths ahead and their risks"))
    return Table("data", (40, 60), head, body, caption, "paths")


def options() -> Table:
    head = (cell("Option", "column"), cell("For", "column"), cell("Cost", "column"))
    points = items(said("revenue stays"), said("no hardship for districts"))
    lead = Paragraph((Strong(words("Keep it open")), Text(" (baseline)")))
    row = (
        Cell((lead, said("Trade goes on.", role="fact")), "row"),
        Cell((points,)),
        replace(cell("1,250"), align="right"),
    )
    return Table("options", (40, 40, 20), head, (row,))


def chapters() -> tuple[Block, ...]:
    place, address = (
        Link("#paths", words("the paths")),
        Link("https://example.org/r", words("report")),
    )
    call, again = NoteCall("call-1", 1, "note-1"), NoteCall("call-2", 2, "note-2")
    said_first = (Text("Envoys met in two cities."), call, Text(" See "), place, Text("."))
    said_next = (Text("It is in the "), address, Text(", they say."), again)
    inner = items((said("second, with more"), items(said("deepest"))))
    return (
        heading(2, "Why the talks failed", "why", "1"),
        callout(),
        Paragraph(said_first),
        Paragraph(said_next),
        heading(3, "What each side wanted", "wanted", "1.1"),
        items((said("first step"), said("and why"), inner), said("second step"), ordered=True),
        items(said("one point"), said("another point")),
        heading(2, "What is at stake", "stake", "2"),
        Quotation((said("The border could close."), said("An envoy", role="attribution"))),
        Figure("chart", "Attacks rise from 12 to 45.", words("Figure 1. Attacks by year"), "chart"),
        said("Source: national statistics.", role="source-line"),
        paths(),
        options(),
        Group("scenario", (heading(3, "A thaw", number="2.1"), fact("Likelihood", "even"))),
        items(said("a date is set"), role="indicators"),
        Group(
            "recommendations", (heading(2, "Recommendations", "do"), items(said("Open a channel.")))
        ),
    )


def back() -> tuple[Block, ...]:
    source = (Text("Khan, A., "), Emphasis(words("The Border Question")), Text(", 2024."))
    terms = (Definition(words("OIC"), words("A body of states.")),)
    notes = (Note("note-1", 1, words("Two reports say so.")), Note("note-2", 2, words("A third.")))
    method = heading(2, "Method", "method", "Annex A")
    return (
        Group("annex", (method, said("Four people were asked."))),
        Group("glossary", (heading(2, "Glossary", "glossary"), Definitions(terms))),
        Notes(heading(2, "Notes", "notes"), notes),
        Group("sources", (heading(2, "Sources", "sources"), items(Paragraph(source)))),
        said("The names are invented.", role="note-line"),
    )


def contents(blocks: tuple[Block, ...]) -> Contents:
    found = [b for b in walk(blocks) if isinstance(b, Heading) and b.id]
    entries = (ContentsEntry(h.level - 1, numbered(h), str(h.id)) for h in found)
    return Contents(tuple(entries), heading(2, "Contents"))


def numbered(block: Heading) -> Inlines:
    number = (Label("number", words(block.number)), Text(" ")) if block.number else ()
    return (*number, *block.children)


def example(layout: str) -> Document:
    """A document with every block there is: a brief, or a report with a cover and contents."""
    front: tuple[Block, ...] = (masthead(), judgements())
    body = (*chapters(), *back())
    if layout == "book":
        summary = (heading(2, "Summary", "summary"), said("It failed.", role="standfirst"))
        summed = Group("summary", (*summary, judgements()))
        front = (cover(), contents((summed, *body)), summed)
    asset = Asset("image/svg+xml", b"<svg/>", 400, 100, raster=lambda: PNG)
    return document(
        *front,
        *body,
        layout=layout,
        numbered=layout == "book",
        assets={"chart": asset},
        marking="TLP:AMBER",
        created="2026-01-15",
    )


def file(layout: str) -> bytes:
    return docx.compose(example(layout), theme(), {"why": 4, "stake": 5}, fonts())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_validator_of_the_standard_finds_no_error(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(file(layout))
    assert by_audit(path) == []


def names(layout: str) -> set[str]:
    """Names of all styles of the example."""
    return set(WordFile(file(layout)).find("//w:style/w:name/@w:val", "word/styles.xml"))


BRIEF = """
Normal; Body Text; Title; Subtitle; heading 1; heading 2; heading 3; caption; Quote; Table Text;
header; footer; Organisation; Unit; Imprint; Kicker; Standfirst; Panel Heading; Panel Item;
Panel Fact in Item; Panel List Bullet 2; Callout Heading; Callout Text; Callout List Bullet;
List Number; List Continue; List Bullet; List Bullet 2; List Bullet 3; Quote Attribution; Figure;
Source Line; Table Heading; Table Row Heading; Separator; Table Row Lead; Table Fact;
Table List Bullet; Table List Bullet First; Table Text Right; Fact; Indicator;
Recommendation Heading; Recommendation List Bullet; Definition Term; Definition; Notes Heading;
Note Text; Bibliography; Remark; Default Paragraph Font; Normal Table; No List; TLP Amber;
Strong; Run-in Label; Number Label; endnote reference; Hyperlink; Caption Label; Emphasis;
Data Table; Options Table
"""


def test_the_styles_of_a_brief_have_names_that_people_know() -> None:
    assert names("side") == {" ".join(name.split()) for name in BRIEF.split(";")}


def test_the_styles_of_a_report_are_those_of_a_brief_and_some_more() -> None:
    assert names("book") - names("side") == {
        "Cover Organisation",
        "Cover Kicker",
        "Cover Kicker Down",
        "Cover Title",
        "Cover Imprint",
        "TOC Heading",
        "toc 1",
        "toc 2",
        "Unnumbered Heading 1",
        "Callout Heading Opening",
        "Back Matter Heading",
        "Chapter Title",
        "Section End",
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_lint_finds_no_defect(layout: str) -> None:
    assert lint(file(layout)) == ()


PROGRAM = """
import sys, time
sys.path.insert(0, {tests!r})
then = time.gmtime({clock})
time.time = lambda: {clock}
time.localtime = time.gmtime = lambda *_: then
import hashlib
from test_docx import LAYOUTS, file
print([hashlib.sha256(file(layout)).hexdigest() for layout in LAYOUTS])
"""


def hashes(seed: str, clock: int) -> str:
    """What another process writes, with another order of sets, another clock, another place."""
    tests = str(Path(__file__).parent)
    root = str(Path(__file__).parents[1])
    environment = {"PYTHONHASHSEED": seed, "TZ": f"X{seed}", "PATH": "", "PYTHONPATH": root}
    program = PROGRAM.format(tests=tests, clock=clock)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_bytes_are_the_same_in_another_process_at_another_time() -> None:
    assert hashes("1", 946684800) == hashes("7", 1893456000)


def test_nothing_is_set_by_hand_that_a_style_says() -> None:
    """Paragraphs say their style, their place in a list or outline, and what they stay with."""
    found = WordFile(file("book")).find("//w:body//w:pPr/*")
    names = Counter(element.tag.rpartition("}")[2] for element in found)
    placed = {"pStyle", "numPr", "outlineLvl", "framePr", "pageBreakBefore", "spacing", "sectPr"}
    placed |= {"keepNext"}
    assert set(names) <= placed
    # Space above is taken away where a page begins, and nowhere else.
    assert names["spacing"] == names["pageBreakBefore"] + names["sectPr"]


def test_runs_say_their_style_and_no_more() -> None:
    found = WordFile(file("side")).find("//w:body//w:r/w:rPr/*")
    assert {element.tag.rpartition("}")[2] for element in found} == {"rStyle"}


def test_only_the_contents_are_in_a_block_control() -> None:
    assert len(WordFile(file("book")).find("//w:sdt")) == 1
    assert WordFile(file("side")).find("//w:sdt") == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_heading_and_paragraph_is_said_in_its_place(layout: str) -> None:
    shown = "\n".join(text for _, text in WordFile(file(layout)).paragraphs())
    at = 0
    for block in walk(example(layout).blocks):
        if isinstance(block, Heading | Paragraph):
            sentence = plain_text(block.children).partition(".")[0]
            at = shown.find(sentence, at)
            assert at >= 0, sentence


def test_a_link_to_nowhere_is_never_written() -> None:
    lost = Paragraph((Link("#lost", words("there")),))
    with pytest.raises(RuntimeError, match="leads to the bookmark lost, which is not there"):
        written(lost)


def test_a_picture_keeps_its_proportions_and_fits_the_page() -> None:
    wide = Asset("image/png", PNG, width=2000, height=500)
    high = Asset("image/jpeg", PNG, width=100, height=2000)
    found = written(
        Figure("wide", "Wide"), Figure("high", "High"), assets={"wide": wide, "high": high}
    )
    sizes = [
        (int(e.get("cx")) / 12700, int(e.get("cy")) / 12700) for e in found.find("//wp:extent")
    ]
    assert [round(width / height, 3) for width, height in sizes] == [4.0, 0.05]
    assert sizes[0][0] < 600
    assert sizes[1][1] < 750


def test_a_picture_used_twice_is_stored_once() -> None:
    picture = Figure("map", "A map")
    found = written(picture, picture, assets={"map": Asset("image/png", PNG, 10, 10)})
    assert [name for name in found.names if "media" in name] == ["word/media/image1.png"]
    assert found.find("//wp:docPr/@id") == ["1", "2"]
    assert found.find("//wp:docPr/@descr") == ["A map", "A map"]


def drawing(inside: bytes = b'<rect width="9" height="9"/>') -> Asset:
    data = b'<svg xmlns="http://www.w3.org/2000/svg">' + inside + b"</svg>"
    return Asset("image/svg+xml", data, 40, 40, raster=lambda: PNG)


def test_a_drawing_is_there_as_such_with_a_bitmap_beside_it() -> None:
    picture = Figure("map", "A map")
    found = written(picture, picture, assets={"map": drawing()})
    media = ["word/media/image1.png", "word/media/image2.svg"]
    assert [name for name in found.names if "media" in name] == media
    bitmaps, drawings = (found.find(f"//{e}/@r:embed") for e in ("a:blip", "asvg:svgBlip"))
    relations = "word/_rels/document.xml.rels"
    targets = {r.get("Id"): r.get("Target") for r in found.find("//rel:Relationship", relations)}
    assert [targets[r] for r in (*bitmaps, *drawings)] == [
        *["media/image1.png"] * 2,
        *["media/image2.svg"] * 2,
    ]
    (kind,) = found.find("//*[@PartName='/word/media/image2.svg']/@ContentType", TYPES)
    assert kind == "image/svg+xml"
    assert found.part("word/media/image2.svg") == drawing().data


TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    "inside",
    [b"<mask/>", b"<g><clipPath/></g>", b'<x:marker xmlns:x="http://www.w3.org/2000/svg"/>'],
)
def test_a_drawing_that_word_may_draw_in_part_is_there_as_a_bitmap(inside: bytes) -> None:
    found = written(Figure("map", "A map"), assets={"map": drawing(inside)})
    assert [name for name in found.names if "media" in name] == ["word/media/image1.png"]
    assert found.find("//asvg:svgBlip") == []


def test_a_photograph_that_only_its_camera_described_is_shown(tmp_path: Path) -> None:
    camera = Image.Exif()
    camera[0x010F] = "Maker"
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "#00a000").save(file, "JPEG", exif=camera)
    head, jfif = b"\xff\xd8", b"\xff\xe0\x00\x10JFIF"
    assert file.getvalue().startswith(head + jfif)
    photograph = clean(head + file.getvalue()[20:])
    asset = Asset("image/jpeg", photograph.data, 400, 200)
    path = tmp_path / "photograph.docx"
    path.write_bytes(written(Figure("map", "A map"), assets={"map": asset}).data)
    pdf = laid_out([path], tmp_path)["photograph"]
    command = ["pdftoppm", "-r", "20", str(pdf)]
    pixels = subprocess.run(command, capture_output=True, check=True).stdout
    assert pixels.count(bytes((0, 0xA0, 0))) > 1000


def test_an_annex_of_a_book_begins_a_page_without_space_above() -> None:
    found = WordFile(file("book"))
    (annex,) = found.find("//w:p[w:bookmarkStart/@w:name='method']")
    assert annex.find("./{*}pPr/{*}pageBreakBefore") is not None
    (brief,) = WordFile(file("side")).find("//w:p[w:bookmarkStart/@w:name='method']")
    assert brief.find("./{*}pPr/{*}pageBreakBefore") is None


def test_the_back_matter_of_a_book_has_headings_of_its_own() -> None:
    styles = {text: style for style, text in WordFile(file("book")).paragraphs()}
    assert {styles[name] for name in ("Glossary", "Notes", "Sources")} == {"BackMatterHeading"}
    styles = {text: style for style, text in WordFile(file("side")).paragraphs()}
    assert [styles[name] for name in ("Glossary", "Notes")] == ["Heading1", "NotesHeading"]


def test_a_report_twice_as_long_is_twice_the_work() -> None:
    def work(chapters: int) -> int:
        long = document(*(b for n in range(chapters) for b in chapter(n)), layout="book")
        return calls(lambda: docx.compose(long, theme(), {}, {}))

    work(1)  # what is made once
    assert work(20) < 2.2 * work(10)


def chapter(n: int) -> Iterator[Block]:
    yield heading(2, f"Chapter {n}", f"chapter-{n}")
    yield from (said("Many words in a paragraph. " * 20) for _ in range(12))
    yield replace(paths(), id=None)


# --- LibreOffice ----------------------------------------------------------------------------------

office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice, poppler"
)


@office
def test_libreoffice_shows_all_words_in_order(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(file("book"))
    shown = page_text(laid_out([path], tmp_path)["report"])
    expected = (
        "TLP:AMBER",
        "Institute for Regional Policy",
        "an impasse on the border",
        "Contents",
        "1 Why the talks failed 4",
        "Summary",
        "KEY JUDGEMENTS",
        "1 The deadlock is about one group.",
        "first sign",
        "1 Why the talks failed",
        "Envoys met in two cities.1",
        "1.1 What each side wanted",
        "1. first step",
        "deepest",
        "2 What is at stake",
        "Table 1. Paths ahead and their risks",
        "Annex A Method",
        "Glossary",
        "1 Two reports say so.",
        "The names are invented.",
    )
    flat = re.sub(r"[\s.]+", "", shown)  # poppler parts the letters of small capitals
    at = 0
    for text in expected:
        at = flat.find(re.sub(r"[\s.]+", "", text), at)
        assert at >= 0, text


@office
def test_libreoffice_breaks_pages_where_the_pdf_does(tmp_path: Path) -> None:
    machine.use_fonts(LIBRARY.fonts)
    paragraph = "<p>" + "One of many sentences that fill a page, some of them long. " * 7 + "</p>"
    html = '<h1>Bridges</h1><section class="judgements"><h2>Key</h2><ol class="judgements">'
    html += "<li><p>First.</p></li><li><p>Second.</p></li></ol></section>" + paragraph * 22
    for layout in ("page", "side"):
        pages = typeset(html_document(html, layout), theme(), LIBRARY.templates)
        path = tmp_path / f"{layout}.docx"
        path.write_bytes(docx.write(pages))
        assert pages.count == page_count(laid_out([path], tmp_path)[layout])


def html_document(html: str, layout: str) -> Document:
    blocks = reader.read(html, lambda line: Place("t", line))
    return replace(document(*blocks, layout=layout), html=html)

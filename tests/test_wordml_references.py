"""Counted captions, references by number and page, lists of figures and tables in Word files."""

from __future__ import annotations

import re
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
    Contents,
    ContentsEntry,
    CrossReference,
    Figure,
    Heading,
    Inline,
    Label,
    Paragraph,
    RunningHead,
    Strong,
    Table,
    Text,
)
from briefings.errors import Place
from briefings.typeset import typeset
from briefings.writers import docx
from reading import laid_out
from verdicts import by_audit
from wordfile import LIBRARY, PNG, WordFile, document, said, text_of, theme, words, written

ASSETS = {"map": Asset("image/png", PNG, 100, 50)}


def label(word: str, number: int) -> Strong:
    return Strong((Text(f"{word} "), Label("number", words(str(number))), Text(".")))


def figure(number: int, title: str = "Attacks", key: str | None = None) -> Figure:
    return Figure("map", "A map", (label("Figure", number), Text(f" {title}")), key)


def table(number: int, title: str = "Costs", key: str | None = None) -> Table:
    cell = Cell((said("a"),))
    return Table(
        "data", (100,), (cell,), ((cell,),), (label("Table", number), Text(f" {title}")), key
    )


def see(form: str, target: str, text: str) -> Paragraph:
    made: Inline = CrossReference(form, target, words(text))  # type: ignore[arg-type]
    return Paragraph((Text("see "), made, Text(".")))


def file(*blocks: Block, **more: object) -> WordFile:
    return written(*blocks, assets=ASSETS, **more)


def codes(found: WordFile) -> list[str]:
    return [code.strip() for code in found.find("//w:instrText/text()")]


def fields(found: WordFile) -> list[tuple[str, str]]:
    """Each field of the text, with the result that it was written with."""
    made: list[tuple[str, str]] = []
    for run in found.find("//w:body//w:r"):
        (kind,) = run.xpath("./*[local-name()='fldChar']/@*") or [""]
        for code in run.iterfind("{*}instrText"):
            made.append((code.text.strip(), ""))
        if kind == "separate":
            shown = True
        elif kind:
            shown = False
        elif made and shown and not run.findall("{*}instrText"):
            made[-1] = (made[-1][0], made[-1][1] + text_of_run(run))
    return made


def text_of_run(run: object) -> str:
    return "".join(t.text or "" for t in run.iterfind("{*}t"))  # type: ignore[attr-defined]


def valid(found: WordFile, folder: Path) -> list[str]:
    (folder / "a.docx").write_bytes(found.data)
    return by_audit(folder / "a.docx")


# --- captions ------------------------------------------------------------------------------------


def test_captions_count_themselves_figures_and_tables_apart(tmp_path: Path) -> None:
    found = file(figure(1), table(1), figure(2), table(2))
    assert fields(found) == [
        (r"SEQ Figure \* ARABIC", "1"),
        (r"SEQ Table \* ARABIC", "1"),
        (r"SEQ Figure \* ARABIC", "2"),
        (r"SEQ Table \* ARABIC", "2"),
    ]
    captions = [text for style, text in found.paragraphs() if style == "Caption"]
    assert captions == [
        "Figure 1. Attacks",
        "Table 1. Costs",
        "Figure 2. Attacks",
        "Table 2. Costs",
    ]
    assert valid(found, tmp_path) == []


def test_label_and_number_of_a_caption_are_marked_without_its_full_stop() -> None:
    found = file(figure(3, key="at.map"))
    (caption,) = found.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']")
    pieces = [f"{etree.QName(e).localname} {text_of_run(e)}".strip() for e in caption]
    last = len(pieces) - pieces[::-1].index("bookmarkEnd")
    label = pieces[len(pieces) - pieces[::-1].index("bookmarkStart") : last]
    assert [piece for piece in label if piece != "r"] == ["r Figure", "r 3", "bookmarkEnd"]
    assert pieces[last:] == ["r .", "r  Attacks"]
    assert found.find("//w:bookmarkStart/@w:name") == ["at_map", "_Ref_at_map"]


def test_all_of_a_number_in_a_caption_looks_like_its_label() -> None:
    found = file(figure(1))
    runs = found.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:r")
    styles = [r.xpath("string(./*[local-name()='rPr']/*[local-name()='rStyle']/@*)") for r in runs]
    assert styles == ["CaptionLabel"] * 7 + [""]


def test_a_caption_without_a_label_is_words() -> None:
    found = file(Figure("map", "A map", words("A map of the crossing"), "at.map"))
    assert codes(found) == []
    assert ("Caption", "A map of the crossing") in found.paragraphs()


# --- references ----------------------------------------------------------------------------------


def test_a_figure_is_referred_to_by_the_label_of_its_caption(tmp_path: Path) -> None:
    found = file(see("number", "at.map", "Figure 1"), figure(1, key="at.map"))
    assert fields(found)[0] == (r"REF _Ref_at_map \h", "Figure 1")
    assert text_of(found.find("//w:p")[0]) == "see Figure 1."
    assert valid(found, tmp_path) == []


def test_a_section_is_referred_to_by_the_number_of_its_heading(tmp_path: Path) -> None:
    found = file(
        see("number", "at.later", "section 2"),
        Heading(2, words("Now"), "at.now", "1"),
        Heading(2, words("Later"), "at.later", "2"),
        Heading(2, words("Method"), "at.method", "Annex A"),
        see("number", "at.method", "Annex A"),
        numbered=True,
        layout="book",
    )
    assert fields(found) == [(r"REF at_later \r \h", "2"), (r"REF at_method \r \h", "Annex A")]
    assert text_of(found.find("//w:p")[0]) == "see section 2."
    assert valid(found, tmp_path) == []


@pytest.mark.parametrize(
    "target",
    [
        Heading(2, words("Later"), "x", "2"),
        Heading(2, words("Later"), "x"),
        Figure("map", "A map", words("A map"), "x"),
    ],
    ids=["number in words", "heading without number", "caption without number"],
)
def test_what_word_does_not_count_is_linked_by_the_words(target: Block) -> None:
    found = file(see("number", "x", "section 2"), target)
    assert codes(found) == []
    assert [text_of(link) for link in found.find("//w:hyperlink[@w:anchor='x']")] == ["section 2"]


def test_a_reference_that_does_not_say_the_number_is_linked_by_its_words() -> None:
    heading = Heading(2, words("Now"), "x", "1")
    found = file(heading, see("number", "x", "above"), numbered=True, layout="book")
    assert codes(found) == []
    assert [text_of(link) for link in found.find("//w:hyperlink[@w:anchor='x']")] == ["above"]


def test_words_are_followed_by_the_page_that_they_refer_to(tmp_path: Path) -> None:
    made = document(see("page", "x", "the map"), Heading(2, words("Map"), "x"), layout="book")
    form = RunningHead("Bridges", "Note", "Office", "{page} of {pages}", "(page {page})")
    data = docx.compose(replace(made, running=form), theme(), {"x": 12}, {})
    found = WordFile(data)
    assert fields(found) == [(r"PAGEREF x \h", "12")]
    assert text_of(found.find("//w:p")[0]) == "see the map (page 12)."
    assert [text_of(link) for link in found.find("//w:hyperlink[@w:anchor='x']")] == ["the map"]
    assert valid(found, tmp_path) == []


def test_a_reference_is_set_as_the_words_around_it() -> None:
    bold = Strong((Text("see "), CrossReference("number", "at.map", words("Figure 1"))))
    found = file(Paragraph((bold,)), figure(1, key="at.map"))
    runs = found.find("//w:p[1]/w:r/w:rPr/w:rStyle/@w:val")
    assert runs == ["Strong"] * 6


# --- lists of figures and tables -----------------------------------------------------------------


def listing(of: str, *keys: str) -> Contents:
    entries = tuple(ContentsEntry(1, words(f"{key}. Title"), key) for key in keys)
    return Contents(entries, Heading(2, words(of.capitalize())), of)  # type: ignore[arg-type]


def test_lists_of_figures_and_tables_are_filled_with_pages(tmp_path: Path) -> None:
    blocks = (
        listing("figures", "a", "b"),
        listing("tables", "c"),
        figure(1, key="a"),
        figure(2, key="b"),
        table(1, key="c"),
    )
    made = document(*blocks, layout="book", assets=ASSETS)
    found = WordFile(docx.compose(made, theme(), {"a": 2, "b": 3, "c": 3}, {}))
    assert codes(found)[:5] == [
        r'TOC \h \z \c "Figure"',
        r"PAGEREF a \h",
        r"PAGEREF b \h",
        r'TOC \h \z \c "Table"',
        r"PAGEREF c \h",
    ]
    listed = [text for style, text in found.paragraphs() if style == "TableofFigures"]
    assert listed == ["a. Title\t2", "b. Title\t3", "c. Title\t3"]
    assert valid(found, tmp_path) == []


# --- LibreOffice ----------------------------------------------------------------------------------

HTML = """<h1>T</h1>
<nav class="contents"><h2>Contents</h2><ol><li class="level-1"><a href="#now">
<span class="number">1</span> Now</a></li></ol></nav>
<nav class="figures"><h2>Figures</h2><ol>
<li class="level-1"><a href="#at.a">Figure 1. Attacks</a></li>
<li class="level-1"><a href="#at.b">Figure 2. Prices</a></li></ol></nav>
<h2 id="now"><span class="number">1</span> Now</h2>
<p>See <a class="number" href="#at.b">Figure 2</a>, <a class="number" href="#now">section 1</a>
and <a class="page" href="#at.b">prices</a>.</p>{lines}
<figure id="at.a"><figcaption><strong>Figure <span class="number">1</span>.</strong> Attacks
</figcaption><img src="asset:map" alt="A map"/></figure>{lines}
<figure id="at.b"><figcaption><strong>Figure <span class="number">2</span>.</strong> Prices
</figcaption><img src="asset:map" alt="A map"/></figure>
"""
office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice, poppler"
)


@office
def test_libreoffice_shows_numbers_and_pages_as_the_pdf_has_them(tmp_path: Path) -> None:
    machine.use_fonts(LIBRARY.fonts)
    html = HTML.format(lines="<p>Two bridges will close while the river is high.</p>" * 40)
    html = html.replace("\n", " ")
    blocks = reader.read(html, lambda line: Place("t", line))
    made = document(*blocks, layout="book", numbered=True, assets=ASSETS)
    form = RunningHead("Bridges", "Note", "Office", "{page} of {pages}", "(page {page})")
    pages = typeset(replace(made, html=html, running=form), theme(), LIBRARY.templates)
    (tmp_path / "a.docx").write_bytes(docx.write(pages))
    shown = laid_out([tmp_path / "a.docx"], tmp_path)["a"]
    command = ["pdftotext", "-layout", str(shown), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = [" ".join(page.split()) for page in text.split("\f")[:-1]]
    assert len(found) == pages.count == 4
    assert "See Figure 2, section 1 and prices (page 4)." in found[1]
    assert [n for n, page in enumerate(found[1:], 2) if "Figure 1. Attacks" in page] == [3]
    assert [n for n, page in enumerate(found[1:], 2) if "Figure 2. Prices" in page] == [4]
    listed = re.sub(r"\.{3,}", " ", found[0])
    assert "Figures Figure 1. Attacks 3 Figure 2. Prices 4" in listed

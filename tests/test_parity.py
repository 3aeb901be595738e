"""The PDF and the Word file of an edition say the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pypdf
import pytest

from editions import MATRIX, Product, Shelf, every_product, shelf
from reading import Reading, bare, page_heads, words
from reading_docx import chapters, read_docx
from reading_pdf import read_pdf


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


def both(built: Shelf, product: Product) -> tuple[Reading, Reading]:
    return read_pdf(built.read(product, "pdf")), read_docx(built.read(product, "docx"))


@every_product
def test_the_same_words_in_the_same_order(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert words(pdf.text, docx.text) == words(docx.text)


@every_product
def test_the_same_headings_at_the_same_levels(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert folded(pdf.headings) == folded(docx.headings)


@every_product
def test_the_same_outline_for_navigation(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert folded(pdf.outline) == folded(docx.outline)


@every_product
def test_the_same_entries_of_the_contents_on_the_same_pages(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert [(bare(text), page) for text, page in pdf.contents] == [
        (bare(text), page) for text, page in docx.contents
    ]


@every_product
def test_the_same_links_to_other_places(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert [(address, bare(text)) for address, text in pdf.links] == [
        (address, bare(text)) for address, text in docx.links
    ]
    assert [(address, bare(text)) for address, text in pdf.note_links] == [
        (address, bare(text)) for address, text in docx.note_links
    ]


@every_product
def test_the_same_places_are_led_to(built: Shelf, product: Product) -> None:
    """From contents and lists, and where one text refers to another; calls of notes apart."""
    file = pypdf.PdfReader(io.BytesIO(built.read(product, "pdf")))
    led = {str(link["/Dest"]) for link in links(file) if "/Dest" in link}
    places = {re.sub(r"\W", "_", name) for name in led if not name.startswith("note-")}
    assert places == internal_targets(built.read(product, "docx"))


@every_product
def test_the_same_notes(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert [*map(bare, pdf.notes)] == [*map(bare, docx.notes)]


@every_product
def test_the_same_captions_with_the_same_numbers(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert [*map(bare, pdf.captions)] == [*map(bare, docx.captions)]


@every_product
def test_the_same_tables(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    assert cells(pdf) == cells(docx)


@every_product
def test_the_same_figures(built: Shelf, product: Product) -> None:
    pdf, docx = both(built, product)
    drawn = [text for text in pdf.figures if text in docx.figures]
    assert drawn == docx.figures
    assert len(pdf.figures) - len(drawn) == docx.formulas  # which Word sets, and so reads, itself


@every_product
def test_the_same_titles_at_the_heads_of_the_same_pages(built: Shelf, product: Product) -> None:
    """Word finds the first chapter of a page, or else the last before it, and so does the PDF."""
    titles = chapters(built.read(product, "docx"))
    path = built.file(product, "pdf")
    heads, opened = page_heads(path), chapter_pages(pypdf.PdfReader(path), titles)
    if not titles:
        assert len(set(heads[1:])) < 2
        return
    shown = []
    for page in range(3, len(heads) + 1):
        here = [title for title, begins in zip(titles, opened, strict=True) if begins == page]
        before = [title for title, begins in zip(titles, opened, strict=True) if begins < page]
        shown.append((here or before[-1:])[0])
    assert heads[0] == ""  # the cover
    assert heads[1] not in titles  # the contents
    assert [*map(bare, heads[2:])] == [*map(bare, shown)]


@every_product
def test_every_link_of_the_pdf_can_be_clicked(built: Shelf, product: Product) -> None:
    file = pypdf.PdfReader(io.BytesIO(built.read(product, "pdf")))
    flat = [str(link.get("/Dest")) for link in links(file) if min(size(link)) < 4]
    assert flat == []


@every_product
def test_every_entry_of_the_contents_leads_to_its_page(built: Shelf, product: Product) -> None:
    data = built.read(product, "pdf")
    contents, file = read_pdf(data).contents, pypdf.PdfReader(io.BytesIO(data))
    pages = places(file)
    led = dict.fromkeys(str(link["/Dest"]) for link in links(file, 1) if "/Dest" in link)
    assert [page for _, page in contents] == [pages[name] for name in led][: len(contents)]


def test_the_examples_have_all_that_is_compared(built: Shelf) -> None:
    reports = [p for p in MATRIX if p.kind == "full-report" and p.audience in ("minister", "press")]
    found = [read_pdf(built.read(product, "pdf")) for product in reports]
    for aspect in (
        "text",
        "headings",
        "outline",
        "contents",
        "links",
        "notes",
        "tables",
        "figures",
    ):
        assert any(getattr(reading, aspect) for reading in found), aspect


def chapter_pages(file: pypdf.PdfReader, titles: list[str]) -> list[int]:
    """The page, counted from 1, of each of *titles*, which are chapters of the outline in order."""
    outline = [entry for part in file.outline if isinstance(part, list) for entry in part]
    chapters = [entry for entry in outline if not isinstance(entry, list)] if titles else []
    for entry, title in zip(chapters, titles, strict=True):
        assert bare(title) in bare(str(entry.title))
    numbers = [file.get_destination_page_number(entry) for entry in chapters]
    return [number + 1 for number in numbers if number is not None]


def internal_targets(data: bytes) -> set[str]:
    """Bookmarks that links and references of a Word file lead to, but for notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    named = re.findall(r'w:anchor="(\w+)"', text) + re.findall(r" (?:PAGE)?REF (\w+) ", text)
    names = {name.removeprefix("_Ref_") for name in named}
    return {name for name in names if not name.startswith("note_")}


def folded(headings: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(level, bare(text)) for level, text in headings]


def cells(reading: Reading) -> list[list[list[str]]]:
    return [[[bare(cell) for cell in row] for row in table] for table in reading.tables]


def links(file: pypdf.PdfReader, page: int | None = None) -> Iterator[dict[str, object]]:
    """Links of one page, counted from 0, or of all."""
    for number, found in enumerate(file.pages):
        if page is None or page == number:
            for annotation in found.get("/Annots", ()):
                link = annotation.get_object()
                if link["/Subtype"] == "/Link":
                    yield link


def size(link: dict[str, object]) -> tuple[float, float]:
    """Width and height of a link, pt."""
    left, bottom, right, top = (float(n) for n in link["/Rect"])  # type: ignore[attr-defined]
    return abs(right - left), abs(top - bottom)


def places(file: pypdf.PdfReader) -> dict[str, str]:
    """The page, counted from 1, of each place that links lead to."""
    found = file.named_destinations.items()
    numbers = ((name, file.get_destination_page_number(place)) for name, place in found)
    return {name: str(number + 1) for name, number in numbers if number is not None}

"""Every PDF of the examples is PDF/UA-1 and PDF/A-3a at once, and says what a reader needs; and
whatever elements there are, so they are in every other theme.

Three judges look at every file: two validators, and what is asked here beyond them. That they see
what they should is shown on a sound file that is broken on purpose.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import lxml.html
import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from accessible import faults
from briefings.engine.xmp import EXTENSION
from editions import MATRIX, SAMPLE, THEMED, Product, Shelf, shelf
from tagging_sample import laid
from verapdf import by_page, by_verapdf, validates

EVERY = (*MATRIX, *THEMED)
"""One process looks at all, so that one Java does: it learns which of its steps are frequent."""

every_product = pytest.mark.parametrize("product", EVERY, ids=str)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


@validates
@every_product
def test_verapdf_finds_nothing(built: Shelf, product: Product) -> None:
    assert by_verapdf(built.file(product, "pdf")) == []


@every_product
def test_the_other_validator_finds_nothing(built: Shelf, product: Product) -> None:
    assert by_page(built.file(product, "pdf")) == []


@every_product
def test_nothing_is_missing_that_readers_need(built: Shelf, product: Product) -> None:
    assert faults(built.read(product, "pdf")) == []


BRIEFS = [product for product in EVERY if product.kind == "policy-brief"]


@pytest.mark.parametrize("product", BRIEFS, ids=str)
def test_a_brief_is_small_enough_to_be_sent_round(built: Shelf, product: Product) -> None:
    assert built.file(product, "pdf").stat().st_size < 80_000


def elements(built: Shelf, products: Sequence[Product], kind: str) -> set[tuple[Any, ...]]:
    """Every element that products of a kind have: its name, what tells it from others of that name,
    and what it stands in.
    """
    files = (built.read(product, "html").decode() for product in products if product.kind == kind)
    every = (
        element for file in files for element in lxml.html.fromstring(file).iterdescendants("*")
    )
    return {(e.tag, e.get("class"), e.get("role"), e.xpath("name(..)")) for e in every}


@pytest.mark.parametrize("kind", sorted({product.kind for product in MATRIX}))
def test_what_is_built_in_other_themes_has_every_element_there_is(built: Shelf, kind: str) -> None:
    assert elements(built, MATRIX, kind) - elements(built, SAMPLE, kind) == set()


def test_what_is_built_in_other_themes_has_each_kind_of_every_content_and_every_audience() -> None:
    assert {(p.content, p.kind) for p in SAMPLE} == {(p.content, p.kind) for p in MATRIX}
    assert {p.audience for p in SAMPLE} == {p.audience for p in MATRIX}


# --- a sound file, broken on purpose -------------------------------------------------------------


class Broken:
    """A sound file that is being broken."""

    def __init__(self, data: bytes) -> None:
        self.file = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
        self.root: Any = self.file.root_object
        trees: Any = self.root["/StructTreeRoot"]
        self.tree: Any = trees["/K"][0].get_object()

    def elements(self, tag: str) -> list[Any]:
        """The elements of a type, in reading order."""
        return [element for element in self._walk(self.tree) if element["/S"] == f"/{tag}"]

    def _walk(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("/K", ()):
            held = kid.get_object()
            if isinstance(held, dict) and "/S" in held:
                yield from self._walk(held)

    def say(self, before: bytes, after: bytes) -> None:
        """Say otherwise what the metadata say."""
        metadata: StreamObject = self.root["/Metadata"]
        assert before in metadata.get_data()
        metadata.set_data(metadata.get_data().replace(before, after))

    def draw(self, before: bytes, after: bytes) -> None:
        """Draw otherwise what the second page draws."""
        page: Any = self.file.pages[1]
        contents = DecodedStreamObject()
        assert before in page.get_contents().get_data()
        contents.set_data(page.get_contents().get_data().replace(before, after, 1))
        page[NameObject("/Contents")] = self.file._add_object(contents)

    def data(self) -> bytes:
        into = io.BytesIO()
        self.file.write(into)
        return into.getvalue()


def without(key: str, *tags: str) -> Callable[[Broken], None]:
    """Take an entry from the first element of each type."""

    def broken(file: Broken) -> None:
        for tag in tags:
            del file.elements(tag)[0][key]

    return broken


def no_language(file: Broken) -> None:
    del file.root["/Lang"], file.tree["/Lang"]


def no_fonts(file: Broken) -> None:
    fonts: Any = file.file.pages[0]["/Resources"]
    for font in fonts["/Font"].values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        descriptor.get_object().pop("/FontFile2", None)
        descriptor.get_object().pop("/FontFile3", None)


def mangled_characters(file: Broken) -> None:
    fonts: Any = file.file.pages[0]["/Resources"]
    for font in fonts["/Font"].values():
        font.get_object()["/ToUnicode"].get_object().set_data(b"beginbfchar <01> <")


def a_cell_too_few(file: Broken) -> None:
    file.elements("TR")[3]["/K"].pop()


def a_row_after_the_body(file: Broken) -> None:
    (table,), (body,) = file.elements("Table"), file.elements("TBody")
    table["/K"].append(body["/K"].pop())


def two_blocks_swapped(file: Broken) -> None:
    kids = file.elements("Sect")[1]["/K"]
    kids[-1], kids[-2] = kids[-2], kids[-1]


def a_note_before_its_call(file: Broken) -> None:
    kids = file.elements("Sect")[1]["/K"]
    kids[0:3] = [kids[2], kids[0], kids[1]]


def an_item_without_label(file: Broken) -> None:
    file.elements("LI")[0]["/K"].pop(0)


def a_link_in_no_element(file: Broken) -> None:
    link = file.elements("Link")[-1]
    link[NameObject("/K")] = ArrayObject(k for k in link["/K"] if isinstance(k, NumberObject))


def two_notes_of_one_name(file: Broken) -> None:
    for element in (file.elements("Note")[0], file.elements("BlockQuote")[0]):
        element[NameObject("/S")] = NameObject("/Note")
        element[NameObject("/ID")] = TextStringObject("note-1")


def no_title(file: Broken) -> None:
    file.say(b"dc:title", b"dc:source")
    file.file.metadata = None


def a_head_that_is_marked(file: Broken) -> None:
    file.draw(b"/Artifact\n<</Type /Pagination/Subtype /Header>>", b"/P\n<</MCID 999>>")


def text_that_nobody_reads(file: Broken) -> None:
    file.draw(b"/P\n<</MCID", b"/Artifact\n<</Number")


def a_drawing_that_is_not_marked(file: Broken) -> None:
    file.draw(b"ET\nEMC", b"ET\nEMC\n0 0 10 10 re f")


def clear(key: str) -> Callable[[Broken], None]:
    """Take an entry from the file's own dictionary."""

    def broken(file: Broken) -> None:
        del file.root[key]

    return broken


def no_tabs(file: Broken) -> None:
    for page in file.file.pages:
        del page["/Tabs"]


def no_description(file: Broken) -> None:
    page: Any = file.file.pages[1]
    del page["/Annots"][0].get_object()["/Contents"]


def other(tag: str, by: str) -> Callable[[Broken], None]:
    """Have the first element of a type be of another."""

    def broken(file: Broken) -> None:
        file.elements(tag)[0][NameObject("/S")] = NameObject(f"/{by}")

    return broken


def saying(before: bytes, after: bytes) -> Callable[[Broken], None]:
    """Have the metadata say otherwise."""
    return lambda file: file.say(before, after)


FAULTS: dict[str, tuple[Callable[[Broken], None], tuple[str, ...]]] = {
    "a picture without alternative text": (
        without("/Alt", "Figure"),
        ("ua1 7.3-1", "picture: a Figure without alternative text"),
    ),
    "a formula without alternative text": (
        without("/Alt", "Formula"),
        ("ua1 7.7-1", "picture: a Formula without alternative text"),
    ),
    "a picture that is nowhere": (without("/A", "Figure"), ("picture: a Figure that is nowhere",)),
    "no title": (no_title, ("ua1 7.1-9", "file: no title")),
    "a title that is not shown": (
        clear("/ViewerPreferences"),
        ("ua1 7.1-10", "file: its title is not shown"),
    ),
    "no language": (no_language, ("ua1 7.2-2", "file: no language")),
    "no mark that there are tags": (
        clear("/MarkInfo"),
        ("3a 6.7.2.2-1", "file: not marked as tagged"),
    ),
    "no bookmarks": (clear("/Outlines"), ("file: no bookmarks",)),
    "tabs in no order": (no_tabs, ("ua1 7.18.3-1", "page: tabs do not go by the structure")),
    "a heading skipped": (other("H2", "H4"), ("ua1 7.4.2-1", "heading: level 4 after level 1")),
    "no heading for the title": (
        other("H1", "P"),
        ("ua1 7.4.2-1", "heading: not one title before all others"),
    ),
    "a ragged table": (a_cell_too_few, ("ua1 7.2-43", "table: rows of different lengths")),
    "a row outside of the body": (a_row_after_the_body, ("structure: TR in a Table",)),
    "a head without scope": (without("/A", "TH"), ("ua1 7.5-1", "table: a head without scope")),
    "a head that is none": (other("TH", "TD"), ("table: no head",)),
    "an item outside of its list": (other("L", "Sect"), ("ua1 7.2-17",)),
    "a list of no kind": (without("/A", "L"), ("list: labels, but no numbering",)),
    "an item without label": (an_item_without_label, ("list: an item without label",)),
    "a paragraph that says nothing": (without("/K", "P"), ("structure: an empty P",)),
    "an element of no meaning": (other("P", "NonStruct"), ("structure: a NonStruct",)),
    "an element of a type unknown": (other("P", "Verse"), ("ua1 7.1-5",)),
    "a note without a name": (
        without("/ID", "Note"),
        ("ua1 7.9-1", "note: without a name of its own"),
    ),
    "two notes of one name": (
        two_notes_of_one_name,
        ("ua1 7.9-2", "note: without a name of its own"),
    ),
    "a note read before it is called": (
        a_note_before_its_call,
        ("note: 'note-1' is not called before it is read",),
    ),
    "a link in no element": (
        a_link_in_no_element,
        ("link: 'Anna' leads nowhere", "link: an area that is no element's"),
    ),
    "a link that is text": (other("Link", "Span"), ("ua1 7.18.5-1",)),
    "a link without description": (no_description, ("ua1 7.18.5-2", "link: '1' is not described")),
    "a reference that is none": (
        other("Reference", "Span"),
        ("link: 'Now' is no reference, or should be none",),
    ),
    "two blocks read in the wrong order": (
        two_blocks_swapped,
        ("order: 'A fee' is read after 'Traders waited at the crossing'",),
    ),
    "text that nobody reads": (text_that_nobody_reads, ("content: nobody reads 'Two '",)),
    "a drawing that is not marked": (a_drawing_that_is_not_marked, ("ua1 7.1-3",)),
    "a head of a page in no element": (
        a_head_that_is_marked,
        ("ua1 7.1-3", "content: in no element: 'Now'"),
    ),
    "fonts left out": (no_fonts, ("3a 6.2.11.4.1-1",)),
    "characters mangled": (mangled_characters, ("content: glyphs that stand for nothing",)),
    "no colour profile": (
        clear("/OutputIntents"),
        ("3a 6.2.4.3-2", "page 3a PDFA3A-DEVICE-RGB-001"),
    ),
    "no metadata": (clear("/Metadata"), ("3a 6.6.2.1-1", "page ua1 PDFUA1-METADATA-STRUCTURE-001")),
    "another part of PDF/A": (
        saying(b"<pdfaid:part>3", b"<pdfaid:part>2"),
        ("3a 6.6.4-2", "page 3a PDFA3A-ID-PART-001"),
    ),
    "another level of PDF/A": (
        saying(b"conformance>A<", b"conformance>Q<"),
        ("3a 6.6.4-3", "page 3a PDFA3A-ID-CONFORMANCE-001"),
    ),
    "no claim of PDF/UA": (
        saying(b"<pdfuaid:part>1</pdfuaid:part>", b""),
        ("ua1 5-1", "page ua1 PDFUA1-ID-PART-001"),
    ),
    "a claim of PDF/UA that is not described": (
        saying(EXTENSION.encode(), b""),
        ("3a 6.6.2.3.1-1", "page 3a PDFA3A-XMP-PROPERTY-DEFINITION-001"),
    ),
}
"""What is broken, and what is then found: the rule of a profile of veraPDF, and a fault of ours."""


@pytest.fixture(scope="module")
def sound() -> bytes:
    return laid().pdf()


JUDGES: dict[str, Callable[[Path], list[str]]] = {
    "veraPDF": by_verapdf,
    "the other validator": by_page,
    "ours": lambda file: faults(file.read_bytes()),
}


def judge(said: str) -> str:
    """Who says so."""
    found = re.match(r"(page )?(ua1|3a) ", said)
    if not found:
        return "ours"
    return "the other validator" if found[1] else "veraPDF"


@validates
@pytest.mark.parametrize("judge", JUDGES)
def test_a_sound_file_stays_sound_when_it_is_written_again(
    sound: bytes, tmp_path: Path, judge: str
) -> None:
    file = tmp_path / "sound.pdf"
    file.write_bytes(Broken(sound).data())
    assert JUDGES[judge](file) == []


@validates
@pytest.mark.parametrize(("fault", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(
    sound: bytes, tmp_path: Path, fault: Callable[[Broken], None], said: tuple[str, ...]
) -> None:
    broken, file = Broken(sound), tmp_path / "broken.pdf"
    fault(broken)
    file.write_bytes(broken.data())
    found = {rule for name in {*map(judge, said)} for rule in JUDGES[name](file)}
    assert [one for one in said if one not in found] == []

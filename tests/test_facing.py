"""Facing pages: a theme's layout mirrors margins, heads and feet on even pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from briefings.document import Group, Heading
from briefings.library.theme import Theme
from briefings.typeset import Typeset, typeset
from briefings.writers.docx import compose
from conftest import LIBRARY, document
from inside import ENGINE, engine_pages
from test_wordml_sections import CHAPTER, running
from test_wordml_sections import table as wide_table
from wordfile import WordFile, attributes, said, words
from wordfile import document as word_document

MM = 72 / 25.4
WIDE = (
    '<table class="data wide"><colgroup><col style="width:100%"/></colgroup>'
    '<thead><tr><th scope="col">Gate</th></tr></thead><tbody><tr><td>N</td></tr></tbody></table>'
)


@cache
def facing() -> Theme:
    """The theme that travels with the package, with facing pages and margins told apart."""
    theme = LIBRARY.theme("institute")
    book = theme.layouts["book"]
    margins = book.margins.model_copy(update={"left": 32, "right": 18})
    book = book.model_copy(update={"facing": True, "margins": margins})
    return theme.model_copy(update={"layouts": {**theme.layouts, "book": book}})


def word(*blocks: Any, theme: Theme | None = None, marking: str = "") -> WordFile:
    cover = Group("cover", (Heading(1, words("Bridges")), said("May", role="imprint")))
    found = word_document(cover, *blocks, layout="book", marking=marking)
    return WordFile(compose(found, theme or facing(), {}, {}))


def laid(html: str) -> Typeset:
    return typeset(
        replace(document(html), layout="book"), facing(), LIBRARY.templates, engine=ENGINE
    )


def chapter(title: str = "Gates") -> Group:
    return Group("chapter", (Heading(2, words(title)), said("a")))


def test_word_mirrors_margins_and_tells_even_pages_apart() -> None:
    settings = "word/settings.xml"
    file = word(chapter())
    assert file.find("//w:mirrorMargins", settings) != []
    assert file.find("//w:evenAndOddHeaders", settings) != []
    single = word(chapter(), theme=LIBRARY.theme("institute"))
    assert single.find("//w:mirrorMargins|//w:evenAndOddHeaders", settings) == []
    kinds = [attributes(r, ".")["type"] for r in single.find("//w:headerReference")]
    assert "even" not in kinds


def test_title_and_page_number_are_at_the_outer_edge() -> None:
    file = word(chapter(), marking="SECRET")
    assert running(file, 1, "header") == ("Header", f"Note\tSECRET\tBridges {CHAPTER}")
    assert running(file, 1, "header", "even") == ("Header", "Bridges\tSECRET\tNote")
    page = "PAGE NUMPAGES"
    assert running(file, 1, "footer") == ("Footer", f"Road Office\tSECRET\t1 of 1 {page}")
    assert running(file, 1, "footer", "even") == ("Footer", f"1 of 1\tSECRET\tRoad Office {page}")


def test_a_cover_has_the_marking_alone() -> None:
    file = word(chapter(), marking="SECRET")
    assert running(file, 0, "header", "first") == ("Header", "\tSECRET\t")
    assert running(file, 0, "footer", "first") == ("Footer", "\tSECRET\t")


def test_landscape_pages_face_each_other_too() -> None:
    file = word(chapter(), wide_table())
    assert running(file, 2, "header", "even") == ("HeaderLandscape", "Bridges\t\tNote")
    assert running(file, 2, "footer", "even")[0] == "FooterLandscape"


def left_margins(html: str) -> list[tuple[float, float]]:
    """Width of each page and its left margin, mm."""
    pages = [page._page_box for page in engine_pages(laid(html))]
    return [(round(p.margin_width() * 0.75 / MM), round(p.margin_left * 0.75 / MM)) for p in pages]


def test_the_pdf_changes_inner_and_outer_margins_on_even_pages() -> None:
    annex = '<section class="annex"><h2>A</h2><p>x</p></section>'
    assert left_margins("<h1>x</h1><p>x</p>" + annex * 2) == [(210, 32), (210, 18), (210, 32)]


def test_and_on_even_landscape_pages() -> None:
    # Turned, the upright page's head is at the right and its foot at the left.
    assert left_margins(f"<h1>x</h1><p>x</p>{WIDE}<p>x</p>") == [(210, 32), (297, 25), (210, 32)]


def entries(pages: Typeset, page: int) -> dict[str, str]:
    """What stands in the boxes around a page, by place."""
    found = {}
    for box in engine_pages(pages)[page]._page_box.children[1:]:
        words = "".join(d.text for d in box.descendants() if hasattr(d, "text"))
        found[box.at_keyword.removeprefix("@")] = words
    return {place: words for place, words in found.items() if words}


def test_heads_and_feet_of_the_pdf_are_those_of_the_word_file() -> None:
    annex = '<section class="annex"><h2>Locks</h2><p>x</p></section>'
    pages = laid(f"<h1>x</h1><p>x</p>{annex}{annex}")
    assert entries(pages, 1) == {
        "top-left": "Bridges",
        "top-right": "Note",
        "bottom-left": "2 of 3",
        "bottom-right": "Road Office",
    }
    assert entries(pages, 2) == {
        "top-left": "Note",
        "top-right": "Locks",
        "bottom-left": "Road Office",
        "bottom-right": "3 of 3",
    }

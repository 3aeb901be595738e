"""Pull quotes: somebody's words set large, in the side column or across the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefings.document import Group, walk
from briefings.rendering.material import Material
from briefings.rendering.render import render
from briefings.typeset import typeset
from briefings.wordml.xml import qualified
from conftest import LIBRARY, blocks, document, edition
from inside import ENGINE, engine_pages
from wordfile import WordFile, attributes, said, style_of, text_of, written

HTML = (
    '<aside class="pullquote" role="doc-pullquote"><p>We had all seen it.</p>'
    '<p class="attribution">A nurse</p></aside>'
)
QUOTE = Group("pullquote", (said("We had all seen it."), said("A nurse", role="attribution")))


def pulled(file: WordFile) -> list[Any]:
    """The paragraphs of pull quotes."""
    return [p for p in file.find("//w:p") if style_of(p).startswith("PullQuote")]


def test_the_reader_knows_a_pull_quote() -> None:
    assert document("<h1>x</h1>" + HTML).blocks[1] == QUOTE


def test_beside_the_text_it_stands_in_a_frame_in_the_side_column() -> None:
    quote, source = pulled(written(said("a"), QUOTE, said("b"), layout="side"))
    frames = [attributes(p, "./{*}pPr/{*}framePr") for p in (quote, source)]
    assert frames[0] == frames[1]
    assert (frames[0]["w"], frames[0]["xAlign"]) == (str(round(43 / 25.4 * 1440)), "right")
    assert [text_of(p) for p in (quote, source)] == ["We had all seen it.", "A nurse"]


def test_across_the_text_it_stands_between_two_rules() -> None:
    file = written(said("a"), QUOTE, said("b"), layout="book")
    quote, source = pulled(file)
    assert [style_of(p) for p in (quote, source)] == ["PullQuote", "PullQuoteAttributionLast"]
    for paragraph in (quote, source):
        assert paragraph.find("./{*}pPr/{*}framePr") is None
        borders = file.style(style_of(paragraph)).find("./{*}pPr/{*}pBdr")
        assert borders is not None
        assert [border.tag for border in borders] == [qualified("w:top"), qualified("w:bottom")]
    assert attributes(file.style("PullQuote"), "./{*}rPr/{*}sz") == {"val": "30"}
    after = attributes(file.style("PullQuoteAttributionLast"), "./{*}pPr/{*}spacing")["after"]
    assert after == "160"


@pytest.mark.parametrize("layout", ["book", "side"])
def test_two_of_them_are_not_joined_into_one(layout: str) -> None:
    styles = [style for style, _ in written(QUOTE, QUOTE, said("b"), layout=layout).paragraphs()]
    assert styles[2] == "Separator"


def test_no_page_break_parts_the_words_from_who_said_them() -> None:
    quote, source = pulled(written(QUOTE, layout="book"))
    assert quote.find("./{*}pPr/{*}keepNext") is not None
    assert source.find("./{*}pPr/{*}keepNext") is None


@pytest.mark.parametrize(("layout", "floats"), [("side", True), ("page", False), ("book", False)])
def test_the_pdf_sets_it_where_word_does(layout: str, floats: bool) -> None:
    found = replace(document(f"<h1>x</h1>{HTML}<p>b</p>"), layout=layout)
    pages = typeset(found, LIBRARY.theme("institute"), LIBRARY.templates, engine=ENGINE)
    (box,) = (
        b
        for b in engine_pages(pages)[0]._page_box.descendants()
        if b.element_tag == "aside" and type(b).__name__ == "BlockBox"
    )
    assert box.is_floated() is floats


NURSE = "type: quotation, id: nurse, attribution: A nurse, short: We had all seen it."


@pytest.mark.parametrize(("display", "pulled_out"), [("pull", True), ("text", False)])
def test_the_content_says_which_quotations_are_pulled_out(display: str, pulled_out: bool) -> None:
    brief = LIBRARY.kind("policy-brief").model_copy(update={"required": ()})
    found = edition(blocks(f"{NURSE}, display: {display}"), brief)
    said_there = walk(render(found, Material(LIBRARY.labels("en")), LIBRARY.templates).blocks)
    pulled_quotes = [b for b in said_there if isinstance(b, Group) and b.role == "pullquote"]
    assert bool(pulled_quotes) is pulled_out

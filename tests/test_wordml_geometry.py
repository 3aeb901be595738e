"""The lengths that Word and the PDF share are the same in both."""

from __future__ import annotations

import re

import pytest

from briefings.document import Group, Heading
from briefings.library.design import Design
from briefings.library.layouts import PT_PER_MM
from briefings.typeset import stylesheet
from briefings.wordml import geometry as g
from wordfile import LIBRARY, attributes, document, said, theme, words, written

MM = PT_PER_MM
WEIGHTS = Design().weights


def rules(selector: str, layout: str) -> str:
    """All declarations that the PDF's style sheet has for exactly this selector."""
    marking = "TLP:RED" if selector.startswith("@") else ""
    sheet = stylesheet(document(layout=layout, marking=marking), theme(), LIBRARY.templates)
    found = re.findall(rf"(?:^|[\s}}]){re.escape(selector)} *\{{(.*?)\}}", sheet, re.DOTALL)
    assert found, selector
    return " ".join(found)


def mm(pt: float) -> str:
    return f"{round(pt / MM, 3):g}mm"


@pytest.mark.parametrize(
    ("layout", "selector", "declaration"),
    [
        ("side", ".masthead", f"border-top: {WEIGHTS.masthead:g}pt"),
        ("side", ".masthead", f"padding-top: {g.MASTHEAD_PADDING}pt"),
        ("side", ".masthead h1", f"margin-top: {g.TITLE_ABOVE:g}pt"),
        ("side", ".masthead h1", f"max-width: {mm(g.TITLE_WIDEST)}"),
        ("side", ".masthead .standfirst", f"max-width: {mm(g.STANDFIRST_WIDEST)}"),
        ("side", ".judgements, .recommendations", f"margin: {g.PANEL_ABOVE:g}pt"),
        (
            "side",
            ".judgements, .recommendations",
            f"padding: {g.PANEL_PADDING}pt {g.PANEL_SIDES}pt",
        ),
        ("side", ".judgements, .recommendations", f"border-inline-start: {WEIGHTS.panel:g}pt"),
        (
            "side",
            ".judgements p.fact, .recommendations p.fact",
            f"margin-top: {g.PANEL_FACT_ABOVE:g}pt",
        ),
        (
            "side",
            ".judgements > p.fact, .recommendations > p.fact",
            f"margin-top: {g.PANEL_CLOSE_ABOVE:g}pt",
        ),
        (
            "side",
            "ol.judgements > li, ol.recommendations > li",
            f"padding-inline-start: {g.JUDGEMENT_STEP:g}pt",
        ),
        ("side", ".callout", f"border-top: {WEIGHTS.callout:g}pt"),
        ("side", ".callout", f"padding-top: {g.CALLOUT_PADDING}pt"),
        ("side", ".callout", f"margin: {g.CALLOUT_DROP:g}pt"),
        ("book", ".callout", f"margin-top: {g.CALLOUT_ABOVE:g}pt"),
        ("book", ".callout", f"padding: {g.PANEL_PADDING}pt {g.PANEL_SIDES}pt"),
        ("side", "li", f"padding-inline-start: {g.LIST_STEP:g}pt"),
        ("side", "dd", f"margin-inline-start: {g.DEFINITION_STEP:g}pt"),
        ("side", "table", f"margin: {g.TABLE_ABOVE:g}pt 0 {g.EXHIBIT_BELOW:g}pt"),
        ("side", "figure", f"margin: {g.TABLE_ABOVE:g}pt 0 {g.EXHIBIT_BELOW:g}pt"),
        ("side", "table", f"border-bottom: {WEIGHTS.table:g}pt"),
        ("side", "tbody tr + tr", f"border-top: {WEIGHTS.row:g}pt"),
        ("side", "th, td", "padding: 3.2pt 6.0pt"),
        ("side", "tbody p + p", f"margin-top: {g.CELL_NEXT_ABOVE:g}pt"),
        ("side", "tbody li + li", f"margin-top: {g.CELL_ITEM_ABOVE:g}pt"),
        ("side", "tbody li", f"padding-inline-start: {g.CELL_STEP:g}pt"),
        ("side", "caption", f"padding-bottom: {g.CAPTION_BELOW:g}pt"),
        ("side", "figcaption", f"padding-bottom: {g.CAPTION_BELOW:g}pt"),
        ("side", "blockquote", f"padding-inline-start: {g.QUOTATION_PADDING}pt"),
        ("side", "blockquote", f"border-inline-start: {WEIGHTS.quotation:g}pt"),
        ("side", ".note-line", f"border-top: {g.REMARK_RULE:g}pt".replace("0.", ".")),
        ("side", ".note-line", f"padding-top: {g.REMARK_PADDING}pt"),
        ("book", "nav h2", f"margin-bottom: {g.CONTENTS_BELOW:g}pt"),
        ("book", "nav li.level-2", f"padding-inline-start: {g.CONTENTS_STEP:g}pt"),
        ("book", "@page cover", f"margin: {mm(g.COVER_TOP)} "),
        ("book", "@page cover", f" {mm(g.COVER_BOTTOM)} "),
        ("book", ".cover", f"border-top: {WEIGHTS.cover:g}pt"),
        ("book", ".cover", f"padding-top: {g.COVER_PADDING}pt"),
        ("book", ".cover .kicker", f"margin-top: {mm(g.COVER_DROP)}"),
        ("book", ".cover h1", f"margin-top: {g.COVER_TITLE_ABOVE:g}pt"),
        ("book", ".cover .subtitle", f"margin-top: {g.COVER_SUBTITLE_ABOVE:g}pt"),
        ("book", ".cover .imprint", f"margin-top: {Design().imprint:g}mm"),
        ("book", ".cover .imprint", f"padding-top: {g.COVER_PADDING}pt"),
    ],
)
def test_the_style_sheet_of_the_pdf_says_the_same(
    layout: str, selector: str, declaration: str
) -> None:
    assert declaration in rules(selector, layout)


@pytest.mark.parametrize(
    ("blocks", "style", "before", "line"),
    [
        ((Group("glossary", (Heading(2, words("Terms")),)),), "BackMatterHeading", 24.0, 19.0),
        ((Group("judgements", (Heading(2, words("Key")),)),), "PanelHeading", 13.5, 11.0),
        ((Heading(1, words("Title")),), "Title", 4.0, 37.0),
    ],
)
def test_styles_carry_the_space_and_leading(
    blocks: tuple[Heading | Group, ...], style: str, before: float, line: float
) -> None:
    file = written(*blocks, layout="book")
    found = attributes(file.style(style), "./{*}pPr/{*}spacing")
    assert (int(found["before"]) / 20, int(found["line"]) / 20) == (before, line)


def test_a_page_of_word_is_a_little_deeper_for_lengths_are_rounded() -> None:
    (margins,) = written(said("a"), layout="book").find("//w:pgMar/@w:bottom")
    exact = theme().layouts["book"].margins.bottom * MM * 20
    assert 10 <= exact - int(margins) <= 30


def test_titles_are_no_wider_than_in_the_pdf() -> None:
    style = written(Heading(1, words("Title")), layout="side").style("Title")
    inset = int(attributes(style, "./{*}pPr/{*}ind")["right"]) / 20 / MM
    assert round(inset, 1) == 169 - 162

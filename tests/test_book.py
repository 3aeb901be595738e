"""Books on paper: landscape pages, and running heads that name the chapter."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf

from briefings.typeset import Typeset, typeset
from briefings.typeset.chapters import titled
from conftest import LIBRARY, document
from inside import ENGINE, engine_pages

THEME = LIBRARY.theme("institute")
WIDE = (
    '<table class="data wide"><caption>Gates</caption>'
    '<colgroup><col style="width:100%"/></colgroup>'
    '<thead><tr><th scope="col">Gate</th></tr></thead>'
    "<tbody><tr><td>North</td></tr></tbody></table>"
)
COVER = '<section class="cover"><h1>Bridges</h1></section>'


def book(html: str, layout: str = "book") -> Typeset:
    return typeset(replace(document(html), layout=layout), THEME, LIBRARY.templates, engine=ENGINE)


def pages(html: str, layout: str = "book") -> list[tuple[str, list[str]]]:
    """Form and lines of each page, as they are drawn: heads and feet last."""
    found = pypdf.PdfReader(io.BytesIO(book(html, layout).pdf())).pages
    return [
        (
            "landscape" if page.mediabox.width > page.mediabox.height else "upright",
            page.extract_text().splitlines(),
        )
        for page in found
    ]


def forms(html: str, layout: str = "book") -> list[str]:
    return [form for form, _ in pages(html, layout)]


def test_a_wide_table_of_a_book_stands_on_landscape_pages_of_its_own() -> None:
    assert forms(f"<h1>x</h1><p>before</p>{WIDE}{WIDE}<p>after</p>") == [
        "upright",
        "landscape",
        "upright",
    ]


def test_the_heading_right_above_it_goes_with_it() -> None:
    chapter = f'<section class="chapter"><h2>Locks</h2>{WIDE}</section>'
    found = pages(f"<h1>x</h1><p>before</p>{chapter}{chapter}")
    assert [form for form, _ in found] == ["upright", "landscape"]
    assert "Locks" in found[1][1]


def test_other_layouts_set_it_on_the_page() -> None:
    assert forms(f"<h1>x</h1><p>before</p>{WIDE}<p>after</p>", "side") == ["upright"]


def test_a_landscape_table_begins_where_the_text_of_its_page_does() -> None:
    first, second, third = engine_pages(book(f"<h1>x</h1><p>a</p>{WIDE}<p>b</p>"))
    tops = [page._page_box.children[0].children[0].children[0] for page in (second, third)]
    assert [box.margin_top for box in tops] == [0, 0]
    assert first.width < second.width


def heads(html: str) -> list[str]:
    """What is at the left of each head."""
    found = []
    for page in engine_pages(book(html)):
        boxes = page._page_box.children
        (box,) = [b for b in boxes if getattr(b, "at_keyword", "") == "@top-left"] or [None]
        texts = [d.text for d in box.descendants() if hasattr(d, "text")] if box else []
        found.append("".join(texts))
    return found


def test_the_head_names_the_chapter_and_before_it_the_document() -> None:
    contents = (
        '<nav class="contents"><h2>Contents</h2><ol><li class="level-1"><a href="#a">A</a></li>'
        "</ol></nav>"
    )
    chapter = '<section class="chapter"><h2 id="a"><span class="number">1</span> Old gates</h2>'
    annex = '<section class="annex"><h2><span class="number">Annex A</span> Locks</h2>'
    end = "<p>x</p></section>"
    assert heads(COVER + contents + chapter + end + annex + WIDE + end) == [
        "",
        "Bridges",
        "Old gates",
        "Locks",
        "Locks",
    ]


def test_a_chapter_s_title_is_its_words_without_its_number() -> None:
    html = '<h2 id="a"><span class="number">1</span> Old <em>gates</em></h2>'
    assert titled(html).startswith('<h2 id="a" data-running="Old gates">')
    assert "data-running" not in titled('<nav class="contents"><h2>Contents</h2></nav>')


def parted(lines: int, layout: str = "book") -> list[list[str]]:
    """The lines of a judgement on each page, and of what is told of it; *lines* stand above."""
    above = "".join(f"<p>above {n}</p>" for n in range(lines))
    said = "<br/>".join(f"judged {n}" for n in range(6))
    item = f'<li><p>{said}</p><p class="fact">told</p></li>'
    found = pages(f'<h1>x</h1>{above}<ol class="judgements">{item}</ol>', layout)
    return [[line for line in there if re.match("judged|told", line)] for _, there in found]


def test_a_long_judgement_of_a_book_goes_on_to_the_next_page() -> None:
    first, second = parted(29)
    assert first == ["judged 0", "judged 1", "judged 2", "judged 3"]
    assert second == ["judged 4", "judged 5", "told"]


def test_in_other_layouts_it_is_not_parted() -> None:
    first, second = parted(32, "side")
    assert (first, len(second)) == ([], 7)


def test_a_long_entry_of_the_contents_has_its_leader_and_page_on_its_last_line() -> None:
    entry = '<li class="level-1"><a href="#a">' + "Locks and bridges, " * 8 + "ferries</a></li>"
    html = f'<h1>x</h1><nav class="contents"><h2>C</h2><ol>{entry}</ol></nav><h2 id="a">A</h2>'
    lines = pages(html)[0][1]
    assert [line[-9:] for line in lines if "ferries" in line] == ["ferries 2"]

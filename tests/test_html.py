from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from briefings.document import Asset, Document
from briefings.engine import Sheet
from briefings.engine.within import Within
from briefings.library.theme import Theme
from briefings.typeset import Typeset
from briefings.writers.html import write
from conftest import LIBRARY, document

THEME = LIBRARY.theme("institute")
DOT = Asset("image/png", b"dot", 9, 9)
PICTURE = '<figure><img src="asset:dot" alt="A dot"/></figure>'


def page(found: Document, theme: Theme = THEME) -> str:
    return write(Typeset(found, theme, 1, {}, 0, 0, (), Sheet("", {}), Within())).decode("utf-8")


class Outline(HTMLParser):
    """The elements of a page, and the addresses in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_holds_what_the_document_says() -> None:
    assert "<h1>Bridges</h1>\n<p>Closed.</p>" in page(
        document("<h1>Bridges</h1>\n  <p>Closed.</p>")
    )


def test_the_page_says_its_language_and_its_title() -> None:
    found = page(document("<h1>x</h1>", title="A & <B>", language="en-US"))
    assert '<html lang="en-US">' in found
    assert "<title>A &amp; &lt;B&gt;</title>" in found


def test_the_page_is_utf_8_and_says_so_first() -> None:
    found = page(document("<h1>Łódź – “x”</h1>"))
    assert "Łódź – “x”" in found
    assert found.index('<meta charset="utf-8">') < found.index("<title>")


# --- notes and references ------------------------------------------------------------------------

NOTED = (
    '<h1>x</h1><h2 id="a">A</h2><p>a<a role="doc-noteref" class="note-call" id="call-1"'
    ' href="#note-1">1</a> see <a class="page" href="#a">above</a>.</p>'
    '<section class="footnotes"><ol><li id="note-1">Said so.</li></ol></section>'
)


def test_footnotes_are_a_list_under_a_rule_that_their_calls_lead_to() -> None:
    found = page(document(NOTED))
    assert '<section class="footnotes"><ol><li id="note-1">Said so.</li></ol></section>' in found
    assert ".footnotes { border-top: 1px solid" in found
    assert "#note-1" in Outline(found).addresses


def test_a_reference_to_a_page_is_words_alone_where_there_are_no_pages() -> None:
    assert 'see <a class="page" href="#a">above</a>.' in page(document(NOTED))
    assert "target-counter" not in page(document(NOTED))


def test_the_number_of_a_caption_looks_like_the_word_before_it() -> None:
    sheet = page(document("<h1>x</h1>")).partition("</style>")[0]
    assert [line.partition("{")[0] for line in sheet.splitlines() if ".number" in line] == [
        ":is(h2, h3, h4, nav) .number "
    ]


# --- marking -------------------------------------------------------------------------------------


def test_the_marking_is_the_first_and_the_last_thing_said() -> None:
    found = page(document("<h1>x</h1>", marking="TLP:RED"))
    body = found.partition("<body>")[2].partition("</body>")[0].strip()
    banner = '<p class="banner">TLP:RED</p>'
    assert body.startswith(banner)
    assert body.endswith(banner)


def test_a_document_without_marking_has_no_banner() -> None:
    assert '<p class="banner">' not in page(document("<h1>x</h1>"))


# --- pictures ------------------------------------------------------------------------------------


def test_pictures_are_inside_the_file() -> None:
    found = page(document("<h1>x</h1>" + PICTURE, {"dot": DOT}))
    data = base64.b64encode(b"dot").decode()
    assert f'<img src="data:image/png;base64,{data}" alt="A dot"/>' in found


def test_a_picture_may_say_its_alternative_first() -> None:
    html = '<h1>x</h1><figure><img alt="A dot" src="asset:dot"/></figure>'
    assert '<img alt="A dot" src="data:image/png;base64,' in page(document(html, {"dot": DOT}))


@pytest.mark.parametrize(
    "text", ['src="asset:none"', 'src="asset:dot"', '&lt;img src="asset:none"']
)
def test_words_that_look_like_a_picture_stay_words(text: str) -> None:
    html = f"<h1>x</h1><p>{text}</p>"
    assert f"<p>{text}</p>" in page(document(html + PICTURE, {"dot": DOT}))


# --- alone ---------------------------------------------------------------------------------------


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    outline = Outline(page(document("<h1>x</h1>" + PICTURE, {"dot": DOT})))
    assert not {"script", "link", "iframe", "object", "embed", "form"} & set(outline.tags)
    assert [address.partition(":")[0] for address in outline.addresses] == ["data"]


def test_the_page_forbids_itself_to_load_and_to_run() -> None:
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert tag in page(document("<h1>x</h1>"))


def test_the_style_sheet_has_the_colours_and_fonts_of_the_theme() -> None:
    colours = {**THEME.colours, "primary": "#abcdef"}
    theme = THEME.model_copy(update={"colours": colours})
    found = page(document("<h1>x</h1>"), theme)
    assert "color: #abcdef" in found
    assert 'font: 1.0625rem/1.6 "Source Serif 4", "Noto Naskh Arabic", ' in found
    assert found.count("<style>") == found.count("</style>") == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    found = document("<h1>x</h1>", marking="TLP:RED")
    assert page(found) == page(replace(found))


def test_sides_are_told_by_where_lines_begin_so_that_they_mirror() -> None:
    found = page(document("<h1>x</h1>", language="ur"))
    assert re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align: left", found) == []
    assert '<html lang="ur" dir="rtl">' in found

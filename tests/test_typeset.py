from __future__ import annotations

import io
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pypdf
import pytest
import tinycss2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from briefings.document import Asset, Document, RunningHead
from briefings.errors import ContentError
from briefings.library.typography import Font
from briefings.typeset import (
    Typeset,
    css_string,
    families,
    page_html,
    stylesheet,
    typeset,
)
from briefings.typeset.body import body_html
from conftest import LIBRARY, document, told

THEME = LIBRARY.theme("institute")
LINE = "<p>Two bridges will close.</p>"


def laid(found: Document, templates: tuple[Path, ...] = LIBRARY.templates) -> Typeset:
    return typeset(found, THEME, templates)


def pdf(found: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(laid(found).pdf()))


def words(pages: Typeset) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pages.pdf())).pages]


def sheet(**meta: Any) -> str:
    return stylesheet(document("<h1>x</h1>", **meta), THEME, LIBRARY.templates)


def running(**fields: str) -> RunningHead:
    own = {"title": "T", "kind": "K", "organisation": "O", "page_of": "{page} of {pages}"}
    return RunningHead(**{**own, **fields})


# --- strings of a style sheet --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bridges, 2026", '"Bridges, 2026"'),
        ("", '""'),
        ('a "b"', r'"a \000022 b\000022 "'),
        ("a\\b", r'"a\00005c b"'),
        ("a\nb", r'"a\00000a b"'),
        ("</style>", r'"\00003c /style\00003e "'),
        ("Zürich", '"Zürich"'),
        ("a'b", r'"a\000027 b"'),
    ],
)
def test_a_string_is_escaped(text: str, written: str) -> None:
    assert css_string(text) == written


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_string_is_read_as_it_was_meant_whatever_its_characters(text: str) -> None:
    (token,) = tinycss2.parse_component_value_list(css_string(text))
    assert token.value == text


def test_families_are_strings_and_generic_ones_are_words() -> None:
    font = Font(family='A"; } * { color: red', fallback=("Georgia", "serif"))
    theme = THEME.model_copy(update={"fonts": {"text": font}})
    first, *_, last, generic = families(font, theme).split(", ")
    assert first == r'"A\000022 ; \00007d  \00002a  \00007b  color: red"'
    assert (last, generic) == ('"Georgia"', "serif")


# --- the page ------------------------------------------------------------------------------------


def test_the_page_says_about_itself_what_the_document_says() -> None:
    page = page_html(document("<h1>x</h1>", title="A & <B>", subtitle='"C"', language="en"), "", "")
    assert '<html lang="en">' in page
    assert "<title>A &amp; &lt;B&gt;</title>" in page
    assert '<meta name="description" content="&#34;C&#34;"/>' in page


def test_what_the_document_does_not_say_is_left_out() -> None:
    assert "keywords" not in page_html(document("<h1>x</h1>"), "", "")


def test_each_entry_of_the_contents_gets_the_number_of_its_page() -> None:
    html = (
        '<h1>x</h1><nav class="contents"><h2>C</h2><ol><li class="level-1"><a href="#a">A</a></li>'
        '</ol></nav><h2 id="a">A</h2>'
    )
    page = body_html(document(html), html)
    entry = '<a href="#a">A</a><span class="leader"></span>'
    assert f'<span class="entry">{entry}</span><span class="page" data-to="#a"></span>' in page


def test_a_likelihood_in_numbers_is_not_divided() -> None:
    html = '<p><span class="likelihood">likely (55–75%)</span>, in 3–5 decades altogether</p>'
    page = body_html(document(html), html)
    assert page == html.replace("55–75", "55–\u206075")


def test_a_title_cannot_end_the_style_sheet() -> None:
    found = replace(document("<h1>x</h1>"), running=running(title="</style><p>x"))
    page = page_html(found, stylesheet(found, THEME, LIBRARY.templates), "")
    assert page.count("</style>") == 1


# --- layout --------------------------------------------------------------------------------------


def test_pages_are_counted() -> None:
    assert laid(document("<h1>x</h1>")).count == 1
    assert laid(document("<h1>x</h1>" + LINE * 100)).count == 3


def test_what_is_used_of_the_last_page_grows_with_what_stands_on_it() -> None:
    one, two = laid(document("<h1>x</h1>" + LINE)), laid(document("<h1>x</h1>" + LINE * 2))
    line = 13 + 3.5  # leading, and space above
    assert two.used - one.used == pytest.approx(line, abs=0.1)


def test_the_height_is_that_of_the_text_area() -> None:
    assert laid(document("<h1>x</h1>")).height == pytest.approx((297 - 20 - 18) * 72 / 25.4)


def test_an_anchor_is_found_on_its_page() -> None:
    found = laid(document('<h1>x</h1><h2 id="a">A</h2>' + LINE * 50 + '<h2 id="b">B</h2>'))
    assert (found.page_of["a"], found.page_of["b"]) == (1, 2)


# --- running heads and markings ------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ['The "last" bridge', "C:\\bridges", "A'B; } * {", "100% <b>&amp;"]
)
def test_a_running_head_prints_its_title_as_it_is(title: str) -> None:
    found = replace(document("<h1>x</h1>" + LINE * 50), running=running(title=title))
    assert title in words(laid(found))[1]


def test_every_page_says_which_of_how_many_it_is() -> None:
    first, second = words(laid(document("<h1>x</h1>" + LINE * 50)))
    assert "1 of 2" in first
    assert "2 of 2" in second


def test_a_language_may_put_the_number_of_pages_first() -> None:
    found = replace(document("<h1>x</h1>"), running=running(page_of="{pages}頁中 {page}"))
    assert 'content: counter(pages) "頁中 " counter(page);' in stylesheet(
        found, THEME, LIBRARY.templates
    )


def test_every_page_has_its_marking_at_top_and_bottom() -> None:
    pages = words(laid(document("<h1>x</h1>" + LINE * 50, marking="TLP:AMBER+STRICT")))
    assert [page.count("TLP:AMBER+STRICT") for page in pages] == [2, 2]


@pytest.mark.parametrize(
    ("marking", "colour"),
    [("TLP:CLEAR", "#FFFFFF"), ("TLP:GREEN", "#33FF00"), ("TLP:RED", "#FF2B2B")],
)
def test_a_tlp_label_has_its_colour_on_black_in_12_points(marking: str, colour: str) -> None:
    boxes = [part for part in re.split("[{}]", sheet(marking=marking)) if marking in part]
    assert len(boxes) == 2
    for box in boxes:
        assert f'content: "{marking}"; font: 700 12pt/15pt' in box
        assert f"background: #000000; color: {colour};" in box
        assert "text-align: end;" in box


def test_a_marking_of_another_scheme_has_no_box() -> None:
    css = sheet(marking="OFFICIAL-SENSITIVE")
    assert 'content: "OFFICIAL-SENSITIVE"; font: 700 12pt/15pt' in css
    assert "background: #000000" not in css


def test_a_document_without_marking_has_no_banner() -> None:
    assert "12pt/15pt" not in sheet()


# --- PDF -----------------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes() -> None:
    found = document("<h1>x</h1>" + LINE, created="2026-03-17")
    assert laid(found).pdf() == laid(found).pdf()


def test_type_is_set_in_the_fonts_of_the_theme() -> None:
    resources: Any = pdf(document("<h1>x</h1>" + LINE)).pages[0]["/Resources"]
    names = (font.get_object()["/BaseFont"] for font in resources["/Font"].values())
    assert {name.partition("+")[2].rstrip(",") for name in names} == {
        "Source-Sans-3-Small-Caps",
        "Source-Serif-4",
        "Source-Serif-4-Display-Semi-Bold",
    }


# --- what is refused -----------------------------------------------------------------------------


@dataclass
class Server:
    """A server on this machine, and the paths it was asked for."""

    port: int
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        serve = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
        serve.start()
        yield Server(listening.server_port, asked)
        listening.shutdown()


SMUGGLED = [
    '<img src="{}" alt="x"/>',
    '<object data="{}">x</object>',
    '<embed src="{}"/>',
    '<link rel="stylesheet" href="{}"/>',
    '<link rel="attachment" href="{}"/>',
    "<style>@import url({});</style>",
    "<style>@font-face {{ font-family: F; src: url({}) }} p {{ font-family: F }}</style><p>x</p>",
    '<p style="background: url({})">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>',
]


def smuggled(html: str, address: str) -> Document:
    """A document with *html* that no reader has seen."""
    return replace(document("<h1>x</h1>"), html="<h1>x</h1>" + html.format(address))


def attempted(found: Document, templates: tuple[Path, ...] = LIBRARY.templates) -> str:
    """What is printed of it; nothing where it is refused."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        return "".join(words(laid(found, templates)))
    except (ContentError, FatalURLFetchingError):
        return ""


def test_the_server_of_these_tests_notices_what_it_is_asked_for(server: Server) -> None:
    with suppress(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}/x.png")
    assert server.asked == ["/x.png"]


@pytest.mark.parametrize("html", SMUGGLED)
def test_nothing_is_fetched_from_an_address(server: Server, html: str) -> None:
    attempted(smuggled(html, f"http://127.0.0.1:{server.port}/x.png"))
    assert server.asked == []


@pytest.mark.parametrize("html", SMUGGLED)
def test_nothing_is_fetched_from_a_file(tmp_path: Path, html: str) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">hidden</text></svg>')
    assert "hidden" not in attempted(smuggled(html, secret.as_uri()))


@pytest.mark.parametrize("rule", ["@import url({});", "body {{ background: url({}) }}"])
def test_a_style_sheet_fetches_nothing_either(server: Server, tmp_path: Path, rule: str) -> None:
    (tmp_path / "themes").mkdir()
    sheet = rule.format(f"http://127.0.0.1:{server.port}/x.css")
    (tmp_path / "themes/_print.css.j2").write_text(sheet)
    attempted(document("<h1>x</h1>"), (tmp_path,))
    assert server.asked == []


@pytest.mark.parametrize("html", [html for html in SMUGGLED[:-1] if "@font-face" not in html])
def test_what_may_not_be_fetched_is_refused_as_a_fault_of_the_template(html: str) -> None:
    with pytest.raises(ContentError, match=r"not carried by the document: http://127\.0\.0\.1"):
        laid(smuggled(html, "http://127.0.0.1/x.png")).pdf()


def test_a_font_is_not_even_asked_for_as_the_engine_would_have_to_write_it_to_a_file() -> None:
    (html,) = (html for html in SMUGGLED if "@font-face" in html)
    (problem,) = told(lambda: laid(smuggled(html, "http://127.0.0.1/x.ttf")))
    assert problem.startswith("Bridges:1:1: this document stops the layout engine")
    assert "No usable temporary directory" in problem


def test_a_picture_that_the_document_does_not_carry_is_refused_by_its_reader() -> None:
    html = '<h1>x</h1><figure><img src="http://127.0.0.1/x.png" alt="x"/></figure>'
    assert "names no asset" in told(lambda: document(html))[0]


def test_a_picture_that_the_document_carries_is_printed() -> None:
    dot = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">dot</text></svg>'
    )
    html = '<h1>x</h1><figure><img src="asset:dot" alt="A dot"/></figure>'
    found = document(html, {"dot": Asset("image/svg+xml", dot, 9, 9)})
    assert "dot" in words(laid(found))[0]


@pytest.mark.parametrize("characters", ["தமிழ்", "\U0001f600", "አ"])
def test_a_character_that_no_font_has_is_refused(characters: str) -> None:
    with pytest.raises(ContentError, match=r"U\+"):
        laid(document(f"<h1>x</h1><p>{characters}</p>")).pdf()


def test_a_page_in_a_language_from_right_to_left_says_so() -> None:
    page = page_html(document("<h1>x</h1>", language="ur-PK"), "", "")
    assert '<html lang="ur-PK" dir="rtl">' in page
    assert '<html lang="en-GB"><head>' in page_html(document("<h1>x</h1>"), "", "")


def test_lists_inside_each_other_count_in_figures_letters_and_roman_figures() -> None:
    html = "<ol><li><p>A</p></li></ol>"
    for _ in range(3):
        html = f"<ol><li><p>B</p></li><li><p>C</p>{html}</li></ol>"
    html += "<ul><li><p>D</p><ol><li><p>E</p></li></ol></li></ul>"
    (text,) = words(laid(document(f"<h1>x</h1>{html}")))
    marks = re.findall(r"[a-z0-9]+\.", text)
    assert marks == ["1.", "2.", "a.", "b.", "i.", "ii.", "1.", "a."]


def test_characters_that_the_fonts_have_are_printed() -> None:
    written = "Zürich, Łódź, naïve, Ελλάδα, Київ, 5 €, ½, “so” – it’s"
    assert written in words(laid(document(f"<h1>x</h1><p>{written}</p>")))[0]


def test_a_style_sheet_that_the_engine_does_not_understand_is_refused(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/_print.css.j2").write_text("p { colour: red }")
    (problem,) = told(lambda: laid(document("<h1>x</h1>"), (tmp_path,)))
    assert problem.startswith("Bridges:1:1: Ignored `colour: red `")
    assert problem.endswith("mend the content or the theme [W101]")


def test_what_the_engine_says_of_one_document_is_not_told_of_the_next(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/_print.css.j2").write_text("p { colour: red }")
    told(lambda: laid(document("<h1>x</h1>"), (tmp_path,)))
    assert laid(document("<h1>x</h1>")).count == 1


def test_small_capitals_are_those_of_the_font_and_the_words_stay_as_they_are() -> None:
    html = '<h1>x</h1><section class="judgements"><h2>Key judgements</h2><p>y</p></section>'
    page = pdf(document(html)).pages[0]
    resources: Any = page["/Resources"]
    names = [str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()]
    assert [name for name in names if "Source-Sans-3-Bold-Small-Caps" in name]
    assert "Key judgements" in page.extract_text()

"""What libxml2 reads of a page is what HTML means by it, as the engine itself would read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import tinyhtml5  # type: ignore[import-untyped]
import weasyprint

from briefings import machine
from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.engine import Columns, Measured, Sheet
from briefings.engine.parsing import parsed, read
from briefings.engine.stylesheets import Page, taken_out
from briefings.engine.within import Within
from editions import CONTENT, LIBRARY, SAMPLE, Product

Tree = tuple[str, dict[str, str], str, str, list[Any]]


def tree(element: Any) -> Tree:
    """An element and all that is in it, as it can be compared."""
    inner = [tree(child) for child in element]
    return element.tag, dict(element.attrib), element.text or "", element.tail or "", inner


def as_html(page: str) -> Tree:
    """*page* as the engine itself would read it."""
    return tree(tinyhtml5.parse(page, namespace_html_elements=False))


@dataclass
class Noting(Within):
    """An engine that keeps what it was asked to lay out."""

    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def pages(self, sheet: Sheet) -> Any:
        self.asked.append(sheet.html)
        return super().pages(sheet)

    def measure(self, sheet: Sheet, columns: Columns) -> Measured:
        self.asked.append(sheet.html)
        return super().measure(sheet, columns)


LONG = {(p.content, p.kind): p for p in SAMPLE if p.kind != "one-page-summary"}
"""Of each content the brief, which is measured as well, and the report."""


@pytest.mark.parametrize("product", LONG.values(), ids=str)
def test_pages_of_products_are_read_as_html(product: Product, tmp_path: Path) -> None:
    machine.use_fonts(LIBRARY.fonts)
    engine = Noting()
    order = Order(CONTENT / f"{product.content}.yaml", product.kind, product.audience, ("pdf",))
    assert not Builder(LIBRARY, tmp_path, engine=engine).build(order).problems
    assert engine.asked
    for html in engine.asked:
        page = taken_out(html).html
        assert tree(read(page)) == as_html(page)


def page(body: str) -> str:
    return f"<!DOCTYPE html><html lang='en'><head><title>a</title></head><body>{body}</body></html>"


SAID = {
    "references to signs": "<p>&amp;lt; &#8288;&#x2014;&nbsp;&hellip; &quot;&gt;</p>",
    "attributes": "<p title='&lt;b> \"it\"\n&amp; more' data-part=x hidden>a</p>",
    "signs of all planes": "<p>\u2028𠀀\ufffd\U0001f1f5\u202bא\u202c \u00a0\ue000</p>",
    "empty elements": "<p></p><br><img src='asset:a' alt=''/><hr/><i></i>a",
    "spaces": "  a  <b> b </b>\n\n<p>\n\tc\r\nd </p>  ",
    "lists in lists": "<ul><li>a" * 99 + "</li></ul>" * 99,
    "tables": "<table><caption>c</caption><thead><tr><th>a</thead><tbody><tr><td>b</table>",
    "sections": "<section><header><h2>a</h2></header><figure><figcaption>b</figcaption></figure>",
}


@pytest.mark.parametrize("name", SAID)
def test_what_a_page_may_say_is_read_as_html(name: str) -> None:
    assert tree(read(page(SAID[name]))) == as_html(page(SAID[name]))


ELSE = {
    "a drawing": "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    "a formula": "<math><mi>x</mi></math>",
    "a place for a break": "<p>a<wbr>b</p>",
    "kept spaces": "<pre>\na</pre>",
    "a style sheet": "<style>a > b { color: red }</style>",
    "a sign that begins no reference": "<p>A & B, A &B</p>",
}


@pytest.mark.parametrize("name", ELSE)
def test_what_libxml2_knows_nothing_of_is_left_to_the_engine(name: str) -> None:
    made = parsed(Page(page(ELSE[name]), ()), None)
    assert type(made) is weasyprint.HTML
    assert tree(made.etree_element) == as_html(page(ELSE[name]))


@pytest.mark.parametrize("part", ["<p>a</p>", "<html><title>-</title><p>a</p>", ""])
def test_what_is_no_whole_page_is_left_to_the_engine(part: str) -> None:
    made = parsed(Page(part, ()), None)
    assert type(made) is weasyprint.HTML
    assert tree(made.etree_element) == as_html(part)


def test_a_page_that_was_read_is_as_the_engine_has_them() -> None:
    body = page("<p>a</p>")
    made, whole = parsed(Page(body, (), "p {}"), None), weasyprint.HTML(string=body)
    assert type(made) is not type(whole)
    assert made.__dict__.keys() - whole.__dict__.keys() == {"css"}
    assert whole.__dict__.keys() - made.__dict__.keys() == set()
    assert (made.base_url, made.media_type) == (whole.base_url, whole.media_type)
    assert tree(made.etree_element) == tree(whole.etree_element)
    assert made.wrapper_element.etree_element is made.etree_element

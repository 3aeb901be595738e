"""A page of HTML read by libxml2: the engine reads it in Python, which takes twenty times as long.

What libxml2 knows nothing of, as drawings within a page, and style sheets that could not be taken
out of it, are left to the engine to read; so is a page without all that a page begins with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from xml.etree import ElementTree

from lxml import etree

from briefings.engine.agent import style_sheets
from briefings.engine.stylesheets import Page

_BEGIN = "<!DOCTYPE html><html"

_ELSE = re.compile(
    r"<(?:svg|math|style|script|template|pre|textarea|base|wbr|source|track|embed)\b|&(?!\w+;|#)"
)
"""Elements that HTML of today reads in ways of their own, and what is no reference to a sign."""


def parsed(page: Page, fetcher: Any) -> Any:
    """*page* as the engine takes it, which fetches what it names from *fetcher*."""
    import weasyprint

    if _ELSE.search(page.html) or not page.html.startswith(_BEGIN):
        return weasyprint.HTML(string=page.html, url_fetcher=fetcher)
    return _parsed()(page, fetcher)


def read(html: str) -> ElementTree.Element:
    """The elements of *html*."""
    builder: Any = _Builder()  # which is told of attributes in a dict of another kind
    root: Any = etree.fromstring(html, etree.HTMLParser(target=builder, huge_tree=True))
    assert isinstance(root, ElementTree.Element)
    return root


class _Builder(ElementTree.TreeBuilder):
    """Builds what the engine walks through: elements that stay the same ones."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> ElementTree.Element:
        return super().start(tag, dict(attributes))


@cache
def _parsed() -> Any:
    """The engine's own type of pages, which is made of a page that has been read."""
    import weasyprint
    from cssselect2 import ElementWrapper

    class Parsed(weasyprint.HTML):  # type: ignore[misc]
        """A page that has been read, and what the engine itself says of such a page."""

        def __init__(self, page: Page, fetcher: Any) -> None:
            self.base_url, self.media_type = None, "print"
            self.url_fetcher = fetcher
            self.css = page.css
            root = read(page.html)
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = root

        def _ua_stylesheets(self, forms: bool = False) -> Sequence[Any]:
            return super()._ua_stylesheets(forms) if forms else style_sheets(self.css)

    return Parsed

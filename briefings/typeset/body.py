"""The body of the printed page: a document's HTML, as the engine wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree, html
from markupsafe import escape

from briefings.document import Document
from briefings.typeset.chapters import titled
from briefings.typeset.columns import across
from briefings.typeset.mirrored import mirrored
from briefings.typeset.openings import opened
from briefings.typeset.runts import without_runts

BOOKS = frozenset(("book",))
"""Layouts whose running heads show the title of the chapter."""

NOTE_CALL = '<a role="doc-noteref"'
NUMBERED_PAGES = re.compile(r'<nav class="|<a class="page"')
FOOTNOTES = '<section class="footnotes"'
WORD_JOINER = "\u2060"
"""Keeps a note's call on the line of the word before it, or a range on one line."""

RANGE = re.compile(r"(?<=\d)–(?=\d+%\)</span>)")
"""The dash in what a likelihood is in numbers, after which the engine would begin a line."""

_TYPICAL = 10
"""The page that what is measured refers to, before there are pages."""


def body_html(
    document: Document,
    html: str,
    *,
    pages: Mapping[str, int] | None = None,
    measured: bool = False,
    columns: bool = False,
) -> str:
    """*html*, which says what *document* does, as the engine wants it.

    Numbers of *pages*, by anchor, are written out where they are given; else the engine is left to
    find them. If the body is only *measured*, footnotes stay in one list, where each has the height
    that it will have at the foot of its page. In *columns* all stands beneath the masthead.
    """
    html = without_runts(html)
    if NUMBERED_PAGES.search(html):
        html = _with_page_numbers(html, document.running.page_reference, pages, measured)
    body = _with_footnotes(html) if FOOTNOTES in html and not measured else html
    body = opened(titled(body)) if document.layout in BOOKS else body
    body = across(body) if columns else body
    body = body.replace(NOTE_CALL, WORD_JOINER + NOTE_CALL)
    body = RANGE.sub(rf"\g<0>{WORD_JOINER}", body)
    body = mirrored(body, document.meta.language)
    for name, asset in document.assets.items():
        source = f'src="asset:{escape(name)}"'
        body = body.replace(source, f'{source} style="width: {asset.width}pt"')
    return body


def _with_page_numbers(
    fragment: str, form: str, pages: Mapping[str, int] | None, measured: bool
) -> str:
    """*fragment* with the page after each entry of the contents, and each reference to a page."""

    def number(link: Any, name: str, form: str) -> Any:
        target = link.get("href", "")
        if pages is None and not measured:
            return etree.Element("span", {"class": name, "data-to": target})
        made = etree.Element("span", {"class": name})
        made.text = form.replace("{page}", str((pages or {}).get(target[1:], _TYPICAL)))
        return made

    root = _read(fragment)
    for link in root.iterfind(".//a[@class='page']"):
        on_page = number(link, "on-page", f" {form}")
        on_page.tail, link.tail = link.tail, None
        link.addnext(on_page)
    for item in root.iterfind(".//nav/ol/li"):
        if (link := item.find("a")) is not None:
            _lead(item, link, number(link, "page", "{page}"))
    return _written(root)


def _lead(item: Any, link: Any, page: Any) -> None:
    """Have a leader lead from *link*, which an *item* of the contents is, to its *page*."""
    # A link that holds an element, or has text drawn into it, is several links to a reader
    # (PDF/UA, 7.18.5).
    entry = etree.Element("span", {"class": "entry"})
    link.addprevious(entry)
    if (number := link.find("span")) is not None:
        link.text, number.tail = (number.tail or "").strip(), " "
        entry.append(number)
    entry.append(link)
    entry.append(etree.Element("span", {"class": "leader"}))
    item.append(page)


def _with_footnotes(fragment: str) -> str:
    """*fragment* with each footnote after its first call; the engine floats it to the foot."""
    root = _read(fragment)
    (notes,) = root.iterfind(".//section[@class='footnotes']")
    texts = {f"#{item.get('id')}": item for item in notes.iterfind("ol/li")}
    for call in root.iterfind(".//a[@role='doc-noteref']"):
        if (text := texts.pop(call.get("href", ""), None)) is None:
            continue
        note = etree.Element("span", {"class": "footnote", "id": text.get("id", "")})
        number = etree.SubElement(note, "span", {"class": "note-number"})
        number.text, number.tail = call.text, text.text
        note.extend(text)
        note.tail, call.tail = call.tail, None
        call.addnext(note)
    notes.drop_tree()
    return _written(root)


def _read(fragment: str) -> Any:
    return html.fragment_fromstring(fragment, create_parent="div")


def _written(root: Any) -> str:
    text = str(escape(root.text)) if root.text else ""
    return text + "".join(html.tostring(child, encoding="unicode") for child in root)

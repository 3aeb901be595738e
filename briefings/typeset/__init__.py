"""Typesetting: from a document and a theme to pages, through WeasyPrint.

The engine gets one string of HTML and the pictures that the document carries, and may fetch
nothing: neither a file nor an address.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from lxml import etree, html
from markupsafe import escape

from briefings.document import Document
from briefings.errors import ContentError, Place, Problem
from briefings.languages import direction
from briefings.library.theme import PAPER_MM, Font, Theme
from briefings.model.marking import TLP_COLOUR
from briefings.typeset.backdrop import ADDRESS, drawings
from briefings.typeset.chapters import titled

PT_PER_PX = 0.75
_NONE: Mapping[str, bytes] = {}

BOOKS = frozenset(("book",))
"""Layouts whose running heads show the title of the chapter."""

NOTE_CALL = '<a role="doc-noteref"'
NUMBERED_PAGES = re.compile(r'<nav class="|<a class="page"')
FOOTNOTES = '<section class="footnotes"'
WORD_JOINER = "\u2060"
"""Keeps a note's call on the line of the word before it; the engine parts them otherwise."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A document on pages. ``pages_of`` gives the page of each anchor, counted from 1.

    ``used`` is the height taken on the last page, ``height`` that of a page's text area, pt.
    """

    document: Document
    theme: Theme
    count: int
    page_of: Mapping[str, int]
    used: float
    height: float
    fonts: tuple[Path, ...]
    """Folders of the fonts it is set in."""
    _engine: Any

    def pdf(self) -> bytes:
        """The pages as a tagged PDF."""
        with _complaints(self.document):
            data: bytes = self._engine.write_pdf(pdf_variant="pdf/ua-1")
        return data


def typeset(
    document: Document, theme: Theme, templates: tuple[Path, ...], fonts: tuple[Path, ...] = ()
) -> Typeset:
    """*document* laid out in *theme*. Raises ContentError for what the fonts can't print."""
    import weasyprint

    css = stylesheet(document, theme, templates)
    page = page_html(document, css, body_html(document, document.html))
    with _complaints(document):
        fetch = fetcher(document, drawings(document, theme))
        source = weasyprint.HTML(string=page, url_fetcher=fetch)
        engine = source.render(pdf_variant="pdf/ua-1")
    body, used = _used(engine.pages[-1]._page_box)
    pages: dict[str, int] = {}
    for number, page in enumerate(engine.pages, 1):
        for name in page.anchors:
            pages.setdefault(name, number)  # a table has its id on every page that it goes on to
    return Typeset(document, theme, len(engine.pages), pages, used, body, fonts, engine)


def stylesheet(document: Document, theme: Theme, templates: tuple[Path, ...]) -> str:
    """The style sheet of the printed page, from the theme's tokens."""
    layout = theme.layouts[document.layout]
    paper = PAPER_MM[layout.paper]
    aside = (layout.side.width + layout.side.gap) if layout.side else 0
    margins = layout.margins.turned()
    mark = document.meta.marking
    return _sheet(templates).render(
        theme=theme,
        layout=layout,
        layout_name=document.layout,
        book=document.layout in BOOKS,
        paper=paper,
        measure=round(paper[0] - layout.margins.left - layout.margins.right, 2),
        side=aside,
        backdrop=ADDRESS if document.running.watermark else "",
        backdrop_side=min(paper),
        turned=margins,
        turned_measure=round(paper[1] - margins.left - margins.right, 2),
        running=document.running,
        page_of=_content(document.running.page_of, page="counter(page)", pages="counter(pages)"),
        page_reference=_content(
            f" {document.running.page_reference}", page="target-counter(attr(data-to url), page)"
        ),
        marking=mark,
        mark=_mark(mark, theme.fonts["sans"]),
        families=families,
    )


@functools.lru_cache(maxsize=4)
def _sheet(templates: tuple[Path, ...]) -> jinja2.Template:
    loader = jinja2.FileSystemLoader([str(folder / "themes") for folder in templates])
    environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)
    environment.filters["css"] = css_string
    return environment.get_template("_print.css.j2")


def css_string(text: str) -> str:
    """*text* as a CSS string, whatever characters it has."""
    plain = "".join(c if c.isalnum() or c in " .,:;-–—()/&" else f"\\{ord(c):06x} " for c in text)
    return f'"{plain}"'


def families(font: Font) -> str:
    """A font and what stands in for it, as CSS names them."""
    generic = {"serif", "sans-serif", "monospace"}
    names = (font.family, *((font.complex,) if font.complex else ()), *font.fallback)
    return ", ".join(n if n in generic else css_string(n) for n in names)


def _content(form: str, **counters: str) -> str:
    """*form* as CSS generates it, with a counter for each name in braces."""
    parts = re.split(r"\{(\w+)\}", form)
    said = (counters[part] if n % 2 else css_string(part) for n, part in enumerate(parts) if part)
    return " ".join(said)


def _mark(marking: str, font: Font) -> str:
    """Declarations of the marking's box: a TLP label is 12 pt, right, its colour on black."""
    colour = TLP_COLOUR.get(marking)
    box = f"background: #000000; color: {colour};" if colour else "color: #1b232b;"
    return (
        f"content: {css_string(marking)}; font: 700 12pt/15pt {families(font)}; {box}"
        " text-align: right; white-space: nowrap; height: 15pt; padding: 0 4pt;"
        " vertical-align: middle; letter-spacing: 0;"
    )


def page_html(document: Document, css: str, body: str) -> str:
    """The whole page: *body* under a head made from what the document says about itself."""
    meta = document.meta
    named = {
        "author": ", ".join(meta.authors or (meta.organisation,)),
        "description": meta.subtitle or meta.subject,
        "keywords": ", ".join(meta.keywords),
        "dcterms.created": meta.created,
        "dcterms.modified": meta.modified,
        "generator": "briefings",
    }
    lines = [f'<meta name="{k}" content="{escape(v)}"/>' for k, v in named.items() if v]
    return (
        f'<!DOCTYPE html><html {language_attributes(meta.language)}><head><meta charset="utf-8"/>'
        f"<title>{escape(meta.title)}</title>{''.join(lines)}<style>{css}</style></head>"
        f'<body class="{escape(document.layout)}">{body}</body></html>'
    )


def language_attributes(language: str) -> str:
    """What ``<html>`` says of the document's language; its direction where that is not usual."""
    said = f'lang="{escape(language)}"'
    return f'{said} dir="rtl"' if direction(language) == "rtl" else said


def body_html(document: Document, html: str, *, measured: bool = False) -> str:
    """*html*, which says what *document* does, as the engine wants it.

    If it is only *measured*, footnotes stay in one list, where each has the height that it will
    have at the foot of its page.
    """
    body = _with_page_numbers(html) if NUMBERED_PAGES.search(html) else html
    body = _with_footnotes(body) if FOOTNOTES in body and not measured else body
    body = titled(body) if document.layout in BOOKS else body
    body = body.replace(NOTE_CALL, WORD_JOINER + NOTE_CALL)
    for name, asset in document.assets.items():
        source = f'src="asset:{escape(name)}"'
        body = body.replace(source, f'{source} style="width: {asset.width}pt"')
    return body


def _with_page_numbers(fragment: str) -> str:
    """*fragment* with the page after each entry of the contents, and each reference to a page."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    for link in root.iterfind(".//a[@class='page']"):
        number = etree.Element("span", {"class": "on-page", "data-to": link.get("href", "")})
        number.tail, link.tail = link.tail, None
        link.addnext(number)
    for item in root.iterfind(".//nav/ol/li"):
        if (link := item.find("a")) is not None:
            # A link that is itself an item of a flex box is lost by the engine, and one that holds
            # an element, or has text drawn into it, is several links to a reader (PDF/UA, 7.18.5).
            entry = etree.Element("span")
            link.addprevious(entry)
            if (number := link.find("span")) is not None:
                link.text, number.tail = (number.tail or "").strip(), " "
                entry.append(number)
            entry.append(link)
            item.append(etree.Element("span", {"class": "leader"}))
            item.append(etree.Element("span", {"class": "page", "data-to": link.get("href", "")}))
    return _inner(root)


def _with_footnotes(fragment: str) -> str:
    """*fragment* with each footnote after its first call; the engine floats it to the foot."""
    root = html.fragment_fromstring(fragment, create_parent="div")
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
    return _inner(root)


def _inner(root: Any) -> str:
    text = str(escape(root.text)) if root.text else ""
    return text + "".join(html.tostring(child, encoding="unicode") for child in root)


def fetcher(document: Document, drawn: Mapping[str, bytes] = _NONE) -> Any:
    """What the engine may fetch: the document's own pictures, what is *drawn*, and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Carried(URLFetcher):  # type: ignore[misc]
        """Serves the document's own pictures and what is drawn for it, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in drawn:
                svg = {"Content-Type": "image/svg+xml"}
                return URLFetcherResponse(url, body=drawn[url], headers=svg)
            name = url.removeprefix("asset:")
            if url == name or name not in document.assets:
                raise FatalURLFetchingError(f"not carried by the document: {url}")
            asset = document.assets[name]
            return URLFetcherResponse(
                url, body=asset.data, headers={"Content-Type": asset.media_type}
            )

    return Carried()


def _used(page: Any) -> tuple[float, float]:
    """Height of the text area and of the column of text that stands in it, pt."""
    top = page.content_box_y()
    bottom = max((box.position_y + box.margin_height() for box in _column(page)), default=top)
    return page.height * PT_PER_PX, min(bottom - top, page.height) * PT_PER_PX


def _column(box: Any) -> Iterator[Any]:
    """Boxes of the column of text: not what floats beside it, nor what stands in the margins."""
    for child in box.children[:1] if type(box).__name__ == "PageBox" else box.children:
        if child.is_in_normal_flow() and getattr(child, "height", None) not in (None, "auto"):
            yield child
            if hasattr(child, "children"):
                yield from _column(child)


@contextmanager
def _complaints(document: Document) -> Iterator[None]:
    """Raise ContentError for what the engine only logs, or is not let do."""
    from weasyprint.urls import FatalURLFetchingError

    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [listener]
    try:
        yield
    except FatalURLFetchingError as error:  # no Exception, so that the engine lets it pass
        found.append(str(error))
    finally:
        logger.propagate, logger.handlers = before
    if found:
        place, remedy = Place(document.meta.title), "mend the content or the theme"
        raise ContentError(Problem(place, "W101", " ".join(text.split()), remedy) for text in found)

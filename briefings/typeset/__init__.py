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
from markupsafe import escape

from briefings.document import Document, Notes, Table, walk
from briefings.errors import ContentError, Place, Problem
from briefings.languages import direction
from briefings.library.theme import PAPER_MM, Font, Theme
from briefings.model.marking import TLP_COLOUR
from briefings.typeset.archive import written
from briefings.typeset.backdrop import ADDRESS, drawings
from briefings.typeset.body import BOOKS, body_html
from briefings.typeset.pagination import misplaced, page_of, used

_NONE: Mapping[str, bytes] = {}

ROUNDS = 5
"""How often pages are laid out anew for the numbers of pages that are printed on them."""


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
        """The pages as a PDF that is tagged, and that can be kept for good."""
        with _complaints(self.document):
            return written(self._engine, self.document)


def typeset(
    document: Document, theme: Theme, templates: tuple[Path, ...], fonts: tuple[Path, ...] = ()
) -> Typeset:
    """*document* laid out in *theme*. Raises ContentError for what the fonts can't print."""
    css = stylesheet(document, theme, templates)
    engine = _pages(document, theme, css)
    body, taken = used(engine.pages[-1])
    return Typeset(document, theme, len(engine.pages), page_of(engine), taken, body, fonts, engine)


def _pages(document: Document, theme: Theme, css: str) -> Any:
    """*document* as the engine's pages, with the right numbers of pages printed on them.

    Laying out some of them again, the engine may lose footnotes. Then these numbers are written
    out, so that there is nothing to lay out again, until they are those of the pages.
    """
    listed = (block for block in walk(document.blocks) if isinstance(block, Notes))
    notes = [note.id for block in listed if block.place == "footnotes" for note in block.items]
    engine = _laid_out(document, theme, css)
    if not misplaced(engine, notes):
        return engine
    pages: dict[str, int] = {}
    for _ in range(ROUNDS):
        before, pages = pages, page_of(engine)
        if before == pages:
            break
        engine = _laid_out(document, theme, css, pages)
    else:
        what = "the numbers of pages in references do not come to rest"
        raise _unprintable(document, "W102", what, "refer to fewer pages")
    if wrong := misplaced(engine, notes):
        what = f"{', '.join(wrong)} cannot be set at the foot of a page"
        raise _unprintable(document, "W103", what, "shorten it")
    return engine


def _laid_out(
    document: Document, theme: Theme, css: str, pages: Mapping[str, int] | None = None
) -> Any:
    import weasyprint

    page = page_html(document, css, body_html(document, document.html, pages=pages))
    with _complaints(document):
        fetch = fetcher(document, drawings(document, theme))
        source = weasyprint.HTML(string=page, url_fetcher=fetch)
        return source.render(pdf_variant="pdf/ua-1")


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
        turns=any(isinstance(block, Table) and block.wide for block in walk(document.blocks)),
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


def _unprintable(document: Document, code: str, what: str, remedy: str) -> ContentError:
    return ContentError(Problem(Place(document.meta.title), code, what, remedy))

"""Typesetting: from a document and a theme to pages, through the layout engine.

The engine gets one string of HTML and the pictures that the document carries, and may fetch
nothing: neither a file nor an address. It runs in a process of its own (:mod:`briefings.engine`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.runtime import Context
from markupsafe import escape

from briefings.compiled import Compiled
from briefings.document import Document, Notes, Table, walk
from briefings.engine import Complained, Engine, File, Laid, Sheet, Unlaid, apart
from briefings.errors import ContentError, Place, Problem
from briefings.letters.languages import direction
from briefings.library.layouts import PAPER_MM
from briefings.library.theme import Theme
from briefings.library.typography import Font
from briefings.model.marking import TLP_COLOUR
from briefings.typeset.backdrop import ADDRESS, DOT, NOTE_RULE, drawings
from briefings.typeset.blame import unlaid
from briefings.typeset.body import BOOKS, body_html
from briefings.typeset.columns import parted

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
    sheet: Sheet
    """What the engine laid out."""
    engine: Engine
    """Which laid it out, and writes it."""
    turn: int | None = None
    """The block beneath the masthead, counted from 0, that begins the second column of a last page
    which is not full, so that both end at much the same height."""

    def pdf(self) -> bytes:
        """The pages as a PDF that is tagged, and that can be kept for good."""
        with told(self.document):
            return self.engine.write(self.sheet)


def typeset(
    document: Document,
    theme: Theme,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...] = (),
    engine: Engine | None = None,
) -> Typeset:
    """*document* laid out in *theme*. Raises ContentError for what the fonts can't print, and for
    what the engine can't lay out within its limits.
    """
    css, engine = stylesheet(document, theme, templates), engine or apart.shared()
    with told(document):
        sheet, laid = _pages(document, theme, css, engine)
        where, turn = laid.page_of, None
        if laid.turn is not None:
            even, again = _pages(document, theme, css + parted(laid.turn), engine)
            if again.count == laid.count:
                sheet, where, turn = even, again.page_of, laid.turn
    extent = laid.count, where, laid.used, laid.height
    return Typeset(document, theme, *extent, fonts, sheet, engine, turn)


def _pages(document: Document, theme: Theme, css: str, engine: Engine) -> tuple[Sheet, Laid]:
    """*document* as the engine lays it out, with the right numbers of pages printed on them.

    Laying out some of them again, the engine may lose footnotes. Then these numbers are written
    out, so that there is nothing to lay out again, until they are those of the pages.
    """
    given = sheet(document, theme, css, document.html)
    laid = engine.lay_out(given)
    if not laid.misplaced:
        return given, laid
    pages: Mapping[str, int] = {}
    for _ in range(ROUNDS):
        before, pages = pages, laid.page_of
        if before == pages:
            break
        given = sheet(document, theme, css, document.html, pages)
        laid = engine.lay_out(given)
    else:
        what = "the numbers of pages in references do not come to rest"
        raise _unprintable(document, "W102", what, "refer to fewer pages")
    if laid.misplaced:
        what = f"{', '.join(laid.misplaced)} cannot be set at the foot of a page"
        raise _unprintable(document, "W103", what, "shorten it")
    return given, laid


def sheet(
    document: Document,
    theme: Theme,
    css: str,
    html: str,
    pages: Mapping[str, int] | None = None,
) -> Sheet:
    """What the engine is given of *html*, which says what *document* does or a part of it.

    Numbers of *pages*, by anchor, are written out where they are given.
    """
    listed = (block for block in walk(document.blocks) if isinstance(block, Notes))
    notes = [note.id for block in listed if block.place == "footnotes" for note in block.items]
    columns = theme.layouts[document.layout].columns
    body = body_html(document, html, pages=pages, columns=columns is not None)
    files = carried(document, drawings(document, theme))
    count = columns.count if columns else 1
    page = page_html(document, css, body)
    return Sheet(page, files, tuple(notes), count, document.meta)


def stylesheet(document: Document, theme: Theme, templates: tuple[Path, ...]) -> str:
    """The style sheet of the printed page, from the theme's tokens."""
    reading = direction(document.meta.language)
    theme = theme.spoken(document.meta.language).written(reading)
    layout = theme.layouts[document.layout]
    paper = PAPER_MM[layout.paper]
    aside = (layout.side.width + layout.side.gap) if layout.side else 0
    margins = layout.margins.turned()
    mark = document.meta.marking
    return _sheet(templates).render(
        theme=theme,
        layout=layout,
        layout_name=document.layout,
        mirrored=reading == "rtl",
        book=document.layout in BOOKS,
        paper=paper,
        measure=round(layout.exhibits, 2),
        side=aside,
        note_rule=NOTE_RULE,
        backdrop=ADDRESS if document.running.watermark else "",
        dot=DOT,
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
        mark=_mark(mark, theme),
        families=functools.partial(families, theme=theme),
    )


@functools.lru_cache(maxsize=4)
def _sheet(templates: tuple[Path, ...]) -> jinja2.Template:
    loader = jinja2.FileSystemLoader([str(folder / "themes") for folder in templates])
    environment = jinja2.Environment(
        loader=loader, undefined=jinja2.StrictUndefined, bytecode_cache=Compiled()
    )
    environment.filters["css"] = _css
    return environment.get_template("_print.css.j2")


@jinja2.pass_context
def _css(_: Context, text: str) -> str:
    """*text* as a CSS string; see :class:`~briefings.compiled.Compiled` for why in a context."""
    return css_string(text)


@functools.lru_cache(maxsize=1024)
def css_string(text: str) -> str:
    """*text* as a CSS string, whatever characters it has."""
    plain = "".join(c if c.isalnum() or c in " .,:;-–—()/&" else f"\\{ord(c):06x} " for c in text)
    return f'"{plain}"'


def families(font: Font, theme: Theme) -> str:
    """A font, and what stands in for it in any script that *theme* has, as CSS names them."""
    generic = {"serif", "sans-serif", "monospace"}
    return ", ".join(n if n in generic else css_string(n) for n in theme.stack(font))


def _content(form: str, **counters: str) -> str:
    """*form* as CSS generates it, with a counter for each name in braces."""
    parts = re.split(r"\{(\w+)\}", form)
    said = (counters[part] if n % 2 else css_string(part) for n, part in enumerate(parts) if part)
    return " ".join(said)


def _mark(marking: str, theme: Theme) -> str:
    """Declarations of the marking's box: a TLP label is 12 pt, at the end, its colour on black."""
    colour = TLP_COLOUR.get(marking)
    box = "color: #1b232b; padding: 0;"
    if colour:
        box = f"background: #000000; color: {colour}; padding: 0 4pt;"
    face = families(theme.fonts["sans"], theme)
    return (
        f"content: {css_string(marking)}; font: 700 12pt/15pt {face}; {box}"
        " text-align: end; white-space: nowrap; height: 15pt;"
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


def carried(document: Document, drawn: Mapping[str, bytes] | None = None) -> dict[str, File]:
    """All that the engine may fetch: the document's own pictures, and what is *drawn* for it."""
    own = {f"asset:{name}": File(a.media_type, a.data) for name, a in document.assets.items()}
    return own | {address: File("image/svg+xml", svg) for address, svg in (drawn or {}).items()}


@contextmanager
def told(document: Document) -> Iterator[None]:
    """Raise ContentError, at the document as a whole, for what the engine can't print."""
    place = Place(document.meta.title)
    try:
        yield
    except Complained as error:
        remedy = "mend the content or the theme"
        said = (" ".join(text.split()) for text in error.said)
        raise ContentError(Problem(place, "W101", text, remedy) for text in said) from None
    except Unlaid as error:
        raise ContentError(unlaid(place, error)) from error


def _unprintable(document: Document, code: str, what: str, remedy: str) -> ContentError:
    return ContentError(Problem(Place(document.meta.title), code, what, remedy))

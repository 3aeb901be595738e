"""The proof: an edition at all its wordings, laid out once as one long column, and measured.

Every variant says all parts, each at another of its wordings; together they are one document on
one very tall page. Its boxes are read as the frames of a galley.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefings.document import Document
from briefings.engine import Columns, Engine, Sheet, apart
from briefings.galley import Galley
from briefings.galley.marks import Variant, anew, callers, named
from briefings.library.layouts import PAPER_MM, PT_PER_MM
from briefings.library.theme import Theme
from briefings.typeset import carried, page_html, stylesheet, told
from briefings.typeset.backdrop import drawings
from briefings.typeset.body import body_html
from briefings.typeset.columns import in_one

TALL_MM = 200_000
"""Height of the one page."""

_ONE_PAGE = "table, :has(+ table) { page: auto !important }"
"""What stands on landscape pages stays in the column, and is measured at its own width."""

_UNMARKED = "li::before { content: none !important }"
"""Markers of lists, drawn beside the first line, take no room, but a tenth of the time."""

FOOT_RULE = 6 + 4 + 0.5
"""Above the notes at the foot of a page, pt: margin, padding and border of the style sheet."""

_ID = re.compile(r' id="(?!note-)[^"]*"')


def proof(
    document: Document,
    variants: Sequence[Variant],
    theme: Theme,
    templates: tuple[Path, ...],
    engine: Engine | None = None,
) -> Galley:
    """The galley of *variants*, of which the first says all that *document* does.

    Raises ContentError where the engine can't lay it out.
    """
    sheet = column(document, [*anew(variants)], theme, templates)
    ranks = (variant.ranks for variant in variants)
    columns = Columns(callers(variants), (*zip(ranks, named(variants), strict=True),))
    with told(document):
        found = (engine or apart.shared()).measure(sheet, columns)
    layout = theme.layouts[document.layout]
    paper = PAPER_MM[layout.paper]
    margins, turned = layout.margins, layout.margins.turned()
    height = paper[1] - margins.top - margins.bottom
    lack = height - (paper[0] - turned.top - turned.bottom)
    lengths = height * PT_PER_MM, lack * PT_PER_MM, FOOT_RULE
    return Galley(found.root, found.parts, *lengths, sheet.columns)


def column(
    document: Document, said: Sequence[str], theme: Theme, templates: tuple[Path, ...]
) -> Sheet:
    """The one tall page with all of *said*, each the marked HTML of a variant of *document*."""
    layout = theme.layouts[document.layout]
    several = layout.columns is not None
    measured = (body_html(document, html, measured=True, columns=several) for html in said)
    bodies = "".join(
        f'<div data-variant="{n}">{_ID.sub("", body)}</div>' for n, body in enumerate(measured)
    )
    # A watermark takes no room.
    document = replace(document, running=replace(document.running, watermark=""))
    paper = PAPER_MM[layout.paper]
    css = stylesheet(document, theme, templates)
    css += f"@page {{ size: {paper[0]}mm {TALL_MM}mm }} {_ONE_PAGE} {_UNMARKED} {in_one(layout)}"
    count = layout.columns.count if layout.columns else 1
    files = carried(document, drawings(document, theme))
    return Sheet(page_html(document, css, bodies), files, columns=count)

"""Which look says each role of a document, in each zone of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefings.document import Cell, GroupRole, ListRole, Paragraph, ParagraphRole, Strong
from briefings.library.theme import Theme
from briefings.library.typography import StyleRole
from briefings.wordml import geometry as g
from briefings.wordml import looks
from briefings.wordml.look import Align, Box, Look, Mark, Zone

ZONES: Mapping[GroupRole, Zone] = {
    "judgements": "panel",
    "recommendations": "recommendations",
    "callout": "callout",
    "cover": "cover",
    "sources": "sources",
}
"""Groups that open a zone; what is in the others looks as it does around them."""

BOXES: Mapping[Zone, Box] = {
    "panel": "panel",
    "recommendations": "recommendations",
    "callout": "callout",
}
"""Zones whose paragraphs stand in one box."""

_MARKS: Mapping[ListRole, Mark] = {
    "judgements": "judgement",
    "recommendations": "judgement",
    "steps": "step",
    "pros": "pro",
    "cons": "con",
    "indicators": "indicator",
}
COUNTED: frozenset[Mark] = frozenset(("number", "judgement", "step"))
"""Marks that are numbers."""

_BACK: frozenset[GroupRole | None] = frozenset(
    ("glossary", "sources", "likelihood-key", "chart-data", "control")
)
"""The back matter of a book."""

_PREFIX: Mapping[Zone, str] = {
    "panel": "Panel",
    "recommendations": "Recommendation",
    "callout": "Callout",
    "cell": "Table",
    "sources": "Bibliography",
}
_BODY_TOKEN: Mapping[Zone, StyleRole] = {
    "panel": "judgement",
    "recommendations": "judgement",
    "callout": "callout",
    "cell": "table-text",
    "sources": "note",
}
_PARAGRAPHS: Mapping[ParagraphRole, Look] = {
    "body": looks.BODY,
    "organisation": looks.ORGANISATION,
    "meta": looks.UNIT,
    "imprint": looks.IMPRINT,
    "kicker": looks.KICKER,
    "subtitle": looks.SUBTITLE,
    "standfirst": looks.STANDFIRST,
    "label": Look("Label", "Label", "label", keep_next=True),
    "fact": Look("Fact", "Fact", "fact"),
    "note-line": Look("Remark", "Remark", "note-line", box="remark"),
    "source-line": Look("SourceLine", "Source Line", "source-line"),
    "attribution": Look("Attribution", "Attribution", "attribution"),
    "marking": Look("Marking", "Marking", "marking"),
}
_ON_COVER: Mapping[ParagraphRole, Look] = {
    "organisation": looks.COVER_ORGANISATION,
    "kicker": looks.COVER_KICKER,
    "subtitle": looks.COVER_SUBTITLE,
    "imprint": looks.COVER_IMPRINT,
}


def _in_zone(look: Look, zone: Zone, word: str | None = None) -> Look:
    """*look* as it is in a zone with looks of its own."""
    name = f"{_PREFIX[zone]} {word or look.name}"
    moved = replace(
        look,
        id=name.replace(" ", ""),
        name=name,
        following=None,
        gallery=False,
        hyphenated=False,
        box=BOXES.get(zone),
        frame="side" if zone == "callout" else None,
    )
    if zone == "sources":
        return moved
    return replace(moved, full=True, keep_next=look.keep_next and zone != "cell")


def paragraph(role: ParagraphRole, zone: Zone) -> Look:
    """The look of a paragraph."""
    if zone == "cover":
        return _ON_COVER.get(role, _PARAGRAPHS[role])
    look = _PARAGRAPHS[role]
    if zone == "text":
        return look
    if role == "body":
        own = replace(look, token=_BODY_TOKEN[zone])
        return looks.CELL if zone == "cell" else _in_zone(own, zone, "Text")
    if role == "label" and zone == "callout":
        return replace(_in_zone(look, zone, "Heading"), token="callout-heading")
    if role == "fact" and zone == "cell":
        return looks.CELL_FACT
    if role == "fact" and zone in ("panel", "recommendations"):
        look = replace(look, above=g.PANEL_CLOSE_ABOVE)
    return _in_zone(look, zone)


def heading(level: int, zone: Zone, within: GroupRole | None, book: bool) -> Look:
    """The look of a heading directly in a group; level 1 is the title, 2 a section.

    *book* says that annexes begin on new pages and the back matter has headings of its own.
    """
    if level == 1:
        return looks.COVER_TITLE if zone == "cover" else looks.TITLE
    look = looks.HEADINGS[level - 2]
    match zone:
        case "cell":
            return looks.CELL_ROW_HEAD
        case "panel" | "recommendations":
            boxed = replace(_in_zone(look, zone, "Heading"), token="panel-heading", outline=None)
            return replace(boxed, above=g.PANEL_ABOVE)
        case "callout":
            boxed = replace(_in_zone(look, zone, "Heading"), outline=None)
            return replace(boxed, token="callout-heading")
        case "text" | "sources" | "cover" | "pull":
            return looks.BACK_HEADING if book and level == 2 and within in _BACK else look


def cell(block: Cell, first: bool) -> Look:
    """The look of a paragraph of running text in a cell, the *first* of it or another."""
    if block.header == "column":
        return looks.CELL_HEAD
    if not first:
        return looks.CELL_NEXT
    if block.header == "row":
        return looks.CELL_ROW_LEAD if _has_strong(block) else looks.CELL_ROW_HEAD
    return looks.CELL


def _has_strong(block: Cell) -> bool:
    """Whether a cell says itself which of its words are strong."""
    paragraphs = (b.children for b in block.blocks if isinstance(b, Paragraph))
    return any(isinstance(inline, Strong) for children in paragraphs for inline in children)


def aligned(look: Look, align: Align) -> Look:
    """*look* set to the right or centre of its cell."""
    if align == "left":
        return look
    word = align.capitalize()
    return replace(
        look, id=f"{look.id}{word}", name=f"{look.name} {word}", parent=look, align=align
    )


def raised(look: Look, above: float, word: str) -> Look:
    """*look* with another space above it."""
    return replace(
        look,
        id=f"{look.id}{word}",
        name=f"{look.name} {word}",
        parent=look,
        above=above,
        leads=False,
    )


def beneath(theme: Theme, layout: str, table: bool, look: Look) -> Look:
    """*look* right below a figure or a *table*, whose last rule is rule enough for a remark."""
    if look.token == "source-line":
        return look
    if table and look.box == "remark":
        look = replace(look, id=f"{look.id}Plain", name=f"{look.name} Plain", box=None)
    above = theme.style(look.token, layout).above if look.above is None else look.above
    least = theme.design.of(g.EXHIBIT_BELOW)
    return look if above >= least else raised(look, g.EXHIBIT_BELOW, "Clear")


# --- lists ----------------------------------------------------------------------------------------

_WORDS: Mapping[Mark, tuple[str, StyleRole]] = {
    "bullet": ("List Bullet", "list"),
    "number": ("List Number", "list"),
    "judgement": ("Judgement", "judgement"),
    "step": ("Step", "list"),
    "pro": ("Argument For", "list"),
    "con": ("Argument Against", "list"),
    "indicator": ("Indicator", "list"),
    "continue": ("List Continue", "list"),
    "note": ("Note", "note"),
}


def mark(role: ListRole, ordered: bool) -> Mark:
    """What stands before the items of a list."""
    return _MARKS.get(role, "number" if ordered else "bullet")


def _step(of: Mark, zone: Zone) -> float:
    if zone == "cell":
        return g.CELL_STEP
    in_panel = of == "continue" and zone in ("panel", "recommendations")
    return g.JUDGEMENT_STEP if of == "judgement" or in_panel else g.LIST_STEP


def item(of: Mark, zone: Zone, depth: int) -> Look:
    """The look of a list item, *depth* counted from 0."""
    zone = "text" if zone == "cover" else zone
    word, token = _WORDS[of]
    name = word if depth == 0 else f"{word} {depth + 1}"
    step = _step(of, zone)
    look = Look(
        name.replace(" ", ""),
        name,
        token,
        following=None,
        indent=step * (depth + 1),
        hanging=step,
        keep_lines=True,
        hyphenated=True,
        numbered=(of, zone, depth),
        leads=True,
    )
    if zone == "sources" and of == "bullet":
        return replace(look, id="Bibliography", name="Bibliography", token="note", numbered=None)
    boxed = zone in BOXES
    if of == "continue" and not boxed:
        look = replace(look, hanging=0, numbered=None)
    if zone == "text":
        return look
    own = name.replace("Judgement", "Item")
    look = _in_zone(replace(look, token=_BODY_TOKEN[zone]), zone, own)
    if zone == "cell":
        return replace(look, above=g.CELL_ITEM_ABOVE, tabular=True)
    # Word joins paragraphs to one box only if their outer edges are in one line.
    return replace(look, hanging=look.indent) if boxed else look


def under_item(role: ParagraphRole, of: Mark, zone: Zone, depth: int) -> Look:
    """The look of a further paragraph of a list item."""
    continued = item("continue", zone, depth)
    word = "Item" if of == "judgement" else "List"
    if role == "body" and word == "List":
        return continued
    own = continued if role == "body" else paragraph(role, zone)
    if role == "fact" and zone in ("panel", "recommendations"):
        own = replace(own, above=g.PANEL_FACT_ABOVE)
    name = f"{own.name} in {word}" + (f" {depth + 1}" if depth else "")
    indent = _step(of, zone) * (depth + 1)
    return replace(
        own,
        id=name.replace(" ", ""),
        name=name,
        full=continued.full,
        indent=indent,
        hanging=indent if continued.hanging else 0,
        numbered=continued.numbered,
        leads=False,
    )

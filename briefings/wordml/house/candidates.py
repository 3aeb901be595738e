"""Roles, and the names that houses give the styles that play them.

A role is one of our looks, of our character looks, or of the roles of a table, by its name in small
letters. The first of its candidates that a reference document has plays the role; what has none is
put in by us. A mapping file says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, get_args

from briefings.document import Cell, ListRole, ParagraphRole, TableRole
from briefings.wordml import characters, looks, roles
from briefings.wordml.characters import CharacterLook
from briefings.wordml.look import Look, Zone

_TABLE = ("Report Table", "House Table", "Corporate Table", "Standard Table", "Haustabelle")
_BULLET = ("List Bullet", "Bullet", "Bullets", "Bullet List", "Aufzählung", "List Paragraph")
_NUMBER = ("List Number", "Numbered List", "Numbering", "Nummerierung", "List Paragraph")
_CELL = ("Table Text", "Table Body", "Table Contents", "Tabellentext", "Tabelleninhalt")
_CELL_HEAD = ("Table Heading", "Table Head", "Table Header", "Tabellenkopf")
_BOX = ("Box Text", "Text Box", "Info Box", "Kasten", "Kastentext")
_BOX_HEADING = ("Box Heading", "Box Title", "Kastenüberschrift")

_LEVELS = 5
"""Levels of lists that Word has names of styles for."""

CANDIDATES: Mapping[str, tuple[str, ...]] = {
    # --- running text
    "normal": ("Normal",),
    "body text": ("Body Text", "Fließtext", "Normal"),
    "title": ("Title",),
    "subtitle": ("Subtitle",),
    "standfirst": ("Standfirst", "Lead", "Lead Paragraph", "Intro", "Introduction", "Vorspann"),
    "kicker": ("Kicker", "Overline", "Eyebrow", "Dachzeile"),
    "organisation": ("Organisation", "Organization", "Company"),
    "unit": ("Unit", "Department", "Referat"),
    "imprint": ("Imprint", "Document Information", "Date"),
    "heading 1": ("heading 1",),
    "heading 2": ("heading 2",),
    "heading 3": ("heading 3",),
    "quote": ("Quote", "Block Text", "Intense Quote"),
    "quote attribution": ("Quote Attribution", "Quote Source", "Attribution"),
    "pull quote": ("Pull Quote", "Pullquote", "Intense Quote"),
    "pull quote attribution": ("Pull Quote Attribution",),
    "formula": ("Formula", "Equation", "Formel", "Gleichung"),
    "definition term": ("Definition Term",),
    "definition": ("Definition",),
    "caption": ("caption", "Table Caption", "Beschriftung"),
    "source line": ("Source Line", "Source", "Table Source", "Quelle"),
    "remark": ("Remark", "Anmerkung"),
    # --- lists
    "list bullet": _BULLET,
    "list bullet 2": ("List Bullet 2", "Bullet 2"),
    "list bullet 3": ("List Bullet 3", "Bullet 3"),
    "list number": _NUMBER,
    "list number 2": ("List Number 2", "Numbered List 2"),
    "list number 3": ("List Number 3", "Numbered List 3"),
    "list continue": ("List Continue",),
    "list continue 2": ("List Continue 2",),
    "list continue 3": ("List Continue 3",),
    "step": ("Step", *_NUMBER),
    "indicator": ("Indicator", *_BULLET),
    "argument for": ("Argument For", *_BULLET),
    "argument against": ("Argument Against", *_BULLET),
    # --- boxes
    "callout heading": ("Callout Heading", "Callout Title", *_BOX_HEADING),
    "callout text": ("Callout", "Callout Text", "Key Message", *_BOX, "Block Text"),
    "panel heading": ("Panel Heading", *_BOX_HEADING),
    "panel text": ("Panel Text", "Key Points", "Key Findings"),
    "panel item": ("Key Judgement", "Key Finding", "Key Point"),
    "recommendation heading": ("Recommendation Heading", *_BOX_HEADING),
    "recommendation text": ("Recommendation Text", "Recommendation"),
    # --- tables
    "table text": _CELL,
    "table heading": _CELL_HEAD,
    "table row heading": ("Table Row Heading", "Table First Column"),
    **{f"{role} table": (f"{role.capitalize()} Table", *_TABLE) for role in get_args(TableRole)},
    # --- front and back matter
    "cover title": ("Cover Title", "Title"),
    "cover subtitle": ("Cover Subtitle", "Subtitle"),
    "cover imprint": ("Cover Imprint", "Cover Date", "Date"),
    "toc heading": ("TOC Heading", "Contents Heading"),
    "toc 1": ("toc 1",),
    "toc 2": ("toc 2",),
    "toc 3": ("toc 3",),
    "back matter heading": ("Back Matter Heading", "Heading Unnumbered"),
    "footnote text": ("footnote text", "endnote text"),
    "endnote text": ("endnote text", "footnote text"),
    "note text": ("endnote text", "footnote text"),
    "table of figures": ("table of figures", "toc 1"),
    "annotation text": ("annotation text",),
    "bibliography": ("Bibliography", "References", "Literatur"),
    # --- characters
    "strong": ("Strong",),
    "emphasis": ("Emphasis",),
    "hyperlink": ("Hyperlink",),
    "footnote reference": ("footnote reference", "endnote reference"),
    "endnote reference": ("endnote reference", "footnote reference"),
    "annotation reference": ("annotation reference",),
}
"""Names to look for, by role; the first that is there is taken."""

KIN: Mapping[str, Look] = {
    "toc heading": looks.HEADINGS[0],
    "back matter heading": looks.HEADINGS[0],
    "notes heading": looks.HEADINGS[1],
}
"""Whose house style is the ground for a role that has none; it has no number."""

RoleKind = Literal["paragraph", "character", "table"]


@cache
def role_kinds() -> Mapping[str, RoleKind]:
    """All roles there are, and what kind of style plays each; those with candidates first."""
    found: dict[str, RoleKind] = dict.fromkeys(CANDIDATES, "paragraph")
    found |= dict.fromkeys((look.name.casefold() for look in _looks()), "paragraph")
    found |= dict.fromkeys((look.name.casefold() for look in _characters()), "character")
    found |= {table_role(role): "table" for role in get_args(TableRole)}
    return found


def table_role(role: TableRole) -> str:
    """The role of tables of a kind."""
    return f"{role} table"


def _characters() -> Iterator[CharacterLook]:
    own = vars(characters).values()
    yield from (look for look in own if isinstance(look, CharacterLook))
    yield from characters.LABELS.values()


def _looks() -> Iterator[Look]:
    """Every look that is no variant of another."""
    own = (look for look in vars(looks).values() if isinstance(look, Look))
    yield from (look for look in own if look not in (looks.HEADER, looks.FOOTER))
    yield from looks.CONTENTS
    yield from (roles.cell(Cell((), header), first=True) for header in (None, "column", "row"))
    for zone in (zone for zone in get_args(Zone) if zone != "pull"):
        yield from (roles.paragraph(role, zone) for role in get_args(ParagraphRole))
        yield from (roles.heading(2, zone, None, book) for book in (False, True))
        yield from _items(zone)


def _items(zone: Zone) -> Iterator[Look]:
    for depth in range(_LEVELS):
        for role in get_args(ListRole):
            for ordered in (False, True):
                mark = roles.mark(role, ordered)
                yield roles.item(mark, zone, depth)
                yield roles.under_item("body", mark, zone, depth)

"""The structure tree of a PDF: what its pages say, as one finds it who can't see them.

Each element of the body is one element of the tree, on however many pages its boxes are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefings.engine.marks import Piece, pieces
from briefings.engine.roles import Parents, steps

CELLS = frozenset(("td", "th"))
"""These are in the tree though they may hold nothing."""

WHOLE = re.compile("P|H[1-6]")
"""A note stands after one of these that calls it; of what else calls it, it is the last part."""

BETWEEN_BLOCKS = frozenset(("Div", "LI", "Sect", "TOC", "TOCI", "TR"))
"""These hold other elements and no text, so that a blank in them says nothing."""

Properties = Mapping[str, object]
NONE: Properties = {}
LAYOUT: Properties = {"Type": "/Layout"}

WITHIN_LINES = frozenset(("Em", "Link", "Reference", "Span", "Strong"))


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's active area on a page, which is counted from 0."""

    page: int
    entry: Any


@dataclass(eq=False, slots=True)
class Element:
    """An element of the tree, and what it holds, in reading order."""

    type: str
    language: str
    """In which it is written (BCP 47)."""
    origin: Any = None
    """The element of the body that it is made for."""
    above: Element | None = None
    kids: list[Element | Piece | Annotation] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def name(self) -> str:
        """What it is called, if it is a note: no two are called the same (ISO 14289-1, 7.9)."""
        return str(self.origin.get("id", "")) if self.type == "Note" else ""

    def said(self) -> str:
        """Its words, and those of all below it."""
        return "".join(kid.said() if isinstance(kid, Element) else _text(kid) for kid in self.kids)


def _text(kid: Piece | Annotation) -> str:
    return kid.text if isinstance(kid, Piece) else ""


@dataclass(frozen=True, slots=True)
class Structure:
    """What pages say, and what on them is no part of it: artifacts, with their properties."""

    document: Element
    artifacts: tuple[tuple[Piece, Properties], ...]


def structure(engine: Any, language: str) -> Structure:
    """The structure of what the *engine*'s document, which is in *language*, has painted.

    Heads and feet of pages are artifacts, and so is the head of a table on all its pages but the
    first. Raises LookupError for content that can be no part of a structure.
    """
    painted = [pieces(number, page) for number, page in enumerate(engine.pages)]
    body = engine.pages[0]._page_box.children[0].element
    tree = _Tree(Element("Document", language), {c: p for p in body.iter() for c in p})
    for notes in (False, True):  # a note is called before it is read
        for number, page in enumerate(engine.pages):
            for box in page._page_box.children:
                if (type(box).__name__ == "FootnoteAreaBox") is notes:
                    tree.take(box, number, painted[number])
    if any(painted):
        raise LookupError("a page has painted what is in none of its boxes")
    return Structure(tree.document, tuple(tree.artifacts))


@dataclass(slots=True)
class _Tree:
    """The tree as it grows."""

    document: Element
    parents: Parents
    made: dict[tuple[Any, str], Element] = field(default_factory=dict)
    heads: dict[Any, Any] = field(default_factory=dict)
    """The first box of each table's head; others stand on further pages, or in further columns."""
    artifacts: list[tuple[Piece, Properties]] = field(default_factory=list)

    def take(
        self, box: Any, page: int, painted: dict[Any, Piece], outside: Properties = NONE
    ) -> None:
        """Take all of *box* out of what a page has *painted*, as artifacts if it is *outside*."""
        box = getattr(box, "_box", box)  # what has a place of its own is wrapped
        outside = outside or self._outside(box, page)
        if piece := painted.pop(box, None):
            self._piece(piece, outside)
        elif getattr(box, "link_annotation", None):
            self._home(box).kids.append(Annotation(page, box.link_annotation))
        elif box.element_tag in CELLS:
            self._home(box)
        for child in getattr(box, "children", ()):
            self.take(child, page, painted, outside)

    def _piece(self, piece: Piece, outside: Properties) -> None:
        home = self.document if outside else self._home(piece.box)
        if outside or (home.type in BETWEEN_BLOCKS and piece.text.isspace()):
            self.artifacts.append((piece, outside or LAYOUT))
        else:
            home.kids.append(piece)

    def _outside(self, box: Any, page: int) -> Properties:
        """What kind of artifact *box* is, if it is one."""
        place = getattr(box, "at_keyword", "") or ""
        if place.startswith("@bottom"):
            return {"Type": "/Pagination", "Subtype": "/Footer"}
        repeated = box.element_tag == "thead" and self.heads.setdefault(box.element, box) is not box
        if place.startswith("@top") or repeated:
            return {"Type": "/Pagination", "Subtype": "/Header"}
        return {"Type": "/Pagination"} if place else {}

    def _home(self, box: Any) -> Element:
        return self._within(box.element, drawn=box.element_tag == "li::before")

    def _within(self, element: Any, drawn: bool = False) -> Element:
        """The element of the tree that holds what *element* of the body holds."""
        if element not in self.parents:
            return self.document
        found = self._within(self.parents[element])
        for origin, type in steps(element, drawn, self.parents):
            known = self.made.get((origin, type))
            found = known or self._opened(found, origin, type, element.get("lang"))
        return found

    def _opened(self, above: Element, origin: Any, type: str, language: str | None) -> Element:
        if type == "Note":
            above, place = _noting(above)
        else:
            place = len(above.kids)
        made = Element(type, language or above.language, origin, above)
        above.kids.insert(place, made)
        self.made[origin, type] = made
        return made


def _noting(calling: Element) -> tuple[Element, int]:
    """Where a note stands that is called in *calling*: in which element, before which kid."""
    while calling.type in WITHIN_LINES and calling.above is not None:
        calling = calling.above
    if calling.above is None or not WHOLE.fullmatch(calling.type):
        return calling, len(calling.kids)
    kids = calling.above.kids
    place = kids.index(calling) + 1
    while place < len(kids) and getattr(kids[place], "type", "") == "Note":
        place += 1
    return calling.above, place

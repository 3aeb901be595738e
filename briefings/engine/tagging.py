"""Tags: a structure and the marks of its content, written into a PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefings.engine.aloud import aloud
from briefings.engine.attributes import attributes
from briefings.engine.marks import Piece
from briefings.engine.roles import ROLE_MAP
from briefings.engine.structure import Annotation, Element, Structure


def tag(pdf: Any, found: Structure, heights: Sequence[float]) -> None:
    """Write *found* into *pdf*, whose pages have *heights* in px."""
    import pydyf

    for piece, properties in found.artifacts:
        piece.mark("Artifact", properties)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    tags = _Tags(pdf, heights, [pydyf.Array() for _ in heights])
    root["K"] = pydyf.Array([tags.write(found.document, root.reference)])
    root["ParentTree"] = pydyf.Dictionary({"Nums": tags.parents()})
    root["RoleMap"] = pydyf.Dictionary({name: f"/{type}" for name, type in ROLE_MAP.items()})
    if tags.named:
        root["IDTree"] = pydyf.Dictionary({"Names": tags.names()})
    for number, page in enumerate(pdf.pages["Kids"][::3]):
        pdf.objects[page].update({"StructParents": number, "Tabs": "/S"})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tags of a PDF, as they are written."""

    pdf: Any
    heights: Sequence[float]
    owners: list[Any]
    """Of each page, whose each piece of its content is, by number."""
    areas: list[Any] = field(default_factory=list)
    """Whose each active area is, by number."""
    named: dict[str, Any] = field(default_factory=dict)

    def write(self, found: Element, above: bytes) -> bytes:
        """Write *found* and all below it; answers the reference to it."""
        import pydyf

        written = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{found.type}", "P": above})
        self.pdf.add_object(written)
        pages = [kid.page for kid in found.kids if not isinstance(kid, Element)]
        if pages:
            written["Pg"] = self.pdf.page_references[pages[0]]
        if found.above is None or found.language != found.above.language:
            written["Lang"] = pydyf.String(found.language)
        written.update(_pdf(attributes(found, self.heights)))
        if name := found.name:
            written["ID"] = pydyf.String(name)
            self.named[name] = written.reference
        kids = [self._kid(kid, found, written, pages[:1]) for kid in found.kids]
        if kids:
            written["K"] = pydyf.Array(kids)
        return bytes(written.reference)

    def _kid(self, kid: Element | Piece | Annotation, of: Element, own: Any, on: list[int]) -> Any:
        """What an element says of one of its *own* kids; its content is *on* a page."""
        import pydyf

        if isinstance(kid, Element):
            return self.write(kid, own.reference)
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Annotation):
            self._lead(kid.entry, of, own.reference)
            return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.entry.reference})
        if words := aloud(kid.text, kid.box.style["direction"] == "rtl"):
            return self._said(words, kid, own, page)
        number = self._marked(kid, of.type, own.reference)
        if [kid.page] == on:
            return number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})

    def _marked(self, piece: Piece, type: str, owner: bytes) -> int:
        """The number of *piece* among the content of its page, which is its *owner*'s."""
        owners = self.owners[piece.page]
        owners.append(owner)
        piece.mark(type, {"MCID": len(owners) - 1, **_blank(piece)})
        return len(owners) - 1

    def _said(self, words: str, piece: Piece, above: Any, page: bytes) -> bytes:
        """An element for *piece*, which says other *words* than its glyphs stand for."""
        import pydyf

        span = pydyf.Dictionary({"Type": "/StructElem", "S": "/Span", "P": above.reference})
        self.pdf.add_object(span)
        span.update({"Pg": page, "ActualText": pydyf.String(words)})
        span["K"] = pydyf.Array([self._marked(piece, "Span", span.reference)])
        return bytes(span.reference)

    def _lead(self, area: Any, link: Element, own: bytes) -> None:
        import pydyf

        area["StructParent"] = len(self.owners) + len(self.areas)
        area["Contents"] = pydyf.String(link.said())
        self.areas.append(own)

    def parents(self) -> Any:
        """The tree that leads from content to elements (14.7.4.4)."""
        import pydyf

        return pydyf.Array(
            part for entry in enumerate((*self.owners, *self.areas)) for part in entry
        )

    def names(self) -> Any:
        """The tree that leads from names to elements."""
        import pydyf

        entries = sorted(self.named.items())
        return pydyf.Array(part for name, to in entries for part in (pydyf.String(name), to))


def _blank(piece: Piece) -> Mapping[str, object]:
    """What says that there is a blank: the engine draws none that stands alone."""
    import pydyf

    return {"ActualText": pydyf.String(" ")} if piece.text.isspace() else {}


def _pdf(value: Any) -> Any:
    """*value* as objects of a PDF; a text that begins with a slash is a name."""
    import pydyf

    match value:
        case Mapping():
            return pydyf.Dictionary({name: _pdf(entry) for name, entry in value.items()})
        case tuple():
            return pydyf.Array(map(_pdf, value))
        case str() if not value.startswith("/"):
            return pydyf.String(value)
    return value

"""Every block but tables, and the way through them."""

from __future__ import annotations

import re
from typing import get_args

from briefings.document import (
    Block,
    Blocks,
    Contents,
    ContentsEntry,
    ContentsOf,
    Definition,
    Definitions,
    Figure,
    Formula,
    Group,
    GroupRole,
    Heading,
    Inlines,
    Label,
    Link,
    List,
    ListItem,
    ListRole,
    Note,
    Notes,
    NotesPlace,
    Paragraph,
    ParagraphRole,
    Quotation,
    Text,
    plain_text,
)
from briefings.reader.inlines import NO_CALL, Lines
from briefings.reader.references import References
from briefings.reader.tables import Tables
from briefings.reader.xhtml import Element, Refusals, Where, blank, parse

ARIA_ROLES = frozenset(
    """
    doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-bibliography doc-chapter
    doc-colophon doc-conclusion doc-credits doc-endnotes doc-epilogue doc-errata doc-example
    doc-foreword doc-glossary doc-introduction doc-notice doc-part doc-preface doc-pullquote
    doc-qna doc-tip note region
    """.split()  # noqa: SIM905
)
"""Roles that a group may have: of DPUB-ARIA 1.1, and two of WAI-ARIA 1.2."""

_IN_ITEM = frozenset(("p", "ul", "ol"))
_GROUPS = frozenset(("section", "aside", "header", "div"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_BLOCKS = _IN_ITEM | _GROUPS | _HEADINGS | {"table", "figure", "blockquote", "dl", "nav"}


def read(html: str, where: Where) -> Blocks:
    """The blocks of *html*; *where* tells the place in a template that wrote a line of it.

    Raises:
        ContentError: *html* is not well-formed, or says something outside the vocabulary; with
            every such thing.
    """
    root = parse(html, where)
    reading = _Reading(Refusals(where))
    blocks = reading.filled(root)
    reading.references.check()
    reading.refusals.settle()
    return blocks


class _Reading:
    """One reading of a document. After a refusal it goes on with something of the right type."""

    def __init__(self, refusals: Refusals) -> None:
        self.refusals = refusals
        self.references = References(refusals)
        self.lines = Lines(refusals, self.references)
        self.tables = Tables(refusals, self.references, self.lines, self.flow)

    def filled(self, parent: Element) -> Blocks:
        if not len(parent) and not (parent.text or "").strip():
            self.refusals.empty(parent)
        return self.blocks(parent, _BLOCKS)

    def blocks(self, parent: Element, allowed: frozenset[str]) -> Blocks:
        self.refusals.text(parent)
        found: list[Block] = []
        for child in parent:
            if child.tag not in allowed:
                self.refusals.misplaced(child, f"<{parent.tag}>")
            elif (block := self.block(child)) is not None:
                found.append(block)
        return tuple(found)

    def flow(self, element: Element) -> Blocks:
        """Blocks, or one paragraph of what stands there without one."""
        if any(child.tag in _BLOCKS for child in element):
            return self.blocks(element, _IN_ITEM)
        children = self.lines.cell(element)
        return (Paragraph(children),) if children else ()

    def block(self, element: Element) -> Block | None:
        match element.tag:
            case "p":
                return self.paragraph(element)
            case "ul" | "ol":
                return self.list(element)
            case "table":
                return self.tables.table(element)
            case "figure" if element.get("class") == "formula":
                return self.formula(element)
            case "figure" if element.get("class") == "logo":
                return self.logo(element)
            case "figure":
                return self.figure(element)
            case "blockquote":
                return self.quotation(element)
            case "dl":
                return self.definitions(element)
            case "nav":
                return self.contents(element)
            case "section" if element.get("class") in get_args(NotesPlace):
                return self.notes(element)
            case "section" | "aside" | "header" | "div":
                return self.group(element)
            case _:
                return self.heading(element)

    def group(self, element: Element) -> Group:
        self.refusals.attributes(element, "class", "id", "role")
        self.refusals.aria(element, ARIA_ROLES)
        role = self.refusals.choice(element, get_args(GroupRole))
        name = self.references.identify(element)
        return Group(role, self.filled(element), name)

    def heading(self, element: Element) -> Heading:
        self.refusals.attributes(element, "id")
        name = self.references.identify(element)
        level = int(str(element.tag)[1])
        self.references.headings.append((element, level, name))
        number, children = _numbered(self.lines.line(element))
        if number is not None and not plain_text(children).strip():
            self.refusals.empty(element)
        return Heading(level, children, name, number)

    def paragraph(self, element: Element) -> Paragraph:
        self.refusals.attributes(element, "class")
        role = self.refusals.choice(element, get_args(ParagraphRole), "body")
        return Paragraph(self.lines.line(element), role)

    def list(self, element: Element) -> List:
        self.refusals.attributes(element, "class")
        role = self.refusals.choice(element, get_args(ListRole), "plain")
        items = tuple(self.item(child) for child in self.refusals.children(element, "li"))
        return List(items, element.tag == "ol", role)

    def item(self, element: Element) -> ListItem:
        self.refusals.attributes(element)
        if blank(element):
            self.refusals.empty(element)
        elif len(element) and element[0].tag in ("ul", "ol"):
            what, remedy = "begins with a list", "begin the item with words"
            self.refusals.add(element, "H107", what, remedy)
        return ListItem(self.flow(element))

    def quotation(self, element: Element) -> Quotation:
        self.refusals.attributes(element)
        children = self.refusals.children(element, "p")
        paragraphs = tuple(map(self.paragraph, children))
        for child, paragraph in zip(children, paragraphs, strict=True):
            closing = paragraph.role == "attribution" and child is children[-1]
            if paragraph.role != "body" and not closing:
                remedy = "a quotation holds plain paragraphs and may end with an attribution"
                self.refusals.add(child, "H105", "cannot stand at this point", remedy)
        return Quotation(paragraphs)

    def definitions(self, element: Element) -> Definitions:
        self.refusals.attributes(element)
        pairs = ("dt", "dd") * max(1, len(element) // 2)
        if not self.refusals.in_order(element, "H117", pairs):
            return Definitions(())
        for child in element:
            self.refusals.attributes(child)
        lines = [self.lines.line(child) for child in element]
        return Definitions(tuple(map(Definition, lines[::2], lines[1::2])))

    def figure(self, element: Element) -> Figure | None:
        self.refusals.attributes(element, "id")
        name = self.references.identify(element)
        self.references.exhibits["figures"].add(name)
        orders = (
            ("img",),
            ("figcaption", "img"),
            ("img", "figcaption"),
            ("figcaption", "img", "p"),
        )
        if not self.refusals.in_order(element, "H116", *orders):
            return None
        caption: Inlines = ()
        for child in element.iterchildren("figcaption"):
            self.refusals.attributes(child)
            caption = self.lines.line(child)
        asset, alt = next(map(self.picture, element.iterchildren("img")))
        sources = (self.source(child) for child in element.iterchildren("p"))
        return Figure(asset, alt, caption, name, next(sources, ()))

    def source(self, element: Element) -> Inlines:
        """The line under a figure that says where it is from."""
        paragraph = self.paragraph(element)
        if paragraph.role != "source-line":
            remedy = 'a figure holds no other paragraph than one of class="source-line"'
            self.refusals.add(element, "H105", "cannot stand at this point", remedy)
        return paragraph.children

    def logo(self, element: Element) -> Figure | None:
        self.refusals.attributes(element, "class")
        if not self.refusals.in_order(element, "H116", ("img",)):
            return None
        return Figure(*self.picture(element[0]), logo=True)

    def formula(self, element: Element) -> Formula | None:
        self.refusals.attributes(element, "class", "id")
        name = self.references.identify(element)
        if not self.refusals.in_order(element, "H116", ("img",)):
            return None
        return Formula(*self.picture(element[0]), name)

    def picture(self, element: Element) -> tuple[str, str]:
        self.refusals.attributes(element, "src", "alt")
        self.refusals.void(element)
        alt = " ".join(element.get("alt", "").split())
        if not alt:
            remedy = "say in alt what the picture shows"
            self.refusals.add(element, "H109", "has no alternative text", remedy)
        asset = re.fullmatch(r"asset:(\S+)", element.get("src", ""))
        if not asset:
            self.refusals.add(element, "H116", "names no asset", 'write src="asset:NAME"')
        return (asset[1] if asset else "", alt)

    def contents(self, element: Element) -> Contents | None:
        self.refusals.attributes(element, "class", "role")
        self.refusals.aria(element, frozenset(("doc-toc",)))
        of = self.refusals.choice(element, get_args(ContentsOf))
        if not self.refusals.in_order(element, "H117", ("h2", "ol")):
            return None
        title, entries = element
        self.refusals.attributes(entries)
        found = [self.entry(child, of) for child in self.refusals.children(entries, "li")]
        return Contents(tuple(entry for entry in found if entry), self.heading(title), of)

    def entry(self, element: Element, of: ContentsOf) -> ContentsEntry | None:
        self.refusals.attributes(element, "class")
        level = self.refusals.choice(element, ("level-1", "level-2", "level-3"))
        if not self.refusals.in_order(element, "H117", ("a",)):
            return None
        match self.lines.line(element, NO_CALL):
            case (Link(href, children),) if href.startswith("#"):
                self.references.entries.append((element, of, href[1:]))
                return ContentsEntry(int(level[-1]), children, href[1:])
        self.refusals.add(element, "H117", "leads nowhere", 'write <a href="#ID">')
        return None

    def notes(self, element: Element) -> Notes | None:
        self.refusals.attributes(element, "class", "id", "role")
        self.refusals.aria(element, frozenset(("doc-endnotes",)))
        place = self.refusals.choice(element, get_args(NotesPlace))
        name = self.references.identify(element)
        shape = ("ol",) if place == "footnotes" else ("h2", "ol")
        if not self.refusals.in_order(element, "H117", shape):
            return None
        *titles, notes = element
        self.refusals.attributes(notes)
        if place == "endnotes" and any(True for _ in element.itersiblings()):
            self.refusals.add(element, "H117", "does not end the document", "write it last")
        items = tuple(map(self.note, self.refusals.children(notes, "li")))
        return Notes(self.heading(titles[0]) if titles else None, items, name, place)

    def note(self, element: Element) -> Note:
        self.refusals.attributes(element, "id")
        name = self.references.identify(element) or ""
        match = re.fullmatch(r"note-([1-9][0-9]{0,3})", name)
        if not match:
            self.refusals.add(element, "H114", "has no number", 'give it an id "note-N"')
        note = Note(name, int(match[1]) if match else 0, self.lines.line(element, NO_CALL))
        self.references.notes.append((element, note))
        return note


def _numbered(line: Inlines) -> tuple[str | None, Inlines]:
    """The number that a heading begins with, and the rest of the heading."""
    match line:
        case (Label("number", (Text(number),)), Text(text), *rest):
            text = text.lstrip(" ")
            return number, ((Text(text),) if text else ()) + tuple(rest)
        case (Label("number", (Text(number),)), *rest):
            return number, tuple(rest)
    return None, line

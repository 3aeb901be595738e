"""What stands in a line of text: emphasis, links, labels, calls of notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from briefings.document import (
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Label,
    LabelRole,
    Leaf,
    LineBreak,
    Link,
    NoteCall,
    Script,
    Strong,
    Text,
    is_address,
)
from briefings.letters.languages import is_language
from briefings.reader.references import References
from briefings.reader.xhtml import Element, Refusals, blank, collapse

Barred = frozenset[str]
"""What may not stand here: ``link``, ``call``."""

_ANCHOR = re.compile(r"[0-9a-f]{12}")

ANYTHING: Barred = frozenset()
NO_CALL: Barred = frozenset(("call",))
NO_LINK: Barred = frozenset(("call", "link"))


@dataclass(frozen=True, slots=True)
class Lines:
    """Reads lines of text, and tells what it refuses and what refers to elsewhere."""

    refusals: Refusals
    references: References

    def line(self, element: Element, barred: Barred = ANYTHING) -> Inlines:
        """What stands in the block *element*, which is not blank."""
        collapse(element)
        return self._filled(element, barred)

    def cell(self, element: Element) -> Inlines:
        """What stands in the block *element*, which may be blank."""
        collapse(element)
        return self._children(element, ANYTHING)

    def _filled(self, element: Element, barred: Barred) -> Inlines:
        if blank(element):
            self.refusals.empty(element)
        return self._children(element, barred)

    def _children(self, element: Element, barred: Barred) -> Inlines:
        found: list[Inline] = [Text(element.text)] if element.text else []
        for child in element:
            if (inline := self._inline(child, barred)) is not None:
                found.append(inline)
            if child.tail:
                found.append(Text(child.tail))
        return tuple(found)

    def _inline(self, element: Element, barred: Barred) -> Inline | None:
        match element.tag:
            case "br":
                self.refusals.attributes(element)
                return LineBreak()
            case "span" if element.get("lang") is not None:
                return self._foreign(element, barred)
            case "span":
                self.refusals.attributes(element, "class")
                role = self.refusals.choice(element, get_args(LabelRole))
                return Label(role, self._filled(element, barred))
            case "a" if element.get("role") is not None:
                return self._call(element, barred)
            case "data":
                return self._leaf(element, barred)
            case "a" if element.get("class") is not None:
                return self._cross_reference(element, barred)
            case "a":
                return self._link(element, barred)
            case "strong" | "em" | "sup" | "sub":
                return self._marked(element, barred)
            case _:
                self.refusals.misplaced(element, "a line of text")
                return None

    def _marked(self, element: Element, barred: Barred) -> Inline:
        self.refusals.attributes(element)
        children = self._filled(element, barred)
        match element.tag:
            case "strong":
                return Strong(children)
            case "em":
                return Emphasis(children)
            case "sup":
                return Script("super", children)
            case _:
                return Script("sub", children)

    def _foreign(self, element: Element, barred: Barred) -> Foreign:
        self.refusals.attributes(element, "lang")
        language = element.get("lang", "")
        if not is_language(language):
            remedy = 'give it the tag of one, such as lang="fr"'
            self.refusals.add(element, "H118", "is in no language", remedy)
        return Foreign(language, self._filled(element, barred))

    def _leaf(self, element: Element, barred: Barred) -> Leaf:
        self.refusals.attributes(element, "value")
        anchor = element.get("value", "")
        if not _ANCHOR.fullmatch(anchor):
            remedy = "let said(…), text(…) or body(…) write the element"
            self.refusals.add(element, "H119", "has no anchor for its value", remedy)
        return Leaf(anchor, self._filled(element, barred))

    def _cross_reference(self, element: Element, barred: Barred) -> CrossReference:
        form = self.refusals.choice(element, ("number", "page"))
        link = self._link(element, barred, "class")
        if not link.href.startswith("#"):
            remedy = "link to # and an id of this document"
            self.refusals.add(element, "H115", "refers to another document", remedy)
        return CrossReference(form, link.href.removeprefix("#"), link.children)

    def _link(self, element: Element, barred: Barred, *more: str) -> Link:
        self.refusals.attributes(element, "href", *more)
        if "link" in barred:
            self.refusals.misplaced(element, "a link")
        href = element.get("href", "")
        if not is_address(href):
            remedy = "link to http, https, mailto, or # and an id of this document"
            self.refusals.add(element, "H115", "links to an address that is not allowed", remedy)
        elif href.startswith("#"):
            self.references.links.append((element, href[1:]))
        return Link(href, self._filled(element, NO_LINK))

    def _call(self, element: Element, barred: Barred) -> NoteCall:
        self.refusals.attributes(element, "role", "class", "id", "href")
        if "call" in barred:
            self.refusals.misplaced(element, "a link or a note")
        self._whole_call(element)
        words = (element.text or "") if not len(element) else ""
        number = int(words) if re.fullmatch(r"[1-9][0-9]{0,3}", words) else 0
        if not number:
            remedy = "print the number of the note and nothing else"
            self.refusals.add(element, "H114", "calls a note without a number", remedy)
        name = self.references.identify(element) or ""
        call = NoteCall(name, number, element.get("href", "")[1:])
        self.references.calls.append((element, call))
        return call

    def _whole_call(self, element: Element) -> None:
        expected = ("doc-noteref", "note-call", True, True)
        href = element.get("href", "")
        found = (
            element.get("role"),
            element.get("class"),
            element.get("id") is not None,
            href.startswith("#"),
        )
        if found != expected:
            remedy = 'write <a role="doc-noteref" class="note-call" id="call-N" href="#note-M">'
            self.refusals.add(element, "H117", "is no whole call of a note", remedy)

"""A tagged PDF as a screen reader says it: by its structure tree, in reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pypdf

from reading import BLOCK, LINE, Reading
from tagged import Element, Text, tagged


@cache
def read_pdf(data: bytes) -> Reading:
    """What a reader of a tagged PDF finds."""
    file = pypdf.PdfReader(io.BytesIO(data))
    reader = _PdfReader()
    reader.element(tagged(data).document)
    reader.found.text = "".join(reader.said)
    reader.found.outline = list(_outline(file.outline, 1))
    return reader.found


class _PdfReader:
    def __init__(self) -> None:
        self.found = Reading()
        self.said: list[str] = []
        self.last: Text | None = None
        self.heading = ""

    def element(self, element: Element, above: Element | None = None) -> str:
        """Take *element*, which is in *above*, and all it holds; answers its words."""
        begun = len(self.said)
        match element.tag:
            case "Figure" | "Formula":
                self.found.figures.append(element.alt)
                return ""
            case "Note" if above is None or above.tag != "LBody" or above.kids[0] is not element:
                self._foot(element)
                return ""
            case "TOCI":
                return self._entry(element)
        self._begin(element)
        for kid in element.kids:
            if isinstance(kid, Text):
                self._text(kid)
            elif not _is_marker(kid, element, above):
                self.element(kid, element)
        text = "".join(self.said[begun:])
        if element.tag not in INLINE:
            self._end()
        self._note(element, text.strip())
        return text

    def _begin(self, element: Element) -> None:
        if element.tag not in INLINE:
            self._end()
        if element.tag == "Table":
            self.found.tables.append([])
        elif element.tag == "TR":
            self.found.tables[-1].append([])

    def _foot(self, note: Element) -> None:
        """A note at the foot of a page, which is no part of what is said before and after it."""
        found, last, said = self.found, self.last, self.said
        links, found.links = found.links, found.note_links
        self.said, self.last = [], None
        for kid in note.kids:
            self._text(kid) if isinstance(kid, Text) else self.element(kid, note)
        found.footnotes.append("".join(self.said))
        found.links, self.said, self.last = links, said, last

    def _entry(self, entry: Element) -> str:
        self._end()
        *_, reference = entry.elements
        page = "".join(kid.characters for kid in reference.kids if isinstance(kid, Text))
        begun = len(self.said)
        for part in (*(kid for kid in entry.elements if kid.tag == "Lbl"), *reference.elements):
            self.element(part, entry)
            self.said.append(" ")  # between the number and the title
        text = "".join(self.said[begun:]).strip()
        self._end()
        self.found.contents.append((text, page))
        return text

    def _text(self, kid: Text) -> None:
        if self.last is not None and _new_line(self.last, kid):
            self.said.append(LINE)
        self.said.append(kid.characters)
        self.last = kid if kid.start else self.last

    def _end(self) -> None:
        self.said.append(BLOCK)
        self.last = None

    def _note(self, element: Element, text: str) -> None:
        found = self.found
        if re.fullmatch("H[1-6]", element.tag):
            self.heading = text
            found.headings.append((int(element.tag[1]), text))
        elif element.tag == "Caption":
            found.captions.append(text)
        elif element.tag == "LBody":
            found.items.append((self.heading, text))
        elif element.tag in ("TH", "TD"):
            found.tables[-1][-1].append(text)
        elif element.tag == "Link" and element.annotations:
            address = (element.annotations[0].get("/A") or {}).get("/URI")
            if address:
                found.links.append((str(address), text))


INLINE = frozenset({"Document", "Em", "Lbl", "Link", "Note", "Reference", "Sect", "Span", "Strong"})
"""Elements that do not end a block; around blocks they make no difference."""


def _is_marker(label: Element, item: Element, items: Element | None) -> bool:
    """Whether *label* was drawn before an *item* of a list; terms have labels that are written."""
    return (
        label.tag == "Lbl" and item.tag == "LI" and "/ListNumbering" in (items or item).attributes
    )


def _new_line(before: Text, after: Text) -> bool:
    """Whether the text goes on further left or well below: raised characters do neither."""
    if before.start is None or after.start is None:
        return False
    left, below = after.start[0] - before.start[0], before.start[1] - after.start[1]
    return before.page != after.page or left <= 0 or below > 8


def _outline(entries: Sequence[Any], level: int) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(entry, level + 1)
        else:
            yield level, str(entry.title)

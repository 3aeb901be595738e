"""A tagged PDF as a screen reader says it: by its structure tree, in reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pypdf
from pypdf.generic import ContentStream, IndirectObject

from reading import BLOCK, LINE, Reading, bare

MARKER = re.compile(r"[–•]|\w{1,3}\.?")
"""What an engine draws before the item of a list."""


@dataclass
class _Element:
    """An element of the structure tree, what it holds, and the link it makes."""

    tag: str
    page: int
    kids: list[_Element | _Text] = field(default_factory=list)
    alt: str = ""
    annotation: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class _Text:
    """Characters, and where the first of them stands, if any was drawn."""

    characters: str
    start: tuple[float, float] | None
    page: int


@cache
def read_pdf(data: bytes) -> Reading:
    """What a reader of a tagged PDF finds."""
    file = pypdf.PdfReader(io.BytesIO(data))
    reader = _PdfReader()
    for element in _elements(file):
        reader.element(element)
    reader.found.text = "".join(reader.said)
    reader.found.outline = list(_outline(file.outline, 1))
    return reader.found


class _PdfReader:
    def __init__(self) -> None:
        self.found = Reading()
        self.said: list[str] = []
        self.last: _Text | None = None
        self.page = 0
        self.heading = ""
        self.table_ended = -1
        """How much had been said when the last table ended, and the page it ended on."""
        self.table_page = -1

    def element(self, element: _Element) -> str:
        """Take *element* and all it holds; answers its words."""
        begun = len(self.said)
        tag = element.tag
        if _at_the_foot(element):
            self._foot(element)
            return ""
        if tag == "Figure":
            self.found.figures.append(element.alt)
            return ""
        if tag == "LBody" and (entry := _entry(element)):
            return self._entry(*entry)
        if tag not in INLINE:
            self._end()
        if tag == "LBody":
            _without_marker(element)
        if tag == "Table":
            self._table(element)
        else:
            for kid in element.kids:
                self._kid(kid)
        text = "".join(self.said[begun:])
        if tag not in INLINE:
            self._end()
        self._note(element, text.strip())
        return text

    def _foot(self, element: _Element) -> None:
        """The notes at the foot of a page, which are no part of what is said above it."""
        found, last, said = self.found, self.last, self.said
        links, found.links = found.links, found.note_links
        for note in _elements_of(element):
            self.said, self.last = [], None
            found.footnotes.append(self.element(note))
        found.links, self.said, self.last = links, said, last

    def _kid(self, kid: _Element | _Text) -> None:
        if isinstance(kid, _Element):
            self.element(kid)
            return
        if self.last is None:
            self._go_on(kid)
        elif _new_line(self.last, kid):
            self.said.append(LINE)
        self.said.append(kid.characters)
        self.page = kid.page
        self.last = kid if kid.start else self.last

    def _go_on(self, kid: _Text) -> None:
        """Take *kid* for the rest of a word that the page before was too short for."""
        before = len(self.said)
        while before and self.said[before - 1] in ("", BLOCK):
            before -= 1
        if before and self.page < kid.page and self.said[before - 1].endswith("-"):
            self.said[before:] = [""] * (len(self.said) - before)
            self.said.append(LINE)

    def _end(self) -> None:
        self.said.append(BLOCK)
        self.last = None

    def _note(self, element: _Element, text: str) -> None:
        found = self.found
        if re.fullmatch("H[1-6]", element.tag):
            self.heading = text
            found.headings.append((int(element.tag[1]), text))
        elif element.tag == "Caption":
            found.captions.append(text)
        elif element.tag == "LBody":
            found.items.append((self.heading, text))
        elif element.tag == "Link" and element.annotation:
            address = (element.annotation.get("/A") or {}).get("/URI")
            if address:
                self._link(str(address), text)

    def _link(self, address: str, text: str) -> None:
        """A link over several lines is one annotation a line."""
        links = self.found.links
        if links and links[-1][0] == address and self._just_said(links[-1][1] + LINE + text):
            text = links.pop()[1] + LINE + text
        links.append((address, text))

    def _just_said(self, text: str) -> bool:
        return "".join(self.said[-4 * text.count(LINE) - 4 :]).rstrip().endswith(text)

    def _entry(self, words: _Element, page: str) -> str:
        self._end()
        text = self.element(words)
        self._end()
        self.found.contents.append((text, page))
        return text

    # --- tables ---

    def _table(self, element: _Element) -> None:
        for caption in _inside(element, "Caption"):
            self.element(caption)
        rows = [*_inside(element, "TR")]
        tables = self.found.tables
        nothing_between = not "".join(self.said[self.table_ended :]).strip()
        if self.table_ended >= 0 and self.table_page < element.page and nothing_between:
            # A table that goes on from the page before: its head is said again.
            head = [_all_text(cell) for cell in rows[0].kids if isinstance(cell, _Element)]
            if not tables[-1]:
                pass
            elif [bare(cell) for cell in head] == [bare(cell) for cell in tables[-1][0]]:
                rows = rows[1:]
            else:
                tables.append([])
        else:
            tables.append([])
        for row in rows:
            cells = [cell for cell in row.kids if isinstance(cell, _Element)]
            tables[-1].append([self.element(cell).strip() for cell in cells])
        self.table_ended, self.table_page = len(self.said), element.page


INLINE = frozenset({"Span", "Link", "NonStruct", "Document", "Sect", "Lbl"})
"""Elements that do not end a block; around blocks they make no difference."""


def _at_the_foot(element: _Element) -> bool:
    """Whether *element* is the foot of a page, where each note begins with the engine's mark."""
    notes = _elements_of(element)
    firsts = [note.kids[0] for note in notes if note.kids and note.tag == "Span"]
    kids = [kid for kid in firsts if isinstance(kid, _Element)]
    marks = [kid for kid in kids if kid.tag == "NonStruct" and not _all_text(kid)]
    return element.tag == "NonStruct" and 0 < len(notes) == len(marks)


def _elements_of(element: _Element) -> list[_Element]:
    return [kid for kid in element.kids if isinstance(kid, _Element)]


def _new_line(before: _Text, after: _Text) -> bool:
    """Whether the text goes on further left or well below: raised characters do neither."""
    if before.start is None or after.start is None:
        return False
    left, below = after.start[0] - before.start[0], before.start[1] - after.start[1]
    return before.page != after.page or left <= 0 or below > 8


def _without_marker(element: _Element) -> None:
    """Leave out what the engine drew before the item."""
    first = element.kids[0] if element.kids else None
    if isinstance(first, _Element) and first.tag in ("NonStruct", "Lbl"):
        plain_text = _all_text(first).strip()
        if MARKER.fullmatch(plain_text):
            element.kids = element.kids[1:]


def _entry(element: _Element) -> tuple[_Element, str] | None:
    """The words and the page of an entry of the contents: a leader without words is between."""
    kids = element.kids
    for number, kid in enumerate(kids):
        if isinstance(kid, _Element) and not _all_text(kid):
            after = _all_text(_Element("", 0, kids[number + 1 :]))
            if number and after.isdecimal():
                return _Element("NonStruct", element.page, kids[:number]), after
    return None


def _inside(element: _Element, tag: str) -> Iterator[_Element]:
    for kid in element.kids:
        if isinstance(kid, _Element):
            if kid.tag == tag:
                yield kid
            else:
                yield from _inside(kid, tag)


def _all_text(element: _Element) -> str:
    return "".join(k.characters if isinstance(k, _Text) else _all_text(k) for k in element.kids)


def _outline(entries: Sequence[Any], level: int) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(entry, level + 1)
        else:
            yield level, str(entry.title)


def _elements(file: pypdf.PdfReader) -> Iterator[_Element]:
    root: Any = file.trailer["/Root"]
    pages: list[Any] = [*file.pages]
    texts = [_texts(page) for page in pages]
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pages)}
    for kid in root["/StructTreeRoot"]["/K"]:
        yield _element(kid.get_object(), texts, numbers, 0)


def _element(
    node: Any, texts: list[dict[int, _Text]], numbers: Mapping[int, int], page: int
) -> _Element:
    here = node.raw_get("/Pg") if "/Pg" in node else None
    page = numbers[here.idnum] if isinstance(here, IndirectObject) else page
    found = _Element(str(node["/S"])[1:], page, alt=str(node.get("/Alt", "")))
    instead = str(node.get("/ActualText", ""))
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        held: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(held, int):
            text = texts[page].get(held)
            found.kids += [replace(text, characters=instead or text.characters)] if text else []
        elif held.get("/Type") == "/OBJR":
            found.annotation = held["/Obj"].get_object()
        else:
            found.kids.append(_element(held, texts, numbers, page))
    return found


def _texts(page: Any) -> dict[int, _Text]:
    """The characters of each piece of marked content, by its number."""
    found: dict[int, _Text] = {}
    fonts = page["/Resources"].get("/Font", {})
    maps = {name: _characters(font.get_object()) for name, font in fonts.items()}
    number, characters, start, font = None, "", None, ""
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"BDC":
                marked = operands[1]
                number = marked.get("/MCID") if isinstance(marked, dict) else None
                characters, start = "", None
            case b"EMC" if number is not None:
                # The engine draws no glyph for a blank that stands alone.
                found[int(number)] = _Text(
                    characters if start else " ", start, page.page_number or 0
                )
                number = None
            case b"Tm":
                start = start or (float(operands[4]), -float(operands[5]))
            case b"Tf":
                font = operands[0]
            case b"Tj" | b"TJ":
                pieces = operands[0] if operator == b"TJ" else operands
                glyphs = b"".join(p.original_bytes for p in pieces if hasattr(p, "original_bytes"))
                characters += maps[font](glyphs)
    return found


class _Characters:
    """The characters that a font's glyphs stand for (ToUnicode, ISO 32000-1, 9.10.3)."""

    def __init__(self, cmap: str) -> None:
        pairs = re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", cmap)
        self.map = {int(a, 16): bytes.fromhex(b).decode("utf-16-be") for a, b in pairs[1:]}

    def __call__(self, glyphs: bytes) -> str:
        numbers = (int.from_bytes(glyphs[n : n + 2]) for n in range(0, len(glyphs), 2))
        return "".join(self.map[number] for number in numbers)


def _characters(font: Any) -> _Characters:
    cmap = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    return _Characters(cmap)

"""A tagged PDF taken apart: its structure tree with the content that each element holds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pypdf
from pypdf.generic import IndirectObject

from operators import operators, text

NOTHING = "\ufffd"
"""What a glyph stands for that no character is given for."""


@dataclass(frozen=True)
class Text:
    """Characters as one piece of content; where the first of them stands, if any was drawn.

    Positions are those of the engine: px, from the upper left.
    """

    characters: str
    start: tuple[float, float] | None
    page: int
    width: float = 0
    size: float = 0


@dataclass(eq=False)
class Element:
    """An element of the structure tree, what it holds, and the links it makes."""

    tag: str
    page: int
    entries: Mapping[str, Any] = field(default_factory=dict)
    """Of its dictionary."""
    kids: list[Element | Text] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def alt(self) -> str:
        return str(self.entries.get("/Alt", ""))

    @property
    def language(self) -> str:
        return str(self.entries.get("/Lang", ""))

    @property
    def attributes(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.entries.get("/A", {})
        return found

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.walk() if element.tag in tags]

    def texts(self) -> Iterator[Text]:
        for kid in self.kids:
            yield from (kid,) if isinstance(kid, Text) else kid.texts()

    @property
    def said(self) -> str:
        return "".join(text.characters for text in self.texts())

    def outline(self) -> object:
        """Its type with those of what it holds; text as it is."""
        parts = [k.characters if isinstance(k, Text) else k.outline() for k in self.kids]
        return (self.tag, *parts)


@dataclass
class Tagged:
    """A PDF, its tree, and what on its pages is outside of the tree."""

    file: pypdf.PdfReader
    document: Element
    artifacts: list[tuple[Mapping[str, Any], Text]]
    """Text that nobody reads, with what is said of it."""
    lost: list[Text]
    """Content that is marked, but that no element has."""


@cache
def tagged(data: bytes) -> Tagged:
    """What the bytes of a tagged PDF hold."""
    file = pypdf.PdfReader(io.BytesIO(data))
    pages: list[Any] = [*file.pages]
    read = [_Page(page) for page in pages]
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pages)}
    root: Any = file.trailer["/Root"]
    texts = [page.texts for page in read]
    (top,) = root["/StructTreeRoot"]["/K"]
    held: set[tuple[int, int]] = set()
    document = _element(top.get_object(), texts, numbers, 0, held)
    lost = [t for n, page in enumerate(texts) for i, t in page.items() if (n, i) not in held]
    return Tagged(file, document, [found for page in read for found in page.artifacts], lost)


def _element(
    node: Any,
    texts: list[dict[int, Text]],
    numbers: Mapping[int, int],
    page: int,
    held: set[tuple[int, int]],
) -> Element:
    here = node.raw_get("/Pg") if "/Pg" in node else None
    page = numbers[here.idnum] if isinstance(here, IndirectObject) else page
    found = Element(str(node["/S"])[1:], page, node)
    instead = str(node.get("/ActualText", ""))
    for kid in node.get("/K", []):
        entry: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(entry, int) or entry.get("/Type") == "/MCR":
            on = page if isinstance(entry, int) else numbers[entry.raw_get("/Pg").idnum]
            number = int(entry if isinstance(entry, int) else entry["/MCID"])
            held.add((on, number))
            text = texts[on].get(number)
            found.kids += [replace(text, characters=instead or text.characters)] if text else []
        elif entry.get("/Type") == "/OBJR":
            found.annotations.append(entry["/Obj"].get_object())
        else:
            found.kids.append(_element(entry, texts, numbers, page, held))
    return found


class _Page:
    """The text of a page: marked content by its number, and artifacts."""

    def __init__(self, page: Any) -> None:
        self.number = page.page_number or 0
        self.texts: dict[int, Text] = {}
        self.artifacts: list[tuple[Mapping[str, Any], Text]] = []
        fonts = page["/Resources"].get("/Font", {})
        self.fonts = {name: _Font(font.get_object()) for name, font in fonts.items()}
        self.read(operators(page.get_contents().get_data()))

    def read(self, operations: Any) -> None:
        marked: list[tuple[str, Any, list[Text]]] = []
        at, font, size = (0.0, 0.0), _Font({}), 0.0
        for operands, operator in operations:
            match operator:
                case b"BDC" | b"BMC":
                    properties = operands[1] if operator == b"BDC" else {}
                    marked.append((operands[0], properties, []))
                case b"EMC":
                    ended = marked.pop()
                    self.end(*ended, within=marked[-1][2] if marked else None)
                case b"Tm":
                    at = (float(operands[4]), -float(operands[5]))
                case b"Tf":
                    font, size = self.fonts[operands[0]], float(operands[1])
                case b"Tj" | b"TJ" if marked:
                    said, width = font.read(operands[0] if operator == b"TJ" else operands)
                    drawn = Text(said, at, self.number, width * size / 1000, size)
                    marked[-1][2].append(drawn)

    def end(self, tag: str, properties: Any, drawn: list[Text], within: list[Text] | None) -> None:
        said = "".join(text.characters for text in drawn)
        if drawn:
            first, last = drawn[0], drawn[-1]
            assert first.start is not None
            assert last.start is not None
            width = last.start[0] + last.width - first.start[0]
            whole = Text(said, first.start, self.number, width, first.size)
        else:
            whole = Text(text(properties.get("/ActualText", b"")), None, self.number)
        if "/ActualText" in properties and drawn:
            whole = replace(whole, characters=text(properties["/ActualText"]))
        if within is not None and "/MCID" not in properties:
            within.append(whole)  # what is said beside glyphs, in a piece of content
        elif tag == "/Artifact":
            self.artifacts += [(properties, whole)] if said else []
        else:
            self.texts[int(properties["/MCID"])] = whole


class _Font:
    """What a font's glyphs stand for (ISO 32000-1, 9.10.3), and how wide they are (9.7.4.3)."""

    def __init__(self, font: Any) -> None:
        self.map: dict[int, str] = {}
        self.widths: dict[int, float] = {}
        if not font:
            return
        cmap = font["/ToUnicode"].get_object().get_data().decode("latin-1")
        pairs = re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", cmap)
        self.map = {int(a, 16): bytes.fromhex(b).decode("utf-16-be") for a, b in pairs[1:]}
        widths = [*font["/DescendantFonts"][0].get_object()["/W"]]
        for first, several in zip(widths[::2], widths[1::2], strict=True):
            self.widths |= {int(first) + n: float(width) for n, width in enumerate(several)}

    def read(self, shown: Any) -> tuple[str, float]:
        """Characters, and their width in thousandths of the size."""
        glyphs = b"".join(part for part in shown if isinstance(part, bytes))
        kerned = sum(part for part in shown if not isinstance(part, bytes))
        numbers = [int.from_bytes(glyphs[n : n + 2]) for n in range(0, len(glyphs), 2)]
        said = "".join(self.map.get(number, NOTHING) for number in numbers)
        return said, sum(self.widths.get(number, 0) for number in numbers) - kerned

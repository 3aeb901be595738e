"""A Word file as Word reads it: by its paragraphs, their styles, and the numbers it counts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from lxml import etree

from reading import BLOCK, Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {
    "w": W,
    "r": R,
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
"""Name spaces (ECMA-376)."""


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


@cache
def read_docx(data: bytes) -> Reading:
    """What a reader of a Word file finds."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {n: file.read(n) for n in file.namelist() if n.endswith((".xml", ".rels"))}
    reader = _DocxReader(parts)
    body = etree.fromstring(parts["word/document.xml"]).find("w:body", NAMES)
    reader.blocks(body)
    reader.found.text = "".join(reader.said)
    reader.found.footnotes = [*reader.notes(parts)]
    return reader.found


def chapters(data: bytes) -> list[str]:
    """The titles that the field in running heads finds, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    runs = body.iterfind(".//w:r[w:rPr]", NAMES)
    styles = ((r, r.find("w:rPr/w:rStyle", NAMES)) for r in runs)
    found = (r for r, style in styles if style is not None and style.get(_w("val")) == CHAPTER)
    return ["".join(map(str, r.itertext())) for r in found]


CHAPTER = "ChapterTitle"


class _DocxReader:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.found = Reading()
        self.said: list[str] = []
        self.heading = ""
        self.called = 0
        """How many of Word's own notes have been called."""
        self.styles = _Styles(etree.fromstring(parts["word/styles.xml"]))
        self.numbers = _Numbers(etree.fromstring(parts["word/numbering.xml"]))
        self.targets = _targets(parts, "document")
        self.page = ""

    def notes(self, parts: Mapping[str, bytes]) -> Iterator[str]:
        """The words of Word's own footnotes and endnotes, each with its number."""
        for kind in ("footnote", "endnote"):
            if f"word/{kind}s.xml" not in parts:
                continue
            self.targets = _targets(parts, f"{kind}s")
            root = etree.fromstring(parts[f"word/{kind}s.xml"])
            found = [note for note in root if note.get(_w("type")) is None]
            links, self.found.links = self.found.links, self.found.note_links
            for number, note in enumerate(found, start=1):
                yield f"{number}{''.join(self._runs(p) for p in note)}"
            self.found.links = links

    def blocks(self, holder: Any) -> None:
        for block in holder:
            if block.tag == _w("p"):
                self._paragraph(block)
            elif block.tag == _w("tbl"):
                self._table(block)
            elif block.tag == _w("sdt"):
                self.blocks(block.find("w:sdtContent", NAMES))

    def _table(self, table: Any) -> None:
        rows: list[list[str]] = []
        self.found.tables.append(rows)
        for row in table.iterfind("w:tr", NAMES):
            cells: list[str] = []
            rows.append(cells)
            for cell in row.iterfind("w:tc", NAMES):
                begun = len(self.said)
                self.blocks(cell)
                cells.append("".join(self.said[begun:]).strip())

    def _paragraph(self, paragraph: Any) -> None:
        style = self.styles.of(paragraph)
        level = self.styles.level(style, paragraph)
        number = self.numbers.said(self.styles.place(style, paragraph))
        self.page = ""
        text = self._runs(paragraph)
        if level is not None and number:
            text = f"{number} {text}"
        self.said += [text, BLOCK]
        if style == "Caption":
            self.found.captions.append(text)
        for picture in paragraph.iterfind(".//wp:docPr", NAMES):
            self.found.figures.append(picture.get("descr", ""))
        self.found.formulas += len(paragraph.findall(".//{*}oMath"))
        if self.page:
            self.found.contents.append((text, self.page))
        elif level is not None:
            self._heading(level, text, style, paragraph)
        elif number is not None:
            self.found.items.append((self.heading, text))

    def _heading(self, level: int, text: str, style: str, paragraph: Any) -> None:
        self.heading = text
        self.found.headings.append((level, text))
        if level == 1 or self.styles.outline(style, paragraph) is not None:
            self.found.outline.append((level, text))

    def _runs(self, holder: Any) -> str:
        """The words of what stands in a line; the instructions of fields are none of them."""
        said: list[str] = []
        in_page = False
        for node in holder:
            if node.tag == _w("sdt"):
                said.append(self._runs(node.find("w:sdtContent", NAMES)))
            elif node.tag == _w("hyperlink"):
                text = self._runs(node)
                said.append(text)
                if target := node.get(f"{{{R}}}id"):
                    self.found.links.append((self.targets[target], text))
            elif node.tag == _w("r"):
                in_page = self._field(node, in_page)
                text = "".join(self._characters_of(child) for child in node)
                if in_page:
                    self.page += text
                else:
                    said.append(text)
        return "".join(said)

    @staticmethod
    def _field(run: Any, in_page: bool) -> bool:
        """Whether what follows is the page that a field points to."""
        instruction = run.findtext("w:instrText", "", NAMES)
        if "PAGEREF" in instruction:
            return True
        mark = run.find("w:fldChar", NAMES)
        return in_page and not (mark is not None and mark.get(_w("fldCharType")) == "end")

    def _characters_of(self, node: Any) -> str:
        match etree.QName(node).localname:
            case "t":
                return node.text or ""
            case "tab" | "br" | "cr":
                return " "
            case "noBreakHyphen":
                return "-"
            case "footnoteReference" | "endnoteReference":
                self.called += 1
                return str(self.called)
            case "fldChar" | "rPr" | "instrText" | "drawing" | "softHyphen" | "bookmarkStart":
                return ""
            case "footnoteRef" | "endnoteRef" | "commentReference":
                return ""
            case other:
                raise AssertionError(f"a reader does not know <w:{other}>")


def _targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Addresses by the ids that one part knows them by."""
    if f"word/_rels/{name}.xml.rels" not in parts:
        return {}
    relations = etree.fromstring(parts[f"word/_rels/{name}.xml.rels"])
    return {str(r.get("Id")): str(r.get("Target")) for r in relations}


class _Styles:
    """Paragraph styles, each with what it takes from the one it is based on."""

    def __init__(self, root: Any) -> None:
        self.all = {s.get(_w("styleId")): s for s in root.iterfind("w:style", NAMES)}

    def of(self, paragraph: Any) -> str:
        style = paragraph.find("w:pPr/w:pStyle", NAMES)
        return "Normal" if style is None else str(style.get(_w("val")))

    def level(self, style: str, paragraph: Any) -> int | None:
        """The level of a heading: 1 for the title, 2 for Word's Heading 1."""
        if any(name == "Title" for name in self._bases(style)):
            return 1
        if "TOCHeading" in self._bases(style):
            return 2
        outline = self.outline(style, paragraph)
        return None if outline is None else outline + 2

    def outline(self, style: str, paragraph: Any) -> int | None:
        found = self._property(style, paragraph, "outlineLvl")
        return None if found is None else int(found.get(_w("val")))

    def place(self, style: str, paragraph: Any) -> tuple[str, int] | None:
        """The list and the level in it that a paragraph stands in."""
        found = self._property(style, paragraph, "numPr")
        if found is None:
            return None
        instance, level = found.find("w:numId", NAMES), found.find("w:ilvl", NAMES)
        depth = 0 if level is None else int(level.get(_w("val")))
        return (instance.get(_w("val")), depth) if instance.get(_w("val")) != "0" else None

    def _property(self, style: str, paragraph: Any, name: str) -> Any:
        holders = [paragraph, *(self.all[base] for base in self._bases(style))]
        found = (holder.find(f"w:pPr/w:{name}", NAMES) for holder in holders)
        return next((one for one in found if one is not None), None)

    def _bases(self, style: str) -> Iterator[str]:
        while style in self.all:
            yield style
            above = self.all[style].find("w:basedOn", NAMES)
            style = "" if above is None else above.get(_w("val"))


class _Numbers:
    """Counts as Word does (ECMA-376 part 1, 17.9)."""

    def __init__(self, root: Any) -> None:
        kinds = {k.get(_w("abstractNumId")): k for k in root.iterfind("w:abstractNum", NAMES)}
        self.lists: dict[str, Any] = {}
        self.counts: dict[str, list[int]] = {}
        for instance in root.iterfind("w:num", NAMES):
            kind = instance.find("w:abstractNumId", NAMES).get(_w("val"))
            name = instance.get(_w("numId"))
            self.lists[name] = {level.get(_w("ilvl")): level for level in kinds[kind]}

    def said(self, place: tuple[str, int] | None) -> str | None:
        """What Word prints before a paragraph at *place*; bullets are nothing."""
        if place is None:
            return None
        name, depth = place
        counts = self.counts.setdefault(name, [0] * 9)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (8 - depth)
        level = self.lists[name][str(depth)]
        form = level.find("w:lvlText", NAMES).get(_w("val"))
        return re.sub(r"%(\d)", lambda m: self._number(name, int(m[1]) - 1), form).strip()

    def _number(self, name: str, depth: int) -> str:
        form = self.lists[name][str(depth)].find("w:numFmt", NAMES).get(_w("val"))
        count = self.counts[name][depth]
        return chr(ord("A") + count - 1) if form == "upperLetter" else str(count)

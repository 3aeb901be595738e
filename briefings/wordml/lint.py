"""What no schema sees: references, uniqueness and structure of a Word file.

A file that fails here opens with a repair prompt, or opens and is wrong: a link that leads nowhere,
a field that swallows the rest of the text, a picture clipped to one line.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from briefings.wordml.text import BOOKMARK_LENGTH
from briefings.wordml.xml import RELATION, Element, qualified

_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_BOOKMARK = re.compile(r"[A-Za-z_]\w*")
_REFERRING = re.compile(r"^\s*(?:PAGEREF|NOTEREF|REF)\s+(\S+)")
_STYLE_REFERENCES = (
    "w:pStyle",
    "w:rStyle",
    "w:tblStyle",
    "w:basedOn",
    "w:next",
    "w:link",
)
_NOTHING = etree.Element("none")
_IN_ORDER = {"begin": ("", "open"), "separate": ("open", "shown"), "end": ("shown", "")}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One defect: the part it is in, and what it is."""

    part: str
    what: str

    def __str__(self) -> str:
        return f"{self.part}: {self.what}"


@dataclass(frozen=True, slots=True)
class _File:
    parts: frozenset[str]
    trees: Mapping[str, Element]

    def stories(self) -> Iterator[tuple[str, Element]]:
        """Parts that hold paragraphs."""
        return ((name, tree) for name, tree in self.trees.items() if _STORY.fullmatch(name))

    def ids(self, part: str, element: str, attribute: str) -> set[str]:
        """Values of an attribute in a part."""
        tree = self.trees.get(part)
        return set() if tree is None else {_get(e, attribute) for e in _all(tree, element)}


def lint(data: bytes) -> tuple[Finding, ...]:
    """All defects of a Word file, in order; none in a sound one."""
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        trees = {n: etree.fromstring(archive.read(n)) for n in names if n.endswith(_XML)}
    file = _File(frozenset(names), trees)
    return tuple(sorted({Finding(*found) for check in _CHECKS for found in check(file)}))


_Found = Iterator[tuple[str, str]]


def _all(tree: Element, *names: str) -> Iterator[Element]:
    return tree.iter(*(qualified(name) for name in names))


def _get(element: Element, attribute: str) -> str:
    return element.get(qualified(attribute), "")


def _twice(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


# --- package --------------------------------------------------------------------------------------


def _content_types(file: _File) -> _Found:
    types = file.trees[_TYPES]
    named = [e.get("PartName", "").removeprefix("/") for e in _all(types, "ct:Override")]
    endings = {e.get("Extension") for e in _all(types, "ct:Default")}
    for name in sorted(file.parts):
        if name != _TYPES and name not in named and name.rpartition(".")[2] not in endings:
            yield name, "has no content type"
    for name in named:
        if name not in file.parts:
            yield _TYPES, f"names {name}, which is not there"


def _relations(file: _File) -> _Found:
    for name, tree in file.trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in _all(tree, "rel:Relationship"):
            target = relation.get("Target", "")
            path = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            if relation.get("TargetMode") != "External" and path not in file.parts:
                yield name, f"leads to {target}, which is not there"


def _relation_ids(file: _File) -> _Found:
    for part, tree in file.trees.items():
        folder, _, leaf = part.rpartition("/")
        relations = file.trees.get(f"{folder}/_rels/{leaf}.rels")
        known = set() if relations is None else {r.get("Id") for r in relations}
        for element in tree.iter():
            used = (element.get(f"{{{RELATION}}}{name}") for name in ("id", "embed", "link"))
            for value in used:
                if value is not None and value not in known:
                    yield part, f"uses the relation {value}, which it does not have"


# --- styles and lists -----------------------------------------------------------------------------


def _styles(file: _File) -> _Found:
    known = file.ids("word/styles.xml", "w:style", "w:styleId")
    for name, tree in file.trees.items():
        for reference in _all(tree, *_STYLE_REFERENCES):
            if (style := _get(reference, "w:val")) not in known:
                yield name, f"uses the style {style}, which is not there"
    styles = file.trees.get("word/styles.xml")
    if styles is not None:
        for style in _twice(_get(e, "w:styleId") for e in _all(styles, "w:style")):
            yield "word/styles.xml", f"has the style {style} twice"
        for title in _twice(_get(e, "w:val").casefold() for e in styles.findall("*/{*}name")):
            yield "word/styles.xml", f"has two styles of the name {title}"


def _lists(file: _File) -> _Found:
    numbers = file.ids("word/numbering.xml", "w:num", "w:numId") | {"0"}
    definitions = file.ids("word/numbering.xml", "w:abstractNum", "w:abstractNumId")
    for name, tree in file.trees.items():
        for reference in _all(tree, "w:numId"):
            if (number := _get(reference, "w:val")) not in numbers:
                yield name, f"uses the list {number}, which is not there"
        for reference in _all(tree, "w:abstractNumId"):
            if (number := _get(reference, "w:val")) not in definitions:
                yield name, f"uses the list definition {number}, which is not there"


# --- bookmarks, links and fields ------------------------------------------------------------------


def _bookmarks(file: _File) -> _Found:
    for name, tree in file.stories():
        starts = list(_all(tree, "w:bookmarkStart"))
        for title in _twice(_get(e, "w:name").casefold() for e in starts):
            yield name, f"has the bookmark {title} twice"
        for number in _twice(_get(e, "w:id") for e in starts):
            yield name, f"has two bookmarks with the id {number}"
        ends = {_get(e, "w:id") for e in _all(tree, "w:bookmarkEnd")}
        for start in starts:
            title = _get(start, "w:name")
            if _get(start, "w:id") not in ends:
                yield name, f"does not close the bookmark {title}"
            if not _BOOKMARK.fullmatch(title) or len(title) > BOOKMARK_LENGTH:
                yield name, f"has a bookmark that Word does not take: {title}"


def _places(file: _File) -> _Found:
    bookmarks = {_get(e, "w:name") for _, t in file.stories() for e in _all(t, "w:bookmarkStart")}
    for name, tree in file.stories():
        links = (_get(e, "w:anchor") for e in _all(tree, "w:hyperlink"))
        codes = (_REFERRING.match(e.text or "") for e in _all(tree, "w:instrText"))
        targets = {*links, *(code[1] for code in codes if code)} - {""}
        for target in sorted(targets - bookmarks):
            yield name, f"leads to the bookmark {target}, which is not there"
        if tree.find(".//{*}hyperlink//{*}hyperlink") is not None:
            yield name, "has a link inside a link"


def _fields(file: _File) -> _Found:
    for name, tree in file.stories():
        open_fields: list[str] = []
        for mark in _all(tree, "w:fldChar"):
            kind = _get(mark, "w:fldCharType")
            before, after = _IN_ORDER[kind]
            state = "" if kind == "begin" else open_fields.pop() if open_fields else "none"
            if state != before:
                yield name, f"has the {kind} of a field in the wrong place"
            if after:
                open_fields.append(after)
            if mark.get(qualified("w:dirty")) is not None:
                yield name, "has a field that is to be updated, about which Word would ask"
        if open_fields:
            yield name, "does not end a field"


def _notes(file: _File) -> _Found:
    for kind in ("footnote", "endnote"):
        part = f"word/{kind}s.xml"
        kept = [_get(e, "w:id") for e in _all(file.trees.get(part, _NOTHING), f"w:{kind}")]
        called = [_get(e, "w:id") for _, t in file.stories() for e in _all(t, f"w:{kind}Reference")]
        for number in sorted({*called} - {*kept}):
            yield "word/document.xml", f"calls the {kind} {number}, which is not there"
        for number in _twice(called):
            yield "word/document.xml", f"calls the {kind} {number} twice"
        for number in _twice(kept):
            yield part, f"has two notes with the id {number}"


def _settings(file: _File) -> _Found:
    settings = file.trees.get("word/settings.xml")
    if settings is not None and next(_all(settings, "w:updateFields"), None) is not None:
        yield "word/settings.xml", "asks for fields to be updated, about which Word would ask"


# --- structure ------------------------------------------------------------------------------------


def _tables(file: _File) -> _Found:
    for name, tree in file.stories():
        for table in _all(tree, "w:tbl"):
            columns = len(table.findall("./{*}tblGrid/{*}gridCol"))
            for row in table.findall("./{*}tr"):
                if (cells := _spanned(row)) != columns:
                    yield name, f"has a row of {cells} columns in a table of {columns}"
            following = table.getnext()
            if following is not None and following.tag == table.tag:
                yield name, "has two tables that Word would join"
        for cell in _all(tree, "w:tc"):
            if not len(cell) or cell[-1].tag != qualified("w:p"):
                yield name, "has a cell that does not end in a paragraph"


def _spanned(row: Element) -> int:
    spans = (cell.find("./{*}tcPr/{*}gridSpan") for cell in row.findall("./{*}tc"))
    return sum(1 if span is None else int(_get(span, "w:val")) for span in spans)


def _controls(file: _File) -> _Found:
    for name, tree in file.stories():
        for control in _all(tree, "w:sdt"):
            block = control.find("./{*}sdtContent/{*}p") is not None
            if block and next(_all(control, "w:docPartObj"), None) is None:
                yield name, "has a block control, which LibreOffice destroys the content of"
        for number in _twice(_get(e, "w:val") for e in tree.findall(".//{*}sdtPr/{*}id")):
            yield name, f"has two controls with the id {number}"


def _pictures(file: _File) -> _Found:
    numbers = [e.get("id", "") for _, t in file.stories() for e in _all(t, "wp:docPr")]
    for number in _twice(numbers):
        yield "word/document.xml", f"has two pictures with the id {number}"
    exact = _exact(file.trees.get("word/styles.xml"))
    for name, tree in file.stories():
        for drawing in _all(tree, "w:drawing"):
            paragraph = next(drawing.iterancestors(qualified("w:p")))
            style = next((_get(e, "w:val") for e in _all(paragraph, "w:pStyle")), "Normal")
            if style in exact:
                yield name, f"has a picture in {style}, whose exact leading clips it"
            if not any(e.get("descr") for e in _all(drawing, "wp:docPr")):
                yield name, "has a picture without alternative text"


def _exact(styles: Element | None) -> set[str]:
    """Styles with exact leading of their own."""
    found = [] if styles is None else list(_all(styles, "w:style"))
    spacing = {_get(s, "w:styleId"): s.find("./{*}pPr/{*}spacing") for s in found}
    return {
        style
        for style, element in spacing.items()
        if element is not None and _get(element, "w:lineRule") == "exact"
    }


_CHECKS: tuple[Callable[[_File], _Found], ...] = (
    _content_types,
    _relations,
    _relation_ids,
    _styles,
    _lists,
    _bookmarks,
    _places,
    _fields,
    _notes,
    _settings,
    _tables,
    _controls,
    _pictures,
)

"""What people need who hear a file instead of seeing it (EN 301 549, 10.1)."""

from __future__ import annotations

from itertools import pairwise

from briefings.wordml.lint.file import File, all_of, child, children, get, switched, value
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified

_BODY_TEXT = 9
"""The outline level that says a paragraph is no heading."""


def described(file: File) -> Findings:
    """The file says its language and its title."""
    if (found := file.beside("styles")) is not None:
        part, tree = found
        if not value(tree, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
            yield Finding(part, "does not say the language of the text")
    for relation in file.relations.get("", {}).values():
        if relation.kind == "core-properties" and relation.target in file.trees:
            title = child(file.trees[relation.target], "dc:title")
            if title is None or not (title.text or "").strip():
                yield Finding(relation.target, "does not say the title")


def outline(file: File) -> Findings:
    """Headings go down by one level at a time."""
    for above, level in pairwise(_headings(file)):
        if level > above + 1:
            what = f"has a heading of level {level + 1} under one of level {above + 1}"
            yield Finding(file.main, what)


def _headings(file: File) -> list[int]:
    """Levels of all headings in order; that of a paragraph itself goes before its style's."""
    levels = {style: _level(file, style) for style in file.styles}
    found: list[tuple[Element | None, int]] = []
    for mark in all_of(file.text, "w:pStyle", "w:outlineLvl"):
        if mark.tag == qualified("w:outlineLvl"):
            if found and found[-1][0] is mark.getparent():
                found.pop()
            found.append((mark.getparent(), _number(get(mark))))
        elif (level := levels.get(get(mark), _BODY_TEXT)) < _BODY_TEXT:
            found.append((mark.getparent(), level))
    return [level for _, level in found if level < _BODY_TEXT]


def _level(file: File, style: str) -> int:
    said = (value(base, "w:pPr", "w:outlineLvl") for base in file.bases(style))
    return _number(next((text for text in said if text), ""))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _BODY_TEXT


def table_heads(file: File) -> Findings:
    """A table of the text has a head row; the tables in heads and feet only place things."""
    for table in all_of(file.text, "w:tbl"):
        first = next(children(table, "w:tr"), None)
        if first is not None and not _head(first):
            yield Finding(file.main, "has a table without a head row")


def _head(row: Element) -> bool:
    return switched(child(row, "w:trPr", "w:tblHeader"))

"""Parts, their content types, and the relations that bind them (ECMA-376 part 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefings.wordml.lint.file import TYPES, File, Relation, all_of, twice
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import NAMESPACES

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SHEET = f"{_OFFICE}.spreadsheetml.sheet"
_TYPE_OF = {
    "officeDocument": f"{_WORD}.document.main+xml",
    **{
        kind: f"{_WORD}.{kind}+xml"
        for kind in (
            *("styles", "settings", "webSettings", "numbering", "fontTable"),
            *("header", "footer", "footnotes", "endnotes", "comments"),
        )
    },
    "theme": f"{_OFFICE}.theme+xml",
    "chart": f"{_OFFICE}.drawingml.chart+xml",
    "chartUserShapes": f"{_OFFICE}.drawingml.chartshapes+xml",
    "chartStyle": "application/vnd.ms-office.chartstyle+xml",
    "chartColorStyle": "application/vnd.ms-office.chartcolorstyle+xml",
    "package": _SHEET,
    "font": f"{_OFFICE}.obfuscatedFont",
    "customXml": "application/xml",
    "customXmlProps": f"{_OFFICE}.customXmlProperties+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": f"{_OFFICE}.extended-properties+xml",
    "custom-properties": f"{_OFFICE}.custom-properties+xml",
}
"""The content type of what a kind of relation leads to; of other kinds nothing is asked."""

_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_OUTSIDE = re.compile(r"(https?|mailto):", re.IGNORECASE)
_USED = etree.XPath("//@r:*[. != '']", namespaces={"r": NAMESPACES["r"]})


def parts(file: File) -> Findings:
    """Each part is there once and can be read."""
    for name in twice(file.names):
        yield Finding(name, "is there twice")
    for name in file.malformed:
        yield Finding(name, "is not well-formed XML")
    if not file.main:
        yield Finding("_rels/.rels", "leads to no text")


def content_types(file: File) -> Findings:
    """Each part has a content type, and it is the one that its relations ask for."""
    for name in file.names:
        if name not in file.types and name != TYPES:
            yield Finding(name, "has no content type")
    types = file.trees.get(TYPES)
    named = [] if types is None else [e.get("PartName", "") for e in all_of(types, "ct:Override")]
    for name in twice(named):
        yield Finding(TYPES, f"names {name.removeprefix('/')} twice")
    for name in (n.removeprefix("/") for n in named):
        if name not in file.names:
            yield Finding(TYPES, f"names {name}, which is not there")
    for relation in _inside(file):
        if not _of_type(file.types.get(relation.target, ""), relation.kind):
            what = f"has another content type than its relation asks for: {relation.kind}"
            yield Finding(relation.target, what)
    for name in file.names:
        if name.endswith(".rels") and file.types.get(name, _RELATIONS) != _RELATIONS:
            yield Finding(name, "has another content type than relations have")


def _inside(file: File) -> Iterator[Relation]:
    found = (r for of_part in file.relations.values() for r in of_part.values())
    return (r for r in found if not r.external and r.target in file.names)


def _of_type(found: str, kind: str) -> bool:
    if kind == "image":
        return found == "" or found.startswith("image/")
    return found in ("", _TYPE_OF.get(kind, found))  # none at all is told once already


def relations(file: File) -> Findings:
    """Relations lead to parts that are there, and out of the file only from hyperlinks."""
    for name, tree in file.trees.items():
        if not name.endswith(".rels"):
            continue
        for key in twice(e.get("Id", "") for e in all_of(tree, "rel:Relationship")):
            yield Finding(name, f"has two relations with the id {key}")
    for part, of_part in file.relations.items():
        folder, _, leaf = part.rpartition("/")
        name = f"{folder}/_rels/{leaf}.rels".removeprefix("/")
        if part and part not in file.names:
            yield Finding(name, f"has the relations of {part}, which is not there")
        for relation in of_part.values():
            if what := _astray(file, relation):
                yield Finding(name, what)


def _astray(file: File, relation: Relation) -> str:
    if not relation.external:
        there = relation.target in file.names
        return "" if there else f"leads to {relation.target}, which is not there"
    if relation.kind != "hyperlink":
        return f"leads outside the file for its {relation.kind}: {relation.target}"
    if not _OUTSIDE.match(relation.target):
        return f"leads to no address of the web or of mail: {relation.target}"
    return ""


def relation_ids(file: File) -> Findings:
    """A part uses only the relations that it has."""
    for part, tree in file.trees.items():
        known = file.relations.get(part, {})
        used = _USED(tree)
        assert isinstance(used, list)
        for key in sorted({str(key) for key in used} - known.keys()):
            yield Finding(part, f"uses the relation {key}, which it does not have")


def reach(file: File) -> Findings:
    """Every part is led to from the file itself."""
    reached: set[str] = set()
    pending = [""]
    while pending:
        of_part = file.relations.get(pending.pop(), {}).values()
        found = {r.target for r in of_part if not r.external} - reached
        reached |= found
        pending += sorted(found)
    for name in file.names:
        if name not in reached and name != TYPES and not name.endswith(".rels"):
            yield Finding(name, "is a part that nothing leads to")

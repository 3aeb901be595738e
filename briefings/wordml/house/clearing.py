"""What of a reference document is carried along, and what is cleared away.

Kept are the parts that make a house's looks: styles, theme, lists, fonts, heads and feet, and what
these and a cover show. All else is left behind by not being named here: comments, macros, the
glossary document, custom XML, printer settings, an attached template, properties, thumbnails.

====  ==============================================================================================
code  what is refused
====  ==============================================================================================
R111  a picture that is only linked in a head, foot or cover
R112  an embedded object, a control or another file in a head, foot or cover
====  ==============================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from briefings.errors import Problem
from briefings.wordml.base import WORD
from briefings.wordml.house.package import TYPES, Package, parsed, relations_path
from briefings.wordml.xml import RELATION, Element, element, qualified, serialise, w

_SHOWN = frozenset(
    (
        "image",
        "hyperlink",
        "hdphoto",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
    )
)
"""What a head, a foot or a cover may show."""
RUNNING_OR_SHOWN = _SHOWN | {"header", "footer"}
_LINKED = frozenset(("image", "video", "audio", "media"))
KEPT: Mapping[str, frozenset[str]] = {
    "": frozenset(("officeDocument",)),
    "document": _SHOWN
    | {"styles", "theme", "numbering", "settings", "fontTable", "header", "footer"},
    "hdr": _SHOWN,
    "ftr": _SHOWN,
    "fonts": frozenset(("font",)),
    "numbering": frozenset(("image",)),
    "theme": frozenset(("image",)),
}
"""Relations that are kept, by the root of the part that has them."""

SETTINGS = (
    "zoom",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "displayBackgroundShape",
    "characterSpacingControl",
    "compat",
    "mathPr",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
)
"""What of its settings is about looks, in the order of the schema."""

_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")
_DROPPED = frozenset(
    (
        "del",
        "moveFrom",
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "footnoteReference",
        "endnoteReference",
        "lastRenderedPageBreak",
        "cellIns",
        "cellDel",
        "cellMerge",
        "customXmlPr",
        "rsids",
        "printerSettings",
    )
)
_DROPPED_ENDINGS = ("Change", "RangeStart", "RangeEnd")
"""Records of changes (``w:rPrChange`` …) and the ends of what was moved."""
_FOREIGN = ("w:object", "w:control", "w:altChunk", "w:subDoc", "w:movie")
_LOOSE = frozenset(("paraId", "textId"))


def cleared(package: Package) -> bytes:
    """A Word file with the kept parts of *package* only, their text as it is once settled."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr(TYPES, serialise(_types(package)))
        for name in ("", *_kept(package)):
            if name:
                archive.writestr(name, _part(name, package.parts[name]))
            if relations_path(name) in package.parts:
                archive.writestr(relations_path(name), serialise(_relations(package, name)))
    return out.getvalue()


def foreign(package: Package, name: str, root: Element) -> Iterator[Problem]:
    """What in *root*, which stands in the part *name*, can't be carried along."""
    used = {value for e in root.iter() for key, value in e.attrib.items() if _is_relation(key)}
    for relation in package.relations(name):
        if relation.id not in used or relation.kind in ("header", "footer"):
            continue
        if relation.external and relation.kind in _LINKED:
            what = f"{name} shows a picture that is only linked: {relation.target}"
            yield package.problem("R111", what, "embed the picture in the document")
        elif relation.kind not in _SHOWN:
            what = f"{name} holds something that is no text and no picture ({relation.kind})"
            yield package.problem("R112", what, "put a picture in its place")
    if any(next(root.iter(qualified(tag)), None) is not None for tag in _FOREIGN):
        what = f"{name} holds an embedded object or a control"
        yield package.problem("R112", what, "put a picture or text in its place")


def settled(root: Element) -> Element:
    """*root* with changes accepted and without comments, bookmarks and traces of editing."""
    for tag in _UNWRAPPED:
        for found in list(root.iter(qualified(f"w:{tag}"))):
            unwrap(found)
    for found in list(root.iter(f"{{{_WORDML}}}*")):
        local = etree.QName(found).localname
        if local in _DROPPED or local.endswith(_DROPPED_ENDINGS):
            drop(found)
    for found in root.iter("*"):
        for key in found.attrib:
            name = etree.QName(key)
            if name.localname in _LOOSE or _is_revision(name):
                del found.attrib[key]
    return root


def unwrap(found: Element) -> None:
    """Put what is in an element in its place."""
    parent = found.getparent()
    if parent is not None:
        at = parent.index(found)
        parent[at : at + 1] = list(found)


def drop(found: Element) -> None:
    """Take an element out of its tree."""
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


_WORDML = qualified("w:p")[1:].partition("}")[0]


def _is_revision(name: etree.QName) -> bool:
    return name.namespace == _WORDML and name.localname.startswith("rsid")


def _is_relation(key: object) -> bool:
    return str(key).startswith(f"{{{RELATION}}}")


def _root(data: bytes) -> str:
    return str(etree.QName(parsed(data)).localname)


def _kept_of(package: Package, name: str) -> frozenset[str]:
    kind = _root(package.parts[name]) if name.endswith(".xml") else name
    return KEPT.get(kind, frozenset())


def _kept(package: Package) -> Iterable[str]:
    """Names of the parts to keep, those that others lead to after these."""
    found: dict[str, None] = {}
    ahead = [""]
    while ahead:
        name = ahead.pop()
        kinds = _kept_of(package, name)
        for relation in package.relations(name):
            target = relation.target
            inside = not relation.external and target in package.parts
            if relation.kind in kinds and inside and target not in found:
                found[target] = None
                ahead.append(target)
    return sorted(found)


def _relations(package: Package, name: str) -> Element:
    """The relationships of a part, of which those are kept that may be."""
    tree, kinds = package.tree(relations_path(name)), _kept_of(package, name)
    known = {r.id: r for r in package.relations(name)}
    for entry in list(tree):
        relation = known.get(entry.get("Id", ""))
        there = relation and (relation.external or relation.target in package.parts)
        linked = relation and relation.external and relation.kind != "hyperlink"
        if relation is None or relation.kind not in kinds or not there or linked:
            tree.remove(entry)
    return tree


def _types(package: Package) -> Element:
    """The content types, the main part said to be that of a document, not of a template."""
    tree = package.tree(TYPES)
    name = f"/{package.main}"
    kept = {f"/{part}".casefold() for part in _kept(package)} - {name.casefold()}
    for entry in tree.findall("{*}Override"):
        if entry.get("PartName", "").casefold() not in kept:
            tree.remove(entry)
    kind = {"PartName": name, "ContentType": f"{WORD}.document.main+xml"}
    tree.append(element("ct:Override", kind))
    return tree


def _part(name: str, data: bytes) -> bytes:
    """The bytes of a part as it is kept."""
    if not name.endswith(".xml"):
        return data
    root = parsed(data)
    if etree.QName(root).localname == "settings":
        return serialise(_settings(root))
    if etree.QName(root).namespace != _WORDML:
        return data
    return serialise(settled(root))


def _settings(root: Element) -> Element:
    """The settings that are about looks."""
    by_name = {etree.QName(e).localname: e for e in root.iterchildren("*")}
    by_name.setdefault("compat", w("compat"))  # before it stands what is said of notes
    kept = (by_name[name] for name in SETTINGS if name in by_name)
    made = w("settings", *kept)
    zoom = made.find(qualified("w:zoom"))
    if zoom is not None and zoom.get(qualified("w:percent")) is None:
        zoom.set(qualified("w:percent"), "100")
    return made

"""A Word file taken apart, as the rules look at it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from briefings.wordml.xml import Element, qualified

TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
_STORIES = frozenset(
    qualified(f"w:{root}")
    for root in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part is bound to: *target* is the name of a part, or an address outside."""

    kind: str
    """The last word of its type, such as ``header``."""
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A style by what other things ask of it."""

    type: str
    name: str
    based_on: str
    default: bool
    element: Element


@dataclass(frozen=True, slots=True)
class File:
    """A Word file: its parts as trees, and what binds them."""

    names: tuple[str, ...]
    """Names of all parts, as often as the archive has them."""
    trees: Mapping[str, Element]
    malformed: tuple[str, ...]
    types: Mapping[str, str]
    """Content type of each part that has one."""
    relations: Mapping[str, Mapping[str, Relation]]
    """By part and by id; those of the file itself belong to the part of no name."""
    main: str
    """Name of the part that holds the text."""
    styles: Mapping[str, Style]
    bookmarks: frozenset[str]
    """Names of all bookmarks of all stories."""

    @property
    def text(self) -> Element:
        """The tree of the part that holds the text."""
        return self.trees[self.main]

    def stories(self) -> Iterator[tuple[str, Element]]:
        """Parts that hold paragraphs."""
        return ((name, tree) for name, tree in self.trees.items() if _is_story(tree))

    def beside(self, kind: str) -> tuple[str, Element] | None:
        """Name and tree of the one part of a kind that the text is bound to, such as its notes."""
        for relation in self.relations.get(self.main, {}).values():
            if relation.kind == kind and relation.target in self.trees:
                return relation.target, self.trees[relation.target]
        return None

    def style_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style: its own or the default one."""
        own = child(paragraph, "w:pPr", "w:pStyle")
        if own is not None:
            return get(own)
        return next((k for k, s in self.styles.items() if s.default and s.type == "paragraph"), "")

    def bases(self, style: str) -> Iterator[Element]:
        """A style and those it is based on, nearest first, each once."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style].element
            style = self.styles[style].based_on


def opened(data: bytes) -> File:
    """The Word file of these bytes. Raises BadZipFile where they are none."""
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        texts = {name: archive.read(name) for name in names if name.endswith(_XML)}
    parsed = {name: _parsed(text) for name, text in texts.items()}
    trees = {name: tree for name, tree in parsed.items() if tree is not None}
    relations = {_owner(n): _relations(n, t) for n, t in trees.items() if n.endswith(".rels")}
    main = _target(relations.get("", {}), "officeDocument")
    styles = trees.get(_target(relations.get(main, {}), "styles"))
    return File(
        names=tuple(names),
        trees=trees,
        malformed=tuple(name for name in parsed if name not in trees),
        types=_types(names, trees.get(TYPES)),
        relations=relations,
        main=main,
        styles={} if styles is None else _styles(styles),
        bookmarks=frozenset(n for tree in trees.values() if _is_story(tree) for n in _named(tree)),
    )


# --- asking trees ---------------------------------------------------------------------------------


def all_of(tree: Element, *names: str) -> Iterator[Element]:
    """Elements of these names, wherever they are, in order."""
    return tree.iter(*(qualified(name) for name in names))


def child(element: Element, *path: str) -> Element | None:
    """What a path of names leads to, by the first child of each name."""
    found: Element | None = element
    for name in path:
        found = None if found is None else next(children(found, name), None)
    return found


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of a name."""
    return element.iterchildren(qualified(name))


def get(element: Element, attribute: str = "w:val") -> str:
    """The value of an attribute, or nothing."""
    return element.get(qualified(attribute), "")


def value(element: Element, *path: str) -> str:
    """The ``w:val`` of what a path of names leads to, or nothing."""
    found = child(element, *path)
    return "" if found is None else get(found)


def switched(element: Element | None) -> bool:
    """Whether a switch such as ``w:tblHeader`` is there and not switched off."""
    return element is not None and get(element) not in ("0", "false", "off")


def twice(values: Iterable[str]) -> list[str]:
    """Values that come more than once, in order."""
    return sorted(value for value, count in Counter(values).items() if count > 1)


# --- taking apart ---------------------------------------------------------------------------------


def _is_story(tree: Element) -> bool:
    return tree.tag in _STORIES


def _named(story: Element) -> Iterator[str]:
    return (get(start, "w:name") for start in all_of(story, "w:bookmarkStart"))


def _parsed(text: bytes) -> Element | None:
    try:
        return etree.fromstring(text, _PARSER)
    except etree.XMLSyntaxError:
        return None


def _owner(name: str) -> str:
    """The part whose relations the part of this name holds."""
    folder, _, leaf = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), leaf.removesuffix(".rels"))


def _relations(name: str, tree: Element) -> dict[str, Relation]:
    folder = posixpath.dirname(_owner(name))
    return {e.get("Id", ""): _relation(e, folder) for e in all_of(tree, "rel:Relationship")}


def _relation(element: Element, folder: str) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(kind, target, external)


def _target(relations: Mapping[str, Relation], kind: str) -> str:
    return next((r.target for r in relations.values() if r.kind == kind), "")


def _types(names: Iterable[str], tree: Element | None) -> dict[str, str]:
    if tree is None:
        return {}
    endings = {e.get("Extension", "").casefold(): e for e in all_of(tree, "ct:Default")}
    named = {e.get("PartName", "").removeprefix("/"): e for e in all_of(tree, "ct:Override")}
    found = {n: named.get(n, endings.get(n.rpartition(".")[2].casefold())) for n in names}
    return {name: e.get("ContentType", "") for name, e in found.items() if e is not None}


def _styles(tree: Element) -> dict[str, Style]:
    return {
        get(e, "w:styleId"): Style(
            type=get(e, "w:type"),
            name=value(e, "w:name"),
            based_on=value(e, "w:basedOn"),
            default=get(e, "w:default") in ("1", "true", "on"),
            element=e,
        )
        for e in children(tree, "w:style")
    }

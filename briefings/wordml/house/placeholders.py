"""What a house left open in its heads, feet and cover, filled in.

Filled are content controls, by what they are bound to or by their tag or title, and fields such as
``TITLE`` or ``DOCPROPERTY Reference``; on a cover also paragraphs in the styles of titles. What a
reader of the file's properties finds is the same. A control that only prompts ("Click here …") and
that nothing is known for is emptied; what else a house wrote stays as it is.

Fields of the clock become text, for a document is of its own date; fields that lead to where the
house's own text was are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefings.document import Document
from briefings.wordml.anchors import marked
from briefings.wordml.house.clearing import drop
from briefings.wordml.house.fields import CLOCK, answer, replaced, run_like
from briefings.wordml.house.sheet import said
from briefings.wordml.xml import Element, qualified

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "document title", "titel", "dokumenttitel", "titre", "título", "titolo"),
    "subtitle": ("subtitle", "untertitel", "sous-titre", "description", "comments", "subtítulo"),
    "subject": ("subject", "topic", "thema", "betreff", "sujet", "objet", "asunto"),
    "author": ("author", "authors", "creator", "verfasser", "autor", "autoren", "auteur"),
    "organisation": ("organisation", "organization", "company", "firma", "institution"),
    "date": (
        "date",
        "publish date",
        "publishdate",
        "publication date",
        "issued",
        "datum",
        "stand",
        "fecha",
        "created",
        "createtime",
        "createdate",
        "savedate",
        "printdate",
        "lastsavedtime",
    ),
    "reference": ("reference", "ref", "file number", "aktenzeichen", "az", "gz", "référence"),
    "version": ("version", "fassung"),
    "status": ("status", "contentstatus", "content status", "state"),
    "marking": ("marking", "classification", "protective marking", "einstufung", "vs-grad"),
    "kind": ("kind", "document type", "type", "category", "dokumentart", "kategorie"),
    "keywords": ("keywords", "tags", "schlagwörter", "mots-clés"),
}
"""What a control, a property or a field is called that is to say something, in small letters."""

_OF_NAME = {name: what for what, names in NAMES.items() for name in names}
_KEPT = frozenset(
    (
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "HYPERLINK",
        "SYMBOL",
        "QUOTE",
        "ADVANCE",
        "IF",
        "=",
    )
)
"""Fields that say what is true of any document."""
_STORES = ("{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}")
"""What Word keeps in a file's core and extended properties (ECMA-376 part 2, 11)."""
_BOUND_TO = re.compile(r"(\w+)(?:\[\d+\])?$")


def sayings(document: Document) -> Mapping[str, str]:
    """What there is to fill in; empty where the content says nothing."""
    meta = document.meta
    return {
        "title": meta.title,
        "subtitle": meta.subtitle,
        "subject": meta.subject,
        "author": "; ".join(meta.authors),
        "organisation": meta.organisation,
        "date": meta.dated or meta.modified,
        "reference": meta.reference,
        "version": meta.version,
        "status": meta.status,
        "marking": meta.marking,
        "kind": meta.kind,
        "keywords": ", ".join(meta.keywords),
    }


_PRINTED = ("title", "subtitle", "organisation", "reference", "version", "status")
"""What is filled in as its author wrote it, under the same key."""


def leaves(document: Document, said: Mapping[str, str]) -> Mapping[str, str]:
    """Anchors of what is filled in, as far as it is a leaf of *document*."""
    found: dict[str, str] = {}
    for leaf in document.origin.written if document.origin else ():
        if leaf.field in _PRINTED and leaf.text == said[leaf.field]:
            found.setdefault(leaf.field, leaf.anchors[0])
    return found


@dataclass(slots=True)
class Filler:
    """Fills what is left open, and remembers what it filled."""

    said: Mapping[str, str]
    day: str = ""
    """The date as ISO 8601, for controls that hold one."""
    leaves: Mapping[str, str] = field(default_factory=dict)
    """Anchors of what is filled in, where it is to be found again."""
    filled: set[str] = field(default_factory=set)
    properties: dict[str, str] = field(default_factory=dict)
    """Custom properties that fields ask for, by the name that they call them."""

    def fill(self, root: Element, styles: Mapping[str, str] | None = None) -> None:
        """Fill all that is open in *root*; *styles* says what paragraphs in a style are to say."""
        for control in list(root.iter(qualified("w:sdt"))):
            self._control(control)
        answer(root, self._answer)
        for paragraph in list(root.iter(qualified("w:p"))):
            self._styled(paragraph, styles or {})

    def _saying(self, name: str) -> str | None:
        """What is to be said under a name; None if the name is not known."""
        what = self._what(name)
        return None if what is None else self.said[what]

    def _what(self, name: str) -> str | None:
        """What a name stands for, which is filled in from now on; None if it is not known."""
        what = _OF_NAME.get(name.strip().casefold())
        if what is not None:
            self.filled.add(what)
        return what

    def _made(self, what: str | None, text: str, like: Element | None) -> Element:
        """A run of *text* like another, marked if it is to be found again."""
        run, anchor = run_like(text, like), self.leaves.get(what or "")
        return run if anchor is None else marked(anchor, [run])[0]

    # --- controls ---

    def _control(self, control: Element) -> None:
        properties = control.find(qualified("w:sdtPr"))
        content = control.find(qualified("w:sdtContent"))
        if properties is None or content is None or _holds_more(properties):
            return
        what = next(filter(None, map(self._what, _names(properties))), None)
        text = None if what is None else self.said[what]
        if text is None and properties.find(qualified("w:showingPlcHdr")) is not None:
            text = ""
        _unbound(properties)
        date = properties.find(qualified("w:date"))
        if date is not None and text is not None:
            _dated(date, self.day)
        if text is not None:
            like = next(content.iter(qualified("w:r")), None)
            _write(content, self._made(what, text, like))

    def _answer(self, name: str, argument: str) -> str | None:
        """What a field is to show: None if it is to stay as it is, nothing if it is to go."""
        if name in _KEPT:
            return None
        if name == "DOCPROPERTY":
            text = self._saying(argument)
            if text:
                self.properties[argument] = text
            return text or ""
        if name == "STYLEREF":
            return self.said["title"]
        return self._saying("date" if name in CLOCK else name) or ""

    # --- paragraphs of a cover ---

    def _styled(self, paragraph: Element, styles: Mapping[str, str]) -> None:
        what = styles.get(said(paragraph, "w:pPr/w:pStyle"))
        if what is None or next(paragraph.iter(*_NATIVE), None) is not None:
            return
        runs = [run for run in paragraph if run.tag == qualified("w:r")]
        written = [run for run in runs if run.find(qualified("w:t")) is not None]
        if not written:
            return
        self.filled.add(what)
        text = self.said[what]
        replaced(written[0], [self._made(what, text, written[0])] if text else [])
        for run in written[1:]:
            drop(run)


_NATIVE = tuple(qualified(f"w:{name}") for name in ("sdt", "fldSimple", "fldChar"))


def _names(properties: Element) -> Iterator[str]:
    """What a control is called: by what it is bound to, its tag, its title."""
    binding = properties.find(qualified("w:dataBinding"))
    if binding is not None:
        found = _BOUND_TO.search(binding.get(qualified("w:xpath"), ""))
        if found:
            yield found[1]
    yield said(properties, "w:tag")
    yield said(properties, "w:alias")


def _holds_more(properties: Element) -> bool:
    """Whether a control holds other things than text."""
    more = ("docPartObj", "docPartList", "picture", "repeatingSection", "group", "checkbox")
    local = {e.tag.rpartition("}")[2] for e in properties.iterchildren("*")}
    return any(name in local for name in more)


def _unbound(properties: Element) -> None:
    """Leave a control bound to the file's own properties only, and without a prompt."""
    for binding in properties.findall(qualified("w:dataBinding")):
        if binding.get(qualified("w:storeItemID"), "").upper() not in _STORES:
            properties.remove(binding)
    for name in ("w:placeholder", "w:showingPlcHdr"):
        for found in properties.findall(qualified(name)):
            properties.remove(found)
    for found in list(properties):
        if found.tag.rpartition("}")[2] == "dataBinding" and found.tag != qualified(
            "w:dataBinding"
        ):
            properties.remove(found)


def _dated(date: Element, day: str) -> None:
    key = qualified("w:fullDate")
    if len(day) >= len("2026-01-15"):
        date.set(key, f"{day[:10]}T00:00:00Z")
    elif key in date.attrib:
        del date.attrib[key]


def _write(content: Element, made: Element) -> None:
    """Put what was *made* in a control, in place of what was there."""
    paragraphs = list(content.iter(qualified("w:p")))
    if not paragraphs:
        content[:] = [made]
        return
    first, *others = paragraphs
    for child in [child for child in first if child.tag != qualified("w:pPr")]:
        first.remove(child)
    first.append(made)
    for other in others:
        if other.getparent() is content:
            content.remove(other)

"""Runs, paragraphs, hyperlinks, bookmarks and fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from typing import assert_never

from briefings.document import (
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Label,
    Leaf,
    LineBreak,
    Link,
    NoteCall,
    Script,
    Strong,
    Text,
)
from briefings.wordml import characters
from briefings.wordml.characters import CharacterLook
from briefings.wordml.proofing import run_language
from briefings.wordml.xml import Element, element, on, qualified, val, w

BOOKMARK_LENGTH = 40
"""Characters that Word lets the name of a bookmark have."""

_SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class Bookmarks:
    """Names and numbers of the bookmarks of one file.

    Word wants a letter first, then letters, digits and ``_``, and sees no difference between
    capitals and small letters.
    """

    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _numbers: set[int] = field(default_factory=set)

    def name(self, identifier: str) -> str:
        """The name that stands for an identifier, always the same one."""
        if identifier not in self._names:
            name = re.sub(r"[^0-9A-Za-z_]", "_", identifier)[:BOOKMARK_LENGTH]
            if len(identifier) > BOOKMARK_LENGTH or name.casefold() in self._taken:
                mark = sha256(identifier.encode()).hexdigest()[:8]
                name = f"{name[: BOOKMARK_LENGTH - 9]}_{mark}"
            self._taken.add(name.casefold())
            self._names[identifier] = name
        return self._names[identifier]

    def around(self, identifier: str | None, content: Sequence[Element]) -> list[Element]:
        """*content* between the ends of a bookmark, or as it is where there is no identifier."""
        if identifier is None:
            return list(content)
        start, end = self.ends(self.name(identifier))
        return [start, *content, end]

    def ends(self, name: str) -> tuple[Element, Element]:
        """The beginning and the end of a bookmark.

        Its number comes from its name, so that a bookmark more or less renumbers no others.
        """
        number = int(sha256(name.encode()).hexdigest()[:7], 16)
        while number in self._numbers:
            number += 1
        self._numbers.add(number)
        return w("bookmarkStart", id=number, name=name), w("bookmarkEnd", id=number)


@dataclass(frozen=True, slots=True)
class Manner:
    """How characters are set: one style, and what other marks around them add to it."""

    style: CharacterLook | None = None
    bold: bool = False
    italic: bool = False
    raised: str | None = None
    language: str | None = None

    def under(self, look: CharacterLook) -> Manner:
        """The manner of what stands inside *look* as well."""
        if self.style is None:
            return replace(self, style=look)
        return replace(
            self,
            bold=self.bold or look.bold,
            italic=self.italic or look.italic,
            raised=look.raised or self.raised,
        )


PLAIN = Manner()


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the inlines of one file."""

    bookmarks: Bookmarks
    style: Callable[[CharacterLook], str]
    """Notes that a character style is used, and tells its id."""
    relate: Callable[[str], str]
    """Gives the relationship id of an address outside the document."""
    refer: Callable[[NoteCall | CrossReference, Setter, Manner], list[Element]]
    """Sets calls of notes and references to other places."""
    strong: CharacterLook = characters.STRONG
    call: CharacterLook = characters.NOTE_CALL
    """How calls of notes are set, and the comma between two of them."""
    italics: bool = True
    """Whether stress and titles of works are in italics."""
    leaf: Callable[[str, list[Element]], list[Element]] = lambda _, runs: runs
    """Marks the runs that came from one place of the content, by its anchor."""

    def runs(self, inlines: Inlines, manner: Manner = PLAIN) -> list[Element]:
        """The runs and hyperlinks of *inlines*."""
        made: list[Element] = []
        for before, inline in pairwise((None, *inlines)):
            match inline:
                case None:
                    pass
                case Text(text):
                    made += self.text(text, manner)
                case LineBreak():
                    made.append(self.run(manner, w("br")))
                case Strong(children):
                    made += self.runs(children, manner.under(self.strong))
                case Emphasis(children):
                    made += self.runs(children, manner.under(self._worn(characters.EMPHASIS)))
                case Script(position, children):
                    look = characters.SUPERSCRIPT if position == "super" else characters.SUBSCRIPT
                    look = self.call if _calls(before) else look
                    made += self.runs(children, manner.under(look))
                case Label(role, children):
                    made += self.runs(children, manner.under(self._worn(characters.LABELS[role])))
                case Foreign(language, children):
                    made += self.runs(children, replace(manner, language=language))
                case Link(href, children):
                    made.append(self.link(href, self.runs(children, _linked(manner))))
                case Leaf(anchor, children):
                    made += self.leaf(anchor, self.runs(children, manner))
                case NoteCall() | CrossReference():
                    made += self.refer(inline, self, manner)
                case _:
                    assert_never(inline)
        return made

    def _worn(self, look: CharacterLook) -> CharacterLook:
        return look if self.italics else characters.upright(look)

    def text(self, text: str, manner: Manner = PLAIN) -> list[Element]:
        """Runs of plain characters, soft hyphens said in Word's way."""
        pieces: list[Element] = []
        for n, part in enumerate(text.split(_SOFT_HYPHEN)):
            pieces += [w("softHyphen")] if n else []
            pieces += [element("w:t", {"xml:space": "preserve"}, text=part)] if part else []
        return [self.run(manner, *pieces)] if pieces else []

    def run(self, manner: Manner, *content: Element) -> Element:
        """A run."""
        if manner == PLAIN:
            return w("r", *content)
        properties = w(
            "rPr",
            val("rStyle", self.style(manner.style)) if manner.style else None,
            on("b", manner.bold),
            on("bCs", manner.bold or manner.italic),
            on("i", manner.italic),
            val("vertAlign", manner.raised) if manner.raised else None,
            run_language(manner.language) if manner.language else None,
        )
        return w("r", properties, *content)

    def styled(self, text: str, look: CharacterLook) -> list[Element]:
        """Plain characters in a character style."""
        return self.text(text, PLAIN.under(look))

    def link(self, href: str, content: Iterable[Element]) -> Element:
        """A hyperlink, inside the document where *href* begins with ``#``."""
        if href.startswith("#"):
            where = {"w:anchor": self.bookmarks.name(href[1:])}
        else:
            where = {"r:id": self.relate(href)}
        return element("w:hyperlink", {**where, "w:history": 1}, *content, also=("r",))


def _calls(inline: Inline | None) -> bool:
    """Whether *inline* ends in the call of a note."""
    match inline:
        case Leaf(_, (*_, last)):
            return _calls(last)
        case _:
            return isinstance(inline, NoteCall)


def _linked(manner: Manner) -> Manner:
    """A hyperlink's own style wins over a style around it, whose weight and slope it keeps."""
    around = manner.style
    bare = replace(manner, style=characters.HYPERLINK)
    return bare if around is None else bare.under(around)


def paragraph(style: str, content: Iterable[Element], *more: Element | None) -> Element:
    """A paragraph: its style, and *more* properties that are no style's, in the schema's order."""
    return w("p", w("pPr", val("pStyle", style), *more), *content)


def field_runs(instruction: str, result: Sequence[Element]) -> list[Element]:
    """A field with its result as last worked out; it is not marked for updating.

    All of it is set as its result is: LibreOffice looks at its beginning alone.
    """
    marks = [*field_opening(instruction), field_end()]
    look = result[0].find(qualified("w:rPr")) if result else None
    if look is not None:
        for run in marks:
            run.insert(0, deepcopy(look))
    return [*marks[:-1], *result, marks[-1]]


def field_opening(instruction: str) -> list[Element]:
    """The beginning of a field, up to where its result stands."""
    code = element("w:instrText", {"xml:space": "preserve"}, text=f" {instruction} ")
    return [_field_mark("begin"), w("r", code), _field_mark("separate")]


def field_end() -> Element:
    """The end of a field."""
    return _field_mark("end")


def tab() -> Element:
    """A run of one tab."""
    return w("r", w("tab"))


def _field_mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))

"""What one place of a file says of another: calls of notes, and words that refer to a place.

All of it is fields and native notes, so that it stays right while the file is edited: Word numbers
what is called and asks the target for its number or page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefings.document import (
    CrossReference,
    Document,
    Figure,
    Heading,
    Inlines,
    Label,
    Link,
    NoteCall,
    Notes,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from briefings.wordml import characters
from briefings.wordml.characters import CharacterLook
from briefings.wordml.text import PLAIN, Bookmarks, Manner, Setter, field_runs
from briefings.wordml.xml import Element, w

Native = Literal["footnote", "endnote"]
"""Word's name of a kind of note."""


def caption_label(target: str) -> str:
    """The identifier of the label and number in the caption of *target*, named as Word does."""
    return f"_Ref_{target}"


def counted(caption: Inlines) -> bool:
    """Whether *caption* begins with a label and a number of its own, which Word can count."""
    match caption:
        case (Strong((Text(), Label("number", (Text(),)), *_)), *_):
            return True
        case _:
            return False


def native(document: Document) -> Native | None:
    """The kind of Word's notes that *document* has; None where notes are a list in the text."""
    for block in walk(document.blocks):
        match block:
            case Notes(place="footnotes"):
                return "footnote"
            case Notes(place="endnotes"):
                return "endnote"
    return None


@dataclass(slots=True)
class References:
    """Sets the references of one file."""

    bookmarks: Bookmarks
    kind: Native | None
    numbers: Mapping[str, str]
    """Numbers of the headings that Word counts, by identifier."""
    captions: frozenset[str]
    """Identifiers of figures and tables whose captions Word counts."""
    pages: Mapping[str, int]
    page_form: str
    """What stands after words that refer to a page, with ``{page}`` in it."""
    _first: dict[str, str] = field(default_factory=dict)
    """The first call of each note."""

    @classmethod
    def of(cls, document: Document, bookmarks: Bookmarks, pages: Mapping[str, int]) -> References:
        """The references of *document*, whose identifiers stand on *pages* as far as is known."""
        blocks = tuple(walk(document.blocks))
        headings = (b for b in blocks if isinstance(b, Heading) and document.numbered)
        numbers = {h.id: h.number for h in headings if h.id and h.number}
        exhibits = (b for b in blocks if isinstance(b, Figure | Table))
        captions = frozenset(b.id for b in exhibits if b.id and counted(b.caption or ()))
        form = document.running.page_reference
        return cls(bookmarks, native(document), numbers, captions, pages, form)

    def set(
        self, inline: NoteCall | CrossReference, setter: Setter, manner: Manner
    ) -> list[Element]:
        """The runs of a call or a reference."""
        match inline:
            case NoteCall(identifier):
                return self.bookmarks.around(identifier, self._call(inline, setter))
            case CrossReference("page", target, children):
                words = setter.runs((Link(f"#{target}", children),), manner)
                return [*words, *self._page(target, setter, manner)]
            case CrossReference():
                return self._number(inline, setter, manner)

    # --- notes ---

    def _call(self, call: NoteCall, setter: Setter) -> list[Element]:
        """The raised number that calls a note: a note of Word's, or a field that leads to it."""
        number = setter.styled(str(call.number), call_look(self.kind))
        if self.kind is None:
            return field_runs(rf"REF {self.bookmarks.name(call.target)} \r \h", number)
        first = self._first.setdefault(call.target, call.id)
        if first != call.id:
            return field_runs(rf"NOTEREF {self.bookmarks.name(first)} \h", number)
        reference = w(f"{self.kind}Reference", id=call.number)
        return [setter.run(PLAIN.under(call_look(self.kind)), reference)]

    # --- places ---

    def _number(self, inline: CrossReference, setter: Setter, manner: Manner) -> list[Element]:
        """Words such as "Figure 3" or "section 2", of which the target says as much as it can.

        Words of which it can say nothing lead there.
        """
        target, words = inline.target, plain_text(inline.children)
        number = self.numbers.get(target)
        if target in self.captions:
            code = rf"REF {self.bookmarks.name(caption_label(target))} \h"
            return field_runs(code, setter.text(words, manner))
        if number is None or not words.endswith(number):
            return setter.runs((Link(f"#{target}", inline.children),), manner)
        before = words.removesuffix(number)
        code = rf"REF {self.bookmarks.name(target)} \r \h"
        return [*setter.text(before, manner), *field_runs(code, setter.text(number, manner))]

    def _page(self, target: str, setter: Setter, manner: Manner) -> list[Element]:
        before, _, after = f" {self.page_form}".partition("{page}")
        page = setter.text(str(self.pages.get(target, "")), manner)
        code = rf"PAGEREF {self.bookmarks.name(target)} \h"
        around = (setter.text(text, manner) for text in (before, after))
        return [*next(around), *field_runs(code, page), *next(around)]


def call_look(kind: Native | None) -> CharacterLook:
    """How the number that calls a note is set."""
    return characters.FOOTNOTE_CALL if kind == "footnote" else characters.NOTE_CALL

"""The compositor: sets one paragraph after the other and remembers what the next depends on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from briefings.document import GroupRole, Inlines
from briefings.wordml import looks
from briefings.wordml.assembly import WordFile
from briefings.wordml.boxes import frame
from briefings.wordml.captions import Counted, caption
from briefings.wordml.look import Look, Zone
from briefings.wordml.numbering import number_of
from briefings.wordml.text import paragraph
from briefings.wordml.xml import Element, on, qualified, w


@dataclass(slots=True)
class Compositor:
    """Sets the paragraphs of one file."""

    file: WordFile
    room: float
    """Width that there is for a table or picture, pt."""
    within: GroupRole | None = None
    """The innermost group."""
    touching: Zone | None = None
    """The box above, which Word would join with another of its kind."""
    pending: Callable[[Look], Look] | None = None
    """A change to the look of the next paragraph only."""
    new_page: bool = False
    """Whether the next paragraph begins a page."""
    new_columns: bool = False
    """Whether the next paragraph begins columns, with no space above it."""
    pictures: int = 0

    def set(self, look: Look, children: Inlines, identifier: str | None = None) -> Element:
        """A paragraph of *children* in *look*."""
        return self.paragraph(look, self.file.setter.runs(children), identifier)

    def caption(self, children: Inlines, sequence: Counted, identifier: str | None) -> Element:
        """The caption of what *identifier* names, counted in *sequence*."""
        runs = caption(children, sequence, identifier, self.file.setter)
        return self.paragraph(looks.CAPTION, runs)

    def separator(self) -> Element:
        """An empty line between what Word would join, and above a table without a caption."""
        return self.paragraph(looks.SEPARATOR, ())

    def paragraph(
        self,
        look: Look,
        runs: Sequence[Element],
        identifier: str | None = None,
        number: Element | None = None,
        *more: Element | None,
    ) -> Element:
        """A paragraph in *look*; *number* is its place in a list where its style says none.

        *more* are further properties, which come after that in the schema. A frame is said here
        and in the style, for LibreOffice sees it only here.
        """
        if self.pending is not None:
            look, self.pending = self.pending(look), None
        page_break = on("pageBreakBefore", self.new_page)
        top = w("spacing", before=0) if self.new_page or self.new_columns else None
        self.new_page = self.new_columns = False
        style = self.file.sheet.paragraph(look)
        if number is None and look.numbered is not None:
            number = self._place(look)
        content = self.file.bookmarks.around(identifier, runs)
        framed = frame(look, self.file.page)
        return paragraph(style, content, page_break, framed, number, top, *more)

    def _place(self, look: Look) -> Element | None:
        """The place in a list of a paragraph whose style is not linked to it."""
        assert look.numbered is not None
        mark, zone, level = look.numbered
        if look.leads:
            self.file.numbering.lead(look)
            return None
        return number_of(self.file.numbering.standing(mark, zone), level)

    def marked(self, made: list[Element], identifier: str | None) -> list[Element]:
        """*made* with a bookmark in its first paragraph."""
        if identifier is not None:
            paragraphs = (p for block in made for p in block.iter(qualified("w:p")))
            for first in islice(paragraphs, 1):
                first[1:1] = self.file.bookmarks.around(identifier, ())
        return made

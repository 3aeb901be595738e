"""Headings, with the numbers that Word prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefings.document import Heading, Inlines, Text, plain_text
from briefings.runninghead import running_title
from briefings.wordml import characters, looks, roles
from briefings.wordml.compositor import Compositor
from briefings.wordml.look import Look, Zone
from briefings.wordml.numbering import Counter, number_of
from briefings.wordml.text import PLAIN
from briefings.wordml.xml import Element, val

CHAPTER_LEVEL = 2
"""Level of the headings that are shown at the heads of the pages of a book."""

_LETTERED = re.compile(r"(.*?)([A-Z](?:\.\d+)*)")
"""The number of an annex: "A", "Annex A", "A.1"."""


@dataclass(slots=True)
class Headings:
    """Sets the headings of one file."""

    compositor: Compositor
    _chapters: Counter = field(default_factory=Counter)
    _annexes: Counter = field(default_factory=lambda: Counter(lettered=True))

    def set(self, block: Heading, zone: Zone) -> Element:
        """A heading; Word prints its number where the document is numbered."""
        file, within = self.compositor.file, self.compositor.within
        return self.in_look(block, roles.heading(block.level, zone, within, file.book))

    def in_look(self, block: Heading, look: Look) -> Element:
        """A heading in a look of its own."""
        setter = self.compositor.file.setter
        outline = None
        if block.level > 1 and look.outline is None:
            outline = val("outlineLvl", block.level - 2)
        number, counted = None, False
        if self.compositor.file.document.numbered and look in looks.HEADINGS:
            look, number = self._numbered(block, look)
            counted = look in looks.HEADINGS
        chapter = self.compositor.file.book and block.level == CHAPTER_LEVEL
        shown, rest = _shown(block.children) if chapter else ((), block.children)
        runs = [*setter.runs(shown, PLAIN.under(characters.CHAPTER)), *setter.runs(rest)]
        if block.number and not counted:
            runs = [*setter.styled(f"{block.number} ", characters.LABELS["number"]), *runs]
        return self.compositor.paragraph(look, runs, block.id, number, outline)

    def _numbered(self, block: Heading, look: Look) -> tuple[Look, Element | None]:
        """The look of a heading, and its place in a list where its style is not linked to it.

        A heading without a number, or with one that Word would not count to, is in a style that
        has none.
        """
        level, number = block.level - 2, block.number or ""
        if level not in self.compositor.file.numbering.numbered:
            return look, None
        if self._chapters.counts(number, level):
            return look, None
        lettered = _LETTERED.fullmatch(number)
        if lettered and self._annexes.counts(lettered[2], level):
            instance = self.compositor.file.numbering.annexes(lettered[1])
            return look, number_of(instance, level)
        return looks.UNNUMBERED[level], None


def _shown(children: Inlines) -> tuple[Inlines, Inlines]:
    """What running heads show of a title, and the rest of it."""
    left = len(running_title(plain_text(children)))
    for n, child in enumerate(children):
        if (length := len(plain_text((child,)))) > left:
            match child:
                case Text(text):
                    before, after = Text(text[:left]), Text(text[left:])
                    return (*children[:n], before), (after, *children[n + 1 :])
                case _:
                    return children[:n], children[n:]
        left -= length
    return children, ()

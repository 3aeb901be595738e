"""Signposts: what is numbered in a document, and how one place of it refers to another.

What stands further on has its number only when it has been said. A document whose template or
whose author looks ahead is therefore said twice, the second time with what the first one found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from briefings.edition import Edition
from briefings.model.parts import Part

_LINK = re.compile(r'<a( class="(?:number|page)")? href="#([^"]+)">(.*?)</a>')
_PREFIX = "at."
"""Begins the id of every place; no id of a template's own does."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure or table as it is printed."""

    noun: str
    """What it is counted among: ``figure``, ``table``."""
    number: int
    word: str
    """The word before its number, in the document's language."""
    anchor: str
    """The id under which it is printed."""
    part: Part

    @property
    def name(self) -> str:
        """What it is called elsewhere: "Figure 3"."""
        return f"{self.word} {self.number}"

    @property
    def label(self) -> Markup:
        """What its caption begins with."""
        number = Markup('<span class="number">{}</span>').format(self.number)
        return Markup("<strong>{} {}.</strong>").format(self.word, number)


@dataclass
class Signposts:
    """The signposts of one rendering. *ahead* is what an earlier one found."""

    edition: Edition
    words: Mapping[str, str]
    """Labels by key, of the document's language."""
    name: Callable[[Part], str]
    """What a part is called in files; never by its place, which would count what is not there."""
    ahead: Mapping[str, Exhibit] | None = None
    looked_ahead: bool = False
    """Whether something was asked for that only an earlier rendering could have told."""
    found: dict[str, Exhibit] = field(default_factory=dict)
    """Exhibits said so far, by the key of their part."""

    def exhibit(self, noun: str, part: Part) -> Exhibit:
        """The next exhibit of that noun, which says *part*."""
        number = sum(other.noun == noun for other in self.found.values()) + 1
        made = Exhibit(noun, number, self.words[noun], self._id(part), part)
        self.found[part.key] = made
        return made

    def exhibits(self, noun: str) -> list[Exhibit]:
        """All exhibits of that noun in the document, in order."""
        return [exhibit for exhibit in self._ahead.values() if exhibit.noun == noun]

    def anchor(self, part: Part) -> str:
        """The id under which a section or an annex is printed."""
        return self._divisions[part.key][0]

    def leads(self, key: str) -> bool:
        """Whether a link to the part of that key leads anywhere in the document."""
        return self._place(key) is not None

    def linked(self, html: str) -> str:
        """*html* with links to what is printed; to what is not there, no link but its words."""
        return _LINK.sub(self._link, html)

    def _link(self, link: re.Match[str]) -> str:
        asked, key, words = link.groups()
        if (place := self._place(key)) is None:
            return words
        anchor, name = place
        if asked and "number" in asked:
            asked, words = (asked, str(escape(name))) if name else ("", words)
        return f'<a{asked or ""} href="#{anchor}">{words}</a>'

    def _place(self, key: str) -> tuple[str, str] | None:
        """The anchor and the name of what prints a part."""
        if key in self._divisions:
            return self._divisions[key]
        exhibit = self._ahead.get(key)
        return (exhibit.anchor, exhibit.name) if exhibit else None

    @property
    def _ahead(self) -> Mapping[str, Exhibit]:
        self.looked_ahead |= self.ahead is None
        return self.ahead or {}

    @cached_property
    def _divisions(self) -> Mapping[str, tuple[str, str]]:
        """Anchor, and name by number, of each section and annex that is printed."""
        return {part.key: (anchor, name) for part, anchor, name in self._printed()}

    def _printed(self) -> Iterator[tuple[Part, str, str]]:
        briefing, kind, words = self.edition.briefing, self.edition.kind, self.words
        sections = [section for section in briefing.sections if self.edition.rest(section)]
        for number, section in enumerate(sections, start=1):
            name = f"{words['section']} {number}" if kind.numbered else ""
            yield section, self._id(section), name
        for number, annex in enumerate(briefing.annexes, start=1):
            letter = chr(ord("A") + number - 1)
            yield annex, self._id(annex), f"{words['annex']} {letter}"

    def _id(self, part: Part) -> str:
        return _PREFIX + self.name(part)

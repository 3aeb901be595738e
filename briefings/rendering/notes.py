"""Notes: what calls them in the text, their numbers, and how they name a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from markupsafe import Markup, escape

from briefings.edition import Edition
from briefings.library.labels import Labels
from briefings.model.briefing import Source
from briefings.model.parts import Citation, Part
from briefings.model.tree import walk

NOTE_CALL = re.compile(r'<a role="doc-noteref"[^>]*>\d+</a>(</data>)?$')
COMMA = Markup("<sup>,</sup>")
"""Between calls of notes that stand side by side."""

Said = Callable[[str, Markup], Markup]
"""Marks what is printed of a field."""


class Calls:
    """The notes of one rendering, which get their numbers as they are called."""

    def __init__(self, edition: Edition, labels: Labels) -> None:
        self._edition = edition
        self._labels = labels
        self._notes: list[tuple[str, str]] = []
        """Each note, and the division in which it may be called again."""
        self._count = 0

    def cite(self, part: Part) -> Markup:
        """Calls of the notes that name the part's sources."""
        if self._edition.kind.sources == "line":
            return Markup("")
        return COMMA.join(self.call(self._source_note(c), part) for c in part.sources)

    def call(self, text: str, part: Part | None = None) -> Markup:
        """A call of the note that says *text*, for *part* or wherever it stands."""
        note = text, self._near(part)
        if note not in self._notes:
            self._notes.append(note)
        number = self._notes.index(note) + 1
        self._count += 1
        return Markup(
            '<a role="doc-noteref" class="note-call" id="call-{}" href="#note-{}">{}</a>'
        ).format(self._count, number, number)

    def notes(self) -> list[tuple[int, Markup]]:
        """Notes called so far, in the order of their numbers."""
        return [(number, Markup(text)) for number, (text, _) in enumerate(self._notes, start=1)]

    def _near(self, part: Part | None) -> str:
        """The division in which *part* is said, where notes stand at the foot of pages.

        A note is called again within it only, so that it is never many pages away.
        """
        if self._edition.kind.notes != "footnotes" or part is None:
            return ""
        lifted = getattr(part, "type", None) in self._edition.kind.lifted
        return "" if lifted else self._divisions.get(part.key, "")

    @cached_property
    def _divisions(self) -> Mapping[str, str]:
        """The section or annex of each part that is in one."""
        return {h.part.key: h.holders[0].key for h in walk(self._edition.briefing) if h.holders}

    def _source_note(self, citation: Citation) -> str:
        source = next(s for s in self._edition.briefing.sources if s.key == citation.source)
        graded = self._edition.audience.sources == "graded"
        letter, digit = source.reliability or "", citation.credibility or ""
        grade = f" ({letter}{digit})" if graded and letter + digit else ""
        comma = self._labels.comma
        locator = f"{comma}{citation.locator}" if citation.locator else ""
        return str(reference(source, self._labels) + escape(f"{locator}{grade}."))


def after_note(said: str, calls: Markup) -> Markup:
    """*calls* as they follow *said*, which may end with one."""
    return COMMA + calls if calls and NOTE_CALL.search(said) else calls


def reference(source: Source, labels: Labels, said: Said = lambda _, printed: printed) -> Markup:
    """A source as a bibliography names it, without the full stop; *said* marks what it prints."""
    name = said("title", escape(source.title))
    title = Markup('<span class="work">{}</span>').format(name)
    if source.url:
        title = Markup('<a href="{}">{}</a>').format(source.url, name)
    dated = source.date and labels.date(source.date)
    named = escape(labels.comma.join(source.authors))
    before = [said("authors", named)] if source.authors else []
    fields = (("publisher", source.publisher), ("date", dated))
    after = [said(name, escape(text)) for name, text in fields if text]
    if source.accessed:
        when = said("accessed", escape(labels.date(source.accessed)))
        after.append(escape(f"{labels.words['accessed']} ") + when)
    return Markup(labels.comma).join([*before, title, *after])

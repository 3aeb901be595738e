"""The voice: what a template can say of an edition, marked up, with its notes numbered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from jinja2 import UndefinedError
from markupsafe import Markup, escape

from briefings import markdown
from briefings.edition import Edition, mentions
from briefings.errors import ContentError
from briefings.exhibits.tables import Rows
from briefings.model.blocks import Block, Chart
from briefings.model.briefing import Source
from briefings.model.likelihood import TERMS
from briefings.model.parts import Assessed, Part, Worded
from briefings.model.pictured import has_table, is_drawn
from briefings.rendering.drawings import Drawings
from briefings.rendering.leaves import Leaves
from briefings.rendering.material import LOGO, Material
from briefings.rendering.notes import Calls, after_note, reference
from briefings.rendering.signposts import Exhibit, Signposts

LONGEST = 60
"""The most rows of a table of a chart's data: a page and a half."""


class Voice:
    """What a template can say: the edition's own words, marked up, with their notes numbered.

    It lives for one rendering. Notes get their numbers as they are called, so a template must say
    things in the order in which they are read.
    """

    def __init__(
        self,
        edition: Edition,
        material: Material,
        marks: bool = False,
        ahead: Mapping[str, Exhibit] | None = None,
    ) -> None:
        self.edition = edition
        self.signposts = Signposts(edition, _Words(material.labels.words), self.name, ahead)
        self.marks = marks
        """Whether what is written for a part is marked with its key, for measuring."""
        self.material = material
        self.drawings = Drawings(edition, material)
        """Pictures of what this edition says."""
        self.calls = Calls(edition, material.labels)
        """Notes that have been called so far."""
        self.leaves = Leaves(edition, material, self.inline, self.signposts.leads, not marks)
        """What of the content has been printed so far."""
        self._counts: dict[str, int] = {}

    def vocabulary(self) -> dict[str, Any]:
        """Names that templates may use."""
        edition, labels = self.edition, self.material.labels
        return {
            "e": edition,
            "briefing": edition.briefing,
            "kind": edition.kind,
            "kind_label": labels.kind(edition.kind),
            "audience": edition.audience,
            "word": _Words(labels.words),
            "date": labels.date,
            "colon": labels.led,
            "stop": labels.stop,
            "comma": labels.comma,
            "semicolon": labels.semicolon,
            "said": self.leaves.said,
            "cell": self.leaves.cell,
            "column": self.leaves.column,
            "text": self.text,
            "body": self.body,
            "origin": self.origin,
            "anchor": self.signposts.anchor,
            "exhibit": self.signposts.exhibit,
            "exhibits": self.signposts.exhibits,
            "exhibited": lambda part: self.signposts.found[part.key],
            "of": self.of,
            "along": self.along,
            "inline": self.inline,
            "cite": self.calls.cite,
            "notes": self.calls.notes,
            "runs": runs,
            "likelihood": self.likelihood,
            "scale": tuple(TERMS[edition.briefing.likelihood_scale].items()),
            "assessed_parts": assessed(edition),
            "glossary": lambda: [t for t in edition.briefing.glossary if self._mentions[t.key]],
            "naming": lambda term: self._mentions[term.key],
            "citing": lambda source: citing(edition, source),
            "rows": self.rows,
            "count": self.count,
            "charts": self.charts,
            "is_drawn": is_drawn,
            "related_to": self.drawings.related,
            "number_of": self.drawings.number,
            "control": self.control,
            "reference": self.reference,
            "cites": any(part.sources for part in edition.parts),
            "picture": self.picture,
            "logo": self.logo,
            "letter": lambda number: chr(ord("A") + number - 1),
        }

    def name(self, part: Part) -> str:
        """What *part* is called in files: by its author's id, or else by what it says."""
        return self.leaves.name(part)

    def text(self, part: Worded) -> Markup:
        """The part's wording on one paragraph, with its citations."""
        said = self.inline(self.edition.wording(part))
        calls = after_note(said, self.calls.cite(part))
        return self.leaves.line(part, self.edition.taken(part), said) + calls

    def body(self, part: Worded, own: bool = True) -> Markup:
        """The part's wording as blocks; its citations end the last paragraph.

        So does the label of the team's own analysis, unless *own* says that it stands elsewhere.
        """
        html = markdown.blocks(self.edition.wording(part), self._author_note, self._quotes)
        html = self.signposts.linked(html)
        html = self.leaves.blocks(part, self.edition.taken(part), html)
        head, end, tail = html.rpartition("</p>")
        calls = after_note(head, self.calls.cite(part))
        said = Markup(head) + calls + (self.origin(part) if own else "") + Markup(end + tail)
        return Markup("<div{}>{}</div>").format(self.of(part), said) if self.marks else said

    def of(self, part: Part) -> Markup:
        """The mark of an element that is written for *part*."""
        return Markup(' data-part="{}"').format(part.key) if self.marks else Markup("")

    def along(self, parts: Iterable[Part]) -> Markup:
        """The mark of an element that comes along with any of *parts*."""
        keys = " ".join(part.key for part in parts)
        return Markup(' data-with="{}"').format(keys) if self.marks else Markup("")

    def origin(self, part: Part) -> Markup:
        """The label of what is the team's own analysis (ICD 203, standard 3), or nothing."""
        if part.origin != "analyst":
            return Markup("")
        label = self.material.labels.words["our_analysis"].replace(" ", "\u00a0")
        # The space stands within: before a span that finds no room, the engine breaks too early.
        return Markup('<span class="origin"> {}</span>').format(label)

    def inline(self, text: str) -> Markup:
        """Any text in the small Markdown, on one paragraph."""
        return Markup(self.signposts.linked(markdown.inline(text, self._author_note, self._quotes)))

    def reference(self, source: Source) -> Markup:
        """A source as a bibliography names it, without the full stop."""
        return reference(source, self.material.labels, partial(self.leaves.line, source))

    def likelihood(self, part: Assessed) -> str:
        """The part's likelihood in the way that the audience is told it, or nothing."""
        term, how = part.likelihood, self.edition.audience.likelihood
        scale = self.edition.briefing.likelihood_scale
        if term is None or how == "none":
            return ""
        named = self.drawings.term(term)
        return f"{named} ({TERMS[scale][term]})" if how == "range" else named

    def rows(self, part: Part) -> Rows:
        """What stands in a table."""
        return self.material.rows[part.key]

    def count(self, noun: str) -> int:
        """The next number of what is numbered through the document."""
        self._counts[noun] = self._counts.get(noun, 0) + 1
        return self._counts[noun]

    @property
    def charts(self) -> tuple[Part, ...]:
        """Pictures whose data can be read as a table: longer ones would fill pages with numbers."""
        return tuple(part for part in self.edition.parts if self._has_data(part))

    def _has_data(self, part: Part) -> bool:
        if isinstance(part, Chart):
            return len(self.rows(part).body) <= LONGEST
        return is_drawn(part) and has_table(part)

    def control(self) -> list[tuple[str, Markup]]:
        """Lines of the document control block: label and entry."""
        labels = self.material.labels
        briefing, word = self.edition.briefing, _Words(labels.words)
        dates, inside = ("created", "issued", "review_by"), self.edition.audience.inside
        entries = {
            "purpose": briefing.purpose,
            "reference": briefing.reference,
            "version": briefing.version,
            "status": word[briefing.status],
            "organisation": briefing.organisation,
            "unit": briefing.unit,
            "authors": labels.comma.join(briefing.authors),
            **{name: self._date(getattr(briefing, name)) for name in dates},
            "cut_off": briefing.cut_off and self._date(briefing.cut_off),
            "marking": self.edition.marking,
            "distribution": labels.semicolon.join(briefing.distribution) if inside else "",
            "contact": briefing.contact,
        }
        said = partial(self.leaves.line, briefing)
        own = {name: escape(entry) for name, entry in entries.items() if entry}
        # The marking is that of the edition, not what the briefing's field says.
        return [(word[k], v if k == "marking" else said(k, v)) for k, v in own.items()]

    def _date(self, date: datetime.date | str | None) -> str:
        return self.material.labels.date(date) if date else ""

    def picture(self, part: Part) -> str:
        """Address and alternative text of the picture of a figure, chart or formula.

        Raises ContentError where the layout has no room for it.
        """
        if problem := self.material.refused.get(part.key):
            raise ContentError(problem)
        told = self.drawings.description(part) if is_drawn(part) else None
        alt = getattr(part, "alt", None) or told or self.material.descriptions[part.key]
        return Markup('<img src="asset:{}" alt="{}"/>').format(self.leaves.name(part), alt)

    def logo(self) -> str:
        """Address and alternative text of the publisher's picture; nothing where there is none."""
        if self.material.logo is None:
            return ""
        publisher = self.edition.briefing.organisation
        return Markup('<img src="asset:{}" alt="{}"/>').format(LOGO, publisher)

    @cached_property
    def _mentions(self) -> dict[str, tuple[Part, ...]]:
        return mentions(self.edition)

    @property
    def _quotes(self) -> markdown.Quotes:
        return self.material.labels.quotes

    def _author_note(self, html: str) -> str:
        return (
            ""
            if self.edition.kind.sources == "line"
            else str(self.calls.call(self.signposts.linked(html)))
        )


def assessed(edition: Edition) -> tuple[Part, ...]:
    """Parts with a likelihood."""
    return tuple(part for part in edition.parts if getattr(part, "likelihood", None))


def citing(edition: Edition, source: Source) -> tuple[Part, ...]:
    """Parts that name *source*."""
    return tuple(p for p in edition.parts if source.key in (c.source for c in p.sources))


def runs(blocks: tuple[Block, ...]) -> list[tuple[str, list[Block]]]:
    """Neighbouring blocks of one type together, for what is set as one list or table."""
    return [(name, list(group)) for name, group in groupby(blocks, key=lambda block: block.type)]


class _Words(dict[str, str]):
    """Labels by key; a missing one is an error that names it."""

    def __missing__(self, key: str) -> str:
        # No LookupError, which Jinja2 would take for a value that is merely not there.
        raise UndefinedError(f"the labels have no word '{key}'")

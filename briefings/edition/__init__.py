"""The edition: what one audience gets of a briefing, as one kind.

A pruned briefing in which nothing is left that the reader does not get, and for each worded part
the length of wording that is taken. :mod:`briefings.edition.selection` makes the first;
:mod:`briefings.edition.fit` takes shorter wordings and leaves out more, until it has its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefings.library.audience import Audience
from briefings.library.kind import Kind
from briefings.markdown import plain
from briefings.model.blocks import Block
from briefings.model.briefing import Annex, Briefing, Section, Source, Term
from briefings.model.marking import highest
from briefings.model.parts import Level, Part, Worded
from briefings.model.tree import Located, rebuild, walk

Reason = Literal["marking", "audience", "kind", "limit", "requires", "length"]


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A part that this edition does not have, and why. For the maker, never for the reader."""

    key: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing for one audience, as one kind, with every choice made."""

    name: str
    """Name of the content: the stem of its file."""
    briefing: Briefing
    kind: Kind
    audience: Audience
    levels: Mapping[str, Level]
    """The length of wording taken, by the key of the part."""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part that is kept, in the author's order."""
        return tuple(located.part for located in walk(self.briefing))

    @property
    def marking(self) -> str:
        """The banner: the highest marking of what is in it, never below the briefing's floor."""
        briefing = self.briefing
        marks = [part.marking or briefing.marking for part in self.parts]
        floor = [briefing.marking_floor] if briefing.marking_floor else []
        return highest([*marks, *floor], briefing.marking_scheme)

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What tells two editions of one briefing, kind and audience apart."""
        return tuple(part.key for part in self.parts), tuple(sorted(self.levels.items()))

    def taken(self, part: Worded) -> str:
        """The field of *part* whose wording this edition takes: a length, or ``plain``."""
        plainly = self.audience.plain and part.plain is not None
        return "plain" if plainly else self.levels[part.key]

    def wording(self, part: Worded) -> str:
        """The text of *part* that this edition takes."""
        text: str = getattr(part, self.taken(part))
        return text

    def lifted(self, *types: str) -> tuple[Block, ...]:
        """Blocks of these types, out of all sections, in the author's order."""
        return tuple(b for s in self.briefing.sections for b in s.blocks if b.type in types)

    def rest(self, section: Section | Annex) -> tuple[Block, ...]:
        """The blocks of *section* that the kind has not lifted out of it; annexes keep theirs."""
        if isinstance(section, Annex):
            return section.blocks
        return tuple(block for block in section.blocks if block.type not in self.kind.lifted)

    def without(self, keys: Iterable[str], levels: Mapping[str, Level]) -> Edition:
        """This edition with some parts left out for length, and some wordings made shorter."""
        gone = frozenset(keys)
        pruned = rebuild(self.briefing, lambda part, _: None if part.key in gone else part)
        kept = {located.part.key for located in walk(pruned)}
        taken = {key: level for key, level in {**self.levels, **levels}.items() if key in kept}
        lost = [LeftOut(part.key, "length") for part in self.parts if part.key not in kept]
        return replace(
            self,
            briefing=consistent(pruned),
            levels=taken,
            left_out=(*self.left_out, *lost),
        )


def consistent(briefing: Briefing) -> Briefing:
    """*briefing* with only the sources that are cited, and citations only of sources it has."""
    have = {source.key for source in briefing.sources}
    cited = {
        citation.source
        for located in walk(briefing)
        if not isinstance(located.part, Source)
        for citation in located.part.sources
    }

    def mend(part: Part, _: tuple[Part, ...]) -> Part | None:
        if isinstance(part, Source) and part.key not in cited:
            return None
        known = tuple(citation for citation in part.sources if citation.source in have)
        return part if known == part.sources else part.model_copy(update={"sources": known})

    return rebuild(briefing, mend)


def mentions(edition: Edition) -> dict[str, tuple[Part, ...]]:
    """For each glossary term, by its key, the parts that use it."""
    said = [(here.part, _said(here, edition)) for here in walk(edition.briefing)]
    return {
        term.key: tuple(part for part, text in said if _uses(text, term))
        for term in edition.briefing.glossary
    }


def _said(located: Located, edition: Edition) -> str:
    part = located.part
    if isinstance(part, Term):
        return ""
    lines = [v for name in ("title", "heading", "name") if (v := getattr(part, name, None))]
    return "\n".join([*lines, plain(edition.wording(part)) if isinstance(part, Worded) else ""])


def _uses(text: str, term: Term) -> bool:
    """Whether *text* has the term, or its abbreviation in the author's own capitals: US, not us."""
    return bool(
        re.search(rf"(?<!\w){re.escape(term.term)}(?!\w)", text, re.IGNORECASE)
        or (term.abbreviation and re.search(rf"(?<!\w){re.escape(term.abbreviation)}(?!\w)", text))
    )

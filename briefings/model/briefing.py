"""The briefing: document control, bottom line, sections, annexes, glossary, sources."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from briefings.likelihood import Scale
from briefings.marking import Scheme
from briefings.model.blocks import Block
from briefings.model.parts import Line, Part, Worded
from briefings.schema import Model

SectionRole = Literal[
    "summary",
    "background",
    "developments",
    "analysis",
    "implications",
    "outlook",
    "options",
    "recommendations",
    "method",
]


class BottomLine(Worded):
    """The answer, before anything else (bottom line up front); present in every product."""


class Section(Part):
    """A heading and the blocks under it; it vanishes with the last of them."""

    title: Line
    role: SectionRole = Field("analysis", description="what kinds go by when they choose sections")
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]


class Annex(Part):
    """Matter that may be detached; lettered in its order."""

    title: Line
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]


class Term(Worded):
    """An entry of the glossary; printed where the product uses the term."""

    term: Line
    abbreviation: Line | None = None


class Source(Part):
    """Something that parts rest on. Its reliability is graded A to F (Admiralty code)."""

    title: Line
    kind: Literal["article", "report", "book", "data", "interview", "statement", "law", "web"] = (
        "article"
    )
    authors: tuple[Line, ...] = ()
    publisher: Line | None = None
    date: Line | None = Field(None, description="ISO 8601-2 (EDTF), or 'n.d.'")
    accessed: datetime.date | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    descriptor: Line | None = Field(
        None, description="how to name it where it cannot be cited in full"
    )


class Change(Model):
    """A line of the version history."""

    version: Line
    date: datetime.date
    author: Line
    summary: Line


class Briefing(Model):
    """What the author wrote, with every choice still open."""

    title: Line
    short_title: Line | None = Field(None, description="for running heads; the title if not given")
    subtitle: Line | None = None
    topic: Line | None = Field(None, description="the field, printed above the title")
    reference: Line | None = None
    version: Line = "1.0"
    status: Literal["draft", "under review", "final", "superseded"] = "draft"
    organisation: Line
    unit: Line | None = Field(None, description="the part of the organisation that wrote it")
    authors: tuple[Line, ...] = ()
    contact: Line | None = None
    created: datetime.date | None = None
    issued: datetime.date | None = Field(None, description="the date printed on products")
    review_by: datetime.date | None = None
    cut_off: Line | None = Field(None, description="information cut-off: a date, or words")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en-GB"
    marking_scheme: Scheme = "tlp"
    marking: Line = Field(description="marking of every part that has none of its own")
    marking_floor: Line | None = Field(None, description="no product's banner is below this")
    distribution: tuple[Line, ...] = Field((), description="who receives it; report only")
    changes: tuple[Change, ...] = ()
    purpose: Line | None = Field(None, description="what is asked of the reader")
    basis: Line | None = Field(None, description="what the product rests on, printed at its foot")
    likelihood_scale: Scale = "phia"
    keywords: tuple[Line, ...] = ()
    theme: str = "institute"
    bottom_line: BottomLine
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    annexes: tuple[Annex, ...] = ()
    glossary: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()

"""The briefing: document control, bottom line, sections, annexes, glossary, sources."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from briefings.model.blocks import Block
from briefings.model.likelihood import Scale
from briefings.model.marking import Scheme
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

    title: Line = Field(description="the heading")
    role: SectionRole = Field("analysis", description="what kinds go by when they choose sections")
    blocks: tuple[Block, ...] = Field(min_length=1, description="what stands under it")


class Annex(Part):
    """Matter that may be detached; lettered in its order."""

    title: Line = Field(description="the heading, without its letter")
    blocks: tuple[Block, ...] = Field(min_length=1, description="what stands under it")


class Term(Worded):
    """An entry of the glossary; printed where the product uses the term."""

    term: Line = Field(description="the term in full")
    abbreviation: Line | None = Field(None, description="its short form")


class Source(Part):
    """Something that parts rest on. Its reliability is graded A to F (Admiralty code)."""

    title: Line = Field(description="as it names itself, or what it is")
    kind: Literal["article", "report", "book", "data", "interview", "statement", "law", "web"] = (
        Field("article", description="what sort of source it is")
    )
    authors: tuple[Line, ...] = Field((), description="names as printed")
    publisher: Line | None = Field(None, description="who published it")
    date: Line | None = Field(None, description="ISO 8601-2 (EDTF), or 'n.d.'")
    accessed: datetime.date | None = Field(None, description="when it was read")
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = Field(
        None, description="http or https address"
    )
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(
        None, description="of the source, Admiralty code; F: cannot be judged"
    )
    descriptor: Line | None = Field(
        None, description="how to name it where it cannot be cited in full"
    )


class Change(Model):
    """A line of the version history."""

    version: Line = Field(description="as printed")
    date: datetime.date = Field(description="of the change")
    author: Line = Field(description="who made it")
    summary: Line = Field(description="what changed")


class Briefing(Model):
    """What the author wrote, with every choice still open."""

    title: Line = Field(description="of every product; seen by every audience")
    short_title: Line | None = Field(None, description="for running heads; the title if not given")
    subtitle: Line | None = Field(None, description="printed under the title")
    topic: Line | None = Field(None, description="the field, printed above the title")
    reference: Line | None = Field(None, description="the organisation's number for it")
    version: Line = Field("1.0", description="of the content, as printed")
    status: Literal["draft", "under review", "final", "superseded"] = Field(
        "draft", description="printed while it is a draft"
    )
    organisation: Line = Field(description="who publishes it")
    unit: Line | None = Field(None, description="the part of the organisation that wrote it")
    authors: tuple[Line, ...] = Field((), description="names as printed")
    contact: Line | None = Field(None, description="where questions go")
    created: datetime.date | None = Field(None, description="when work on it began")
    issued: datetime.date | None = Field(None, description="the date printed on products")
    review_by: datetime.date | None = Field(None, description="when it should be looked at again")
    cut_off: Line | None = Field(None, description="information cut-off: a date, or words")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = Field(
        "en-GB", description="BCP 47 tag"
    )
    marking_scheme: Scheme = Field("tlp", description="TLP 2.0, UK government or US")
    marking: Line = Field(description="marking of every part that has none of its own")
    marking_floor: Line | None = Field(None, description="no product's banner is below this")
    distribution: tuple[Line, ...] = Field((), description="who receives it; report only")
    changes: tuple[Change, ...] = Field((), description="the version history")
    purpose: Line | None = Field(None, description="what is asked of the reader")
    basis: Line | None = Field(None, description="what the product rests on, printed at its foot")
    likelihood_scale: Scale = Field("phia", description="UK yardstick or US ICD 203")
    keywords: tuple[Line, ...] = Field((), description="for the file's properties")
    watermark: Line | None = Field(
        None, description="words set large and pale across every page, such as Draft"
    )
    theme: Line = Field("institute", description="name of a theme")
    bottom_line: BottomLine = Field(description="the answer, before anything else")
    sections: tuple[Section, ...] = Field(min_length=1, description="the body, in order")
    annexes: tuple[Annex, ...] = Field((), description="matter that may be detached")
    glossary: tuple[Term, ...] = Field((), description="terms, printed where they are used")
    sources: tuple[Source, ...] = Field((), description="what parts rest on")

    @property
    def divisions(self) -> tuple[Section | Annex, ...]:
        """Everything that has a heading and blocks: sections, then annexes."""
        return (*self.sections, *self.annexes)

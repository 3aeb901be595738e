"""What every part of a briefing carries, and how a wording is chosen."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from briefings.model.likelihood import Confidence
from briefings.schema import Model

Level = Literal["short", "medium", "long"]
LEVELS: tuple[Level, ...] = ("short", "medium", "long")

Priority = Literal["must", "should", "could"]
PRIORITIES: tuple[Priority, ...] = ("must", "should", "could")

Text = Annotated[str, Field(min_length=1, json_schema_extra={"format": "markdown"})]
"""Text in the small Markdown: emphasis, links, lists, notes."""

Line = Annotated[
    str, Field(min_length=1, pattern=r"^[^\n]*$", json_schema_extra={"format": "line"})
]
"""Plain characters on one line."""

Plain = Annotated[str, Field(min_length=1, pattern=r"\S", json_schema_extra={"format": "plain"})]
"""Plain characters; an empty line begins a new paragraph."""

Id = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=40, json_schema_extra={"format": "id"}),
]
"""A name for references: letters, digits, hyphens; unique in the briefing; never printed."""


class Audiences(Model):
    """Which audiences a part is for; give one of the two."""

    only: tuple[Id, ...] = Field((), description="these audiences and no others")
    but_not: tuple[Id, ...] = Field((), alias="not", description="all audiences but these")

    @model_validator(mode="after")
    def _one_of_two(self) -> Audiences:
        if bool(self.only) == bool(self.but_not):
            raise ValueError("an audience filter needs either only or not | remedy: keep one")
        return self

    def admit(self, audience: str) -> bool:
        """Whether the part is for *audience*."""
        return audience in self.only if self.only else audience not in self.but_not


class Citation(Model):
    """A reference to one of the briefing's sources."""

    source: Id = Field(description="id of an entry under sources")
    locator: Line | None = Field(None, description="page, paragraph or section")
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = Field(
        None, description="credibility of this information, Admiralty code 1 to 6"
    )


def _citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


Cited = tuple[Annotated[Citation, BeforeValidator(_citation)], ...]


class Part(Model):
    """Anything that an edition can keep or leave out."""

    id: Id | None = Field(None, description="name for references; made from its place if not given")
    priority: Priority = Field("should", description="what gives way first when space is short")
    audiences: Audiences | None = Field(
        None, description="who it is for, by `only` or `not`; everyone if not given"
    )
    marking: Line | None = Field(None, description="its own marking; its container's if not given")
    sources: Cited = Field((), description="ids of sources, or source with locator and credibility")
    origin: Literal["source", "analyst"] = Field(
        "source",
        description="whether it reports the sources or is the team's own analysis (ICD 203, 3)",
    )
    facts: tuple[Id, ...] = Field((), description="ids of the facts it carries; never printed")
    requires: tuple[Id, ...] = Field(
        (), description="ids of blocks, or of parts of them, without which it is left out"
    )
    note_to_editor: Plain | None = Field(
        None, description="a comment in Word files for audiences inside; never printed"
    )

    @property
    def key(self) -> str:
        """The id, which every part has once the briefing is loaded."""
        assert self.id is not None
        return self.id


class Worded(Part):
    """A part with wording at up to three lengths; text is never cut, another wording is taken."""

    short: Text | None = Field(None, description="a sentence, about 25 words")
    medium: Text | None = Field(None, description="a paragraph, about 80 words")
    long: Text | None = Field(None, description="in full")
    plain: Text | None = Field(None, description="in plain language, for press and public")

    @model_validator(mode="after")
    def _has_wording(self) -> Worded:
        if not self.levels:
            raise ValueError("no wording | remedy: give it at least one of short, medium, long")
        return self

    @property
    def levels(self) -> tuple[Level, ...]:
        """The lengths that are written, shortest first."""
        return tuple(level for level in LEVELS if getattr(self, level) is not None)

    def nearest(self, wanted: Level) -> Level:
        """The longest wording up to *wanted*, or else the shortest there is."""
        allowed = LEVELS[: LEVELS.index(wanted) + 1]
        fitting = [level for level in self.levels if level in allowed]
        return fitting[-1] if fitting else self.levels[0]

    def wording(self, level: Level) -> str:
        """The text at *level*, which must be one of :attr:`levels`."""
        text: str | None = getattr(self, level)
        assert text is not None
        return text


def _point(value: Any) -> Any:
    return {"short": value} if isinstance(value, str) else value


class Point(Worded):
    """One argument, condition or sign; plain text stands for its short wording."""


Points = tuple[Annotated[Point, BeforeValidator(_point)], ...]


class Assessed(Worded):
    """A statement about the future, with its likelihood and the confidence in it kept apart."""

    likelihood: Line | None = Field(None, description="a term of the briefing's likelihood scale")
    confidence: Confidence | None = Field(None, description="analytical confidence")
    confidence_basis: Text | None = Field(None, description="what the confidence rests on")
    horizon: Line | None = Field(None, description="the time it speaks of")

"""The audience: what readers of one sort may see, need and prefer. One file each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from briefings.model.marking import LEVELS, Scheme
from briefings.model.parts import Level, Line
from briefings.schema import Model

BlockType = Literal[
    "prose",
    "key_judgement",
    "finding",
    "timeline",
    "actors",
    "positions",
    "implication",
    "scenario",
    "option",
    "recommendation",
    "risk",
    "yardstick",
    "matrix",
    "map",
    "table",
    "chart",
    "figure",
    "formula",
    "quotation",
    "callout",
]


class Audience(Model):
    """Readers of one sort. The file's name is the audience's name."""

    name: str = Field("", exclude=True, description="from the file's name")
    label: Line
    description: Line
    ceiling: Mapping[Scheme, Line] = Field(
        description="the highest marking they may see, for each scheme they can be given"
    )
    omits: tuple[BlockType, ...] = Field((), description="types of block they do not get")
    longest: Level = Field("long", description="no wording longer than this where there is another")
    plain: bool = Field(False, description="whether plain wording is taken where there is one")
    likelihood: Literal["none", "words", "term", "range"] = Field(
        "term",
        description="nothing, everyday words, the scale's term, or the term with its range",
    )
    likelihood_key: bool = Field(False, description="whether the scale is printed as a key")
    confidence: Literal["none", "level", "basis"] = "level"
    indicators: bool = Field(True, description="whether scenarios show their indicators")
    inside: bool = Field(
        False,
        description="whether they get who receives it, what changed, and notes to who edits it",
    )
    sources: Literal["none", "list", "graded"] = "list"

    @model_validator(mode="after")
    def _known_levels(self) -> Audience:
        for scheme, level in self.ceiling.items():
            if level not in LEVELS[scheme]:
                raise ValueError(
                    f"'{level}' is no marking of {scheme}"
                    f" | remedy: use one of {', '.join(LEVELS[scheme])}"
                )
        return self

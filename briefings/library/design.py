"""Design tokens that are no colour, type or page: which forms a theme's furniture takes.

Each has the institute's for a default, so that a theme says only what it has otherwise. The PDF's
style sheet and Word's styles both go by them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefings.schema import Model

Weight = Annotated[float, Field(ge=0.25, le=12, multiple_of=0.125)]
"""Width of a rule, pt; Word counts in eighths, and has none wider than 12."""


class Weights(Model):
    """Widths of rules, pt."""

    masthead: Weight = 3
    cover: Weight = 4
    panel: Weight = 3
    callout: Weight = 1
    quotation: Weight = 2
    pull: Weight = 2
    row: Weight = Field(0.5, description="under each row of a table")
    table: Weight = Field(1, description="under its last row")


class Design(Model):
    """The forms of a theme's furniture, the same in PDF and Word."""

    masthead: Literal["rule", "bar"] = Field(
        "rule", description="a rule across the head, or a heavy bar at the side of the sender"
    )
    cover: Literal["rule", "band"] = Field(
        "rule", description="a rule, or the title reversed out of a wide band"
    )
    panel: Literal["tint", "rule"] = Field(
        "tint", description="panels and callouts shaded, or with a rule at their side alone"
    )
    imprint: Annotated[float, Field(ge=0, le=100)] = Field(
        40, description="between the title of a cover and its imprint, mm"
    )
    table: Literal["band", "rule"] = Field(
        "band", description="heads of tables reversed out of a band, or over a rule"
    )
    bullet: Annotated[str, Field(min_length=1, max_length=1)] = Field(
        "–", description="mark of the items of a list"
    )
    hyphenate: bool = Field(True, description="whether words are divided at the ends of lines")
    links: Literal["faint", "strong"] = Field(
        "faint", description="how the line under links is drawn: as rules are, or as the words are"
    )
    italics: bool = Field(
        True,
        description="whether stress and titles of works are in italics; else stress is bold, and"
        " titles are as the words around them",
    )
    scale: float = Field(
        1,
        ge=0.5,
        le=2,
        description="what indents, paddings and the spaces that no style has are multiplied by",
    )
    weights: Weights = Weights()

    def of(self, length: float) -> float:
        """A *length* of the design at this scale, pt; whole ones stay whole, as Word's have to."""
        scaled = length * self.scale
        return float(round(scaled)) if length == int(length) else round(scaled, 1)

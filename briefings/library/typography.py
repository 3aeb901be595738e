"""Typography: the roles that type is set in, the fonts of each, and how a paragraph is set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from briefings.letters.languages import COMPLEX, EAST_ASIAN, script
from briefings.letters.scripts import FAMILIES
from briefings.schema import Model

FontRole = Literal["text", "display", "sans"]

ColourRole = Literal["ink", "soft", "primary", "accent", "tint", "rule", "paper"]

StyleRole = Literal[
    "title",
    "subtitle",
    "heading-2",
    "heading-3",
    "heading-4",
    "panel-heading",
    "body",
    "organisation",
    "meta",
    "kicker",
    "standfirst",
    "label",
    "fact",
    "note-line",
    "source-line",
    "attribution",
    "marking",
    "list",
    "judgement",
    "quotation",
    "callout-heading",
    "callout",
    "caption",
    "table-head",
    "table-text",
    "contents",
    "definition",
    "note",
    "running",
    "pull-quote",
    "table-fact",
    "back-heading",
    "cover-subtitle",
    "cover-imprint",
    "numeral",
    "origin",
]

BROADER: Mapping[StyleRole, StyleRole] = {
    "pull-quote": "quotation",
    "table-fact": "fact",
    "back-heading": "heading-2",
    "cover-subtitle": "subtitle",
    "cover-imprint": "meta",
    "numeral": "judgement",
    "origin": "label",
}
"""Roles that a theme can leave out, and what they are set as then."""

ScriptCode = Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")]
"""A script by its code (ISO 15924): ``Deva``, ``Hans``."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Size = Annotated[float, Field(gt=0, le=200, multiple_of=0.5)]
"""Size of type, pt; Word counts in halves, and lines must break alike in both formats."""

Points = Annotated[float, Field(ge=0, le=200)]
Family = Annotated[str, Field(max_length=31)]
"""Name of a family of fonts; Word takes no longer one."""


class Font(Model):
    """A family by the name that Word and fontconfig both know it under."""

    family: Family
    complex: Family | None = Field(None, description="family for the Arabic script")
    eastern: str | None = Field(
        None, description="family that Word files name for scripts of East Asia"
    )
    scripts: Mapping[ScriptCode, Family] = Field(
        default_factory=dict,
        description="families for other scripts by their codes, such as Deva, Hebr or Hans, "
        "where not those that the package has for them",
    )
    fallback: tuple[str, ...] = Field((), description="families to try where this one is missing")
    twin: Family | None = Field(
        None,
        description="a family of the same widths that readers have, such as Calibri for Carlito; "
        "Word files name it and embed nothing",
    )

    @property
    def in_word(self) -> str:
        """The family that Word files name."""
        return self.twin or self.family

    @property
    def serif(self) -> bool:
        """Whether its letters have serifs."""
        return "serif" in self.fallback

    @property
    def by_script(self) -> Mapping[str, str]:
        """A family for each script but Latin and its like, in the order in which they are tried."""
        usual = {code: f.serif if self.serif else f.sans for code, f in FAMILIES.items()}
        named = dict(self.scripts)
        if self.complex and self.complex not in named.values():
            named.setdefault("Arab", self.complex)
        return {**named, **{code: family for code, family in usual.items() if code not in named}}

    def spoken(self, language: str) -> Font:
        """This font for a text in *language*: the family of its own script is tried first.

        Scripts of East Asia share signs that look otherwise in each of them.
        """
        own, families = script(language), self.by_script
        if own not in families:
            return self
        change = {"eastern": families[own]} if own in EAST_ASIAN else {}
        change |= {"complex": families[own]} if own in COMPLEX else {}
        arabic = {"Arab": families["Arab"]} if "Arab" in families else {}
        scripts = {own: families[own], **arabic, **self.scripts}
        return self.model_copy(update={**change, "scripts": scripts})


Capitals = bool | Literal["small"]


class Style(Model):
    """How a paragraph in a role is set."""

    font: FontRole = "text"
    size: Size = 10
    leading: Points = Field(14, gt=0, description="baseline to baseline, pt, exact")
    colour: ColourRole = "ink"
    bold: bool = False
    italic: bool = False
    capitals: Capitals = Field(
        False, description="small: capitals as high as small letters, which the font must have"
    )
    tracking: float = Field(0, ge=-2, le=5, description="letter-spacing, pt")
    above: Points = Field(0, description="space above, pt")
    figures: Literal["lining", "old"] = Field(
        "lining", description="old: figures with ascenders and descenders, where the font has them"
    )


class StyleChange(Model):
    """What one layout sets otherwise."""

    font: FontRole | None = None
    size: Points | None = Field(None, gt=0)
    leading: Points | None = Field(None, gt=0)
    colour: ColourRole | None = None
    bold: bool | None = None
    italic: bool | None = None
    capitals: Capitals | None = None
    tracking: float | None = Field(None, ge=-2, le=5)
    above: Points | None = None
    figures: Literal["lining", "old"] | None = None

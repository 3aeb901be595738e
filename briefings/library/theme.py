"""The theme: design tokens from which the PDF's style sheet and Word's styles both come.

A theme is one file, ``templates/themes/<theme>.yaml``. Lengths of type are in pt, lengths of the
page in mm. Space is given *above* a paragraph only, never below, and leading is exact: with these
two rules WeasyPrint, Word and LibreOffice stack the same heights.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar, get_args

from pydantic import Field, model_validator

from briefings.galley.makeup import feathered
from briefings.letters.languages import Direction
from briefings.library.design import Design
from briefings.library.layouts import Layout
from briefings.library.typography import (
    BROADER,
    Colour,
    ColourRole,
    Font,
    FontRole,
    Points,
    Style,
    StyleChange,
    StyleRole,
)
from briefings.schema import Model

JOINED_LEADING = 1.3
"""Least leading of scripts from right to left, in ems: Arabic letters reach .8 up and .5 down."""


S = TypeVar("S", Style, StyleChange)


class Padding(Model):
    """Room around the text of a table cell, pt: above and below, and at its sides."""

    block: Points = 3.2
    inline: Points = 6


class Rating(Model):
    """How likelihoods and impacts stand out from the words around them."""

    bold: bool = False
    colour: ColourRole | None = None


class Logo(Model):
    """A picture of the house, beside the theme; its name for those who can't see it is the house's.

    Drawings (SVG) and PNG or JPEG files can be used.
    """

    file: str = Field(description="file name, beside the theme")
    height: Annotated[float, Field(gt=2, le=60)] = Field(12, description="as printed, mm")


class Theme(Model):
    """All design tokens of a house."""

    name: str
    fonts: Mapping[FontRole, Font]
    colours: Mapping[ColourRole, Colour]
    palette: tuple[Colour, ...] = Field(description="colours of data series, in order")
    styles: Mapping[StyleRole, Style]
    layouts: Mapping[str, Layout]
    design: Design = Design()
    logo: Logo | None = Field(None, description="printed in mastheads and on covers")
    accessible: bool = Field(
        False,
        description="hold it to the rules of accessible publishing: body text of 12 pt and nothing "
        "under 10, no capitals or italics, nothing divided, links underlined",
    )
    cell: Padding = Field(default_factory=Padding, description="padding of table cells")
    rating: Rating = Field(
        default_factory=Rating, description="how likelihoods and impacts are set"
    )
    feather: float = Field(
        1.4, ge=1, le=2, description="most that spaces may be multiplied by to fill the last page"
    )
    reference_doc: str | None = Field(
        None, description="a Word document or template, beside this file, to make Word files on"
    )

    @model_validator(mode="after")
    def _complete(self) -> Theme:
        for what, have, need in (
            ("fonts", self.fonts, FontRole),
            ("colours", self.colours, ColourRole),
            ("styles", self.styles, StyleRole),
        ):
            missing = sorted(set(get_args(need)) - set(have) - set(BROADER))
            if missing:
                raise ValueError(f"{what} lacks {', '.join(missing)}")
        if "book" in self.layouts and self.layouts["book"].columns:
            raise ValueError("the layout book has notes and landscape pages, and so no columns")
        return self

    @property
    def padding(self) -> Padding:
        """The padding of table cells, at the scale of the design."""
        of = self.design.of
        return Padding(block=of(self.cell.block), inline=of(self.cell.inline))

    def spoken(self, language: str) -> Theme:
        """This theme for a document in *language*, whose script each font tries first."""
        fonts = {role: font.spoken(language) for role, font in self.fonts.items()}
        return self.model_copy(update={"fonts": fonts})

    def stack(self, font: Font) -> tuple[str, ...]:
        """All families that set what is in *font*, in the order in which they are tried.

        The theme's others are among them, so that which font sets a rare sign is not left to what
        the machine finds.
        """
        fonts = (font, *self.fonts.values())
        families = (name for f in fonts for name in (f.family, *f.by_script.values()))
        return tuple(dict.fromkeys((*families, *font.fallback)))

    def style(self, role: StyleRole, layout: str) -> Style:
        """The style of *role* in the layout of that name."""
        change = self.layouts[layout].styles.get(role, StyleChange())
        own = self.styles.get(role)
        style = self.style(BROADER[role], layout) if own is None else own
        return style.model_copy(update=change.model_dump(exclude_none=True))

    def step(self, layout: str) -> float:
        """How far the lines of the grid of that *layout* are apart, pt; 0 if it has none."""
        return self.style("body", layout).leading if self.layouts[layout].grid else 0.0

    def parting(self, layout: str) -> float:
        """What parts one paragraph of running text from the next, pt, where that has no space above
        it: a whole line."""
        body = self.style("body", layout)
        return 0.0 if body.above else body.leading

    def written(self, direction: Direction) -> Theme:
        """This theme for lines that are written in *direction*.

        The letters of scripts from right to left join, so that nothing may part them; they have
        neither italics nor capitals, and reach higher and deeper than Latin ones, so that their
        lines stand on no grid.
        """
        if direction == "ltr":
            return self
        same = {"italic": False, "capitals": False, "tracking": 0}

        def set_in(layout: str, role: StyleRole) -> Style:
            style = self.style(role, layout)
            leading = max(style.leading, round(style.size * JOINED_LEADING, 2))
            return style.model_copy(update={**same, "leading": leading})

        layouts = {
            name: layout.model_copy(
                update={
                    "styles": {r: _changed(set_in(name, r)) for r in self.styles},
                    "grid": False,
                }
            )
            for name, layout in self.layouts.items()
        }
        return self.model_copy(update={"layouts": layouts})

    def feathered(self, stretch: float) -> Theme:
        """This theme with the space above every style multiplied, in twentieths of a pt."""
        if stretch == 1:
            return self

        def wider(style: S) -> S:
            space = style.above and feathered(style.above, stretch)
            return style.model_copy(update={"above": space})

        styles = {role: wider(style) for role, style in self.styles.items()}
        layouts = {
            name: layout.model_copy(
                update={"styles": {role: wider(change) for role, change in layout.styles.items()}}
            )
            for name, layout in self.layouts.items()
        }
        return self.model_copy(update={"styles": styles, "layouts": layouts})

    def colour(self, role: ColourRole) -> str:
        """A colour as ``#rrggbb``."""
        return self.colours[role]


def _changed(style: Style) -> StyleChange:
    """Everything that *style* says, as what a layout sets otherwise."""
    return StyleChange.model_validate(style.model_dump())

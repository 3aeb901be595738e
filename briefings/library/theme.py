"""The theme: design tokens from which the PDF's style sheet and Word's styles both come.

A theme is one file, ``templates/themes/<theme>.yaml``. Lengths of type are in pt, lengths of the
page in mm. Space is given *above* a paragraph only, never below, and leading is exact: with these
two rules WeasyPrint, Word and LibreOffice stack the same heights.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import Field, model_validator

from briefings.languages import COMPLEX, EAST_ASIAN, Direction, script
from briefings.library.design import Design
from briefings.makeup import feathered
from briefings.schema import Model
from briefings.scripts import FAMILIES

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
Millimetres = Annotated[float, Field(ge=0, le=500)]


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


class Style(Model):
    """How a paragraph in a role is set."""

    font: FontRole = "text"
    size: Size = 10
    leading: Points = Field(14, gt=0, description="baseline to baseline, pt, exact")
    colour: ColourRole = "ink"
    bold: bool = False
    italic: bool = False
    capitals: bool = False
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
    capitals: bool | None = None
    tracking: float | None = Field(None, ge=-2, le=5)
    above: Points | None = None
    figures: Literal["lining", "old"] | None = None


S = TypeVar("S", Style, StyleChange)


class Margins(Model):
    """Page margins, mm."""

    top: Millimetres
    right: Millimetres
    bottom: Millimetres
    left: Millimetres

    def turned(self) -> Margins:
        """Those of a landscape page, whose head lies at the left of the upright sheet.

        Head and foot have as much room as on upright pages.
        """
        top, bottom = max(self.left, self.top), max(self.right, self.bottom)
        return Margins(top=top, right=self.top, bottom=bottom, left=self.bottom)


class Side(Model):
    """A side column to the right of the text, mm."""

    width: Millimetres
    gap: Millimetres


class Padding(Model):
    """Room around the text of a table cell, pt: above and below, and at its sides."""

    block: Points = 3.2
    inline: Points = 6


class Rating(Model):
    """How likelihoods and impacts stand out from the words around them."""

    bold: bool = False
    colour: ColourRole | None = None


class Columns(Model):
    """Columns that the text runs in, beneath a masthead across all of them; lengths in mm."""

    count: int = Field(2, ge=2, le=3)
    gap: Millimetres
    rule: bool = Field(False, description="whether a rule stands between them")


class Layout(Model):
    """A page box, named by a kind. A5 to A3 and the American sizes, upright."""

    paper: Literal["A3", "A4", "A5", "letter", "legal"] = "A4"
    margins: Margins
    side: Side | None = None
    columns: Columns | None = Field(
        None, description="the text runs in columns; not beside a side column, and in no `book`"
    )
    facing: bool = Field(
        False,
        description="printed on both sides: inner and outer margins change places on even pages,"
        " and so do head and foot",
    )
    styles: Mapping[StyleRole, StyleChange] = Field(
        default_factory=dict, description="changes to single styles, for this layout"
    )

    @model_validator(mode="after")
    def _one_column_beside(self) -> Layout:
        if self.side and self.columns:
            raise ValueError("a layout has a side column or columns, not both")
        return self

    @property
    def full(self) -> float:
        """Width between the margins, mm."""
        return PAPER_MM[self.paper][0] - self.margins.left - self.margins.right

    @property
    def text(self) -> float:
        """Width of the column of text, mm; of one of them, if there are several."""
        if self.columns:
            between = self.columns.gap * (self.columns.count - 1)
            return (self.full - between) / self.columns.count
        return self.full - (self.side.width + self.side.gap if self.side else 0)

    @property
    def exhibits(self) -> float:
        """Width of tables and figures, mm: they run over a side column, but not over columns."""
        return self.text if self.columns else self.full


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

    def written(self, direction: Direction) -> Theme:
        """This theme for lines that are written in *direction*.

        The letters of scripts from right to left join, so that nothing may part them; they have
        neither italics nor capitals, and reach higher and deeper than Latin ones.
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
                update={"styles": {r: _changed(set_in(name, r)) for r in self.styles}}
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


JOINED_LEADING = 1.3
"""Least leading of scripts from right to left, in ems: Arabic letters reach .8 up and .5 down."""

PAPER_MM: Mapping[str, tuple[float, float]] = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
}
"""Width and height of each paper, mm (ISO 216; ANSI/ASME Y14.1)."""

PT_PER_MM = 72 / 25.4
"""Points in a millimetre."""

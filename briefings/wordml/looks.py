"""Looks: the named styles of a file, each drawn from a token of the theme.

Word's own names are used where Word has one; they are English in every language's Word. The others
are named for people. :mod:`.roles` says which look each role of a document has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefings.library.design import Design
from briefings.library.theme import PT_PER_MM, ColourRole, StyleRole
from briefings.wordml import geometry as g

Zone = Literal["text", "panel", "recommendations", "callout", "pull", "cell", "sources", "cover"]
"""A place on the page whose paragraphs look alike."""
Box = Literal[
    "panel",
    "recommendations",
    "callout",
    "masthead",
    "cover",
    "sender",
    "band",
    "imprint",
    "remark",
    "quotation",
    "pull",
]
"""Rules and shading around paragraphs."""
Align = Literal["left", "right", "centre"]
Mark = Literal[
    "bullet", "number", "judgement", "step", "pro", "con", "indicator", "continue", "note"
]
"""What stands before the items of a list."""

BUILT_IN = frozenset(
    (
        "Normal",
        "Body Text",
        "Title",
        "Subtitle",
        *(f"heading {level}" for level in (1, 2, 3)),
        "TOC Heading",
        *(f"toc {level}" for level in (1, 2, 3)),
        "caption",
        *(f"{kind} {word}" for kind in ("footnote", "endnote") for word in ("text", "reference")),
        "table of figures",
        "endnote text",
        "endnote reference",
        "annotation text",
        "annotation reference",
        "Quote",
        "header",
        "footer",
        "page number",
        "Bibliography",
        "Strong",
        "Emphasis",
        "Hyperlink",
        *(
            f"List {word}{depth}"
            for word in ("Bullet", "Number", "Continue")
            for depth in ("", " 2", " 3", " 4", " 5")
        ),
    )
)
"""Names that are Word's own."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: the token it is drawn from, and what layout adds. Lengths in pt."""

    id: str
    name: str
    token: StyleRole
    parent: Look | None = None
    """The style it is based on, where that is not Normal."""
    following: str | None = "BodyText"
    """The style of the paragraph that Enter begins after it, where that is another."""
    full: bool = False
    """Whether it runs over the side column too."""
    widest: float | None = None
    """The measure it does not exceed."""
    above: float | None = None
    """Space above where it is not the token's."""
    below: float = 0
    size: float | None = None
    leading: float | None = None
    indent: float = 0
    hanging: float = 0
    align: Align = "left"
    keep_next: bool = False
    keep_lines: bool = False
    hyphenated: bool = False
    outline: int | None = None
    """Level in the outline, counted from 0."""
    box: Box | None = None
    frame: Literal["side", "masthead"] | None = None
    """The frame it stands in: a callout's in the side column, the imprint's at the right."""
    numbered: tuple[Mark, Zone, int] | None = None
    """The list it belongs to and the level in it, counted from 0."""
    unnumbered: bool = False
    """Whether it takes away the number of the style it is based on."""
    leads: bool = False
    """Whether it is the style that the level is linked to."""
    automatic: bool = False
    """Whether lines are as high as what they hold, as pictures need."""
    colour: ColourRole | None = None
    bold: bool = False
    tabular: bool = False
    """Whether all figures are equally wide."""
    column: float = 0
    """Width of its column of numbers."""
    tab: Literal["head", "foot", "dots", "hanging"] | None = None
    gallery: bool = False
    """Whether Word offers it in its gallery of styles."""
    turned: bool = False
    """Whether it stands on landscape pages."""
    fixed: bool = False
    """Whether its lengths are the same at any scale of the design."""
    empty: bool = False
    """Whether it is a space, of the height of its leading."""

    def at(self, design: Design) -> Look:
        """The look with its spaces and indents at the scale of *design*."""
        if self.box == "imprint":
            return replace(self, above=design.imprint * PT_PER_MM)
        if self.fixed or design.scale == 1:
            return self
        return replace(
            self,
            above=self.above and design.of(self.above),
            below=design.of(self.below),
            indent=design.of(self.indent),
            hanging=design.of(self.hanging),
            column=design.of(self.column),
            leading=self.leading and design.of(self.leading) if self.empty else self.leading,
        )

    @property
    def custom(self) -> bool:
        """Whether Word has no style of that name itself."""
        return self.name not in BUILT_IN


NORMAL = Look("Normal", "Normal", "body", following=None, full=True, above=0, gallery=True)
BODY = Look("BodyText", "Body Text", "body", following=None, hyphenated=True, gallery=True)
TITLE = Look(
    "Title",
    "Title",
    "title",
    full=True,
    widest=g.TITLE_WIDEST,
    above=g.TITLE_ABOVE,
    keep_next=True,
    gallery=True,
)
SUBTITLE = Look("Subtitle", "Subtitle", "subtitle", full=True, gallery=True)
STANDFIRST = Look(
    "Standfirst", "Standfirst", "standfirst", full=True, widest=g.STANDFIRST_WIDEST, gallery=True
)
ORGANISATION = Look("Organisation", "Organisation", "organisation", full=True, box="masthead")
UNIT = Look("Unit", "Unit", "meta", full=True, box="sender")
IMPRINT = Look("Imprint", "Imprint", "meta", full=True, align="right", frame="masthead")
LOGO = Look(
    "Logo",
    "Logo",
    "organisation",
    full=True,
    above=0,
    below=g.LOGO_BELOW,
    size=1,
    automatic=True,
    box="masthead",
)
COVER_LOGO = replace(LOGO, id="CoverLogo", name="Cover Logo", parent=LOGO, box="cover")
KICKER = Look("Kicker", "Kicker", "kicker", full=True, keep_next=True)
_HEADING_TOKENS: tuple[StyleRole, ...] = ("heading-2", "heading-3", "heading-4")
HEADINGS = tuple(
    Look(
        f"Heading{level}",
        f"heading {level}",
        token,
        keep_next=True,
        outline=level - 1,
        gallery=True,
    )
    for level, token in enumerate(_HEADING_TOKENS, start=1)
)
UNNUMBERED = tuple(
    replace(
        heading,
        id=f"Unnumbered{heading.id}",
        name=f"Unnumbered Heading {level}",
        parent=heading,
        gallery=False,
        unnumbered=True,
    )
    for level, heading in enumerate(HEADINGS, start=1)
)
"""Headings without a number in a document whose headings are numbered."""
NOTES_HEADING = Look("NotesHeading", "Notes Heading", "heading-3", keep_next=True, outline=0)
BACK_HEADING = Look(
    "BackMatterHeading",
    "Back Matter Heading",
    "back-heading",
    above=g.BACK_ABOVE,
    keep_next=True,
    outline=0,
)
CONTENTS_HEADING = Look(
    "TOCHeading", "TOC Heading", "heading-2", above=0, below=g.CONTENTS_BELOW, keep_next=True
)
CONTENTS = tuple(
    Look(
        f"TOC{level}",
        f"toc {level}",
        "contents",
        following=None,
        indent=g.CONTENTS_STEP * (level - 1),
        column=g.CONTENTS_NUMBERS[level - 1],
        tab="dots",
    )
    for level in (1, 2, 3)
)
EXHIBITS = replace(CONTENTS[0], id="TableofFigures", name="table of figures", column=0)
CAPTION = Look(
    "Caption",
    "caption",
    "caption",
    full=True,
    above=g.TABLE_ABOVE,
    below=g.CAPTION_BELOW,
    keep_next=True,
    gallery=True,
)
FIGURE = Look("Figure", "Figure", "body", full=True, above=0, size=1, automatic=True)
FORMULA = Look(
    "Formula",
    "Formula",
    "body",
    above=0,
    below=g.FORMULA_SPACE,
    align="centre",
    keep_next=True,
    automatic=True,
)
SEPARATOR = Look(
    "Separator",
    "Separator",
    "body",
    full=True,
    above=0,
    leading=g.TABLE_ABOVE,
    keep_next=True,
    empty=True,
)
"""An empty line, where Word would join what touches."""
NOTE = Look(
    "NoteText",
    "Note Text",
    "note",
    following=None,
    indent=g.LIST_STEP,
    hanging=g.LIST_STEP,
    keep_lines=True,
    numbered=("note", "text", 0),
    leads=True,
)
ENDNOTE = replace(
    NOTE, id="EndnoteText", name="endnote text", numbered=None, leads=False, tab="hanging"
)
"""A note that Word keeps and numbers itself; a tab parts its number from its words."""
FOOTNOTE = replace(ENDNOTE, id="FootnoteText", name="footnote text")
NOTE_RULE = Look("NoteSeparator", "Note Separator", "note", above=0, leading=g.NOTE_RULE)
"""The short rule that parts notes from the text."""
COMMENT = Look("CommentText", "annotation text", "fact", full=True, following=None, above=0)
TERM = Look(
    "DefinitionTerm",
    "Definition Term",
    "definition",
    keep_next=True,
    bold=True,
    colour="primary",
)
DEFINITION = Look(
    "Definition", "Definition", "definition", above=0, indent=g.DEFINITION_STEP, hyphenated=True
)
QUOTE = Look("Quote", "Quote", "quotation", box="quotation", hyphenated=True, gallery=True)
QUOTE_ATTRIBUTION = Look("QuoteAttribution", "Quote Attribution", "attribution", box="quotation")
HEADER = Look("Header", "header", "running", full=True, following=None, above=0, tab="head")
FOOTER = replace(HEADER, id="Footer", name="footer", tab="foot")
CELL = Look(
    "TableText", "Table Text", "table-text", full=True, above=0, following=None, tabular=True
)
CELL_NEXT = replace(
    CELL, id="TableTextNext", name="Table Text Next", parent=CELL, above=g.CELL_NEXT_ABOVE
)
CELL_HEAD = replace(
    CELL, id="TableHeading", name="Table Heading", token="table-head", keep_next=True
)
CELL_ROW_HEAD = replace(
    CELL, id="TableRowHeading", name="Table Row Heading", bold=True, colour="primary"
)
CELL_ROW_LEAD = replace(CELL, id="TableRowLead", name="Table Row Lead", colour="primary")
CELL_FACT = replace(
    CELL_NEXT,
    id="TableFact",
    name="Table Fact",
    token="table-fact",
)
COVER_ORGANISATION = replace(
    ORGANISATION,
    id="CoverOrganisation",
    name="Cover Organisation",
    parent=ORGANISATION,
    box="cover",
)
COVER_TITLE = replace(
    TITLE,
    id="CoverTitle",
    name="Cover Title",
    parent=TITLE,
    above=g.COVER_TITLE_ABOVE,
    widest=None,
    box="band",
)
COVER_SUBTITLE = replace(
    SUBTITLE,
    id="CoverSubtitle",
    name="Cover Subtitle",
    parent=SUBTITLE,
    token="cover-subtitle",
    above=g.COVER_SUBTITLE_ABOVE,
    box="band",
)
COVER_KICKER = replace(KICKER, id="CoverKicker", name="Cover Kicker", parent=KICKER, box="band")
COVER_IMPRINT = Look(
    "CoverImprint",
    "Cover Imprint",
    "cover-imprint",
    full=True,
    box="imprint",
)

CORE: tuple[Look, ...] = (
    NORMAL,
    BODY,
    TITLE,
    SUBTITLE,
    *HEADINGS,
    CAPTION,
    QUOTE,
    CELL,
)
"""Styles that every file has, whether or not it uses them."""

"""Looks: the named styles of a file, each drawn from a token of the theme.

Word's own names are used where Word has one; they are English in every language's Word. The others
are named for people. :mod:`.roles` says which look each role of a document has.
"""

from __future__ import annotations

from dataclasses import replace

from briefings.library.typography import StyleRole
from briefings.wordml import geometry as g
from briefings.wordml.look import Look

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

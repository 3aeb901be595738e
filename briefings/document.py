"""The document: an edition rendered, in no file format yet.

This is the narrow waist. A template writes HTML from a closed vocabulary; the strict reader
(:mod:`briefings.reader`) turns it into the types below and refuses everything else; each writer
says what it finds here and nothing more. A ``match`` over :data:`Block` or :data:`Inline` ends in
``assert_never``, so that the type checker lists every writer that has not yet learnt a new element.

=====================  =========================================================================
type                   HTML a template writes
=====================  =========================================================================
:class:`Heading`       ``<h1>`` … ``<h4>``, optional ``id``; ``<span class="number">`` before text
:class:`Paragraph`     ``<p>``, optional ``class`` from :data:`ParagraphRole`
:class:`List`          ``<ul>``, ``<ol>``, optional ``class`` from :data:`ListRole`
:class:`Table`         ``<table class="…">`` with caption, ``<col style="width:30%">``, head, body;
                       ``class="… wide"`` if it is too wide for an upright page
:class:`Figure`        ``<figure><img src="asset:…" alt="…"/><figcaption>``; after the picture a
                       ``<p class="source-line">`` may stand
:class:`Formula`       ``<figure class="formula"><img src="asset:…" alt="…"/></figure>``
:class:`Quotation`     ``<blockquote>`` with an optional closing ``<p class="attribution">``
:class:`Definitions`   ``<dl>`` of ``<dt>`` and ``<dd>``
:class:`Contents`      ``<nav class="contents">`` with one ``<ol>`` of ``<li class="level-N">``
:class:`Notes`         ``<section class="notes">`` with a heading, one ``<ol>`` of ``<li id="…">``;
                       ``endnotes`` likewise; ``footnotes`` without a heading
:class:`CrossReference` ``<a class="number" href="#id">``, ``<a class="page" href="#id">``
:class:`Group`         ``<section>``, ``<aside>``, ``<header>``, ``<div>`` with a class, see below
=====================  =========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from briefings import meta, words

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_ADDRESS = re.compile(r"https?://[^\s/?#]\S*|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)


def is_identifier(name: str) -> bool:
    """Whether *name* may be an ``id``: a letter, then letters, digits, ``_``, ``.``, ``-``."""
    return _IDENTIFIER.fullmatch(name) is not None


def is_address(href: str) -> bool:
    """Whether a link may go to *href*: http, https or mailto, or ``#`` and an identifier."""
    if href.startswith("#"):
        return is_identifier(href[1:])
    return _ADDRESS.fullmatch(href) is not None


# --- inlines -------------------------------------------------------------------------------------

LabelRole = Literal[
    "number", "label", "likelihood", "impact", "confidence", "origin", "term", "work", "marking"
]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are printed; white space is already collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph (``<br/>``)."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance (``<strong>``), set bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress (``<em>``), set italic or bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Superior or inferior characters (``<sup>``, ``<sub>``)."""

    position: Literal["super", "sub"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: an address (http, https, mailto) or ``#id`` of a place in this document."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The mark that calls a note, ``<a role="doc-noteref" id="call-N" href="#note-M">M</a>``.

    ``id`` is unique; several calls may call one note.
    """

    id: str
    number: int
    target: str


@dataclass(frozen=True, slots=True)
class Label:
    """A run of text with a role of its own, ``<span class="ROLE">``."""

    role: LabelRole
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Words that lead to another place and say where it is.

    Of a ``number`` ("Figure 3", "section 2") they are all that is printed. Of a ``page`` they are
    the author's, and printed products put the number of the page after them.
    """

    form: Literal["number", "page"]
    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words that came from one place of the content, ``<data value="ANCHOR">``.

    A template does not write the element itself: ``said``, ``text`` and ``body`` do. It is in no
    product's HTML; ``anchor`` is one of those in :attr:`Origin.written`.
    """

    anchor: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document's, ``<span lang="fr">``.

    ``language`` is its tag (BCP 47).
    """

    language: str
    children: tuple[Inline, ...]


Inline = (
    Text
    | LineBreak
    | Strong
    | Emphasis
    | Script
    | Link
    | CrossReference
    | NoteCall
    | Label
    | Foreign
    | Leaf
)
Inlines = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------

ParagraphRole = Literal[
    "body",  # running text
    "organisation",  # who publishes, in masthead or on the cover
    "meta",  # what stands under it: the unit
    "imprint",  # kind, date, reference, version: opposite the organisation
    "kicker",  # topic, above the title
    "subtitle",
    "standfirst",  # the bottom line under the title
    "label",  # a small heading that is not part of the outline, such as "Likelihood"
    "fact",  # one labelled fact under a scenario or judgement: "Confidence: moderate."
    "note-line",  # a remark in small type: what the product rests on, how it was made
    "source-line",  # under a table or figure
    "attribution",  # who is quoted
    "marking",  # the marking, once in the text, for readers who never hear the running head
]

ListRole = Literal["plain", "judgements", "recommendations", "pros", "cons", "indicators", "steps"]

TableRole = Literal["data", "timeline", "actors", "positions", "options", "risks", "control"]

GroupRole = Literal[
    "masthead",  # organisation, kind, date, topic, title, standfirst
    "cover",  # the same on a page of its own
    "summary",  # the executive summary
    "judgements",  # panel of key judgements
    "recommendations",  # panel of recommendations
    "chapter",  # a section of the author's
    "annex",
    "callout",  # boxed remark, may stand in the side column
    "pullquote",  # somebody's words set large, with an attribution; may stand there too
    "scenario",
    "option",
    "part",  # any other part that stays together with its small heading
    "sources",  # bibliography
    "glossary",
    "control",  # document control
    "likelihood-key",  # the printed scale
    "chart-data",  # what charts show, as tables
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; level 1 is the title, 2 a section, 3 and 4 below it.

    ``number`` is the printed number ("3", "3.1", "A"), which a format may produce by itself.
    """

    level: int
    children: Inlines
    id: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a role."""

    children: Inlines
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item; its first block is a paragraph."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """An ordered or unordered list; numbers and bullets come from the writer."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    role: ListRole = "plain"


Alignment = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``header`` says what it is the head of. Every table is rectangular."""

    blocks: tuple[Block, ...]
    header: Literal["column", "row"] | None = None
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row; ``widths`` are per cent of the table's width and sum to 100."""

    role: TableRole
    widths: tuple[float, ...]
    head: tuple[Cell, ...]
    body: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()
    id: str | None = None
    wide: bool = False
    """Whether it is too wide for an upright page; in a book it stands on landscape pages."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; ``asset`` names an entry of :attr:`Document.assets`.

    ``source`` is a line under it that says where what it shows is from.
    A ``logo`` is the publisher's, at the head of the document; it has no caption.
    """

    asset: str
    alt: str
    caption: Inlines = ()
    id: str | None = None
    source: Inlines = ()
    logo: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on a line of its own; the asset that ``asset`` names carries its MathML."""

    asset: str
    alt: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation; the attribution is its last paragraph."""

    blocks: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: Inlines
    meaning: Inlines


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of definitions, such as a glossary."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents; ``target`` is the id of what it leads to, without ``#``."""

    level: int
    children: Inlines
    target: str


ContentsOf = Literal["contents", "figures", "tables"]
"""What is listed: headings, or captions."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, or a list of figures or tables; page numbers come from the layout."""

    entries: tuple[ContentsEntry, ...]
    title: Heading
    of: ContentsOf = "contents"


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the end of the document, called by one or more :class:`NoteCall`."""

    id: str
    number: int
    children: Inlines


NotesPlace = Literal[
    "notes",  # a numbered list where it stands
    "footnotes",  # at the foot of the page that calls them first
    "endnotes",  # after everything else
]


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes, in the order of their first call. Footnotes have no title."""

    title: Heading | None
    items: tuple[Note, ...]
    id: str | None = None
    place: NotesPlace = "notes"


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together and look alike."""

    role: GroupRole
    blocks: tuple[Block, ...]
    id: str | None = None


Block = (
    Heading
    | Paragraph
    | List
    | Table
    | Figure
    | Formula
    | Quotation
    | Definitions
    | Contents
    | Notes
    | Group
)
Blocks = tuple[Block, ...]

# --- pictures and charts -------------------------------------------------------------------------

ChartForm = Literal["bar", "stacked-bar", "line", "area", "dot", "range"]


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a chart: of each category its number, if it has one, and whether it is printed.

    Numbers that are not printed are read from the axis.
    """

    name: str
    values: tuple[float | None, ...]
    printed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ChartKey:
    """What a key says: a name, and how what is called so looks.

    ``share`` is how much it has of the colour of its ``series``; the rest is paper.
    """

    name: str
    series: int
    shape: Literal["square", "circle", "stroke", "dashes"]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows, and how its picture does, for formats that draw charts themselves."""

    form: ChartForm
    upright: bool
    """Whether categories stand from left to right, and not one below the other."""
    heading: str
    """What the categories are; it may be nothing."""
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    total: str
    """The word for the sum of each category, where it is printed; else nothing."""
    places: int
    """Decimal places of every number."""
    number: str
    """How a number is printed, such as ``{number}%``."""
    axis: bool
    """Whether there is an axis of values."""
    ends: tuple[float | None, float | None]
    """Where the values of the plot begin and end, if a program is not to choose it itself."""
    step: float
    """From one value of the axis to the next."""
    keyed: bool
    """Whether a key to the series stands above the plot."""
    named: bool
    """Whether each series is named where it ends."""
    lifts: tuple[float, ...]
    """What the name of each line is moved up by, pt, to stand free of others; there may be none."""
    width: float
    height: float
    """Of the picture, pt."""
    area: tuple[float, float, float, float]
    """Left, top, width and height of where the numbers are drawn, pt from the upper left."""
    gap: float
    """Between two categories of bars, in thicknesses of a bar."""
    every: int
    """Of so many categories one is named at the axis."""
    mirrored: bool = False
    """Whether it is read from right to left."""
    span: str = ""
    """What ranges are called, from their low ends to their high ends."""
    key: tuple[ChartKey, ...] = ()
    """A key that stands above it, apart from it: it is no part of its height."""
    title: str = ""
    """What it is called among the panels that it stands beside; alone it has no title."""
    bare: bool = False
    """Whether the panel before it says the names, or values of the axis, that it needs too."""

    @property
    def broken(self) -> bool:
        """Whether a number is missing."""
        return any(None in series.values for series in self.series)


@dataclass(frozen=True, slots=True)
class ChartPanels:
    """Small multiples: charts in rows, on the same scales, with a key above them all.

    Widths and heights of the charts have the gaps after and below them.
    """

    charts: tuple[ChartData, ...]
    key: tuple[ChartKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture carried by the document. Size in pt (1/72 inch).

    ``raster`` makes a PNG of a vector picture, for formats that need one. ``chart`` and ``panels``
    are what the picture of a chart, or of small multiples, shows; such a picture has no raster.
    """

    media_type: Literal["image/svg+xml", "image/png", "image/jpeg"]
    data: bytes
    width: float
    height: float
    raster: Callable[[], bytes] | None = None
    mathml: str | None = None
    """What a drawing of a formula says, for formats that set formulas themselves."""
    chart: ChartData | None = None
    panels: ChartPanels | None = None


# --- the whole -----------------------------------------------------------------------------------


Meta = meta.Meta


@dataclass(frozen=True, slots=True)
class Written:
    """One place of the content as the author wrote it, for those that a document prints."""

    anchors: tuple[str, ...]
    """By which its paragraphs are known: 12 hexadecimal digits each, never a place in the file."""
    field: str
    """The key it stands under."""
    text: str
    """As it is written, in the small Markdown where the field has that; a line for each of a list.

    Notes and links that the document does not print are not in it.
    """
    level: str = ""
    """Which wording it is (``short``, ``medium``, ``long``, ``plain``), if it is one."""
    label: str = ""
    """What people call it, for what is filled in as on a form: date, reference, and the like."""
    note: str = ""
    """What the author has to say to who edits it, in plain characters; never printed."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from: the base of a merge, for the way back from an edited file.

    It says nothing of what the document does not have.
    """

    content: str
    kind: str
    audience: str
    length: str = ""
    """The length that was asked for, as file names say it."""
    written: tuple[Written, ...] = ()
    """What is printed, in the order in which it first is."""
    theme: str = ""
    """The theme that was asked for, where it is not the content's own."""


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What stands at the head and foot of every page, beside the page number."""

    title: str
    kind: str
    organisation: str
    page_of: str
    """Words of "page X of Y", with ``{page}`` and ``{pages}`` in them."""
    page_reference: str = "({page})"
    """What stands after words that refer to another page, with ``{page}`` in it."""
    watermark: str = ""
    """Words set large and pale across every page, if any."""


@dataclass(frozen=True, slots=True)
class Document:
    """An edition rendered: typed blocks, and the HTML they were read from."""

    meta: Meta
    running: RunningHead
    blocks: Blocks
    html: str
    layout: str
    """Name of the page layout of the theme (margins, columns) that the kind asked for."""
    numbered: bool
    """Whether headings carry numbers."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    origin: Origin | None = None


def plain_text(inlines: Inlines) -> str:
    """The characters of *inlines* as a reader would hear them, note calls left out."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case NoteCall():
                pass
            case Strong(children) | Emphasis(children) | Leaf(_, children):
                parts.append(plain_text(children))
            case CrossReference(_, _, children):
                parts.append(plain_text(children))
            case Script(_, children) | Link(_, children) | Label(_, children):
                parts.append(plain_text(children))
            case Foreign(_, children):
                parts.append(plain_text(children))
            case _:
                assert_never(inline)
    return "".join(parts)


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, containers before what they hold, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Group(blocks=inner) | Quotation(blocks=inner):
                yield from walk(inner)
            case List(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case Table(head=head, body=body):
                for cell in (cell for row in (head, *body) for cell in row):
                    yield from walk(cell.blocks)
            case Contents(title=title) | Notes(title=title):
                if title is not None:
                    yield title
            case Heading() | Paragraph() | Figure() | Formula() | Definitions():
                pass
            case _:
                assert_never(block)


APART: frozenset[GroupRole] = frozenset({"sources", "control", "likelihood-key", "chart-data"})
"""Groups whose words do not count towards a product's length."""


def word_count(document: Document) -> int:
    """Words of the document as a reader would count them; contents, notes and sources apart."""
    language = document.meta.language
    return sum(words.count(text, language) for text in _texts(document.blocks))


def _texts(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Group(role=role, blocks=inner):
                yield from () if role in APART else _texts(inner)
            case Quotation(blocks=inner):
                yield from _texts(inner)
            case Heading(children=children) | Paragraph(children=children):
                yield plain_text(children)
            case List(items=items):
                for item in items:
                    yield from _texts(item.blocks)
            case Table(caption=caption, head=head, body=body):
                yield plain_text(caption)
                for cell in (cell for row in (head, *body) for cell in row):
                    yield from _texts(cell.blocks)
            case Figure(caption=caption, source=source):
                yield plain_text(caption)
                yield plain_text(source)
            case Definitions(items=definitions):
                for definition in definitions:
                    yield plain_text(definition.term)
                    yield plain_text(definition.meaning)
            case Formula() | Contents() | Notes():
                pass
            case _:
                assert_never(block)

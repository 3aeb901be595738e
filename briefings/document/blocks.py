"""What stands below each other on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefings.document.inlines import Inlines

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

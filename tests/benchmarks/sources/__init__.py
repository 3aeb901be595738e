"""A document as peers take it: the same words, headings, lists, tables, notes and pictures.

What has no counterpart there is left out: fitting, side columns and boxes, roles of paragraphs,
tags, cross-references as fields. The contents are left to the peer; notes are its footnotes, or a
list at the end where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from briefings.document import (
    Asset,
    Block,
    Blocks,
    Cell,
    Contents,
    CrossReference,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Formula,
    Group,
    Heading,
    Inlines,
    Label,
    Leaf,
    LineBreak,
    Link,
    List,
    NoteCall,
    Notes,
    Paragraph,
    Quotation,
    Script,
    Strong,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words set alike; or a call of a note, which has no words."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    """The address it leads to outside the document."""
    note: int = 0
    """The number of the note that is called; 0: it is words."""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; ``level`` 1 is the document's."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or one of a quotation."""

    spans: Spans
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``depth`` 0 is the outermost."""

    spans: Spans
    depth: int
    number: int
    """Among its like, from 1; 0: it has a bullet."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the head."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    caption: Spans
    widths: tuple[float, ...]
    """Of the columns, per cent."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; ``file`` is as it was drawn, ``dots`` for who can't take a drawing; pt."""

    file: str
    dots: str
    alt: str
    width: float
    caption: Spans


@dataclass(frozen=True, slots=True)
class Listing:
    """Where the peer's own contents stand."""


Simple = Title | Passage | Item | Grid | Picture | Listing


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document in these simple terms."""

    title: str
    language: str
    marking: str
    blocks: tuple[Simple, ...]
    notes: Mapping[int, Spans]


@dataclass(slots=True)
class _Told:
    assets: Mapping[str, tuple[str, str, float]]
    """Names of the files, and the width, of each picture, pt."""
    notes: dict[int, Spans] = field(default_factory=dict)


def manuscript(document: Document) -> Manuscript:
    """*document* in simple terms."""
    told = _Told(
        {
            key: (*file_names(n, asset), asset.width)
            for n, (key, asset) in enumerate(document.assets.items())
        }
    )
    blocks = tuple(_simple(document.blocks, told))
    meta = document.meta
    return Manuscript(meta.title, meta.language, meta.marking, blocks, told.notes)


def file_names(number: int, asset: Asset) -> tuple[str, str]:
    """Of the document's picture of that number: as it was drawn, and in dots."""
    ending = asset.media_type.partition("/")[2].removesuffix("+xml")
    return f"picture-{number}.{ending}", f"picture-{number}.{ending.replace('svg', 'png')}"


def _simple(blocks: Blocks, told: _Told, depth: int = 0) -> Iterator[Simple]:
    for block in blocks:
        yield from _one(block, told, depth)


def _one(block: Block, told: _Told, depth: int) -> Iterator[Simple]:
    match block:
        case Heading(level, children):
            yield Title(level, spans(children))
        case Paragraph(children):
            yield Passage(spans(children))
        case Group(blocks=inner):
            yield from _simple(inner, told, depth)
        case Quotation(blocks=inner):
            yield from (Passage(spans(one.children), quoted=True) for one in inner)
        case List():
            yield from _items(block, told, depth)
        case Definitions(items=items):
            for item in items:
                term = tuple(replace(span, bold=True) for span in spans(item.term))
                yield Passage((*term, Span(": "), *spans(item.meaning)))
        case Table(head=head, body=body, caption=caption, widths=widths):
            rows = tuple(tuple(map(cell, row)) for row in body)
            yield Grid(tuple(map(cell, head)), rows, spans(caption), widths)
        case Figure(asset, alt, caption, _, source):
            yield _picture(told, asset, alt, caption)
            if source:
                yield Passage(spans(source))
        case Formula(asset, alt):
            yield _picture(told, asset, alt)
        case Contents(of=of):
            yield from [Listing()] if of == "contents" else []
        case Notes(items=notes):
            told.notes |= {note.number: spans(note.children) for note in notes}
        case _:
            assert_never(block)


def _picture(told: _Told, asset: str, alt: str, caption: Inlines = ()) -> Picture:
    drawn, dots, width = told.assets[asset]
    return Picture(drawn, dots, alt, width, spans(caption))


def _items(block: List, told: _Told, depth: int) -> Iterator[Simple]:
    """The items, each with its first paragraph; what else they hold comes after it."""
    for number, item in enumerate(block.items, start=1):
        first, *rest = item.blocks
        assert isinstance(first, Paragraph)
        yield Item(spans(first.children), depth, number if block.ordered else 0)
        yield from _within(tuple(rest), told, depth)


def _within(blocks: Blocks, told: _Told, depth: int) -> Iterator[Simple]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Item(spans(block.children), depth + 1, 0)
        else:
            yield from _one(block, told, depth + 1)


def cell(found: Cell) -> Spans:
    """All that stands in a cell, in one line."""
    told = _Told({})
    lines = [block.spans for block in _simple(found.blocks, told) if not isinstance(block, Other)]
    return tuple(span for n, line in enumerate(lines) for span in ((Span(" "),) * (n > 0) + line))


Other = Grid | Picture | Listing
"""What has no spans of its own."""


def spans(inlines: Inlines, look: Span = Span("")) -> Spans:
    """*inlines* in runs of words that are set alike, as *look* is."""
    runs: list[Span] = []
    for span in (span for inline in inlines for span in _spans(inline, look)):
        if runs and not span.note and replace(runs[-1], text="") == replace(span, text=""):
            runs[-1] = replace(span, text=runs[-1].text + span.text)
        else:
            runs.append(span)
    return tuple(runs)


def _spans(inline: object, look: Span) -> Spans:
    match inline:
        case Text(text):
            return (replace(look, text=text),)
        case LineBreak():
            return (replace(look, text=" "),)
        case Strong(children):
            return spans(children, replace(look, bold=True))
        case Emphasis(children):
            return spans(children, replace(look, italic=True))
        case Link(href, children):
            return spans(children, replace(look, href="" if href.startswith("#") else href))
        case NoteCall(number=number):
            return (replace(look, text="", note=number),)
        case Script(_, children) | Label(_, children) | Foreign(_, children) | Leaf(_, children):
            return spans(children, look)
        case CrossReference(_, _, children):
            return spans(children, look)
    raise TypeError(f"not an inline: {inline!r}")

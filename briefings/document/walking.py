"""Walking a document: its blocks, its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefings import words
from briefings.document.blocks import (
    Block,
    Blocks,
    Contents,
    Definitions,
    Figure,
    Formula,
    Group,
    GroupRole,
    Heading,
    List,
    Notes,
    Paragraph,
    Quotation,
    Table,
)
from briefings.document.inlines import (
    CrossReference,
    Emphasis,
    Foreign,
    Inlines,
    Label,
    Leaf,
    LineBreak,
    Link,
    NoteCall,
    Script,
    Strong,
    Text,
)
from briefings.document.whole import Document


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

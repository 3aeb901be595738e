"""A manuscript as plain data, for programs that take it block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from benchmarks.sources import Grid, Item, Manuscript, Passage, Picture, Spans, Title


def write(text: Manuscript) -> dict[str, Any]:
    """The title, and the blocks with the kind of each; the notes as a list at the end."""
    blocks = [{"is": type(block).__name__.lower(), **asdict(block)} for block in text.blocks]
    notes = [
        {"is": "item", "depth": 0, "number": number, "spans": [asdict(span) for span in spans]}
        for number, spans in text.notes.items()
    ]
    return {"title": text.title, "blocks": [*blocks, *notes]}


def words(text: Manuscript) -> Iterator[str]:
    """All runs of words of *text*, notes last."""
    for block in text.blocks:
        match block:
            case Title(spans=spans) | Passage(spans=spans) | Item(spans=spans):
                yield _said(spans)
            case Grid(head=head, rows=rows, caption=caption):
                yield from map(_said, (caption, *head, *(cell for row in rows for cell in row)))
            case Picture(caption=caption):
                yield _said(caption)
            case _:
                pass
    yield from map(_said, text.notes.values())


def _said(spans: Spans) -> str:
    return "".join(span.text for span in spans)

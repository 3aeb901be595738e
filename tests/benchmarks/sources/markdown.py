"""A manuscript in pandoc's Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from benchmarks.sources import Grid, Item, Listing, Manuscript, Passage, Picture, Span, Spans, Title

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|$~^@&!])")
FIRST = re.compile(r"^(\(?\w{1,9})([.)])|^([-+:=%])")
"""What would begin a list, a definition or a title where a paragraph begins."""


def write(text: Manuscript) -> str:
    """The file; pandoc reads it as ``markdown-smart``, quotation marks being written out."""
    lines = [line for block in text.blocks for line in _block(block)]
    notes = [f"[^{number}]: {line(spans)}\n" for number, spans in text.notes.items()]
    return "\n".join([*lines, *notes])


def _block(block: Title | Passage | Item | Grid | Picture | Listing) -> Iterator[str]:
    match block:
        case Title(level, spans):
            yield f"{'#' * level} {line(spans)}\n"
        case Passage(spans, quoted):
            yield f"{'> ' * quoted}{started(spans)}\n"
        case Item(spans, depth, number):
            mark = f"{number}." if number else "-"
            yield f"{'    ' * depth}{mark:4}{started(spans)}\n"
        case Grid():
            yield from _grid(block)
        case Picture(dots=dots, width=width, caption=caption):
            yield f"![{line(caption)}]({dots}){{width={width:.0f}pt}}\n"
        case Listing():
            pass
        case _:
            assert_never(block)


def _grid(grid: Grid) -> Iterator[str]:
    yield _row(grid.head)
    yield f"|{'|'.join('-' * max(3, round(width)) for width in grid.widths)}|"
    yield from map(_row, grid.rows)
    yield ""
    if grid.caption:
        yield f": {line(grid.caption)}\n"


def _row(cells: tuple[Spans, ...]) -> str:
    return f"| {' | '.join(map(line, cells))} |"


def line(spans: Spans) -> str:
    """*spans* in one line."""
    return "".join(map(_span, spans)).strip()


def started(spans: Spans) -> str:
    """*spans* where a paragraph begins."""
    return FIRST.sub(lambda m: f"\\{m[3]}" if m[3] else f"{m[1]}\\{m[2]}", line(spans))


def _span(span: Span) -> str:
    if span.note:
        return f"[^{span.note}]"
    text = SIGNS.sub(r"\\\1", span.text)
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    mark = "**" * span.bold + "*" * span.italic
    inner = f"{mark}{inner}{mark}"
    return f"{before}[{inner}]({span.href}){after}" if span.href else f"{before}{inner}{after}"

"""A manuscript in Typst's own language, in the type of the institute's theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from benchmarks.sources import Grid, Item, Listing, Manuscript, Passage, Picture, Span, Spans, Title

SIGNS = re.compile(r"([\\#$*_`<>@=+/~\[\]\"'-])")
FIRST = re.compile(r"^(\d+)\.")

HEAD = """\
#set document(title: {title})
#set page(paper: "a4", margin: 20mm, numbering: "1 / 1", header: align(right, text(8pt, {marking})))
#set text(font: "Source Serif 4", size: 9.5pt, lang: {language})
#set par(justify: false, leading: 0.6em)
#set smartquote(enabled: false)
#set heading(numbering: none)
#show heading: set text(font: "Source Serif 4", fill: rgb("#10304d"))
#show table: set text(font: "Source Sans 3", size: 8.5pt)
#set figure(numbering: none, supplement: none)
#show figure: set block(breakable: true)
#set table(stroke: 0.5pt + rgb("#c3ccd4"), fill: (_, y) => if y == 0 {{ rgb("#eef2f5") }})

"""


def write(text: Manuscript) -> str:
    """The file."""
    language = text.language.partition("-")[0]
    head = HEAD.format(
        title=_string(text.title), marking=_string(text.marking), language=_string(language)
    )
    noted: set[int] = set()
    return head + "\n".join(line for block in text.blocks for line in _block(block, text, noted))


def _block(
    block: Title | Passage | Item | Grid | Picture | Listing, text: Manuscript, noted: set[int]
) -> Iterator[str]:
    def line(spans: Spans) -> str:
        return "".join(_span(span, text, noted) for span in spans).strip()

    match block:
        case Title(level, spans):
            yield f"{'=' * level} {line(spans)}\n"
        case Passage(spans, quoted):
            said = FIRST.sub(r"\1\\.", line(spans))
            yield f"#quote(block: true)[{said}]\n" if quoted else f"{said}\n"
        case Item(spans, depth, number):
            yield f"{'  ' * depth}{f'{number}.' if number else '-'} {line(spans)}"
        case Grid(head, rows, caption, widths):
            yield f"#figure(caption: [{line(caption)}], kind: table, table("
            yield f"  columns: ({', '.join(f'{width:g}fr' for width in widths)},), align: left,"
            yield f"  table.header({', '.join(f'[{line(cell)}]' for cell in head)}),"
            yield from (f"  {', '.join(f'[{line(cell)}]' for cell in row)}," for row in rows)
            yield "))\n"
        case Picture(file, _, alt, width, caption):
            picture = f'image("{file}", alt: {_string(alt)}, width: 100%)'
            yield f"#figure(caption: [{line(caption)}], box(width: {width:.0f}pt, {picture}))\n"
        case Listing():
            yield "#outline()\n"
        case _:
            assert_never(block)


def _span(span: Span, text: Manuscript, noted: set[int]) -> str:
    if span.note in noted:
        return f"#footnote(<note-{span.note}>)"
    if span.note:
        noted.add(span.note)
        said = "".join(_span(one, text, noted) for one in text.notes.get(span.note, ()))
        return f"#footnote[{said}]<note-{span.note}>"
    said = SIGNS.sub(r"\\\1", span.text)
    said = f"#strong[{said}]" if span.bold else said
    said = f"#emph[{said}]" if span.italic else said
    return f"#link({_string(span.href)})[{said}]" if span.href else said


def _string(text: str) -> str:
    """*text* as a string of Typst's."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

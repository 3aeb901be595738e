"""How long a Word file takes to write, beside a peer and beside what can't be saved.

    python tests/benchmarks/word.py

The stress document (over 300 pages, 500 footnotes, 200 tables, 100 charts) is written by this
project; the same paragraphs and tables, without notes, charts, links, fields and styles of their
own, by python-docx; and the floor is to read the finished file and pack it again. All in one run,
the least of several tries each, as ratios to the floor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

import docx as python_docx

sys.path[:0] = [str(Path(__file__).parents[n]) for n in (1, 2)]

from briefings.document import Document, Heading, Paragraph, Table, plain_text, walk  # noqa: E402
from briefings.wordml.lint import lint  # noqa: E402
from briefings.writers import docx  # noqa: E402
from stress import stress  # noqa: E402
from wordfile import fonts, theme  # noqa: E402

TRIES = 3


def main() -> None:
    """Print the table."""
    document = stress()
    data = docx.compose(document, theme(), {}, fonts())
    floor = least(lambda: python_docx.Document(BytesIO(data)).save(BytesIO()))
    rows = {
        "read and packed again": floor,
        "written by this project": least(lambda: docx.compose(document, theme(), {}, fonts())),
        "of that, the lint": least(lambda: lint(data)),
        "paragraphs and tables by python-docx": least(lambda: plainly(document)),
    }
    print(f"{len(data) / 1e6:.1f} MB")
    for name, seconds in rows.items():
        print(f"{name:<40}{seconds:6.2f} s {seconds / floor:6.1f} x")


def least(do: Callable[[], object]) -> float:
    """The least seconds that *do* took."""
    taken = []
    for _ in range(TRIES):
        begun = perf_counter()
        do()
        taken.append(perf_counter() - begun)
    return min(taken)


def plainly(document: Document) -> None:
    """The words of *document* by python-docx's own means."""
    made = python_docx.Document()
    for block in walk(document.blocks):
        match block:
            case Heading(level, children):
                made.add_heading(plain_text(children), level)
            case Paragraph(children):
                made.add_paragraph(plain_text(children))
            case Table(head=head, body=body):
                made.add_table(len(body) + 1, len(head))
            case _:
                pass
    made.save(BytesIO())


if __name__ == "__main__":
    main()

"""A plain script, as one would write it: a page of HTML as PDF, and its words as a Word file.

    python tests/benchmarks/scripts/plain.py NAME.html NAME.json NAME.pdf|- NAME.docx|-

By WeasyPrint and python-docx. No fitting, no tags, no footnotes, no links between places, no
charts that can be edited.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(page: str, words: str, pdf: str, word: str) -> None:
    """Write the two files; a ``-`` leaves one out."""
    if pdf != "-":
        from weasyprint import HTML

        HTML(page).write_pdf(pdf)
    if word != "-":
        write_word(json.loads(Path(words).read_text(encoding="utf-8")), Path(words).parent, word)


def write_word(text: dict[str, Any], folder: Path, word: str) -> None:
    """*text* by python-docx."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = text["title"]
    for block in text["blocks"]:
        match block["is"]:
            case "title":
                write_spans(document.add_heading(level=block["level"]), block["spans"])
            case "passage":
                style = "Quote" if block["quoted"] else None
                write_spans(document.add_paragraph(style=style), block["spans"])
            case "item":
                style = "List Number" if block["number"] else "List Bullet"
                write_spans(document.add_paragraph(style=style), block["spans"])
            case "picture":
                document.add_picture(str(folder / block["dots"]), Pt(block["width"]))
                write_spans(document.add_paragraph(style="Caption"), block["caption"])
            case "grid":
                write_spans(document.add_paragraph(style="Caption"), block["caption"])
                write_table(document, [block["head"], *block["rows"]])
    document.save(word)


def write_table(document: Any, rows: list[list[list[dict[str, Any]]]]) -> None:
    """A table of *rows*."""
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, spans in zip(row.cells, cells, strict=True):
            write_spans(cell.paragraphs[0], spans)


def write_spans(paragraph: Any, spans: list[dict[str, Any]]) -> None:
    """Runs of a paragraph."""
    for span in spans:
        run = paragraph.add_run(str(span["note"]) if span["note"] else span["text"])
        run.bold, run.italic = span["bold"] or None, span["italic"] or None
        if span["note"]:
            run.font.superscript = True


if __name__ == "__main__":
    main(*sys.argv[1:])

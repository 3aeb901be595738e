"""A template of Word for docxtpl, which goes through the blocks of a manuscript."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document

LEVELS = 4
STYLES = (
    *((f"b.is == 'title' and b.level == {n}", f"Heading {n}") for n in range(1, LEVELS + 1)),
    ("b.is == 'passage' and b.quoted", "Quote"),
    ("b.is == 'passage'", "Normal"),
    ("b.is == 'item' and b.number", "List Number"),
    ("b.is == 'item'", "List Bullet"),
)
"""Which paragraphs are in which style."""


def write() -> bytes:
    """The template: for each block a paragraph in its style, a table, or a picture."""
    made = Document()
    made.add_paragraph("{%p for b in blocks %}")
    for word, (condition, style) in zip(_words(), STYLES, strict=False):
        made.add_paragraph(f"{{%p {word} {condition} %}}")
        made.add_paragraph("{{r b.text }}", style)
    made.add_paragraph("{%p elif b.is == 'picture' %}")
    made.add_paragraph("{{ b.picture }}")
    made.add_paragraph("{{r b.text }}", "Caption")
    made.add_paragraph("{%p elif b.is == 'grid' %}")
    made.add_paragraph("{{r b.text }}", "Caption")
    table = made.add_table(3, 3, "Table Grid")
    table.rows[0].cells[0].text = "{%tr for row in b.rows %}"
    for cell, tag in zip(
        table.rows[1].cells,
        ("{%tc for cell in row %}", "{{r cell }}", "{%tc endfor %}"),
        strict=True,
    ):
        cell.text = tag
    table.rows[2].cells[0].text = "{%tr endfor %}"
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def _words() -> Iterator[str]:
    yield "if"
    while True:
        yield "elif"

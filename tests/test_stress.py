"""A report of over a hundred pages, with everything in it dozens of times, as a Word file.

The benchmark writes one of over 300 pages.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest

from briefings import machine
from briefings.document import Figure, List, Notes, Table, walk
from briefings.machine import office
from briefings.wordml.lint import lint
from briefings.writers import docx
from stress import CHARTS, LEVELS, NOTES, TABLES, stress
from verdicts import by_audit
from wordfile import LIBRARY, WordFile, fonts, theme

SIZE = 20
"""Chapters."""


@pytest.fixture(scope="module")
def data() -> bytes:
    return docx.compose(stress(SIZE), theme(), {}, fonts())


def test_it_has_as_much_as_it_promises() -> None:
    blocks = [*walk(stress(SIZE).blocks)]
    (notes,) = (block for block in blocks if isinstance(block, Notes))
    found = (
        sum(isinstance(b, Table) for b in blocks),
        sum(isinstance(b, Figure) for b in blocks),
    )
    assert (len(notes.items), *found) == (SIZE * NOTES, SIZE * TABLES, SIZE * CHARTS)
    assert max(map(depth, (b for b in blocks if isinstance(b, List)))) == LEVELS


def depth(block: List) -> int:
    inner = (b for item in block.items for b in item.blocks if isinstance(b, List))
    return 1 + max(map(depth, inner), default=0)


def test_all_of_it_is_native(data: bytes) -> None:
    file = WordFile(data)
    assert len(file.find("//w:footnoteReference")) == SIZE * NOTES
    assert len(file.find("//w:tbl")) == SIZE * TABLES
    assert sum(name.startswith("word/charts/chart") for name in file.names) == SIZE * CHARTS
    assert len(file.find("//w:instrText[contains(., 'SEQ')]")) == SIZE * (TABLES + CHARTS)


def test_it_is_sound(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "stress.docx"
    path.write_bytes(data)
    assert lint(data) == ()
    assert by_audit(path) == []
    assert len(python_docx.Document(io.BytesIO(data)).tables) == SIZE * TABLES


@pytest.mark.skipif(office.find() is None, reason="needs LibreOffice")
def test_libreoffice_opens_it(data: bytes) -> None:
    machine.use_fonts(LIBRARY.fonts)
    (pages,) = office.page_counts([data])
    assert 120 <= pages <= 160

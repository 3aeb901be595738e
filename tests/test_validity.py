"""Every Word file of the examples is valid, and says nothing of the machine that made it.

That it has as many pages as its PDF, `test_pages` looks at; that it survives another program,
`test_survival`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import pytest

from briefings.wordml.lint import lint
from editions import SAMPLE, Product, Shelf, every_product, shelf
from verdicts import Verdict, by_audit, by_sdk, validates

DATE = re.compile(rb"\b(?:19|20)\d\d-[01]\d-[0-3]\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?")
OF_CONTENT = ("docProps/core.xml", "word/comments.xml")
"""The only parts with dates as machines write them: those that the content itself gives."""

PLACE = re.compile(
    rb"""file:/|(?<![\w/<:.&])/(?:home|tmp|root|usr|var|opt|Users|private|mnt)/"""
    rb"""|\b[A-Za-z]:\\\\|\\\\\\\\\w"""
)
"""Where on a machine something is: an address of a file, or an absolute path."""

REVISION = re.compile(rb"\bw:rsid\w*|\bw14:(?:paraId|textId)\b")
"""Marks of the session that a change was made in."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


@pytest.fixture(scope="module")
def sdk(built: Shelf) -> dict[Product, Verdict]:
    """What the SDK says of the sample: each file takes it a second, and its port sees them all."""
    files = [built.file(product, "docx") for product in SAMPLE]
    return dict(zip(SAMPLE, by_sdk(files), strict=True))


def text_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Parts that are text: all but fonts, pictures and workbooks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".svg")):
                yield name, archive.read(name)


@validates
@pytest.mark.parametrize("product", SAMPLE, ids=str)
def test_the_sdk_finds_nothing(sdk: dict[Product, Verdict], product: Product) -> None:
    assert sdk[product] == []


@every_product
def test_the_audit_finds_nothing(built: Shelf, product: Product) -> None:
    assert by_audit(built.file(product, "docx")) == []


@every_product
def test_the_lint_finds_nothing(built: Shelf, product: Product) -> None:
    assert lint(built.read(product, "docx")) == ()


@every_product
def test_python_docx_opens_it(built: Shelf, product: Product) -> None:
    opened = docx.Document(io.BytesIO(built.read(product, "docx")))
    assert opened.core_properties.title
    assert opened.paragraphs


@every_product
def test_nothing_tells_when_or_where_it_was_made(built: Shelf, product: Product) -> None:
    data = built.read(product, "docx")
    dated = [(n, DATE.findall(t)) for n, t in text_parts(data) if n not in OF_CONTENT]
    assert [(name, found) for name, found in dated if found] == []
    assert [(n, f) for n, t in text_parts(data) if (f := PLACE.findall(t))] == []
    assert [(n, f) for n, t in text_parts(data) if (f := REVISION.findall(t))] == []


@every_product
def test_every_part_has_the_date_of_no_clock(built: Shelf, product: Product) -> None:
    with zipfile.ZipFile(io.BytesIO(built.read(product, "docx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (DATE, b'w:date="2026-01-15T10:00:00Z"'),
        (PLACE, b'Target="file:///a.dotx"'),
        (PLACE, b">/home/me/brief.yaml<"),
        (PLACE, rb"C:\\Users"),
        (REVISION, b'<w:p w:rsidR="00A">'),
        (REVISION, b'<w:p w14:paraId="00A">'),
    ],
)
def test_what_would_tell_is_recognised(pattern: re.Pattern[bytes], text: bytes) -> None:
    assert pattern.search(text)

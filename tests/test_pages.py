"""Products have the length of their kind, and LibreOffice lays out the whole of each Word file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest

from editions import MATRIX, Product, Shelf, every_product, shelf
from reading import bare, laid_out, page_count, page_text
from reading_docx import read_docx

MOST = {"one-page-summary": 1, "policy-brief": 2}
"""Pages of a kind where no length is asked for; any other kind has no limit."""

limited = pytest.mark.parametrize("product", [p for p in MATRIX if p.kind in MOST], ids=str)
one_page = pytest.mark.parametrize(
    "product", [p for p in MATRIX if p.kind == "one-page-summary"], ids=str
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


@pytest.fixture(scope="module")
def office(built: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each Word file as LibreOffice lays it out: one call for all."""
    # Begun at the end, for another process may be building from the beginning.
    files = [built.file(product, "docx") for product in reversed(MATRIX)]
    return laid_out(files, tmp_path_factory.mktemp("office"))


@limited
def test_the_pdf_is_no_longer_than_its_kind(built: Shelf, product: Product) -> None:
    assert page_count(built.file(product, "pdf")) <= MOST[product.kind]


@one_page
def test_the_word_file_of_a_one_page_summary_is_one_page(
    office: dict[str, Path], product: Product
) -> None:
    assert page_count(office[str(product)]) == 1


@every_product
def test_the_word_file_has_as_many_pages_as_the_pdf(
    built: Shelf, office: dict[str, Path], product: Product
) -> None:
    """A report may be one off: the PDF keeps a line of facts with the paragraph above it."""
    pages = [page_count(office[str(product)]), page_count(built.file(product, "pdf"))]
    assert max(pages) - min(pages) <= (0 if product.kind in MOST else 1)


@every_product
def test_libreoffice_lays_out_every_word(
    built: Shelf, office: dict[str, Path], product: Product
) -> None:
    expected = letters(read_docx(built.read(product, "docx")).text)
    pages = page_text(office[str(product)])
    missing = expected - letters(pages)
    # Poppler takes letters set wide apart for words of their own.
    assert [word for word in missing if word not in bare(pages)] == []


@every_product
def test_headings_stand_on_the_pages_of_the_pdf(
    built: Shelf, office: dict[str, Path], product: Product
) -> None:
    """The page that the contents give is right, or in a long report at most one off."""
    printed, word = (headings(path) for path in (built.file(product, "pdf"), office[str(product)]))
    assert [title for title, _ in printed][1:] == [title for title, _ in word]
    off = [abs(a - b) for (_, a), (_, b) in zip(printed[1:], word, strict=True)]
    assert max(off, default=0) <= (0 if product.kind in MOST else 1)


def headings(pdf: Path) -> list[tuple[str, int]]:
    """What a viewer offers for navigation, with its pages; the title is in the PDF's alone."""
    file = pypdf.PdfReader(pdf)

    def of(entries: Sequence[Any]) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from of(entry)
            else:
                yield bare(str(entry.title)), file.get_destination_page_number(entry) or 0

    return [*of(file.outline)]


def letters(text: str) -> Counter[str]:
    """How often each word stands in *text*. Lines may end at hyphens, so those do not count."""
    joined = re.sub(r"[-‐\u00ad]\s*", "", text.casefold())
    return Counter(re.findall(r"[^\W\d_]+", joined))

"""Full reports of a length asked for: with notes at the foot of pages, contents, and pages that
begin anew, the PDF and the Word file as LibreOffice lays it out have as many pages as asked.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import machine
from briefings.builds.build import Builder
from briefings.builds.length import Length
from briefings.builds.orders import Order
from briefings.edition.fit import Fitted
from briefings.library import Library
from briefings.machine import office
from briefings.typeset import Typeset
from briefings.writers import writer

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content/pakistan-afghanistan-talks.yaml"
PRODUCTS = [("analyst", 12), ("minister", 9)]

every_product = pytest.mark.parametrize(("audience", "pages"), PRODUCTS)
Reports = dict[tuple[str, int], tuple[Fitted, Typeset]]


@pytest.fixture(scope="module")
def reports() -> Reports:
    library = Library.of(ROOT, ROOT / "content")
    machine.use_fonts(library.fonts)
    builder = Builder(library, ROOT / "output")
    made: Reports = {}
    for audience, pages in PRODUCTS:
        order = Order(CONTENT, "full-report", audience, ("docx",), Length((pages, pages)))
        fitted = builder.fitted(order)
        made[audience, pages] = fitted, builder.desk.press(order).pages(fitted.edition)
    return made


@pytest.fixture(scope="module")
def in_word(reports: Reports) -> dict[tuple[str, int], int]:
    """Pages of each Word file in LibreOffice."""
    if office.find() is None:
        pytest.skip("LibreOffice is not there")
    files = [writer("docx").write(pages) for _, pages in reports.values()]
    return dict(zip(reports, office.page_counts(files), strict=True))


@every_product
def test_a_report_has_the_pages_asked_for(reports: Reports, audience: str, pages: int) -> None:
    fitted, laid = reports[audience, pages]
    assert (laid.count, fitted.stretch) == (pages, 1)


@every_product
def test_its_word_file_has_as_many(
    in_word: dict[tuple[str, int], int], audience: str, pages: int
) -> None:
    assert in_word[audience, pages] == pages


@every_product
def test_its_pages_were_foreseen_with_their_notes(
    reports: Reports, audience: str, pages: int
) -> None:
    """Nothing had to be kept in reserve, and pages that nothing cuts short are full."""
    fit = reports[audience, pages][0].fit
    assert fit is not None
    assert fit.pages is not None
    assert fit.reserve == 0
    full = sorted(used / fit.pages.height for used in fit.pages.used[2:-1])
    assert full[len(full) // 2] > 0.95

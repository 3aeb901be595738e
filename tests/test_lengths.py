"""Products are exactly as long as asked, in the PDF and as LibreOffice lays out the Word file.

The main example for every audience, the others for two: one page, and briefs of two, three and
four; with charts, pictures, tables, side notes and notes. Where content is left over, pages are
well filled.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pypdf
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
AUDIENCES = {
    "pakistan-afghanistan-talks": (
        ("analyst", "minister", "parliamentarian", "press", "public", "senior-official")
    ),
    "heat-health-plan": ("analyst", "public"),
    "harbour-outage": ("analyst", "minister"),
}
LENGTHS = (("one-page-summary", 1), *(("policy-brief", pages) for pages in (2, 3, 4)))
FILLED = {"one-page-summary": 0.96, "policy-brief": 0.90}
"""How full the last page is at least where content is left over."""

MATRIX = [
    Order(ROOT / f"content/{content}.yaml", kind, audience, ("pdf", "docx"), Length((pages, pages)))
    for content, audiences in AUDIENCES.items()
    for audience in audiences
    for kind, pages in LENGTHS
]

every_length = pytest.mark.parametrize("order", MATRIX, ids=lambda order: str(order.name))


@dataclass(frozen=True)
class Product:
    fitted: Fitted
    pages: Typeset
    layouts: int

    @property
    def left_over(self) -> bool:
        """Whether anything was left out, or made shorter, for length."""
        fit = self.fitted.fit
        assert fit is not None
        return any(fit.choice.get(item.key, 0) < len(item.costs) for item in fit.stock.items)


@pytest.fixture(scope="module")
def products() -> dict[str, Product]:
    library = Library.of(ROOT, ROOT / "content")
    machine.use_fonts(library.fonts)
    builder = Builder(library, ROOT / "output")
    return {order.name: product(builder, order) for order in MATRIX}


def product(builder: Builder, order: Order) -> Product:
    fitted = builder.fitted(order)
    press = builder.desk.press(order)
    before = press.layouts
    pages = press.pages(fitted.edition, fitted.stretch)
    assert press.layouts == before  # it was laid out to see that it fits
    return Product(fitted, pages, press.layouts)


IN_WORD = [order for n, order in enumerate(MATRIX) if (n // len(LENGTHS) + n) % 2 == 0]
"""One length and then the other for each audience in turn, so that every audience is laid out at
two lengths, and every length for half the audiences: LibreOffice takes half a second for each.
"""


@pytest.fixture(scope="module")
def in_word(products: dict[str, Product]) -> dict[str, int]:
    """Pages of Word files in LibreOffice."""
    if office.find() is None:
        pytest.skip("LibreOffice is not there")
    names = [order.name for order in IN_WORD]
    files = [writer("docx").write(products[name].pages) for name in names]
    return dict(zip(names, office.page_counts(files), strict=True))


@every_length
def test_a_product_has_the_pages_asked_for(products: dict[str, Product], order: Order) -> None:
    found = products[order.name]
    assert order.length.pages is not None
    if found.left_over:
        assert found.pages.count == order.length.pages[0]
        assert found.pages.used / found.pages.height >= FILLED[order.kind]
    else:
        assert found.pages.count <= order.length.pages[0]


@pytest.mark.parametrize("order", IN_WORD, ids=lambda order: str(order.name))
def test_its_word_file_has_as_many_pages_as_the_pdf(
    products: dict[str, Product], in_word: dict[str, int], order: Order
) -> None:
    assert in_word[order.name] == products[order.name].pages.count


def test_the_main_example_has_enough_for_every_length(products: dict[str, Product]) -> None:
    main = [o for o in MATRIX if o.content.stem == "pakistan-afghanistan-talks"]
    full = {
        o.name: round(products[o.name].pages.used / products[o.name].pages.height, 2) for o in main
    }
    assert {name: share for name, share in full.items() if share < 0.9} == {}


def test_the_pdf_really_has_those_pages(products: dict[str, Product]) -> None:
    order = MATRIX[1]
    data = writer("pdf").write(products[order.name].pages)
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 2

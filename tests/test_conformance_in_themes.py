"""PDFs in the other themes conform as well: whatever elements there are, in each of them."""

from __future__ import annotations

import pytest

from accessible import faults
from editions import THEMED, Product, Shelf, shelf
from verapdf import by_page, by_verapdf, validates

in_another_theme = pytest.mark.parametrize("product", THEMED, ids=str)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


@validates
@in_another_theme
def test_verapdf_finds_nothing(built: Shelf, product: Product) -> None:
    assert by_verapdf(built.file(product, "pdf")) == []


@in_another_theme
def test_the_other_validator_finds_nothing(built: Shelf, product: Product) -> None:
    assert by_page(built.file(product, "pdf")) == []


@in_another_theme
def test_nothing_is_missing_that_readers_need(built: Shelf, product: Product) -> None:
    assert faults(built.read(product, "pdf")) == []


@pytest.mark.parametrize("product", [p for p in THEMED if p.kind == "policy-brief"], ids=str)
def test_a_brief_is_small_enough_to_be_sent_round(built: Shelf, product: Product) -> None:
    assert built.file(product, "pdf").stat().st_size < 80_000

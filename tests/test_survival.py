"""A Word file that was opened and saved by another program is still the same document.

LibreOffice saves files that the SDK's validator refuses, and writes properties in an order of its
own, so of the lint's rules only those on what leads to what are asked: these hold for any program.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import docx
import pytest

from briefings.wordml.lint import REFERENCES, lint
from editions import MATRIX, Product, Shelf, shelf
from reading import Reading, bare, saved_again
from reading_docx import read_docx
from wordfile import WordFile, text_of

KINDS = ("one-page-summary", "policy-brief", "full-report")
CHOSEN = [
    product
    for product in MATRIX
    if product.content == "pakistan-afghanistan-talks"
    and product.kind in KINDS
    and product.audience in ("analyst", "minister")
]
ANCHOR = "_bg_"
"""How the names of bookmarks begin that lead from the file back to the content."""

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


@dataclass(frozen=True)
class Read:
    """What is compared of a file."""

    file: WordFile

    @cached_property
    def reading(self) -> Reading:
        return read_docx(self.file.data)

    @property
    def words(self) -> list[str]:
        """All words in order, without the hyphens that say where a line may end, or may not."""
        paragraphs = self.file.find("//w:body//w:p[not(ancestor::mc:Fallback)]")
        return " ".join(bare_hyphens(text_of(p)) for p in paragraphs).split()

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Levels and words of the headings; blanks before them stand for numbers of no digits."""
        return [(level, bare(text)) for level, text in self.reading.outline]

    @property
    def anchors(self) -> set[str]:
        names = map(str, self.file.find("//w:bookmarkStart/@w:name"))
        return {name for name in names if name.startswith(ANCHOR)}

    @property
    def notes(self) -> list[int]:
        """Footnotes, endnotes, and notes in a list."""
        calls = ("//w:footnoteReference", "//w:endnoteReference")
        return [*(len(self.file.find(call)) for call in calls), len(self.reading.notes)]

    @property
    def links(self) -> tuple[Counter[str], Counter[str]]:
        """Where links lead, outside and inside the file."""
        outside = Counter(target for target, _ in self.reading.links)
        return outside, Counter(map(str, self.file.find("//w:body//w:hyperlink/@w:anchor")))

    @property
    def tables(self) -> list[list[int]]:
        """Of each table its rows, by their number of cells."""
        return [[len(row) for row in table] for table in self.reading.tables]


def bare_hyphens(text: str) -> str:
    return text.replace("\u00ad", "").replace("\u2011", "")


Pairs = dict[Product, tuple[Read, Read]]

every_chosen = pytest.mark.parametrize("product", CHOSEN, ids=str)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[Product, Path]:
    """Each file as LibreOffice saved it: one run for all."""
    built: Shelf = shelf(tmp_path_factory)
    files = [built.file(product, "docx") for product in CHOSEN]
    saved = saved_again(files, tmp_path_factory.mktemp("again"))
    return {product: saved[str(product)] for product in CHOSEN}


@pytest.fixture(scope="module")
def pairs(again: dict[Product, Path], tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    """Each file before and after."""
    built = shelf(tmp_path_factory)
    return {
        product: (
            Read(WordFile(built.read(product, "docx"))),
            Read(WordFile(path.read_bytes())),
        )
        for product, path in again.items()
    }


def test_three_kinds_for_two_audiences_are_looked_at() -> None:
    assert len(CHOSEN) == 6


@every_chosen
def test_python_docx_opens_what_was_saved(again: dict[Product, Path], product: Product) -> None:
    assert docx.Document(str(again[product])).paragraphs


@every_chosen
def test_all_words_stay_in_order(pairs: Pairs, product: Product) -> None:
    before, after = pairs[product]
    assert before.words == after.words


@every_chosen
def test_all_headings_stay_on_their_levels(pairs: Pairs, product: Product) -> None:
    before, after = pairs[product]
    assert before.headings == after.headings


@every_chosen
def test_the_way_back_to_the_content_stays(pairs: Pairs, product: Product) -> None:
    before, after = pairs[product]
    assert before.anchors == after.anchors


@every_chosen
def test_all_notes_stay(pairs: Pairs, product: Product) -> None:
    before, after = pairs[product]
    assert before.notes == after.notes


@every_chosen
def test_all_links_lead_where_they_led(pairs: Pairs, product: Product) -> None:
    before, after = pairs[product]
    assert before.links == after.links


@every_chosen
def test_all_tables_keep_their_shape(pairs: Pairs, product: Product) -> None:
    before, after = pairs[product]
    assert before.tables == after.tables


@every_chosen
def test_all_that_leads_somewhere_still_does(pairs: Pairs, product: Product) -> None:
    _, after = pairs[product]
    assert lint(after.file.data, REFERENCES) == ()


def test_there_is_something_to_keep(pairs: Pairs) -> None:
    before, _ = pairs[next(p for p in CHOSEN if p.kind == "full-report")]
    assert len(before.words) > 1000
    assert len(before.headings) > 10
    assert sum(before.notes) > 0
    assert all(before.links)
    assert len(before.tables) > 3

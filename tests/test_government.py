"""The government's theme: long enough for what must stay, alike in Word, and as its rules say."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.typeset import stylesheet
from editions import CONTENT, LIBRARY
from reading import laid_out, page_count
from wordfile import document

TALKS = CONTENT / "pakistan-afghanistan-talks.yaml"
LIMITED = ("one-page-summary", "policy-brief")
THEME = LIBRARY.theme("government")


@dataclass(frozen=True)
class Built:
    """A product in this theme: its files, and the Word file as LibreOffice lays it out."""

    files: Mapping[str, Path]
    office: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Products for analysts, who get longer facts than anybody: what must stay is longest."""
    folder = tmp_path_factory.mktemp("government")
    builder = Builder(LIBRARY, folder)
    for kind in LIMITED:
        order = Order(TALKS, kind, "analyst", ("pdf", "docx"), theme="government")
        assert builder.build(order).problems == ()
    files = [*(folder / TALKS.stem).iterdir()]
    words = [path for path in files if path.suffix == ".docx"]
    office = laid_out(words, tmp_path_factory.mktemp("office"))
    return {
        kind: Built({p.suffix: p for p in files if f"_{kind}_" in p.name}, office[path.stem])
        for kind in LIMITED
        for path in words
        if f"_{kind}_" in path.name
    }


@pytest.mark.parametrize(("kind", "pages"), [("one-page-summary", 1), ("policy-brief", 2)])
def test_products_are_no_longer_than_their_kind_in_either_format(
    built: dict[str, Built], kind: str, pages: int
) -> None:
    found = built[kind]
    assert (page_count(found.files[".pdf"]), page_count(found.office)) == (pages, pages)


def test_files_say_that_another_theme_was_asked_for(built: dict[str, Built]) -> None:
    name = "pakistan-afghanistan-talks_policy-brief_analyst_government.pdf"
    assert built["policy-brief"].files[".pdf"].name == name


@pytest.fixture(scope="module")
def styles(built: dict[str, Built]) -> str:
    """The styles of a Word file."""
    with zipfile.ZipFile(built["policy-brief"].files[".docx"]) as archive:
        return archive.read("word/styles.xml").decode()


def style(styles: str, name: str) -> str:
    found = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', styles, re.DOTALL)
    assert found
    return found[0]


def test_a_bar_stands_beside_the_sender_and_no_rule_above(styles: str) -> None:
    for name in ("Organisation", "Unit"):
        (rules,) = re.findall(r"<w:pBdr>(.*?)</w:pBdr>", style(styles, name))
        assert re.findall(r"<w:(\w+) [^>]*w:sz=\"(\d+)\"", rules) == [("left", "48")]


def test_panels_have_a_rule_at_their_side_and_no_shade(styles: str) -> None:
    panel = style(styles, "PanelHeading")
    (rules,) = re.findall(r"<w:pBdr>(.*?)</w:pBdr>", panel)
    assert re.findall(r"<w:(\w+) ", rules) == ["left"]
    assert "<w:shd" not in panel


def test_nothing_is_in_italics(styles: str) -> None:
    assert "<w:i/>" not in styles
    assert "font-style: italic" not in stylesheet(document(), THEME, LIBRARY.templates)


def test_nothing_is_in_capitals_or_divided(styles: str, built: dict[str, Built]) -> None:
    assert "<w:caps/>" not in re.sub(r'<w:style [^>]*w:styleId="TLP.*?</w:style>', "", styles)
    with zipfile.ZipFile(built["policy-brief"].files[".docx"]) as archive:
        assert b"autoHyphenation" not in archive.read("word/settings.xml")


def test_the_title_of_a_cover_is_reversed_out_of_a_band() -> None:
    sheet = stylesheet(document(layout="book"), THEME, LIBRARY.templates)
    assert ".cover > .kicker, .cover > h1, .cover > .subtitle { background: #00563f" in sheet


def test_a_short_rule_parts_footnotes_from_the_text() -> None:
    sheet = stylesheet(document(layout="book"), THEME, LIBRARY.templates)
    assert "no-repeat 0 0 / 20% .5pt" in sheet

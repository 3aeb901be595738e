"""Words of drawings in scripts whose letters join, as the engine sets them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from briefings.document import Asset
from briefings.letters.shaping import begins_right_to_left, has_places, is_shaped
from briefings.typeset import typeset
from conftest import LIBRARY, document
from reading import page_text


@pytest.mark.parametrize(
    ("words", "shaped"), [("Čeština", False), ("חום", True), ("गर्मी", True), ("Lo\u0302i", True)]
)
def test_letters_that_join_or_have_marks_upon_them_are_shaped(words: str, shaped: bool) -> None:
    assert is_shaped(words) is shaped


def test_the_first_letter_with_a_direction_decides() -> None:
    found = [begins_right_to_left(words) for words in ("2024 (سال)", "WTO سال", "2024")]
    assert found == [True, False, False]


def test_letters_have_places_where_there_is_more_than_one() -> None:
    assert [has_places({"x": x, "y": "9"}) for x in ("3", "3 9")] == [False, True]


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="20"><text x="300" y="15" '
LINE = "\u202bوفود نے <tspan fill='#333'>Doha News</tspan> میں 14 بار کہا۔\u202c"


def drawn(text: str, folder: Path) -> Path:
    """The PDF with a drawing of *text*."""
    drawing = Asset("image/svg+xml", f"{HEAD}{text}</text></svg>".encode(), 300, 20)
    html = '<h1>x</h1><figure><img src="asset:x" alt="A"/><figcaption>B</figcaption></figure>'
    found = document(html, {"x": drawing}, language="ur-PK")
    path = folder / "x.pdf"
    path.write_bytes(typeset(found, LIBRARY.theme("institute"), LIBRARY.templates).pdf())
    return path


def test_words_of_a_drawing_are_set_as_they_are_read(tmp_path: Path) -> None:
    """Set letter by letter from the left, they would be read backwards."""
    assert "مسودہ" in page_text(drawn(">مسودہ", tmp_path))


def test_a_line_of_several_elements_is_set_as_it_is_read(tmp_path: Path) -> None:
    """Set one after another from the left, they would stand the other way round."""
    path = drawn(f"text-anchor='end'>{LINE}", tmp_path)
    found = page_text(path)
    said = ["وفود", "نے", "Doha", "News", "میں", "14", "بار", "کہا"]
    assert [word for word in said if word not in found] == []
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True)
    places = dict(re.findall(r'xMin="([\d.]+)".*>(Doha|News|14)<', boxes.stdout))
    assert [places[left] for left in sorted(places, key=float)] == ["14", "Doha", "News"]

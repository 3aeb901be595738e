"""Words of drawings in scripts whose letters join, as the engine sets them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefings.document import Asset
from briefings.engine import File, Sheet
from briefings.engine.within import Within
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


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (">AVA", ["AVA"]),
        ("text-anchor='end'>AVA", ["AVA"]),
        ("rotate='45'>AVA", ["A", "V", "A"]),
        ("letter-spacing='3'>AVA", ["A", "V", "A"]),
        ("textLength='90'>AVA", ["A", "V", "A"]),
        ("dx='1 2 3'>AVA", ["A", "V", "A"]),
        ("letter-spacing='3'>مسودہ", ["مسودہ"]),
        (">AV<tspan fill='red'>AT</tspan>", ["AV", "AT"]),
    ],
)
def test_words_are_set_at_once_if_nothing_is_said_of_their_letters(
    said: str, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.draw import text

    drawn, draw = [], text.draw_first_line

    def noted(stream: Any, box: Any, *how: Any) -> Any:
        drawn.append(box.text)
        return draw(stream, box, *how)

    monkeypatch.setattr(text, "draw_first_line", noted)
    drawing = File("image/svg+xml", f"{HEAD}{said}</text></svg>".encode())
    page = "<html lang='en'><title>-</title><img src='asset:x' alt='a'>"
    Within().write(Sheet(page, {"asset:x": drawing}))
    assert drawn == lines


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

"""Where words stand on the pages of a PDF, as poppler finds them."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

A4 = 595.3
"""Width of the paper, pt."""
MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word on a page, counted from 1; edges in pt from the left, or from the top."""

    text: str
    page: int
    left: float
    right: float
    top: float


def placed(pdf: Path) -> list[Word]:
    """The words of a PDF; poppler gives the letters of each from left to right."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    made = []
    for page, part in enumerate(text.split("<page ")[1:], 1):
        edges = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"'
        for left, top, right, word in re.findall(rf"<word {edges}.*?>(.*?)</word>", part):
            said = word[::-1] if "\u0600" <= word[0] <= "\u06ff" else word
            made.append(Word(said, page, float(left), float(right), float(top)))
    return made


def place(pdf: Path, text: str, page: int = 0) -> Word:
    """The first word that is *text*, on that page or on any."""
    found = (word for word in placed(pdf) if page in (0, word.page))
    return next(word for word in found if word.text.strip("۔.:") == text)

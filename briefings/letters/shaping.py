"""Letters that look otherwise beside others, and drawings that would tear them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from unicodedata import bidirectional, category

EMBEDDING, _END = "\u202b", "\u202c"
"""What stands before and after a line of a drawing that begins at the right (UAX #9, RLE, PDF)."""

_PLACES = ("x", "y", "dx", "dy", "rotate")
"""What may give each letter of a drawing a place of its own (SVG 1.1, 10.5)."""

Node = Any
"""An element of a drawing, by whichever library it was read."""


def embedded(words: str) -> str:
    """*words* as a line that begins at the right, so that its full stop stands at the left."""
    return f"{EMBEDDING}{words}{_END}"


def without_marks(words: str) -> str:
    """*words* without what says where their line begins."""
    return words.replace(EMBEDDING, "").replace(_END, "")


def is_shaped(words: str) -> bool:
    """Whether *words* have letters that join, that stand upon others, or run right to left."""
    return not words.isascii() and any(map(_is_shaped, words))


def begins_right_to_left(words: str) -> bool:
    """Whether the first letter of *words* that has a direction runs right to left (UAX #9, P2)."""
    strong = (found for letter in words if (found := bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def has_places(attributes: Mapping[str, str]) -> bool:
    """Whether the *attributes* of words in an SVG give their letters places one by one."""
    return any(len(str(attributes.get(name, "")).split()) > 1 for name in _PLACES)


def begins_a_line(attributes: Mapping[str, str]) -> bool:
    """Whether an element of words with these *attributes* has a place of its own."""
    return "x" in attributes or "y" in attributes


def is_parted(text: Node) -> bool:
    """Whether the words of *text* stand in several elements, and some of them have to be shaped."""
    return len(text) > 0 and is_shaped("".join(_pieces(text)))


def is_torn(text: Node) -> bool:
    """Whether the words of *text* are shaped, and parted where that can't be done piece by piece.

    So it is if letters have places one by one, if elements follow a path, stand in others or are
    only moved, or if a word goes on from one element into the next.
    """
    pieces = [*_pieces(text)]
    if not is_shaped("".join(pieces)):
        return False
    moved = any(len(part) > 0 or not _is_run(part) for part in text)
    if moved or any(has_places(element.attrib) for element in (text, *text)):
        return True
    return any(_goes_on(*pair) for pair in pairwise(filter(None, map(without_marks, pieces))))


def _is_run(part: Node) -> bool:
    """Whether *part* stands where the words before it end, or begins a line."""
    moved = any(name in part.attrib for name in _PLACES)
    return str(part.tag).endswith("tspan") and (begins_a_line(part.attrib) or not moved)


def _pieces(text: Node) -> Iterator[str]:
    yield text.text or ""
    for part in text:
        yield from _pieces(part)
        yield part.tail or ""


def _goes_on(before: str, after: str) -> bool:
    """Whether letters at the ends of two pieces are shaped together."""
    return not (before[-1].isspace() or after[0].isspace()) and all(
        map(_is_shaped, (before[-1], after[0]))
    )


def _is_shaped(letter: str) -> bool:
    return bidirectional(letter) in ("R", "AL", "AN") or category(letter) in ("Mn", "Mc", "Me")

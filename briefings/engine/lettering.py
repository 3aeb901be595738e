"""The words of drawings, whose letters join or stand upon one another in many scripts.

The engine sets the words of an SVG letter by letter, for each may have a place of its own; so
letters of Arabic do not join, vowel signs stand beside their letters, what is read from right to
left runs the wrong way, and Latin letters stand as far apart as if they did not know each other.
Words of whose letters nothing is said are therefore set at once, as in any other line.

It also sets one element after another from the left, whatever they say. A line of several, as one
with a Latin name in a font of its own, is therefore parted into runs of one direction, and these
are set in the order in which they are seen (UAX #9, L2).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from briefings.letters.bidi import levels, visual_runs
from briefings.letters.shaping import (
    EMBEDDING,
    begins_a_line,
    begins_right_to_left,
    has_places,
    is_parted,
    is_shaped,
    without_marks,
)

_PLACED = frozenset(("x", "y", "dx", "dy", "rotate", "transform", "id"))

_BY_LETTERS = frozenset(("rotate", "letter-spacing", "textLength"))
"""What is done to each letter."""


class _AtOnce(str):
    """Words that come as one, whoever asks for their letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)

    def __len__(self) -> int:
        return 1


class _FromTheRight(_AtOnce):
    """Words of a run from right to left."""

    __slots__ = ()


@functools.cache  # once: other lessons may be about the same function
def teach() -> None:
    """Have the engine set, from now on, such words at once and such lines as they are read.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint import svg

    draw = svg.text

    def drawn(drawing: Any, node: Any, font_size: float) -> None:
        words, element, own = node.text, node._etree_node, dict(node.attrib)
        if node.tag == "text" and is_parted(element):
            read = vars(node).setdefault("children_as_read", tuple(node))  # drawn twice perhaps
            node._children = [*_as_seen(node, read)]
            element.text = ""
        elif isinstance(words, _AtOnce) or (words and _hangs_together(words, own)):
            element.text = _AtOnce(words)
            if isinstance(words, _FromTheRight) or begins_right_to_left(words):
                node.attrib.setdefault("direction", "rtl")  # which now no longer moves the words
        try:
            draw(drawing, node, font_size)
        finally:
            element.text = words
            node.attrib.clear()
            node.attrib.update(own)

    for tag in [tag for tag, by in svg.TAGS.items() if by is draw]:
        svg.TAGS[tag] = drawn
    svg.text = drawn


def _hangs_together(words: str, attributes: Mapping[str, str]) -> bool:
    """Whether *words* are set at once: if their *attributes* say nothing of single letters, or if
    only their places, and they can't be parted.
    """
    if has_places(attributes):
        return False
    return is_shaped(words) or _BY_LETTERS.isdisjoint(attributes)


def _as_seen(text: Any, children: Sequence[Any]) -> Iterator[Any]:
    """What the element *text* and its *children* say, run by run from the left, line after line."""
    lines: list[list[Any]] = [[_piece(text, text.text or "")]]
    for child in children:
        if begins_a_line(child.attrib):
            lines.append([])
        lines[-1].append(child)
    base = _base(text)
    yield from _runs(lines[0], base)
    for line in lines[1:]:
        whole = _piece(line[0], "")
        whole.attrib.update(line[0].attrib)
        whole._children = [*_runs(line, base)]
        yield whole


def _base(text: Any) -> bool:
    """Whether the lines of the element *text* begin at the right."""
    words = "".join(text._etree_node.itertext())
    return words.startswith(EMBEDDING) or begins_right_to_left(words)


def _runs(line: list[Any], base: bool) -> Iterator[Any]:
    """The runs of a *line* of elements from the left; *base* says where it begins."""
    said = [(n, sign) for n, node in enumerate(line) for sign in without_marks(node.text or "")]
    words = "".join(sign for _, sign in said)
    for start, end, level in visual_runs(levels(words, base)):
        backward = level % 2 == 1
        pieces: list[tuple[int, str]] = []
        for n, sign in said[start:end]:
            if pieces and pieces[-1][0] == n:
                pieces[-1] = n, pieces[-1][1] + sign
            else:
                pieces.append((n, sign))
        for n, piece in reversed(pieces) if backward else pieces:
            yield _piece(line[n], _FromTheRight(piece) if backward else piece)


def _piece(node: Any, words: str) -> Any:
    """An element with *words* that looks like *node* and stands where the last one ends."""
    wrapper = type(node._wrapper).from_xml_root(Element("{http://www.w3.org/2000/svg}tspan"))
    made = type(node)(wrapper, node._style)
    made._etree_node.text = words
    made.attrib.update((k, v) for k, v in node.attrib.items() if k not in _PLACED)
    made._children = []
    return made

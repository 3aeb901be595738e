"""The words of drawings, whose letters join or stand upon one another in many scripts.

The engine sets the words of an SVG letter by letter, for each may have a place of its own; so
letters of Arabic do not join, vowel signs stand beside their letters, and what is read from right
to left runs the wrong way. Words whose letters have no places of their own are therefore set at
once, as in any other line.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from briefings.shaping import begins_right_to_left, has_places, is_shaped


class _AtOnce(str):
    """Words that come as one, whoever asks for their letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)

    def __len__(self) -> int:
        return 1


@functools.cache  # once: other lessons may be about the same function
def teach() -> None:
    """Have the engine set, from now on, such words at once.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint import svg

    draw = svg.text

    def drawn(drawing: Any, node: Any, font_size: float) -> None:
        words, element, own = node.text, node._etree_node, dict(node.attrib)
        if is_shaped(words or "") and not has_places(own):
            element.text = _AtOnce(words)
            if begins_right_to_left(words):
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

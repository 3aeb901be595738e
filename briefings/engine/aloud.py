"""What a reader of the tags is told for words from right to left (ISO 32000-1, 14.9.4).

Glyphs are painted from left to right, so that such words stand in the file the wrong way round.
Viewers that find words by their places turn them again, and are not to be misled; but whoever reads
the tags finds the words as they are written, signs without a glyph among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.bidi import has_right_to_left, levels

JOINER = "\u2060"
"""Keeps words on one line and says nothing."""


def aloud(text: str, base: bool) -> str:
    """What is said instead of the glyphs of *text*; nothing where these are in order.

    *base* says that it stands in a line from right to left.
    """
    if len(text) < 2 or not (base or has_right_to_left(text)):
        return ""
    turned = any(level % 2 for level in levels(text, base))
    return text.replace(JOINER, "") if turned else ""


def teach() -> None:
    """Have the engine say in its tags, from now on, what is to be said instead of glyphs.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint.pdf import tags

    build = tags._build_box_tree
    if getattr(build, "taught", False):
        return

    def built(box: Any, parent: Any, pdf: Any, page: int, owners: Any, *more: Any) -> Iterator[Any]:
        said = _said(getattr(box, "_box", box), more[-1])
        yield from build(box, parent, pdf, page, owners, *more)
        for owner in dict.fromkeys(owners[mark] for mark in said):
            words = "".join(text for mark, text in said.items() if owners[mark] == owner)
            pdf.objects[int(owner.split()[0])]["ActualText"] = tags.pydyf.String(words)

    built.taught = True  # type: ignore[attr-defined]
    tags._build_box_tree = built


def _said(box: Any, marks: Any) -> dict[int, str]:
    """What is said instead of the glyphs of each text that stands in *box*, by its mark."""
    lines = (child for child in getattr(box, "children", ()) if type(child).__name__ == "LineBox")
    held = [*getattr(box, "children", ()), *(one for line in lines for one in line.children)]
    texts = (one for one in held if type(one).__name__ == "TextBox" and one in marks)
    said = ((text, aloud(text.text, text.style["direction"] == "rtl")) for text in texts)
    return {marks[text]["mcid"]: words for text, words in said if words}

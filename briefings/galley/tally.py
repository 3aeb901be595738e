"""The tally: what an edition may say, counted in words as the galley is measured in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, get_args

from lxml import html

from briefings import words
from briefings.document import APART, ContentsOf, NotesPlace
from briefings.galley import Frame, Galley, Held, Lines
from briefings.galley.marks import Places, Variant

INLINE = frozenset({"strong", "em", "sup", "sub", "a", "br", "span"})

UNCOUNTED = APART | {*get_args(ContentsOf), *get_args(NotesPlace)}
"""Classes of groups whose words are not counted."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def tally(variants: Sequence[Variant], language: str) -> Galley:
    """The words of *variants*, of which the first says everything, on one page without end."""
    parts: dict[Held, dict[int, Frame]] = {}
    roots = []
    for variant in reversed(variants):
        root = html.fragment_fromstring(variant.html, create_parent="div")
        roots.append(_Counting(Places(variant.ranks, {}, parts), language).frame(root))
    return Galley(roots[-1], parts, inf)


@dataclass(frozen=True, slots=True)
class _Counting:
    places: Places
    language: str

    def frame(self, element: Any) -> Frame:
        """The words of *element*: its own, and those of the blocks that it holds."""
        if set((element.get("class") or "").split()) & UNCOUNTED and element.tag != "table":
            return Frame()
        own = [element.text or ""]
        matter: list[Any] = []
        for child in element:
            if element.tag in HEADINGS and child.get("class") == "number":
                pass
            elif child.tag in INLINE:
                own.append(_said(child))
            else:
                matter.append(self.places.placed(child, partial(self.frame, child)))
            own.append(child.tail or "")
        number = words.count("".join(own), self.language)
        return Frame((*((Lines((float(number),)),) if number else ()), *matter))


def _said(inline: Any) -> str:
    """The characters of an inline element as a reader hears them, without calls of notes."""
    if inline.get("role") == "doc-noteref":
        return ""
    if inline.tag == "br":
        return " "
    return (inline.text or "") + "".join(_said(child) + (child.tail or "") for child in inline)

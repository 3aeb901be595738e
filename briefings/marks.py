"""Marks: which element of a document was written for which part.

Templates mark what they write for a part with ``data-part``, and what comes along with parts with
``data-with``. The marks are there for measuring; nothing of the sort is in a product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from briefings.galley import Along, Frame, Held

PART, ALONG = "data-part", "data-with"

Callers = Mapping[str, frozenset[tuple[str, int]]]
"""By the text of each note, the parts that call it, at which rank of their wording."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A document's HTML, marked, and the rank of the wording at which it says each part."""

    html: str
    ranks: Mapping[str, int]


def callers(variants: Iterable[Variant]) -> Callers:
    """Who calls the notes of *variants*."""
    found: dict[str, set[tuple[str, int]]] = {}
    for variant in variants:
        root = html.fragment_fromstring(variant.html, create_parent="div")
        texts = {f"#{item.get('id')}": text_of(item) for item in root.iterfind(".//li[@id]")}
        for call in root.iterfind(".//a[@role='doc-noteref']"):
            owner = next((a for a in call.iterancestors() if a.get(PART)), None)
            if owner is not None:
                key = str(owner.get(PART))
                note = texts.get(call.get("href", ""), "")
                found.setdefault(note, set()).add((key, variant.ranks[key]))
    return {text: frozenset(who) for text, who in found.items()}


def text_of(element: Any) -> str:
    """The characters of *element*, as one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass(slots=True)
class Places:
    """The places of parts, as one variant is read from its beginning to its end."""

    ranks: Mapping[str, int]
    callers: Callers
    parts: dict[Held, dict[int, Frame]]
    """What was found at each place, by rank; shared by all variants."""
    _open: list[str] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def placed(self, element: Any, read: Callable[[], Frame]) -> Frame | Held | Along:
        """What *read* finds in *element*, in the place of the part that it is marked with."""
        part, along = element.get(PART), element.get(ALONG)
        if part and part not in self._open:
            held = Held(part, self._seen.get(part, 0))
            self._seen[part] = held.nth + 1
            self._open.append(part)
            self.parts.setdefault(held, {})[self.ranks[part]] = read()
            self._open.pop()
            return held
        if along is not None:
            return Along(frozenset((key, 0) for key in along.split()), read())
        if str(element.get("id", "")).startswith("note-"):
            who = self.callers.get(text_of(element))
            return Along(who, read()) if who else read()
        return read()

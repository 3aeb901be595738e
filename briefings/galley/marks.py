"""Marks: which element of a document was written for which part.

Templates mark what they write for a part with ``data-part``, and what comes along with parts with
``data-with``. The marks are there for measuring; nothing of the sort is in a product.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from briefings.galley import Along, Frame, Held

PART, ALONG = "data-part", "data-with"

Callers = Mapping[str, frozenset[tuple[str, int]]]
"""By the id of each note, the parts that call it, at which rank of their wording."""


Named = Mapping[tuple[str, str], str]
"""By a part and the id that one variant has for a note that it calls: the id in the first one."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A document's HTML, marked, and the rank of the wording at which it says each part."""

    html: str
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Call:
    note: str
    text: str
    part: str
    rank: int


def callers(variants: Sequence[Variant]) -> Callers:
    """Who calls the notes of the first of *variants*, which says all parts, in any of them.

    Notes of the same words may stand in several places, each called by parts that are near. Parts
    that call such words only in other variants are taken to call each of them.
    """
    calls = [call for variant in variants for call in _calls(variant)]
    whole = {(call.text, call.part): call.note for call in _calls(variants[0])}
    notes = {call.note: call.text for call in _calls(variants[0])}
    return {
        note: frozenset(
            (call.part, call.rank)
            for call in calls
            if call.text == text and whole.get((text, call.part), note) == note
        )
        for note, text in notes.items()
    }


def named(variants: Sequence[Variant]) -> list[Named]:
    """What the first of *variants* calls the notes that each of them calls."""
    whole = {(call.text, call.part): call.note for call in _calls(variants[0])}
    others = {call.text: call.note for call in reversed([*_calls(variants[0])])}
    return [
        {
            (call.part, call.note): whole.get((call.text, call.part), others.get(call.text, ""))
            for call in _calls(variant)
        }
        for variant in variants
    ]


def anew(variants: Sequence[Variant]) -> Iterator[str]:
    """The HTML of *variants*, each without the wordings that one before it says already.

    The elements of these are left empty: what stands beside them may look otherwise if it comes
    first, or after something else. Tables are left whole, for all cells have a say in their widths.
    """
    said: set[tuple[str, int]] = set()
    for variant in variants:
        new = {key for key, rank in variant.ranks.items() if (key, rank) not in said}
        yield _only(new, variant.html) if said else variant.html
        said.update(variant.ranks.items())


def _only(new: Collection[str], whole: str) -> str:
    root = html.fragment_fromstring(whole, create_parent="div")
    _empty(root, new)
    return (root.text or "") + "".join(html.tostring(e, encoding="unicode") for e in root)


def _empty(holder: Any, new: Collection[str]) -> None:
    for element in holder:
        wanted = any(inner.get(PART) in new for inner in element.iter(etree.Element))
        if element.get(PART) in new or (wanted and element.tag == "table"):
            continue
        if wanted or not (element.get(PART) or element.tag == "table"):
            _empty(element, new)
            continue
        element.attrib.pop(PART, None)
        del element[:]
        element.text = ""  # not None, with which the end of some elements would not be written


def _calls(variant: Variant) -> Iterator[_Call]:
    root = html.fragment_fromstring(variant.html, create_parent="div")
    texts = {str(item.get("id")): text_of(item) for item in root.iterfind(".//li[@id]")}
    for call in root.iterfind(".//a[@role='doc-noteref']"):
        owner = next((a for a in call.iterancestors() if a.get(PART)), None)
        if owner is not None:
            key, note = str(owner.get(PART)), str(call.get("href", ""))[1:]
            yield _Call(note, texts.get(note, ""), key, variant.ranks[key])


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
    named: Named = field(default_factory=dict)
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
            who = self.callers.get(element.get("id", ""))
            return Along(who, read()) if who else read()
        return read()

    def called(self, call: Any) -> str:
        """The note that the element *call* calls from where the reading is."""
        part = self._open[-1] if self._open else ""
        return self.named.get((part, str(call.get("href", ""))[1:]), "")

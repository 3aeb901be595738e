"""Which runs are in scripts that their style has no font for, or that Word has to be told of.

Word takes letters whose shapes change for what they are only where the run says ``w:cs`` or
``w:rtl``, and then in the style's one font for all such scripts. Signs of East Asia it knows by
themselves. So once all is written, runs are parted where the script changes, and say the family of
theirs and its language if these are not the document's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal
from unicodedata import name

from briefings.letters.fonts import script_of
from briefings.letters.languages import COMPLEX, EAST_ASIAN, script
from briefings.letters.scripts import whole
from briefings.library.theme import Theme
from briefings.library.typography import FontRole
from briefings.wordml.directions import BEFORE
from briefings.wordml.proofing import guessed
from briefings.wordml.sheet import Sheet
from briefings.wordml.xml import Element, element, qualified, val, w

_PARAGRAPH, _RUN, _TEXT, _PROPERTIES = map(qualified, ("w:p", "w:r", "w:t", "w:rPr"))
_FIRST = 0x0590
"""The first character of a script that Word has other fonts for: those of Hebrew."""

Slot = Literal["w:eastAsia", "w:cs"]

Piece = tuple[str, list[Element]]
"""A script, or nothing for Latin and its like, and what of a run is in it."""


@dataclass(slots=True)
class Wanted:
    """Marks the runs of one file; ``families`` are those that its words are in by then."""

    language: str
    theme: Theme
    layout: str
    sheet: Sheet
    naming: bool = True
    """Whether families are named: those of a house's styles are left to do what they can."""
    families: set[str] = field(default_factory=set)

    def settle(self, root: Element) -> None:
        """Mark the runs below *root*."""
        for run in [*root.iter(_RUN)]:
            if any(ord(c) >= _FIRST for text in run.iter(_TEXT) for c in text.text or ""):
                self._part(run)

    def _part(self, run: Element) -> None:
        """Mark a run, or put several in its place."""
        pieces = _pieces(run, script(self.language))
        properties = run.find(_PROPERTIES)
        for written, content in pieces:
            made = w("r", deepcopy(properties) if properties is not None else None, *content)
            run.addprevious(made)
            if written:
                self._mark(made, written)
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)

    def _mark(self, run: Element, written: str) -> None:
        """Say in *run* what Word has to be told of the script it is *written* in."""
        font = self.theme.fonts[self._role(run)]
        family = font.by_script.get(written, "")
        if not family:
            return
        self.families.add(family)
        properties = _properties(run)
        if written in COMPLEX and properties.find(qualified("w:rtl")) is None:
            _put(properties, val("cs"))
        eastern = written in EAST_ASIAN
        slot: Slot = "w:eastAsia" if eastern else "w:cs"
        if self.naming and family != (font.eastern if eastern else font.complex):
            _name(properties, family, slot)
        spoken = guessed(_unicode_name(run), self.language)
        if spoken and properties.find(qualified("w:lang")) is None:
            properties.append(element("w:lang", {slot.replace("cs", "bidi"): spoken}))

    def _role(self, run: Element) -> FontRole:
        """The role of the font that a run is set in."""
        style = run.find(f"{qualified('w:rPr')}/{qualified('w:rStyle')}")
        look = self.sheet.characters.get(_value(style))
        if look and look.font:
            return look.font
        holder = next(run.iterancestors(_PARAGRAPH), None)
        styled = f"{qualified('w:pPr')}/{qualified('w:pStyle')}"
        found = self.sheet.looks.get(_value(holder.find(styled) if holder is not None else None))
        return self.theme.style(found.token if found else "body", self.layout).font


def _value(said: Element | None) -> str:
    return str(said.get(qualified("w:val"))) if said is not None else ""


def _properties(run: Element) -> Element:
    found = run.find(_PROPERTIES)
    if found is None:
        found = w("rPr")
        run.insert(0, found)
    return found


def _name(properties: Element, family: str, slot: Slot) -> None:
    """Say the family of a run."""
    said = properties.find(qualified("w:rFonts"))
    if said is None:
        said = element("w:rFonts", {})
        properties.insert(properties.find(qualified("w:rStyle")) is not None, said)
    said.set(qualified(slot), family)
    if slot == "w:eastAsia":
        said.set(qualified("w:hint"), "eastAsia")


def _put(properties: Element, flag: Element) -> None:
    """Put in a property that stands where ``w:rtl`` does in the schema."""
    properties.insert(sum(child.tag in BEFORE for child in properties), flag)


def _pieces(run: Element, own: str) -> list[Piece]:
    """What is in a run, parted where the script changes; what has none goes along."""
    made: list[Piece] = []
    for child in [*run]:
        if child.tag == _PROPERTIES:
            continue
        for written, content in _parted(child, own):
            if made and written in (None, made[-1][0]):
                made[-1][1].append(content)
            elif made and not any(c.tag == _TEXT for c in made[-1][1]):
                made[-1] = (written or "", [*made[-1][1], content])
            else:
                made.append((written or "", [content]))
    return made


def _parted(child: Element, own: str) -> Iterator[tuple[str | None, Element]]:
    """A part of a run, or what it is parted into; None goes with what is before it."""
    if child.tag != _TEXT:
        yield None, child
        return
    written: str | None = None
    scripts = []
    for character in child.text or "":
        written = _written(character, own, written)
        scripts.append(written)
    first = next((code for code in scripts if code is not None), "")
    scripts = [first if code is None else code for code in scripts]
    for code, piece in groupby(zip(scripts, child.text or "", strict=True), key=lambda p: p[0]):
        said = "".join(character for _, character in piece)
        yield code, element("w:t", {"xml:space": "preserve"}, text=said)


def _written(character: str, own: str, before: str | None) -> str | None:
    """The script that a character is taken for, after one of the script *before* it."""
    code = script_of(character)
    if code in ("Zyyy", "Zinh"):
        return before
    if code == "Hani":
        return own if own in EAST_ASIAN else before if before in EAST_ASIAN else "Hans"
    code = whole(code)
    return code if code in COMPLEX or code in EAST_ASIAN else ""


def _unicode_name(run: Element) -> str:
    """The name of the script of a run's first letter, as the names of its characters begin."""
    letters = (c for text in run.iter(_TEXT) for c in text.text or "" if c.isalpha())
    return name(next(letters, " ")).partition(" ")[0]

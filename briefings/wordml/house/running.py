"""The heads and feet of a house, filled in, with the marking and the watermark of a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from docx.opc.part import Part, XmlPart

from briefings.wordml.house.controls import unboxed
from briefings.wordml.house.pages import references, used
from briefings.wordml.house.placeholders import Filler
from briefings.wordml.house.proportion import MARKED
from briefings.wordml.running import Runner
from briefings.wordml.sections import Backdrop
from briefings.wordml.text import paragraph
from briefings.wordml.xml import Element, element, qualified, w

_KINDS: tuple[Literal["header", "footer"], ...] = ("header", "footer")
_WATERMARK = "PowerPlusWaterMarkObject"
"""How names of watermarks begin that Word's own command put there."""


@dataclass(slots=True)
class HouseRunning:
    """Fills the heads and feet of one file, and makes those that its pages lack.

    What a house has at the head of its pages stays the house's: no title of a chapter is put in.
    """

    owner: Part
    """The part of the text."""
    filler: Filler
    runner: Runner
    even: bool
    """Whether even pages have heads and feet of their own."""
    add: Callable[[Literal["header", "footer"], Sequence[Element]], str]
    """Adds a part, and gives the id of the relation to it."""
    backdrop: Backdrop | None
    """Makes the watermark, if there is one."""
    lines: list[Element] = field(default_factory=list)
    """The lines that say the marking."""
    parts: dict[str, XmlPart] = field(default_factory=dict)
    """The heads and feet in use, by the ids of the relations to them."""

    def run(self, section: Element) -> None:
        """Fill the heads and feet of a section; make those that the marking needs."""
        named = references(section)
        for kind in _KINDS:
            for pages in used(section, self.even):
                if (kind, pages) not in named and self._needed(kind):
                    place = {"w:type": pages, "r:id": self.add(kind, ())}
                    section.insert(0, element(f"w:{kind}Reference", place, also=("r",)))
        for (of, _), relation in references(section).items():
            part = self.owner.rels[relation].target_part
            if isinstance(part, XmlPart) and relation not in self.parts:
                self.parts[relation] = part
                self._fill(part.element, of)

    def _needed(self, kind: str) -> bool:
        return bool(self.runner.marking) or (kind == "header" and self.backdrop is not None)

    def _fill(self, root: Element, kind: str) -> None:
        self.filler.fill(root)
        unboxed(root)
        if self.runner.marking:
            line = paragraph(self.runner.sheet.paragraph(MARKED), self.runner.mark())
            root.insert(len(root) if kind == "header" else 0, line)
            self.lines.append(line)
        elif not len(root):
            root.append(w("p"))
        if kind == "header" and self.backdrop is not None:
            _no_watermark(root)
            whole = root.find(qualified("w:p"))
            first = whole if whole is not None else next(root.iter(qualified("w:p")))
            first.append(self.backdrop(len(self.parts)))


def _no_watermark(root: Element) -> None:
    """Take away a watermark of the house's, which another would lie upon."""
    for drawn in list(root.iter(qualified("w:pict"))):
        named = (e.get("id", "") for e in drawn.iter(qualified("v:shape")))
        holder = drawn.getparent()
        if holder is not None and any(name.startswith(_WATERMARK) for name in named):
            holder.remove(drawn)

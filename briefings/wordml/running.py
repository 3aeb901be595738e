"""What stands at the head and foot of every page: running title, marking, page number.

The head has the title at the left, the foot the organisation at the left and the page in the
middle; the marking is at the right of both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefings.document import RunningHead
from briefings.model.marking import TLP_COLOUR
from briefings.wordml import characters, looks
from briefings.wordml import geometry as g
from briefings.wordml.characters import CharacterLook
from briefings.wordml.geometry import PageBox, twips
from briefings.wordml.looks import Look
from briefings.wordml.sheet import Sheet
from briefings.wordml.text import Setter, field_runs, paragraph, tab
from briefings.wordml.xml import Element, element, on, w

_TLP = re.compile(r"TLP:[A-Z+]+")
_BLACK = "#000000"


@dataclass(frozen=True, slots=True)
class Runner:
    """Sets the heads and feet of one file."""

    running: RunningHead
    marking: str
    setter: Setter
    sheet: Sheet

    def head(self, titled: bool) -> list[Element]:
        """The head, with or without the title."""
        left = self.setter.text(self.running.title) if titled else []
        kind = self.setter.text(self.running.kind) if titled else []
        return [self._line(looks.HEADER, [*left, tab(), *(self.mark() or kind)])]

    def foot(self, counted: bool, total: int) -> list[Element]:
        """The foot, with or without the number of the page of *total* pages."""
        line = [tab(), tab()]
        if counted:
            left = self.setter.text(self.running.organisation)
            line = [*left, tab(), *self._page_of(total), tab()]
        return [self._line(looks.FOOTER, [*line, *self.mark()])]

    def _line(self, look: Look, runs: list[Element]) -> Element:
        leading = g.MARKING_LEADING if self.marking else None
        return paragraph(self.sheet.paragraph(replace(look, leading=leading)), runs)

    def _page_of(self, total: int) -> list[Element]:
        made: list[Element] = []
        for part in re.split(r"(\{pages?\})", self.running.page_of):
            match part:
                case "{page}":
                    made += field_runs("PAGE", self.setter.text("1"))
                case "{pages}":
                    made += field_runs("NUMPAGES", self.setter.text(str(total)))
                case _:
                    made += self.setter.text(part)
        return made

    def mark(self) -> list[Element]:
        """The marking; a TLP label is in its colour on black, as TLP 2.0 asks."""
        if not self.marking:
            return []
        label = _TLP.match(self.marking)
        if label is None or label[0] not in TLP_COLOUR:
            return self.setter.styled(self.marking, characters.MARKING)
        boxed = self.setter.styled(f" {label[0]}\u00a0", tlp_look(label[0]))
        rest = self.marking[label.end() :]
        return [*boxed, *self.setter.styled(rest, characters.MARKING)]


def tlp_look(label: str) -> CharacterLook:
    """The character style of a TLP label."""
    name = label.replace(":", " ").title().replace("Tlp", "TLP")
    return replace(
        characters.MARKING,
        id=re.sub(r"\W", "", name),
        name=name,
        font="sans",
        latin=True,
        colour=None,
        fill=_BLACK,
        ink=TLP_COLOUR[label],
    )


def section(
    page: PageBox, leading: float, marked: bool, references: Mapping[str, str], first: bool
) -> Element:
    """``w:sectPr``: the page box, and which heads and feet it has.

    *leading* is that of the running head; *references* maps ``header/first`` and the like to
    relationship ids; *first* says that the first page has a head and foot of its own.
    """
    left, right = (page.right, page.left) if page.mirrored else (page.left, page.right)
    band = g.MARKING_LEADING if marked else leading
    above = g.MARKED_ABOVE if marked else g.RUNNING_ABOVE
    below = g.MARKED_BELOW if marked else g.RUNNING_BELOW
    return w(
        "sectPr",
        *(_reference(place, relation) for place, relation in references.items()),
        w("pgSz", w=twips(page.width), h=twips(page.height)),
        w(
            "pgMar",
            top=twips(page.top),
            right=twips(right),
            bottom=twips(page.bottom - g.LENIENCE),
            left=twips(left),
            header=twips(max(g.EDGE, page.top - above - band)),
            footer=twips(max(g.EDGE, page.bottom - below - band)),
            gutter=0,
        ),
        on("titlePg", first),
        on("bidi", page.mirrored),
        on("rtlGutter", page.mirrored),
    )


def _reference(place: str, relation: str) -> Element:
    kind, _, page = place.partition("/")
    return element(f"w:{kind}Reference", {"w:type": page, "r:id": relation}, also=("r",))

"""What stands at the head and foot of every page: running title, marking, page number.

On single pages the head has the title at the left, the foot the organisation at the left and the
page in the middle; the marking is at the right of both. On facing pages (``facing`` of a layout)
the title and the page are at the outer edge and the rest at the inner, the marking in the middle.

In a book the title gives way to that of the chapter, which Word finds by its character style, and
stands in the foot instead; on facing pages it stays at the head of even pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefings.document import RunningHead
from briefings.model.marking import TLP_COLOUR
from briefings.wordml import characters, looks
from briefings.wordml import geometry as g
from briefings.wordml.characters import CharacterLook
from briefings.wordml.geometry import PageBox, twips
from briefings.wordml.look import Look
from briefings.wordml.sheet import Sheet
from briefings.wordml.text import Setter, field_runs, paragraph, tab
from briefings.wordml.xml import Element, element, on, val, w

_TLP = re.compile(r"TLP:[A-Z+]+")
_BLACK = "#000000"
_CHAPTER = f'STYLEREF "{characters.CHAPTER.name}"'

Pages = Literal["default", "first", "even"]
"""Pages of a section: its first, those with even numbers, the others."""


@dataclass(frozen=True, slots=True)
class Place:
    """The pages that a head or foot is for."""

    pages: Pages = "default"
    turned: bool = False
    """Whether they are landscape pages."""
    chapters: bool = False
    """Whether there are chapters on them, or before."""
    counted: bool = True
    """Whether they show their number."""


@dataclass(frozen=True, slots=True)
class Runner:
    """Sets the heads and feet of one file; *total* is the number of its pages."""

    running: RunningHead
    marking: str
    setter: Setter
    sheet: Sheet
    total: int
    facing: bool = False

    def head(self, place: Place) -> list[Element]:
        """The head; a first page, which has a title of its own, shows the marking alone."""
        silent = place.pages == "first"
        title = [] if silent else self._title(place)
        kind = [] if silent else self.setter.text(self.running.kind)
        if self.facing:
            return [self._line(looks.HEADER, place, kind, self.mark(), title)]
        return [self._line(looks.HEADER, place, title, self.mark() or kind)]

    def foot(self, place: Place) -> list[Element]:
        """The foot."""
        moved = place.chapters and not self.facing
        name = self.running.title if moved else self.running.organisation
        left = self.setter.text(name) if place.counted else []
        page = self._page_of() if place.counted else []
        if self.facing:
            return [self._line(looks.FOOTER, place, left, self.mark(), page)]
        return [self._line(looks.FOOTER, place, left, page, self.mark())]

    def _title(self, place: Place) -> list[Element]:
        """The title of the document, or the field that finds the chapter's."""
        title = self.setter.text(self.running.title)
        if not place.chapters or (self.facing and place.pages == "even"):
            return title
        self.sheet.character(characters.CHAPTER)  # the field names it, whether or not it is used
        return field_runs(_CHAPTER, title)

    def _line(self, look: Look, place: Place, *entries: list[Element]) -> Element:
        """The entries at the left, in the middle, at the right; the other way on even pages."""
        first, *rest = entries[::-1] if place.pages == "even" else entries
        runs = [*first, *(run for entry in rest for run in (tab(), *entry))]
        look = replace(
            _turned(look) if place.turned else look,
            leading=g.MARKING_LEADING if self.marking else None,
            tab="foot" if len(entries) == 3 else "head",
        )
        return paragraph(self.sheet.paragraph(look), runs)

    def _page_of(self) -> list[Element]:
        made: list[Element] = []
        for part in re.split(r"(\{pages?\})", self.running.page_of):
            match part:
                case "{page}":
                    made += field_runs("PAGE", self.setter.text("1"))
                case "{pages}":
                    made += field_runs("NUMPAGES", self.setter.text(str(self.total)))
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


def _turned(look: Look) -> Look:
    """A running head or foot as it is on landscape pages, whose margins are further apart."""
    word = look.name.capitalize()
    return replace(look, id=f"{word}Landscape", name=f"{word} Landscape", turned=True)


def section(
    page: PageBox,
    leading: float,
    marked: bool,
    references: Mapping[str, str],
    first: bool,
    columns: bool = False,
) -> Element:
    """``w:sectPr``: the page box, and which heads and feet it has.

    *leading* is that of the running head; *references* maps ``header/first`` and the like to
    relationship ids; *first* says that the first page has a head and foot of its own. Text in
    *columns* begins on the page that the section before it ends on.
    """
    left, right = (page.right, page.left) if page.mirrored else (page.left, page.right)
    band = g.MARKING_LEADING if marked else leading
    above = g.MARKED_ABOVE if marked else g.RUNNING_ABOVE
    below = g.MARKED_BELOW if marked else g.RUNNING_BELOW
    orient = "landscape" if page.width > page.height else None
    return w(
        "sectPr",
        *(_reference(place, relation) for place, relation in references.items()),
        val("type", "continuous") if columns and not first else None,
        w("pgSz", w=twips(page.width), h=twips(page.height), orient=orient),
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
        _columns(page) if columns else None,
        on("titlePg", first),
        on("bidi", page.mirrored),
        on("rtlGutter", page.mirrored),
    )


def _columns(page: PageBox) -> Element:
    """``w:cols``: columns of one width, filled one after the other."""
    rule = 1 if page.ruled else None
    return w("cols", num=page.columns, sep=rule, space=twips(page.between), equalWidth=1)


def _reference(place: str, relation: str) -> Element:
    kind, _, page = place.partition("/")
    return element(f"w:{kind}Reference", {"w:type": page, "r:id": relation}, also=("r",))

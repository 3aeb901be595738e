"""Sections: the stretches of a file whose pages differ in size, margins, heads or feet.

The body is made as one flow; whatever does not stand on ordinary pages is *put* into a section of
another kind, and neighbours of one kind share one. The properties of a section stand in its last
paragraph, those of the last section at the end of the body (ECMA-376 part 1, 17.6.17 and 18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Literal

from briefings.document import Block, Blocks, Contents, Group
from briefings.wordml.geometry import PageBox
from briefings.wordml.look import Look
from briefings.wordml.running import Pages, Place, Runner, section
from briefings.wordml.sheet import Sheet
from briefings.wordml.text import paragraph
from briefings.wordml.xml import Element, qualified

Kind = Literal["cover", "front", "text", "columns", "turned"]
"""What a section is: the cover, what comes before the first chapter, text, text in columns beneath
the masthead, landscape pages.
"""


Backdrop = Callable[[int], Element]
"""Makes what every head draws behind the text, given a number of its own."""
SECTION_END = Look("SectionEnd", "Section End", "body", full=True, above=0, size=1, leading=1)
"""An empty line of no height to speak of, where a section ends in no paragraph."""


def stretches(blocks: Blocks, book: bool, columns: bool = False) -> Iterator[tuple[Kind, Blocks]]:
    """*blocks* by the kind of section they stand in: a cover, if they open with one; in a *book*
    what comes before the first chapter, which is all up to the contents; and the rest. In
    *columns*: what ends with the masthead, and the rest.
    """
    if columns:
        heads = [n for n, block in enumerate(blocks, start=1) if _is_masthead(block)]
        head = max(heads, default=0)
        parts: tuple[tuple[Kind, Blocks], ...]
        parts = ("text", blocks[:head]), ("columns", blocks[head:])
        yield from (part for part in parts if part[1])
        return
    opens = isinstance(blocks[0], Group) and blocks[0].role == "cover" if blocks else False
    contents = [n for n, block in enumerate(blocks, start=1) if isinstance(block, Contents)]
    cover = int(opens)
    front = max(cover, *contents) if book and contents else cover
    parts = (("cover", blocks[:cover]), ("front", blocks[cover:front]), ("text", blocks[front:]))
    yield from (part for part in parts if part[1])


def _is_masthead(block: Block) -> bool:
    return isinstance(block, Group) and block.role == "masthead"


@dataclass(slots=True)
class Sections:
    """The sections of one file."""

    sheet: Sheet
    properties: Callable[[Kind, bool], Element]
    """Gives ``w:sectPr`` of a section of a kind, the first of the file or another."""
    _kinds: dict[Element, Kind] = field(default_factory=dict)

    def put(self, kind: Kind, elements: Iterable[Element]) -> None:
        """Let *elements* of the body stand in a section of that kind, if in no other yet."""
        for element in elements:
            self._kinds.setdefault(element, kind)

    def divided(self, body: Iterable[Element]) -> list[Element]:
        """*body* with the properties of every section in it."""
        runs = [
            (kind, [*run])
            for kind, run in groupby(body, lambda element: self._kinds.get(element, "text"))
        ] or [("text", [])]
        made: list[Element] = []
        for number, (kind, elements) in enumerate(runs):
            properties = self.properties(kind, number == 0)
            if number:
                _no_break_before(elements[0])
            last = number == len(runs) - 1
            made += [*elements, properties] if last else self._closed(elements, properties)
        return made

    def _closed(self, elements: list[Element], properties: Element) -> list[Element]:
        """*elements*, *properties* in the last of them, or in a paragraph that takes no room."""
        setting = elements[-1].find("./{*}pPr") if _is_paragraph(elements[-1]) else None
        if setting is None or setting.find("./{*}framePr") is not None:
            closing = paragraph(self.sheet.paragraph(SECTION_END), ())
            elements, setting = [*elements, closing], closing[0]
        setting.append(properties)
        return elements


@dataclass(slots=True)
class PageSetup:
    """The pages of one file by the kind of their section, and the heads and feet they share."""

    runner: Runner
    boxes: dict[Kind, PageBox]
    """The page of each kind."""
    leading: float
    """Leading of the running head, pt."""
    chapters: bool
    """Whether heads show the titles of chapters."""
    add: Callable[[Literal["header", "footer"], Sequence[Element]], str]
    """Adds a part, and gives the id of the relation to it."""
    backdrop: Backdrop | None = None
    _parts: dict[tuple[str, Place], str] = field(default_factory=dict)
    _in_force: dict[str, str] = field(default_factory=dict)
    """Heads and feet of the section before."""

    def properties(self, kind: Kind, first: bool) -> Element:
        """``w:sectPr`` of a section, the *first* of the file or another."""
        return section(
            self.boxes[kind],
            self.leading,
            marked=bool(self.runner.marking),
            references=self._references(kind, first),
            first=first,
            columns=kind == "columns",
        )

    def _references(self, kind: Kind, first: bool) -> dict[str, str]:
        """Heads and feet of a section; the *first* of the file has a first page of its own.

        Those of the section before go on by themselves. Said again they lose their fields in
        LibreOffice where a section begins with the control of a table of contents.
        """
        pages: list[Pages] = ["default"]
        pages += ["first"] if first else []
        pages += ["even"] if self.runner.facing else []
        found: dict[str, str] = {}
        for one in pages:
            place = Place(
                one,
                turned=kind == "turned",
                chapters=self.chapters and kind in ("text", "turned"),
                counted=kind != "cover" or one != "first",
            )
            found[f"header/{one}"] = self._part("header", place)
            found[f"footer/{one}"] = self._part("footer", place)
        new = dict(found.items() - self._in_force.items())
        self._in_force |= new
        return {name: new[name] for name in found if name in new}

    def _part(self, kind: Literal["header", "footer"], place: Place) -> str:
        known = (kind, place)
        if known not in self._parts:
            runner = self.runner
            content = runner.head(place) if kind == "header" else runner.foot(place)
            if kind == "header" and self.backdrop is not None:
                content[0].append(self.backdrop(len(self._parts) + 1))
            self._parts[known] = self.add(kind, content)
        return self._parts[known]


def _is_paragraph(element: Element) -> bool:
    return bool(element.tag == qualified("w:p"))


def _no_break_before(element: Element) -> None:
    """Take away a page break that the section itself makes."""
    for first in islice(element.iter(qualified("w:p")), 1):
        for needless in first.findall("./{*}pPr/{*}pageBreakBefore"):
            first[0].remove(needless)

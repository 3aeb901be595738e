"""The numbering part: list definitions drawn from the theme, and one instance per ordered list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from briefings.library.theme import Theme
from briefings.library.typography import ColourRole, FontRole
from briefings.wordml import geometry as g
from briefings.wordml.boxes import box_inset
from briefings.wordml.colours import coloured, fonts
from briefings.wordml.geometry import PageBox, half_points, twips
from briefings.wordml.look import Look, Mark, Zone
from briefings.wordml.looks import HEADINGS
from briefings.wordml.roles import item
from briefings.wordml.styles import hung, number_width
from briefings.wordml.xml import Element, element, on, val, w

LIST_LEVELS = 9
"""Levels of lists in lists, as many as Word has."""

_HEADING_LEVELS = len(HEADINGS)

_DASHED = frozenset(("bullet", "pro", "con", "indicator"))
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_SPACES = "\u00a0" * 8
"""As wide as the numbers of a list; fonts have no-break spaces, but not always wider ones."""

_Headings = Literal["headings", "annexes"]
_Key = tuple[Mark | _Headings, Zone]


@dataclass(frozen=True, slots=True)
class _Instance:
    number: int
    definition: int
    level: int = 0
    start: int | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of one file; definitions come into being as they are asked for."""

    theme: Theme
    layout: str
    page: PageBox
    numbered: frozenset[int] = frozenset()
    """Levels of headings that have numbers, counted from 0."""
    _definitions: dict[_Key, int] = field(default_factory=dict)
    _instances: list[_Instance] = field(default_factory=list)
    _leaders: dict[tuple[Mark, Zone, int], str] = field(default_factory=dict)
    _annex: str = ""

    # --- asking ---

    def lead(self, look: Look) -> None:
        """Link a level of a list to the style that leads it."""
        if look.numbered is not None and look.leads:
            self._leaders[look.numbered] = look.id
            self.standing(*look.numbered[:2])

    def standing(self, mark: Mark, zone: Zone) -> int:
        """The instance that the styles of a list belong to."""
        return self._standing((mark, zone))

    def restarted(self, mark: Mark, zone: Zone, level: int = 0, start: int = 1) -> int:
        """A new instance, whose *level* counts from *start*."""
        self.standing(mark, zone)
        return self._add((mark, zone), level, start)

    def headings(self) -> int:
        """The instance that numbers headings 1, 1.1, 1.1.1."""
        return self._standing(("headings", "text"))

    def annexes(self, prefix: str) -> int:
        """The instance that numbers annexes A, A.1, A.1.1; *prefix* is put before a bare letter."""
        self._annex = self._annex or prefix
        return self._standing(("annexes", "text"))

    def _standing(self, key: _Key) -> int:
        if key not in self._definitions:
            self._definitions[key] = len(self._definitions)
            return self._add(key)
        definition = self._definitions[key]
        return next(i.number for i in self._instances if i.definition == definition)

    def _add(self, key: _Key, level: int = 0, start: int | None = None) -> int:
        made = _Instance(len(self._instances) + 1, self._definitions[key], level, start)
        self._instances.append(made)
        return made.number

    # --- writing ---

    def reference(self, look: Look) -> Element | None:
        """``w:numPr`` for the style of a look that leads a level."""
        if look.unnumbered:
            return w("numPr", val("numId", 0))
        if look in HEADINGS and HEADINGS.index(look) in self.numbered:
            return number_of(self.headings(), HEADINGS.index(look))
        if look.numbered is None or not look.leads:
            return None
        mark, zone, level = look.numbered
        return number_of(self.standing(mark, zone), level)

    def part(self) -> Element:
        """``w:numbering``."""
        return w("numbering", *self._abstracts(), *(_instance(i) for i in self._instances))

    def _abstracts(self) -> Iterator[Element]:
        for (kind, zone), number in self._definitions.items():
            if kind == "headings" or kind == "annexes":
                levels = [self._heading_level(kind, level) for level in range(_HEADING_LEVELS)]
            else:
                levels = [self._level(kind, zone, level) for level in range(LIST_LEVELS)]
            name = val("multiLevelType", "multilevel")
            yield w("abstractNum", name, *levels, abstractNumId=number)

    def _level(self, mark: Mark, zone: Zone, level: int) -> Element:
        look = item(mark, zone, level).at(self.page.design)
        boxed = look.hanging > look.indent / (level + 1)
        kind, text = _label(mark, level, boxed, self.page.design.bullet)
        left = look.indent + box_inset(look.box, self.page)[0]
        centred = self.page.mirrored and look.box is None
        hanging = hung(look.hanging, g.MARK_GAP, self.page) if centred else look.hanging
        return w(
            "lvl",
            val("start", 1),
            val("numFmt", kind),
            self._leader((mark, zone, level)),
            val("lvlText", text),
            val("lvlJc", "center" if centred else "left"),
            w("pPr", w("ind", left=twips(left), hanging=twips(hanging))),
            self._run(mark, zone, look),
            ilvl=level,
        )

    def _leader(self, key: tuple[Mark, Zone, int]) -> Element | None:
        return val("pStyle", self._leaders[key]) if key in self._leaders else None

    def _run(self, mark: Mark, zone: Zone, look: Look) -> Element:
        """How the mark itself is set: large display figures for judgements."""
        style = self.theme.style(look.token, self.layout)
        font: FontRole = style.font
        size, bold = style.size, mark == "note"
        colour: ColourRole = "primary" if zone == "recommendations" else "accent"
        if mark == "judgement":
            numeral = self.theme.style("numeral", self.layout)
            font, size, bold = numeral.font, numeral.size, numeral.bold
        return w(
            "rPr",
            fonts(self.theme, font),
            *(val(name, None if bold else 0) for name in ("b", "bCs")),
            val("i", 0),
            element("w:color", coloured(self.theme, colour)),
            *(val(name, half_points(size)) for name in ("sz", "szCs")),
            on("rtl", self.page.mirrored),
        )

    def _heading_level(self, kind: _Headings, level: int) -> Element:
        steps = ".".join(f"%{n + 1}" for n in range(level + 1))
        linked = kind == "headings"
        word = "" if linked or level else self._annex
        width = number_width(self.theme, self.layout, level, len(word))
        gap = self.theme.style(HEADINGS[level].token, self.layout).size * g.NUMBER_GAP_EMS
        return w(
            "lvl",
            val("start", 1),
            val("numFmt", "decimal" if linked or level else "upperLetter"),
            val("pStyle", HEADINGS[level].id) if linked and level in self.numbered else None,
            val("lvlText", word + steps),
            val("lvlJc", "center" if self.page.mirrored else "left"),
            w("pPr", w("ind", left=twips(width), hanging=twips(hung(width, gap, self.page)))),
            w(
                "rPr",
                element("w:color", coloured(self.theme, "accent")),
                on("rtl", self.page.mirrored),
            ),
            ilvl=level,
        )


def number_of(instance: int, level: int) -> Element:
    """``w:numPr``; instance 0 takes a number away."""
    return w("numPr", val("ilvl", level), val("numId", instance))


def _label(mark: Mark, level: int, boxed: bool, bullet: str) -> tuple[str, str]:
    """Word's name of a level's format, and what it prints, ``%n`` standing for its counter.

    In a box every mark stands at the same edge, so that deeper ones begin with spaces; a bullet
    can't, for LibreOffice knows bullets of one character only.
    """
    space = _SPACES * level if boxed else ""
    if mark in _DASHED:
        return ("none", space + bullet) if space else ("bullet", bullet)
    if mark == "continue":
        return "none", ""
    if mark in ("judgement", "note"):
        return "decimal", f"{space}%{level + 1}"
    return _FORMATS[level % len(_FORMATS)], f"{space}%{level + 1}."


def _instance(instance: _Instance) -> Element:
    """``w:num``; a list that starts again says so, or Word would go on counting."""
    start = val("startOverride", instance.start) if instance.start is not None else None
    override = w("lvlOverride", start, ilvl=instance.level) if start is not None else None
    return w("num", val("abstractNumId", instance.definition), override, numId=instance.number)


@dataclass(slots=True)
class Counter:
    """Counts headings as Word will, to know the numbers that it will print."""

    lettered: bool = False
    _counts: list[int] = field(default_factory=lambda: [0] * _HEADING_LEVELS)

    def counts(self, number: str, level: int) -> bool:
        """Whether the next heading of *level* gets *number*; it is counted if so."""
        ahead = [*self._counts[:level], self._counts[level] + 1]
        if number != self._printed(ahead):
            return False
        self._counts = [*ahead, *[0] * (_HEADING_LEVELS - len(ahead))]
        return True

    def _printed(self, counts: list[int]) -> str:
        first = chr(ord("A") + counts[0] - 1) if self.lettered else str(counts[0])
        return ".".join((first, *map(str, counts[1:])))

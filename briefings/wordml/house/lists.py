"""Lists: ours beside a house's, under numbers that are free, and counting again in the house's."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from briefings.wordml.boxes import box_inset
from briefings.wordml.colours import HouseTheme
from briefings.wordml.geometry import twips
from briefings.wordml.house.clearing import drop
from briefings.wordml.house.order import insert
from briefings.wordml.house.sheet import said
from briefings.wordml.look import Mark, Zone
from briefings.wordml.numbering import Numbering
from briefings.wordml.roles import item
from briefings.wordml.xml import Element, qualified, val, w


@dataclass(frozen=True, slots=True)
class Bullet:
    """What stands before the items of a house's lists."""

    text: str = "•"
    face: Element | None = None
    """``w:rFonts`` of a font of signs that it is from."""

    @classmethod
    def of(cls, numbering: Element | None, place: tuple[int, int] | None) -> Bullet:
        """The bullet at a level of one of the house's lists, a plain one where there is none."""
        if numbering is None or place is None:
            return cls()
        number, level = place
        of = lists_of(numbering)[number]
        for definition in numbering.iterfind(qualified("w:abstractNum")):
            for found in definition.iterfind(qualified("w:lvl")):
                here = _int(definition, "w:abstractNumId") == of and _int(found, "w:ilvl") == level
                text = said(found, "w:lvlText")
                if here and text and said(found, "w:numFmt") == "bullet":
                    return cls(text, found.find(f"{qualified('w:rPr')}/{qualified('w:rFonts')}"))
        return cls()


@dataclass(slots=True)
class HouseNumbering(Numbering):
    """Our lists in a house's colours, their indents in proportion to its type."""

    bullet: Bullet = field(default_factory=Bullet)

    def _level(self, mark: Mark, zone: Zone, level: int) -> Element:
        made = Numbering._level(self, mark, zone, level)
        look = item(mark, zone, level)
        assert isinstance(self.theme, HouseTheme)
        ratio, inset = self.theme.ratio, box_inset(look.box, self.page)[0]
        for found in made.iter(qualified("w:ind")):
            found.set(qualified("w:left"), str(twips(inset + look.indent * ratio)))
            found.set(qualified("w:hanging"), str(twips(look.hanging * ratio)))
        self._mark(made)
        return made

    def _mark(self, level: Element) -> None:
        """Put the house's bullet in place of ours; where spaces lead, one of any font."""
        label = level.find(qualified("w:lvlText"))
        assert label is not None
        text = label.get(qualified("w:val"), "")
        if text == (dash := self.page.design.bullet):
            label.set(qualified("w:val"), self.bullet.text)
            for characters in level.iterfind(qualified("w:rPr")):
                if self.bullet.face is not None:
                    insert(characters, deepcopy(self.bullet.face))
        elif text.endswith(dash):
            plain = self.bullet.text if self.bullet.face is None else Bullet().text
            label.set(qualified("w:val"), text.replace(dash, plain))

    def _heading_level(self, kind: str, level: int) -> Element:
        made = Numbering._heading_level(self, kind, level)  # type: ignore[arg-type]
        for found in made.findall(qualified("w:rPr")):
            drop(found)
        return made


def lists_of(numbering: Element | None) -> Mapping[int, int]:
    """The lists of a numbering part by number, and the definition that each is of."""
    if numbering is None:
        return {}
    known = {_int(e, "w:abstractNumId") for e in numbering.iterfind(qualified("w:abstractNum"))}
    found = {
        _int(e, "w:numId"): _child(e, "w:abstractNumId")
        for e in numbering.iterfind(qualified("w:num"))
    }
    return {number: of for number, of in found.items() if of in known and number > 0}


@dataclass(slots=True)
class Lists:
    """Puts our lists into a house's numbering part."""

    part: Element
    _ours: dict[int, int] = field(default_factory=dict)
    """Number in the file of each of our lists that is asked for."""
    _again: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """The same of a list of the house's that counts again: for one of ours, and at what level."""

    def ours_as(self, number: int) -> int:
        """The number in the file of one of our lists; 0 stays what it is: no list."""
        return self._ours.setdefault(number, self._free()) if number else 0

    def again(self, number: int, theirs: int, level: int) -> int:
        """A list of the house's that starts again for one of ours, by its number in the file."""
        return self._again.setdefault((number, theirs, level), self._free())

    def let_go(self, style: str) -> None:
        """Let no level of the house's lists be linked to a style."""
        for link in list(self.part.iter(qualified("w:pStyle"))):
            if link.get(qualified("w:val")) == style:
                drop(link)

    def _free(self) -> int:
        return self._last("w:num", "w:numId", 0) + len(self._ours) + len(self._again) + 1

    def add(self, ours: Element, names: Mapping[str, str]) -> None:
        """Put in what was asked for of *ours*, our own ``w:numbering``.

        *names* gives the ids of styles that levels are linked to; a level linked to another style
        of ours is linked to none.
        """
        entries = {_int(e, "w:numId"): e for e in ours.iterfind(qualified("w:num"))}
        first = self._last("w:abstractNum", "w:abstractNumId", -1) + 1
        wanted = {_child(entries[number], "w:abstractNumId") for number in self._ours}
        definitions = [
            e
            for e in ours.iterfind(qualified("w:abstractNum"))
            if _int(e, "w:abstractNumId") in wanted
        ]
        again = [
            self._restarted(number, theirs, level, _start(entries[number]))
            for (number, theirs, level) in self._again
        ]
        for definition in definitions:
            _shift(definition, "w:abstractNumId", first)
            _relink(definition, names)
        for number, free in self._ours.items():
            entries[number].set(qualified("w:numId"), str(free))
            of = entries[number].find(qualified("w:abstractNumId"))
            assert of is not None
            _shift(of, "w:val", first)
        self._put(definitions, [*(entries[number] for number in self._ours), *again])

    def _restarted(self, number: int, theirs: int, level: int, start: int) -> Element:
        override = w("lvlOverride", val("startOverride", start), ilvl=level)
        of = val("abstractNumId", lists_of(self.part)[theirs])
        return w("num", of, override, numId=self._again[number, theirs, level])

    def _put(self, definitions: list[Element], entries: list[Element]) -> None:
        """Definitions go after the house's, lists to the end, as the schema has it."""
        at = sum(1 for e in self.part if e.tag in _DEFINED)
        self.part[at:at] = definitions
        cleanup = self.part.findall(qualified("w:numIdMacAtCleanup"))
        end = len(self.part) - len(cleanup)
        self.part[end:end] = sorted(entries, key=lambda e: _int(e, "w:numId"))

    def _last(self, tag: str, attribute: str, otherwise: int) -> int:
        found = (_int(e, attribute) for e in self.part.iterfind(qualified(tag)))
        return max(found, default=otherwise)


def _relink(definition: Element, names: Mapping[str, str]) -> None:
    for link in list(definition.iter(qualified("w:pStyle"))):
        name = names.get(link.get(qualified("w:val"), ""))
        if name:
            link.set(qualified("w:val"), name)
        else:
            drop(link)


def _start(entry: Element) -> int:
    return next((_int(e, "w:val") for e in entry.iter(qualified("w:startOverride"))), 1)


_DEFINED = (qualified("w:numPicBullet"), qualified("w:abstractNum"))


def _int(found: Element, attribute: str) -> int:
    text = found.get(qualified(attribute), "")
    return int(text) if text.lstrip("-").isdigit() else -1


def _child(found: Element, name: str) -> int:
    child = found.find(qualified(name))
    return -1 if child is None else _int(child, "w:val")


def _shift(found: Element, attribute: str, by: int) -> None:
    found.set(qualified(attribute), str(_int(found, attribute) + by))

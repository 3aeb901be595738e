"""From our styles to those of the file: one pass over what was set in ours.

A paragraph that a style of the house plays is in that style and says nothing else by hand but its
place in a list where the style has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from briefings.document import TableRole
from briefings.wordml import characters, looks
from briefings.wordml.characters import CharacterLook
from briefings.wordml.geometry import twips
from briefings.wordml.house.clearing import drop
from briefings.wordml.house.fields import replaced
from briefings.wordml.house.lists import Lists
from briefings.wordml.house.order import insert
from briefings.wordml.house.sheet import HouseStyle, said
from briefings.wordml.house.supplement import Supplement
from briefings.wordml.look import Look
from briefings.wordml.looks import HEADINGS, UNNUMBERED
from briefings.wordml.numbering import Numbering, number_of
from briefings.wordml.references import Native, call_look
from briefings.wordml.sheet import Sheet
from briefings.wordml.tables import style_id
from briefings.wordml.xml import Element, element, qualified, val, w

_UNSEEN = (qualified("w:bookmarkStart"), qualified("w:bookmarkEnd"))
_CLOSE = 120
"""Space above, in twips, with which a paragraph stands free of a table above it."""


@dataclass(slots=True)
class Translation:
    """Says what was set in our styles in those of a house."""

    sheet: Sheet
    """Our looks in use."""
    supplement: Supplement
    numbering: Numbering
    lists: Lists
    notes: Native | None = None
    """The kind of Word's notes that the document has."""
    characters: dict[str, CharacterLook] = field(default_factory=dict)
    """Looks of characters that were found in use."""
    _in_chapter: bool = False
    """Whether the last heading of the first level has a number of the house's."""

    def all(self, blocks: Iterable[Element]) -> None:
        """Translate all that is in *blocks*."""
        for block in blocks:
            for paragraph in list(block.iter(qualified("w:p"))):
                self._paragraph(paragraph)
            for run in list(block.iter(qualified("w:rStyle"))):
                self._run(run)
            for table in block.iter(qualified("w:tblStyle")):
                role = _TABLES[table.get(qualified("w:val"), "")]
                table.set(qualified("w:val"), self.supplement.table_id(role))

    def spaced(self, body: list[Element]) -> list[Element]:
        """*body* with an empty line below tables and boxes that the text would touch."""
        boxes = {self.supplement.paragraph_id(k): k.box for k in self.sheet.looks.values() if k.box}
        made: list[Element] = []
        above: Element | None = None
        for block in body:
            if block.tag not in _UNSEEN:
                if above is not None and self._touches(above, block, boxes):
                    self.sheet.paragraph(looks.SEPARATOR)
                    style = self.supplement.paragraph_id(looks.SEPARATOR)
                    made.append(w("p", w("pPr", val("pStyle", style))))
                above = block
            made.append(block)
        return made

    def _touches(self, above: Element, below: Element, boxes: Mapping[str, str | None]) -> bool:
        """Whether a paragraph of the house's stands too close to a table or box above it."""
        upper, lower = (said(block, "w:pPr/w:pStyle") for block in (above, below))
        if above.tag == qualified("w:tbl"):
            return self._space(lower, "w:before") < _CLOSE
        box = boxes.get(upper)
        if box is None or boxes.get(lower) == box:
            return False
        return max(self._space(upper, "w:after"), self._space(lower, "w:before")) < _CLOSE

    def _space(self, key: str, side: str) -> int:
        """Space above or below paragraphs in a style of the house; enough, if it is one of ours."""
        style = self.supplement.sheet.styles.get(key)
        if style is None:
            return _CLOSE
        space = self.supplement.sheet.value(style, "w:pPr/w:spacing", side) or "0"
        return int(space) if space.isdigit() else 0

    def _run(self, named: Element) -> None:
        """The style of a run: a house has none for what only our own heads look for."""
        look = self.sheet.characters[named.get(qualified("w:val"), "")]
        if look == characters.NOTE_NUMBER:
            look = call_look(self.notes)
        if look in (characters.CHAPTER, characters.CAPTION_LABEL) and self._is_plain(look):
            drop(named)
        else:
            self.characters[look.id] = look
            named.set(qualified("w:val"), self.supplement.character_id(look))

    def _is_plain(self, look: CharacterLook) -> bool:
        """Whether words in a look are as the house's paragraph is around them."""
        theirs = look == characters.CHAPTER or self.supplement.played(looks.CAPTION) is not None
        return theirs and self.supplement.casting.style(look.name) is None

    def _paragraph(self, paragraph: Element) -> None:
        setting = paragraph.find(qualified("w:pPr"))
        named = setting.find(qualified("w:pStyle")) if setting is not None else None
        if setting is None or named is None:
            return
        look = self.sheet.looks[named.get(qualified("w:val"), "")]
        look = self._in_place(look, setting.find(qualified("w:numPr")) is not None)
        named.set(qualified("w:val"), self.supplement.paragraph_id(look))
        for name in ("w:framePr", "w:spacing"):
            for found in setting.findall(qualified(name)):
                drop(found)
        self._number(setting, look)
        style = self.supplement.played(look)
        if style is not None and look in (*looks.CONTENTS, looks.EXHIBITS):
            self._tabs(setting, look, style)
        if style is not None and look in (looks.FOOTNOTE, looks.ENDNOTE):
            self._close_up(paragraph, style)

    def _in_place(self, look: Look, placed: bool) -> Look:
        """The look of a heading: one without a number below a heading that has none.

        A house may number levels that our document does not, in its annexes too.
        """
        if look.outline == 0:
            self._in_chapter = look == HEADINGS[0] and not placed
        if look not in HEADINGS or placed or self._in_chapter or not self.supplement.counts(look):
            return look
        if not self.numbering.numbered:
            return look
        bare = UNNUMBERED[HEADINGS.index(look)]
        self.sheet.paragraph(bare)
        return bare

    def _number(self, setting: Element, look: Look) -> None:
        """Its place in a list: by its style, or said here."""
        theirs, found = self.supplement.list_of(look), setting.find(qualified("w:numPr"))
        if found is not None:
            number = _number(found)
            if theirs and number and look not in HEADINGS:
                again = self.lists.again(number, *theirs)
                insert(setting, number_of(again, theirs[1]))
            else:
                self._ours(found)
        elif look.numbered and look.leads and theirs is None and self.supplement.played(look):
            mark, zone, level = look.numbered
            number = self.lists.ours_as(self.numbering.standing(mark, zone))
            insert(setting, number_of(number, level))

    def _ours(self, found: Element) -> None:
        number = self.lists.ours_as(_number(found))
        found[:] = [*found.findall(qualified("w:ilvl")), val("numId", number)]

    def _tabs(self, setting: Element, look: Look, style: HouseStyle) -> None:
        """Tabs of a line of contents, where its style has none; so does Word itself."""
        if self.supplement.sheet.find(style, "w:pPr/w:tabs") is None:
            column = twips(look.indent + look.column)
            number = [w("tab", val="left", pos=column)] if look.column else []
            edge = twips(self.supplement.page.full)
            page = w("tab", val="right", leader="dot", pos=edge)
            insert(setting, w("tabs", *number, page))

    def _close_up(self, paragraph: Element, style: HouseStyle) -> None:
        """A space after the number of a note, as Word has it, where nothing hangs on a tab."""
        if self.supplement.sheet.value(style, "w:pPr/w:ind", "w:hanging") not in (None, "0"):
            return
        for found in list(paragraph.iter(qualified("w:tab")))[:1]:
            replaced(found, [element("w:t", {"xml:space": "preserve"}, text=" ")])


_TABLES: Mapping[str, TableRole] = {style_id(role): role for role in get_args(TableRole)}


def _number(found: Element) -> int:
    text = said(found, "w:numId")
    return int(text) if text.isdigit() else 0

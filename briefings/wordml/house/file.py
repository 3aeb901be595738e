"""A Word file made on a reference document: its text is ours, its looks are the house's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from docx.opc.part import XmlPart

from briefings.document import Document, Group
from briefings.letters.languages import direction
from briefings.library.theme import Theme
from briefings.wordml.anchors import held
from briefings.wordml.archive import packed
from briefings.wordml.assembly import WordFile, numbered_levels
from briefings.wordml.characters import CharacterLook
from briefings.wordml.geometry import PageBox
from briefings.wordml.house.controls import pictures_told, renumbered, unboxed
from briefings.wordml.house.finish import (
    also_complex,
    in_direction,
    in_language,
    last_number,
    let_go,
    name_fonts,
    numbering_part,
    on_new_page,
    say_properties,
)
from briefings.wordml.house.lists import HouseNumbering, Lists
from briefings.wordml.house.order import insert, setting_of
from briefings.wordml.house.pages import directed, follow, turn, turned, unsaid
from briefings.wordml.house.placeholders import Filler, leaves, sayings
from briefings.wordml.house.reference import House
from briefings.wordml.house.running import HouseRunning
from briefings.wordml.house.supplement import Supplement
from briefings.wordml.house.translation import Translation
from briefings.wordml.look import Look
from briefings.wordml.looks import HEADINGS
from briefings.wordml.numbering import number_of
from briefings.wordml.running import Runner
from briefings.wordml.sections import Kind, Sections
from briefings.wordml.styles import Styler
from briefings.wordml.xml import Element, qualified, val, w

_BESIDE = frozenset(("footnotes", "endnotes", "comments"))


@dataclass(slots=True)
class HouseFile(WordFile):
    """One file in the making, on a reference document."""

    house: House = field(kw_only=True)
    supplement: Supplement = field(kw_only=True)
    filler: Filler = field(kw_only=True)
    lists: Lists = field(kw_only=True)
    drawn_in: float = field(kw_only=True)
    """Size of the type that charts are laid out in, pt."""
    cover: list[Element] = field(default_factory=list)
    """The house's cover, where the document is to have one."""
    last: Element = field(default_factory=lambda: w("sectPr"))
    """Properties of the section of the text."""
    heads: HouseRunning = field(init=False)

    @classmethod
    def on(
        cls, house: House, document: Document, theme: Theme, pages: Mapping[str, int]
    ) -> HouseFile:
        """A file on *house* with nothing of its text in it.

        *pages* gives the page of as many identifiers as are known.
        """
        word, page = house.opened(), _directed(house.pages.page, document.meta.language)
        theme = theme.written(direction(document.meta.language))
        dress = house.dressed(theme, document.layout)
        levels = numbered_levels(document)
        numbering = HouseNumbering(dress, document.layout, page, levels, bullet=house.bullet)
        styler = Styler(dress, document.layout, page, document.meta.language, numbering.reference)
        known = numbering_part(word.part)
        supplement = Supplement(
            house.sheet, house.casting, dress, document.layout, page, styler, house.lists
        )
        made = cls(
            document,
            dress,
            word,
            page,
            numbering,
            pages=pages,
            house=house,
            supplement=supplement,
            filler=Filler(sayings(document), document.meta.modified),
            lists=Lists(known),
            drawn_in=theme.style("caption", document.layout).size,
            cover=[deepcopy(block) for block in house.pages.cover] if _covered(document) else [],
            last=deepcopy(house.pages.last),
        )
        made._count()
        return made

    def _count(self) -> None:
        """Number our parts after the house's."""
        for kind in ("header", "footer"):
            self._running[kind] = last_number(self.word.part, f"/word/{kind}")
        self._media.after = last_number(self.word.part, "/word/media/image")

    @property
    def bears_logo(self) -> bool:
        """The house's own heads have its own."""
        return False

    @property
    def brings_cover(self) -> bool:
        """Whether the house's cover is used."""
        return bool(self.cover)

    def _chart_type(self) -> float:
        return self.drawn_in

    # --- pages ---

    @property
    def turned(self) -> PageBox:
        """The house's page, its longer side across."""
        return turned(self.page)

    def sections(self, total: int) -> Sections:
        """The sections of the file, on the house's page with its heads and feet filled in."""
        document = self.document
        runner = Runner(document.running, document.meta.marking, self.setter, self.sheet, total)
        self.heads = HouseRunning(
            self.word.part,
            self.filler,
            runner,
            self.house.even,
            self._add_running,
            self._backdrop(),
        )
        self._fill_cover()
        for section in self._house_sections():
            directed(section, self.page.mirrored)
            self.heads.run(section)
        for block in self.cover:
            unboxed(block)
        return Sections(self.sheet, self._properties)

    def _fill_cover(self) -> None:
        """Fill what is open on the cover, with anchors as the document's own has them."""
        filler = replace(self.filler, leaves=leaves(self.document, self.filler.said))
        for block in self.cover:
            filler.fill(block, self.house.titles)
            for found in block.iter(qualified("w:p")):
                if found.find(qualified("w:pPr")) is None:
                    found.insert(0, w("pPr"))

    def _house_sections(self) -> list[Element]:
        own = (b.find(f"{qualified('w:pPr')}/{qualified('w:sectPr')}") for b in self.cover)
        return [*(found for found in own if found is not None), self.last]

    def _properties(self, kind: Kind, first: bool) -> Element:
        """``w:sectPr`` of the house, of the *first* section of the text or another."""
        made = deepcopy(self.last)
        covered = self.house.pages.covered if self.cover else None
        if not first:
            follow(made)
        elif covered is not None:
            unsaid(made, covered)
        if kind == "turned":
            turn(made)
        return made

    @property
    def names_families(self) -> bool:
        """Never: the house's styles have families of their own."""
        return False

    # --- the end ---

    def finished(self, body: Sequence[Element], fonts: Mapping[str, Sequence[Path]]) -> bytes:
        """The bytes of the file with *body* in it; no *fonts* but the house's are embedded."""
        self._forget_unprinted([*self.cover, *body])
        self._tell([*self.cover, *body])
        story = self.word.element.body
        start = story.index(body[0])
        self.cover, body = story[:start], story[start:]
        translation = Translation(
            self.sheet, self.supplement, self.numbering, self.lists, self.references.kind
        )
        translation.all([*body, *self._beside(), *self.heads.lines])
        text = translation.spaced(list(body))
        if self.cover and self.house.pages.covered is None:
            on_new_page(self.cover, text)
        self._put_styles(translation.characters.values())
        ids = {look.id: self.supplement.paragraph_id(look) for look in self._linked()}
        self.lists.add(self.numbering.part(), ids)
        story[:] = [*self.cover, *text]
        heads = [part.element for part in self.heads.parts.values()]
        for number, root in enumerate([*self.cover, *heads]):
            pictures_told(root, self.document.meta.organisation)
            renumbered(root, number)
        self._relations()
        say_properties(self.word.part, self.document.meta, self.filler.properties)
        name_fonts(self.word.part, self.theme)
        self._settle_scripts()
        return packed(self.word, {})

    def _forget_unprinted(self, blocks: Iterable[Element]) -> None:
        """Say nothing in the base of a merge of what the house's cover has no place for."""
        origin, printed = self.document.origin, held(blocks)
        if origin is not None and self.cover:
            written = tuple(leaf for leaf in origin.written if printed.intersection(leaf.anchors))
            self.document = replace(self.document, origin=replace(origin, written=written))

    def _beside(self) -> list[Element]:
        """What stands beside the text: notes and comments."""
        related = self.word.part.rels.values()
        parts = (r.target_part for r in related if r.reltype.rpartition("/")[2] in _BESIDE)
        return [part.element for part in parts if isinstance(part, XmlPart)]

    def _linked(self) -> list[Look]:
        """Looks that levels of our lists are linked to: those we put in, and numbered headings."""
        return [
            look
            for look in self.sheet.looks.values()
            if look in HEADINGS or self.supplement.played(look) is None
        ]

    def _put_styles(self, characters: Iterable[CharacterLook]) -> None:
        """Put in what the house lacks, and number its headings where ours are numbered."""
        styles: Element = self.word.part._styles_part.element
        made = [
            *self.supplement.grounds(),
            *(
                self.supplement.paragraph(look)
                for look in self.sheet.looks.values()
                if self.supplement.played(look) is None
            ),
            *(
                self.supplement.character(look)
                for look in characters
                if self.house.casting.style(look.name) is None
            ),
            *(
                self.supplement.table(role)
                for role in self.sheet.tables
                if self.house.casting.style(f"{role} table") is None
            ),
        ]
        for style in made:
            for number in style.iter(qualified("w:numId")):
                own = int(number.get(qualified("w:val"), "0"))
                number.set(qualified("w:val"), str(self.lists.ours_as(own)))
        styles.extend(made)
        self._number_headings(styles)
        in_language(styles, self.document.meta.language)
        in_direction(styles, self.page.mirrored)
        if self.page.mirrored:
            also_complex(styles)

    def _number_headings(self, styles: Element) -> None:
        """Number the house's headings where ours are numbered, and the other way round.

        It is said in their styles, so that a heading that is written later is like the others.
        """
        for level, look in enumerate(HEADINGS):
            style, counted = self.supplement.played(look), self.supplement.counts(look)
            if look.id not in self.sheet.looks or style is None:
                continue
            setting = setting_of(styles, style.id)
            if counted and not self.document.numbered:
                insert(setting, w("numPr", val("numId", 0)))
                insert(setting, w("ind", left=0, firstLine=0))
                self.lists.let_go(style.id)
            elif level in self.numbering.numbered and not counted:
                number = self.lists.ours_as(self.numbering.headings())
                insert(setting, number_of(number, level))

    def _relations(self) -> None:
        """Let go of what only the text of the reference document had."""
        main = self.word.part
        let_go(main, self.word.element)
        for part in self.heads.parts.values():
            let_go(part, part.element)


def _covered(document: Document) -> bool:
    """Whether a document opens with a cover."""
    match document.blocks:
        case (Group(role="cover"), *_):
            return True
        case _:
            return False


def _directed(page: PageBox, language: str) -> PageBox:
    """A page as it is read: from right to left, lines begin at the margin that is on the right."""
    if direction(language) == "rtl":
        return replace(page, left=page.right, right=page.left, mirrored=True)
    return page

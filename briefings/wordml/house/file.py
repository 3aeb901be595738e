"""A Word file made on a reference document: its text is ours, its looks are the house's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefings.document import Document, Meta
from briefings.library.theme import Theme
from briefings.wordml import properties
from briefings.wordml.archive import packed
from briefings.wordml.assembly import WordFile, numbered_levels
from briefings.wordml.base import CORE_RELATION, OFFICE, PACKAGE, add_part
from briefings.wordml.house.clearing import RUNNING_OR_SHOWN
from briefings.wordml.house.controls import pictures_told, renumbered, unboxed
from briefings.wordml.house.finish import in_language, numbering_part, on_new_page
from briefings.wordml.house.lists import HouseNumbering, Lists
from briefings.wordml.house.order import insert, setting_of
from briefings.wordml.house.placeholders import Filler, sayings
from briefings.wordml.house.proportion import MARKED
from briefings.wordml.house.reference import House
from briefings.wordml.house.sections import references, used
from briefings.wordml.house.supplement import Supplement
from briefings.wordml.house.translation import Translation
from briefings.wordml.looks import HEADINGS, Look
from briefings.wordml.numbering import number_of
from briefings.wordml.running import Runner
from briefings.wordml.styles import Styler
from briefings.wordml.text import paragraph
from briefings.wordml.xml import RELATION, Element, element, qualified, serialise, val, w

_RUNNING: Mapping[str, str] = {"header": "hdr", "footer": "ftr"}


@dataclass(slots=True)
class HouseFile(WordFile):
    """One file in the making, on a reference document."""

    house: House = field(kw_only=True)
    supplement: Supplement = field(kw_only=True)
    filler: Filler = field(kw_only=True)
    lists: Lists = field(kw_only=True)
    cover: list[Element] = field(default_factory=list)
    last: Element = field(default_factory=lambda: w("sectPr"))
    """Properties of the section of the text."""
    lines: list[Element] = field(default_factory=list)
    """The lines of heads and feet that say the marking."""

    @classmethod
    def on(cls, house: House, document: Document, theme: Theme) -> HouseFile:
        """A file on *house* with nothing of its text in it."""
        word, page = house.opened(), house.sections.page
        dress = house.dressed(theme, document.layout)
        levels = numbered_levels(document)
        numbering = HouseNumbering(dress, document.layout, page, levels, bullet=house.bullet)
        styler = Styler(dress, document.layout, page, document.meta.language, numbering.reference)
        known = numbering_part(word.part)
        supplement = Supplement(
            house.sheet, house.casting, dress, document.layout, page, styler, house.lists
        )
        filler = Filler(sayings(document), document.meta.modified)
        return cls(
            document,
            dress,
            word,
            page,
            numbering,
            house=house,
            supplement=supplement,
            filler=filler,
            lists=Lists(known),
            last=deepcopy(house.sections.last),
        )

    @property
    def brings_cover(self) -> bool:
        """Whether the house's cover is used."""
        return bool(self.cover)

    # --- heads and feet ---

    def run_heads(self, total: int, cover: bool) -> None:
        """Fill the house's heads and feet and its cover, and put the marking on every page."""
        if cover:
            self.cover = [deepcopy(block) for block in self.house.sections.cover]
        titles = self.house.titles
        for block in self.cover:
            self.filler.fill(block, titles)
        for section in self._sections():
            self._run(section)
        for block in self.cover:
            unboxed(block)

    def _sections(self) -> list[Element]:
        own = (b.find(f"{qualified('w:pPr')}/{qualified('w:sectPr')}") for b in self.cover)
        return [*(found for found in own if found is not None), self.last]

    def _run(self, section: Element) -> None:
        """The heads and feet of one section: those there are, and those its pages lack."""
        named = references(section)
        for kind, tag in _RUNNING.items():
            for pages in used(section, self.house.even):
                if (kind, pages) not in named and self.document.meta.marking:
                    relation = self._new(kind, tag)
                    place = {"w:type": pages, "r:id": relation}
                    section.insert(0, element(f"w:{kind}Reference", place, also=("r",)))
        for (kind, _), relation in references(section).items():
            self._fill(kind, relation)

    def _new(self, kind: str, tag: str) -> str:
        taken = {str(part.partname) for part in self.word.part.package.iter_parts()}
        number = next(n for n in range(1, 999) if f"/word/{kind}{n}.xml" not in taken)
        return add_part(self.word.part, f"{kind}{number}", kind, w(tag))[1]

    def _fill(self, kind: str, relation: str) -> None:
        part = self.word.part.rels[relation].target_part
        if not isinstance(part, XmlPart) or relation in self._running:
            return
        self._running[relation] = kind
        root: Element = part.element
        self.filler.fill(root)
        unboxed(root)
        if self.document.meta.marking:
            runner = Runner(
                self.document.running, self.document.meta.marking, self.setter, self.sheet
            )
            line = paragraph(self.sheet.paragraph(MARKED), runner.mark())
            root.insert(len(root) if kind == "header" else 0, line)
            self.lines.append(line)
        elif not len(root):
            root.append(w("p"))

    def section(self, kind: Literal["whole", "cover", "rest"]) -> Element:
        """``w:sectPr`` of the house, for the whole text, our own cover, or what comes after it."""
        made = deepcopy(self.last)
        if kind == "rest":
            for name in ("w:titlePg", "w:headerReference", "w:footerReference"):
                for found in made.findall(qualified(name)):
                    made.remove(found)
            for found in made.findall(qualified("w:pgNumType")):
                found.attrib.pop(qualified("w:start"), "")
        return made

    # --- the end ---

    def finished(self, body: Sequence[Element], fonts: Mapping[str, Sequence[Path]]) -> bytes:
        """The bytes of the file with *body* in it; no *fonts* but the house's are embedded."""
        translation = Translation(self.sheet, self.supplement, self.numbering, self.lists)
        heads = [self._head(relation) for relation in self._running]
        translation.all([*body, *self.lines])
        text = translation.spaced(list(body))
        if self.cover and self.house.sections.covered is None:
            on_new_page(self.cover, text)
        self._add_styles()
        ids = {look.id: self.supplement.paragraph_id(look) for look in self._linked()}
        self.lists.add(self.numbering.part(), ids)
        story = self.word.element.body
        story.clear()
        story.extend([*self.cover, *text])
        for number, root in enumerate([*self.cover, *heads]):
            pictures_told(root, self.document.meta.organisation)
            renumbered(root, number)
        self._relations()
        self._properties()
        self._fonts()
        return packed(self.word, {})

    def _head(self, relation: str) -> Element:
        part = self.word.part.rels[relation].target_part
        assert isinstance(part, XmlPart)
        root: Element = part.element
        return root

    def _linked(self) -> list[Look]:
        """Looks that levels of our lists are linked to: those we put in, and numbered headings."""
        return [
            look
            for look in self.sheet.looks.values()
            if look in HEADINGS or self.supplement.played(look) is None
        ]

    def _add_styles(self) -> None:
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
                for look in self.sheet.characters.values()
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
        _let_go(main, self.word.element)
        for relation in self._running:
            part = main.rels[relation].target_part
            _let_go(part, self._head(relation))

    def _properties(self) -> None:
        """Say of the file what ours says of itself, and what fields of the house's ask for."""
        package, meta = self.word.part.package, self.document.meta
        roots = (
            ("core", f"{PACKAGE}.core-properties+xml", CORE_RELATION, properties.core(meta)),
            ("app", *_of_office("extended-properties"), properties.extended(meta)),
            ("custom", *_of_office("custom-properties"), self._custom(meta)),
        )
        for name, kind, relation, root in roots:
            where = PackURI(f"/docProps/{name}.xml")
            part = Part(where, kind, serialise(root), package)
            package.relate_to(part, relation)

    def _custom(self, meta: Meta) -> Element:
        return properties.custom(meta, self.filler.properties)

    def _fonts(self) -> None:
        """A table of fonts, which every file has, where the house's has none."""
        kinds = {relation.reltype for relation in self.word.part.rels.values()}
        if f"{RELATION}/fontTable" not in kinds:
            families = dict.fromkeys(font.family for font in self.theme.fonts.values())
            root = w("fonts", *(w("font", name=family) for family in families))
            add_part(self.word.part, "fontTable", "fontTable", root)


def _of_office(name: str) -> tuple[str, str]:
    return f"{OFFICE}.{name}+xml", f"{RELATION}/{name}"


def _let_go(part: Part, root: Element) -> None:
    """Let go of what a part leads to and does not show."""
    used = {v for e in root.iter() for k, v in e.attrib.items() if f"{{{RELATION}}}" in str(k)}
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in RUNNING_OR_SHOWN and key not in used:
            del part.rels[key]

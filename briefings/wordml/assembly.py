"""The parts of a file put together: styles, lists, heads and feet, fonts, pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Literal

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefings.document import Document, Heading, walk
from briefings.library.theme import Theme
from briefings.wordml import geometry as g
from briefings.wordml import looks
from briefings.wordml.archive import packed
from briefings.wordml.base import add_part, empty
from briefings.wordml.fonts import Face, faces, font_table
from briefings.wordml.geometry import PageBox, page_box
from briefings.wordml.numbering import Numbering
from briefings.wordml.running import Runner, section
from briefings.wordml.sheet import Sheet
from briefings.wordml.styles import Styler
from briefings.wordml.tables import table_style
from briefings.wordml.text import Bookmarks, Setter
from briefings.wordml.xml import RELATION, Element, w

_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


@dataclass(slots=True)
class WordFile:
    """One file in the making: what its text is set with, and what becomes of it."""

    document: Document
    theme: Theme
    word: WordDocument
    page: PageBox
    numbering: Numbering
    sheet: Sheet = field(default_factory=Sheet)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    _running: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begun(cls, document: Document, theme: Theme) -> WordFile:
        """A file with nothing in it yet but the styles that every file has."""
        page = page_box(theme, document.layout)
        numbering = Numbering(theme, document.layout, page, numbered_levels(document))
        made = cls(document, theme, empty(theme, document.meta, page.text), page, numbering)
        made.sheet.all(looks.CORE)
        return made

    @property
    def brings_cover(self) -> bool:
        """Whether the file has a cover that the document's own is left out for."""
        return False

    @property
    def setter(self) -> Setter:
        """Sets inlines in this file."""
        return Setter(self.bookmarks, self.sheet.character, self._relate)

    @property
    def book(self) -> bool:
        """Whether annexes begin on new pages and the back matter has headings of its own."""
        return self.document.layout in g.OPENS_PAGES

    def _relate(self, href: str) -> str:
        return self.word.part.relate_to(href, f"{RELATION}/hyperlink", is_external=True)

    def image(self, data: bytes) -> str:
        """The relationship id of a PNG or JPEG picture, which is stored once however often used."""
        relation, _ = self.word.part.get_or_add_image(BytesIO(data))
        return relation

    # --- heads and feet ---

    def run_heads(self, total: int, cover: bool) -> None:
        """Write the heads and feet of first and other pages; *total* is the number of pages."""
        document = self.document
        runner = Runner(document.running, document.meta.marking, self.setter, self.sheet)
        self._add_running("hdr", "header/default", runner.head(titled=True))
        self._add_running("hdr", "header/first", runner.head(titled=False))
        self._add_running("ftr", "footer/default", runner.foot(True, total))
        self._add_running("ftr", "footer/first", runner.foot(not cover, total))

    def _add_running(self, tag: str, place: str, content: Sequence[Element]) -> None:
        kind, _, page = place.partition("/")
        name = f"{kind}{1 if page == 'default' else 2}"
        _, self._running[place] = add_part(self.word.part, name, kind, w(tag, *content))

    def section(self, kind: Literal["whole", "cover", "rest"]) -> Element:
        """``w:sectPr``: of the whole file, or of a cover and what comes after it."""
        page = self.page
        if kind == "cover":
            page = replace(page, top=g.COVER_TOP, bottom=g.COVER_BOTTOM)
        return section(
            page,
            self.theme.style("running", self.document.layout).leading,
            marked=bool(self.document.meta.marking),
            references={} if kind == "rest" else self._running,
            first=kind != "rest",
        )

    # --- the end ---

    def finished(self, body: Sequence[Element], fonts: Mapping[str, Sequence[Path]]) -> bytes:
        """The bytes of the file with *body* in it and *fonts* embedded."""
        story = self.word.element.body
        story.clear()
        story.extend(body)
        self._add_styles()
        add_part(self.word.part, "numbering", "numbering", self.numbering.part())
        return packed(self.word, self._add_fonts(fonts))

    def _add_styles(self) -> None:
        document, sheet = self.document, self.sheet
        styler = Styler(
            self.theme,
            document.layout,
            self.page,
            document.meta.language,
            self.numbering.reference,
        )
        ruled = (table_style(self.theme, role) for role in sheet.tables)
        root = styler.part(sheet.looks.values(), sheet.characters.values(), ruled)
        add_part(self.word.part, "styles", "styles", root)

    def _add_fonts(self, fonts: Mapping[str, Sequence[Path]]) -> dict[str, bytes]:
        """Add the table of fonts; the fonts' own bytes are left to the packing."""
        used = {font.family: font for font in self.theme.fonts.values()}
        root = w("fonts")
        part, _ = add_part(self.word.part, "fontTable", "fontTable", root)
        stored: dict[str, bytes] = {}
        for font in used.values():
            embedded: list[tuple[Face, str]] = []
            for face in faces(fonts.get(font.family, ())):
                where = PackURI(f"/word/fonts/font{len(stored) + 1}.odttf")
                stored[where.membername] = face.data
                empty_part = Part(where, _FONT, b"", part.package)
                embedded.append((face, part.relate_to(empty_part, f"{RELATION}/font")))
            root.append(font_table(font, embedded))
        return stored


def numbered_levels(document: Document) -> frozenset[int]:
    """Levels of headings that Word is to number, counted from 0."""
    headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
    found = frozenset(h.level - 2 for h in headings if h.number and h.level > 1)
    return found if document.numbered else frozenset()

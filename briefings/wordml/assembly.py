"""The parts of a file put together: styles, lists, heads and feet, fonts, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefings.document import ChartData, Document, Heading, Note, walk
from briefings.letters.languages import direction
from briefings.library.theme import Theme
from briefings.watermark import ink, watermark
from briefings.wordml import anchors, comments, directions, looks, scripts
from briefings.wordml import geometry as g
from briefings.wordml.archive import packed
from briefings.wordml.base import add_part, empty
from briefings.wordml.charts import Paint, add_chart
from briefings.wordml.fonts import Face, embeds, faces, font_table, script_font
from briefings.wordml.geometry import PageBox, page_box
from briefings.wordml.media import Media, MediaType
from briefings.wordml.mergebase import add_base
from briefings.wordml.notes import add_notes, counted, settings
from briefings.wordml.numbering import Numbering
from briefings.wordml.references import References, call_look
from briefings.wordml.running import Runner
from briefings.wordml.sections import Backdrop, PageSetup, Sections
from briefings.wordml.sheet import Sheet
from briefings.wordml.styles import Styler
from briefings.wordml.tables import table_style
from briefings.wordml.text import Bookmarks, Setter
from briefings.wordml.watermark import shape
from briefings.wordml.xml import RELATION, Element, qualified, w

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
    pages: Mapping[str, int] = field(default_factory=dict)
    references: References = field(init=False)
    _running: Counter[str] = field(default_factory=Counter)
    """How many heads and feet there are."""
    _media: Media = field(default_factory=Media)
    _charts: int = 0

    def __post_init__(self) -> None:
        self.references = References.of(self.document, self.bookmarks, self.pages)
        self.sheet.all(looks.CORE)

    @classmethod
    def begun(cls, document: Document, theme: Theme, pages: Mapping[str, int]) -> WordFile:
        """A file with nothing in it yet but the styles that every file has.

        *pages* gives the page of as many identifiers as are known.
        """
        reading = direction(document.meta.language)
        theme = theme.spoken(document.meta.language).written(reading)
        page = replace(page_box(theme, document.layout), mirrored=reading == "rtl")
        numbering = Numbering(theme, document.layout, page, numbered_levels(document))
        word = empty(theme, document.meta, page.text, theme.layouts[document.layout].facing)
        return cls(document, theme, word, page, numbering, pages=pages)

    @property
    def setter(self) -> Setter:
        """Sets inlines in this file."""
        return Setter(
            self.bookmarks,
            self.sheet.character,
            self._relate,
            self.references.set,
            call=call_look(self.references.kind),
            italics=self.page.design.italics,
            leaf=anchors.marked,
        )

    @property
    def book(self) -> bool:
        """Whether annexes begin on new pages and the back matter has headings of its own."""
        return self.document.layout in g.OPENS_PAGES

    def _relate(self, href: str) -> str:
        return self.word.part.relate_to(href, f"{RELATION}/hyperlink", is_external=True)

    def image(self, media_type: MediaType, data: bytes) -> str:
        """The relationship id of a picture, which is stored once however often it is used."""
        return self._media.add(self.word.part, media_type, data)

    def chart(self, data: ChartData, scale: float) -> str:
        """The relationship id of a chart whose type is made smaller by *scale*, as it is."""
        self._charts += 1
        return add_chart(self.word.part, self._charts, data, self.paint(scale))

    def paint(self, scale: float) -> Paint:
        """What charts are drawn with whose type is made smaller by *scale*."""
        return Paint(self.theme, self._chart_type() * scale, self.document.meta.language)

    def _chart_type(self) -> float:
        """Size of the type that charts are laid out in, pt."""
        return self.theme.style("caption", self.document.layout).size

    @property
    def brings_cover(self) -> bool:
        """Whether the file has a cover that the document's own is left out for."""
        return False

    @property
    def bears_logo(self) -> bool:
        """Whether the theme's logo is printed."""
        return True

    @property
    def names_families(self) -> bool:
        """Whether words in other scripts say the theme's family for them."""
        return True

    def add_notes(self, notes: Iterable[Note]) -> None:
        """Have Word keep *notes*, of the kind that the document has."""
        kind = self.references.kind
        assert kind is not None
        add_notes(self.word.part, kind, notes, self.setter, self.sheet)
        compatibility = self.word.settings.element.find(qualified("w:compat"))
        compatibility.addprevious(settings(kind))

    # --- heads and feet ---

    @property
    def turned(self) -> PageBox:
        """The landscape page, for tables too wide for an upright one."""
        page = page_box(self.theme, self.document.layout, turned=True)
        return replace(page, mirrored=self.page.mirrored)

    def sections(self, total: int) -> Sections:
        """The sections of the file, of which *total* is the number of pages."""
        document, page = self.document, self.page
        runner = Runner(
            document.running,
            document.meta.marking,
            self.setter,
            self.sheet,
            total,
            self.theme.layouts[document.layout].facing,
        )
        cover = replace(page, top=g.COVER_TOP, bottom=g.COVER_BOTTOM)
        setup = PageSetup(
            runner,
            {
                "cover": cover,
                "front": page,
                "text": page,
                "columns": page,
                "turned": self.turned,
            },
            self.theme.style("running", document.layout).leading,
            self.book,
            self._add_running,
            self._backdrop(),
        )
        return Sections(self.sheet, setup.properties)

    def _backdrop(self) -> Backdrop | None:
        """What draws the watermark behind the text of each page, if there is one."""
        words = self.document.running.watermark
        if not words:
            return None
        mark = watermark(words, (self.page.width, self.page.height))
        return partial(shape, mark, ink(self.theme), self.theme.fonts["sans"].in_word)

    def _add_running(self, kind: Literal["header", "footer"], content: Sequence[Element]) -> str:
        self._running[kind] += 1
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        name = f"{kind}{self._running[kind]}"
        return add_part(self.word.part, name, kind, w(tag, *content))[1]

    # --- the end ---

    def finished(self, body: Sequence[Element], fonts: Mapping[str, Sequence[Path]]) -> bytes:
        """The bytes of the file with *body* in it and *fonts* embedded."""
        self._tell(body)
        self._add_styles()
        add_part(self.word.part, "numbering", "numbering", self.numbering.part())
        return packed(self.word, self._add_fonts(fonts, self._settle_scripts()))

    def _tell(self, body: Iterable[Element]) -> None:
        """Put in *body*, with what finds its words again, comments, and the base of a merge."""
        story = self.word.element.body
        story.clear()
        story.extend(body)
        if self.references.kind == "endnote":
            for section in story.iter(qualified("w:sectPr")):
                counted(section)
        if origin := self.document.origin:
            anchors.settle(story, origin, self.bookmarks)
            comments.add(self.word.part, story, origin, self.document.meta, self.setter, self.sheet)
            add_base(self.word.part, origin, self.document.meta)

    def _settle_scripts(self) -> set[str]:
        """Mark what is in another script or direction than Latin; tell the families it is in."""
        parts = [p for p in self.word.part.package.iter_parts() if isinstance(p, XmlPart)]
        language = self.document.meta.language
        marked = sum(directions.settle(part.element, language) for part in parts)
        wanted = scripts.Wanted(
            language, self.theme, self.document.layout, self.sheet, self.names_families
        )
        for part in parts:
            wanted.settle(part.element)
        if marked:
            wanted.families.update(f.complex for f in self.theme.fonts.values() if f.complex)
        return wanted.families

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

    def _add_fonts(self, fonts: Mapping[str, Sequence[Path]], others: set[str]) -> dict[str, bytes]:
        """Add the table of fonts; the fonts' own bytes are left to the packing.

        Of families for *others* than Latin those are in it that the file has words in.
        """
        used = {font.in_word: font for font in self.theme.fonts.values()}
        named = (f for font in self.theme.fonts.values() for f in font.by_script.values())
        used |= {family: script_font(family) for family in named if family in others}
        root = w("fonts")
        part, _ = add_part(self.word.part, "fontTable", "fontTable", root)
        stored: dict[str, bytes] = {}
        for font in used.values():
            embedded: list[tuple[Face, str]] = []
            for face in faces(fonts.get(font.family, ()) if embeds(font) else ()):
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

"""The press: one edition measured and laid out, as often as fitting asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from briefings.content import Content
from briefings.document import Document, word_count
from briefings.edition import Edition
from briefings.edition.fit import Extent
from briefings.edition.stocktaking import wordings
from briefings.engine import Engine, Sheet, apart
from briefings.errors import Place
from briefings.galley import Galley
from briefings.galley.marks import Variant
from briefings.galley.tally import tally
from briefings.glyphs import Glyphs
from briefings.letters.languages import direction
from briefings.library.theme import Theme
from briefings.model.parts import Worded
from briefings.model.tree import walk
from briefings.rendering.material import Material
from briefings.rendering.render import marked, render
from briefings.typeset import Typeset, sheet, stylesheet, typeset
from briefings.typeset.proof import column, proof
from briefings.typeset.witness import Suspect, Witness


@dataclass
class Press:
    """Lays out what is chosen of *whole*. It keeps what it measured, for other lengths too."""

    whole: Edition
    material: Material
    theme: Theme
    templates: tuple[Path, ...]
    fonts: tuple[Path, ...]
    engine: Engine = field(default_factory=apart.shared)
    where: Callable[[Edition, str], Place] = lambda edition, _: Place(edition.name)
    """Where in the content a part of an edition stands, by its key; or with none, the whole."""
    layouts: int = 0
    """How many times the engine was asked."""
    _made: dict[object, Typeset] = field(default_factory=dict)

    @property
    def feather(self) -> float:
        """The most that the theme lets spaces be multiplied by; on a grid they stay whole lines."""
        theme = self.theme.written(direction(self.whole.briefing.language))
        return 1.0 if theme.step(self.whole.kind.layout) else theme.feather

    @property
    def line(self) -> float:
        """Leading of running text, pt."""
        return self.theme.style("body", self.whole.kind.layout).leading

    @cached_property
    def galley(self) -> Galley:
        """The column of all that the edition may say, in pt."""
        self.layouts += 1
        document = self.document(self.whole)
        alone = partial(self._column, document)
        engine = self._witnessed(alone, lambda: (edition for edition, _ in self._said))
        return proof(document, self._variants, self.theme, self.templates, engine)

    @cached_property
    def tally(self) -> Galley:
        """The same in words."""
        return tally(self._variants, self.whole.briefing.language)

    def layout(self, edition: Edition, stretch: float = 1) -> Extent:
        """The extent of *edition*, with spaces multiplied by *stretch*."""
        laid = self.pages(edition, stretch)
        return Extent(laid.count, word_count(laid.document), laid.used)

    def pages(
        self, edition: Edition, stretch: float = 1, length: str = "", themed: str = ""
    ) -> Typeset:
        """*edition* on pages; what was laid out before is not again.

        *length* and *themed* name what was asked for, for whoever makes it anew from a file.
        """
        key = edition.fingerprint, stretch
        if key not in self._made:
            self.layouts += 1
            document, theme = self.document(edition), self.theme.feathered(stretch)
            alone = partial(self._sheet, document, theme)
            engine = self._witnessed(alone, lambda: iter((edition,)))
            self._made[key] = typeset(document, theme, self.templates, self.fonts, engine)
        laid = self._made[key]
        if not (length or themed) or not laid.document.origin:
            return laid
        origin = replace(laid.document.origin, length=length, theme=themed)
        return replace(laid, document=replace(laid.document, origin=origin))

    def document(self, edition: Edition) -> Document:
        """*edition* rendered. Raises ContentError where no font has a character of it."""
        document = render(edition, self.material, self.templates)
        Glyphs(self.theme.spoken(document.meta.language), self.fonts).require(document)
        return document

    def _witnessed(
        self, alone: Callable[[str], Sheet], editions: Callable[[], Iterator[Edition]]
    ) -> Witness:
        """The engine; where it can't lay out *editions*, the part that is to blame is told."""

        def suspects() -> Iterator[Suspect]:
            for edition in editions():
                html = marked(edition, self.material, self.templates)
                yield Suspect(html, partial(self.where, edition))

        return Witness(self.engine, suspects, alone, self.where(self.whole, ""))

    def _column(self, document: Document, html: str) -> Sheet:
        return column(document, (html,), self.theme, self.templates)

    def _sheet(self, document: Document, theme: Theme, html: str) -> Sheet:
        return sheet(document, theme, stylesheet(document, theme, self.templates), html)

    @cached_property
    def _variants(self) -> tuple[Variant, ...]:
        return tuple(
            Variant(marked(edition, self.material, self.templates), ranks)
            for edition, ranks in self._said
        )

    def said(self) -> Iterator[Document]:
        """Documents that together say all that the edition may, each part at each wording."""
        return (self.document(edition) for edition, _ in self._said)

    @property
    def _said(self) -> Iterator[tuple[Edition, dict[str, int]]]:
        """The whole at each of its wordings, and their ranks."""
        levels = wordings(self.whole)
        everywhere = {part.key: 1 for part in self.whole.parts}
        for ranks in _ranks(self.whole):
            taken = {key: level for key, rank in ranks.items() if (level := levels[key][rank - 1])}
            edition = replace(self.whole, levels={**self.whole.levels, **taken})
            yield edition, {**everywhere, **ranks}


def _ranks(edition: Edition) -> Iterator[dict[str, int]]:
    """Ranks of wordings, such that every part is at every wording of its own once."""
    most = {key: len(levels) for key, levels in wordings(edition).items()}
    for less in range(max(most.values())):
        yield {key: max(rank - less, 1) for key, rank in most.items()}


def place_of(content: Content, edition: Edition, key: str) -> Place:
    """Where the wording stands that *edition* takes of the part *key*; with none, the title."""
    source = content.source
    here = next((here for here in walk(content.briefing) if here.part.key == key), None)
    if here is None:
        return source.place(("title",))
    if isinstance(here.part, Worded):
        return source.text_place((*here.loc, edition.taken(here.part)))
    return source.place(here.loc)

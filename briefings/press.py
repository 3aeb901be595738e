"""The press: one edition measured and laid out, as often as fitting asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from briefings.document import Document, word_count
from briefings.edition import Edition
from briefings.edition.fit import Extent
from briefings.edition.stocktaking import wordings
from briefings.galley import Galley
from briefings.glyphs import Glyphs
from briefings.library.theme import Theme
from briefings.marks import Variant
from briefings.material import Material
from briefings.render import marked, render
from briefings.tally import tally
from briefings.typeset import Typeset, typeset
from briefings.typeset.proof import proof


@dataclass
class Press:
    """Lays out what is chosen of *whole*. It keeps what it measured, for other lengths too."""

    whole: Edition
    material: Material
    theme: Theme
    templates: tuple[Path, ...]
    fonts: tuple[Path, ...]
    layouts: int = 0
    """How many times the engine was asked."""
    _made: dict[object, Typeset] = field(default_factory=dict)

    @property
    def feather(self) -> float:
        """The most that the theme lets spaces be multiplied by."""
        return self.theme.feather

    @property
    def line(self) -> float:
        """Leading of running text, pt."""
        return self.theme.style("body", self.whole.kind.layout).leading

    @cached_property
    def galley(self) -> Galley:
        """The column of all that the edition may say, in pt."""
        self.layouts += 1
        document = self.document(self.whole)
        return proof(document, self._variants, self.theme, self.templates)

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
            self._made[key] = typeset(document, theme, self.templates, self.fonts)
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

    @cached_property
    def _variants(self) -> tuple[Variant, ...]:
        return tuple(self._said_at(ranks) for ranks in _ranks(self.whole))

    def said(self) -> Iterator[Document]:
        """Documents that together say all that the edition may, each part at each wording."""
        return (self.document(self._at(ranks)) for ranks in _ranks(self.whole))

    def _at(self, ranks: dict[str, int]) -> Edition:
        """The whole edition with parts at the wordings of these ranks."""
        levels = wordings(self.whole)
        taken = {key: level for key, rank in ranks.items() if (level := levels[key][rank - 1])}
        return replace(self.whole, levels={**self.whole.levels, **taken})

    def _said_at(self, ranks: dict[str, int]) -> Variant:
        edition = self._at(ranks)
        everywhere = {part.key: 1 for part in self.whole.parts}
        return Variant(marked(edition, self.material, self.templates), {**everywhere, **ranks})


def _ranks(edition: Edition) -> Iterator[dict[str, int]]:
    """Ranks of wordings, such that every part is at every wording of its own once."""
    most = {key: len(levels) for key, levels in wordings(edition).items()}
    for less in range(max(most.values())):
        yield {key: max(rank - less, 1) for key, rank in most.items()}

"""The desk: what orders share, read and drawn once, as long as it is in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from briefings import content as contents
from briefings import translation
from briefings.builds import facets
from briefings.builds.orders import Order
from briefings.builds.standing import digest_of, fonts
from briefings.content import Content
from briefings.edition import Edition
from briefings.edition.fit import Target
from briefings.edition.reach import reach, within_reach
from briefings.edition.selection import select
from briefings.engine import Engine, apart
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.library import KIND, Library
from briefings.library.labels import Labels
from briefings.library.theme import Theme
from briefings.press import Press, place_of
from briefings.rendering.material import Material, gather

if TYPE_CHECKING:
    from briefings.wordml.house.reference import House

WORD = "docx"
"""The format that a reference document is for."""

FEW, MANY = 4, 32
"""How many of what is large, and of what is small, are kept at most."""

V = TypeVar("V")


class Recent(Generic[V]):
    """What was made lately, or the error that stood in the way; at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[object, V | BriefingsError] = OrderedDict()

    def get(self, key: object, make: Callable[[], V]) -> V:
        """What there is of *key*; else what *make* gives. Raises what it raises, each time."""
        if key not in self._found:
            try:
                self._found[key] = make()
            except BriefingsError as error:
                self._found[key] = error
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        self._found.move_to_end(key)
        found = self._found[key]
        if isinstance(found, BriefingsError):
            raise found.with_traceback(None)  # else it would hold all who ever asked
        return found


def _few() -> Recent[V]:
    return Recent(FEW)


def _many() -> Recent[V]:
    return Recent(MANY)


@dataclass
class Desk:
    """What orders of one library share."""

    library: Library
    stamp: str = ""
    """Date of files whose content has none (ISO 8601), never the clock's."""
    reference: Path | None = None
    """A Word document to make Word files on; else the theme's, if it names one."""
    style_map: Path | None = None
    """Which of its styles play which roles; else what the file beside it says."""
    engine: Engine = field(default_factory=apart.shared)
    """What lays out the pages."""
    _contents: Recent[Content] = field(default_factory=_few)
    _materials: Recent[Material] = field(default_factory=_few)
    _presses: Recent[Press] = field(default_factory=lambda: Recent(1))
    """One: orders for other lengths of an edition follow each other."""
    _houses: Recent[House] = field(default_factory=_few)
    _labels: Recent[Labels] = field(default_factory=_many)
    _themes: Recent[Theme] = field(default_factory=_many)
    _editions: Recent[Edition] = field(default_factory=_many)
    _references: Recent[Path | None] = field(default_factory=_many)
    _files: Recent[Mapping[str, tuple[Path, ...]]] = field(default_factory=_many)

    def content(self, order: Order) -> Content:
        """The content of *order*, in its language. Raises BriefingsError for what is wrong."""

        def load() -> Content:
            for path in (order.content, translation.path(order.content, order.language)):
                digest_of(path)  # before it is read, so that a later change is always seen
            return contents.load(order.content, self.library, order.language, digest_of)

        return self._contents.get((order.content, order.language), load)

    def labels(self, order: Order) -> Labels:
        """The fixed words of the language of *order*."""
        language = self.content(order).briefing.language
        return self._labels.get(language, lambda: self.library.labels(language))

    def theme_name(self, order: Order) -> str:
        """The theme that was asked for; else the content's own."""
        return order.theme or self.content(order).briefing.theme

    def theme(self, order: Order) -> Theme:
        """The theme of *order*, its tokens checked. Raises BriefingsError if it is bad."""
        name = self.theme_name(order)
        return self._themes.get(name, lambda: self.library.checked_theme(name))

    def house(self, order: Order) -> House | None:
        """The reference document that the Word file of *order* is made on, if there is to be one.

        Raises ContentError for what is wrong with it or its mapping.
        """
        if WORD not in order.formats:
            return None
        name = self.theme_name(order)
        own = self._references.get(name, lambda: self.library.reference_doc(name))
        path = self.reference or own
        if path is None:
            return None
        from briefings.wordml.house.reference import load  # late, for few products are so made

        return self._houses.get(path, lambda: load(path, self.style_map))

    def selected(self, order: Order) -> Edition:
        """The edition of *order* before it is fitted. Raises BriefingsError if there is none."""
        key = order.content, order.language, order.kind, order.audience, self.theme_name(order)
        return self._editions.get(key, lambda: self._select(order))

    def _select(self, order: Order) -> Edition:
        content, theme = self.content(order), self.theme(order)
        kind, audience = self.library.kind(order.kind), self.library.audience(order.audience)
        if kind.layout not in theme.layouts:
            what = f"the theme '{theme.name}' has no layout '{kind.layout}'"
            place = Place(f"templates/kinds/{kind.name}{KIND}")
            remedy = f"use one of {', '.join(theme.layouts)}"
            raise ContentError(Problem(place, "K102", what, remedy))
        if kind.notes == "footnotes" and theme.layouts[kind.layout].columns:
            what = f"the theme '{theme.name}' sets the layout '{kind.layout}' in columns"
            place = Place(f"templates/kinds/{kind.name}{KIND}")
            remedy = "let notes stand in a list (notes: notes), not at the foot of pages"
            raise ContentError(Problem(place, "K103", what, remedy))
        return select(content.name, content.briefing, kind, audience, content.source)

    def target(self, order: Order) -> Target:
        """What *order* is to be fitted to. Raises UsageError for more pages than its kind has."""
        kind = self.library.kind(order.kind)
        return order.length.target(kind, self.content(order).briefing.language)

    def press(self, order: Order) -> Press:
        """What lays out *order*."""
        words = reach(self.library.kind(order.kind), self.target(order))
        shared = order.content, order.language, order.kind, order.audience
        key = *shared, self.theme_name(order), words
        return self._presses.get(key, lambda: self._press(order, words))

    def _press(self, order: Order, words: int | None) -> Press:
        content, theme, whole = self.content(order), self.theme(order), self.selected(order)
        if words is not None:
            whole = within_reach(whole, words, content.source.place(("title",)))
        material = self._material(order, theme, whole.kind.layout)
        found = material, theme, self.library.templates, self.library.fonts
        return Press(whole, *found, self.engine, partial(place_of, content))

    def _material(self, order: Order, theme: Theme, layout: str) -> Material:
        content, labels, name = self.content(order), self.labels(order), self.theme_name(order)

        def draw() -> Material:
            fonts, logo = self.library.fonts, self.library.logo(name)
            return gather(content, labels, theme, layout, fonts, self.stamp, logo)

        return self._materials.get((order.content, order.language, name, layout), draw)

    def inputs(self, order: Order) -> list[Path]:
        """Every file that a product of *order* is made from, apart from the program's own."""
        own = (path for paths in self._library_files(order).values() for path in paths)
        house = self.house(order)
        return [*self.content(order).files, *own, *(house.files if house else ())]

    def _library_files(self, order: Order) -> Mapping[str, tuple[Path, ...]]:
        language = self.content(order).briefing.language
        key = order.kind, order.audience, self.theme_name(order), language
        return self._files.get(key, lambda: self.library.facets(*key))

    def facets(self, order: Order) -> Mapping[str, str]:
        """What products of *order* depend on, in whatever format they are.

        Raises BriefingsError for what is wrong with its content.
        """
        content, edition = self.content(order), self.selected(order)
        return {
            "words": facets.words(edition),
            "data": facets.data(edition, content),
            "translation": facets.translation(edition, content),
            **{name: facets.of(paths) for name, paths in self._library_files(order).items()},
            "fonts": fonts(self.library.templates),
            "options": facets.asked(order, edition.briefing, self.stamp),
            **facets.makers(),
        }

    def word_facets(self, order: Order) -> Mapping[str, str]:
        """What Word files of *order* depend on beside that. Raises ContentError."""
        house = self.house(order)
        return {"house": facets.of(house.files if house else ())}

"""Building: the one module that knows the order, from a file of content to files of products."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from briefings import content as contents
from briefings.content import Content
from briefings.digest import digest, digests
from briefings.document import word_count
from briefings.edition import Edition
from briefings.edition.account import Account, account, outline
from briefings.edition.fit import Fitted, Target, fit
from briefings.edition.reach import reach, within_reach
from briefings.edition.selection import select
from briefings.edition.telling import summary
from briefings.engine import Engine, apart
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.files import read, write
from briefings.length import UNASKED, Length
from briefings.library import KIND, Library, shown
from briefings.library.labels import Labels
from briefings.library.theme import Theme
from briefings.manifest import NAME, SUMS, Manifest, Rendition
from briefings.manifest import form as manifests
from briefings.manifest.environment import fonts_in, manifest
from briefings.manifest.merging import kept
from briefings.manifest.sums import sums
from briefings.material import Material, gather
from briefings.naming import known
from briefings.press import Press, place_of
from briefings.translation import Text, texts
from briefings.typeset import Typeset
from briefings.untranslated import missing, outdated, printed
from briefings.wordml.house.reference import House
from briefings.wordml.house.reference import load as load_house
from briefings.writers import docx, writer

WORD = "docx"
"""The format that a reference document is for."""

PROMISES = 5
"""How often a product is made for a Word file that keeps to its pages."""

LINE = 14.0
"""What is kept free more each time, pt."""


@dataclass(frozen=True, slots=True)
class Order:
    """One edition to build, in one format or several."""

    content: Path
    kind: str
    audience: str
    formats: tuple[str, ...]
    length: Length = UNASKED
    theme: str = ""
    """The theme that was asked for; else the content's own."""
    language: str = ""
    """Tag of the language (BCP 47) that was asked for; else the content's own."""

    @property
    def name(self) -> str:
        """The name of its files: content, kind, audience; theme, length, language if asked for."""
        asked = (self.theme, self.length.name, self.language)
        named = (self.content.stem, self.kind, self.audience, *asked)
        return "_".join(filter(None, named))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the files built, or what stood in the way."""

    order: Order
    built: tuple[Rendition, ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    notices: tuple[Problem, ...] = ()
    """What is not wrong, but not as asked for either."""


@dataclass(frozen=True, slots=True)
class _Content:
    """A content with what all its editions share."""

    content: Content
    labels: Labels


@dataclass
class Builder:
    """Builds orders into a folder. It keeps what orders share, so nothing is read twice."""

    library: Library
    output: Path
    stamp: str = ""
    """Date of files whose content has none (ISO 8601), never the clock's."""
    verify: bool = False
    """Whether LibreOffice is asked if the Word files keep to their pages."""
    reference: Path | None = None
    """A Word document to make Word files on; else the theme's, if it names one."""
    style_map: Path | None = None
    """Which of its styles play which roles; else what the file beside it says."""
    engine: Engine = field(default_factory=apart.shared)
    """What lays out the pages: a child process of this one, with limits."""
    _houses: dict[Path, House] = field(default_factory=dict)
    _contents: dict[tuple[Path, str], _Content | BriefingsError] = field(default_factory=dict)
    _themes: dict[str, Theme | BriefingsError] = field(default_factory=dict)
    _materials: dict[tuple[object, ...], Material] = field(default_factory=dict)
    _presses: dict[tuple[object, ...], Press] = field(default_factory=dict)
    _fonts: dict[str, str] = field(default_factory=dict)

    def sound(self, orders: Sequence[Order]) -> tuple[list[Order], list[Outcome]]:
        """Orders whose content and theme can be read, and one outcome for each that can't."""
        sound: list[Order] = []
        refused: dict[tuple[Problem, ...], Outcome] = {}
        for order in orders:
            try:
                self._theme(order)
                sound.append(order)
            except BriefingsError as error:
                outcome = Outcome(order, (), error.problems, error.exit_code)
                refused.setdefault(error.problems, outcome)
        return sound, [*refused.values()]

    def build(self, order: Order) -> Outcome:
        """Build one order. What is wrong is in the outcome; earlier outputs stay untouched."""
        try:
            pages, fitted, files = self._promised(order) if self.verify else self._made(order)
            built = self._written(order, fitted, pages, files)
            content = self._content(order).content
            stale = outdated(content, fitted.edition, pages.document)
            return Outcome(order, built, notices=(*_short_of(order, pages), *stale))
        except BriefingsError as error:
            return Outcome(order, (), error.problems, error.exit_code)

    def fitted(self, order: Order, reserve: float = 0) -> Fitted:
        """The edition at its length, with *reserve* pt left free; nothing is written.

        Raises BriefingsError for what is wrong with the content or the order.
        """
        press, target = self._press(order)
        place = self._content(order).content.source.place(("title",))
        return fit(press.whole, target, press, place, reserve)

    def texts(self, order: Order) -> tuple[Text, ...]:
        """All that the edition of *order* may say, whatever its length, and that is translated."""
        press, content = self._press(order)[0], self._content(order).content
        every = tuple(texts(content.briefing))
        return tuple(printed(every, content, press.whole, *press.said()))

    def _made(self, order: Order, reserve: float = 0) -> tuple[Typeset, Fitted, dict[str, bytes]]:
        house = self._house(order)
        fitted = self.fitted(order, reserve)
        pages = self._press(order)[0].pages(
            fitted.edition, fitted.stretch, order.length.name, order.theme
        )
        content = self._content(order).content
        if problems := missing(content, fitted.edition, pages.document):
            raise ContentError(problems)
        made = {
            name: docx.write(pages, house) if name == WORD else writer(name).write(pages)
            for name in order.formats
        }
        return pages, fitted, made

    def _house(self, order: Order) -> House | None:
        """The reference document that the Word file of *order* is made on, if there is to be one.

        Raises ContentError for what is wrong with it or its mapping.
        """
        if WORD not in order.formats:
            return None
        path = self.reference or self.library.reference_doc(self._theme_name(order))
        if path is None:
            return None
        if path not in self._houses:
            self._houses[path] = load_house(path, self.style_map)
        return self._houses[path]

    def _promised(self, order: Order) -> tuple[Typeset, Fitted, dict[str, bytes]]:
        """The files of *order*, of which LibreOffice lays out the Word file in the pages asked for.

        Where it takes more, a line more is kept free in all formats, and so on. Raises ContentError
        where that does not help, MachineError where LibreOffice can't be asked.
        """
        from briefings.machine import office

        count = most = 0
        for tries in range(PROMISES):
            made = pages, fitted, files = self._made(order, tries * LINE)
            most = (fitted.fit.target.most if fitted.fit else None) or 0
            if not most or "docx" not in files:
                return made
            (count,) = office.page_counts([files["docx"]])
            if count <= max(most, pages.count):
                return made
        what = f"the Word file takes {count} pages in LibreOffice, not {most}"
        remedy = "allow more length, or ask for another format"
        raise ContentError(Problem(Place(shown(order.content)), "F102", what, remedy))

    def account(self, order: Order, fitted: Fitted) -> Account:
        """The account of *fitted*, which was made for *order*."""
        return account(fitted, self._content(order).content.briefing)

    def _press(self, order: Order) -> tuple[Press, Target]:
        shared, kind = self._content(order), self.library.kind(order.kind)
        target = order.length.target(kind, shared.content.briefing.language)
        words = reach(kind, target)
        theme, name = self._theme(order), self._theme_name(order)
        key = shared.content.path, order.language, order.kind, order.audience, name, words
        if key not in self._presses:
            whole = self._selected(order, shared, theme)
            if words is not None:
                whole = within_reach(whole, words, shared.content.source.place(("title",)))
            material = self._material(order, theme, whole.kind.layout)
            found = material, theme, self.library.templates, self.library.fonts
            press = Press(whole, *found, self.engine, partial(place_of, shared.content))
            self._presses = {key: press}  # orders for other lengths follow each other
        return self._presses[key], target

    def _selected(self, order: Order, shared: _Content, theme: Theme) -> Edition:
        content = shared.content
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

    def _material(self, order: Order, theme: Theme, layout: str) -> Material:
        shared, fonts = self._content(order), self.library.fonts
        key = shared.content.path, order.language, self._theme_name(order), layout
        if key not in self._materials:
            content, labels = shared.content, shared.labels
            logo = self.library.logo(self._theme_name(order))
            self._materials[key] = gather(content, labels, theme, layout, fonts, self.stamp, logo)
        return self._materials[key]

    def _theme_name(self, order: Order) -> str:
        return order.theme or self._content(order).content.briefing.theme

    def _theme(self, order: Order) -> Theme:
        """The theme of *order*, its tokens checked. Raises BriefingsError if it is bad."""
        name = self._theme_name(order)
        if name not in self._themes:
            try:
                self._themes[name] = self.library.checked_theme(name)
            except BriefingsError as error:
                self._themes[name] = error
        return _or_raise(self._themes[name])

    def _content(self, order: Order) -> _Content:
        key = order.content, order.language
        if key not in self._contents:
            try:
                content = contents.load(order.content, self.library, order.language)
                labels = self.library.labels(content.briefing.language)
                self._contents[key] = _Content(content, labels)
            except BriefingsError as error:
                self._contents[key] = error
        return _or_raise(self._contents[key])

    def _written(
        self, order: Order, fitted: Fitted, pages: Typeset, made: Mapping[str, bytes]
    ) -> tuple[Rendition, ...]:
        edition = fitted.edition
        inputs = digests(self._inputs(order))
        told = summary(outline(fitted, self._content(order).content.briefing))
        built = tuple(
            _rendition(order, edition, pages, name, data, inputs, told, self._theme_name(order))
            for name, data in made.items()
        )
        whole = self._manifest(built, inputs)
        record = manifests.written(whole)
        files = zip((self.output / each.path for each in built), made.values(), strict=True)
        own = {self.output / NAME: record, self.output / SUMS: sums(whole, record)}
        write({**dict(files), **own})
        return built

    def _manifest(self, built: tuple[Rendition, ...], inputs: Mapping[str, str]) -> Manifest:
        """The manifest of what is built now, and of what an earlier one says that still holds."""
        self._fonts = self._fonts or fonts_in(self.library.fonts)
        now = manifest(built, inputs, self._fonts)
        try:
            before = manifests.read(read(self.output / NAME) or b"", shown(self.output / NAME))
        except ContentError:  # there is none, or none that can be kept: it is only replaced
            return now
        return kept(before, now, lambda path: (self.output / path).exists())

    def _inputs(self, order: Order) -> list[Path]:
        shared = self._content(order)
        briefing = shared.content.briefing
        theme = self._theme_name(order)
        own = self.library.files(order.kind, order.audience, theme, briefing.language)
        house = self._house(order)
        return [*shared.content.files, *own, *(house.files if house else ())]


F = TypeVar("F")


def _or_raise(found: F | BriefingsError) -> F:
    """What was *found*, or the error that stood in the way."""
    if isinstance(found, BriefingsError):
        raise found
    return found


def _short_of(order: Order, pages: Typeset) -> Iterator[Problem]:
    """What to say where there is less content than the length that was asked for."""
    least = order.length.pages[0] if order.length.pages else 0
    if pages.count < least:
        name = f"{order.kind} for {order.audience}"
        what = f"{name} fills {pages.count} of {least} pages, with all that there is"
        remedy = "write more, or longer wordings, or ask for fewer pages"
        yield Problem(Place(shown(order.content)), "F103", what, remedy)


def _rendition(
    order: Order,
    edition: Edition,
    pages: Typeset,
    name: str,
    data: bytes,
    inputs: Mapping[str, str],
    told: Mapping[str, object],
    theme: str,
) -> Rendition:
    return Rendition(
        path=f"{edition.name}/{order.name}.{writer(name).EXTENSION}",
        content=known(order.content),
        kind=order.kind,
        audience=order.audience,
        language=edition.briefing.language,
        theme=theme,
        format=name,
        pages=pages.count,
        words=word_count(pages.document),
        marking=edition.marking,
        bytes=len(data),
        sha256=digest(data),
        made_from=tuple(sorted(inputs)),
        left_out=tuple(
            {"id": item.key, "reason": item.reason} for item in sorted(edition.left_out)
        ),
        fit=told,
    )

"""Building: the one module that knows the order, from a file of content to files of products."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EISDIR
from pathlib import Path

from briefings import content as contents
from briefings.content import Content
from briefings.document import word_count
from briefings.edition import Edition
from briefings.edition.fit import Extent, Target, fit
from briefings.edition.selection import select
from briefings.errors import BriefingsError, ContentError, Place, Problem, UsageError
from briefings.library import KIND, Library, shown
from briefings.library.kind import Kind
from briefings.library.labels import Labels
from briefings.library.theme import Theme
from briefings.manifest import NAME, Rendition, digest, digests, manifest
from briefings.material import Material, gather
from briefings.render import render
from briefings.typeset import Typeset, typeset
from briefings.writers import writer


@dataclass(frozen=True, slots=True)
class Order:
    """One edition to build, in one format or several. ``pages`` and ``words`` are limits."""

    content: Path
    kind: str
    audience: str
    formats: tuple[str, ...]
    pages: int | None = None
    words: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the files built, or what stood in the way."""

    order: Order
    built: tuple[Rendition, ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class _Content:
    """A content with what all its editions share."""

    content: Content
    theme: Theme
    labels: Labels


@dataclass
class Builder:
    """Builds orders into a folder. It keeps what orders share, so nothing is read twice."""

    library: Library
    output: Path
    stamp: str = ""
    """Date of files whose content has none (ISO 8601), never the clock's."""
    _contents: dict[Path, _Content | BriefingsError] = field(default_factory=dict)
    _materials: dict[tuple[Path, str], Material] = field(default_factory=dict)

    def sound(self, orders: Sequence[Order]) -> tuple[list[Order], list[Outcome]]:
        """Orders whose content can be read, and one outcome for each content that can't."""
        refused: dict[Path, Outcome] = {}
        for order in orders:
            try:
                self._content(order.content)
            except BriefingsError as error:
                outcome = Outcome(order, (), error.problems, error.exit_code)
                refused.setdefault(order.content, outcome)
        return [order for order in orders if order.content not in refused], [*refused.values()]

    def build(self, order: Order) -> Outcome:
        """Build one order. What is wrong is in the outcome; earlier outputs stay untouched."""
        try:
            pages, edition = self._pages(order)
            files = {name: writer(name).write(pages) for name in order.formats}
            return Outcome(order, self._written(order, edition, pages, files))
        except BriefingsError as error:
            return Outcome(order, (), error.problems, error.exit_code)

    def _pages(self, order: Order) -> tuple[Typeset, Edition]:
        """The edition at its length, on pages; each set of choices is laid out once."""
        shared = self._content(order.content)
        whole = self._selected(order, shared)
        material = self._material(shared, whole.kind.layout)
        made: dict[object, Typeset] = {}

        def pages(edition: Edition) -> Typeset:
            key = edition.fingerprint
            if key not in made:
                templates, fonts = self.library.templates, self.library.fonts
                document = render(edition, material, templates)
                made[key] = typeset(document, shared.theme, templates, fonts)
            return made[key]

        def measure(edition: Edition) -> Extent:
            laid = pages(edition)
            return Extent(laid.count, word_count(laid.document), laid.used, laid.height)

        place = shared.content.source.place(("title",))
        edition = fit(whole, _target(order, whole.kind), measure, place)
        return pages(edition), edition

    def _selected(self, order: Order, shared: _Content) -> Edition:
        content, theme = shared.content, shared.theme
        kind, audience = self.library.kind(order.kind), self.library.audience(order.audience)
        if kind.layout not in theme.layouts:
            what = f"the theme '{theme.name}' has no layout '{kind.layout}'"
            place = Place(f"templates/kinds/{kind.name}{KIND}")
            remedy = f"use one of {', '.join(theme.layouts)}"
            raise ContentError(Problem(place, "K102", what, remedy))
        return select(content.name, content.briefing, kind, audience, content.source)

    def _material(self, shared: _Content, layout: str) -> Material:
        key = shared.content.path, layout
        if key not in self._materials:
            fonts, (content, labels) = self.library.fonts, (shared.content, shared.labels)
            self._materials[key] = gather(content, labels, shared.theme, layout, fonts, self.stamp)
        return self._materials[key]

    def _content(self, path: Path) -> _Content:
        if path not in self._contents:
            try:
                content = contents.load(path, self.library)
                theme = self.library.theme(content.briefing.theme)
                labels = self.library.labels(content.briefing.language)
                self._contents[path] = _Content(content, theme, labels)
            except BriefingsError as error:
                self._contents[path] = error
        found = self._contents[path]
        if isinstance(found, BriefingsError):
            raise found
        return found

    def _written(
        self, order: Order, edition: Edition, pages: Typeset, files: Mapping[str, bytes]
    ) -> tuple[Rendition, ...]:
        folder = self.output / edition.name
        made_from = digests(self._inputs(order))
        built = tuple(
            _rendition(order, edition, pages, name, data, made_from) for name, data in files.items()
        )
        before = _bytes(folder / NAME)
        record = manifest(edition.name, built, before, lambda path: (folder / path).exists())
        named = (folder / rendition.path for rendition in built)
        write({**dict(zip(named, files.values(), strict=True)), folder / NAME: record})
        return built

    def _inputs(self, order: Order) -> list[Path]:
        shared = self._content(order.content)
        briefing = shared.content.briefing
        own = self.library.files(order.kind, order.audience, briefing.theme, briefing.language)
        return [*shared.content.files, *own]


def _target(order: Order, kind: Kind) -> Target:
    most = kind.pages.most if kind.pages else None
    if order.pages is not None and most is not None and order.pages > most:
        what = (
            f"a {kind.label.lower()} has at most {most} page{'s' * (most > 1)}, not {order.pages}"
        )
        raise UsageError(Problem(Place("--pages"), "L102", what, "ask for fewer, or another kind"))
    if order.pages is None and order.words is None:
        return Target(pages=kind.pages.default if kind.pages else None)
    return Target(order.pages or most, order.words)


def _rendition(
    order: Order,
    edition: Edition,
    pages: Typeset,
    name: str,
    data: bytes,
    made_from: Mapping[str, str],
) -> Rendition:
    return Rendition(
        path=f"{edition.name}_{order.kind}_{order.audience}.{writer(name).EXTENSION}",
        kind=order.kind,
        audience=order.audience,
        format=name,
        pages=pages.count,
        words=word_count(pages.document),
        marking=edition.marking,
        bytes=len(data),
        sha256=digest(data),
        made_from=made_from,
        left_out=tuple(
            {"id": item.key, "reason": item.reason} for item in sorted(edition.left_out)
        ),
    )


def write(files: Mapping[Path, bytes]) -> None:
    """Write every file whole or none: all under temporary names first, then all renamed.

    Raises ContentError if a folder can't be written to; earlier files stay as they were.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    path = next(iter(files))
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "there is a folder of that name")
            parts[path].write_bytes(data)
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
        what = f"can't be written: {error.strerror or error}"
        remedy = "free the place, or choose another folder with --output"
        raise ContentError(Problem(Place(shown(path)), "O101", what, remedy)) from error


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None

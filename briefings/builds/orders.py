"""Orders: from what was typed and what is declared to the list of editions to build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefings import source, writers
from briefings.builds import deliverables
from briefings.builds.deliverables import Deliverable, Deliverables
from briefings.builds.length import UNASKED, Length
from briefings.checks import unknown
from briefings.errors import ContentError, Place, Problem, UsageError
from briefings.library import Library, shown
from briefings.source import Loc, Source


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

    @property
    def stem(self) -> str:
        """The path of its files, from the output folder, without their endings."""
        return f"{self.content.stem}/{self.name}"

    def path(self, format: str) -> str:
        """Where its file in *format* lies, from the output folder, with slashes."""
        return f"{self.stem}.{format}"

    def only(self, *formats: str) -> Order:
        """The same in these formats."""
        return replace(self, formats=formats)

    @property
    def edition(self) -> tuple[object, ...]:
        """What orders have in common that measure and select the same."""
        return self.content, self.language, self.kind, self.audience, self.theme


def declared(folder: Path) -> tuple[Path, ...]:
    """The contents that *folder* declares. Raises UsageError if it declares nothing."""
    found = deliverables.read(folder)
    if found is None:
        what = f"no content was named, and there is no {folder / deliverables.NAME}"
        raise UsageError(Problem(Place("CONTENT"), "L103", what, "name a file of content"))
    return tuple(dict.fromkeys(folder / d.content for d in found.deliverables))


def themes_of(folder: Path, path: Path) -> tuple[str, ...]:
    """The themes that *folder* declares for the content at *path*."""
    matrix = deliverables.read(folder)
    named = (name for entry in _declarations(matrix, path) for name in entry.themes)
    return tuple(dict.fromkeys(named))


def plan(
    library: Library,
    folder: Path,
    contents: Sequence[Path],
    kinds: Sequence[str],
    audiences: Sequence[str],
    formats: Sequence[str],
    length: Length = UNASKED,
    themes: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> tuple[Order, ...]:
    """The orders, in the order of contents, kinds, audiences, themes, languages.

    What was typed goes before what is declared. Raises UsageError for unknown names that were
    typed, and for contents of one name, ContentError for unknown names that are declared.
    """
    _known_names("kind", kinds, library.kind_names)
    _known_names("audience", audiences, library.audience_names)
    _known_names("format", formats, writers.names())
    _known_names("theme", themes, library.theme_names)
    matrix = deliverables.read(folder)
    if matrix is not None:
        _known_declarations(folder / deliverables.NAME, matrix, library)
    paths = tuple(contents) or declared(folder)
    _names_of_their_own(paths)
    orders = (
        Order(
            path,
            kind,
            audience,
            tuple(formats) or declaration.formats,
            length if length != UNASKED else declaration.length,
            theme,
            language,
        )
        for path in paths
        for declaration in _declarations(matrix, path)
        for kind in kinds or declaration.kinds or library.kind_names
        for audience in audiences or declaration.audiences or library.audience_names
        for theme in themes or declaration.themes or ("",)
        for language in languages or _languages(declaration, kind, audience)
    )
    return tuple(dict.fromkeys(orders))


def _languages(declaration: Deliverable, kind: str, audience: str) -> tuple[str, ...]:
    """The languages that are declared for a product; its own where another one was asked for."""
    kinds, audiences = declaration.kinds or (kind,), declaration.audiences or (audience,)
    there = kind in kinds and audience in audiences
    return (declaration.languages if there else ()) or ("",)


def _declarations(matrix: Deliverables | None, path: Path) -> tuple[Deliverable, ...]:
    return matrix.of(path.name) if matrix else (Deliverable(content=path.name),)


def _names_of_their_own(contents: Iterable[Path]) -> None:
    """Refuse contents whose products would be written over each other."""
    first: dict[str, Path] = {}
    problems = []
    for path in contents:
        other = first.setdefault(path.stem.casefold(), path)
        if other.resolve() != path.resolve():
            what = f"the products of {shown(other)} and {shown(path)} would have the same names"
            problems.append(Problem(Place("CONTENT"), "L104", what, "rename one of the two"))
    if problems:
        raise UsageError(problems)


def _known_names(noun: str, names: Iterable[str], known: Sequence[str]) -> None:
    problems = [
        unknown(Place(f"--{noun}"), noun, name, known) for name in names if name not in known
    ]
    if problems:
        raise UsageError(problems)


def _known_declarations(path: Path, matrix: Deliverables, library: Library) -> None:
    text = source.read(path, shown=shown(path))
    problems = []
    known = {
        "kinds": library.kind_names,
        "audiences": library.audience_names,
        "formats": writers.names(),
        "themes": library.theme_names,
    }
    for number, declaration in enumerate(matrix.deliverables):
        for field, names in known.items():
            for index, name in enumerate(getattr(declaration, field)):
                if name not in names:
                    place = text.place(_loc(text, number, field, index))
                    problems.append(unknown(place, field[:-1], name, names))
    if problems:
        raise ContentError(problems)


def _loc(text: Source, number: int, field: str, index: int) -> Loc:
    """Where a name stands in an entry: in the list of its *field*, or alone, as ``theme: x``."""
    alone: Loc = ("deliverables", number, field[:-1])
    return alone if text.has(alone) else ("deliverables", number, field, index)

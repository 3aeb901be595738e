"""Content: a briefing's file, read, validated, checked and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from briefings import conventions, schema, translation
from briefings.checks import check, suggestion
from briefings.errors import ContentError, Place, Problem, UsageError
from briefings.exhibits import charts, formulas, regions, svg, tables
from briefings.exhibits.pictures import load as load_picture
from briefings.exhibits.tables import Rows, rows
from briefings.glyphs import Glyphs
from briefings.library import Library, shown
from briefings.library.labels import Labels
from briefings.model.blocks import Chart, Data, Figure, Formula
from briefings.model.briefing import Briefing
from briefings.model.parts import Part
from briefings.model.pictured import Country, Map
from briefings.model.tree import Located, rebuild, settle, walk
from briefings.source import Source, read
from briefings.translation import Translated


@dataclass(frozen=True, slots=True)
class Content:
    """A briefing and where it came from. Files it names are looked for beside it, never above."""

    path: Path
    briefing: Briefing
    source: Source
    translated: Translated | None = None
    """What became of its translation, if it is not in the language that it was written in."""

    @property
    def name(self) -> str:
        """The stem of the file's name; outputs are named after it."""
        return self.path.stem

    @property
    def folder(self) -> Path:
        """The folder within which the briefing may name files."""
        return self.path.parent

    @property
    def files(self) -> tuple[Path, ...]:
        """The file itself and all that it names."""
        parts = (here.part for here in walk(self.briefing))
        named = (p.file for p in parts if isinstance(p, Data | Figure | Map) and p.file)
        translations = (self.translated.path,) if self.translated else ()
        return (self.path, *translations, *(self.folder / name for name in named))


def load(
    path: Path,
    library: Library,
    language: str = "",
    before: Callable[[Path], object] = lambda _: None,
) -> Content:
    """The content of *path*, in its own language or in another; *before* any file that it names is
    read, that is told.

    Raises ContentError with everything that is wrong with it, UsageError if it has no translation
    into that *language*.
    """
    source = read(path, shown=shown(path))
    written = Content(path, schema.load(Briefing, source), source)
    if language not in ("", written.briefing.language):
        written = _translated(written, language)
    source = written.source
    for file in written.files:
        before(file)
    problems = [
        *check(written.briefing, source, library.names),
        *_files(written),
        *_formulas(written),
        *_maps(written),
    ]
    if problems:
        raise ContentError(problems)
    labels = library.labels(written.briefing.language)
    problems = [*_charts(written, labels), *_mapped(written, labels), *_glyphs(written, library)]
    if problems:
        raise ContentError(problems)
    return replace(written, briefing=settle(_with_countries(written, labels)))


def _translated(content: Content, language: str) -> Content:
    """*content* in another language."""
    file = translation.path(content.path, language)
    if not file.is_file():
        known = (content.briefing.language, *translation.languages(content.path))
        what = f"there is no {shown(file)}"
        remedy = f"{suggestion(language, known)} To begin it: briefings translate"
        raise UsageError(Problem(Place("--language"), "N101", what, remedy))
    words, found = translation.translated(
        content.source, content.briefing, file, language, shown(file)
    )
    return replace(content, briefing=schema.load(Briefing, words), source=words, translated=found)


def read_chart(
    content: Content, here: Located, data: Rows, labels: Labels
) -> charts.Chart | charts.Panels:
    """The chart at *here*, or small multiples, with the numbers of *data*.

    Raises ContentError at its cells or file.
    """
    part = here.part
    assert isinstance(part, Chart)
    place = content.source.place((*here.loc, "file" if part.file else "rows"))
    body = tuple((name, *map(conventions.western, cells)) for name, *cells in data.body)
    decimal = conventions.western(labels.charts["decimal"])
    cells = charts.Cells(data.head, body, place, decimal)
    if part.multiples is None:
        return charts.read(part.form, part.unit or "", cells)
    at = content.source.place((*here.loc, "multiples"))
    return charts.read_panels(part.form, part.unit or "", cells, part.multiples, at)


def read_map(part: Map, content: Content, place: Place, labels: Labels) -> Map:
    """*part* with the countries of its file, if it has one. Raises ContentError at *place*."""
    if not part.file:
        return part
    decimal = conventions.western(labels.charts["decimal"])
    found = regions.read(part.file, content.folder, place, decimal, part.unit or "")
    if problems := [*_undrawable((region.code, place) for region in found.countries)]:
        raise ContentError(problems)
    known = tuple(Country(code=r.code, name=r.name, value=r.value) for r in found.countries)
    return part.model_copy(update={"countries": known, "unit": found.unit})


def _with_countries(content: Content, labels: Labels) -> Briefing:
    """The briefing with the countries that stand in files of maps."""
    place = content.source.place(())

    def filled(part: Part, _: tuple[Part, ...]) -> Part:
        return read_map(part, content, place, labels) if isinstance(part, Map) else part

    return rebuild(content.briefing, filled)


def read_rows(content: Content, here: Located) -> Rows:
    """The rows of the table or chart at *here*. Raises ContentError at its file."""
    assert isinstance(here.part, Data)
    return rows(here.part, content.folder, content.source.place((*here.loc, "file")))


def read_formula(content: Content, here: Located) -> str:
    """The formula at *here* as MathML. Raises ContentError where it is written."""
    assert isinstance(here.part, Formula)
    return formulas.read(here.part.tex, content.source.text_place((*here.loc, "tex")))


def _formulas(content: Content) -> Iterator[Problem]:
    """What is wrong with formulas."""
    for here in walk(content.briefing):
        if isinstance(here.part, Formula):
            try:
                read_formula(content, here)
            except ContentError as error:
                yield from error.problems


def _glyphs(content: Content, library: Library) -> Iterator[Problem]:
    """What of the content, the files it names and the labels no font has."""
    briefing = content.briefing
    glyphs = Glyphs(library.theme(briefing.theme).spoken(briefing.language), library.fonts)
    yield from glyphs.source(content.source)
    for path in library.label_files(briefing.language):
        yield from glyphs.source(read(path, shown=shown(path)))
    for here in walk(briefing):
        if isinstance(here.part, Data | Figure | Map) and here.part.file:
            path = content.folder / here.part.file
            yield from glyphs.file(path, shown(path), _printed(content, here))


def _printed(content: Content, here: Located) -> str:
    """The text of the file that a table, chart, map or figure is of."""
    if isinstance(here.part, Data):
        found = read_rows(content, here)
        return " ".join(cell for row in (found.head, *found.body) for cell in row)
    place = content.source.place((*here.loc, "file"))
    if isinstance(here.part, Map) and here.part.file:
        return " ".join(map(" ".join, tables.read(here.part.file, content.folder, place)))
    assert isinstance(here.part, Figure)
    asset = load_picture(content.folder / here.part.file, content.folder, place)
    return svg.text(svg.parse(asset.data)) if asset.media_type == "image/svg+xml" else ""


def _maps(content: Content) -> Iterator[Problem]:
    """Countries that no map has."""
    for here in walk(content.briefing):
        named = here.part.countries if isinstance(here.part, Map) else ()
        places = (content.source.place((*here.loc, "countries", n, "code")) for n in count())
        yield from _undrawable(zip((c.code for c in named), places, strict=False))


def _undrawable(named: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    from briefings.exhibits.diagrams.atlas import countries  # late, for few have a map

    for code, place in named:
        if code not in countries():
            what = f"'{code}' is no country that can be drawn"
            yield Problem(place, "C114", what, suggestion(code, countries()))


def _mapped(content: Content, labels: Labels) -> Iterator[Problem]:
    """What is wrong with the numbers and countries that stand in files of maps."""
    for here in walk(content.briefing):
        if isinstance(here.part, Map):
            try:
                read_map(here.part, content, content.source.place((*here.loc, "file")), labels)
            except ContentError as error:
                yield from error.problems


def _charts(content: Content, labels: Labels) -> Iterator[Problem]:
    """What is wrong with the numbers of charts."""
    for here in walk(content.briefing):
        if isinstance(here.part, Chart):
            try:
                read_chart(content, here, read_rows(content, here), labels)
            except ContentError as error:
                yield from error.problems


def _files(content: Content) -> Iterator[Problem]:
    """What is wrong with the files that tables, charts and figures name."""
    for here in walk(content.briefing):
        place = content.source.place((*here.loc, "file"))
        try:
            if isinstance(here.part, Data):
                read_rows(content, here)
            elif isinstance(here.part, Figure):
                load_picture(content.folder / here.part.file, content.folder, place)
        except ContentError as error:
            yield from error.problems

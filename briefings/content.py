"""Content: a briefing's file, read, validated, checked and settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefings import schema
from briefings.checks import check, suggestion
from briefings.errors import ContentError, Problem
from briefings.exhibits import charts, formulas
from briefings.exhibits.diagrams.atlas import countries
from briefings.exhibits.pictures import load as load_picture
from briefings.exhibits.tables import Rows, rows
from briefings.library import Library, shown
from briefings.library.labels import Labels
from briefings.model.blocks import Chart, Data, Figure, Formula
from briefings.model.briefing import Briefing
from briefings.model.pictured import Map
from briefings.model.tree import Located, settle, walk
from briefings.source import Source, read


@dataclass(frozen=True, slots=True)
class Content:
    """A briefing and where it came from. Files it names are looked for beside it, never above."""

    path: Path
    briefing: Briefing
    source: Source

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
        named = (p.file for p in parts if isinstance(p, Data | Figure) and p.file)
        return (self.path, *(self.folder / name for name in named))


def load(path: Path, library: Library) -> Content:
    """The content of *path*. Raises ContentError with everything that is wrong with it."""
    source = read(path, shown=shown(path))
    written = Content(path, schema.load(Briefing, source), source)
    problems = [
        *check(written.briefing, source, library.names),
        *_files(written),
        *_formulas(written),
        *_maps(written),
    ]
    if problems:
        raise ContentError(problems)
    if problems := [*_charts(written, library.labels(written.briefing.language))]:
        raise ContentError(problems)
    return Content(path, settle(written.briefing), source)


def read_chart(content: Content, here: Located, data: Rows, labels: Labels) -> charts.Chart:
    """The chart at *here* with the numbers of *data*. Raises ContentError at its cells or file."""
    assert isinstance(here.part, Chart)
    place = content.source.place((*here.loc, "file" if here.part.file else "rows"))
    unit, decimal = here.part.unit or "", labels.charts["decimal"]
    return charts.read(here.part.form, unit, data.head, data.body, place, decimal)


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


def _maps(content: Content) -> Iterator[Problem]:
    """Countries that no map has."""
    for here in walk(content.briefing):
        for index, country in enumerate(here.part.countries if isinstance(here.part, Map) else ()):
            if country.code not in countries():
                place = content.source.place((*here.loc, "countries", index, "code"))
                what = f"'{country.code}' is no country that can be drawn"
                yield Problem(place, "C114", what, suggestion(country.code, countries()))


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

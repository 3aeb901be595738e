"""Material: what documents of a content need beside its words, read and drawn once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefings.content import Content
from briefings.document import Asset
from briefings.labels import Labels
from briefings.model.blocks import Data, Figure
from briefings.model.tree import Located, walk
from briefings.pictures import load
from briefings.tables import Rows, rows
from briefings.theme import Theme

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Material:
    """Labels, pictures and tables, the latter two by the key of their part."""

    labels: Labels
    pictures: Mapping[str, Asset] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """Alternative text of charts, made from their data."""
    stamp: str = ""
    """Date of the file where the content has none (ISO 8601), never the clock's."""


def gather(
    content: Content, labels: Labels, theme: Theme, layout: str, fonts: tuple[Path, ...], stamp: str
) -> Material:
    """All that *content* needs for products in one layout of *theme*.

    Raises ContentError for files that are missing or bad, MachineError where charts can't be drawn.
    """
    tables = {here.part.key: _rows(here, content) for here in _of(content, Data)}
    figures = {here.part.key: _figure(here, content) for here in _of(content, Figure)}
    return Material(labels, figures, tables, {}, stamp)


def _of(content: Content, kind: type[Data] | type[Figure]) -> Iterator[Located]:
    return (here for here in walk(content.briefing) if isinstance(here.part, kind))


def _rows(here: Located, content: Content) -> Rows:
    assert isinstance(here.part, Data)
    return rows(here.part, content.folder, content.source.place((*here.loc, "file")))


def _figure(here: Located, content: Content) -> Asset:
    assert isinstance(here.part, Figure)
    place = content.source.place((*here.loc, "file"))
    return load(content.folder / here.part.file, content.folder, place)

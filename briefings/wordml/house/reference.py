"""A reference document, read once: what of it is used, and what plays which role.

A marking in its heads, feet or cover is refused (R115), for it would contradict a document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument

from briefings.errors import BriefingsError, ContentError, Problem
from briefings.library.theme import Theme
from briefings.model.marking import LEVELS
from briefings.wordml.colours import HouseTheme
from briefings.wordml.house import package as packages
from briefings.wordml.house.casting import Casting, beside, cast
from briefings.wordml.house.clearing import cleared, foreign, settled
from briefings.wordml.house.dress import Palette, dressed
from briefings.wordml.house.lists import Bullet, lists_of
from briefings.wordml.house.package import Package
from briefings.wordml.house.pages import HousePages, on, references, sections
from briefings.wordml.house.placeholders import NAMES, Filler
from briefings.wordml.house.sheet import HouseSheet
from briefings.wordml.lint import Finding, lint
from briefings.wordml.xml import Element, qualified

_TITLES = {
    "title": "title",
    "cover title": "title",
    "subtitle": "subtitle",
    "cover subtitle": "subtitle",
}


@dataclass(frozen=True)
class House:
    """A reference document and what is made of it."""

    path: Path
    mapping: Path | None
    data: bytes = field(repr=False)
    """The file without what is left behind, still with its text."""
    sheet: HouseSheet
    casting: Casting
    palette: Palette
    pages: HousePages
    lists: Mapping[int, int]
    bullet: Bullet
    even: bool
    """Whether even pages have heads and feet of their own."""
    own_defects: frozenset[Finding]
    """What a lint finds in it before anything of ours is."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that a product made on it is made from; the mapping also if there is none."""
        return self.path, self.mapping or beside(self.path)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What paragraphs of a cover say by their style."""
        found = {
            style.id: what
            for role, what in _TITLES.items()
            if (style := self.casting.style(role)) is not None
        }
        for name, what in (("Date", "date"), ("Author", "author")):
            if style := self.sheet.named(name, "paragraph"):
                found.setdefault(style.id, what)
        return found

    def opened(self) -> WordDocument:
        """The file, opened anew."""
        return docx.Document(BytesIO(self.data))

    def dressed(self, theme: Theme, layout: str) -> HouseTheme:
        """*theme* in the house's type and colours."""
        return dressed(theme, layout, self.sheet, self.palette, self.casting.found)


def load(path: Path, mapping: Path | None = None) -> House:
    """The reference document at *path*, with the mapping file beside it or another.

    Raises ContentError with everything that is wrong with either.
    """
    package = packages.read(path)
    if mapping is None and beside(path).is_file():
        mapping = beside(path)
    body = settled(package.tree(package.main)).find(qualified("w:body"))
    styles = package.related(package.main, "styles")
    assert styles is not None
    sheet = HouseSheet(settled(package.tree(styles)))
    problems: list[Problem] = []
    if body is None:
        what = "the file is damaged: it has no text, not even an empty one"
        raise ContentError(package.problem("R107", what, "save it in Word as a Word document"))
    try:
        casting = cast(sheet, body, mapping)
    except BriefingsError as error:
        problems += error.problems
        casting = cast(sheet, body, None)
    settings = _part(package, "settings")
    numbering = _part(package, "numbering")
    found = sections(body, _headings(sheet, casting))
    house = House(
        path,
        mapping,
        cleared(package),
        sheet,
        casting,
        Palette.of(_part(package, "theme")),
        found,
        lists_of(numbering),
        Bullet.of(numbering, sheet.list_of(casting.style("list bullet"), lists_of(numbering))),
        settings is not None and on(settings, "w:evenAndOddHeaders"),
        frozenset(),
    )
    house = replace(house, pages=_titled(house))
    problems += _foreign(package, house)
    if problems:
        raise ContentError(problems)
    return replace(house, own_defects=frozenset(lint(house.data)))


def _part(package: Package, kind: str) -> Element | None:
    name = package.related(package.main, kind)
    return package.tree(name) if name else None


def _headings(sheet: HouseSheet, casting: Casting) -> frozenset[str]:
    names = (f"heading {level}" for level in range(1, 7))
    found = [sheet.named(name, "paragraph") for name in names]
    found += [casting.style(f"heading {level}") for level in (1, 2, 3)]
    return frozenset(style.id for style in found if style is not None)


def _titled(house: House) -> HousePages:
    """The sections, without a cover that has no place for a title."""
    filler = Filler(dict.fromkeys(NAMES, "x"))
    for block in house.pages.cover:
        filler.fill(deepcopy(block), house.titles)
    return house.pages if "title" in filler.filled else replace(house.pages, cover=())


def _foreign(package: Package, house: House) -> Iterator[Problem]:
    """What can't be carried along of the heads, feet and cover that are used."""
    shown = house.pages
    for block in shown.cover:
        yield from foreign(package, package.main, block)
        yield from _marked(package, "the cover", block)
    relations = {r.id: r for r in package.relations(package.main)}
    named = [*references(shown.last).values()]
    if shown.covered is not None:
        named += references(shown.covered).values()
    for key in dict.fromkeys(named):
        relation = relations.get(key)
        if relation is not None and not relation.external:
            tree = package.tree(relation.target)
            yield from foreign(package, relation.target, tree)
            yield from _marked(package, relation.target, tree)


_MARKINGS = "|".join(
    re.escape(level)
    for level in sorted({m for levels in LEVELS.values() for m in levels}, key=len, reverse=True)
)
_MARKING = re.compile(rf"(?<![\w-])(?:{_MARKINGS})(?![\w+-])")


def _marked(package: Package, where: str, root: Element) -> Iterator[Problem]:
    """A marking that stands there as plain text: it would contradict that of a document."""
    copy = settled(deepcopy(root))
    Filler(dict.fromkeys(NAMES, "")).fill(copy)
    for paragraph in copy.iter(qualified("w:p")):
        text = "".join(e.text or "" for e in paragraph.iter(qualified("w:t")))
        if found := _MARKING.search(text):
            what = f"{where} says a marking of its own, {found[0]}"
            remedy = "take it out: every page gets the marking of the document that is made"
            yield package.problem("R115", what, remedy)

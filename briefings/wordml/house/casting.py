"""Which style of a reference document plays which role: guessed, and as its mapping file says.

The mapping file lies beside the reference document, ``house.styles.yaml`` beside ``house.docx``.
It says ``role: Name of a style``; a role with ``~`` is played by a style that we put in.

====  ==============================================================================================
code  what is wrong with a mapping
====  ==============================================================================================
R201  a role that there is not, or that is named twice
R202  a style that the reference document does not have
R203  a style of another type, such as a character style for a paragraph
R204  something else than the name of a style
R205  a style that a role can't have, such as one with exact leading for pictures
====  ==============================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefings import source
from briefings.checks import suggestion
from briefings.errors import ContentError, Problem
from briefings.library import shown
from briefings.schema import problem
from briefings.source import Source
from briefings.wordml.house.candidates import CANDIDATES, role_kinds
from briefings.wordml.house.sheet import HouseSheet, HouseStyle, said
from briefings.wordml.xml import Element, qualified

ENDING = ".styles.yaml"
_LEFT = frozenset(("normal", "body text", "figure", "separator"))
"""Roles that a style of the same name does not play for its name alone."""
_HIGH = frozenset(("figure", "formula"))
"""Roles whose lines are as high as what they hold."""
_PLAIN_TABLES = frozenset(("normal table", "table grid", "plain table"))


@dataclass(frozen=True, slots=True)
class Part:
    """Who plays one role: a style of the house, or one that we put in where there is none."""

    role: str
    kind: str
    style: HouseStyle | None
    mapped: bool = False
    """Whether the mapping file says so."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Who plays what."""

    parts: Mapping[str, Part]

    def style(self, role: str) -> HouseStyle | None:
        """The house's style for a role, if it has one."""
        part = self.parts.get(role.casefold())
        return part.style if part else None

    @property
    def found(self) -> Mapping[str, HouseStyle]:
        """The house's styles by role."""
        return {role: part.style for role, part in self.parts.items() if part.style is not None}


def beside(reference: Path) -> Path:
    """Where the mapping file of a reference document lies."""
    return reference.with_name(f"{reference.stem}{ENDING}")


def cast(sheet: HouseSheet, sample: Element, mapping: Path | None) -> Casting:
    """Who plays what in a reference document with the body *sample*.

    Raises ContentError with everything that is wrong with the file *mapping*.
    """
    told = _told(sheet, mapping) if mapping else {}
    parts = {}
    for role, kind in role_kinds().items():
        style = told[role] if role in told else _guessed(role, kind, sheet, sample)
        parts[role] = Part(role, kind, style, role in told)
    return Casting(parts)


# --- guessing -------------------------------------------------------------------------------------


def _guessed(role: str, kind: str, sheet: HouseSheet, sample: Element) -> HouseStyle | None:
    names = CANDIDATES.get(role, ()) if role in _LEFT else (role, *CANDIDATES.get(role, ()))
    found = (sheet.named(name, kind) for name in names)
    style = next((style for style in found if style is not None), None)
    if role == "normal":
        return sheet.default("paragraph") or style
    if role == "body text":
        return _running_text(style, sheet, sample)
    if style is None and kind == "table":
        return _in_use(sheet, sample)
    return style


def _running_text(
    style: HouseStyle | None, sheet: HouseSheet, sample: Element
) -> HouseStyle | None:
    """The style of running text; Word's "Body Text" may be there although nobody writes in it."""
    plain = sheet.default("paragraph")
    written = Counter(
        said(p, "w:pPr/w:pStyle") or (plain.id if plain else "")
        for p in sample.iter(qualified("w:p"))
        if any(e.text for e in p.iter(qualified("w:t")))
    )
    if style is None or (plain and written[plain.id] and not written[style.id]):
        return plain
    return style


def _in_use(sheet: HouseSheet, sample: Element) -> HouseStyle | None:
    """The style that most tables of the sample text are in, unless it is one without any looks."""
    used = Counter(e.get(qualified("w:val"), "") for e in sample.iter(qualified("w:tblStyle")))
    for key, _ in used.most_common():
        style = sheet.styles.get(key)
        if style and style.kind == "table" and style.name.casefold() not in _PLAIN_TABLES:
            return style
    return None


# --- the mapping file -----------------------------------------------------------------------------


def _told(sheet: HouseSheet, path: Path) -> Mapping[str, HouseStyle | None]:
    text = source.read(path, shown=shown(path))
    problems: list[Problem] = []
    told: dict[str, HouseStyle | None] = {}
    for name, value in text.data.items():
        role = name.casefold().strip()
        found = [*_wrong(text, name, role, value, told, sheet)]
        problems += found
        if not found:
            kind = role_kinds()[role]
            told[role] = sheet.named(str(value), kind) if value is not None else None
    if problems:
        raise ContentError(problems)
    return told


def _wrong(
    text: Source,
    name: str,
    role: str,
    value: object,
    told: Mapping[str, object],
    sheet: HouseSheet,
) -> Iterator[Problem]:
    kinds = role_kinds()
    if role not in kinds:
        remedy = suggestion(role, tuple(kinds))
        yield problem(text, (name,), "R201", f"there is no role '{name}'", remedy, key=True)
    elif role in told:
        what = f"the role '{role}' is named twice"
        yield problem(text, (name,), "R201", what, "keep one of the two", key=True)
    elif value is not None and not isinstance(value, str):
        remedy = "write the name of one style, or ~ for a style of ours"
        yield problem(text, (name,), "R204", f"'{name}' needs the name of a style", remedy)
    elif value is not None:
        yield from _unfit(text, name, role, value, sheet)


def _unfit(text: Source, name: str, role: str, value: str, sheet: HouseSheet) -> Iterator[Problem]:
    kind = role_kinds()[role]
    style = sheet.named(value, kind)
    other = sheet.any_named(value)
    if style is None and other is None:
        what = f"the reference document has no style '{value}'"
        remedy = suggestion(value, sheet.names(kind))
        yield problem(text, (name,), "R202", what, remedy)
    elif style is None and other is not None:
        what = f"'{other.name}' is a {other.kind} style, and '{role}' needs a {kind} style"
        yield problem(text, (name,), "R203", what, suggestion(value, sheet.names(kind)))
    elif role in _HIGH and sheet.value(style, "w:pPr/w:spacing", "w:lineRule") == "exact":
        what = f"lines of '{value}' have an exact height, which clips what is higher"
        yield problem(text, (name,), "R205", what, "name a style whose lines grow")

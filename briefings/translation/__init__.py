"""Translations: a content's words in another language, in a file of their own beside it.

``content/translations/<content>.<language>.yaml`` says of each text what it was translated from.
So a translation is found again wherever its text has moved to, and is known to be out of date as
soon as its text says something else. What is true in every language is not translated: markings,
likelihoods, dates, ids, names of files and people.

A wording that has no translation is not there in that language, as long as its part has another
length. Everything else without one stays as it is, is reported, and may not be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import Field

from briefings import schema, source
from briefings.errors import ContentError, Problem
from briefings.model.blocks import Chart
from briefings.model.briefing import Briefing
from briefings.model.parts import LEVELS, Line, Part
from briefings.schema import Model
from briefings.source import Loc, Source

FOLDER = "translations"

WORDINGS = (*LEVELS, "plain")

ALIKE = frozenset(
    """accessed author authors contact date facts file id language likelihood locator marking
    marking_floor note_to_editor option publisher reference tex theme url version""".split()  # noqa: SIM905
)
"""Fields that are the same in every language, or never printed."""

_FORMATS = ("line", "markdown", "plain")


class Entry(Model):
    """One text, and what it is in the other language."""

    at: Line = Field(description="the part that says it, and the field")
    of: str = Field(alias="from", min_length=1, description="the text that was translated")
    was: str | None = Field(
        None, min_length=1, description="what the text said when it was translated, if otherwise"
    )
    to: str | None = Field(None, min_length=1, description="its translation")


class Translation(Model):
    """The texts of one content in one language."""

    translator: Line | None = Field(None, description="who translated it")
    texts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a content: where it stands, and what readers of a file of texts know it by."""

    loc: Loc
    """The text's own place in the content."""
    part: Loc
    """The place of the part that says it; the top for the briefing itself."""
    field: str
    at: str
    text: str

    @property
    def is_wording(self) -> bool:
        """Whether it is one of several wordings of its part."""
        return self.field in WORDINGS


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of a translation."""

    language: str
    path: Path
    source: Source
    missing: tuple[Text, ...] = ()
    """Texts that stay as they are, for want of a translation."""
    unsaid: tuple[Text, ...] = ()
    """Wordings that are left out: their part has another in this language."""
    stale: Mapping[Text, int] = field(default_factory=dict)
    """Texts that have changed since they were translated, with the number of the entry."""
    unused: tuple[int, ...] = ()
    """Numbers of entries whose text is not in the content any more."""

    @property
    def counted(self) -> str:
        """How far it has come, in words."""
        return (
            f"{len(self.missing) + len(self.unsaid)} texts have no translation,"
            f" {len(self.stale)} have changed since, {len(self.unused)} are no longer there"
        )

    def outdated(self, text: Text) -> Problem:
        """The problem of a text that is one of the *stale*."""
        place = self.source.place(("texts", self.stale[text], "from"))
        what = f"the text at {text.at} has changed since it was translated"
        remedy = "run briefings translate, put the translation right, and take out its line 'was'"
        return Problem(place, "N102", what, remedy)


def path(content: Path, language: str) -> Path:
    """The file of the translation of *content* into *language*."""
    return content.parent / FOLDER / f"{content.stem}.{language}.yaml"


def languages(content: Path) -> tuple[str, ...]:
    """The languages that *content* is translated into."""
    found = (content.parent / FOLDER).glob(f"{content.stem}.*.yaml")
    return tuple(sorted(file.name[len(content.stem) + 1 : -len(".yaml")] for file in found))


def read(file: Path, shown: str) -> tuple[Translation, Source]:
    """The translation in *file*. Raises ContentError with everything that is wrong with it."""
    found = source.read(file, shown=shown)
    translation = schema.load(Translation, found)
    if problems := [*_contradictions(translation, found)]:
        raise ContentError(problems)
    return translation, found


def texts(briefing: Briefing) -> Iterator[Text]:
    """Everything in *briefing*, not yet settled, that is to be translated, in its order."""
    yield from _texts(briefing, (), (), "")


def translated(
    content: Source, briefing: Briefing, file: Path, language: str, shown: str
) -> tuple[Source, Translated]:
    """*content*, which *briefing* was loaded from, with the words that *file* has for it.

    Raises ContentError for what is wrong with the file.
    """
    translation, words = read(file, shown)
    entries = Entries(translation)
    taken: dict[Loc, tuple[Source, Loc]] = {}
    stale: dict[Text, int] = {}
    lacking: list[Text] = []
    used: set[int] = set()
    said: set[Loc] = set()
    for text in texts(briefing):
        number = entries.find(text)
        if number is None:
            lacking.append(text)
            continue
        used |= entries.alike(number)
        if translation.texts[number].to is None:
            lacking.append(text)
            continue
        taken[_written_at(content, text)] = words, ("texts", number, "to")
        said |= {text.part} if text.field in LEVELS else set()
        if translation.texts[number].of != text.text or translation.texts[number].was:
            stale[text] = number
    unsaid = tuple(text for text in lacking if text.is_wording and text.part in said)
    missing = tuple(text for text in lacking if text not in unsaid)
    unused = tuple(number for number in range(len(translation.texts)) if number not in used)
    made = content.with_texts(taken, (text.loc for text in unsaid))
    made.data["language"] = language
    return made, Translated(language, file, words, missing, unsaid, stale, unused)


def _written_at(content: Source, text: Text) -> Loc:
    """The place of the value that says *text*: a mapping may be written as its one text."""
    holder: Any = content.data
    for step in text.loc[:-1]:
        holder = holder[step]
    if isinstance(holder, str):
        return text.loc[:-1]
    last = text.loc[-1]
    return text.loc if isinstance(last, int) or last in holder else (*text.loc[:-1], text.field)


class Entries:
    """Finds the entry of a text: by what it says, or else by where it stands."""

    def __init__(self, translation: Translation) -> None:
        self._all = translation.texts
        self._exact: dict[tuple[str, str], int] = {}
        self._said: dict[str, int] = {}
        self._stands: dict[str, int] = {}
        for number, entry in enumerate(translation.texts):
            self._exact.setdefault((entry.at, entry.of), number)
            self._stands.setdefault(entry.at, number)
            if entry.to is not None:
                self._said.setdefault(entry.of, number)

    def find(self, text: Text) -> int | None:
        """The number of the entry for *text*, if there is one."""
        for found in (
            self._exact.get((text.at, text.text)),
            self._said.get(text.text),
            self._stands.get(text.at),
        ):
            if found is not None:
                return found
        return None

    def alike(self, number: int) -> set[int]:
        """The entries that say the same as that one."""
        of = self._all[number].of
        return {n for n, entry in enumerate(self._all) if n == number or entry.of == of}


def _contradictions(translation: Translation, words: Source) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(translation.texts):
        other = first.setdefault((entry.at, entry.of), number)
        if other != number and translation.texts[other].to != entry.to:
            line = words.place(("texts", other)).line
            what = f"the text at {entry.at} is translated on line {line} already"
            yield Problem(words.place(("texts", number)), "N104", what, "keep one of the two")


def _texts(node: Model, loc: Loc, part: Loc, at: str) -> Iterator[Text]:
    for name, about in type(node).model_fields.items():
        if name in ALIKE or (value := getattr(node, name)) is None:
            continue
        if isinstance(node, Chart) and name == "multiples" and not _names_a_column(node):
            continue
        key = about.alias or name
        here = (*loc, key)
        said = isinstance(value, Model) or _is_text([about.annotation, *about.metadata, about])
        if said or isinstance(value, tuple):
            yield from _values(value, here, part, f"{at}/{key}".lstrip("/"), name if said else "")


def _values(value: Any, loc: Loc, part: Loc, at: str, name: str) -> Iterator[Text]:
    """The texts of a field's *value*, by the *name* of it; without one, those of models in it."""
    match value:
        case str() if value and name:
            yield Text(loc, part, name, at, value)
        case Part():
            yield from _texts(value, loc, loc, value.id or at)
        case Model():
            yield from _texts(value, loc, part, at)
        case tuple():
            for number, item in enumerate(value):
                yield from _values(item, (*loc, number), part, f"{at}/{number + 1}", name)


def _names_a_column(chart: Chart) -> bool:
    """Whether what parts a chart into panels is written here as well, and translated with it."""
    return chart.multiples in {column.label for column in chart.columns}


def _is_text(types: list[Any]) -> bool:
    """Whether a type is one of texts: its own format says so, or that of what it holds."""
    for kind in types:
        extra = getattr(kind, "json_schema_extra", None)
        if isinstance(extra, dict) and extra.get("format") in _FORMATS:
            return True
        if _is_text([*get_args(kind), *getattr(kind, "__metadata__", ())]):
            return True
    return False

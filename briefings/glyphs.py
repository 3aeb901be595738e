"""Glyphs: whether the theme's fonts have every character that is printed, told before layout.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
U101  a character that none of the theme's fonts has
U102  a character for private use, which is another sign in another font
====  ==============================================================================================

Characters that are not seen, such as joiners and marks of direction, need no glyph. What an
audience hears instead of a picture is not printed either.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from unicodedata import category, name

from briefings.document import Document
from briefings.errors import ContentError, Place, Problem
from briefings.letters.fonts import by_family, characters, script_of
from briefings.letters.scripts import extra
from briefings.library.theme import Theme
from briefings.library.typography import Font
from briefings.source import Data, Loc, Source

_UNPRINTED = frozenset(
    """
    id url file alt tex keywords note_to_editor theme language marking marking_floor requires
    evidence only not type status role
    """.split()  # noqa: SIM905
)
"""Keys of content whose values are no text of the product."""

_UNSEEN = re.compile("[\t\n\r \u00a0\u034f\u180b-\u180f\ufe00-\ufe0f]")
"""Blanks that every engine has, and selectors of variants."""

_NAMED = 3
"""How many characters one problem names."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What the fonts of a theme have, their files being in *folders*."""

    theme: Theme
    folders: tuple[Path, ...]

    def problems(self, text: str, place: Place) -> Iterator[Problem]:
        """What in *text*, which stands at *place*, cannot be printed: one for each remedy."""
        for code, signs in groupby(sorted(self.lacking(text), key=_told_by), key=_told_by):
            yield _problem([*signs], code, place)

    def lacking(self, text: str) -> tuple[str, ...]:
        """The characters of *text* that cannot be printed, in the order of their first use."""
        if text.isascii():
            return ()
        return _lacking(text, self._families, self.folders)

    def setting(self, text: str, font: Font) -> tuple[str, ...]:
        """The families that set *text* in *font*, in the order in which they are tried."""
        left = {ord(c) for c in {*text} if _is_seen(c)}
        files, found = by_family(self.folders), []
        for family in self.theme.stack(font):
            there = characters(files.get(family, ())) if left else frozenset()
            if left & there:
                found.append(family)
            left -= there
        return tuple(found)

    @property
    def _families(self) -> tuple[str, ...]:
        return self.theme.stack(self.theme.fonts["text"])

    def source(self, source: Source) -> Iterator[Problem]:
        """What of the content in *source* cannot be printed."""
        yield from self._below(source, (), source.data)

    def _below(self, source: Source, loc: Loc, data: Data) -> Iterator[Problem]:
        match data:
            case dict():
                for key, value in data.items():
                    if key not in _UNPRINTED:
                        yield from self._below(source, (*loc, key), value)
            case list():
                for index, value in enumerate(data):
                    yield from self._below(source, (*loc, index), value)
            case str():
                for sign in self.lacking(data)[:1]:
                    yield from self.problems(data, source.sign_place(loc, sign))

    def file(self, path: Path, shown: str, text: str) -> Iterator[Problem]:
        """What of *text*, which the file at *path* has, cannot be printed."""
        for sign in self.lacking(text)[:1]:
            written = path.read_text(encoding="utf-8-sig")
            before = written.partition(sign)[0]
            found = sign in written
            line = before.count("\n") + 1 if found else 1
            column = len(before) - before.rfind("\n") if found else 1
            yield from self.problems(text, Place(shown, line, column))

    def require(self, document: Document) -> None:
        """Raise ContentError where *document* has what cannot be printed.

        What comes from content and labels was looked at before; this is for a house's templates.
        """
        head = document.running
        printed = (_TAG.sub("", document.html), head.kind, head.page_of, head.page_reference)
        text = html.unescape(" ".join(printed))
        if found := [*self.problems(text, Place(document.meta.title))]:
            raise ContentError(found)


@lru_cache(maxsize=512)
def _lacking(text: str, families: tuple[str, ...], folders: tuple[Path, ...]) -> tuple[str, ...]:
    left = dict.fromkeys(c for c in dict.fromkeys(text) if _is_seen(c))
    private = [c for c in left if category(c) == "Co"]
    files = by_family(folders)
    for family in families:
        if not left:
            break
        there = characters(files.get(family, ()))
        left = {c: None for c in left if ord(c) not in there}
    return tuple(dict.fromkeys((*private, *left)))


def _is_seen(character: str) -> bool:
    """Whether *character* needs a glyph; of those of format only the signs of Arabic do."""
    if _UNSEEN.match(character):
        return False
    return category(character) not in ("Cf", "Cc") or "\u0600" <= character <= "\u08e2"


def _told_by(character: str) -> tuple[str, str]:
    """Code and remedy of a character that cannot be printed."""
    if category(character) == "Co":
        return "U102", "write the character that it stands for"
    script = script_of(character)
    if brings := extra(script):
        return "U101", f"run: python -m pip install 'briefings[{brings}]'"
    way = "put the files of a font that has it into templates/fonts"
    if script in ("Zyyy", "Zinh"):
        return "U101", f"write it otherwise, or {way} and name it under fallback in the theme"
    return "U101", f"{way} and name it in the theme, as scripts: {{{script}: …}}"


def _problem(signs: Sequence[str], told: tuple[str, str], place: Place) -> Problem:
    code, remedy = told
    said = ", ".join(_called(sign) for sign in signs[:_NAMED])
    more = f" and {len(signs) - _NAMED} more" if len(signs) > _NAMED else ""
    what = "no font of the theme has" if code == "U101" else "it has the private-use character"
    return Problem(place, code, f"{what} {said}{more}", remedy)


def _called(sign: str) -> str:
    """A character by its number and name, itself in brackets where it can be seen."""
    known = f" {name(sign)}" if name(sign, "") else ""
    return f"U+{ord(sign):04X}{known}" + (f" ({sign})" if sign.isprintable() else "")

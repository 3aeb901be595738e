"""Themes that say only what they have otherwise than another: ``extends: institute``.

Blocks are joined field by field, at any depth; whatever else a theme says takes the place of what
the other says. Each value keeps its own place, so that what is wrong with it is told in its file.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
V101  a theme extends one that does not exist
V102  a theme extends itself, by way of others or not
====  ==============================================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefings.checks import suggestion
from briefings.errors import ContentError, Place, Problem
from briefings.source import Data, Loc, Source

EXTENDS = "extends"
"""The field that names the theme to begin with."""


@dataclass(frozen=True, eq=False)
class Inherited(Source):
    """A file over another, whose values count where the file has none of its own."""

    own: Source = field(kw_only=True)
    base: Source = field(kw_only=True)

    def has(self, loc: Loc) -> bool:
        """Whether either file has a value at *loc*."""
        return self.own.has(loc) or self.base.has(loc)

    def place(self, loc: Loc = ()) -> Place:
        """Where the value at *loc* stands, in whichever file has it."""
        return self._where(loc).place(loc)

    def key_place(self, loc: Loc) -> Place:
        """Where its key stands."""
        return self._where(loc).key_place(loc)

    def _where(self, loc: Loc) -> Source:
        """The file that has a value at *loc*, or at the nearest block around it."""
        while loc:
            for source in (self.own, self.base):
                if source.has(loc):
                    return source
            loc = loc[:-1]
        return self.own


def inherited(
    source: Source, find: Callable[[str], Source | None], known: tuple[str, ...]
) -> tuple[Source, tuple[str, ...]]:
    """*source* over the themes that it extends, and the names of those.

    *find* reads a theme by name, and gives none where none has it; *known* are the names there are.
    Raises ContentError by the codes above.
    """
    own, names = source, []
    files = [source]
    while (name := files[-1].data.get(EXTENDS)) is not None:
        place = files[-1].place((EXTENDS,))
        base = find(name) if isinstance(name, str) and Path(name).name == name else None
        if base is None:
            what = f"there is no theme {name!r} to extend"
            raise ContentError(Problem(place, "V101", what, suggestion(str(name), known)))
        if base.file in (file.file for file in files):
            what, remedy = f"the theme extends itself, by '{name}'", "begin with another theme"
            raise ContentError(Problem(place, "V102", what, remedy))
        files.append(base)
        names.append(str(name))
    own = _without_extends(files.pop())
    while files:
        own = _over(_without_extends(files.pop()), own)
    return own, tuple(names)


def _without_extends(source: Source) -> Source:
    kept = {key: value for key, value in source.data.items() if key != EXTENDS}
    return replace(source, data=kept)


def _over(own: Source, base: Source) -> Source:
    data = _joined(own.data, base.data)
    return Inherited(own.file, data, own._values, own._keys, own._blocks, own=own, base=base)


def _joined(own: dict[str, Data], base: dict[str, Data]) -> dict[str, Data]:
    made = dict(base)
    for key, value in own.items():
        under = made.get(key)
        joined = isinstance(value, dict) and isinstance(under, dict)
        made[key] = _joined(value, under) if joined else value  # type: ignore[arg-type]
    return made

r"""A YAML file read as plain data, every value with its line and column.

YAML guesses types: unquoted, ``NO`` is false, ``1.10`` is 1.1 and ``10:30`` is 630. Here nothing is
guessed. Every scalar is text exactly as it was written, and the model decides what it means. Only
nothing at all, ``~`` and ``null`` (all unquoted) are :data:`None`.

What surprises people or breaks machines is refused, as many problems at once as can be found:

====  ==============================================================================================
code  what is refused
====  ==============================================================================================
S101  a file that does not exist
S102  a directory
S103  a file that cannot be read
S104  a file with nothing in it
S105  a file above 2 MB (2 000 000 bytes)
S106  text that is not UTF-8
S107  characters that no document can carry: controls, noncharacters, lone surrogates, bidirectional
      embeddings and overrides (U+202A to U+202E), U+2028, U+2029, a BOM in mid-text; also when an
      escape such as ``"\u0007"`` makes them. Tabs, direction marks and isolates are fine
S110  broken YAML
S111  a key given twice in one block
S112  an anchor (``&name``) or an alias (``*name``)
S113  a merge key (``<<``)
S114  a tag (``!name``)
S115  more than one YAML document
S116  a key that is not text, or empty
S117  a file that does not hold fields at its top
S118  nesting deeper than 50
S119  more than 200 000 keys and values
====  ==============================================================================================
"""

from __future__ import annotations

import copy
import difflib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from briefings.errors import ContentError, Place, Problem
from briefings.source.strict_yaml import Data, Loc, Spot, Tree, parse, quoted, spot

__all__ = ["Data", "Loc", "Source", "quoted", "read", "read_text"]

MAX_BYTES = 2_000_000


@dataclass(frozen=True, eq=False)
class Source:
    """A file as data; :attr:`file` is its path as the user knows it."""

    file: str
    data: dict[str, Data]
    _values: Mapping[Loc, Spot] = field(repr=False)
    _keys: Mapping[Loc, Spot] = field(repr=False)
    _blocks: Set[Spot] = field(default=frozenset(), repr=False)
    _text: str = field(default="", repr=False)
    """The file as it is written, with as many empty lines before as are not of it."""
    _elsewhere: Mapping[Loc, tuple[Source, Loc]] = field(default_factory=dict, repr=False)

    def has(self, loc: Loc) -> bool:
        """Whether there is a value at *loc*."""
        return loc in self._values

    def place(self, loc: Loc = ()) -> Place:
        """Where the value at *loc* begins; where there is none, its nearest parent's place."""
        while loc not in self._values and loc not in self._elsewhere:
            loc = loc[:-1]
        if loc in self._elsewhere:
            source, there = self._elsewhere[loc]
            return source.place(there)
        return Place(self.file, *self._values[loc])

    def text_place(self, loc: Loc) -> Place:
        """Where the text at *loc* begins: after ``|`` and ``>`` that is the line below."""
        if loc in self._elsewhere:
            source, there = self._elsewhere[loc]
            return source.text_place(there)
        place = self.place(loc)
        below = (place.line, place.column) in self._blocks
        return Place(place.file, place.line + 1) if below else place

    def sign_place(self, loc: Loc, sign: str) -> Place:
        """Where the character *sign* first stands in the value at *loc*.

        That is where the text begins if an escape makes it.
        """
        if loc in self._elsewhere:
            source, there = self._elsewhere[loc]
            return source.sign_place(there, sign)
        begin = self.text_place(loc)
        spots = sorted({*self._values.values(), *self._keys.values()})
        after = bisect_right(spots, self._values.get(loc, (1, 1)))
        last = spots[after] if after < len(spots) else (self._text.count("\n") + 2, 1)
        lines = self._text.split("\n")[begin.line - 1 : last[0]]
        for number, line in enumerate(lines, start=begin.line):
            start = begin.column - 1 if number == begin.line else 0
            at = line.find(sign, start, last[1] - 1 if number == last[0] else None)
            if at >= 0:
                return Place(self.file, number, at + 1)
        return begin

    def key_place(self, loc: Loc) -> Place:
        """Where the key of the value at *loc* begins; the value's own place if it has no key."""
        found = self._keys.get(loc)
        return Place(self.file, *found) if found else self.place(loc)

    def with_texts(
        self, taken: Mapping[Loc, tuple[Source, Loc]], without: Iterable[Loc] = ()
    ) -> Source:
        """This source with texts *taken* from places in others, and without what is at some."""
        data = copy.deepcopy(self.data)
        for loc, (source, there) in taken.items():
            _holder(data, loc)[loc[-1]] = _holder(source.data, there)[there[-1]]
        for loc in without:
            del _holder(data, loc)[loc[-1]]
        return replace(self, data=data, _elsewhere={**self._elsewhere, **taken})


def _holder(data: Data, loc: Loc) -> Any:
    """What holds the value at *loc*."""
    held: Any = data
    for part in loc[:-1]:
        held = held[part]
    return held


def read(
    path: Path, *, shown: str | None = None, text: str | None = None, first_line: int = 1
) -> Source:
    """The YAML file at *path*, called *shown* in problems.

    With *text*, that text is read instead of the file, and its first line counts as line
    *first_line* of the file. Raises :class:`~briefings.errors.ContentError` with all problems.
    """
    file = str(path) if shown is None else shown
    if text is None:
        text = read_text(path, shown=shown)
    elif len(text) > MAX_BYTES:
        _refuse_size(file)
    tree = parse(text.removeprefix("\ufeff"), file, first_line)
    problems = tree.problems + _top(tree, file)
    if problems or not isinstance(tree.root, dict):
        raise ContentError(problems)
    written = "\n" * (first_line - 1) + text
    return Source(file, tree.root, tree.values, tree.keys, tree.blocks, _text=written)


def read_text(path: Path, *, shown: str | None = None) -> str:
    """The characters of the file at *path*; S101 to S103, S105 and S106 are refused."""
    file = str(path) if shown is None else shown
    return _decoded(_content(path, file), file)


def _top(tree: Tree, file: str) -> list[Problem]:
    if isinstance(tree.root, dict) or (tree.problems and not isinstance(tree.root, list)):
        return []
    place = Place(file, *tree.values[()])
    remedy = "write fields, such as 'title: …'"
    if tree.root is None:
        return [Problem(place, "S104", "there is nothing in it", remedy)]
    found = "a list" if isinstance(tree.root, list) else "text"
    return [Problem(place, "S117", f"it holds {found} where fields are needed", remedy)]


# --- the file ------------------------------------------------------------------------------------


def _refuse(file: str, code: str, what: str, remedy: str) -> NoReturn:
    raise ContentError(Problem(Place(file), code, what, remedy))


def _refuse_size(file: str) -> NoReturn:
    _refuse(file, "S105", "the file is larger than 2 MB", "split it into several files")


def _content(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        _refuse_file(path, file, error)
    if len(content) > MAX_BYTES:
        _refuse_size(file)
    return content


def _refuse_file(path: Path, file: str, error: OSError | ValueError) -> NoReturn:
    # A null character in a path is a ValueError.
    if not isinstance(error, OSError) or isinstance(error, FileNotFoundError | NotADirectoryError):
        _refuse(file, "S101", "there is no such file", _nearest_file(path))
    if path.is_dir():
        _refuse(file, "S102", "this is a directory, not a file", "name a file inside it")
    reason = (error.strerror or "the reason is unknown").lower()
    _refuse(file, "S103", f"the file cannot be read: {reason}", "check its name and permissions")


def _nearest_file(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except (OSError, ValueError):
        return "check the name of the directory"
    near = difflib.get_close_matches(path.name, names, 1)
    return f"did you mean {quoted(near[0])}?" if near else "check the name"


def _decoded(content: bytes, file: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(file, "S106", "the file is UTF-16 text", "save it as UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = Place(file, *spot(before, len(before)))
        what = f"the byte 0x{content[error.start]:02X} is not UTF-8 text"
        raise ContentError(Problem(place, "S106", what, "save the file as UTF-8")) from None

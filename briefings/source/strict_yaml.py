"""YAML text as plain data with the place of every key and value; nothing is guessed.

The data are built from the parser's events and never composed: composing recurses, and libyaml's
composer ends the process with a segmentation fault at about 50 000 levels. What is refused, and by
which code, is told in :mod:`briefings.source`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

import yaml

from briefings.errors import Place, Problem

Data = dict[str, "Data"] | list["Data"] | str | None
"""What a file holds: blocks of fields, lists, text, or nothing."""

Loc = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and indices (from 0)."""

Spot = tuple[int, int]
"""Line and column, from 1."""

MAX_DEPTH = 50
MAX_NODES = 200_000
MAX_PROBLEMS = 100

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_FORBIDDEN_IN_VALUE = re.compile(_FORBIDDEN.pattern[:-1] + "\r]")
_LINE_BREAK = re.compile("\r\n|\r|\n")
_NULLS = frozenset({"", "~", "null"})

_QUOTE = "put the text in quotes"
_INDENT = "check indentation and quotes, here and on the line before"
_BRACKETS = "close the brackets, or put the text in quotes"
_COLON = (
    "put text that holds ': ' in quotes; else check the indentation, "
    "and the space after the colon on the line before"
)
_ESCAPE = "write '\\\\' for a backslash, or use single quotes"

_BROKEN: tuple[tuple[str, str, str], ...] = (
    # PyYAML's words (libyaml's or its own), ours, and the remedy; the first that fits is taken.
    ("mapping values are not allowed", "a colon does not fit here", _COLON),
    ("entries are not allowed", "a '-' does not fit here", "begin the list on its own line"),
    ("mapping keys are not allowed", "a value cannot begin with '?'", _QUOTE),
    ("tab character", "a tab is used to indent", "use spaces"),
    ("cannot start any token", "a value cannot begin with {character}", _QUOTE),
    ("simple key", "this line has no colon", "write 'name: value', or indent it as text"),
    ("an (alias|anchor)", "a value cannot begin with '*' or '&'", _QUOTE),
    ("a tag|tag handle", "a value cannot begin with '!'", _QUOTE),
    ("quoted scalar found unexpected (end|doc)", "this quotation mark is never closed", "close it"),
    ("quoted scalar", "this escape does not exist", _ESCAPE),
    ("block scalar", "only a comment may follow '|' or '>'", "begin the text on the next line"),
    ("document start", "this does not belong to what stands above", _INDENT),
    ("flow sequence", "the list opened on line {line} is not closed before this", _BRACKETS),
    ("flow mapping", "the block opened on line {line} is not closed before this", _BRACKETS),
    ("block mapping", "this does not belong to the block begun on line {line}", _INDENT),
    ("block collection", "this does not belong to the list begun on line {line}", _INDENT),
    ("node content", "a value is missing before this", _QUOTE),
    ("directive|YAML document", "a line cannot begin with '%'", _QUOTE),
)
_TOLD_AT_ITS_START = re.compile("simple key|quoted scalar found unexpected (end|doc)")


@dataclass
class Tree:
    """What a text holds; :attr:`values` and :attr:`keys` say where."""

    root: Data = None
    values: dict[Loc, Spot] = field(default_factory=dict)
    keys: dict[Loc, Spot] = field(default_factory=dict)
    blocks: set[Spot] = field(default_factory=set)
    """Where a ``|`` or ``>`` stands: the text begins on the line below."""
    problems: list[Problem] = field(default_factory=list)


def quoted(text: str, limit: int = 60) -> str:
    """*text* between quotation marks on one line, shortened to *limit* characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 2 * limit]).split())
    return f"'{line}'" if len(line) <= limit else f"'{line[: limit - 1]}…'"


def spot(text: str, offset: int, first_line: int = 1) -> Spot:
    """Line and column of the character at *offset*."""
    ends = [match.end() for match in _LINE_BREAK.finditer(text, 0, offset)]
    return first_line + len(ends), offset - (ends[-1] if ends else 0) + 1


@lru_cache(maxsize=32)
def parse(text: str, file: str, first_line: int = 1) -> Tree:
    """The data in *text*; what is refused is in :attr:`Tree.problems`. It is not to be changed:
    themes and labels are asked for again and again, and the same text is parsed once.
    """
    reading = _Reading(file, first_line)
    for match in islice(_FORBIDDEN.finditer(text), MAX_PROBLEMS):
        what = f"{_name(match[0])} is not allowed"
        remedy = "delete it; many editors can show invisible characters"
        reading.refuse(spot(text, match.start(), first_line), "S107", what, remedy)
    reading.run(_FORBIDDEN.sub("\ufffd", text) if reading.tree.problems else text)
    return reading.tree


def _name(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"the character U+{ord(character):04X}" + (f" ({name})" if name else "")


@dataclass
class _Frame:
    """A block or list that is still open; in a block, *key* is None while a key is due."""

    container: dict[str, Data] | list[Data]
    loc: Loc
    key: str | None = None

    @property
    def key_due(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


class _Reading:
    """Builds a tree from events; notes what is refused and carries on where it can."""

    def __init__(self, file: str, first_line: int) -> None:
        self.tree = Tree(values={(): (first_line, 1)})
        self._file = file
        self._first_line = first_line
        self._open: list[_Frame] = []
        self._last: Spot = (first_line, 1)
        self._nodes = 0
        self._documents = 0
        self._done = False

    def run(self, text: str) -> None:
        """Take every event of *text*; broken YAML becomes a problem."""
        loader = LOADER(text)
        try:
            while not self._done and (event := loader.get_event()):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            self._broken(error, text)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # The pure loader hands "\UFFFFFFFF" to chr().
            what = f"the YAML cannot be read from here on: {error}"
            self.refuse(self._last, "S110", what, "check the escapes in quoted text")
        finally:
            loader.dispose()

    def refuse(self, at: Spot, code: str, what: str, remedy: str) -> None:
        """Note a problem; after :data:`MAX_PROBLEMS` of them, stop."""
        self.tree.problems.append(Problem(Place(self._file, *at), code, what, remedy))
        self._done = self._done or len(self.tree.problems) >= MAX_PROBLEMS

    def _broken(self, error: yaml.MarkedYAMLError, text: str) -> None:
        said = f"{error.context or ''} {error.problem or ''}".strip()
        begun = error.context_mark or error.problem_mark
        mark = begun if _TOLD_AT_ITS_START.search(said) else error.problem_mark or begun
        if not mark or not begun:
            return self.refuse(self._last, "S110", f"the YAML is broken: {said}", _INDENT)
        found = text[mark.index : mark.index + 1]
        if found == "\t" and "token" in said:
            said = "tab character"
        what, remedy = next(
            ((ours, remedy) for theirs, ours, remedy in _BROKEN if re.search(theirs, said)),
            (f"the YAML is broken: {said}", _INDENT),
        )
        what = what.format(line=begun.line + self._first_line, character=quoted(found))
        self.refuse(self._spot(mark), "S110", what, remedy)

    def _spot(self, mark: Any) -> Spot:
        # PyYAML has a class of marks for each of its two parsers.
        return mark.line + self._first_line, mark.column + 1

    def _take(self, event: yaml.Event) -> None:
        self._last = at = self._spot(event.start_mark)
        if isinstance(event, yaml.NodeEvent):
            self._count(at)
        match event:
            case yaml.ScalarEvent():
                self._scalar(event, at)
            case yaml.MappingStartEvent():
                self._start(event, at, {})
            case yaml.SequenceStartEvent():
                self._start(event, at, [])
            case yaml.CollectionEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                self._alias(event, at)
            case yaml.DocumentStartEvent():
                self._document(at)

    def _count(self, at: Spot) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            what = f"the file holds more than {MAX_NODES} keys and values"
            self.refuse(at, "S119", what, "split it into several files")
            self._done = True

    def _document(self, at: Spot) -> None:
        self._documents += 1
        if self._documents > 1:
            what = "a second YAML document begins here"
            self.refuse(at, "S115", what, "delete the '---', or write a file of its own")
            self._done = True

    def _scalar(self, event: yaml.ScalarEvent, at: Spot) -> None:
        self._plain(event, at)
        if bad := _FORBIDDEN_IN_VALUE.search(event.value):
            what = f"an escape in this text makes {_name(bad[0])}, which is not allowed"
            self.refuse(at, "S107", what, "delete the escape")
        if event.style in ("|", ">"):
            self.tree.blocks.add(at)
        value = None if not event.style and event.value in _NULLS else event.value
        if self._open and self._open[-1].key_due:
            self._key(self._open[-1], at, value, merges=value == "<<" and not event.style)
        else:
            self._put(value, at)

    def _plain(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: Spot) -> None:
        if event.anchor is not None:
            what = f"'&' at the start makes {quoted(f'&{event.anchor}')} an anchor"
            self.refuse(at, "S112", what, "put the text in quotes, or delete the anchor")
        if event.tag is not None:
            what = f"'!' at the start makes {quoted(event.tag)} a tag"
            self.refuse(at, "S114", what, "put the text in quotes, or delete the tag")

    def _alias(self, event: yaml.AliasEvent, at: Spot) -> None:
        what = f"'*' at the start makes {quoted(f'*{event.anchor}')} an alias"
        self.refuse(at, "S112", what, "put the text in quotes, or write the value out in full")
        if self._open and self._open[-1].key_due:
            self._open[-1].key = ""
        else:
            self._put(None, at)

    def _key(self, frame: _Frame, at: Spot, key: str | None, *, merges: bool) -> None:
        frame.key = key or ""
        loc = (*frame.loc, frame.key)
        if not key:
            self.refuse(at, "S116", "a key is empty", "write a name before the colon")
        elif merges:
            self.refuse(at, "S113", "'<<' merges blocks", "write the fields out in full")
        elif key in frame.container:
            what = f"{quoted(key)} is given twice, first on line {self.tree.keys[loc][0]}"
            self.refuse(at, "S111", what, "keep one of the two")
            return
        self.tree.keys[loc] = at

    def _put(self, value: Data, at: Spot) -> Loc:
        loc: Loc = ()
        if not self._open:
            self.tree.root = value
        elif isinstance(container := self._open[-1].container, list):
            loc = (*self._open[-1].loc, len(container))
            container.append(value)
        else:
            key = self._open[-1].key or ""
            loc = (*self._open[-1].loc, key)
            container[key], self._open[-1].key = value, None
        self.tree.values[loc] = at
        return loc

    def _start(
        self,
        event: yaml.CollectionStartEvent,
        at: Spot,
        container: dict[str, Data] | list[Data],
    ) -> None:
        self._plain(event, at)
        if self._open and self._open[-1].key_due:
            what = "a list or block stands where a key is due"
            remedy = "put the text in quotes if it begins with '{', '[' or '?'"
            self.refuse(at, "S116", what, remedy)
            self._open[-1].key = ""
            loc: Loc = (*self._open[-1].loc, "")
        else:
            loc = self._put(container, at)
        self._open.append(_Frame(container, loc))
        if len(self._open) > MAX_DEPTH:
            what = f"lists and blocks are nested more than {MAX_DEPTH} deep"
            self.refuse(at, "S118", what, "close the brackets, or use fewer levels")
            self._done = True

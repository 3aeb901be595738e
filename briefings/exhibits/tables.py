"""Tables of data: rows written in the briefing, or read from a CSV file beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefings.errors import ContentError, Place, Problem
from briefings.markdown.parsing import UNPRINTABLE
from briefings.model.blocks import Data

BYTES = 5_000_000
"""The largest file that is read."""

LIMIT = 5_000
"""The most rows a table may have: a longer one takes minutes to lay out, and nobody reads it."""

NUMBER = re.compile(r"[-+−]?[.,\s]*\d[\d.,\s]*%?")


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in a table. Widths are per cent and sum to 100."""

    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    aligns: tuple[str, ...]
    widths: tuple[float, ...]


def rows(part: Data, root: Path, place: Place) -> Rows:
    """The rows of *part*, whose file, if it has one, must lie below *root*.

    Raises ContentError at *place* if the file is missing, lies elsewhere, or is not a table.
    """
    body = part.rows
    head = tuple(column.label for column in part.columns)
    if part.file:
        found = read(part.file, root, place)
        body = found[1:]
        head = head or found[0]
        if len(head) != len(found[0]):
            what = f"'{part.file}' has {len(found[0])} columns, but {len(head)} are named"
            raise ContentError(Problem(place, "D104", what, "name each of its columns, or none"))
    if problems := list(_nameless(head, body, place)):
        raise ContentError(problems[:20])
    return Rows(head, body, _aligns(part, body, len(head)), _widths(part, head, body))


def _nameless(
    head: tuple[str, ...], body: tuple[tuple[str, ...], ...], place: Place
) -> Iterator[Problem]:
    """Columns and rows that nothing names, which no reader could tell from others."""
    for number, label in enumerate(head, start=1):
        if not label:
            what = f"nothing stands at the head of column {number}"
            yield Problem(place, "D106", what, "name the column")
    for number, row in enumerate(body, start=1):
        if not row[0].strip():
            what = f"row {number} below the head begins with an empty cell"
            yield Problem(place, "D106", what, "say there what the row is of")


def read(file: str, root: Path, place: Place) -> tuple[tuple[str, ...], ...]:
    """The cells of a CSV *file*, its head first, which must lie below *root*.

    Raises ContentError at *place* if it is missing, lies elsewhere, or is not a table.
    """
    path = (root / file).resolve()
    if not path.is_relative_to(root.resolve()):
        what, remedy = (
            f"'{file}' lies outside the content's folder",
            "put the file beside the content",
        )
        raise ContentError(Problem(place, "D101", what, remedy))
    try:
        if path.stat().st_size > BYTES:
            what = f"'{file}' is larger than {BYTES // 1_000_000} MB"
            raise ContentError(Problem(place, "D105", what, "print an extract of it"))
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        what = f"there is no file '{file}'"
        raise ContentError(
            Problem(place, "D102", what, "put it beside the content, or mend the name")
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        what = f"'{file}' can't be read as UTF-8 text: {why}"
        raise ContentError(Problem(place, "D103", what, "save it as CSV in UTF-8")) from error
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        what = f"line {line} of '{file}' has the character U+{ord(found[0]):04X}"
        raise ContentError(Problem(place, "D103", what, "delete it: no document can hold it"))
    return _parsed(text, file, place)


def _parsed(text: str, file: str, place: Place) -> tuple[tuple[str, ...], ...]:
    try:
        found = [tuple(cell.strip() for cell in row) for row in csv.reader(io.StringIO(text))]
    except csv.Error as error:
        raise ContentError(
            Problem(place, "D103", f"'{file}' is no CSV: {error}", "mend it")
        ) from error
    table = tuple(row for row in found if any(row))
    problems = []
    if len(table) < 2:
        problems.append(Problem(place, "D104", f"'{file}' has no rows", "give it a head and a row"))
    if (count := len(table) - 1) > LIMIT:
        what = f"'{file}' has {count} rows, more than {LIMIT}"
        problems.append(
            Problem(place, "D105", what, "print an extract and publish the data beside it")
        )
    for number, row in enumerate(table, start=1):
        if len(row) != len(table[0]):
            what = f"row {number} of '{file}' has {len(row)} cells, the first has {len(table[0])}"
            problems.append(
                Problem(place, "D104", what, "give every row as many cells as the head")
            )
    if problems:
        raise ContentError(problems[:20])
    return table


def _aligns(part: Data, body: tuple[tuple[str, ...], ...], count: int) -> tuple[str, ...]:
    if part.columns:
        return tuple(column.align for column in part.columns)
    columns = [[row[i] for row in body if row[i]] for i in range(count)]
    numeric = [bool(cells) and all(map(NUMBER.fullmatch, cells)) for cells in columns]
    return tuple("right" if is_number else "left" for is_number in numeric)


_LEAST, _MOST = 4, 40
"""Letters that a column is counted with at least and at most."""
_EDGES = 3
"""Letters that there would be room for in the padding of a cell."""
_HEAD_LINES = 3
"""Lines that the head of a column may run over, for it not to be wider than what stands in it."""


def _letters(head: str, cells: Sequence[str]) -> int:
    """How much a column has to hold, in letters. No word of its head is to be parted."""
    words = max(map(len, head.split()), default=0)
    longest = max(words, -(-len(head) // _HEAD_LINES), *map(len, cells))
    return min(_MOST, max(_LEAST, longest)) + _EDGES


def _widths(
    part: Data, head: tuple[str, ...], body: tuple[tuple[str, ...], ...]
) -> tuple[float, ...]:
    """Widths as the author gave them; the rest is shared by how much the columns have to hold."""
    given = [column.width for column in part.columns] or [None] * len(head)
    longest = [
        _letters(head[i], [row[i] for row in body]) if width is None else 0
        for i, width in enumerate(given)
    ]
    left = max(100 - sum(width or 0 for width in given), 0)
    share = left / sum(longest) if sum(longest) else 0
    widths = [
        width if width is not None else round(n * share, 2)
        for width, n in zip(given, longest, strict=True)
    ]
    total = sum(widths)
    return tuple(round(width * 100 / total, 2) for width in widths)

"""Telling a comparison: in lines for people, in Markdown for summaries of CI, and as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from briefings.manifest import Rendition
from briefings.manifest.comparing import Change, Comparison
from briefings.naming import printable

MOST = 1000
"""Rows of a table in Markdown; what CI shows has a limit."""

HEAD = ("file", "pages", "words", "what changed")

Row = tuple[str, str, str, str]

Named = Callable[[str], str]
"""How a name of somebody else's is written."""


def lines(found: Comparison) -> Iterator[str]:
    """The comparison for people: a table, then what else differs, then how many."""
    rows = [HEAD, *_rows(found, printable)]
    if len(rows) > 1:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for path, pages, words, what in rows:
            cells = path.ljust(widths[0]), pages.rjust(widths[1]), words.rjust(widths[2]), what
            yield "  ".join(cells).rstrip()
    yield from _else(found, printable)
    yield _count(found)


def markdown(found: Comparison) -> str:
    """The comparison as a table of GitHub's Markdown."""
    rows = _rows(found, _code)
    said = [f"**{_count(found)}**"]
    if rows:
        table = [f"| {' | '.join(HEAD)} |", "|---|--:|--:|---|"]
        table += [f"| {' | '.join(row)} |" for row in rows[:MOST]]
        said.append("\n".join(table))
    if len(rows) > MOST:
        said.append(f"and {len(rows) - MOST} more")
    return "\n\n".join((*said, *_else(found, _code))) + "\n"


def record(found: Comparison) -> dict[str, Any]:
    """The comparison as data."""
    return {
        "same": found.same,
        "added": [_facts(each) for each in found.added],
        "removed": [_facts(each) for each in found.removed],
        "changed": [_change(each) for each in found.changed],
        "unchanged": [each.path for each in found.unchanged],
        "versions": [
            {"name": name, "before": before or None, "after": after or None}
            for name, before, after in found.versions
        ],
        "fonts": [*found.fonts],
    }


def _rows(found: Comparison, name: Named) -> Sequence[Row]:
    one_side = [*((r, "new") for r in found.added), *((r, "gone") for r in found.removed)]
    rows = {r.path: (name(r.path), f"{r.pages}", f"{r.words}", what) for r, what in one_side}
    rows |= {change.before.path: _changed(change, name) for change in found.changed}
    return [rows[path] for path in sorted(rows)]


def _changed(change: Change, name: Named) -> Row:
    one, other = change.before, change.after
    what = ", ".join(map(name, change.inputs)) or "versions or options"
    pages, words = _moved(one.pages, other.pages), _moved(one.words, other.words)
    return name(one.path), pages, words, what


def _moved(before: int, after: int) -> str:
    return f"{after}" if before == after else f"{before} → {after}"


def _else(found: Comparison, name: Named) -> Iterator[str]:
    versions = (
        f"{name(what)} {name(before or 'none')} → {name(after or 'none')}"
        for what, before, after in found.versions
    )
    if told := ", ".join(versions):
        yield f"versions: {told}"
    if found.fonts:
        yield f"fonts: {', '.join(map(name, found.fonts))}"


def _count(found: Comparison) -> str:
    numbers = {name: len(getattr(found, name)) for name in ("added", "removed", "changed")}
    told = ", ".join(f"{number} {name}" for name, number in numbers.items() if number)
    return f"{told or 'nothing changed'}; {len(found.unchanged)} unchanged"


def _code(text: str) -> str:
    """*text* as code in a cell of a table, where it is text and nothing else."""
    told = printable(text).replace("|", "\\|")
    fence = "`" * (1 + max(map(len, re.findall("`+", told)), default=0))
    pad = " " * told.startswith("`") or " " * told.endswith("`")
    return f"{fence}{pad}{told}{pad}{fence}"


def _facts(rendition: Rendition) -> dict[str, Any]:
    return {name: getattr(rendition, name) for name in ("path", "pages", "words", "sha256")}


def _change(change: Change) -> dict[str, Any]:
    before, after = _facts(change.before), _facts(change.after)
    path = before.pop("path")
    after.pop("path")
    return {"path": path, "before": before, "after": after, "inputs": [*change.inputs]}

"""Bookmarks, and other ranges that have a beginning and an end somewhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefings.wordml.lint.file import File, all_of, get, twice
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.text import BOOKMARK_LENGTH

_ENDS = ("w:bookmarkStart", "w:bookmarkEnd")
_LEGAL = re.compile(r"[^\W\d]\w*")


def bookmarks(file: File) -> Findings:
    """Bookmarks have names that Word takes, each once, and an end after their beginning."""
    names: list[str] = []
    numbers: list[str] = []
    for part, tree in file.stories():
        marks = [(get(e, "w:name"), get(e, "w:id")) for e in all_of(tree, *_ENDS)]
        called = {number: name for name, number in marks if name}
        names += (name.casefold() for name, _ in marks if name)
        numbers += (number for name, number in marks if name)
        for what, number in ranges((bool(name), number) for name, number in marks):
            yield Finding(part, what.format(f"the bookmark {called.get(number, number)}"))
        for name in called.values():
            if not _LEGAL.fullmatch(name) or len(name) > BOOKMARK_LENGTH:
                yield Finding(part, f"has a bookmark that Word does not take: {name}")
    for name in twice(names):
        yield Finding(file.main, f"has the bookmark {name} twice")
    for number in twice(numbers):
        yield Finding(file.main, f"has two bookmarks with the id {number}")


def ranges(marks: Iterable[tuple[bool, str]]) -> Iterator[tuple[str, str]]:
    """What is wrong with ranges of a kind, with ``{}`` for what it is, and the id.

    *marks* are the ends of all ranges in order: whether a range begins there, and its id.
    """
    pending: set[str] = set()
    for begins, number in marks:
        if begins:
            pending.add(number)
        elif number in pending:
            pending.remove(number)
        else:
            yield "closes {}, which is not open", number
    for number in sorted(pending):
        yield "does not close {}", number

"""Comments and the text they are about (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.wordml.lint.bookmarks import ranges
from briefings.wordml.lint.file import File, all_of, get, twice
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified


def comments(file: File) -> Findings:
    """Each comment is there once, and is about a range that begins, ends and calls it."""
    found = file.beside("comments")
    numbers = [] if found is None else [get(e, "w:id") for e in all_of(found[1], "w:comment")]
    part = file.main if found is None else found[0]
    called = [get(e, "w:id") for e in all_of(file.text, "w:commentReference")]
    begun = [get(e, "w:id") for e in all_of(file.text, "w:commentRangeStart")]
    for number in twice(numbers):
        yield Finding(part, f"has two comments with the id {number}")
    for number in sorted({*called, *begun} - {*numbers}):
        yield Finding(file.main, f"has the place of the comment {number}, which is not there")
    for number in sorted({*numbers} - {*called}):
        yield Finding(part, f"has the comment {number}, which no place calls")
    for number in (*twice(called), *twice(begun)):
        yield Finding(file.main, f"has two places of the comment {number}")
    for what, number in ranges(_marks(file.text)):
        yield Finding(file.main, what.format(f"the place of the comment {number}"))


def _marks(text: Element) -> Iterator[tuple[bool, str]]:
    start = qualified("w:commentRangeStart")
    for mark in all_of(text, "w:commentRangeStart", "w:commentRangeEnd"):
        yield mark.tag == start, get(mark, "w:id")

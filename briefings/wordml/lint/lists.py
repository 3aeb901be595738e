"""Lists and their definitions (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.wordml.lint.file import File, all_of, child, children, get, twice, value
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element

_LEVELS = frozenset("012345678")


@dataclass(frozen=True, slots=True)
class _Lists:
    definitions: Mapping[str, Element]
    definition_of: Mapping[str, str]
    """Of each list its definition."""


def _lists(tree: Element) -> _Lists:
    return _Lists(
        {get(e, "w:abstractNumId"): e for e in children(tree, "w:abstractNum")},
        {get(e, "w:numId"): value(e, "w:abstractNumId") for e in children(tree, "w:num")},
    )


def uses(file: File) -> Findings:
    """A list that is used is there, and so is its definition."""
    found = file.beside("numbering")
    lists = _Lists({}, {}) if found is None else _lists(found[1])
    for name, tree in file.trees.items():
        for element in all_of(tree, "w:numId"):
            if (number := get(element)) not in lists.definition_of and number != "0":
                yield Finding(name, f"uses the list {number}, which is not there")
        for element in all_of(tree, "w:ilvl"):
            if get(element) not in _LEVELS:
                yield Finding(name, f"uses the level {get(element)} of a list, which has nine")
    for part, number in _undefined(found, lists):
        yield Finding(part, f"uses the list definition {number}, which is not there")


def _undefined(found: tuple[str, Element] | None, lists: _Lists) -> Iterator[tuple[str, str]]:
    if found is not None:
        for number in lists.definition_of.values():
            if number not in lists.definitions:
                yield found[0], number


def definitions(file: File) -> Findings:
    """Lists have numbers and levels of their own."""
    found = file.beside("numbering")
    if found is None:
        return
    part, tree = found
    for number in twice(get(e, "w:abstractNumId") for e in children(tree, "w:abstractNum")):
        yield Finding(part, f"has two list definitions with the number {number}")
    for number in twice(get(e, "w:numId") for e in children(tree, "w:num")):
        yield Finding(part, f"has two lists with the number {number}")
    for number, definition in _lists(tree).definitions.items():
        levels = [get(level, "w:ilvl") for level in children(definition, "w:lvl")]
        for level in sorted({*levels} - _LEVELS):
            yield Finding(part, f"has the level {level} of a list, which has nine")
        for level in twice(levels):
            yield Finding(part, f"has the level {level} of the list definition {number} twice")


def leaders(file: File) -> Findings:
    """A style that a level of a list names is numbered by that level."""
    found = file.beside("numbering")
    if found is None:
        return
    part, tree = found
    lists = _lists(tree)
    for number, definition in lists.definitions.items():
        for level in children(definition, "w:lvl"):
            style = value(level, "w:pStyle")
            if style in file.styles and _place(file, lists, style) != (
                number,
                get(level, "w:ilvl"),
            ):
                yield Finding(part, f"names the style {style} for a level that it is not on")


def _place(file: File, lists: _Lists, style: str) -> tuple[str, str]:
    """Definition and level that a style is numbered by."""
    places = (child(base, "w:pPr", "w:numPr") for base in file.bases(style))
    all_places = [place for place in places if place is not None]
    numbers = (value(place, "w:numId") for place in all_places)
    levels = (value(place, "w:ilvl") for place in all_places)
    number = next((n for n in numbers if n), "")
    return lists.definition_of.get(number, ""), next((n for n in levels if n), "0")

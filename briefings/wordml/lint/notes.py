"""Footnotes and endnotes (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.wordml.lint.fields import codes
from briefings.wordml.lint.file import File, all_of, child, children, get, twice
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified

_KINDS = ("footnote", "endnote")
_SEPARATORS = ("separator", "continuationSeparator")


def notes(file: File) -> Findings:
    """Each call has its note and each note its call; notes begin with their number."""
    for kind in _KINDS:
        called = [get(e, "w:id") for e in all_of(file.text, f"w:{kind}Reference")]
        found = file.beside(f"{kind}s")
        part, all_notes = (file.main, []) if found is None else (found[0], list(found[1]))
        own = {get(n, "w:id"): n for n in all_notes if get(n, "w:type") in ("", "normal")}
        for number in sorted({*called} - own.keys()):
            yield Finding(file.main, f"calls the {kind} {number}, which is not there")
        for number in twice(called):
            yield Finding(file.main, f"calls the {kind} {number} twice")
        for number in twice(get(note, "w:id") for note in all_notes):
            yield Finding(part, f"has two notes with the id {number}")
        for number, note in own.items():
            if number not in called:
                yield Finding(part, f"has the {kind} {number}, which nothing calls")
            if not _numbered(note, kind):
                yield Finding(
                    part, f"has the {kind} {number}, which does not begin with its number"
                )
    for part, tree in file.stories():
        if part != file.main and next(all_of(tree, *_CALLS), None) is not None:
            yield Finding(part, "calls a note, which only the text may do")


_CALLS = tuple(f"w:{kind}Reference" for kind in _KINDS)


def _numbered(note: Element, kind: str) -> bool:
    """Whether the first run of the first paragraph holds the note's own number."""
    first = next(children(note, "w:p"), None)
    run = None if first is None else next(all_of(first, "w:r"), None)
    return run is not None and child(run, f"w:{kind}Ref") is not None


def separators(file: File) -> Findings:
    """The lines between text and notes are there, and settings name them."""
    settings = file.beside("settings")
    for kind in _KINDS:
        found = file.beside(f"{kind}s")
        if found is None:
            continue
        part, tree = found
        lines = {get(n, "w:type"): get(n, "w:id") for n in tree}
        named = {get(e, "w:id") for e in _named(settings, kind)}
        for name in _SEPARATORS:
            if name not in lines:
                yield Finding(part, f"has no {name}")
            elif settings is not None and lines[name] not in named:
                yield Finding(settings[0], f"does not name the {name} of {kind}s")
        for number in sorted(named - {get(n, "w:id") for n in tree}):
            what = f"names the {kind} {number}, which is not there"
            yield Finding(settings[0] if settings else file.main, what)


def _named(settings: tuple[str, Element] | None, kind: str) -> Iterator[Element]:
    held = None if settings is None else child(settings[1], f"w:{kind}Pr")
    return iter(()) if held is None else children(held, f"w:{kind}")


def cross_references(file: File) -> Findings:
    """A field that repeats the number of a note names a bookmark around its call."""
    said = ((part, code) for part, tree in file.stories() for code in codes(tree))
    repeated = [(part, code[1]) for part, code in said if code[0].upper() == "NOTEREF" if code[1:]]
    around = {*_around_calls(file.text)} if repeated else set()
    for part, name in repeated:
        if name not in around:
            yield Finding(part, f"repeats the number of a note from {name}, where there is none")


def _around_calls(tree: Element) -> Iterator[str]:
    """Names of the bookmarks that have the call of a note in them."""
    begun: dict[str, str] = {}
    for mark in all_of(tree, "w:bookmarkStart", "w:bookmarkEnd", *_CALLS):
        if mark.tag == qualified("w:bookmarkStart"):
            begun[get(mark, "w:id")] = get(mark, "w:name")
        elif mark.tag == qualified("w:bookmarkEnd"):
            begun.pop(get(mark, "w:id"), None)
        else:
            yield from begun.values()

"""Fields: that they open and close in order, and that what they name is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefings.wordml.lint.file import File, all_of, get
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified

_IN_ORDER = {"begin": ("", "open"), "separate": ("open", "shown"), "end": ("shown", "")}
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_LIST = re.compile(r"[,;]")
_FETCHING = frozenset(("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "DATABASE", "RD"))


@dataclass(slots=True)
class _Open:
    state: str
    holder: Element | None
    code: list[str] = field(default_factory=list)


def order(file: File) -> Findings:
    """Fields open, show and close in order, within one link, and wait for no update."""
    for part, tree in file.stories():
        for what, _ in _read(tree):
            if what:
                yield Finding(part, what)
        for mark in all_of(tree, "w:fldChar", "w:fldSimple"):
            if mark.get(qualified("w:dirty")) is not None:
                yield Finding(part, "has a field that is to be updated, about which Word would ask")


def codes(tree: Element) -> Iterator[list[str]]:
    """The words of each field's code, quotation marks taken off."""
    found = [code for _, code in _read(tree) if code]
    found += [get(simple, "w:instr") for simple in all_of(tree, "w:fldSimple")]
    for code in found:
        if words := [quoted or bare for quoted, bare in _WORD.findall(code)]:
            yield words


def _read(tree: Element) -> Iterator[tuple[str, str]]:
    """What is wrong with the order, or the code of a field, of the two the one that is said."""
    pending: list[_Open] = []
    for mark in all_of(tree, "w:fldChar", "w:instrText"):
        if mark.tag == qualified("w:instrText"):
            if pending and pending[-1].state == "open":
                pending[-1].code.append(mark.text or "")
            else:
                yield "has the code of a field outside a field", ""
            continue
        kind = get(mark, "w:fldCharType")
        before, after = _IN_ORDER.get(kind, ("none", ""))
        this = _Open("", _link(mark)) if kind == "begin" else pending.pop() if pending else None
        if this is None or this.state != before:
            yield f"has the {kind} of a field in the wrong place", ""
        elif this.holder is not _link(mark):
            yield "has a field that begins and ends in different links", ""
        if after and this is not None:
            this.state = after
            pending.append(this)
        elif this is not None:
            yield "", "".join(this.code)
    if pending:
        yield "does not end a field", ""


def _link(mark: Element) -> Element | None:
    return next(mark.iterancestors(qualified("w:hyperlink")), None)


# --- what they name -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    bookmarks: frozenset[str]
    styles: frozenset[str]
    sequences: frozenset[str]


def targets(file: File) -> Findings:
    """What fields name is there: bookmarks, styles, sequences of numbers; nothing is fetched."""
    said = [(part, code) for part, tree in file.stories() for code in codes(tree)]
    known = _Known(
        file.bookmarks,
        frozenset(name for s in file.styles.values() for name in s.name.casefold().split(",")),
        frozenset(code[1] for _, code in said if code[0].upper() == "SEQ" and len(code) > 1),
    )
    for part, (name, *words) in said:
        if name.upper() in _FETCHING:
            yield Finding(part, f"has a field that fetches something: {name.upper()}")
        for what in _NAMING.get(name.upper(), _nothing)(words, known):
            yield Finding(part, what)


def _nothing(words: Sequence[str], known: _Known) -> Iterator[str]:
    return iter(())


def _place(words: Sequence[str], known: _Known) -> Iterator[str]:
    target = words[0] if words else ""
    if target not in known.bookmarks:
        yield f"leads to the bookmark {target}, which is not there"


def _style(words: Sequence[str], known: _Known) -> Iterator[str]:
    name = words[0] if words else ""
    name = f"heading {name}" if re.fullmatch("[1-9]", name) else name
    if known.styles and name.casefold() not in known.styles:
        yield f"quotes the style {name}, which is not there"


def _sequence(words: Sequence[str], known: _Known) -> Iterator[str]:
    if not words or not re.fullmatch(r"[^\W\d]\w*", words[0]):
        yield "has a sequence of numbers without a name"


def _contents(words: Sequence[str], known: _Known) -> Iterator[str]:
    switches = dict(pairwise(words))
    for name in (switches[s] for s in (r"\c", r"\a") if s in switches):
        if name not in known.sequences:
            yield f"lists the sequence {name}, of which there is none"
    if r"\b" in switches:
        yield from _place([switches[r"\b"]], known)
    for name in _LIST.split(switches.get(r"\t", ""))[::2]:
        if name and name.strip().casefold() not in known.styles:
            yield f"quotes the style {name.strip()}, which is not there"


def _link_field(words: Sequence[str], known: _Known) -> Iterator[str]:
    switches = dict(pairwise(words))
    if r"\l" in switches:
        yield from _place([switches[r"\l"]], known)


_NAMING: Mapping[str, Callable[[Sequence[str], _Known], Iterator[str]]] = {
    "REF": _place,
    "PAGEREF": _place,
    "NOTEREF": _place,
    "STYLEREF": _style,
    "SEQ": _sequence,
    "TOC": _contents,
    "HYPERLINK": _link_field,
}

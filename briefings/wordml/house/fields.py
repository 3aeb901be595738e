"""Fields of a house's heads, feet and cover, given the results that are right for a document.

A field of the clock becomes text, for Word would put today's date in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import takewhile

from briefings.wordml.house.clearing import drop
from briefings.wordml.xml import Element, element, qualified, w

Answer = Callable[[str, str], str | None]
"""From the name of a field and its argument to what it shows: nothing if the field is to go, None
if it is to stay as it is.
"""

CLOCK = frozenset(("DATE", "TIME"))
"""Fields that tell the time at which a file is opened."""

_CODE = re.compile(r"\s*(=|\w+)\s*(?:\"([^\"]*)\"|([^\s\\]\S*))?")
_INSTRUCTION = qualified("w:instrText")


def answer(root: Element, said: Answer) -> None:
    """Give the fields in *root* what *said* says; those that begin and end in one paragraph."""
    for simple in list(root.iter(qualified("w:fldSimple"))):
        name, text = _told(simple.get(qualified("w:instr"), ""), said)
        if text is None:
            continue
        like = next(simple.iter(qualified("w:r")), None)
        if not text or name in CLOCK:
            replaced(simple, [run_like(text, like)] if text else [])
        else:
            simple[:] = [run_like(text, like)]
    for paragraph in list(root.iter(qualified("w:p"))):
        for parts in list(_complex(paragraph)):
            code = "".join(e.text or "" for run in parts for e in run.iter(_INSTRUCTION))
            name, text = _told(code, said)
            if text is not None:
                _give(parts, name, text)


def _told(code: str, said: Answer) -> tuple[str, str | None]:
    found = _CODE.match(code)
    if found is None:
        return "", ""
    name = found[1].upper()
    return name, said(name, found[2] or found[3] or "")


def _give(parts: list[Element], name: str, text: str) -> None:
    """Give a field of several runs its result."""
    shown = _shown(parts)
    like = next((run for run in shown if run.tag == qualified("w:r")), None)
    made = [run_like(text, like)] if text else []
    if not text or name in CLOCK:
        replaced(parts[0], made)
        for run in parts[1:]:
            drop(run)
        return
    for run in shown:
        drop(run)
    separate = [] if _separated(parts) else [w("r", w("fldChar", fldCharType="separate"))]
    parent = parts[-1].getparent()
    assert parent is not None
    at = parent.index(parts[-1])
    parent[at:at] = [*separate, *made]


def run_like(text: str, like: Element | None) -> Element:
    """A run of plain text in the type of another."""
    properties = like.find(qualified("w:rPr")) if like is not None else None
    copy = deepcopy(properties) if properties is not None else None
    if copy is not None:
        for style in copy.findall(qualified("w:rStyle")):
            if "placeholder" in style.get(qualified("w:val"), "").casefold():
                copy.remove(style)
    return w("r", copy, element("w:t", {"xml:space": "preserve"}, text=text))


def replaced(old: Element, new: list[Element]) -> None:
    """Put *new* in the place of an element."""
    parent = old.getparent()
    assert parent is not None
    at = parent.index(old)
    parent[at : at + 1] = new


def _kind(run: Element) -> str:
    found = run.find(qualified("w:fldChar"))
    return "" if found is None else found.get(qualified("w:fldCharType"), "")


def _complex(paragraph: Element) -> Iterator[list[Element]]:
    """Fields of several runs that are children of one paragraph, the outermost ones."""
    depth, parts = 0, []
    for child in list(paragraph):
        kind = _kind(child)
        depth += kind == "begin"
        if depth:
            parts.append(child)
        if kind == "end" and depth:
            depth -= 1
            if not depth:
                yield parts
                parts = []


def _separated(parts: list[Element]) -> bool:
    return any(_kind(run) == "separate" for run in parts)


def _shown(parts: list[Element]) -> list[Element]:
    """The result of a field: what stands between its second mark and its last."""
    if not _separated(parts):
        return []
    before = list(takewhile(lambda run: _kind(run) != "separate", parts))
    return parts[len(before) + 1 : -1]

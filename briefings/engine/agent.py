"""The engine's own style sheet, without what it says of elements that a page has none of.

It says of each element how its marker would look, its call as a note, and four things more, if it
had any. Six styles for each element took a fifth of the time of a layout. Here it says so of those
alone that have one. Where a style sheet could make others have one, that of the engine stays as it
is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

ITEM, FOOTNOTE = "li", ".footnote"
"""The elements that have a marker, and those that are footnotes, as selectors."""

_SAID_OF = (
    (re.compile(r"^::marker\b", re.MULTILINE), f"{ITEM}::marker"),
    (re.compile(r"^::(footnote-(?:call|marker))\b", re.MULTILINE), rf"{FOOTNOTE}::\1"),
    (re.compile(r"^::note-\w+ *\{[^}]*\}", re.MULTILINE), ""),
)

_OTHERS = re.compile(
    r"(?:display|float|position)\s*:[^;}]*(?:list-item|var\()|position\s*:\s*note", re.IGNORECASE
)
_FLOATED = re.compile(r"float\s*:\s*footnote", re.IGNORECASE)


def style_sheets(css: str) -> Sequence[Any]:
    """What the engine says itself of a page whose own style sheet is *css*."""
    from weasyprint.html import UA_STYLESHEET

    return [UA_STYLESHEET if _makes_others(css) else _spare()]


def spared(sheet: str) -> str:
    """The engine's *sheet* without what it says of elements that have no such thing."""
    for said, instead in _SAID_OF:
        sheet = said.sub(instead, sheet)
    return sheet


def _makes_others(css: str) -> bool:
    """Whether *css* makes list items or notes of elements that are not by themselves."""
    floated = (_selector(css[: found.start()]) for found in _FLOATED.finditer(css))
    return bool(_OTHERS.search(css)) or any(selector != FOOTNOTE for selector in floated)


def _selector(before: str) -> str:
    """The selector of the rule that *before* ends in."""
    rules, _, _ = before.rpartition("{")
    return rules[max(map(rules.rfind, "{};")) + 1 :].strip()


@cache
def _spare() -> Any:
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.html import UA

    return CSS(string=spared(UA), counter_style=CounterStyle())

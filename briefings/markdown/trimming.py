"""A text without the links and notes that are not printed, still as its author wrote the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from briefings.markdown.parsing import ENGLISH, parse
from briefings.markdown.writing import plain

_TARGET = re.compile(r"\]\(#([^)\s]+)\)")
_SIGN = re.compile(r"\\.|\^?\[|\]", re.DOTALL)


def trimmed(text: str, printed: Callable[[str], bool], *, notes: bool, body: bool = True) -> str:
    """*text* without links to places in the document that are not *printed*, nor *notes* if not.

    Of such a link the words stay. Where it is written so that only a parser sees it, the words
    of the text stay and no markup, so that no name is ever told by mistake.
    """
    if not _suspect(text, notes):
        return text
    kept = text if notes else _cut(text, _notes(text))
    kept = _cut(kept, _links(kept, printed))
    words = plain(text, body=body)
    sound = plain(kept, body=body) == words and not _tells(kept, printed, notes, body)
    return kept if sound else words


def _suspect(text: str, notes: bool) -> bool:
    return "](" in text or (not notes and "^[" in text)


def _cut(text: str, spans: Iterator[tuple[int, int]]) -> str:
    kept, end = [], 0
    for start, stop in sorted(spans):
        kept.append(text[end:start])
        end = max(end, stop)
    return "".join([*kept, text[end:]])


def _brackets(text: str) -> Iterator[tuple[int, int, str]]:
    """Pairs of brackets: where each begins, where it ends, and the sign it opens with."""
    open_: list[tuple[int, str]] = []
    for found in _SIGN.finditer(text):
        match found[0]:
            case "[" | "^[":
                open_.append((found.start(), found[0]))
            case "]" if open_:
                start, sign = open_.pop()
                yield start, found.end(), sign


def _notes(text: str) -> Iterator[tuple[int, int]]:
    return ((start, stop) for start, stop, sign in _brackets(text) if sign == "^[")


def _links(text: str, printed: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """What to cut of links to what is not printed: the bracket before and the address after."""
    for start, stop, _ in _brackets(text):
        target = _TARGET.match(text, stop - 1)
        if target and not printed(target[1]):
            yield start, start + 1
            yield stop - 1, target.end()


def _tells(text: str, printed: Callable[[str], bool], notes: bool, body: bool) -> bool:
    """Whether *text* still has a link or a note that it may not have."""
    parsed = parse(text, ENGLISH, body=body)
    for token in _all([*parsed.tokens, *(t for note in parsed.notes.values() for t in note)]):
        if token.type == "footnote_ref" and not notes:
            return True
        href = str(token.attrGet("href") or "")
        if href.startswith("#") and not printed(href[1:]):
            return True
    return False


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])

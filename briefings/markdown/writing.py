"""Tokens into XHTML, or into the words alone."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from briefings.markdown.parsing import (
    CROSS_REFERENCES,
    ENGLISH,
    UNPRINTABLE,
    Parsed,
    Quotes,
    parse,
)

NoteCallback = Callable[[str], str]
"""Takes the XHTML of a note's words, returns the XHTML of the call to print in its place."""


def inline(text: str, note: NoteCallback, quotes: Quotes = ENGLISH) -> str:
    """The XHTML of a field of one paragraph; every line break in it is a space."""
    return _Writing(parse(text, quotes, body=False), note, line_break=" ").xhtml().strip(" ")


def blocks(text: str, note: NoteCallback, quotes: Quotes = ENGLISH) -> str:
    """The XHTML of a body: paragraphs, lists, quotations."""
    return _Writing(parse(text, quotes, body=True), note, line_break="<br/>").xhtml()


def plain(text: str, quotes: Quotes = ENGLISH, *, body: bool = True) -> str:
    """The words alone, on one line, notes left out: for metadata, alternatives, word counts.

    *body* says that *text* may hold lists and quotations; numbers of lists are kept.
    """
    words = "".join(_words(parse(text, quotes, body=body).tokens))
    return re.sub(r"[ \t\n]+", " ", _printable(words)).strip(" ")


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class _Writing:
    parsed: Parsed
    note: NoteCallback
    line_break: str

    def xhtml(self) -> str:
        return _printable("".join(self._blocks()))

    def _blocks(self) -> Iterator[str]:
        for token in self.parsed.tokens:
            if token.type == "inline":
                yield self._line(token.children or ())
            elif token.type == "code_block":
                yield f"<p>{html.escape(token.content, quote=False).strip()}</p>"
            else:  # a list item always gets its <p>, also where the parser calls the list tight
                yield _tag(token)

    def _line(self, tokens: Sequence[Token]) -> str:
        return "".join(map(self._inline, tokens))

    def _inline(self, token: Token) -> str:
        match token.type:
            case "text" | "text_special":
                return html.escape(token.content, quote=False)
            case "softbreak":
                return " "
            case "hardbreak":
                return self.line_break
            case "footnote_ref":
                return self.note(self._line(self.parsed.notes[token.meta["id"]]).strip(" "))
            case _:
                return _tag(token)


_SAID = ("href", "lang")
"""Attributes that are written; a list's number of its first item is not."""


def _tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>"
    said = "".join(
        f' {name}="{html.escape(str(v))}"' for name in _SAID if (v := token.attrGet(name))
    )
    form = token.attrGet("title")
    within = str(token.attrGet("href")).startswith("#")
    asked = f' class="{form}"' if form in CROSS_REFERENCES and within else ""
    return f"<{token.tag}{asked}{said}>"


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _words(token.children or ())
        elif token.type == "list_item_open" and token.info:
            yield f"{token.info}{token.markup} "
        else:
            yield _gap(token) if token.nesting or not token.content else token.content


def _gap(token: Token) -> str:
    return " " if token.block or token.type.endswith("break") else ""

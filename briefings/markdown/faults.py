"""What in a text is not supported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from briefings.document import is_address
from briefings.errors import Place, Problem
from briefings.letters.languages import is_language
from briefings.markdown.parsing import (
    CROSS_REFERENCES,
    LONGEST,
    UNPRINTABLE,
    Parsed,
    everything,
    run,
)

DEEPEST_LIST = 7
"""Levels of lists inside each other."""

DEEPEST_MARKUP = 6
"""Levels of emphasis and the like inside each other."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something in a text that is not supported; *line* counts from 0 within the text."""

    line: int
    code: str
    what: str
    remedy: str

    def at(self, start: Place) -> Problem:
        """The problem to tell the author, for a text that starts at *start*."""
        column = 1 if self.line else start.column
        place = Place(start.file, start.line + self.line, column)
        return Problem(place, self.code, self.what, self.remedy)


def problems(text: str, *, body: bool = True) -> tuple[Fault, ...]:
    """What in *text* is not supported, in the order of its lines.

    *body* says that the text may have paragraphs, lists and quotations.
    """
    if len(text) > LONGEST:
        what = f"the text has {len(text):,} characters, more than {LONGEST:,}"
        return (Fault(0, "X101", what, "split it into several sections"),)
    if not text.strip():
        return (Fault(0, "X104", "the text has no words", "fill it, or take it away"),)
    parsed = run(everything(), text, body=body)
    shape = _shape_faults(parsed.tokens) if body else _paragraph_faults(text)
    return tuple(sorted({*shape, *_word_faults(parsed)}))


_UNSUPPORTED: Mapping[str, tuple[str, str]] = {
    "heading_open": ("a heading", "give the part a title of its own, or write \\# for the sign"),
    "fence": ("a code block", "write it as a paragraph"),
    "code_block": ("an indented code block", "take the four spaces away"),
    "code_inline": ("code", "take the back quotes away, or write \\` for the sign"),
    "table_open": ("a table", "use a table block"),
    "html_block": ("HTML", "take it away, or write \\< for the sign"),
    "html_inline": ("HTML", "take it away, or write \\< for the sign"),
    "hr": ("a rule", "take it away, or write \\ before its first sign"),
    "image": ("an image", "use a figure block"),
    "s_open": ("struck text", "take it away, or write \\~ for the sign"),
    "definition": ("a link definition", "write the address where it is used, [words](address)"),
    "footnote_reference_open": ("a note apart from its call", "write the note as ^[its words]"),
}
_IN_PLACE = "a note is written where it is called, ^[its words], not inside a note or a link"


def _shape_faults(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Faults of block structure."""
    open_: list[str] = []
    for token, after in pairwise((*tokens, Token("end", "", 0))):
        line = token.map[0] if token.map else 0
        if token.nesting < 0:
            open_.pop()
        elif token.type in _UNSUPPORTED:
            what, remedy = _UNSUPPORTED[token.type]
            yield Fault(line, "X102", f"{what} cannot stand in a text", remedy)
        for what, remedy in _container_faults(token, after, open_):
            yield Fault(line, "X106", what, remedy)
        if token.nesting > 0:
            open_.append(token.tag)


def _container_faults(token: Token, after: Token, open_: list[str]) -> Iterator[tuple[str, str]]:
    start = token.attrGet("start")
    match token.type:
        case "ordered_list_open" if start is not None:
            yield f"a numbered list starts at {start}", f"start it at 1, or write {start}\\."
        case "list_item_open" if after.type == "list_item_close":
            yield "a list item is empty", "fill it, or take it away"
        case "list_item_open" if after.type != "paragraph_open":
            yield "a list item does not begin with words", "begin it with a line of text"
        case "blockquote_open" if after.type == "blockquote_close":
            yield "a quotation is empty", "fill it, or write \\> for the sign"
        case "blockquote_open" if open_:
            yield "a quotation stands inside a list or a quotation", "let it stand by itself"
    if token.type.endswith("list_open"):
        if "blockquote" in open_:
            yield "a list stands inside a quotation", "quote it as paragraphs"
        if open_.count("li") >= DEEPEST_LIST:
            yield f"lists are nested more than {DEEPEST_LIST} deep", "use fewer levels"


def _paragraph_faults(text: str) -> Iterator[Fault]:
    """Block structure in a field that has none."""
    lines = text.strip().split("\n")
    items = sum(bool(re.match(r"\s*([-*+]|\d+[.)])\s", line)) for line in lines)
    if items > 1 or not all(line.strip() for line in lines):
        yield Fault(0, "X108", "the text has more than one paragraph", "make it one paragraph")


def _word_faults(parsed: Parsed) -> Iterator[Fault]:
    """Faults inside paragraphs, and inside the notes that they call."""
    for token in parsed.tokens:
        if token.type == "inline":
            reading = _Lines(parsed.notes, token.map[0] if token.map else 0)
            yield from reading.faults(token.children or (), "a paragraph")


@dataclass(slots=True)
class _Lines:
    """Reads the inline tokens of a paragraph, counting its lines."""

    notes: Mapping[int, Sequence[Token]]
    line: int

    def faults(self, tokens: Sequence[Token], whole: str) -> Iterator[Fault]:
        start, seen, marks = self.line, 0, [0]
        for before, token in pairwise((Token("start", "", 0), *tokens)):
            self.line += token.type.endswith("break")
            for code, what, remedy in _token_faults(token, before):
                yield Fault(self.line, code, what, remedy)
            seen += token.type == "image" or bool(token.content.strip())
            if token.nesting > 0:
                marks.append(seen)
            elif token.nesting < 0 and marks.pop() == seen:
                yield self._empty(_NAMES.get(token.tag, "markup"))
            if len(marks) == DEEPEST_MARKUP + 2:
                what = f"markup is nested more than {DEEPEST_MARKUP} deep"
                yield Fault(self.line, "X109", what, "use less of it, or write \\* for the sign")
            if token.type == "footnote_ref" and "label" not in token.meta:
                yield from self.faults(self.notes[token.meta["id"]], "a note")
        if not seen:
            yield Fault(start, "X104", f"{whole} has no words", "fill it, or take it away")

    def _empty(self, name: str) -> Fault:
        return Fault(self.line, "X104", f"{name} has no words", "put words in it")


_NAMES = {
    "a": "a link",
    "em": "emphasis",
    "strong": "emphasis",
    "sup": "a superscript",
    "span": "a phrase",
}


def _looks_like_note(token: Token) -> bool:
    return token.type == "text" and re.search(r"\^\[|\[\^", token.content) is not None


def _token_faults(token: Token, before: Token) -> Iterator[tuple[str, str, str]]:
    if token.type in _UNSUPPORTED:
        what, remedy = _UNSUPPORTED[token.type]
        yield "X102", f"{what} cannot stand in a text", remedy
    elif token.type == "link_open":
        href = str(token.attrGet("href"))
        if not is_address(href):
            remedy = "begin it with https://, http:// or mailto:, or with # and an identifier"
            yield "X103", f"a link cannot go to {href[:80]!r}", remedy
        title = token.attrGet("title")
        if title and not (title in CROSS_REFERENCES and href.startswith("#")):
            forms = " or ".join(f'"{form}"' for form in CROSS_REFERENCES)
            remedy = f"take it away, or say {forms} in a link to a place in the product"
            yield "X103", "a link has a title that says nothing", remedy
    elif token.type == "foreign_open" and not is_language(tag := str(token.attrGet("lang"))):
        remedy = "name one by its tag, such as [mot juste]{fr}, or write \\{ for the sign"
        yield "X111", f"{tag[:40]!r} is no language", remedy
    elif token.type == "sub_open" and not re.search(r"[\w)\]]$", before.content or before.tag):
        # "~30 to ~40" is left alone by the parser, but "~30–~40" would lose its signs.
        yield "X110", "a subscript stands under nothing", "write \\~ for the sign"
    elif token.meta.get("in link") or _looks_like_note(token):
        yield "X105", "a note is not closed, or not where it belongs", _IN_PLACE
    elif token.type.startswith("text") and UNPRINTABLE.search(token.content):
        yield "X107", "the text has a character that cannot be printed", "type it anew"

"""Text into tokens of markdown-it, with typographic quotes and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from briefings.document import is_address
from briefings.letters.languages import is_language

LONGEST = 20_000
"""Characters that one text field may have; a longer text is not parsed."""

UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and U+FFFD, which stands for a character that was lost."""

CROSS_REFERENCES = ("number", "page")
"""What the title of a link within a product may ask for: the number or page of its target."""

Quotes = tuple[str, str, str, str]
"""Quotation marks of a language: double opening and closing, single opening and closing."""

ENGLISH: Quotes = ("“", "”", "‘", "’")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tokens of a text, and apart from them those of its notes, by number."""

    tokens: Sequence[Token]
    notes: Mapping[int, Sequence[Token]]


class _Parser(MarkdownIt):
    """Links that are not allowed stay text, unless they are looked for."""

    any_address = False
    any_language = False

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's name)
        return self.any_address or is_address(url)


def _parser(quotes: Quotes) -> _Parser:
    parser = _Parser("zero", {"typographer": True, "quotes": quotes})
    parser.use(superscript_plugin).use(sub_plugin).use(footnote_plugin, inline=False)
    parser.inline.ruler.before("emphasis", "note", _note)
    parser.inline.ruler.before("link", "foreign", _foreign)
    parser.core.ruler.before("smartquotes", "dashes", _dashes)
    parser.core.ruler.after("smartquotes", "apostrophes", _apostrophes)
    # With "code", four spaces mean the same to this parser and to the one that finds faults.
    parser.enable(["list", "blockquote", "code", "newline", "escape", "entity"])
    parser.enable(["emphasis", "link", "autolink", "smartquotes"])
    # Without text_join, escaped characters stay tokens of their own, out of reach of typography.
    parser.disable(["footnote_def", "footnote_ref", "text_join"])
    return parser


@cache
def _narrow(quotes: Quotes) -> _Parser:
    return _parser(quotes)


@cache
def everything() -> _Parser:
    """A parser that also knows what is not supported, to find it."""
    parser = _parser(ENGLISH)
    parser.any_address = parser.any_language = True
    parser.options["html"] = True
    parser.options["inline_definitions"] = True
    parser.enable(["heading", "lheading", "fence", "table", "html_block", "hr"])
    parser.enable(["reference", "image", "html_inline", "backticks", "strikethrough"])
    parser.enable(["footnote_def", "footnote_ref"])
    parser.disable(["footnote_tail", "dashes", "smartquotes", "apostrophes"])
    return parser


@lru_cache(maxsize=512)  # each audience's products say much of what the others say
def parse(text: str, quotes: Quotes, *, body: bool) -> Parsed:
    """*text* with what is supported as markup, straight quotes made into *quotes*."""
    if len(text) > LONGEST:
        characters = Token("inline", "", 0, children=[Token("text", "", 0, content=text)])
        around = (Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1))
        return Parsed((around[0], characters, around[1]) if body else (characters,), {})
    return run(_narrow(quotes), text, body=body)


def run(parser: _Parser, text: str, *, body: bool) -> Parsed:
    """*text* as *parser* takes it; *body* says whether it may have blocks."""
    found: dict[str, dict[str, dict[int, dict[str, list[Token]]]]] = {}
    tokens = parser.parse(text, found) if body else parser.parseInline(text, found)
    ends = [i for i, token in enumerate(tokens) if token.type == "footnote_block_open"]
    notes = found.get("footnotes", {}).get("list", {})
    # The plugin repeats the notes at the end, where typography reaches them.
    return Parsed(
        tokens[: ends[0]] if ends else tokens,
        {number: note.get("tokens", []) for number, note in notes.items()},
    )


def _note(state: StateInline, silent: bool) -> bool:
    """A note ``^[…]``, but not inside another, which would recurse."""
    if state.env.get("inside note"):
        return False
    state.env["inside note"] = True
    try:
        found = footnote_inline(state, silent)
    finally:
        state.env["inside note"] = False
    if found and not silent:
        state.tokens[-1].meta["in link"] = state.linkLevel > 0
    return found


_TAG = re.compile(r"\{([^{}\n]*)\}")


def _foreign(state: StateInline, silent: bool) -> bool:
    """Words in another language: ``[mot juste]{fr}``."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    tag = _TAG.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if tag is None or not (getattr(state.md, "any_language", False) or is_language(tag[1])):
        return False
    if not silent:
        most = state.posMax
        state.pos, state.posMax = state.pos + 1, end
        state.push("foreign_open", "span", 1).attrSet("lang", tag[1])
        state.md.inline.tokenize(state)
        state.push("foreign_close", "span", -1)
        state.posMax = most
    state.pos = tag.end()
    return True


_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"(?<!-)---?(?!-)|\.\.\.|(?<!\w)'(?=\d\ds\b)")
_TYPOGRAPHIC = {"---": "—", "--": "–", "...": "…", "'": "’"}


def _dashes(state: StateCore) -> None:
    # Not the library's "replacements": that one also makes © of the (c) in "Article 5(c)".
    for token in _texts(state.tokens):
        token.content = _WORD.sub(_typeset, token.content)


def _typeset(word: re.Match[str]) -> str:
    if "://" in word[0]:  # an address, whose hyphens and dots must stay
        return word[0]
    return _MARKS.sub(lambda mark: _TYPOGRAPHIC[mark[0]], word[0])


def _apostrophes(state: StateCore) -> None:
    """A single quote that found no partner is an apostrophe."""
    for token in _texts(state.tokens):
        token.content = token.content.replace("'", "’")


def _texts(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or () if child.type == "text")

"""What stands within a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_ADDRESS = re.compile(r"https?://[^\s/?#]\S*|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)


def is_identifier(name: str) -> bool:
    """Whether *name* may be an ``id``: a letter, then letters, digits, ``_``, ``.``, ``-``."""
    return _IDENTIFIER.fullmatch(name) is not None


def is_address(href: str) -> bool:
    """Whether a link may go to *href*: http, https or mailto, or ``#`` and an identifier."""
    if href.startswith("#"):
        return is_identifier(href[1:])
    return _ADDRESS.fullmatch(href) is not None


LabelRole = Literal[
    "number", "label", "likelihood", "impact", "confidence", "origin", "term", "work", "marking"
]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are printed; white space is already collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph (``<br/>``)."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance (``<strong>``), set bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress (``<em>``), set italic or bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Superior or inferior characters (``<sup>``, ``<sub>``)."""

    position: Literal["super", "sub"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: an address (http, https, mailto) or ``#id`` of a place in this document."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The mark that calls a note, ``<a role="doc-noteref" id="call-N" href="#note-M">M</a>``.

    ``id`` is unique; several calls may call one note.
    """

    id: str
    number: int
    target: str


@dataclass(frozen=True, slots=True)
class Label:
    """A run of text with a role of its own, ``<span class="ROLE">``."""

    role: LabelRole
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Words that lead to another place and say where it is.

    Of a ``number`` ("Figure 3", "section 2") they are all that is printed. Of a ``page`` they are
    the author's, and printed products put the number of the page after them.
    """

    form: Literal["number", "page"]
    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words that came from one place of the content, ``<data value="ANCHOR">``.

    A template does not write the element itself: ``said``, ``text`` and ``body`` do. It is in no
    product's HTML; ``anchor`` is one of those in :attr:`Origin.written`.
    """

    anchor: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document's, ``<span lang="fr">``.

    ``language`` is its tag (BCP 47).
    """

    language: str
    children: tuple[Inline, ...]


Inline = (
    Text
    | LineBreak
    | Strong
    | Emphasis
    | Script
    | Link
    | CrossReference
    | NoteCall
    | Label
    | Foreign
    | Leaf
)
Inlines = tuple[Inline, ...]

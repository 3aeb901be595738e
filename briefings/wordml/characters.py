"""Character styles: what a few words in a line are, each drawn from a role of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefings.document import LabelRole
from briefings.library.typography import ColourRole, FontRole, StyleRole
from briefings.wordml import geometry as g
from briefings.wordml.look import BUILT_IN


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """A character style."""

    id: str
    name: str
    token: StyleRole | None = None
    """The style of the theme that says its type, if one does."""
    font: FontRole | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: ColourRole | None = None
    raised: Literal["superscript", "subscript"] | None = None
    underlined: bool = False
    ink: str | None = None
    """Colour of the characters where it is no role of the theme, ``#rrggbb``."""
    fill: str | None = None
    """Colour behind the characters, ``#rrggbb``."""
    scaled: bool = False
    """Whether its size is multiplied by the scale of the theme's design."""
    rating: bool = False
    """Whether it looks as the theme has ratings."""
    latin: bool = False
    """Whether it has Latin letters only, so that its blanks are theirs in any document."""

    @property
    def custom(self) -> bool:
        """Whether Word has no style of that name itself."""
        return self.name not in BUILT_IN


STRONG = CharacterLook("Strong", "Strong", bold=True)
EMPHASIS = CharacterLook("Emphasis", "Emphasis", italic=True)
HYPERLINK = CharacterLook("Hyperlink", "Hyperlink", colour="primary", underlined=True)
NOTE_CALL = CharacterLook(
    "EndnoteReference",
    "endnote reference",
    font="sans",
    size=10,
    bold=True,
    colour="accent",
    raised="superscript",
    scaled=True,
)
FOOTNOTE_CALL = replace(NOTE_CALL, id="FootnoteReference", name="footnote reference")
NOTE_NUMBER = CharacterLook("NoteNumber", "Note Number", bold=True, colour="accent")
"""The number at the head of a footnote or an endnote."""
COMMENT_REFERENCE = CharacterLook("CommentReference", "annotation reference", size=8)
SUPERSCRIPT = CharacterLook("Superscript", "Superscript", raised="superscript")
SUBSCRIPT = CharacterLook("Subscript", "Subscript", raised="subscript")
CAPTION_LABEL = CharacterLook("CaptionLabel", "Caption Label", bold=True, colour="primary")
CHAPTER = CharacterLook("ChapterTitle", "Chapter Title")
"""Looks like what is around it; by it, running heads find the title of the chapter."""
MARKING = CharacterLook(
    "PageMarking", "Page Marking", size=g.MARKING_SIZE, bold=True, capitals=True, colour="ink"
)
LABELS: Mapping[LabelRole, CharacterLook] = {
    "number": CharacterLook("NumberLabel", "Number Label", colour="accent"),
    "label": CharacterLook("RunInLabel", "Run-in Label", bold=True),
    "likelihood": CharacterLook("Likelihood", "Likelihood", rating=True),
    "impact": CharacterLook("Impact", "Impact", rating=True),
    "confidence": CharacterLook("Confidence", "Confidence"),
    "origin": CharacterLook("Origin", "Origin", token="origin"),
    "term": CharacterLook("Term", "Term", bold=True),
    "work": CharacterLook("WorkTitle", "Work Title", italic=True),
    "marking": CharacterLook("MarkingLabel", "Marking Label", bold=True),
}


def upright(look: CharacterLook) -> CharacterLook:
    """*look* in a theme without italics: stress is bold, a title of a work as what is around it."""
    return replace(look, italic=False, bold=look.bold or look == EMPHASIS)

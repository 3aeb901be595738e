"""Comments for who edits a file: what the author noted on a part, beside its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.opc.part import Part

from briefings.document import Meta, Origin
from briefings.wordml import characters, looks
from briefings.wordml.anchors import bookmarked
from briefings.wordml.base import add_part
from briefings.wordml.properties import moment
from briefings.wordml.sheet import Sheet
from briefings.wordml.text import PLAIN, Setter, paragraph
from briefings.wordml.xml import Element, qualified, w

AUTHOR = "briefings"
"""Whose comments they are where no organisation is named."""

_BOOKMARKS = (qualified("w:bookmarkStart"), qualified("w:bookmarkEnd"))


def add(
    owner: Part, story: Element, origin: Origin, meta: Meta, setter: Setter, sheet: Sheet
) -> None:
    """Set the notes of *origin* as comments on *story*, the text of *owner*.

    Without notes there is no part for them. Their date is that of the file.
    """
    notes = {leaf.anchors[0]: leaf.note for leaf in origin.written if leaf.note}
    places = [(notes[anchor], start) for anchor, start in bookmarked(story) if anchor in notes]
    made = []
    for number, (note, start) in enumerate(places):
        _attach(start, number, setter)
        made.append(_comment(note, number, meta, setter, sheet))
    if made:
        add_part(owner, "comments", "comments", w("comments", *made))


def _attach(start: Element, number: int, setter: Setter) -> None:
    """Let a comment be on all that stands in the paragraph where a bookmark begins."""
    place = next(start.iterancestors(qualified("w:p")))
    kept = (n for n, child in enumerate(place) if n and child.tag not in _BOOKMARKS)
    place.insert(next(kept, len(place)), w("commentRangeStart", id=number))
    mark = setter.run(PLAIN.under(characters.COMMENT_REFERENCE), w("commentReference", id=number))
    place.extend((w("commentRangeEnd", id=number), mark))


def _comment(note: str, number: int, meta: Meta, setter: Setter, sheet: Sheet) -> Element:
    author = meta.organisation or AUTHOR
    first, *rest = _paragraphs(note)
    mark = setter.run(PLAIN.under(characters.COMMENT_REFERENCE), w("annotationRef"))
    style = sheet.paragraph(looks.COMMENT)
    return w(
        "comment",
        paragraph(style, [mark, *setter.text(first)]),
        *(paragraph(style, setter.text(text)) for text in rest),
        id=number,
        author=author,
        initials=_initials(author),
        date=moment(meta.created) if meta.created else None,
    )


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split() if word[0].isupper()) or author[0].upper()


def _paragraphs(note: str) -> Iterator[str]:
    return (" ".join(text.split()) for text in re.split(r"\n\s*\n", note) if text.strip())

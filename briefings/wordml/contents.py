"""The table of contents: a field that Word can update, already filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefings.document import (
    Blocks,
    ContentsEntry,
    Group,
    Heading,
    Inlines,
    Label,
    Notes,
    Text,
    walk,
)
from briefings.wordml import looks, roles
from briefings.wordml.sheet import Sheet
from briefings.wordml.text import Setter, field_end, field_opening, field_runs, paragraph, tab
from briefings.wordml.xml import Element, val, w

_NUMBER = re.compile(r"[\w.]{1,5}")
_CONTROL = 1
"""Id of the content control, the only one of a file."""


def contents(
    heading: Element,
    entries: Sequence[ContentsEntry],
    setter: Setter,
    sheet: Sheet,
    pages: Mapping[str, int],
    beyond: bool,
) -> Element:
    """A control of Word's gallery of tables of contents, with its heading and field.

    *pages* gives the pages of targets as far as they are known. *beyond* says that an entry leads
    to a heading that is in none of Word's heading styles, such as a panel's.
    """
    lines = [_runs(entry, setter, pages) for entry in entries]
    if lines:
        lines[0] = [*field_opening(_instruction(entries, beyond)), *lines[0]]
        lines[-1] = [*lines[-1], field_end()]
    styles = [sheet.paragraph(looks.CONTENTS[_level(entry)]) for entry in entries]
    paragraphs = (paragraph(*pair) for pair in zip(styles, lines, strict=True))
    gallery = w("docPartObj", val("docPartGallery", "Table of Contents"), val("docPartUnique"))
    return w("sdt", w("sdtPr", val("id", _CONTROL), gallery), w("sdtContent", heading, *paragraphs))


def _level(entry: ContentsEntry) -> int:
    return min(max(entry.level, 1), len(looks.CONTENTS)) - 1


def _instruction(entries: Sequence[ContentsEntry], beyond: bool) -> str:
    deepest = max(_level(entry) for entry in entries) + 1
    return rf'TOC \o "1-{deepest}" \h \z' + (r" \u" if beyond else "")


def _runs(entry: ContentsEntry, setter: Setter, pages: Mapping[str, int]) -> list[Element]:
    """An entry as one link: its words, a tab, the page."""
    page = str(pages[entry.target]) if entry.target in pages else ""
    cached = setter.text(page)
    reference = rf"PAGEREF {setter.bookmarks.name(entry.target)} \h"
    content = [*_words(entry.children, setter), tab(), *field_runs(reference, cached)]
    return [setter.link(f"#{entry.target}", content)]


def _words(children: Inlines, setter: Setter) -> list[Element]:
    """The words of an entry; a number stands in a column of its own, as Word sets it."""
    match children:
        case (Label("number", (Text(number),)), Text(text), *rest) if _NUMBER.fullmatch(number):
            following: Inlines = (Text(text.lstrip()), *rest)
            return [*setter.text(number), tab(), *setter.runs(following)]
        case _:
            return setter.runs(children)


def unstyled(blocks: Blocks, book: bool) -> frozenset[str]:
    """Identifiers of headings that are in none of Word's heading styles."""
    found = set()
    for block in walk(blocks):
        match block:
            case Group(role=role, blocks=inner):
                zone = roles.ZONES.get(role, "text")
                headings = (h for h in inner if isinstance(h, Heading))
                looked = ((h, roles.heading(h.level, zone, role, book)) for h in headings)
                found |= {h.id for h, look in looked if h.id and look not in looks.HEADINGS}
            case Notes(title=Heading(id=str(identifier))):
                found.add(identifier)
            case _:
                pass
    return frozenset(found)

"""Tables of contents, lists of figures and tables: fields that Word can update, already filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefings.document import (
    Blocks,
    Contents,
    ContentsEntry,
    ContentsOf,
    Group,
    Heading,
    Inlines,
    Label,
    Notes,
    Text,
    walk,
)
from briefings.wordml import looks, roles
from briefings.wordml.assembly import WordFile
from briefings.wordml.captions import Counted
from briefings.wordml.look import Look
from briefings.wordml.text import Setter, field_end, field_opening, field_runs, paragraph, tab
from briefings.wordml.xml import Element, val, w

_NUMBER = re.compile(r"[\w.]{1,5}")
_CONTROL = 1
"""Id of the content control, the only one of a file."""
_SEQUENCES: Mapping[ContentsOf, Counted] = {"figures": "Figure", "tables": "Table"}


def contents(heading: Element, block: Contents, file: WordFile, beyond: bool) -> Element:
    """A control of Word's gallery of tables of contents, with its *heading* and field.

    *beyond* says that an entry leads to a heading that is in none of Word's heading styles, such
    as a panel's.
    """
    deepest = max((_level(entry) for entry in block.entries), default=0) + 1
    instruction = rf'TOC \o "1-{deepest}" \h \z' + (r" \u" if beyond else "")
    styles = [looks.CONTENTS[_level(entry)] for entry in block.entries]
    lines = _field(instruction, block.entries, styles, file)
    gallery = w("docPartObj", val("docPartGallery", "Table of Contents"), val("docPartUnique"))
    return w("sdt", w("sdtPr", val("id", _CONTROL), gallery), w("sdtContent", heading, *lines))


def exhibits(block: Contents, file: WordFile) -> list[Element]:
    """The field of a list of figures or tables."""
    instruction = rf'TOC \h \z \c "{_SEQUENCES[block.of]}"'
    return _field(instruction, block.entries, [looks.EXHIBITS] * len(block.entries), file)


def _field(
    instruction: str, entries: Sequence[ContentsEntry], styles: Sequence[Look], file: WordFile
) -> list[Element]:
    lines = [_runs(entry, file) for entry in entries]
    if lines:
        lines[0] = [*field_opening(instruction), *lines[0]]
        lines[-1] = [*lines[-1], field_end()]
    looked = zip(styles, lines, strict=True)
    return [paragraph(file.sheet.paragraph(look), line) for look, line in looked]


def _level(entry: ContentsEntry) -> int:
    return min(max(entry.level, 1), len(looks.CONTENTS)) - 1


def _runs(entry: ContentsEntry, file: WordFile) -> list[Element]:
    """An entry as one link: its words, a tab, the page as far as it is known."""
    setter, page = file.setter, file.pages.get(entry.target, "")
    reference = rf"PAGEREF {setter.bookmarks.name(entry.target)} \h"
    number = field_runs(reference, setter.text(str(page)))
    return [setter.link(f"#{entry.target}", [*_words(entry.children, setter), tab(), *number])]


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

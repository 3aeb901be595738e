"""Footnotes and endnotes: a part of their own, with the rules that part them from the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docx.opc.part import Part

from briefings.document import Note
from briefings.wordml import characters, looks
from briefings.wordml.base import add_part
from briefings.wordml.references import Native
from briefings.wordml.sheet import Sheet
from briefings.wordml.text import PLAIN, Setter, paragraph, tab
from briefings.wordml.xml import RELATION, Element, qualified, val, w

_SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""Ids of the two rules, by their names; those of notes follow them."""


def add_notes(
    owner: Part, kind: Native, notes: Iterable[Note], setter: Setter, sheet: Sheet
) -> None:
    """Add the part with *notes* beside *owner*, the part of the text that calls them.

    Links in the notes are relations of that part.
    """
    root = w(f"{kind}s", *(_separator(kind, name, sheet) for name in _SEPARATORS))
    part, _ = add_part(owner, f"{kind}s", f"{kind}s", root)

    def relate(href: str) -> str:
        return part.relate_to(href, f"{RELATION}/hyperlink", is_external=True)

    within = replace(setter, relate=relate)
    look = looks.FOOTNOTE if kind == "footnote" else looks.ENDNOTE
    for note in notes:
        number = setter.run(PLAIN.under(characters.NOTE_NUMBER), w(f"{kind}Ref"))
        content = (number, tab(), *within.runs(note.children))
        root.append(w(kind, paragraph(sheet.paragraph(look), content), id=note.number))


def _separator(kind: Native, name: str, sheet: Sheet) -> Element:
    rule = paragraph(sheet.paragraph(looks.NOTE_RULE), (w("r", w(name)),))
    return w(kind, rule, type=name, id=_SEPARATORS[name])


def counted(section: Element) -> None:
    """Have *section* count endnotes 1, 2, 3: of those LibreOffice asks the sections alone."""
    size = section.find(qualified("w:pgSz"))
    assert size is not None
    size.addprevious(w("endnotePr", val("numFmt", "decimal")))


def settings(kind: Native) -> Element:
    """``w:footnotePr`` or ``w:endnotePr`` of the settings: where the rules are, how it counts."""
    rules = (w(kind, id=number) for number in _SEPARATORS.values())
    return w(f"{kind}Pr", val("numFmt", "decimal"), *rules)

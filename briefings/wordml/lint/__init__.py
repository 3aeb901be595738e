"""What no schema sees: references, uniqueness and structure of a Word file.

A file that fails here opens with a repair prompt, or opens and is wrong: a link that leads nowhere,
a field that swallows the rest of the text, a picture clipped to one line. Each module holds the
rules of one matter; a rule is a function from a file to its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefings.wordml.lint import (
    access,
    bookmarks,
    comments,
    controls,
    drawings,
    fields,
    links,
    lists,
    notes,
    package,
    sections,
    settings,
    styles,
    tables,
    text,
)
from briefings.wordml.lint.file import File, opened
from briefings.wordml.lint.finding import Finding, Findings

__all__ = ["REFERENCES", "RULES", "Finding", "lint"]

Rule = Callable[[File], Findings]

REFERENCES: tuple[Rule, ...] = (
    package.relations,
    package.relation_ids,
    package.reach,
    styles.uses,
    styles.bases,
    lists.uses,
    bookmarks.bookmarks,
    links.links,
    fields.order,
    fields.targets,
    notes.notes,
    notes.cross_references,
    comments.comments,
    drawings.charts,
)
"""Rules about what leads to what: these hold for a file whichever program wrote it."""

RULES: tuple[Rule, ...] = (
    *REFERENCES,
    package.parts,
    package.content_types,
    styles.styles,
    lists.definitions,
    lists.leaders,
    notes.separators,
    sections.sections,
    sections.heads,
    tables.tables,
    tables.cells,
    controls.controls,
    drawings.drawings,
    drawings.pictures,
    text.text,
    text.order,
    text.ignorable,
    settings.settings,
    access.described,
    access.outline,
    access.table_heads,
)
"""All rules, as they hold for what is written here."""


def lint(data: bytes, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """All defects of a Word file, in order; none in a sound one.

    Raises:
        BadZipFile: these are not the bytes of a packed file at all.
    """
    file = opened(data)
    if file.main not in file.trees:
        rules = (package.parts, package.content_types, package.relations)
    return tuple(sorted({finding for rule in rules for finding in rule(file)}))

"""Hyperlinks."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.wordml.lint.file import File, all_of, get
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified


def links(file: File) -> Findings:
    """A link leads to a bookmark or an address, and has no other link in it."""
    for part, tree in file.stories():
        bound = file.relations.get(part, {})
        for link in all_of(tree, "w:hyperlink"):
            target, relation = get(link, "w:anchor"), bound.get(get(link, "r:id"))
            if target and target not in file.bookmarks:
                yield Finding(part, f"leads to the bookmark {target}, which is not there")
            if relation is not None and relation.kind != "hyperlink":
                yield Finding(part, f"has a link to a part bound as {relation.kind}")
            if not target and not get(link, "r:id"):
                yield Finding(part, "has a link that leads nowhere")
            if next(_around(link), None) is not None:
                yield Finding(part, "has a link inside a link")


def _around(link: Element) -> Iterator[Element]:
    return link.iterancestors(qualified("w:hyperlink"))

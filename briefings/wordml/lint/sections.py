"""Sections with their heads and feet (ECMA-376 part 1, 17.6 and 17.10)."""

from __future__ import annotations

from briefings.wordml.lint.file import File, all_of, child, get, switched, twice
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified

_KINDS = {"w:headerReference": "header", "w:footerReference": "footer"}


def sections(file: File) -> Findings:
    """The text ends in a section; sections stand where Word reads them."""
    body = child(file.text, "w:body")
    if body is None or not len(body) or body[-1].tag != qualified("w:sectPr"):
        yield Finding(file.main, "does not end in the properties of a section")
    for part, tree in file.stories():
        for section in all_of(tree, "w:sectPr"):
            if part != file.main or not _placed(section, body):
                yield Finding(part, "has the properties of a section in the wrong place")


def _placed(section: Element, body: Element | None) -> bool:
    """Whether it is the last of the text, or that of a paragraph of the text."""
    holder = section.getparent()
    if holder is body:
        return section.getnext() is None
    paragraph = None if holder is None else holder.getparent()
    return paragraph is not None and paragraph.getparent() is body


def heads(file: File) -> Findings:
    """A section has each of its heads and feet once, and each is one."""
    settings = file.beside("settings")
    even = settings is None or switched(child(settings[1], "w:evenAndOddHeaders"))
    bound = file.relations.get(file.main, {})
    for section in all_of(file.text, "w:sectPr"):
        for name, kind in _KINDS.items():
            found = list(section.iterchildren(qualified(name)))
            for pages in twice(get(e, "w:type") for e in found):
                yield Finding(file.main, f"has a section with two {kind}s for {pages} pages")
            for reference in found:
                relation = bound.get(get(reference, "r:id"))
                if relation is not None and relation.kind != kind:
                    yield Finding(file.main, f"has a part bound as {relation.kind} for a {kind}")
                if get(reference, "w:type") == "even" and not even:
                    what = f"has a {kind} for even pages, which settings do not ask for"
                    yield Finding(file.main, what)

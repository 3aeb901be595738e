"""Content controls (ECMA-376 part 1, 17.5.2)."""

from __future__ import annotations

from briefings.wordml.lint.file import File, all_of, child, twice, value
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified

TAG_LENGTH = 64
"""Characters that Word lets the tag of a content control have."""

_BLOCKS = frozenset(qualified(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))


def controls(file: File) -> Findings:
    """Controls stand in a line, unless they hold a table of contents, and have ids of their own."""
    numbers: list[str] = []
    for part, tree in file.stories():
        for control in all_of(tree, "w:sdt"):
            numbers.append(value(control, "w:sdtPr", "w:id"))
            if _block(control) and child(control, "w:sdtPr", "w:docPartObj") is None:
                yield Finding(
                    part, "has a block control, which LibreOffice destroys the content of"
                )
            if len(tag := value(control, "w:sdtPr", "w:tag")) > TAG_LENGTH:
                yield Finding(part, f"has a control whose tag is too long for Word: {tag}")
    for number in twice(n for n in numbers if n):
        yield Finding(file.main, f"has two controls with the id {number}")


def _block(control: Element) -> bool:
    content = child(control, "w:sdtContent")
    return content is not None and any(e.tag in _BLOCKS for e in content)

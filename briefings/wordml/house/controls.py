"""What a house's heads, feet and cover need to be safe to edit beside a text of ours."""

from __future__ import annotations

from briefings.wordml.house.clearing import unwrap
from briefings.wordml.xml import Element, qualified, val

_FIRST = 10_000
"""Ids of the house's controls and pictures begin here, ours below."""
_EACH = 1_000


def unboxed(root: Element) -> None:
    """Put controls around one paragraph inside it, and take those around several away.

    A control around whole paragraphs loses its content when LibreOffice saves the file.
    """
    for control in list(root.iter(qualified("w:sdt"))):
        content = control.find(qualified("w:sdtContent"))
        if content is None or next(control.iter(qualified("w:docPartObj")), None) is not None:
            continue
        paragraphs = content.findall(qualified("w:p"))
        if len(paragraphs) == 1 and len(content) == 1:
            _inside(control, content, paragraphs[0])
        elif paragraphs:
            for child in list(control):
                if child is not content:
                    control.remove(child)
            unwrap(content)
            unwrap(control)


def _inside(control: Element, content: Element, paragraph: Element) -> None:
    parent = control.getparent()
    if parent is None:
        return
    parent.replace(control, paragraph)
    inner = [child for child in paragraph if child.tag != qualified("w:pPr")]
    content[:] = inner
    paragraph.append(control)


def renumbered(root: Element, place: int) -> None:
    """Give controls and pictures ids that no others have; *place* is that of *root* in the file."""
    first = _FIRST + _EACH * place
    for number, found in enumerate(root.iter(qualified("wp:docPr"))):
        found.set("id", str(first + number))
    for number, properties in enumerate(root.iter(qualified("w:sdtPr"))):
        for old in properties.findall(qualified("w:id")):
            properties.remove(old)
        at = sum(1 for e in properties if e.tag in _BEFORE_ID)
        properties.insert(at, val("id", first + number))


_BEFORE_ID = tuple(qualified(f"w:{name}") for name in ("rPr", "alias", "tag"))


def pictures_told(root: Element, organisation: str) -> None:
    """Give pictures without alternative text one: a logo shows who publishes."""
    for found in root.iter(qualified("wp:docPr")):
        if not found.get("descr"):
            found.set("descr", organisation or "Logo")

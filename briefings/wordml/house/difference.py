"""What a style says beyond the one it is based on."""

from __future__ import annotations

from lxml import etree

from briefings.wordml.house.order import insert
from briefings.wordml.xml import Element, qualified, val


def beyond(made: Element, base: Element) -> Element:
    """*made* without what *base* says as well."""
    for name in ("pPr", "rPr"):
        own, theirs = made.find(qualified(f"w:{name}")), base.find(qualified(f"w:{name}"))
        if own is None or theirs is None:
            continue
        said = {child.tag: child for child in theirs}
        for child in list(own):
            same = said.pop(child.tag, None)
            if same is not None:
                _leave_out(own, child, same)
        for tag, gone in said.items():
            if not gone.attrib and not len(gone):
                insert(own, _off(tag))
    return made


def _leave_out(own: Element, child: Element, same: Element) -> None:
    """Take what *same* says out of *child*, and *child* out of *own* if nothing is left."""
    if len(child):
        if etree.tostring(child) == etree.tostring(same):
            own.remove(child)
        return
    for key, value in same.attrib.items():
        if child.attrib.get(key) == value:
            del child.attrib[key]
    if not child.attrib:
        own.remove(child)


def _off(tag: object) -> Element:
    return val(str(tag).rpartition("}")[2], 0)

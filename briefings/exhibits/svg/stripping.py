"""What is left out of an SVG: all that is not seen."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from lxml import etree

from briefings.exhibits import bitmap
from briefings.exhibits.svg.safety import HIDING
from briefings.exhibits.svg.tree import (
    EMBEDDED,
    SVG,
    XLINK_HREF,
    BadDrawing,
    line,
    references,
    short,
)

_UNSEEN = frozenset(("title", "desc", "metadata"))
_TEXTUAL = frozenset(("text", "tspan", "textPath", "style"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def strip(root: etree._Element) -> None:
    """Leave out of *root* what is not seen; it was found safe before."""
    for element in list(root.iter()):
        if element.getparent() is not None and _is_unseen(element):
            _remove(element)
    while unused := [*_unused(root)]:
        for element in unused:
            _remove(element)
    styled = next(root.iter(f"{SVG}style"), None) is not None
    named = frozenset(_references(root))
    for element in root.iter(f"{SVG}*"):
        _strip_element(element, styled, named)
    etree.cleanup_namespaces(root)


def _is_unseen(element: etree._Element) -> bool:
    if not str(element.tag).startswith(SVG) or short(element) in _UNSEEN:
        return True
    style = f"display:{element.get('display')};visibility:{element.get('visibility')}"
    hidden = HIDING.search(style) or HIDING.search(element.get("style", "").lower())
    return hidden is not None


def _remove(element: etree._Element) -> None:
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def _unused(root: etree._Element) -> Iterator[etree._Element]:
    """Definitions that nothing refers to, neither to them nor to what they hold."""
    named = frozenset(_references(root))
    definitions = [*root.iterfind(f".//{SVG}defs/*"), *root.iter(f"{SVG}symbol")]
    for element in dict.fromkeys(definitions):
        ids = {inner.get("id") for inner in element.iter()}
        if not ids & named and next(element.iter(f"{SVG}style"), None) is None:
            yield element


def _references(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{SVG}*"):
        yield from references(element)


def _strip_element(element: etree._Element, styled: bool, named: frozenset[str]) -> None:
    if short(element) not in _TEXTUAL:
        element.text = None
        for child in element:
            child.tail = None
    for key in [*map(str, element.attrib)]:
        if _is_dropped(key, element.get(key, ""), styled, named):
            del element.attrib[key]
    for key in ("href", XLINK_HREF):
        if embedded := EMBEDDED.fullmatch(element.get(key, "").strip()):
            element.set(key, _cleaned(embedded[1], line(element)))


def _is_dropped(key: str, value: str, styled: bool, named: frozenset[str]) -> bool:
    if key == "id":
        return not styled and value not in named
    if key == "class":
        return not styled
    if key.startswith("{"):
        return key not in (XLINK_HREF, _SPACE)
    return key.startswith(("aria-", "data-")) or key in ("role", "tabindex", "version")


def _cleaned(embedded: str, at: int) -> str:
    try:
        found = bitmap.clean(base64.b64decode(embedded))
    except binascii.Error:
        remedy = "embed it anew"
        raise BadDrawing(("P106", at, "the embedded picture is damaged", remedy)) from None
    except bitmap.BadPicture as bad:
        what = f"the embedded picture {bad.what}"
        raise BadDrawing((bad.code, at, what, bad.remedy)) from None
    return f"data:{found.media_type};base64,{base64.b64encode(found.data).decode()}"

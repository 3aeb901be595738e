"""Elements of Office Open XML, written as nested calls.

Names are written with the prefixes that ECMA-376 itself uses, such as ``w:p`` or ``a:blip``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree

Element = etree._Element

_OFFICE = "http://schemas.openxmlformats.org/"

NAMESPACES: Mapping[str, str] = {
    "w": f"{_OFFICE}wordprocessingml/2006/main",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "wp": f"{_OFFICE}drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}drawingml/2006/main",
    "m": f"{_OFFICE}officeDocument/2006/math",
    "pic": f"{_OFFICE}drawingml/2006/picture",
    "c": f"{_OFFICE}drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "mc": f"{_OFFICE}markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "cp": f"{_OFFICE}package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "custom": f"{_OFFICE}officeDocument/2006/custom-properties",
    "vt": f"{_OFFICE}officeDocument/2006/docPropsVTypes",
    "app": f"{_OFFICE}officeDocument/2006/extended-properties",
    "ct": f"{_OFFICE}package/2006/content-types",
    "rel": f"{_OFFICE}package/2006/relationships",
    "ds": f"{_OFFICE}officeDocument/2006/customXml",
    "base": "urn:briefings:base:1",
}
"""Prefixes, and the namespaces they stand for."""

_UNPREFIXED = frozenset(("custom", "app", "ct", "rel", "base"))

RELATION = NAMESPACES["r"]
"""Where the types of most relationships begin."""

Value = str | int | None


@cache
def qualified(name: str) -> str:
    """*name* with its prefix spelt out as lxml wants it: ``w:p`` → ``{http://…}p``."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


@cache
def _scope(prefixes: tuple[str, ...]) -> dict[Any, str]:
    """Name spaces by prefix; the one without a prefix is None, which the stubs do not know."""
    return {None if p in _UNPREFIXED else p: NAMESPACES[p] for p in prefixes}


def element(
    name: str,
    attributes: Mapping[str, Value] | None = None,
    *children: Element | None,
    text: str | None = None,
    also: tuple[str, ...] = (),
) -> Element:
    """An element; attributes and children that are None are left out.

    *also* names prefixes to declare on it besides its own.
    """
    made = etree.Element(
        qualified(name),
        {qualified(k): str(v) for k, v in (attributes or {}).items() if v is not None},
        nsmap=_scope((name.partition(":")[0], *also)),
    )
    made.text = text
    made.extend(child for child in children if child is not None)
    return made


def w(name: str, /, *children: Element | None, **attributes: Value) -> Element:
    """An element of WordprocessingML whose attributes are of it too."""
    spelt = {f"w:{key}": value for key, value in attributes.items()}
    return element(f"w:{name}", spelt, *children)


def val(name: str, value: str | int | None = None) -> Element:
    """An element that carries one value, or is switched on by being there."""
    return element(f"w:{name}", {"w:val": value})


def on(name: str, condition: bool) -> Element | None:
    """A switch such as ``w:keepNext``, where *condition* holds."""
    return val(name) if condition else None


def serialise(root: Element) -> bytes:
    """A part's bytes: UTF-8 with a standalone declaration, as Word writes it."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

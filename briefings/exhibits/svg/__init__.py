"""SVG: drawings by authors and of charts, held to what is safe and printed alike everywhere.

An SVG is a program as much as a picture. Here it is held to a list of elements that every engine
in use draws (WeasyPrint, resvg, Word), may refer to nothing outside itself, and loses what nobody
sees: comments, descriptions, editors' notes, hidden layers, unused definitions.

Sources: SVG 1.1 (W3C 2011); for the dangers, the OWASP cheat sheet on file uploads, and what
WeasyPrint and resvg were seen to fetch.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from briefings.exhibits.svg.extent import Drawing, limit, sized
from briefings.exhibits.svg.safety import faults
from briefings.exhibits.svg.stripping import strip
from briefings.exhibits.svg.tree import NAMESPACE, SVG, BadDrawing, Fault, parse, text

__all__ = ["NAMESPACE", "SVG", "BadDrawing", "Drawing", "Fault", "clean", "parse", "text"]

BYTES = 5_000_000
"""The largest SVG that is read."""


def clean(data: bytes) -> Drawing:
    """The SVG *data*, checked, without what is not seen. Raises :class:`BadDrawing`."""
    root = _parsed(data)
    if found := [*faults(root)]:
        raise BadDrawing(*found[:20])
    strip(root)
    limit(root)
    return sized(root)


def _parsed(data: bytes) -> etree._Element:
    if len(data) > BYTES:
        remedy = "draw it with fewer points, or save it as PNG"
        raise BadDrawing(("P105", 1, f"is larger than {BYTES // 1_000_000} MB", remedy))
    if b"<" not in data[:200]:
        remedy = "save it as PNG, JPEG or SVG"
        raise BadDrawing(("P104", 1, "is no PNG, JPEG or SVG, whatever its name says", remedy))
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        what = f"is no XML: {error.msg}"
        raise BadDrawing(("P106", error.lineno or 1, what, "save it anew as SVG")) from None
    if root.tag != f"{SVG}svg":
        raise BadDrawing(("P104", 1, "is no SVG", "save it as PNG, JPEG or SVG"))
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise BadDrawing(("P107", 1, "declares entities", "save it as plain SVG"))
    return root

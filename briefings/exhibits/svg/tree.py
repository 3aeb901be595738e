"""The tree of a drawing: read, and what its nodes refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

NAMESPACE = "http://www.w3.org/2000/svg"
SVG = f"{{{NAMESPACE}}}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
EMBEDDED = re.compile(r"data:image/(?:png|jpe?g);base64,([A-Za-z0-9+/=\s]+)")

Fault = tuple[str, int, str, str]
"""A code of :mod:`briefings.exhibits.pictures`, a line of the SVG, what is wrong, remedy."""


class BadDrawing(Exception):  # noqa: N818 - becomes Problems where the place is known
    """An SVG that can't be used, and all its faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def parse(data: bytes) -> etree._Element:
    """The root of a drawing; nothing is loaded or replaced. Raises ``etree.XMLSyntaxError``."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def text(root: etree._Element) -> str:
    """The words of a drawing, as it prints them."""
    return " ".join(str(t) for element in root.iter(f"{SVG}text") for t in element.itertext())


def short(element: etree._Element) -> str:
    """The name of *element* without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line(element: etree._Element) -> int:
    """The line of the file on which *element* begins."""
    return cast("int | None", element.sourceline) or 1


def references(element: etree._Element) -> Iterator[str]:
    """Ids that *element* refers to by an attribute, or by its text if it is a style sheet."""
    for value in map(str, element.attrib.values()):
        if value.strip().startswith("#"):
            yield value.strip()[1:]
        yield from _targets(value)
    if short(element) == "style":
        yield from _targets(element.text or "")


def _targets(css: str) -> Iterator[str]:
    for match in URL.finditer(css):
        yield match[2].strip().removeprefix("#")

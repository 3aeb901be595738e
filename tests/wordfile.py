"""Word files for tests: a document of a few blocks made into one, and looked into."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from briefings.document import Asset, Block, Document, Meta, Paragraph, RunningHead, Text
from briefings.letters.fonts import by_family
from briefings.library import Library, packaged
from briefings.library.theme import Theme
from briefings.wordml.xml import NAMESPACES, Element, qualified
from briefings.writers.docx import compose

LIBRARY = Library.of(packaged(), packaged() / "content")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63d8b7"
    "6f1f0004e5025fa6d67a640000000049454e44ae426082"
)
"""A picture of one grey pixel."""


@functools.cache
def theme() -> Theme:
    """The theme that travels with the package."""
    return LIBRARY.theme("institute")


def fonts() -> Mapping[str, Sequence[Path]]:
    """The fonts that travel with the package."""
    return by_family(LIBRARY.fonts)


def words(text: str) -> tuple[Text]:
    """Plain words."""
    return (Text(text),)


def said(text: str, **more: Any) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(words(text), **more)


def document(
    *blocks: Block,
    layout: str = "page",
    numbered: bool = False,
    assets: Mapping[str, Asset] | None = None,
    **meta: Any,
) -> Document:
    """A document of *blocks*."""
    own = {"title": "Bridges", "language": "en-GB", "kind": "Note"}
    return Document(
        meta=Meta(**{**own, **meta}),
        running=RunningHead("Bridges", "Note", "Road Office", "{page} of {pages}"),
        blocks=blocks,
        html="",
        layout=layout,
        numbered=numbered,
        assets=assets or {},
    )


@dataclass(frozen=True)
class WordFile:
    """A Word file, looked into by part and XPath."""

    data: bytes

    @property
    def names(self) -> list[str]:
        """Names of all parts."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.namelist()

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)

    def find(self, path: str, part: str = "word/document.xml") -> list[Any]:
        """What an XPath finds in a part, with the prefixes of the standard."""
        tree = etree.fromstring(self.part(part))
        found = tree.xpath(path, namespaces={k: v for k, v in NAMESPACES.items() if k != "xml"})
        assert isinstance(found, list)
        return found

    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and words of every paragraph, in order."""
        return [(style_of(p), text_of(p)) for p in self.find("//w:p")]

    def style(self, key: str) -> Element:
        """A style by its id."""
        (found,) = self.find(f"//w:style[@w:styleId='{key}']", "word/styles.xml")
        element: Element = found
        return element


def written(*blocks: Block, **more: Any) -> WordFile:
    """The file of a document of *blocks*, without fonts."""
    return WordFile(compose(document(*blocks, **more), theme(), {}, {}))


def style_of(paragraph: Element) -> str:
    """The style of a paragraph."""
    found = paragraph.find("./{*}pPr/{*}pStyle")
    return "" if found is None else found.get(qualified("w:val"), "")


def text_of(element: Element) -> str:
    """The words of an element, tabs and line breaks as such."""
    signs = {"tab": "\t", "br": "\n", "t": ""}
    said_so = (e for run in element.iter(qualified("w:r")) for e in run)
    known = ((e, etree.QName(e).localname) for e in said_so)
    return "".join(signs[name] or e.text or "" for e, name in known if name in signs)


def attributes(element: Element, path: str) -> dict[str, str]:
    """The attributes of a child, without their prefixes."""
    found = element.find(path)
    assert found is not None, path
    return {etree.QName(name).localname: str(value) for name, value in found.attrib.items()}

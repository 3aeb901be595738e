"""The sections of a reference document: its page, its heads and feet, and a cover if it has one.

A cover is

- a control of Word's gallery of cover pages at the head of the document, or
- all before the first section break of a document of several sections, if that is short, has no
  heading and no table of contents, so that it is no chapter,

and has a place for the title: a control, a field, or a paragraph in the style of titles. What is
filled in there is said in :mod:`.placeholders`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from briefings.wordml.geometry import PageBox
from briefings.wordml.house.order import insert
from briefings.wordml.house.sheet import said
from briefings.wordml.xml import RELATION, Element, element, qualified, w

_MOST_LETTERS = 1_500
"""Characters that a cover has at most."""
_LEFT_OUT = (
    "sectPrChange",
    "printerSettings",
    "paperSrc",
    "footnotePr",
    "endnotePr",
    "cols",
    "type",
    "headerReference",
    "footerReference",
)
_TWIPS = 20
_A4 = {"w": 11906, "h": 16838}
_MARGIN = 1440


@dataclass(frozen=True, slots=True)
class HousePages:
    """What a reference document says of its pages."""

    cover: tuple[Element, ...] = ()
    """The blocks of the cover, the last with the section's own properties where it has any."""
    last: Element = field(default_factory=lambda: w("sectPr"))
    """Properties of the last section, its heads and feet named even where it took over others'."""

    @property
    def page(self) -> PageBox:
        """The page of the text, without columns."""
        size, margins = self.last.find(qualified("w:pgSz")), self.last.find(qualified("w:pgMar"))
        edge = {side: _twips(margins, side, _MARGIN) for side in ("top", "right", "bottom", "left")}
        edge["left"] += _twips(margins, "gutter", 0)
        width, height = (_twips(size, name, _A4[name]) for name in ("w", "h"))
        return PageBox(width, height, edge["top"], edge["right"], edge["bottom"], edge["left"])

    @property
    def covered(self) -> Element | None:
        """Properties of the cover's section, where it is one of its own."""
        if not self.cover:
            return None
        return self.cover[-1].find(f"{qualified('w:pPr')}/{qualified('w:sectPr')}")


def sections(body: Element, headings: frozenset[str]) -> HousePages:
    """The sections of a document; *headings* are ids of the styles of its headings."""
    blocks = [block for block in body if block.tag != qualified("w:sectPr")]
    every = list(body.iter(qualified("w:sectPr")))
    known: dict[tuple[str, str], Element] = {}
    whole = []
    for found in every or [w("sectPr")]:
        known |= {_key(r): r for r in _references(found)}
        whole.append(_bare(found, known))
    cover = [deepcopy(block) for block in _cover(blocks, headings)]
    made = HousePages(tuple(cover), whole[-1])
    if made.covered is not None:
        old = made.covered
        own = whole[0]
        parent = old.getparent()
        assert parent is not None
        parent.replace(old, own)
    return made


def turned(page: PageBox) -> PageBox:
    """A page with its longer side across; its margins stay where they are, for heads and feet."""
    wide, high = max(page.width, page.height), min(page.width, page.height)
    return replace(page, width=wide, height=high)


def turn(section: Element) -> None:
    """Have the pages of a section lie on their longer side."""
    size = section.find(qualified("w:pgSz"))
    assert size is not None
    lengths = (size.get(qualified(f"w:{name}"), str(_A4[name])) for name in ("w", "h"))
    high, wide = sorted(lengths, key=float)
    for name, value in (("w", wide), ("h", high), ("orient", "landscape")):
        size.set(qualified(f"w:{name}"), value)


def follow(section: Element) -> None:
    """Have a section go on from one before it: no first page of its own, and no new count.

    Heads and feet go on by themselves. Said again they lose their fields in LibreOffice where a
    section begins with the control of a table of contents.
    """
    for found in [*section.findall(qualified("w:titlePg")), *_references(section)]:
        section.remove(found)
    for found in section.findall(qualified("w:pgNumType")):
        found.attrib.pop(qualified("w:start"), "")


def unsaid(section: Element, before: Element) -> None:
    """Leave out of a section the heads and feet that the one *before* it has already."""
    known = references(before)
    for found in _references(section):
        if known.get(_key(found)) == found.get(f"{{{RELATION}}}id"):
            section.remove(found)


def directed(section: Element, mirrored: bool) -> None:
    """Have the pages of a section be read in the direction of the text."""
    for name in ("w:bidi", "w:rtlGutter"):
        for found in section.findall(qualified(name)):
            section.remove(found)
        if mirrored:
            insert(section, element(name))


def used(section: Element, even: bool) -> Iterator[str]:
    """What kinds of heads and feet the pages of a section have."""
    yield "default"
    if on(section, "w:titlePg"):
        yield "first"
    if even:
        yield "even"


def on(parent: Element, name: str) -> bool:
    """Whether a switch such as ``w:titlePg`` is there and on."""
    found = parent.find(qualified(name))
    return found is not None and found.get(qualified("w:val"), "1") not in ("0", "false", "off")


def references(section: Element) -> Mapping[tuple[str, str], str]:
    """Relationship ids by ``("header", "first")`` and the like."""
    return {_key(e): e.get(f"{{{RELATION}}}id", "") for e in _references(section)}


def _key(reference: Element) -> tuple[str, str]:
    kind = "header" if reference.tag == qualified("w:headerReference") else "footer"
    return kind, reference.get(qualified("w:type"), "default")


def _references(section: Element) -> list[Element]:
    return list(section.iter(qualified("w:headerReference"), qualified("w:footerReference")))


def _bare(section: Element, known: Mapping[tuple[str, str], Element]) -> Element:
    """Properties of a section without columns, each head and foot named that it has."""
    kept = [
        deepcopy(child)
        for child in section
        if child.tag not in {qualified(f"w:{name}") for name in _LEFT_OUT}
    ]
    named = (deepcopy(known[key]) for key in sorted(known))
    made = w("sectPr", *named, *kept)
    if made.find(qualified("w:pgSz")) is None:
        insert(made, w("pgSz", **_A4))
    return made


def _twips(found: Element | None, name: str, otherwise: int) -> float:
    text = found.get(qualified(f"w:{name}"), "") if found is not None else ""
    try:
        return abs(float(text)) / _TWIPS
    except ValueError:
        return otherwise / _TWIPS


# --- the cover ------------------------------------------------------------------------------------


def _cover(blocks: Sequence[Element], headings: frozenset[str]) -> Sequence[Element]:
    """The blocks of the cover, none where there is none."""
    breaks = [n for n, block in enumerate(blocks) if _breaks(block)]
    first = breaks[0] + 1 if breaks else 0
    if blocks and _gallery(blocks[0]) == "Cover Pages":
        return blocks[:first] if first and not any(map(_says, blocks[1:first])) else blocks[:1]
    if first and not any(_is_text(block, headings) for block in blocks[:first]):
        letters = sum(len(_text(block)) for block in blocks[:first])
        return blocks[:first] if letters <= _MOST_LETTERS else ()
    return ()


def _breaks(block: Element) -> bool:
    return block.find(f"{qualified('w:pPr')}/{qualified('w:sectPr')}") is not None


def _gallery(block: Element) -> str:
    return said(block, "w:sdtPr/w:docPartObj/w:docPartGallery")


def _text(block: Element) -> str:
    return "".join(e.text or "" for e in block.iter(qualified("w:t")))


def _says(block: Element) -> bool:
    shows = (qualified(f"w:{name}") for name in ("drawing", "pict", "tbl"))
    return bool(_text(block).strip()) or next(block.iter(*shows), None) is not None


def _is_text(block: Element, headings: frozenset[str]) -> bool:
    """Whether a block is a heading or a table of contents, which no cover has."""
    if _gallery(block) == "Table of Contents":
        return True
    styles = {said(p, "w:pPr/w:pStyle") for p in block.iter(qualified("w:p"))}
    codes = (e.text or "" for e in block.iter(qualified("w:instrText")))
    return bool(styles & headings) or any(code.split()[:1] == ["TOC"] for code in codes)

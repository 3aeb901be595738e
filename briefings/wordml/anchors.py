"""Anchors: by which the words of a file are found again, whatever was edited in between.

Each leaf has a hidden bookmark that covers the mark of its paragraph: it begins in the paragraph
and ends after it. Of the anchors there could be, only this one is still there, and still in the
right paragraph, after all that one does to it in LibreOffice. In the last paragraph of a cell,
which must end the cell, it ends inside. Leaves that share a paragraph begin together. What is
filled in as on a form has a control in the line as well. Controls around whole paragraphs are never
written, for LibreOffice destroys what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from briefings.document import Origin
from briefings.wordml.text import Bookmarks
from briefings.wordml.xml import Element, qualified, val, w

BOOKMARK = "_bg_"
"""How names of these bookmarks begin, before the anchor. Word does not list names with ``_``."""

TAG = "bg:"
"""How tags of controls begin, before the anchor."""

_LEAF = "base:leaf"
"""Stands around the runs of a leaf until the whole story is set; no file has it."""


def marked(anchor: str, runs: Iterable[Element]) -> list[Element]:
    """The runs of a leaf, held together until :func:`settle` knows where they stand."""
    leaf = etree.Element(qualified(_LEAF), {"anchor": anchor})
    leaf.extend(runs)
    return [leaf]


def held(blocks: Iterable[Element]) -> frozenset[str]:
    """The anchors of what was :func:`marked` in *blocks*."""
    leaves = (leaf for block in blocks for leaf in block.iter(qualified(_LEAF)))
    return frozenset(leaf.get("anchor", "") for leaf in leaves)


def settle(story: Element, origin: Origin, bookmarks: Bookmarks) -> None:
    """Turn what was :func:`marked` in *story* into bookmarks and controls, in place.

    An anchor has one bookmark, where it is first printed outside the table of contents, which an
    editor makes anew; and one control, where one can stand.
    """
    labels = {leaf.anchors[0]: leaf.label for leaf in origin.written if leaf.label}
    seen: set[str] = set()
    for paragraph, found in groupby(list(story.iter(qualified(_LEAF))), _paragraph):
        names: dict[str, None] = {}
        for leaf in found:
            anchor = leaf.get("anchor", "")
            if anchor not in seen and _holder(paragraph).tag != qualified("w:sdtContent"):
                names[f"{BOOKMARK}{anchor}"] = None
            form = anchor in labels and _holds_control(leaf, paragraph)
            _unwrap(leaf, control(anchor, labels.pop(anchor)) if form else None)
        seen |= {name.removeprefix(BOOKMARK) for name in names}
        _cover(paragraph, list(names), bookmarks)


def control(anchor: str, label: str) -> Element:
    """A control for plain text that stands in the line, with nothing in it yet."""
    properties = w(
        "sdtPr",
        val("alias", label),
        val("tag", f"{TAG}{anchor}"),
        val("id", int(anchor[:7], 16) + 2),  # 1 is that of the table of contents
        w("text"),
    )
    return w("sdt", properties, w("sdtContent"))


def _holds_control(leaf: Element, paragraph: Element) -> bool:
    """Whether a control can stand where *leaf* does.

    LibreOffice 7.4 sets a line break before a control after it, unless the two are in a frame.
    """
    before = leaf.getprevious()
    broken = before is not None and before.find(qualified("w:br")) is not None
    framed = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:framePr')}") is not None
    return leaf.getparent() is paragraph and (framed or not broken)


def _paragraph(leaf: Element) -> Element:
    return next(leaf.iterancestors(qualified("w:p")))


def _holder(paragraph: Element) -> Element:
    holder = paragraph.getparent()
    assert holder is not None
    return holder


def _unwrap(leaf: Element, around: Element | None) -> None:
    """Put the runs of *leaf* in its place, in the control *around* them if there is one."""
    holder = leaf.getparent()
    assert holder is not None
    place = holder.index(leaf)
    runs = list(leaf)
    if around is not None:
        around[-1].extend(runs)
        runs = [around]
    holder[place : place + 1] = runs


def _cover(paragraph: Element, names: list[str], bookmarks: Bookmarks) -> None:
    """Let bookmarks begin together at the beginning of *paragraph* and cover its mark."""
    ends = [bookmarks.ends(name) for name in names]
    paragraph[1:1] = [start for start, _ in ends]
    if paragraph.getnext() is None and _holder(paragraph).tag == qualified("w:tc"):
        paragraph.extend(end for _, end in ends)
    else:
        for _, end in reversed(ends):
            paragraph.addnext(end)


def bookmarked(story: Element) -> Iterator[tuple[str, Element]]:
    """The anchors in *story*, each with the beginning of its bookmark."""
    for start in story.iter(qualified("w:bookmarkStart")):
        name = start.get(qualified("w:name"), "")
        if name.startswith(BOOKMARK):
            yield name.removeprefix(BOOKMARK), start

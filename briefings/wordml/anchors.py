"""Anchors: by which the words of a file are found again, whatever was edited in between.

Each leaf has a hidden bookmark that covers the mark of its paragraph: it begins in the paragraph
and ends after it. Of the anchors there could be, only this one is still there, and still around
the right words, after all that one does to a paragraph in LibreOffice. In the last paragraph of a
cell, which must end the cell, it ends inside. Leaves that share a paragraph begin together. What
is filled in as on a form has a control in the line as well. Controls around whole paragraphs are
never written, for LibreOffice destroys what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from briefings.document import Origin, Written
from briefings.wordml.text import Bookmarks
from briefings.wordml.xml import Element, element, qualified, val, w

BOOKMARK = "_bg_"
"""How names of these bookmarks begin, before the anchor. Word does not list names with ``_``."""

TAG = "bg:"
"""How tags of controls begin, before the anchor."""

_LEAF = "base:leaf"
"""Stands around the runs of a leaf until the whole story is set; no file has it."""

_MONTHS = {"day": "d", "month": "MMMM", "year": "yyyy"}


def marked(anchor: str, runs: Iterable[Element]) -> list[Element]:
    """The runs of a leaf, held together until :func:`settle` knows where they stand."""
    return [element(_LEAF, {"anchor": anchor}, *runs)]


def settle(story: Element, origin: Origin, bookmarks: Bookmarks, language: str) -> None:
    """Turn what was :func:`marked` in *story* into bookmarks and controls, in place.

    An anchor has one bookmark, where it is first printed outside the table of contents, which an
    editor makes anew.
    """
    written = {anchor: leaf for leaf in origin.written for anchor in leaf.anchors}
    seen: set[str] = set()
    leaves = list(story.iter(qualified(_LEAF)))
    for paragraph, found in groupby(leaves, _paragraph):
        names = []
        for leaf in found:
            anchor = leaf.get("anchor", "")
            new = anchor not in seen and _anchored(paragraph)
            if new:
                seen.add(anchor)
                names.append(f"{BOOKMARK}{anchor}")
            form = written.get(anchor) if new else None
            _unwrap(leaf, control(form, anchor, language) if form and form.label else None)
        _cover(paragraph, names, bookmarks)


def control(leaf: Written, anchor: str, language: str) -> Element:
    """A control that stands in the line, with nothing in it yet."""
    kind = _date(leaf, language) if leaf.day else w("text")
    properties = w(
        "sdtPr",
        val("alias", leaf.label),
        val("tag", f"{TAG}{anchor}"),
        val("id", int(anchor[:7], 16) + 2),  # 1 is that of the table of contents
        kind,
    )
    return w("sdt", properties, w("sdtContent"))


def _date(leaf: Written, language: str) -> Element:
    return w(
        "date",
        val("dateFormat", _picture(leaf.day)),
        val("lid", language),
        val("storeMappedDataAs", "dateTime"),
        val("calendar", "gregorian"),
        fullDate=f"{leaf.text}T00:00:00Z",
    )


def _picture(form: str) -> str:
    """A form of dates as Word writes it: ``{day} de {month}`` is ``d 'de' MMMM``."""
    pieces = re.split(r"(\{\w+\})", form)
    quoted = (re.sub(r"[^\W\d_]+", r"'\g<0>'", piece) for piece in pieces)
    return "".join(
        _MONTHS[piece[1:-1]] if piece.startswith("{") else said
        for piece, said in zip(pieces, quoted, strict=True)
    )


def _paragraph(leaf: Element) -> Element:
    return next(leaf.iterancestors(qualified("w:p")))


def _holder(paragraph: Element) -> Element:
    holder = paragraph.getparent()
    assert holder is not None
    return holder


def _anchored(paragraph: Element) -> bool:
    return _holder(paragraph).tag != qualified("w:sdtContent")


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

"""What a reader needs of a tagged PDF beside what validators ask, and which a file does not give.

Each fault is a line that begins with what it is about, as in ``table: a head without scope``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from tagged import NOTHING, Element, Tagged, Text, tagged

HOLD = {
    "BlockQuote": {"Note", "P"},
    "Div": {"Caption", "Figure"},
    "L": {"LI"},
    "LI": {"LBody", "Lbl"},
    "TBody": {"TR"},
    "THead": {"TR"},
    "TOC": {"TOC", "TOCI"},
    "TOCI": {"Lbl", "Reference"},
    "TR": {"TD", "TH"},
    "Table": {"Caption", "TBody", "THead"},
}
"""What may stand in an element that holds no text of its own."""

GROUPS = {"Aside", "Document", "Sect", *HOLD}
MARKER = r"[^\w\s]|\d+\.?|\w\."
NUMBERINGS = {"/Decimal", "/Disc", "/LowerAlpha", "/LowerRoman"}


def faults(data: bytes) -> list[str]:
    """What the bytes of a PDF lack."""
    found = tagged(data)
    checks = (_whole_file, _artifacts, _nesting, _headings, _lists, _tables, _illustrations)
    others = (_links, _notes, _contents, _order)
    return [fault for check in (*checks, *others) for fault in check(found)]


def _whole_file(found: Tagged) -> Iterator[str]:
    root: Any = found.file.trailer["/Root"]
    if not root.get("/Lang") or root["/Lang"] != found.document.language:
        yield "file: no language"
    if not found.file.metadata or not found.file.metadata.get("/Title"):
        yield "file: no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "file: its title is not shown"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "file: not marked as tagged"
    if "/Outlines" not in root:
        yield "file: no bookmarks"
    for page in found.file.pages:
        if page.get("/Tabs") != "/S":
            yield "page: tabs do not go by the structure"


def _artifacts(found: Tagged) -> Iterator[str]:
    for text in found.lost:
        yield f"content: in no element: {text.characters!r}"
    for properties, text in found.artifacts:
        if text.characters.strip() and properties.get("/Type") != "/Pagination":
            yield f"content: nobody reads {text.characters!r}"
    if NOTHING in found.document.said:
        yield "content: glyphs that stand for nothing"


def _nesting(found: Tagged) -> Iterator[str]:
    for element in found.document.walk():
        tag, inner = element.tag, {kid.tag for kid in element.elements}
        if tag in ("NonStruct", "Private"):
            yield f"structure: a {tag}"
        if not element.kids and tag not in ("Figure", "Formula", "TD", "TH"):
            yield f"structure: an empty {tag}"
        if tag in GROUPS and any(isinstance(kid, Text) for kid in element.kids):
            yield f"structure: text in a {tag}"
        if odd := inner - HOLD.get(tag, inner):
            yield f"structure: {', '.join(sorted(odd))} in a {tag}"


def _headings(found: Tagged) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in found.document.walk() if _is_heading(element)]
    if levels[:1] != [1] or levels.count(1) > 1:
        yield "heading: not one title before all others"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"heading: level {after} after level {before}"


def _is_heading(element: Element) -> bool:
    return re.fullmatch("H[1-6]", element.tag) is not None


def _lists(found: Tagged) -> Iterator[str]:
    for element in found.document.all("L"):
        labels = [
            kid.said for item in element.elements for kid in item.elements if kid.tag == "Lbl"
        ]
        numbering = element.attributes.get("/ListNumbering")
        if numbering in NUMBERINGS and len(labels) < len(element.elements):
            yield "list: an item without label"
        if numbering not in NUMBERINGS and any(re.fullmatch(MARKER, label) for label in labels):
            yield "list: labels, but no numbering"
        if numbering in NUMBERINGS - {"/Disc"} and len(set(labels)) < len(labels):
            yield "list: two items have the same number"


def _tables(found: Tagged) -> Iterator[str]:
    for table in found.document.all("Table"):
        rows = [[*row.elements] for row in table.all("TR")]
        if len({len(row) for row in rows}) != 1:
            yield "table: rows of different lengths"
        if not all(cell.tag == "TH" for cell in rows[0]) or table.elements[-1].tag != "TBody":
            yield "table: no head"
        if len(table.all("THead")) > 1 or len(table.all("TBody")) > 1:
            yield "table: in pieces"
        scopes = [cell.attributes.get("/Scope") for row in rows for cell in row if cell.tag == "TH"]
        if set(scopes) - {"/Column", "/Row"}:
            yield "table: a head without scope"


def _illustrations(found: Tagged) -> Iterator[str]:
    for element in found.document.all("Figure", "Formula"):
        if not element.alt.strip():
            yield f"picture: a {element.tag} without alternative text"
        box = [float(edge) for edge in element.attributes.get("/BBox", ())]
        width, height = found.file.pages[element.page].mediabox[2:]
        if len(box) != 4 or not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
            yield f"picture: a {element.tag} that is nowhere"


def _links(found: Tagged) -> Iterator[str]:
    inner = {link for place in found.document.all("Reference") for link in place.all("Link")}
    for link in found.document.all("Link"):
        if not link.annotations:
            yield f"link: {link.said!r} leads nowhere"
        if not link.said.strip():
            yield "link: no words"
        for area in link.annotations:
            if not str(area.get("/Contents", "")).strip():
                yield f"link: {link.said!r} is not described"
            if ("/Dest" in area) is not (link in inner):
                yield f"link: {link.said!r} is no reference, or should be none"
    areas = [a for page in found.file.pages for a in page.get("/Annots", ())]
    if len(areas) != sum(len(link.annotations) for link in found.document.all("Link")):
        yield "link: an area that is no element's"


def _notes(found: Tagged) -> Iterator[str]:
    called: set[str] = set()
    names: Counter[str] = Counter()
    for element in found.document.walk():
        if element.tag == "Link":
            called |= {str(area.get("/Dest", "")) for area in element.annotations}
        elif element.tag == "Note":
            name = str(element.entries.get("/ID", ""))
            names[name] += 1
            if name not in called:
                yield f"note: {name!r} is not called before it is read"
    if "" in names or any(times > 1 for times in names.values()):
        yield "note: without a name of its own"


def _contents(found: Tagged) -> Iterator[str]:
    for entry in found.document.all("TOCI"):
        *_, place = entry.elements
        pages = [kid.characters for kid in place.kids if isinstance(kid, Text)]
        if not place.all("Link") or not any(re.search(r"\d", page) for page in pages):
            yield f"contents: {entry.said!r} leads to no page"


# --- reading order -------------------------------------------------------------------------------

BLOCKS = ("H1", "H2", "H3", "H4", "P", "LBody", "TD", "TH", "Caption")
UP = 60.0
"""How much higher text has to go on to be in another column, px."""

LOOSE = 6.0
"""How much higher than what was read before it a block of the same column may begin, px."""


def _order(found: Tagged) -> Iterator[str]:
    """Blocks that stand in one column are read from above to below; the side column is another.

    Notes at the foot of pages are read after what calls them.
    """
    for blocks in _by_page(found.document):
        for at, (after, box) in enumerate(blocks):
            for before, other in blocks[:at]:
                across = min(box[2], other[2]) - max(box[0], other[0])
                if across > LOOSE and box[1] < other[1] - LOOSE:
                    yield f"order: {after[:30]!r} is read after {before[:30]!r}"
                    break


Box = Sequence[float]


def _by_page(document: Element) -> list[list[tuple[str, Box]]]:
    """The blocks of each page with the boxes that their text fills, in the order of reading."""
    notes = {id(text) for note in document.all("Note") for text in note.texts()}
    pages: dict[int, list[tuple[str, Box]]] = {}
    for element in document.all(*BLOCKS):
        own = [kid for kid in _own(element) if kid.start and id(kid) not in notes]
        for page in sorted({text.page for text in own}):
            here = [*_in_one_column(text for text in own if text.page == page)]
            box = (
                min(text.start[0] for text in here if text.start),
                min(-text.start[1] for text in here if text.start),
                max(text.start[0] + text.width for text in here if text.start),
            )
            pages.setdefault(page, []).append(("".join(t.characters for t in here), box))
    return [*pages.values()]


def _in_one_column(texts: Iterable[Text]) -> Iterator[Text]:
    """The first of *texts*, up to where they go on at the top of another column."""
    lowest = 0.0
    for text in texts:
        at = -text.start[1] if text.start else lowest
        if at < lowest - UP:
            return
        lowest = max(lowest, at)
        yield text


def _own(element: Element) -> Iterator[Text]:
    """The text of *element* but for that of blocks in it."""
    for kid in element.kids:
        if isinstance(kid, Text):
            yield kid
        elif kid.tag not in BLOCKS and kid.tag not in ("L", "Table"):
            yield from _own(kid)

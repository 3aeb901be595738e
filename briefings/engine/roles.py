"""Which elements of a structure tree an element of the body is (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Step = tuple[Any, str]
"""An element of the tree on the way down: which element of the body it is made for, and its type.

Elements of the body may share one: a term and its meaning are one item of a list.
"""

ROLE_MAP = {"Aside": "Sect", "Strong": "Span", "Em": "Span"}
"""Types of PDF 2.0 that say more than those of 1.7, and what a reader takes them for."""

TYPES = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "dl": "L",
    "em": "Em",
    "figcaption": "Caption",
    "header": "Sect",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "section": "Sect",
    "strong": "Strong",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
}
"""Types of elements that are always the same. What is not here is part of what it stands in."""

LISTED_NOTES = frozenset(("notes", "endnotes", "footnotes"))

Parents = Mapping[Any, Any]
"""The element of the body around each."""


def steps(element: Any, drawn: bool, parents: Parents) -> tuple[Step, ...]:
    """The elements of the tree that *element* is, within that of what it stands in.

    What is *drawn* before an item of a list is its label.
    """
    found = tuple(_steps(element, drawn, parents))
    return found or (((element, "Span"),) if element.get("lang") else ())


def _steps(element: Any, drawn: bool, parents: Parents) -> Iterator[Step]:
    role = element.get("class", "")
    match element.tag:
        case "a":
            yield from _link(element, parents)
        case "img":
            formula = parents[element].get("class") == "formula"
            yield element, "Formula" if formula else "Figure"
        case "figure" if element.find("figcaption") is not None:
            # A reader who is told of a picture hears of nothing in it: its caption is beside it.
            yield element, "Div"
        case "ol" if parents[element].tag == "nav":
            yield element, "TOC"
        case "li" if _within(element, "nav", parents) is not None:
            yield from _entry(element, parents[element])
        case "li":
            yield from _item(element, drawn, parents)
        case "dt":
            yield from ((element, "LI"), (element, "Lbl"))
        case "dd":
            yield from ((_term(element, parents[element]), "LI"), (element, "LBody"))
        case "aside" if role == "pullquote":
            yield element, "BlockQuote"
        case "span" if role == "footnote":
            yield element, "Note"
        case "span" if role == "note-number":
            yield element, "Lbl"
        case "span" if (entry := _within(element, "nav", parents)) is not None:
            if role in ("number", "page"):
                yield (element, "Lbl") if role == "number" else (entry, "Reference")
        case tag if tag in TYPES:
            yield element, TYPES[tag]


def _link(element: Any, parents: Parents) -> Iterator[Step]:
    """A link; one to another place in the document is a reference."""
    if element.get("href", "").startswith("#"):
        yield _within(element, "nav", parents) or element, "Reference"
    yield element, "Link"


def _item(element: Any, drawn: bool, parents: Parents) -> Iterator[Step]:
    yield element, "LI"
    yield element, "Lbl" if drawn else "LBody"
    if not drawn and parents[parents[element]].get("class") in LISTED_NOTES:
        yield element, "Note"


def _entry(element: Any, contents: Any) -> Iterator[Step]:
    """An entry of the contents, in contents of its own for each that it is below."""
    above: list[Any] = []
    for entry in contents:
        above = [e for e in above if e.get("class", "") < entry.get("class", "")]
        if entry is element:
            break
        above.append(entry)
    yield from ((entry, "TOC") for entry in above)
    yield element, "TOCI"


def _term(meaning: Any, definitions: Any) -> Any:
    """The term before *meaning*."""
    before = [*definitions][: [*definitions].index(meaning)]
    return next(element for element in reversed(before) if element.tag == "dt")


def _within(element: Any, tag: str, parents: Parents) -> Any:
    """The item that *element* is or is in, if that is in a *tag*."""
    item = element
    while item is not None and item.tag != "li":
        item = parents.get(item)
    above = parents.get(parents.get(item)) if item is not None else None
    return item if above is not None and above.tag == tag else None

"""The body of a page in which words are written from right to left, as the engine wants it.

The engine works out the order of words within one element, but sets the elements of a line one
after the other in the direction of the line. So words that run the other way over several elements
are held together by one that says so (``dir``); only where such words end within an element that
has others besides, as in half an emphasis, they are not.

Where lines are written from right to left, their words stand besides in elements without a height
of their own: a line is then as high as its style says, as in Word, whatever fonts stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from lxml import etree, html

from briefings.letters.bidi import LINE, OBJECT, has_right_to_left, levels
from briefings.letters.languages import direction

UPRIGHT = "upright"
"""Class of emphasis that no slant can give: scripts from right to left have no italics."""
WORDS = "words"
"""Class of the elements without a height."""

_INLINE = frozenset(("a", "br", "data", "em", "span", "strong", "sub", "sup"))
_FOOTNOTE = "footnote"
"""Class of a span that the style sheet sends to the foot of the page."""

_ENTRY = "entry"
"""Class of a span in the contents that the style sheet makes a block."""

_NUMBERS = frozenset(("number", "note-number"))
"""Classes of what stands before a heading or a note, and in Word is none of its words."""

_Node: TypeAlias = Any
"""Text as a string, or an element without its tail."""


def mirrored(fragment: str, language: str) -> str:
    """*fragment*, in *language*, as the engine sets it right; as it is if all runs rightwards."""
    base = direction(language)
    if base == "ltr" and not has_right_to_left(fragment):
        return fragment
    root = html.fragment_fromstring(fragment, create_parent="div")
    for emphasis in root.iter("em"):
        if has_right_to_left("".join(emphasis.itertext())):
            emphasis.set("class", UPRIGHT)
    for title in root.iterfind(".//span[@class='work']"):
        if has_right_to_left("".join(title.itertext())):
            title.set("class", f"work {UPRIGHT}")
    for foreign in root.iterfind(".//span[@lang]"):
        if direction(foreign.get("lang")) != base:
            foreign.set("dir", direction(foreign.get("lang")))
    for holder in [element for element in root.iter(etree.Element) if _holds_lines(element)]:
        _put(holder, _set(_taken(holder), base == "rtl"))
    return "".join(html.tostring(child, encoding="unicode") for child in root)


def _holds_lines(element: Any) -> bool:
    """Whether lines stand in *element* itself: in a block, or a span that the sheet makes one."""
    if element.tag == "li":
        return not _in_contents(element)
    return element.tag not in _INLINE or element.get("class") in (_ENTRY, _FOOTNOTE)


def _in_contents(element: Any) -> bool:
    """Whether *element* is an item of the contents, which has no words beside its entry."""
    return any(above.tag == "nav" for above in element.iterancestors())


def _flows(node: _Node) -> bool:
    """Whether *node* stands in a line."""
    return isinstance(node, str) or (node.tag in _INLINE and node.get("class") != _FOOTNOTE)


def _taken(element: Any) -> list[_Node]:
    """What *element* holds, taken out of it."""
    nodes: list[_Node] = [element.text] if element.text else []
    for child in [*element]:
        tail, child.tail = child.tail, None
        element.remove(child)
        nodes += [child, tail] if tail else [child]
    element.text = None
    return nodes


def _put(element: Any, nodes: Sequence[_Node]) -> Any:
    """*element* with *nodes* in it."""
    last = None
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
            last = node
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node
    return element


def _set(nodes: Sequence[_Node], base: bool) -> list[_Node]:
    """The lines of a block, in right order, and without heights if *base* is right to left."""
    made: list[_Node] = []
    for flows, group in groupby(nodes, _flows):
        line = [*group]
        said = "".join(map(_said, line)) if flows else ""
        if said.strip():
            line = _ordered(line, [level != base for level in levels(said, base)], base)
            line = [_put(etree.Element("data", {"class": WORDS}), line)] if base else line
        made += line
    return made


def _said(node: _Node) -> str:
    """The characters of *node*; what stands for itself, such as the call of a note, is one."""
    if isinstance(node, str):
        return node
    if node.get("role") == "doc-noteref" or (node.tag == "span" and node.get("class") in _NUMBERS):
        return OBJECT
    if node.tag == "br":
        return LINE
    inner = ((child, child.tail or "") for child in node)
    return (node.text or "") + "".join(_said(child) + tail for child, tail in inner)


def _ordered(nodes: Sequence[_Node], against: Sequence[bool], base: bool) -> list[_Node]:
    """*nodes* with those held together that run *against* the line, told for each character."""
    made: list[_Node] = []
    for runs, group in groupby(_pieces(nodes, against, base), lambda piece: piece[1]):
        held = [node for node, _ in group]
        made += [_held(held, base)] if runs and _several(held) else held
    return made


def _pieces(
    nodes: Sequence[_Node], against: Sequence[bool], base: bool
) -> Iterator[tuple[_Node, bool]]:
    """*nodes*, text parted where its direction changes, and whether each runs against the line."""
    start = 0
    for node in nodes:
        own = against[start : start + len(_said(node))]
        start += len(own)
        if isinstance(node, str):
            for runs, piece in groupby(zip(own, node, strict=True), lambda pair: pair[0]):
                yield "".join(character for _, character in piece), runs
        elif all(own) or not any(own):
            yield node, any(own)
        else:
            yield _put(node, _ordered(_taken(node), own, base)), False


def _several(held: Sequence[_Node]) -> bool:
    return len(held) > 1 or (not isinstance(held[0], str) and len(held[0]) > 0)


def _held(held: Sequence[_Node], base: bool) -> Any:
    """An element that says which way what it *held* runs."""
    return _put(etree.Element("span", {"dir": "ltr" if base else "rtl"}), held)

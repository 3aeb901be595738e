"""HTML read as XML: well-formed or refused, and refusals told at the template's line.

Nothing is put right silently. What HTML and XML would read differently is refused too, because
one writer takes the HTML and another the types that the reader makes of it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from briefings.errors import ContentError, Place, Problem

Element = etree._Element
Where = Callable[[int], Place]
"""Tells the place in a template that wrote a line of the HTML."""

DEEPEST = 32
"""Levels of elements inside each other that a document may have."""

VOCABULARY = frozenset(
    """
    h1 h2 h3 h4 p ul ol li table caption colgroup col thead tbody tr th td figure img figcaption
    blockquote dl dt dd nav section aside header div strong em sup sub a br span data
    """.split()  # noqa: SIM905
)
"""Every element there is."""

_DEEP = f"elements are nested more than {DEEPEST} deep"
_SHALLOWER = "take some levels away"
_CLOSE = "close every element, write &amp; for &, and characters for named entities"
_ODD = re.compile(r"<!\[CDATA\[|</br")
_SPACE = re.compile(r"[ \t\r\n]+")


def parse(html: str, where: Where) -> Element:
    """The elements of *html* below a root of their own.

    Raises:
        ContentError: *html* is not well-formed, is nested too deeply, or holds a processing
            instruction or a name space.
    """
    if odd := _ODD.search(html):
        remedy = "write &lt; for the sign and <br/> for a line break"
        raise _malformed(html, where, html.count("\n", 0, odd.start()) + 1, odd[0], remedy)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(
            f"<document>{html}</document>".encode("utf-8", "surrogatepass"), parser
        )
    except etree.XMLSyntaxError as error:
        raise _malformed(html, where, error.lineno or 1, str(error.msg), _CLOSE) from None
    _survey(root, where)
    return root


def _malformed(html: str, where: Where, line: int, what: str, remedy: str) -> ContentError:
    if "Excessive depth" in what:
        return ContentError(Problem(where(1), "H102", _DEEP, _SHALLOWER))
    lines = html.split("\n")
    line = min(max(line, 1), len(lines))
    excerpt = _short(lines[line - 1].strip(), 60)
    what = f"the HTML is not well-formed at {excerpt!r}: {_told(what, where, len(lines))}"
    return ContentError(Problem(where(line), "H101", what, remedy))


def _told(what: str, where: Where, lines: int) -> str:
    """The parser's message, with places of the template for lines of the HTML."""
    what = re.sub(r", line \d+, column \d+.*", "", what, flags=re.DOTALL).strip()
    return re.sub(r"line (\d+)", lambda line: f"of {where(min(int(line[1]), lines))}", what)


def _survey(root: Element, where: Where) -> None:
    """Refuse what the reader could not go through."""
    refusals = Refusals(where)
    depth, named = 0, False
    for event, item in etree.iterwalk(root, events=("start", "end", "pi", "start-ns")):
        depth += {"start": 1, "end": -1}.get(event, 0)
        if event == "start" and depth == DEEPEST + 2:
            refusals.add(item, "H102", "stands too deep: " + _DEEP, _SHALLOWER)
        if event == "pi" or (event == "start" and named):
            what = "holds a processing instruction or declares a name space"
            refusals.add(item.getparent() if event == "pi" else item, "H101", what, "take it away")
        named = event == "start-ns"
    refusals.settle()


def blank(element: Element) -> bool:
    """Whether nothing would be printed of *element*."""
    return not "".join(map(str, element.itertext())).strip()


def collapse(block: Element) -> None:
    """Collapse white space in *block*, in place, as a browser does when it sets the lines.

    Runs become one space, also across the ends of elements; there is none at the beginning and
    the end of the block nor beside a line break.
    """
    last: tuple[Element, bool] | None = None
    spaced = True
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if event == "start" and element.tag == "br":
            _trim_end(last)
            spaced = True
        if event == "end" and element is block:
            break
        tail = event == "end"
        text = _SPACE.sub(" ", (element.tail if tail else element.text) or "")
        text = text.lstrip(" ") if spaced else text
        if text:
            last, spaced = (element, tail), text.endswith(" ")
        _put(element, tail, text)
    _trim_end(last)


def _trim_end(slot: tuple[Element, bool] | None) -> None:
    if slot:
        element, tail = slot
        _put(element, tail, ((element.tail if tail else element.text) or "").rstrip(" "))


def _put(element: Element, tail: bool, text: str) -> None:
    if tail:
        element.tail = text
    else:
        element.text = text


@dataclass
class Refusals:
    """What is wrong with the elements seen so far."""

    where: Where
    problems: list[Problem] = field(default_factory=list)

    def add(self, element: Element, code: str, what: str, remedy: str) -> None:
        """Refuse *element*, which *what* says of as its subject."""
        line: Any = element.sourceline
        what = f"{_excerpt(element)} {what}"
        self.problems.append(Problem(self.where(line or 1), code, what, remedy))

    def settle(self) -> None:
        """Raise :class:`~briefings.errors.ContentError` if anything was refused."""
        if self.problems:
            raise ContentError(self.problems)

    def attributes(self, element: Element, *allowed: str) -> None:
        """Refuse the attributes of *element* but those."""
        for name in sorted(set(map(str, element.attrib)) - set(allowed)):
            remedy = f"it may have {', '.join(allowed)}" if allowed else "take it away"
            self.add(element, "H104", f"has an attribute {name}", remedy)

    def choice(self, element: Element, options: Sequence[str], default: str | None = None) -> Any:
        """The class of *element*, which is one of *options*."""
        value = element.get("class", default)
        if value in options:
            return value
        near = difflib.get_close_matches(str(value), options, 1)
        what = "has no class" if value is None else f'has an unknown class "{_short(value, 40)}"'
        remedy = f'did you mean "{near[0]}"?' if near else f"use one of {', '.join(options)}"
        self.add(element, "H105", what, remedy)
        return options[0]

    def aria(self, element: Element, roles: frozenset[str]) -> None:
        """Refuse a role that is none of *roles*."""
        if (role := element.get("role")) is not None and role not in roles:
            remedy = f"take it away, or use one of {', '.join(sorted(roles))}"
            self.add(element, "H105", "has an unknown role", remedy)

    def text(self, element: Element) -> None:
        """Refuse text of *element* itself, where only elements may stand."""
        own = [(element, "begins with", element.text)]
        own += [(child, "is followed by", child.tail) for child in element]
        for beside, how, text in own:
            if stray := (text or "").strip():
                what = f"{how} text in no element of its own: {_short(stray, 40)!r}"
                self.add(beside, "H106", what, "put the text in an element such as <p>")

    def misplaced(self, element: Element, within: str) -> None:
        """Refuse *element*, which stands *within* something that cannot hold it."""
        if element.tag in VOCABULARY:
            remedy = "move it, or close the element before"
            self.add(element, "H107", f"cannot stand in {within}", remedy)
        else:
            remedy = "use an element of the vocabulary in briefings/document"
            self.add(element, "H103", "is an unknown element", remedy)

    def empty(self, element: Element) -> None:
        """Refuse *element* for its emptiness."""
        self.add(element, "H108", "is empty", "fill it, or leave the element out")

    def void(self, element: Element) -> None:
        """Refuse what stands inside an element that holds nothing, such as ``<br/>``."""
        if len(element) or element.text:
            self.add(element, "H107", "holds something", f"write <{element.tag}/>")

    def children(self, parent: Element, *tags: str) -> list[Element]:
        """The children of *parent*, which are all of those *tags* and at least one."""
        self.text(parent)
        for child in parent:
            if child.tag not in tags:
                self.misplaced(child, f"<{parent.tag}>")
        found = [child for child in parent if child.tag in tags]
        if not len(parent):
            self.empty(parent)
        return found

    def in_order(self, parent: Element, code: str, *orders: tuple[str, ...]) -> bool:
        """Whether the children of *parent* are those of one of the *orders*."""
        self.text(parent)
        found = tuple(str(child.tag) for child in parent)
        if found in orders:
            return True
        shapes = " or ".join(" ".join(f"<{tag}>" for tag in order) for order in orders)
        held = " ".join(f"<{tag}>" for tag in found[:8]) or "nothing"
        self.add(parent, code, f"holds {held}", f"let it hold {shapes}")
        return False


def _excerpt(element: Element) -> str:
    """The beginning of an element, as a person recognises it."""
    pairs = ((str(name), str(value)) for name, value in element.attrib.items())
    attributes = "".join(f' {name}="{_short(value, 40)}"' for name, value in pairs)
    words = " ".join("".join(map(str, islice(element.itertext(), 12))).split())
    if not words:
        return f"<{element.tag}{attributes}/>"
    return f"<{element.tag}{attributes}>{_short(words, 30)}</{element.tag}>"


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"

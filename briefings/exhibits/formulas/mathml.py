"""MathML in the making: presentation elements of MathML 3 (W3C Recommendation)."""

from __future__ import annotations

from lxml import etree

from briefings.exhibits.formulas import signs

Element = etree._Element


def effort(element: Element, each: int = 1) -> int:
    """How much there is to draw in *element*, which is drawn *each* times."""
    inner = each * 2 if element.tag in ("math", "mrow", "mtd") else each
    return each + sum(effort(child, inner) for child in element)


def made(tag: str, *children: Element, text: str | None = None, **attributes: str) -> Element:
    """An element."""
    element = etree.Element(tag, attributes)
    element.text = text
    element.extend(children)
    return element


def row(items: list[Element]) -> Element:
    """*items* as one element."""
    return items[0] if len(items) == 1 else made("mrow", *items)


def operator(sign: str) -> Element:
    """An operator, or a bracket that does not grow."""
    fixed = {"stretchy": "false"} if sign in signs.BRACKETS else {}
    return made("mo", text=sign, **fixed)


def fenced(opening: str, inner: list[Element], closing: str) -> Element:
    """*inner* in brackets that grow with it; nothing stands for no bracket."""
    left, right = (
        made("mo", text=sign, fence="true", form=form, stretchy="true")
        for sign, form in ((opening, "prefix"), (closing, "postfix"))
    )
    return made("mrow", left, *inner, right)


def _stacked(base: Element) -> bool:
    """Whether what is written as indices of *base* stands under and over it."""
    mark = base[1].text if base.tag in ("mover", "munder") else None
    large = base.tag == "mo" and base.text in signs.BIG.values()
    named = base.tag == "mi" and base.text in signs.LIMITS
    return large or named or mark in signs.BRACES.values()


def with_scripts(base: Element, below: Element | None, above: Element | None) -> Element:
    """*base* with what is written below and above it, at its corners or under and over it."""
    stacked = _stacked(base)
    if below is None or above is None:
        corner = ("munder", "mover") if stacked else ("msub", "msup")
        script = above if below is None else below
        assert script is not None
        return made(corner[below is None], base, script)
    return made("munderover" if stacked else "msubsup", base, below, above)

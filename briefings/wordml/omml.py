"""Formulas: from MathML to Office MathML (ECMA-376, part 1, 22.1), which Word sets and edits.

The MathML is what :mod:`briefings.exhibits.formulas` makes, and nothing else. Where OMML says more
than MathML it is worked out here: brackets belong to what is in them, a sum to what is summed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from briefings.wordml.xml import Element, element, w

FONT = "Cambria Math"
"""Word's own type for formulas, on every machine that has Word."""

_LARGE = frozenset("∑∏⋃⋂∫∬∮")
_ENDING = frozenset("+−±∓=<>≤≥≠≡≈∼∝≪≫→←⇒⇔,;")
"""Operators that end what is summed."""

_LINE = "―"
_ACCENTS = {
    "ˆ": "\u0302",
    "~": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
    "¯": "\u0305",
}
"""Marks that stand by themselves in MathML and upon a letter in OMML."""

_SPACES = {
    "0.167em": "\u2009",
    "0.222em": "\u205f",
    "0.278em": "\u2005",
    "1em": "\u2003",
    "2em": "\u2003\u2003",
}
_BELOW = frozenset(("munder", "munderover", "msub", "msubsup"))
_ABOVE = frozenset(("mover", "munderover", "msup", "msubsup"))
_STACKED = frozenset(("munder", "mover", "munderover"))
_GAP = 40
"""Between the parts of a line that stand on both sides of its sign, twips."""


def formula(mathml: str) -> Element:
    """*mathml* as ``m:oMathPara``, centred on a line of its own.

    Raises ValueError for what is no MathML of ours.
    """
    centred = m("oMathParaPr", m("jc", val="center"))
    return m("oMathPara", centred, _holder("oMath", etree.fromstring(mathml)))


def m(name: str, /, *children: Element | None, val: str | int | None = None) -> Element:
    """An element of OMML; *val* is its value."""
    return element(f"m:{name}", {"m:val": val}, *children)


def _holder(name: str, *held: Element) -> Element:
    """An element that holds a row, never an empty one: Word would print a box of dots for it."""
    return m(name, *(_row([*_apart(held)]) or [_text("\u2009", m("nor"))]))


def _apart(items: Iterable[Element]) -> Iterator[Element]:
    """*items*, without the rows around them that only hold things together."""
    for item in items:
        if item.tag in ("math", "mtd") or (item.tag == "mrow" and not _is_fenced(item)):
            yield from _apart(item)
        else:
            yield item


def _is_fenced(row: Element) -> bool:
    return len(row) > 1 and row[0].get("fence") == "true"


def _row(items: Sequence[Element]) -> list[Element]:
    """*items* one after the other; a large operator takes with it what it is over."""
    for at, item in enumerate(items):
        if sign := _large(item):
            rest = items[at + 1 :]
            end = next((n for n, other in enumerate(rest) if _ends(other)), len(rest))
            summed = _nary(sign, item, rest[:end])
            return [*map(_one, items[:at]), summed, *_row(rest[end:])]
    return [*map(_one, items)]


def _large(item: Element) -> str | None:
    """The large operator that *item* is, with or without its limits."""
    base = item[0] if item.tag in _BELOW | _ABOVE else item
    return base.text if base.tag == "mo" and base.text in _LARGE else None


def _ends(item: Element) -> bool:
    return item.tag == "mo" and item.text in _ENDING


def _nary(sign: str, item: Element, over: Sequence[Element]) -> Element:
    below = (item[1],) if item.tag in _BELOW else ()
    above = (item[-1],) if item.tag in _ABOVE else ()
    about = m(
        "naryPr",
        m("chr", val=sign),
        m("limLoc", val="undOvr" if item.tag in _STACKED else "subSup"),
        None if below else m("subHide", val=1),
        None if above else m("supHide", val=1),
    )
    return m("nary", about, _holder("sub", *below), _holder("sup", *above), _holder("e", *over))


def _one(item: Element) -> Element:
    match item.tag, [*item]:
        case "mi" | "mn" | "mo" | "mtext" | "mspace", []:
            return _text(_SPACES.get(item.get("width", ""), item.text or ""), _style(item))
        case "mrow", [opening, *inner, closing]:
            signs = m("begChr", val=opening.text or ""), m("endChr", val=closing.text or "")
            return m("d", m("dPr", *signs), _holder("e", *inner))
        case "mfrac", [over, under]:
            bare = m("fPr", m("type", val="noBar")) if item.get("linethickness") else None
            return m("f", bare, _holder("num", over), _holder("den", under))
        case "msqrt", [of]:
            return m("rad", m("radPr", m("degHide", val=1)), m("deg"), _holder("e", of))
        case "mroot", [of, degree]:
            return m("rad", _holder("deg", degree), _holder("e", of))
        case "msub", [base, sub]:
            return m("sSub", _holder("e", base), _holder("sub", sub))
        case "msup", [base, sup]:
            return m("sSup", _holder("e", base), _holder("sup", sup))
        case "msubsup", [base, sub, sup]:
            return m("sSubSup", _holder("e", base), _holder("sub", sub), _holder("sup", sup))
        case "munder" | "mover", [base, mark] if item.get("accent") or item.get("accentunder"):
            return _marked(_holder("e", base), mark.text or "", item.tag == "mover")
        case "munder", [base, limit]:
            return m("limLow", _holder("e", base), _holder("lim", limit))
        case "mover", [base, limit]:
            return m("limUpp", _holder("e", base), _holder("lim", limit))
        case "munderover", [base, under, over]:
            low = m("limLow", _holder("e", base), _holder("lim", under))
            return m("limUpp", m("e", low), _holder("lim", over))
        case "mtable", [first, *_]:
            return _table(item, [cell.get("columnalign", "") for cell in first])
    raise ValueError(f"no MathML of ours: <{item.tag}> of {len(item)}")


def _text(text: str, style: Element | None) -> Element:
    about = None if style is None else m("rPr", style)
    said = element("m:t", {"xml:space": "preserve"}, text=text)
    return m("r", about, w("rPr", w("rFonts", ascii=FONT, hAnsi=FONT)), said)


def _style(item: Element) -> Element | None:
    """How letters stand: OMML has them italic unless it is told otherwise."""
    text = item.text or ""
    if item.tag in ("mtext", "mspace") or (item.tag == "mi" and len(text) > 1):
        return m("nor")
    upright = item.get("mathvariant") or (item.tag == "mi" and "Α" <= text <= "Ω")
    return m("sty", val="p") if upright else None


def _marked(base: Element, sign: str, over: bool) -> Element:
    """*base* with an accent, a line or a brace over or under it."""
    place = m("pos", val="top" if over else "bot")
    if sign == _LINE:
        return m("bar", m("barPr", place), base)
    if sign in _ACCENTS:
        return m("acc", m("accPr", m("chr", val=_ACCENTS[sign])), base)
    edge = m("vertJc", val="bot" if over else "top")
    return m("groupChr", m("groupChrPr", m("chr", val=sign), place, edge), base)


def _table(item: Element, aligns: Sequence[str]) -> Element:
    columns = (
        m("mc", m("mcPr", m("count", val=len([*run])), m("mcJc", val=align)))
        for align, run in groupby(aligns)
    )
    parted = aligns[0] == "right"
    gap = (m("cGpRule", val=3), m("cGp", val=_GAP)) if parted else ()
    rows = (m("mr", *(_cell(cell) for cell in row)) for row in item)
    return m("m", m("mPr", *gap, m("mcs", *columns)), *rows)


def _cell(cell: Element) -> Element:
    """A cell; a sign that it begins with needs something before it to stand apart from."""
    made = _holder("e", cell)
    if (first := next(_apart(cell), None)) is not None and _ends(first):
        made.insert(0, _text("\u2009", m("nor")))
    return made

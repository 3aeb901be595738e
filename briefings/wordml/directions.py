"""Which runs are set from right to left: said in each of them, as Word wants it.

Word sets a run in the font, weight and size of complex scripts, and from right to left, only where
the run says ``w:rtl``. What else stands in a paragraph does not matter to this, so that it is done
once all is written, part by part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from unicodedata import bidirectional, name

from briefings.letters.bidi import LINE, OBJECT, has_right_to_left, right_to_left
from briefings.letters.languages import direction
from briefings.wordml.proofing import guessed
from briefings.wordml.xml import Element, element, qualified, val, w

_PARAGRAPH, _RUN, _TEXT = map(qualified, ("w:p", "w:r", "w:t"))
_SILENT = frozenset(
    map(qualified, ("w:rPr", "w:fldChar", "w:instrText", "w:lastRenderedPageBreak"))
)
_SIGNS = {
    qualified("w:tab"): "\t",
    qualified("w:ptab"): "\t",
    qualified("w:br"): LINE,
    qualified("w:cr"): LINE,
    qualified("w:noBreakHyphen"): "\u2011",
    qualified("w:softHyphen"): "\u00ad",
}
BEFORE = frozenset(
    map(
        qualified,
        """
        w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline
        w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing
        w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText
        w:vertAlign
        """.split(),  # noqa: SIM905
    )
)
"""Properties of a run that stand before ``w:rtl`` in the schema."""


def settle(root: Element, language: str) -> int:
    """Mark the runs below *root* that are set from right to left; tell how many there were.

    *language* is that of the document.
    """
    base = direction(language) == "rtl"
    return sum(_settled(paragraph, base, language) for paragraph in root.iter(_PARAGRAPH))


def _settled(paragraph: Element, base: bool, language: str) -> int:
    runs = [_Run(run) for run in _runs(paragraph)]
    text = "".join(run.text for run in runs)
    if not (base or has_right_to_left(text)):
        return 0
    flags = iter(right_to_left(text, base))
    return sum(run.mark([next(flags) for _ in run.text], language) for run in runs)


def _runs(holder: Element) -> Iterator[Element]:
    """The runs of a paragraph, also those in links; not those of paragraphs inside it."""
    for child in holder:
        if child.tag == _RUN:
            yield child
        elif child.tag != _PARAGRAPH:
            yield from _runs(child)


@dataclass(slots=True)
class _Run:
    """A run, and the characters that stand for what is in it."""

    run: Element
    parts: list[tuple[Element, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.parts = [(child, _characters(child)) for child in self.run]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)

    def mark(self, flags: Sequence[bool], language: str) -> bool:
        """Mark the run, or put several in its place, by the *flags* of its characters."""
        pieces = self._pieces(flags)
        properties = self.run.find(qualified("w:rPr"))
        for rtl, content in pieces if len(pieces) > 1 else ():
            made = w("r", deepcopy(properties) if properties is not None else None, *content)
            self.run.addprevious(made)
            if rtl:
                _mark(made, language)
        if len(pieces) > 1:
            _removed(self.run)
        elif pieces and pieces[0][0]:
            _mark(self.run, language)
        return any(rtl for rtl, _ in pieces)

    def _pieces(self, flags: Sequence[bool]) -> list[tuple[bool, list[Element]]]:
        """What is in the run, parted where the direction changes; what has none goes along."""
        made: list[tuple[bool, list[Element]]] = []
        start = 0
        for child, text in self.parts:
            own, start = flags[start : start + len(text)], start + len(text)
            for rtl, content in _parted(child, text, own):
                if made and rtl in (None, made[-1][0]):
                    made[-1][1].append(content)
                elif rtl is None:
                    made.append((False, [content]))
                elif made and not any(c.tag == _TEXT for c in made[-1][1]):
                    made[-1] = (rtl, [*made[-1][1], content])
                else:
                    made.append((rtl, [content]))
        return made


def _characters(child: Element) -> str:
    if child.tag == _TEXT:
        return child.text or ""
    return "" if child.tag in _SILENT else _SIGNS.get(str(child.tag), OBJECT)


def _parted(
    child: Element, text: str, flags: Sequence[bool]
) -> Iterator[tuple[bool | None, Element]]:
    """A part of a run, or what it is parted into; None goes with what is before it."""
    if child.tag == qualified("w:rPr"):
        return
    if child.tag != _TEXT:
        yield None, child
        return
    for rtl, piece in groupby(zip(flags, text, strict=True), key=lambda pair: pair[0]):
        said = "".join(character for _, character in piece)
        yield rtl, element("w:t", {"xml:space": "preserve"}, text=said)


def _removed(run: Element) -> None:
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _mark(run: Element, language: str) -> None:
    """Say ``w:rtl`` in a run, and its language where that is not the document's."""
    properties = run.find(qualified("w:rPr"))
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    place = sum(child.tag in BEFORE for child in properties)
    properties.insert(place, val("rtl"))
    said = properties.find(qualified("w:lang"))
    spoken = guessed(_script(run), language)
    if spoken and said is None:
        properties.insert(place + 1, w("lang", bidi=spoken))
    elif spoken and said is not None and said.get(qualified("w:bidi")) is None:
        said.set(qualified("w:bidi"), spoken)


def _script(run: Element) -> str:
    """The name of the script of the first letter that is written from right to left."""
    letters = (c for text in run.iter(_TEXT) for c in text.text or "")
    names = (name(c, "") for c in letters if bidirectional(c) in ("R", "AL"))
    return next(names, "").partition(" ")[0]

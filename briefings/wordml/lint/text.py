"""Text as such: characters, blanks, and the order of the properties around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefings.wordml.lint.file import File, all_of, get
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import NAMESPACES, Element, qualified

_ORDER = {
    "w:pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "w:rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike
        outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern
        position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout
        specVanish oMath rPrChange""",
    "w:tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription tblPrChange""",
    "w:tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange""",
}
"""Children in the order of the schema (ECMA-376 part 1, annex A)."""

_CONTROL = re.compile("[\t\n\r\x7f-\x9f]")
"""Control characters that XML lets pass; in a run, tabs and line breaks are elements."""

_RUN = qualified("w:r")
_INLINE = frozenset((_RUN, qualified("w:p"), qualified("w:hyperlink")))
_IGNORABLE = f"{{{NAMESPACES['mc']}}}Ignorable"

_PLACES = {
    qualified(holder): {qualified(f"w:{name}"): place for place, name in enumerate(names.split())}
    for holder, names in _ORDER.items()
}


def text(file: File) -> Findings:
    """Text stands in runs, and its characters are all said and all kept."""
    for part, tree in file.stories():
        if any(_parent(e) in _INLINE for e in all_of(tree, "w:p")):
            yield Finding(part, "has a paragraph inside a paragraph")
        if any(_parent(e) != _RUN for e in all_of(tree, "w:t")):
            yield Finding(part, "has text outside a run")
        texts = [(e, e.text or "") for e in all_of(tree, "w:t")]
        if _CONTROL.search("".join(characters for _, characters in texts)):
            yield Finding(part, "has a control character in its text")
        edged = (e for e, t in texts if t[:1] == " " or t[-1:] == " ")
        if any(get(e, "xml:space") != "preserve" for e in edged):
            yield Finding(part, "has blanks at the edge of a run, which Word drops")


def _parent(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else parent.tag


def order(file: File) -> Findings:
    """Properties stand in the order of the schema, each once."""
    for part, tree in file.trees.items():
        several = (e for e in all_of(tree, *_ORDER) if len(e) > 1)
        for holder, names in {(e.tag, tuple(own.tag for own in e)) for e in several}:
            for name in _misplaced(holder, names):
                what = f"has {_local(name)} in the wrong place of {_local(holder)}"
                yield Finding(part, what)


def _misplaced(holder: str, names: Sequence[str]) -> Iterator[str]:
    """Properties that do not stand after the one before them."""
    places = _PLACES[holder]
    known = (name for name in names if name in places)
    return (after for before, after in pairwise(known) if places[after] <= places[before])


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def ignorable(file: File) -> Findings:
    """Prefixes that older programs may ignore are declared: Word refuses the file otherwise."""
    for part, tree in file.trees.items():
        for prefix in sorted({*tree.get(_IGNORABLE, "").split()} - {*map(str, tree.nsmap)}):
            yield Finding(
                part, f"lets programs ignore the prefix {prefix}, which stands for nothing"
            )
        for choice in all_of(tree, "mc:Choice"):
            for prefix in sorted({*choice.get("Requires", "").split()} - {*map(str, choice.nsmap)}):
                yield Finding(part, f"requires the prefix {prefix}, which stands for nothing")

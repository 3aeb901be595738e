"""The order in which the schema wants properties.

ECMA-376 part 1: 17.3.1.26 for paragraphs, 17.3.2.28 for characters, 17.6.17 for
sections, 17.7.4.17 for styles.
"""

from __future__ import annotations

from briefings.wordml.xml import Element, qualified, w

_SAID = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
        pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
        autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
        suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle
        rPr sectPr pPrChange
    """,
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect
        bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    """,
    "sectPr": """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
        lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter
        docGrid printerSettings sectPrChange
    """,
    "style": """
        name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed
        qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr
        tblStylePr
    """,
}
_RANK = {
    qualified(f"w:{parent}"): {qualified(f"w:{n}"): at for at, n in enumerate(names.split())}
    for parent, names in _SAID.items()
}


def insert(parent: Element, made: Element) -> None:
    """Put one more property into ``w:pPr`` or another of these, in place of its like."""
    for old in parent.findall(str(made.tag)):
        parent.remove(old)
    rank = _RANK[str(parent.tag)]
    own = rank[str(made.tag)]
    at = sum(1 for child in parent if rank.get(str(child.tag), len(rank)) < own)
    parent.insert(at, made)


def setting_of(styles: Element, key: str) -> Element:
    """``w:pPr`` of a style, which has one from now on."""
    found = next(
        e for e in styles.iterfind(qualified("w:style")) if e.get(qualified("w:styleId")) == key
    )
    if found.find(qualified("w:pPr")) is None:
        insert(found, w("pPr"))
    setting = found.find(qualified("w:pPr"))
    assert setting is not None
    return setting

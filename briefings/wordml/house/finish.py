"""What a file on a reference document needs at its beginning and at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.opc.part import Part, XmlPart

from briefings.wordml.base import add_part
from briefings.wordml.house.order import insert, setting_of
from briefings.wordml.proofing import document_language
from briefings.wordml.xml import RELATION, Element, qualified, val, w

_NUMBER = re.compile(r"\d+")


def numbering_part(main: Part) -> Element:
    """The numbering part of a file, an empty one where it has none."""
    for relation in main.rels.values():
        if relation.reltype == f"{RELATION}/numbering" and isinstance(
            relation.target_part, XmlPart
        ):
            found: Element = relation.target_part.element
            return found
    root = w("numbering")
    add_part(main, "numbering", "numbering", root)
    return root


def on_new_page(cover: Sequence[Element], text: Sequence[Element]) -> None:
    """Begin the text on a page of its own, if the cover does not end with a break."""
    breaks = [e.get(qualified("w:type")) for b in cover for e in b.iter(qualified("w:br"))]
    first = next((e for b in text for e in b.iter(qualified("w:p"))), None)
    if "page" in breaks or first is None:
        return
    setting = first.find(qualified("w:pPr"))
    if setting is not None:
        insert(setting, val("pageBreakBefore"))


def in_language(styles: Element, language: str) -> None:
    """Say the language of the text, once."""
    told = document_language(language)
    for found in list(styles.iter(qualified("w:lang"))):
        for name in told.attrib:
            found.attrib.pop(name, "")
        parent = found.getparent()
        if not found.attrib and parent is not None:
            parent.remove(found)
    where = styles.find(f"{qualified('w:docDefaults')}/{qualified('w:rPrDefault')}")
    if where is None:
        return
    characters = where.find(qualified("w:rPr"))
    if characters is None:
        characters = w("rPr")
        where.append(characters)
    old = characters.find(qualified("w:lang"))
    if old is None:
        insert(characters, told)
    else:
        for name, value in told.attrib.items():
            old.set(name, value)


def in_direction(styles: Element, mirrored: bool) -> None:
    """Say the direction of the text, once: in the styles that others are based on."""
    for style in styles.iterfind(qualified("w:style")):
        setting = style.find(qualified("w:pPr"))
        if setting is not None:
            for found in setting.findall(qualified("w:bidi")):
                setting.remove(found)
        if mirrored and _is_ground(style):
            insert(setting_of(styles, style.get(qualified("w:styleId"), "")), val("bidi"))


def _is_ground(style: Element) -> bool:
    of_paragraphs = style.get(qualified("w:type"), "paragraph") == "paragraph"
    return of_paragraphs and style.find(qualified("w:basedOn")) is None


def last_number(main: Part, name: str) -> int:
    """The highest number of the parts that are called *name* and a number, 0 if there are none."""
    assert main.package is not None
    named = (str(p.partname) for p in main.package.iter_parts() if p.partname.startswith(name))
    numbers = (_NUMBER.match(part, len(name)) for part in named)
    return max((int(found[0]) for found in numbers if found), default=0)

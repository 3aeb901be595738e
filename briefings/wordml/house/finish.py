"""What a file on a reference document needs at its beginning and at its end."""

from __future__ import annotations

from collections.abc import Sequence

from docx.opc.part import Part, XmlPart

from briefings.wordml.base import add_part
from briefings.wordml.house.order import insert
from briefings.wordml.xml import RELATION, Element, qualified, val, w


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
    for found in list(styles.iter(qualified("w:lang"))):
        found.attrib.pop(qualified("w:val"), "")
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
        insert(characters, w("lang", val=language))
    else:
        old.set(qualified("w:val"), language)

"""What a file on a reference document needs at its beginning and at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefings.document import Meta
from briefings.library.theme import Theme
from briefings.wordml import properties
from briefings.wordml.base import CORE_RELATION, OFFICE, PACKAGE, add_part
from briefings.wordml.house.clearing import RUNNING_OR_SHOWN
from briefings.wordml.house.order import insert, setting_of
from briefings.wordml.proofing import document_language
from briefings.wordml.xml import RELATION, Element, element, qualified, serialise, val, w

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


_COMPLEX = {"w:sz": "w:szCs", "w:b": "w:bCs"}
"""What a style says of Latin letters, and of those of scripts written from right to left."""


def also_complex(styles: Element) -> None:
    """Have letters written from right to left as large and bold as the house has Latin ones.

    Word and LibreOffice go by other properties for them, which a house that never wrote any lacks.
    """
    for characters in styles.iter(qualified("w:rPr")):
        for name, complex in _COMPLEX.items():
            found = characters.find(qualified(name))
            if found is not None and characters.find(qualified(complex)) is None:
                made = element(complex)
                made.attrib.update(found.attrib)
                insert(characters, made)


def _is_ground(style: Element) -> bool:
    of_paragraphs = style.get(qualified("w:type"), "paragraph") == "paragraph"
    return of_paragraphs and style.find(qualified("w:basedOn")) is None


def last_number(main: Part, name: str) -> int:
    """The highest number of the parts that are called *name* and a number, 0 if there are none."""
    assert main.package is not None
    named = (str(p.partname) for p in main.package.iter_parts() if p.partname.startswith(name))
    numbers = (_NUMBER.match(part, len(name)) for part in named)
    return max((int(found[0]) for found in numbers if found), default=0)


def say_properties(main: Part, meta: Meta, also: Mapping[str, str]) -> None:
    """Say of the file what ours says of itself, and what fields of the house's ask for."""
    assert main.package is not None
    roots = (
        ("core", f"{PACKAGE}.core-properties+xml", CORE_RELATION, properties.core(meta)),
        ("app", *_of_office("extended-properties"), properties.extended(meta)),
        ("custom", *_of_office("custom-properties"), properties.custom(meta, also)),
    )
    for name, kind, relation, root in roots:
        part = Part(PackURI(f"/docProps/{name}.xml"), kind, serialise(root), main.package)
        main.package.relate_to(part, relation)


def _of_office(name: str) -> tuple[str, str]:
    return f"{OFFICE}.{name}+xml", f"{RELATION}/{name}"


def name_fonts(main: Part, theme: Theme) -> None:
    """A table of fonts, which every file has, where the house's has none."""
    kinds = {relation.reltype for relation in main.rels.values()}
    if f"{RELATION}/fontTable" not in kinds:
        families = dict.fromkeys(font.family for font in theme.fonts.values())
        root = w("fonts", *(w("font", name=family) for family in families))
        add_part(main, "fontTable", "fontTable", root)


def let_go(part: Part, root: Element) -> None:
    """Let go of what a part leads to and does not show."""
    used = {v for e in root.iter() for k, v in e.attrib.items() if f"{{{RELATION}}}" in str(k)}
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in RUNNING_OR_SHOWN and key not in used:
            del part.rels[key]

"""The base of a merge: a part of the file that no editor shows or changes.

An unbound part of custom XML, which Word and LibreOffice keep byte for byte. It says what the file
was made from and, for each leaf, the names of its bookmarks and its words as they are written in
the content, so that whoever reads an edited file can tell what was changed, here or there::

    <base xmlns="urn:briefings:base:1">
      <edition content="…" version="…" kind="…" audience="…" length="…" theme="…" language="…"
               digest="…"/>
      <leaf bookmarks="_bg_0123456789ab _bg_…" field="long" level="long">As *written*.</leaf>
      …
    </base>

Leaves stand in the order in which they are printed; a leaf has as many bookmarks as paragraphs. It
says nothing of what the edition does not have, so that a change elsewhere changes nothing here.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefings.document import Meta, Origin, Written
from briefings.wordml.anchors import BOOKMARK
from briefings.wordml.xml import NAMESPACES, RELATION, Element, element, serialise

_ITEM = "/customXml/item1.xml"
_PROPERTIES = "/customXml/itemProps1.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ID = str(uuid5(NAMESPACE_URL, NAMESPACES["base"])).upper()
"""Always the same one: a file has no second part of this name space."""


def add_base(owner: Part, origin: Origin, meta: Meta) -> None:
    """Add the base of a merge beside *owner*, the main part of the file."""
    package = owner.package
    item = Part(PackURI(_ITEM), "application/xml", serialise(base(origin, meta)), package)
    about = Part(PackURI(_PROPERTIES), _TYPE, serialise(_about()), package)
    owner.relate_to(item, f"{RELATION}/customXml")
    item.relate_to(about, f"{RELATION}/customXmlProps")


def base(origin: Origin, meta: Meta) -> Element:
    """The base of a merge as an element."""
    edition = element(
        "base:edition",
        {
            "content": origin.content,
            "version": meta.version,
            "kind": origin.kind,
            "audience": origin.audience,
            "length": origin.length or None,
            "theme": origin.theme or None,
            "language": meta.language,
            "digest": meta.digest,
        },
    )
    return element("base:base", None, edition, *map(_leaf, origin.written))


def _leaf(leaf: Written) -> Element:
    names = " ".join(f"{BOOKMARK}{anchor}" for anchor in leaf.anchors)
    about = {"bookmarks": names, "field": leaf.field, "level": leaf.level or None}
    return element("base:leaf", about, text=leaf.text)


def _about() -> Element:
    schemas = element(
        "ds:schemaRefs", None, element("ds:schemaRef", {"ds:uri": NAMESPACES["base"]})
    )
    return element("ds:datastoreItem", {"ds:itemID": f"{{{_ID}}}"}, schemas)

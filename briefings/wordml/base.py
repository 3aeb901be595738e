"""The base package: the fixed parts of a file, in place of python-docx's template.

It says nothing that the theme and the document do not say: no sample content, no latent styles,
no printer settings, no thumbnail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefings.document import Meta
from briefings.library.theme import Theme
from briefings.wordml import properties
from briefings.wordml.colours import theme_part
from briefings.wordml.geometry import HYPHENATION_ZONE, twips
from briefings.wordml.proofing import document_language
from briefings.wordml.xml import NAMESPACES, RELATION, Element, element, on, serialise, val, w

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "application/vnd.openxmlformats-officedocument"
PACKAGE = "application/vnd.openxmlformats-package"
CORE_RELATION = f"{NAMESPACES['rel']}/metadata/core-properties"


@dataclass(frozen=True, slots=True)
class _Part:
    path: str
    content_type: str
    relation: str
    root: Element


def empty(theme: Theme, meta: Meta, measure: float, facing: bool = False) -> WordDocument:
    """An empty document in the theme's colours, opened by python-docx; *measure* is in pt.

    *facing* says that even pages mirror the others.
    """
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for path, root in _files(theme, meta, measure, facing).items():
            archive.writestr(path, serialise(root))
    packed.seek(0)
    return docx.Document(packed)


def add_part(owner: Part, name: str, kind: str, root: Element) -> tuple[XmlPart, str]:
    """A part of WordprocessingML beside *owner*, and the id of its relation to it.

    *name* is its file's, *kind* what its content type and relation are called by.
    """
    where = PackURI(f"/word/{name}.xml")
    part = XmlPart(where, f"{WORD}.{kind}+xml", root, owner.package)  # type: ignore[arg-type]
    return part, owner.relate_to(part, f"{RELATION}/{kind}")


def _files(theme: Theme, meta: Meta, measure: float, facing: bool) -> Mapping[str, Element]:
    of_package = (
        _Part("word/document.xml", f"{WORD}.document.main+xml", "officeDocument", _body()),
        _Part("docProps/core.xml", f"{PACKAGE}.core-properties+xml", "", properties.core(meta)),
        _Part(
            "docProps/app.xml",
            f"{OFFICE}.extended-properties+xml",
            "extended-properties",
            properties.extended(meta),
        ),
        _Part(
            "docProps/custom.xml",
            f"{OFFICE}.custom-properties+xml",
            "custom-properties",
            properties.custom(meta),
        ),
    )
    of_document = (
        _Part(
            "word/settings.xml",
            f"{WORD}.settings+xml",
            "settings",
            _settings(meta, measure, facing, theme.design.hyphenate),
        ),
        _Part("word/theme/theme1.xml", f"{OFFICE}.theme+xml", "theme", theme_part(theme)),
    )
    parts = (*of_package, *of_document)
    return {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(of_package, ""),
        "word/_rels/document.xml.rels": _relations(of_document, "word/"),
        **{part.path: part.root for part in parts},
    }


def _content_types(parts: tuple[_Part, ...]) -> Element:
    relations = f"{PACKAGE}.relationships+xml"
    defaults = (("rels", relations), ("xml", "application/xml"))
    return element(
        "ct:Types",
        None,
        *(element("ct:Default", {"Extension": e, "ContentType": t}) for e, t in defaults),
        *(
            element("ct:Override", {"PartName": f"/{p.path}", "ContentType": p.content_type})
            for p in parts
        ),
    )


def _relations(parts: tuple[_Part, ...], folder: str) -> Element:
    return element(
        "rel:Relationships",
        None,
        *(
            element(
                "rel:Relationship",
                {
                    "Id": f"rId{number}",
                    "Type": f"{RELATION}/{part.relation}" if part.relation else CORE_RELATION,
                    "Target": part.path.removeprefix(folder),
                },
            )
            for number, part in enumerate(parts, start=1)
        ),
    )


def _body() -> Element:
    prefixes = ("r", "wp", "a", "pic", "mc", "w14")
    return element("w:document", {"mc:Ignorable": "w14"}, w("body", w("sectPr")), also=prefixes)


def _settings(meta: Meta, measure: float, facing: bool, hyphenate: bool) -> Element:
    """Layout as in Word 2013 and later; no field is to be updated, so that Word asks nothing."""
    slots = (
        *((f"{kind}{n}", f"{word}{n}") for n in (1, 2) for kind, word in _SCHEME),
        *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
        ("hyperlink", "hyperlink"),
        ("followedHyperlink", "followedHyperlink"),
    )
    return w(
        "settings",
        w("zoom", percent=100),
        val("embedTrueTypeFonts"),
        on("mirrorMargins", facing),
        val("defaultTabStop", 720),
        on("autoHyphenation", hyphenate),
        val("hyphenationZone", twips(measure * HYPHENATION_ZONE)),
        val("doNotHyphenateCaps"),
        on("evenAndOddHeaders", facing),
        val("characterSpacingControl", "doNotCompress"),
        _compatibility(),
        document_language(meta.language, "w:themeFontLang"),
        w("clrSchemeMapping", **dict(slots)),
        val("decimalSymbol", "."),
        val("listSeparator", ","),
    )


_SCHEME = (("bg", "light"), ("t", "dark"))


def _compatibility() -> Element:
    where = "http://schemas.microsoft.com/office/word"
    switches = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
    return w("compat", *(w("compatSetting", name=n, uri=where, val=v) for n, v in switches))

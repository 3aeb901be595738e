"""What a PDF says of itself as data: its XMP packet (ISO 16684-1)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from briefings.meta import Meta

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
"""Name spaces, by the prefixes that PDF/A wants them to have (ISO 19005-3, 6.6.2)."""

IDENTITY = (
    ("pdfaid:part", "3"),
    ("pdfaid:conformance", "A"),
    ("pdfuaid:part", "1"),
)
"""The standards a file claims: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)."""

EXTENSION = f"""\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{PREFIXES["pdfuaid"]}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A knows nothing of PDF/UA's mark, and so wants it described in the file (6.6.2.3)."""


def packet(meta: Meta, producer: str) -> bytes:
    """The packet of a file that *producer* writes and that says *meta* of itself."""
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in PREFIXES.items())
    lines = "\n".join(_said(meta, producer))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>\n'
        f'<rdf:Description rdf:about="">\n{lines}\n{EXTENSION}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _said(meta: Meta, producer: str) -> Iterator[str]:
    for name, value in (
        *IDENTITY,
        ("pdf:Producer", producer),
        ("xmp:CreatorTool", "briefings"),
        ("pdf:Keywords", ", ".join(meta.keywords)),
        ("xmp:CreateDate", meta.created),
        ("xmp:ModifyDate", meta.modified),
    ):
        if value:
            yield f"<{name}>{escape(value)}</{name}>"
    yield _array("dc:title", "Alt", meta.title)
    if description := meta.subtitle or meta.subject:
        yield _array("dc:description", "Alt", description)
    yield _array("dc:creator", "Seq", *(meta.authors or (meta.organisation,)))
    yield _array("dc:language", "Bag", meta.language)


def _array(name: str, kind: str, *values: str) -> str:
    mark = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{mark}>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"

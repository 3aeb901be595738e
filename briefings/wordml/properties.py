"""What a file says about itself: core, extended and custom properties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from briefings.document import Meta
from briefings.wordml.xml import Element, Value, element

_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id that all custom properties share (ECMA-376 part 1, 22.3)."""


def core(meta: Meta) -> Element:
    """``docProps/core.xml``; what the content does not say is left out."""
    texts = (
        ("dc:title", meta.title),
        ("dc:subject", meta.subject),
        ("dc:creator", "; ".join(meta.authors)),
        ("cp:keywords", ", ".join(meta.keywords)),
        ("dc:description", meta.subtitle),
        ("cp:category", meta.kind),
        ("dc:identifier", meta.reference),
        ("dc:language", meta.language),
        ("cp:version", meta.version),
        ("cp:contentStatus", meta.status),
    )
    dates = (("dcterms:created", meta.created), ("dcterms:modified", meta.modified))
    return element(
        "cp:coreProperties",
        None,
        *(element(name, text=text) for name, text in texts if text),
        *(_date(name, text) for name, text in dates if text),
        also=("dc", "dcterms", "xsi"),
    )


def _date(name: str, text: str) -> Element:
    return element(name, {"xsi:type": "dcterms:W3CDTF"}, text=moment(text), also=("xsi", "dcterms"))


def moment(text: str) -> str:
    """A date of W3CDTF in UTC, as Word writes it; a time without a zone is taken to be in it."""
    when = datetime.fromisoformat(text)
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def extended(meta: Meta) -> Element:
    """``docProps/app.xml``: the organisation, as Word's Company."""
    company = element("app:Company", text=meta.organisation) if meta.organisation else None
    return element("app:Properties", None, company)


def custom(meta: Meta, also: Mapping[str, str] | None = None) -> Element:
    """``docProps/custom.xml``: what a records system asks for, and what *also* says by name."""
    texts = {
        "Marking": meta.marking,
        "Reference": meta.reference,
        "Version": meta.version,
        "Status": meta.status,
        "Audience": meta.audience,
        "Edition digest": meta.digest,
    }
    taken = {name.casefold() for name in texts}
    texts |= {name: text for name, text in (also or {}).items() if name.casefold() not in taken}
    made = []
    for number, (name, text) in enumerate(((n, t) for n, t in texts.items() if t), start=2):
        attributes: dict[str, Value] = {"fmtid": _CUSTOM_FORMAT, "pid": number, "name": name}
        made.append(element("custom:property", attributes, element("vt:lpwstr", text=text)))
    return element("custom:Properties", None, *made, also=("vt",))

"""PDF for keeping, and for everyone: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

The engine writes either, and tags for neither as well as it could be done. Here it writes what both
have in common, untagged, and is helped with the rest.
"""

from __future__ import annotations

from typing import Any

from briefings.document import Document
from briefings.errors import ContentError, Place, Problem
from briefings.languages import direction
from briefings.typeset.marks import marking
from briefings.typeset.structure import structure
from briefings.typeset.tagging import tag
from briefings.typeset.xmp import packet

VARIANT = "pdf/a-3u"
"""What the engine is asked for: PDF/A-3 with its colour profile, but without tags."""


def written(engine: Any, document: Document) -> bytes:
    """The pages of *engine*, which are those of *document*, as PDF/A-3a and PDF/UA-1.

    Raises ContentError for what can't be tagged.
    """

    def finish(pages: Any, pdf: Any) -> None:
        try:
            found = structure(pages, document.meta.language)
        except LookupError:
            raise _untaggable(document) from None
        tag(pdf, found, [page.height for page in pages.pages])
        _keep_pictures(pdf)
        _say(pdf, document)

    data: bytes = marking(engine).write_pdf(finisher=finish, pdf_variant=VARIANT)
    return data


def _keep_pictures(pdf: Any) -> None:
    """Leave pictures as they are: a viewer may not smooth them (ISO 19005-3, 6.2.8)."""
    for held in pdf.objects:
        if getattr(held, "extra", {}).get("Subtype") == "/Image":
            held.extra["Interpolate"] = "false"


def _say(pdf: Any, document: Document) -> None:
    """What the file says of itself as a whole."""
    import pydyf

    producer = pdf.info["Producer"].string
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream, metadata.compress = [packet(document.meta, producer)], False
    preferences = {"DisplayDocTitle": "true"}
    if direction(document.meta.language) == "rtl":
        preferences["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)


def _untaggable(document: Document) -> ContentError:
    what, remedy = "text is drawn so that it cannot be tagged", "draw nothing half transparent"
    return ContentError(Problem(Place(document.meta.title), "W104", what, remedy))

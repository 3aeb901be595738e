"""PDF for keeping, and for everyone: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

The engine writes either, and tags for neither as well as it could be done. Here it writes what both
have in common, untagged, and is helped with the rest.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from typing import Any

from briefings.engine import Complained, reshaped, signs
from briefings.engine.aloud import JOINER
from briefings.engine.marks import marking
from briefings.engine.structure import structure
from briefings.engine.tagging import tag
from briefings.engine.xmp import packet
from briefings.letters.languages import direction
from briefings.meta import Meta

VARIANT = "pdf/a-3u"
"""What the engine is asked for: PDF/A-3 with its colour profile, but without tags."""


_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\nstream\n")

_BEGIN = b">>\nstream\n"

_LAST = -len(b"\nendstream") - 1
"""Where the last byte of a stream stands, as it is written."""

UNTAGGABLE = "text is drawn half transparent, so that it cannot be tagged"


def written(engine: Any, meta: Meta) -> bytes:
    """The pages of *engine*, with what *meta* says of them, as PDF/A-3a and PDF/UA-1.

    Raises Complained for what can't be tagged.
    """
    import pydyf

    def finish(pages: Any, pdf: Any, more: int = 0) -> None:
        try:
            found = structure(pages, meta.language)
        except LookupError:
            raise Complained((UNTAGGABLE,)) from None
        tag(pdf, found, [page.height for page in pages.pages])
        _keep_pictures(pdf)
        signs.embed(pdf)
        reshaped.let_all_stand_for_something(pdf)
        _say(pdf, meta)
        end_clearly(pdf)
        for _ in range(more):
            pdf.add_object(pydyf.Dictionary())

    _say_bookmarks(engine)
    for more in count():
        finisher = partial(finish, more=more)
        data: bytes = marking(engine).write_pdf(finisher=finisher, pdf_variant=VARIANT)
        if ends_clearly(data):
            break
    return data


def ends_clearly(data: bytes) -> bool:
    """Whether no stream of a PDF ends in a line break; of its own tables and such streams as hold
    objects, that is only known when it has been written, and one object more changes it.
    """
    ends = (found.end() + int(found[1]) - 1 for found in _STREAM.finditer(data))
    return not any(data[end] in b"\r\n" for end in ends if end < len(data))


def _say_bookmarks(engine: Any) -> None:
    """Leave out of bookmarks what only keeps the words of headings together."""
    for page in engine.pages:
        page.bookmarks = [
            (level, label.replace(JOINER, ""), *more) for level, label, *more in page.bookmarks
        ]


def _keep_pictures(pdf: Any) -> None:
    """Leave pictures as they are: a viewer may not smooth them (ISO 19005-3, 6.2.8)."""
    for held in pdf.objects:
        if getattr(held, "extra", {}).get("Subtype") == "/Image":
            held.extra["Interpolate"] = "false"


def end_clearly(pdf: Any) -> None:
    """Let no stream end in a line break: with the one after it, a reader may take it for a single
    one, and find the stream shorter than it says (ISO 19005-3, 6.1.7.1).
    """
    import pydyf

    for held in pdf.objects:
        if isinstance(held, pydyf.Stream) and held.compress:
            while (data := held.data)[_LAST] in b"\r\n":
                held.stream.append(b"")  # which is one more line break before it is compressed
                if "Length1" in held.extra:
                    held.extra["Length1"] += 1
            _as_compressed(held, data)


def _as_compressed(stream: Any, data: bytes) -> None:
    """Keep what *stream* is when it is written, *data*: it would be compressed again, and again for
    the number of the file.
    """
    start = data.index(_BEGIN) + len(_BEGIN)
    stream.stream = [data[start : _LAST + 1]]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False


def _say(pdf: Any, meta: Meta) -> None:
    """What the file says of itself as a whole."""
    import pydyf

    producer = pdf.info["Producer"].string
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream, metadata.compress = [packet(meta, producer)], False
    preferences = {"DisplayDocTitle": "true"}
    if direction(meta.language) == "rtl":
        preferences["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)

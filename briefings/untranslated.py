"""What a product prints that is not in its language, or is in it out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.content import Content
from briefings.document import Document
from briefings.edition import Edition
from briefings.errors import Problem
from briefings.library import shown
from briefings.model.tree import walk
from briefings.rendering.leaves import addresses, anchor
from briefings.translation import Text

ABOUT = frozenset(
    ("title", "short_title", "subtitle", "topic", "organisation", "unit", "keywords", "watermark")
)
"""Fields of a briefing that files have in heads and properties, whatever a template prints."""

DRAWN = frozenset(("rows", "label", "alt", "unit"))
"""Fields of a table, chart or figure that are there as soon as it is."""


def missing(content: Content, edition: Edition, document: Document) -> list[Problem]:
    """One problem for each text that *document* prints of *edition* and that has no translation."""
    if content.translated is None:
        return []
    into, file = content.translated.language, shown(content.translated.path)
    return [
        Problem(
            content.source.place(text.loc),
            "N103",
            f"the text at {text.at} is not translated into {into}",
            f"translate it in {file}; briefings translate writes what it lacks",
        )
        for text in printed(content.translated.missing, content, edition, document)
    ]


def outdated(content: Content, edition: Edition, document: Document) -> list[Problem]:
    """One problem for each printed text that has changed since it was translated."""
    if (found := content.translated) is None:
        return []
    return [found.outdated(text) for text in printed(found.stale, content, edition, document)]


def printed(
    texts: Iterable[Text], content: Content, edition: Edition, *documents: Document
) -> Iterator[Text]:
    """Those of *texts* that are printed in any of *documents*, which are of *edition*."""
    keys = {here.loc: here.part.key for here in walk(content.briefing)}
    known = addresses(edition)
    origins = (document.origin for document in documents if document.origin)
    anchors = {name for origin in origins for leaf in origin.written for name in leaf.anchors}
    for text in texts:
        if not text.part:
            there = text.field in ABOUT or anchor(f"/{text.field}") in anchors
        elif address := known.get(keys[text.part]):
            there = text.field in DRAWN or anchor(f"{address}/{text.field}") in anchors
        else:
            there = False
        if there:
            yield text

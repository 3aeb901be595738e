"""What the engine paints, piece by piece, and which of its boxes each piece is.

The engine marks what it paints (ISO 32000-1, 14.6) only for a structure tree of its own making, and
forgets which box is which. So pages are painted here that ask for the marks, and keep them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def marking(engine: Any) -> Any:
    """A copy of the *engine*'s document whose pages keep the marks of what they paint."""
    from weasyprint.document import Page

    class Marking(Page):  # type: ignore[misc]
        """A page that has ``stream`` and ``marks`` when it has been painted."""

        def __init__(self, page: Any) -> None:
            self.__dict__.update(page.__dict__)

        def paint(self, stream: Any, scale: float = 1) -> None:
            stream._tags = {}
            super().paint(stream, scale)
            self.stream, self.marks = stream, stream._tags

    return engine.copy([Marking(page) for page in engine.pages])


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of marked content: the text of a box, or a picture."""

    page: int
    """Counted from 0."""
    box: Any
    stream: Any
    at: int
    """Where the stream has the properties of the mark; the tag stands before them."""

    @property
    def text(self) -> str:
        """The characters of the piece; none, if it is a picture."""
        return str(getattr(self.box, "text", ""))

    def mark(self, tag: str, properties: Mapping[str, object]) -> None:
        """Have the stream say that this is a *tag* with *properties*."""
        import pydyf

        self.stream.stream[self.at - 1 : self.at + 1] = [f"/{tag}", pydyf.Dictionary(properties)]


def pieces(number: int, page: Any) -> dict[Any, Piece]:
    """What a page, the *number*-th counted from 0, has painted, by box.

    Raises LookupError if a mark is not in the stream of the page itself: what is drawn half
    transparent has a stream of its own.
    """
    import pydyf

    at = {
        item["MCID"]: index
        for index, item in enumerate(page.stream.stream)
        if isinstance(item, pydyf.Dictionary) and "MCID" in item
    }
    marks = page.marks.items()
    return {box: Piece(number, box, page.stream, at[mark["mcid"]]) for box, mark in marks}

"""PDF: the typeset pages themselves, tagged."""

from __future__ import annotations

from briefings.typeset import Typeset

EXTENSION = "pdf"


def write(pages: Typeset) -> bytes:
    """The pages as PDF/UA-1 (ISO 14289-1), the same bytes for the same pages."""
    return pages.pdf()

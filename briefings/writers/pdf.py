"""PDF: the typeset pages themselves, tagged."""

from __future__ import annotations

from briefings.typeset import Typeset


def write(pages: Typeset) -> bytes:
    """The pages as PDF/UA-1 and PDF/A-3a at once, the same bytes for the same pages."""
    return pages.pdf()

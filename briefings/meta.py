"""What a file says about itself; formats say it each in their own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says about itself; dates are ISO 8601 dates or date-times, never the clock's."""

    title: str
    language: str
    kind: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    reference: str = ""
    version: str = ""
    status: str = ""
    marking: str = ""
    created: str = ""
    modified: str = ""
    dated: str = ""
    """The date of issue as it is printed."""
    audience: str = ""
    """Name of the audience."""
    digest: str = ""
    """SHA-256 of all that the edition says, in hexadecimal; not of what it does not say."""

"""How much of a chapter's title there is room for at the head of a page."""

from __future__ import annotations

LONGEST = 60
"""Most characters of a chapter's title at the head of a page; more could run into the marking."""


def running_title(title: str) -> str:
    """The beginning of *title* that running heads show: all of it, or its first whole words."""
    if len(title) <= LONGEST:
        return title
    whole = title[: LONGEST + 1].rpartition(" ")[0]
    return (whole or title[:LONGEST]).rstrip(" ,;:-–—")

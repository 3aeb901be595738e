"""Openings of sections: a heading never stays behind on a page when what it heads does not.

A callout that stands in the side column is a float. Where it finds no room on the page the engine
looks for a place to break before it, and if the heading above it is the first of its section there
is none: then the heading stays alone at the foot of the page. In a box of their own that is not
divided, both go on together.
"""

from __future__ import annotations

from typing import Any

from lxml import html

HEADINGS = frozenset(("h2", "h3", "h4"))
OPENING = "opening"
"""Class of the box."""


def opened(fragment: str) -> str:
    """*fragment* with each heading in one box with the asides that follow it at once."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    for heading in [*root.iter(*HEADINGS)]:
        if asides := [*_asides(heading)]:
            box = html.Element("div", {"class": OPENING})
            heading.addprevious(box)
            box.extend((heading, *asides))
    return "".join(html.tostring(child, encoding="unicode") for child in root)


def _asides(heading: Any) -> Any:
    following = heading.getnext()
    while following is not None and following.tag == "aside":
        yield following
        following = following.getnext()

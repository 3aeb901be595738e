"""Titles of chapters for running heads: what Word's field shows, said to the engine.

The engine could take a heading's own words, but its number would be among them, which is none of
the words of a heading in Word.
"""

from __future__ import annotations

from typing import Any

from lxml import html

from briefings.engine.aloud import JOINER
from briefings.runninghead import running_title

RUNNING = "data-running"
"""Attribute of a heading: what running heads show from its page on."""


def titled(fragment: str) -> str:
    """*fragment* with the title of every chapter in an attribute of its heading."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    for heading in root.iterfind(".//h2"):
        if heading.getparent().tag != "nav":
            heading.set(RUNNING, _title(heading))
    return "".join(html.tostring(child, encoding="unicode") for child in root)


def _title(heading: Any) -> str:
    """The words of a heading, without its number, as far as there is room for them."""
    number = heading.find("./span[@class='number']")
    words = "".join(heading.itertext()).replace(JOINER, "")
    if number is not None:
        words = words.strip().removeprefix("".join(number.itertext()))
    return running_title(" ".join(words.split()))

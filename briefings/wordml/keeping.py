"""Keeping together: what no page break may part, as ``break-inside: avoid`` says it in the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from briefings.wordml.xml import Element, qualified, val

S = TypeVar("S", bound=Sequence[Element])


def together(made: S) -> S:
    """*made*, with each paragraph but the last kept with the next. Its lines are its style's."""
    for element in made[:-1]:
        if element.tag == qualified("w:p") and element.find("./{*}pPr/{*}keepNext") is None:
            element[0].insert(1, val("keepNext"))  # right after the style, as the schema has it
    return made

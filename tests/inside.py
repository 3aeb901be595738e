"""The engine in the tests' own process, for tests that look at its boxes."""

from __future__ import annotations

from typing import Any

from briefings.engine.within import Within
from briefings.typeset import Typeset

ENGINE = Within()


def engine_pages(found: Typeset) -> list[Any]:
    """The engine's own pages of *found*, which :data:`ENGINE` laid out."""
    pages: list[Any] = ENGINE.pages(found.sheet).pages
    return pages

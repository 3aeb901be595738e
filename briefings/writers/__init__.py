"""Writers: one module per format, each saying what it finds in the document and nothing more.

A writer has ``write(pages: Typeset) -> bytes``. Its name is that of the format, and the ending of
its files. To add a format is to add a module here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

from briefings.typeset import Typeset


class Writer(Protocol):
    """What a module of this package offers."""

    def write(self, pages: Typeset) -> bytes:
        """The file's bytes; the same for the same document and theme."""
        ...


def names() -> tuple[str, ...]:
    """The formats there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def writer(name: str) -> Writer:
    """The writer of that name, which must be one of :func:`names`."""
    module: Writer = importlib.import_module(f"{__name__}.{name}")
    return module


def load(names: Iterable[str]) -> None:
    """Load the writers of those names; one that can't be is told when it is asked for."""
    for name in names:
        with suppress(ImportError):
            writer(name)

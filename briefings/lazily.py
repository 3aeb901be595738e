"""Packages whose modules are loaded when something of them is first asked for (PEP 562).

Most contents have no formula and many no chart: what only these need is not to cost every build
its loading. Such a package says for type checkers what it has, and sets its ``__getattr__``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of *package*, each of whose names stands in one of its *modules*."""

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module '{package}' has no attribute '{name}'")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return find

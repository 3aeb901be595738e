"""Lists that the engine hands to the library which makes subsets of fonts, of one type for all.

It names their type with their length, so that each length is a type of its own, which is parsed as
C is, among all declarations that there are. For the fonts of a brief that took a third of the time
in which it is written, and what was parsed is kept for ever.
"""

from __future__ import annotations

import functools
from typing import Any


class _AnyLength:
    """The engine's way to libraries, on which the length of a list is that of what is in it."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, values: Any = None) -> Any:
        """What holds *values*, of that *kind*."""
        name, bracket, _ = kind.partition("[")
        sized = bracket and isinstance(values, list | tuple)
        return self._ffi.new(f"{name}[]" if sized else kind, values)


@functools.cache  # once: what was taught is not to be taught on top of it
def teach() -> None:
    """Have the engine name such lists, from now on, without their length.

    This takes the place of what the engine's module of fonts calls libraries by, in the version
    that is pinned.
    """
    from weasyprint.pdf import fonts

    fonts.ffi = _AnyLength(fonts.ffi)

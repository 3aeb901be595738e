"""What the engine loads and never uses, and how it looks for libraries, is spared it.

Its import takes most of the time that a short document takes. A fifth of that went into running
compilers and linkers to ask where libraries are, whose names are known; a third goes into the parts
of a library of fonts that are for fonts which vary, for fonts of the web, and for where HarfBuzz
can't make subsets. Whatever is spared is there all the same when it is asked for.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any

from briefings.machine import LIBRARIES, Library

LATE = ("fontTools.subset", "fontTools.ttLib.woff2")
"""Modules that are run when something of them is first asked for."""

INSTANCER, INSTANTIATE = "fontTools.varLib.instancer", "instantiateVariableFont"
"""A module of which one function is taken at once, and called for fonts that vary."""

OPTIONAL = (Library("HarfBuzz vector", "harfbuzz-vector"),)
"""Libraries that are seldom there, and that the engine can do without."""

_NAMES = r"(?:lib)?{stem}[-.\d]*(?:so|dylib|dll)?[.\d]*"
"""The names that the engine tries for a library."""

Find = Callable[[str], str | None]


def spare() -> None:
    """See to it that the engine, which is not imported yet, is imported quickly."""
    for name in LATE:
        _run_late(name)
    if INSTANCER not in sys.modules:
        sys.modules[INSTANCER] = _stand_in()
    if sys.platform == "linux":
        ctypes.util.find_library = finding(ctypes.util.find_library)  # type: ignore[assignment]


def finding(search: Find, opens: Callable[[str], object] = ctypes.CDLL) -> Find:
    """What finds a library by the name that Linux has for it, and otherwise as *search* does."""

    def find(name: str) -> str | None:
        for library in (*LIBRARIES, *OPTIONAL):
            if re.fullmatch(_NAMES.format(stem=re.escape(library.stem)), name):
                with suppress(OSError):
                    opens(library.files[0])
                    return library.files[0]
                return None if library in OPTIONAL else search(name)
        return search(name)

    return find


def _run_late(name: str) -> None:
    """Have a module there that is only run when something of it is asked for."""
    if name in sys.modules or (spec := importlib.util.find_spec(name)) is None:
        return
    assert spec.loader is not None
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    package, _, last = name.rpartition(".")
    setattr(sys.modules[package], last, module)  # else to import it from there would run it


def _stand_in() -> ModuleType:
    """A module with the one function, which puts the module itself in its place when called."""

    def instantiate(*arguments: Any, **options: Any) -> Any:
        if sys.modules.get(INSTANCER) is module:
            del sys.modules[INSTANCER]
        return getattr(importlib.import_module(INSTANCER), INSTANTIATE)(*arguments, **options)

    module = ModuleType(INSTANCER)
    setattr(module, INSTANTIATE, instantiate)
    return module

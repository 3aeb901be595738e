"""Parsing JSON that others may have touched: whole, strict, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefings.errors import ContentError, Place, Problem
from briefings.manifest.holding import Check, told

MOST = 256_000_000
"""Bytes of a file that are read; a manifest of ten thousand renditions has a quarter of them."""

TOLD = 20
"""How many faults of one file are told."""

REMEDY = "build anew, or take the file as it was built"


def parsed(data: bytes, shown: str) -> dict[str, Any]:
    """The JSON object in *data*. Raises ContentError, O111, if it is none."""
    try:
        if len(data) > MOST:
            raise ValueError(f"it is larger than {MOST // 1_000_000} MB")
        found = json.loads(data, object_pairs_hook=_once, parse_constant=_no_number)
        if not isinstance(found, dict):
            raise ValueError("it is no JSON object")
    except json.JSONDecodeError as error:
        place = Place(shown, error.lineno, error.colno)
        raise ContentError(Problem(place, "O111", "is no JSON", REMEDY)) from error
    except (ValueError, RecursionError) as error:
        what = f"is no JSON that can be read: {_why(error)}"
        raise ContentError(Problem(Place(shown), "O111", what, REMEDY)) from error
    return found


def held(found: Any, check: Check, shown: str) -> None:
    """Raise ContentError, O113, with the first faults of *found* by *check*."""
    refuse("O113", [*told(check(found)[:TOLD])], shown)


def refuse(code: str, whats: Sequence[str], shown: str) -> None:
    """Raise ContentError with a problem for each of *whats*, if there is any."""
    if whats:
        raise ContentError(Problem(Place(shown), code, what, REMEDY) for what in whats)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice[:60]!r} is there twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is too deep"
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    return str(error)

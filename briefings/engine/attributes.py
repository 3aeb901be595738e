"""What an element of a structure tree says of itself beside its type (ISO 32000-1, 14.8.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefings.engine.marks import Piece
from briefings.engine.structure import Element
from briefings.letters.languages import direction

PT_PER_PX = 0.75

NUMBERINGS = {r"\d+\.?": "Decimal", r"i\.": "LowerRoman", r"\w\.": "LowerAlpha"}
"""How a list is numbered, by the label of its first item; with any other it has bullets."""

SCOPES = {"col": "Column", "row": "Row"}


def attributes(found: Element, heights: Sequence[float]) -> Mapping[str, Any]:
    """Entries of the element's dictionary, on pages that have *heights* in px.

    Texts that begin with a slash are names.
    """
    match found.type:
        case "Document" if direction(found.language) == "rtl":
            return _of("Layout", WritingMode="/RlTb")
        case "Figure" | "Formula":
            return _illustration(found, heights)
        case "L" if found.origin.tag != "dl":
            return _of("List", ListNumbering=f"/{_numbering(found)}")
        case "TH" if scope := SCOPES.get(found.origin.get("scope")):
            return _of("Table", Scope=f"/{scope}")
    return {}


def _of(owner: str, **entries: Any) -> Mapping[str, Any]:
    return {"A": {"O": f"/{owner}", **entries}}


def _numbering(found: Element) -> str:
    labels = (element for element in found.walk() if element.type == "Lbl")
    first = next(labels, None)
    if first is None:
        return "None"
    named = (name for form, name in NUMBERINGS.items() if re.fullmatch(form, first.said().strip()))
    return next(named, "Disc")


def _illustration(found: Element, heights: Sequence[float]) -> Mapping[str, Any]:
    """Its alternative text, and the box that it fills on its page, pt from the lower left."""
    (piece,) = (kid for kid in found.kids if isinstance(kid, Piece))
    box, height = piece.box, heights[piece.page]
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    where = tuple(round(edge * PT_PER_PX, 2) for edge in edges)
    return {
        "Alt": found.origin.get("alt", ""),
        **_of("Layout", Placement="/Block", BBox=where),
    }

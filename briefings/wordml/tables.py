"""Tables: their elements, and the styles that rule and shade them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefings.document import TableRole
from briefings.library.theme import Theme
from briefings.wordml.boxes import border
from briefings.wordml.colours import shading
from briefings.wordml.geometry import twips
from briefings.wordml.xml import Element, on, val, w


def style_id(role: TableRole) -> str:
    """The id of the style of a table in that role."""
    return f"{role.capitalize()}Table"


def grid(width: float, shares: Sequence[float]) -> list[int]:
    """Widths of the columns in twips, adding up to *width* pt exactly."""
    total, whole = sum(shares), twips(width)
    edges = [round(whole * sum(shares[:n]) / total) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def table(
    role: TableRole,
    widths: Sequence[int],
    head: Sequence[Sequence[Element]],
    body: Iterable[Sequence[Sequence[Element]]],
    description: str = "",
    mirrored: bool = False,
) -> Element:
    """A table; each cell is given as its blocks. Its head is repeated on every page.

    *mirrored* says that its first column is the one at the right.
    """
    properties = w(
        "tblPr",
        val("tblStyle", style_id(role)),
        on("bidiVisual", mirrored),
        w("tblW", w=sum(widths), type="dxa"),
        # As wide as its room, it can't stand otherwise; but LibreOffice 7 sets it off the paper
        # beside a frame if nothing is said.
        val("jc", "right") if mirrored else None,
        w("tblLayout", type="fixed"),
        _look(),
        val("tblCaption", description) if description else None,
    )
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    rows = [_row(head, widths, head=True), *(_row(cells, widths) for cells in body)]
    return w("tbl", properties, columns, *rows)


def _row(cells: Sequence[Sequence[Element]], widths: Sequence[int], head: bool = False) -> Element:
    properties = w("trPr", val("cantSplit"), on("tblHeader", head))
    made = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *blocks)
        for blocks, width in zip(cells, widths, strict=True)
    )
    return w("tr", properties, *made)


def _look() -> Element:
    return w(
        "tblLook",
        val="0420",
        firstRow=1,
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=0,
        noVBand=1,
    )


def _head(theme: Theme) -> Element:
    """What marks the head of a table: a band behind it, or a rule under it."""
    if theme.design.table == "band":
        return shading(theme, "primary")
    return w("tcBorders", border(theme, "bottom", "primary", theme.design.weights.table))


def table_style(theme: Theme, role: TableRole) -> Element:
    """The style of tables in that role.

    A head in the primary colour or over a rule in it, a rule under each row, a stronger one under
    the last. It is said in full for each role, for LibreOffice does not inherit the looks of rows.
    """
    design = theme.design
    block, inline = theme.padding.block, theme.padding.inline
    margins = (("top", block), ("left", inline), ("bottom", block), ("right", inline))
    return w(
        "style",
        val("name", f"{role.capitalize()} Table"),
        val("basedOn", "TableNormal"),
        val("uiPriority", 40),
        w(
            "tblPr",
            w("tblInd", w=0, type="dxa"),
            w(
                "tblBorders",
                border(theme, "bottom", "primary", design.weights.table),
                border(theme, "insideH", "rule", design.weights.row),
            ),
            w("tblCellMar", *(w(side, w=twips(pt), type="dxa") for side, pt in margins)),
        ),
        w("tblStylePr", w("tcPr", _head(theme)), type="firstRow"),
        type="table",
        customStyle=1,
        styleId=style_id(role),
    )

"""Layouts: the page boxes of a theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefings.library.typography import StyleChange, StyleRole
from briefings.schema import Model

PAPER_MM: Mapping[str, tuple[float, float]] = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
}
"""Width and height of each paper, mm (ISO 216; ANSI/ASME Y14.1)."""

PT_PER_MM = 72 / 25.4
"""Points in a millimetre."""

Millimetres = Annotated[float, Field(ge=0, le=500)]


class Margins(Model):
    """Page margins, mm."""

    top: Millimetres
    right: Millimetres
    bottom: Millimetres
    left: Millimetres

    def turned(self) -> Margins:
        """Those of a landscape page, whose head lies at the left of the upright sheet.

        Head and foot have as much room as on upright pages.
        """
        top, bottom = max(self.left, self.top), max(self.right, self.bottom)
        return Margins(top=top, right=self.top, bottom=bottom, left=self.bottom)


class Side(Model):
    """A side column to the right of the text, mm."""

    width: Millimetres
    gap: Millimetres


class Columns(Model):
    """Columns that the text runs in, beneath a masthead across all of them; lengths in mm."""

    count: int = Field(2, ge=2, le=3)
    gap: Millimetres
    rule: bool = Field(False, description="whether a rule stands between them")


class Layout(Model):
    """A page box, named by a kind. A5 to A3 and the American sizes, upright."""

    paper: Literal["A3", "A4", "A5", "letter", "legal"] = "A4"
    margins: Margins
    side: Side | None = None
    columns: Columns | None = Field(
        None, description="the text runs in columns; not beside a side column, and in no `book`"
    )
    grid: bool = Field(
        False,
        description="lines stand on one baseline grid, across columns and from page to page, as far"
        " apart as those of body text; spaces are not feathered",
    )
    facing: bool = Field(
        False,
        description="printed on both sides: inner and outer margins change places on even pages,"
        " and so do head and foot",
    )
    styles: Mapping[StyleRole, StyleChange] = Field(
        default_factory=dict, description="changes to single styles, for this layout"
    )

    @model_validator(mode="after")
    def _one_column_beside(self) -> Layout:
        if self.side and self.columns:
            raise ValueError("a layout has a side column or columns, not both")
        return self

    @property
    def full(self) -> float:
        """Width between the margins, mm."""
        return PAPER_MM[self.paper][0] - self.margins.left - self.margins.right

    @property
    def text(self) -> float:
        """Width of the column of text, mm; of one of them, if there are several."""
        if self.columns:
            between = self.columns.gap * (self.columns.count - 1)
            return (self.full - between) / self.columns.count
        return self.full - (self.side.width + self.side.gap if self.side else 0)

    @property
    def exhibits(self) -> float:
        """Width of tables and figures, mm: they run over a side column, but not over columns."""
        return self.text if self.columns else self.full

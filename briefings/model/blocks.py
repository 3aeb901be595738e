"""The blocks that sections are made of, one class a type, in the field's standard terms."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from briefings.model.parts import Assessed, Id, Line, Part, Points, Text, Worded
from briefings.model.pictured import Actors, Map, Matrix, Timeline, Yardstick
from briefings.schema import Model


class Prose(Worded):
    """Running text: one paragraph or several, with or without a heading of its own."""

    type: Literal["prose"]
    heading: Line | None = Field(None, description="a sub-heading, which comes and goes with it")


class KeyJudgement(Assessed):
    """What the reader should remember: an assessment, not a summary of findings."""

    type: Literal["key_judgement"]
    title: Line | None = Field(None, description="the judgement in a few words, set before it")
    evidence: tuple[Id, ...] = Field(
        (),
        description="ids of parts it rests on; kept with it in products that hold them",
    )


class Finding(Worded):
    """What has been established."""

    type: Literal["finding"]
    title: Line | None = Field(None, description="the finding in a few words")


class Position(Worded):
    """What one side demands or answers on an issue."""

    by: Line = Field(description="whose position it is")
    kind: Literal["demand", "claim", "denial", "offer", "warning", "grievance"] = Field(
        "claim", description="what sort of position it is"
    )


class Issue(Part):
    """One issue of a dispute, with what is demanded and what is answered."""

    name: Line = Field(description="what is in dispute")
    demand: tuple[Position, ...] = Field(min_length=1, description="what is demanded")
    response: tuple[Position, ...] = Field((), description="what is answered")
    status: Line | None = Field(None, description="where the issue stands")


class Positions(Part):
    """Demands and responses, issue by issue."""

    type: Literal["positions"]
    title: Line = Field(description="the caption")
    issues: tuple[Issue, ...] = Field(min_length=1, description="the issues")


class Implication(Assessed):
    """What follows, and for whom: what could happen, not what should be done."""

    type: Literal["implication"]
    bearer: Line = Field(alias="for", description="the actor or theme it bears on")
    dimension: Literal["security", "economic", "humanitarian", "diplomatic", "legal", "social"] = (
        Field("security", description="the field in which it is felt")
    )


class Scenario(Assessed):
    """A way the matter may go, and the signs by which one would know."""

    type: Literal["scenario"]
    title: Line = Field(description="the scenario in a few words")
    impact: Line | None = Field(None, description="how much it would matter, in a few words")
    indicators: Points = Field((), description="signs that it is coming true")


class Option(Worded):
    """A course of action, with what speaks for and against it."""

    type: Literal["option"]
    title: Line = Field(description="the option in a few words")
    baseline: bool = Field(False, description="whether it is the do-nothing baseline")
    pros: Points = Field((), description="what speaks for it")
    cons: Points = Field((), description="what speaks against it")
    cost: Line | None = Field(None, description="amount, currency and year, or words")


class Recommendation(Worded):
    """What should be done; the wording starts with a verb."""

    type: Literal["recommendation"]
    owner: Line = Field(description="who should act")
    timing: Line = Field(description="by when, or on what event")
    option: Line | None = Field(None, description="id of the option it carries out")


class Risk(Worded):
    """What could go wrong: cause, likelihood, impact, mitigation."""

    type: Literal["risk"]
    title: Line = Field(description="the risk in a few words")
    likelihood: Line | None = Field(None, description="a term of the briefing's likelihood scale")
    impact: Literal["low", "moderate", "high", "severe"] = Field(
        description="how much it would matter"
    )
    mitigation: Text | None = Field(None, description="what would lessen it")
    owner: Line | None = Field(None, description="who watches it")


Cell = Annotated[str, Field(json_schema_extra={"format": "markdown"})]
"""What stands in a table's cell; may be empty."""


class Column(Model):
    """A column of a table; plain text stands for its label."""

    label: Line = Field(description="what stands in its head")
    align: Literal["left", "right", "centre"] = Field("left", description="of its cells")
    width: float | None = Field(None, gt=0, le=100, description="per cent of the table's width")


def _column(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


class Data(Part):
    """Rows, written here or read from a CSV file whose first line is the head."""

    title: Line = Field(description="the caption")
    columns: tuple[Annotated[Column, BeforeValidator(_column)], ...] = Field(
        (), description="needed with rows; with a file, its columns are taken if not given"
    )
    rows: tuple[tuple[Cell, ...], ...] = Field((), description="lists of cells, in order")
    file: Line | None = Field(None, description="a CSV file beside the content, UTF-8")

    @model_validator(mode="after")
    def _rows_or_file(self) -> Data:
        if bool(self.rows) == bool(self.file):
            raise ValueError("needs either rows or file | remedy: keep one of the two")
        if self.rows and not self.columns:
            raise ValueError("rows without columns | remedy: name the columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} has {len(row)} cells for {len(self.columns)} columns"
                    " | remedy: give every row as many cells as there are columns"
                )
        return self

    @model_validator(mode="after")
    def _room_for_every_column(self) -> Data:
        widths = [column.width for column in self.columns]
        if None in widths and sum(width or 0 for width in widths) >= 100:
            raise ValueError(
                "the columns with a width leave nothing for those without"
                " | remedy: let the widths make less than 100, or give every column one"
            )
        return self


class Table(Data):
    """A table of data."""

    type: Literal["table"]
    wide: bool = Field(
        False, description="too wide for an upright page: in a report it gets a landscape page"
    )


class Chart(Data):
    """A chart of data: the first column names the categories, each other column is a series.

    A `range` has two or three such columns: low end, high end, and between them an estimate if
    there is one. An `area` of several series has them upon each other.
    """

    type: Literal["chart"]
    form: Literal["bar", "stacked-bar", "line", "area", "dot", "range"] = Field(
        "bar", description="what it looks like"
    )
    multiples: Line | None = Field(
        None,
        description="small multiples, all on the same scale: the head of the column that says to "
        "which panel a row belongs, or `each series` for a panel of each series",
    )
    unit: Line | None = Field(None, description="what the numbers count, printed with the title")
    credit: Line | None = Field(
        None, description="whose numbers they are, printed under it; calls its sources there"
    )
    alt: Line | None = Field(None, description="text for who cannot see it; made from the data")


class Figure(Part):
    """A picture from a file: PNG, JPEG or SVG."""

    type: Literal["figure"]
    title: Line = Field(description="the caption")
    file: Line = Field(description="a file beside the content")
    alt: Line = Field(description="text that serves who cannot see it (WCAG 1.1.1)")
    credit: Line | None = Field(None, description="whose picture it is")


class Formula(Part):
    """A formula on a line of its own, written in a small part of LaTeX."""

    type: Literal["formula"]
    tex: Annotated[str, Field(min_length=1, json_schema_extra={"format": "latex"})] = Field(
        description="the formula, without $ around it"
    )
    alt: Line = Field(description="how a person would say it, for who cannot see it (WCAG 1.1.1)")
    where: Text | None = Field(
        None, description="a line under it that says what its letters stand for; calls its sources"
    )

    @model_validator(mode="after")
    def _has_place_for_notes(self) -> Formula:
        if not self.where and (self.sources or self.origin == "analyst"):
            raise ValueError(
                "a formula has no room for notes and labels"
                " | remedy: give it a line 'where', or say whose it is in the text beside it"
            )
        return self


class Quotation(Worded):
    """Somebody's words, as they said or wrote them."""

    type: Literal["quotation"]
    attribution: Line = Field(description="who said it, where and when")
    display: Literal["text", "pull"] = Field(
        "text", description="in the run of the text, or pulled out of it and set large"
    )


class Callout(Worded):
    """A remark set apart: what a reader in a hurry, or one new to the subject, needs."""

    type: Literal["callout"]
    title: Line = Field(description="its heading")


Exhibit = Timeline | Actors | Positions | Yardstick | Matrix | Map | Data | Figure
"""Types that have a caption, and may be referred to by its number."""

Block = Annotated[
    Prose
    | KeyJudgement
    | Finding
    | Timeline
    | Actors
    | Positions
    | Implication
    | Scenario
    | Option
    | Recommendation
    | Risk
    | Yardstick
    | Matrix
    | Map
    | Table
    | Chart
    | Figure
    | Formula
    | Quotation
    | Callout,
    Field(discriminator="type"),
]

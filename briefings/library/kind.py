"""The kind of document: what it holds, how long it is, how it is laid out.

A kind is one file, ``templates/kinds/<kind>.html.j2``: front matter (this model, between two lines
``---``) and the Jinja2 template that writes the document's HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from briefings.document import NotesPlace
from briefings.library.audience import BlockType
from briefings.model.briefing import SectionRole
from briefings.model.parts import Level, Line
from briefings.schema import Model


class Pages(Model):
    """Length in pages of the printed product."""

    default: int = Field(ge=1, le=500)
    most: int = Field(ge=1, le=500)


class Taking(Model):
    """How a kind takes one type of block."""

    wording: Level | None = Field(None, description="the kind's general wording if not given")
    most: int | None = Field(None, ge=1, description="how many, by priority and order")
    words: int | None = Field(None, ge=1, description="how many words one may have")


def _taking(value: Any) -> Any:
    return {"wording": value} if isinstance(value, str) else value


class Kind(Model):
    """A kind of document. The file's name is the kind's name."""

    name: str = Field("", exclude=True, description="from the file's name")
    label: Line
    description: Line
    layout: Line = Field(description="name of a page layout of the theme")
    pages: Pages | None = Field(None, description="no limit if not given")
    wording: Level = Field(description="the wording it prefers")
    bottom_line: Annotated[Taking, BeforeValidator(_taking)] = Field(
        Taking(), description="wording of the bottom line, or its wording and words"
    )
    takes: Mapping[BlockType, Taking] | None = Field(
        None, description="the types of block it holds; all if not given"
    )
    roles: tuple[SectionRole, ...] | None = Field(
        None, description="the sections it holds, by role; all if not given"
    )
    lifted: tuple[BlockType, ...] = Field(
        (), description="types that stand in a place of their own, out of their sections"
    )
    required: tuple[BlockType, ...] = Field((), description="types without which it is no product")
    numbered: bool = Field(False, description="whether sections are numbered")
    annexes: bool = False
    sources: Literal["line", "notes", "list"] = Field(
        "notes", description="a line at the foot, notes, or notes and a list of sources"
    )
    notes: NotesPlace = Field(
        "notes",
        description="notes in a list, footnotes at the foot of pages, or endnotes at the very end",
    )

    def taking(self, block_type: BlockType) -> Taking | None:
        """How this kind takes *block_type*; None if it does not."""
        if self.takes is None:
            return Taking()
        return self.takes.get(block_type)

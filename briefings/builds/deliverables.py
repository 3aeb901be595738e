"""Deliverables: what is built when nothing is asked for, ``content/deliverables.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator

from briefings import schema, source
from briefings.builds import length
from briefings.builds.length import MOST_WORDS, Length
from briefings.library import shown
from briefings.model.parts import Line
from briefings.schema import Model

NAME = "deliverables.yaml"
FORMATS = ("pdf", "docx")
"""Formats of a content that declares none."""

Names = tuple[Line, ...]


class Deliverable(Model):
    """One content, and the matrix of products that is made of it."""

    content: Line = Field(description="file name, beside this file")
    kinds: Names = Field((), description="all if not given")
    audiences: Names = Field((), description="all if not given")
    languages: Names = Field(
        (), description="the content's own if not given; others by its translations"
    )
    formats: Names = FORMATS
    themes: Names = Field((), description="the content's own if not given; also theme: of one name")
    pages: Line | None = Field(None, description="length in pages: 2, 2-4 or none")
    words: int | None = Field(None, ge=1, le=MOST_WORDS, description="length in words")
    minutes: float | None = Field(None, gt=0, description="length in minutes of reading")

    @model_validator(mode="after")
    def _one_length(self) -> Deliverable:
        if sum(given is not None for given in (self.pages, self.words, self.minutes)) > 1:
            raise ValueError("more than one length | remedy: keep one of pages, words, minutes")
        if self.pages is not None:
            length.pages(self.pages)
        return self

    @model_validator(mode="before")
    @classmethod
    def _one_theme(cls, data: Any) -> Any:
        """``theme: x`` is short for ``themes: [x]``."""
        if not isinstance(data, dict) or not isinstance(data.get("theme"), str):
            return data
        if "themes" in data:
            raise ValueError("theme and themes are both given | remedy: keep one of them")
        return {**{k: v for k, v in data.items() if k != "theme"}, "themes": [data["theme"]]}

    @property
    def length(self) -> Length:
        """The length that is declared, if any."""
        if self.pages is not None:
            return length.pages(self.pages)
        return Length(words=self.words, minutes=self.minutes)


class Deliverables(Model):
    """The matrix of everything."""

    deliverables: Annotated[tuple[Deliverable, ...], Field(min_length=1)]

    def of(self, content: str) -> tuple[Deliverable, ...]:
        """All that is declared for the file *content*; everything, where nothing is."""
        declared = tuple(d for d in self.deliverables if d.content == content)
        return declared or (Deliverable(content=content),)


def read(folder: Path) -> Deliverables | None:
    """The deliverables declared in *folder*, if any are. Raises ContentError if they are bad."""
    path = folder / NAME
    if not path.is_file():
        return None
    return schema.load(Deliverables, source.read(path, shown=shown(path)))

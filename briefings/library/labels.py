"""The fixed words of products, one file a language: ``templates/labels/<language>.yaml``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from briefings.library.kind import Kind
from briefings.model.likelihood import Scale
from briefings.schema import Model

_EDTF = r"[0-9X]{4}(?:-[0-9X]{2}){0,2}"


class Variant(Model):
    """What one country's form of a language says otherwise: ``templates/labels/en-US.yaml``."""

    words: Mapping[str, str] = Field(default_factory=dict)
    kinds: Mapping[str, str] = Field(default_factory=dict)
    day: str | None = None
    month: str | None = None
    decade: str | None = None
    span: str | None = None
    page_of: str | None = None
    page_reference: str | None = None


class Labels(Model):
    """Words, dates and terms of one language."""

    words: Mapping[str, str] = Field(description="label by key, as templates name it")
    kinds: Mapping[str, str] = Field(
        default_factory=dict, description="names of kinds, where the kind's own label will not do"
    )
    everyday: Mapping[Scale, Mapping[str, str]] = Field(
        default_factory=dict, description="everyday words for the terms of likelihood scales"
    )
    charts: Mapping[str, str] = Field(description="forms of numbers, and of charts in words")
    diagrams: Mapping[str, str] = Field(
        default_factory=dict, description="words in pictures that are no charts, and for them"
    )
    quotes: tuple[str, str, str, str] = Field(
        description="double quotation marks, opening and closing, then single ones"
    )
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    day: str = Field(description="form of a full date, with {day}, {month}, {year}")
    month: str = Field(description="form of a month, with {month}, {year}")
    decade: str = Field(description="form of a decade, with {decade}")
    span: str = Field(description="form of a span of time, with {start} and {end}")
    page_of: str = Field(description="form of the page number, with {page} and {pages}")
    page_reference: str = Field(description="form of a reference to a page, with {page}")

    def kind(self, kind: Kind) -> str:
        """The name of *kind* in this language; its own label where there is no other."""
        return self.kinds.get(kind.name, kind.label)

    def varied(self, variant: Variant) -> Labels:
        """These labels with what *variant* says otherwise."""
        given = {k: v for k, v in variant.model_dump().items() if v is not None}
        merged = {name: {**getattr(self, name), **given[name]} for name in ("words", "kinds")}
        return self.model_copy(update={**given, **merged})

    def date(self, date: datetime.date | str) -> str:
        """A date in words. *date* may be EDTF (ISO 8601-2): 1893, 199X, 2001-09-11, 1996/2001.

        What is known is said of a date in part unknown (2001-09-XX); other text stays as it is.
        """
        text = str(date)
        if match := re.fullmatch(rf"({_EDTF})/({_EDTF})?", text):
            return self.span.format(start=self.date(match[1]), end=self.date(match[2] or ""))
        known = re.sub(r"(-XX)+$", "", text) if re.fullmatch(_EDTF, text) else text
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", known):
            year, month, day = match.groups()
            return self.day.format(day=int(day), month=self._month(month), year=year)
        if match := re.fullmatch(r"(\d{4})-(\d\d)", known):
            return self.month.format(month=self._month(match[2]), year=match[1])
        if match := re.fullmatch(r"(\d{3})X", known):
            return self.decade.format(decade=f"{match[1]}0")
        unknown = not text or ("X" in known and re.fullmatch(_EDTF, text))
        return self.words["undated"] if unknown else known

    def _month(self, number: str) -> str:
        return self.months[int(number) - 1] if 1 <= int(number) <= 12 else number

"""The fixed words of products, one file a language: ``templates/labels/<language>.yaml``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from markupsafe import Markup
from pydantic import Field

from briefings import conventions
from briefings.library.kind import Kind
from briefings.model.likelihood import Scale
from briefings.schema import Model

_EDTF = r"[0-9X]{4}(?:-[0-9X]{2}){0,2}"


class Variant(Model, str_strip_whitespace=False):
    """What one country's form of a language says otherwise: ``templates/labels/en-US.yaml``."""

    words: Mapping[str, str] = Field(default_factory=dict)
    kinds: Mapping[str, str] = Field(default_factory=dict)
    day: str | None = None
    month: str | None = None
    first: str | None = None
    decade: str | None = None
    span: str | None = None
    page_of: str | None = None
    page_reference: str | None = None
    colon: str | None = None
    stop: str | None = None
    comma: str | None = None
    semicolon: str | None = None


class Labels(Model, str_strip_whitespace=False):
    """Words, dates and terms of one language."""

    words: Mapping[str, str] = Field(description="label by key, as templates name it")
    kinds: Mapping[str, str] = Field(
        default_factory=dict, description="names of kinds, where the kind's own label will not do"
    )
    everyday: Mapping[Scale, Mapping[str, str]] = Field(
        default_factory=dict, description="everyday words for the terms of likelihood scales"
    )
    charts: Mapping[str, str] = Field(
        description="charts in words; marks of numbers, where not those of the language"
    )
    diagrams: Mapping[str, str] = Field(
        default_factory=dict, description="words in pictures that are no charts, and for them"
    )
    quotes: tuple[str, str, str, str] = Field(
        description="double quotation marks, opening and closing, then single ones"
    )
    day: str | None = Field(
        None, description="form of a full date, with {day}, {month}, {year}, if not the language's"
    )
    month: str | None = Field(
        None, description="form of a month, with {month}, {year}, if not the language's"
    )
    first: str | None = Field(None, description="what the first day of a month is called")
    decade: str = Field(description="form of a decade, with {decade}")
    span: str = Field(description="form of a span of time, with {start} and {end}")
    page_of: str = Field(description="form of the page number, with {page} and {pages}")
    page_reference: str = Field(description="form of a reference to a page, with {page}")
    colon: str = Field("{label}:", description="form of a label before what it says, with {label}")
    stop: str = Field(".", description="what a sentence ends with")
    comma: str = Field(", ", description="what stands between the members of a list")
    semicolon: str = Field("; ", description="the same, where the members have commas")
    language: str = Field("", description="tag of the language, which the file's name says")

    def kind(self, kind: Kind) -> str:
        """The name of *kind* in this language; its own label where there is no other."""
        return self.kinds.get(kind.name, kind.label)

    def varied(self, variant: Variant) -> Labels:
        """These labels with what *variant* says otherwise."""
        given = {k: v for k, v in variant.model_dump().items() if v is not None}
        merged = {name: {**getattr(self, name), **given[name]} for name in ("words", "kinds")}
        return self.model_copy(update={**given, **merged})

    def of(self, language: str) -> Labels:
        """These labels with the marks of numbers that *language* has, unless they say others."""
        charts = {**conventions.marks(language), **self.charts}
        return self.model_copy(update={"language": language, "charts": charts})

    def led(self, label: str) -> str:
        """*label* with the colon that leads to what it says."""
        return Markup(self.colon).format(label=label)

    def date(self, date: datetime.date | str) -> str:
        """A date in words. *date* may be EDTF (ISO 8601-2): 1893, 199X, 2001-09-11, 1996/2001.

        What is known is said of a date in part unknown (2001-09-XX); other text stays as it is.
        """
        text = str(date)
        if match := re.fullmatch(rf"({_EDTF})/({_EDTF})?", text):
            return self.span.format(start=self.date(match[1]), end=self.date(match[2] or ""))
        known = re.sub(r"(-XX)+$", "", text) if re.fullmatch(_EDTF, text) else text
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", known):
            return self._dated(*match.groups(default=""))
        if match := re.fullmatch(r"(\d{3})X", known):
            return self._figures(self.decade.format(decade=f"{match[1]}0"))
        unknown = not text or ("X" in known and re.fullmatch(_EDTF, text))
        return self.words["undated"] if unknown else known

    def _dated(self, year: str, month: str, day: str) -> str:
        """A date as far as it is known; what the calendar does not have stays in figures."""
        try:
            date = datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return self._figures(" ".join(filter(None, (day, month, year))))
        if not month:
            return self._figures(year)
        own = self.day if day else self.month
        if own is None:
            said = conventions.day if day else conventions.month
            return said(self.language, date)
        first = self.first if date.day == 1 else None
        name = conventions.month_name(self.language, date.month)
        return self._figures(own.format(day=first or date.day, month=name, year=year))

    def _figures(self, text: str) -> str:
        return conventions.figures(self.language, text)

"""Blocks that may be printed as a picture of what they say, drawn for each edition anew.

A timeline and a list of actors are tables unless they ask to be figures. A yardstick and a matrix
say nothing of their own: they show where parts of the same product stand. A map shows places.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefings.model.parts import Id, Line, Part, Worded
from briefings.schema import Model

DATE = r"[0-9X]{4}(-(0[1-9]|1[0-2]|XX)(-(0[1-9]|[12][0-9]|3[01]|XX))?)?"
"""A date as ISO 8601-2 writes it, with X for digits that are not known."""

Display = Literal["table", "figure"]


class Event(Worded):
    """One event of a timeline."""

    date: Annotated[str, Field(pattern=rf"^{DATE}(/{DATE})?$")] = Field(
        description="ISO 8601-2 (EDTF): 1893, 199X, 2001-09-11, 1996/2001, XXXX"
    )
    date_text: Line | None = Field(None, description="the date as printed, if not the date itself")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Event:
        first, slash, last = self.date.partition("/")
        if slash and "X" not in self.date and last < first[: len(last)]:
            raise ValueError("the date ends before it begins | remedy: exchange its two ends")
        return self


class Timeline(Part):
    """Events in order of time."""

    type: Literal["timeline"]
    title: Line = Field(description="the caption")
    display: Display = Field(
        "table", description="a table, or a drawing with the events at their shortest"
    )
    events: tuple[Event, ...] = Field(min_length=1, description="in order of time")


class Actor(Worded):
    """A person, body or group with a part in the matter; the wording says what it wants or does."""

    name: Line = Field(description="in full")
    short_name: Line | None = Field(None, description="as the text calls it")
    kind: Literal[
        "state", "government", "armed group", "organisation", "population", "person", "other"
    ] = Field("other", description="what sort of actor it is")


RelationKind = Literal["supports", "opposes", "talks", "mediates", "other"]


class Relation(Part):
    """What one actor is to another; it goes with either of them."""

    start: Id = Field(alias="from", description="id of an actor of this block")
    to: Id = Field(description="id of another")
    kind: RelationKind = Field("other", description="what sort it is, which its line shows")
    text: Line | None = Field(None, description="in a few words; the sort itself if not given")

    @model_validator(mode="after")
    def _says_something(self) -> Relation:
        if self.kind == "other" and not self.text:
            raise ValueError("a relation that says nothing | remedy: give it a kind or a text")
        if self.start == self.to:
            raise ValueError("a relation of an actor to itself | remedy: name another actor")
        return self


class Actors(Part):
    """Actors and their interests, and how they stand to each other."""

    type: Literal["actors"]
    title: Line = Field(description="the caption")
    display: Display = Field(
        "table", description="a table, or a drawing of the actors and their relations"
    )
    actors: tuple[Actor, ...] = Field(min_length=1, description="the actors")
    relations: tuple[Relation, ...] = Field((), description="how they stand to each other")

    @model_validator(mode="after")
    def _has_what_it_draws(self) -> Actors:
        if self.display == "figure" and not self.relations:
            raise ValueError(
                "a figure of actors without relations"
                " | remedy: give it relations, or leave it a table"
            )
        return self


class Yardstick(Part):
    """The briefing's likelihood scale, with the judgements of this product where they stand."""

    type: Literal["yardstick"]
    title: Line = Field(description="the caption")
    of: tuple[Id, ...] = Field(
        (), description="ids of parts with a likelihood; all key judgements if not given"
    )
    alt: Line | None = Field(None, description="text for who cannot see it; made from the data")


class Matrix(Part):
    """Scenarios and risks of this product, by likelihood and impact."""

    type: Literal["matrix"]
    title: Line = Field(description="the caption")
    of: tuple[Id, ...] = Field(
        (), description="ids of scenarios and risks; all there are if not given"
    )
    alt: Line | None = Field(None, description="text for who cannot see it; made from the data")


Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""A country (ISO 3166-1 alpha-3)."""


class Place(Part):
    """A place on a map."""

    name: Line = Field(description="as printed")
    latitude: float = Field(ge=-90, le=90, description="degrees north")
    longitude: float = Field(ge=-180, le=180, description="degrees east")


class Country(Model):
    """A country on a map: what it is called there, and its number, if the map shows numbers."""

    code: Code = Field(description="ISO 3166-1 alpha-3")
    name: Line = Field(description="as printed, in the language of the briefing")
    value: float | None = Field(None, description="a number, by which it is coloured")


class Map(Part):
    """A map of countries, with places or numbers. It shows borders as they are in fact."""

    type: Literal["map"]
    title: Line = Field(description="the caption")
    countries: tuple[Country, ...] = Field(
        (), description="what the map is about, and what it is cut to; needed without a file"
    )
    file: Line | None = Field(
        None,
        description="a CSV file beside the content, UTF-8: code of the country, its name, its"
        " number, under a head",
    )
    unit: Line | None = Field(None, description="what the numbers count, printed with the title")
    places: tuple[Place, ...] = Field((), description="places in them, with their names")
    borders: Line | None = Field(
        None, description="what is said of borders under the map; a neutral line if not given"
    )
    alt: Line | None = Field(None, description="text for who cannot see it; made from the data")

    @model_validator(mode="after")
    def _countries_or_file(self) -> Map:
        if bool(self.countries) == bool(self.file):
            raise ValueError("needs either countries or a file | remedy: keep one of the two")
        return self


Placing = Yardstick | Matrix
"""What shows where other parts stand, and is nothing without any."""

Pictured = Timeline | Actors | Yardstick | Matrix | Map
"""What may be drawn."""


def is_drawn(part: object) -> bool:
    """Whether *part* is printed as a picture that is drawn from what it says."""
    if isinstance(part, Actors):
        return part.display == "figure" and bool(part.relations)
    if isinstance(part, Timeline):
        return part.display == "figure"
    return isinstance(part, Yardstick | Matrix | Map)


def has_table(part: object) -> bool:
    """Whether what *part* shows can be a table, and is not said elsewhere in the same product."""
    if isinstance(part, Map):
        return any(country.value is not None for country in part.countries)
    return isinstance(part, Timeline | Actors)


def ends(part: object) -> tuple[str, ...]:
    """The ids of the actors that *part* relates to each other, if it is a relation."""
    return (part.start, part.to) if isinstance(part, Relation) else ()

"""Models of content, and how a file becomes one: all problems at once, each at its place.

Every scalar of a :class:`~briefings.source.Source` is text; the model says what it means. pydantic
reads "5" as a number, "yes" as true and "2026-11-23" as a date where the field asks for one.

A validator of a model raises :class:`ValueError`; its message is shown as it is. Written as
``"what is wrong | remedy: how to put it right"`` it gives both halves of a problem.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
M101  a field that the model does not have; told at the key
M102  a field that is missing; told at the block it should be in
M103  a value of another kind: text for a number, text for a list, an impossible date
M104  a name that is none of the allowed ones, also the type of a block
M105  a value out of bounds: too short, too long, too small, too large, of the wrong form
M106  a rule of the model is broken
====  ==============================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from briefings.errors import ContentError, Problem
from briefings.schema.tracing import names, trace
from briefings.schema.wording import A_DATE, Finding, words
from briefings.source import Data, Loc, Source, quoted


class Model(BaseModel):
    """The base of everything that is read from a file: frozen, and no field beside its own."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
        defer_build=True,  # of most models only what holds them is ever used
    )


M = TypeVar("M", bound=BaseModel)


def load(model: type[M], source: Source, *, at: Loc = ()) -> M:
    """The value at *at* in *source* as a *model*.

    Raises :class:`~briefings.errors.ContentError` with every problem, by the codes above.
    """
    data = _value(source.data, at)
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        found = _settled(_findings(model, data, error))
        raise ContentError(_problem(source, at, finding) for finding in found) from None
    if misread := [(loc, quoted(_value(data, loc))) for loc in _timestamps(made, data, ())]:
        raise ContentError(
            problem(source, at + loc, "M103", f"{shown} is not a date", A_DATE)
            for loc, shown in misread
        )
    return made


def problem(
    source: Source, loc: Loc, code: str, what: str, remedy: str, *, key: bool = False
) -> Problem:
    """A problem with the value at *loc*, or with its key; white space is made single spaces."""
    place = source.key_place(loc) if key else source.place(loc)
    return Problem(place, code, " ".join(what.split()), " ".join(remedy.split()))


def _value(data: Data, loc: Loc) -> Any:
    value: Any = data
    for part in loc:
        value = value[part]
    return value


def _findings(model: Any, data: Any, error: ValidationError) -> Iterator[Finding]:
    for details in error.errors(include_url=False):
        finding = Finding(details, trace(model, data, details["loc"]))
        if not _follows(finding, data):
            yield finding


def _follows(finding: Finding, data: Any) -> bool:
    """Whether a list is only short of the items that are wrong themselves."""
    if finding.error["type"] != "too_short":
        return False
    try:
        found = _value(data, finding.trace.loc)
    except (LookupError, TypeError):
        return False
    least = finding.error.get("ctx", {}).get("min_length", 0)
    return isinstance(found, list) and len(found) >= least


def _problem(source: Source, at: Loc, finding: Finding) -> Problem:
    kind, loc = finding.error["type"], at + finding.trace.loc
    if kind == "union_tag_invalid":
        loc = (*loc, finding.discriminator)
    elif kind == "extra_forbidden":
        loc += finding.trace.beyond
    key = finding.trace.about_key or kind == "extra_forbidden"
    return problem(source, loc, *words(finding), key=key)


def _settled(findings: Iterator[Finding] | list[Finding], level: int = 0) -> list[Finding]:
    """For each plain union, only what is wrong by the member the author most likely meant."""
    settled: list[Finding] = []
    unions: dict[tuple[Any, ...], dict[str, list[Finding]]] = {}
    for finding in findings:
        branches = finding.trace.branches
        if len(branches) <= level:
            settled.append(finding)
            continue
        depth = branches[level].depth
        union = (finding.trace.loc[:depth], branches[:level])
        unions.setdefault(union, {}).setdefault(branches[level].label, []).append(finding)
    for (loc, _), members in unions.items():
        settled += _meant(len(loc), [_settled(found, level + 1) for found in members.values()])
    return settled


def _meant(depth: int, members: list[list[Finding]]) -> list[Finding]:
    """The findings of the member that fits best; if none fits, one finding for all members."""
    fitting = [
        found
        for found in members
        if not any(f.mismatch and len(f.trace.loc) == depth for f in found)
    ]
    if fitting:
        return min(fitting, key=lambda found: (sum(f.misnamed for f in found), len(found)))
    first, *others = [finding for found in members for finding in found]
    also = tuple(every for other in others for every in (other, *other.also))
    return [Finding(first.error, first.trace, (*first.also, *also))]


def _timestamps(value: Any, data: Any, loc: Loc) -> Iterator[Loc]:
    """Where pydantic took a bare number for seconds since 1970."""
    if isinstance(value, date):
        if isinstance(data, str) and re.fullmatch(r"[-+]?[\d.]+", data.strip()):
            yield loc
    elif isinstance(value, BaseModel) and isinstance(data, dict):
        for name, own in _fields(type(value)):
            if name in data and not isinstance(held := getattr(value, own), str):
                yield from _timestamps(held, data[name], (*loc, name))
    elif isinstance(value, Mapping) and isinstance(data, dict):
        for key in data:
            yield from _timestamps(value.get(key), data[key], (*loc, key))
    elif isinstance(value, list | tuple) and isinstance(data, list):
        for index, (item, datum) in enumerate(zip(value, data, strict=False)):
            yield from _timestamps(item, datum, (*loc, index))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The names that an author may write, and what each field is called in the model."""
    own = {id(field): name for name, field in model.model_fields.items()}
    return tuple((name, own[id(field)]) for name, field in names(model).items())

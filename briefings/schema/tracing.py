"""From the location that pydantic gives an error to the value it means, and the type due there.

pydantic's locations name more than the data hold: the tag of a discriminated union and the label of
a plain union's member stand in them too. So a location is followed along types and data together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Discriminator, Tag
from pydantic.fields import FieldInfo

from briefings.source import Loc

KEY = "[key]"
"""pydantic's last part of a location where the key of a mapping is wrong, not its value."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A member that was tried of a union without tags; *depth* is how deep the union lies."""

    depth: int
    label: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What a location means.

    *owner* is the last model on the way and *field* its field; *due* is the type due at the end.
    They are None where they cannot be known. *beyond* is what leads out of the model: a field that
    it does not have.
    """

    loc: Loc = ()
    due: Any = None
    owner: type[BaseModel] | None = None
    field: FieldInfo | None = None
    branches: tuple[Branch, ...] = ()
    about_key: bool = False
    beyond: Loc = ()


def trace(model: Any, data: Any, parts: Loc) -> Trace:
    """Follow *parts* from *data*, which *model* is due for."""
    loc: Loc = ()
    due, owner, field = model, None, None
    branches: list[Branch] = []
    for index, part in enumerate(parts):
        due, discriminator = _bare(due)
        members = _members(due)
        if part == KEY:
            return Trace(loc, None, owner, field, tuple(branches), about_key=True)
        if members and not discriminator:
            branches.append(Branch(len(loc), str(part)))
        if members:
            due = _member(members, str(part), discriminator)
            continue
        if _is_model(due):
            owner, field = due, _field(due, part)
            if field is None:
                return Trace(loc, None, owner, None, tuple(branches), beyond=parts[index:])
        elif _is_unknown(due):
            owner, field = None, None
            if not _holds(data, part):
                continue
        loc, data, due = (*loc, part), _inside(data, part), _due_inside(due, part)
    return Trace(loc, due, owner, field, tuple(branches))


def names(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of *model* by the names an author may write, the alias first."""
    if not model.__pydantic_fields_complete__:  # a model that mentions itself, not used so far
        model.model_rebuild(raise_errors=False)
    fields = model.model_fields
    return {f.alias: f for f in fields.values() if f.alias} | fields


def tags(due: Any) -> list[str]:
    """The tags of a discriminated union, in their order; none if *due* is something else."""
    due, discriminator = _bare(due)
    members = _members(due) if discriminator else ()
    return [tag for member in members for tag in _tags(member, discriminator)]


def _is_unknown(due: Any) -> bool:
    return due is None or isinstance(due, ForwardRef)


def _is_model(due: Any) -> bool:
    return isinstance(due, type) and issubclass(due, BaseModel)


def _field(model: type[BaseModel], part: str | int) -> FieldInfo | None:
    return names(model).get(str(part))


def _holds(data: Any, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _inside(data: Any, part: str | int) -> Any:
    return data[part] if _holds(data, part) else None


def _due_inside(due: Any, part: str | int) -> Any:
    if _is_model(due):
        field = _field(due, part)
        return _of_field(field) if field else None
    origin, args = get_origin(due), get_args(due)
    if not isinstance(origin, type) or not args:
        return None
    if issubclass(origin, Mapping):
        return args[-1]
    if issubclass(origin, tuple) and Ellipsis not in args:
        return args[part] if isinstance(part, int) and part < len(args) else None
    return args[0] if issubclass(origin, Collection) else None


def _of_field(field: FieldInfo) -> Any:
    if field.discriminator is None:
        return field.annotation
    return Annotated[field.annotation, field]


def _bare(due: Any) -> tuple[Any, Any]:
    """*due* without Annotated, aliases and "or None"; and its discriminator, if it has one."""
    discriminator = None
    while True:
        if get_origin(due) is Annotated:
            due, *metadata = get_args(due)
            discriminator = _discriminator(metadata) or discriminator
        elif (named := getattr(due, "__value__", None)) is not None:  # type Name = …
            due = named
        elif len(members := _members(due)) == 1:
            due = members[0]
        else:
            return due, discriminator


def _discriminator(metadata: list[Any]) -> Any:
    for item in metadata:
        found = item.discriminator if isinstance(item, FieldInfo | Discriminator) else None
        if found:
            return found.discriminator if isinstance(found, Discriminator) else found
    return None


def _members(due: Any) -> tuple[Any, ...]:
    if get_origin(due) not in (Union, UnionType):
        return ()
    return tuple(member for member in get_args(due) if member is not type(None))


def _member(members: tuple[Any, ...], part: str, discriminator: Any) -> Any:
    if discriminator:
        return next((m for m in members if part in _tags(m, discriminator)), None)
    head = part.partition("[")[0].rpartition("-")[2]
    by_head = (m for m in members if _label(m) == head)
    by_mention = (m for m in members if re.search(rf"\b{re.escape(_label(m))}\b", part))
    return next(by_head, None) or next(by_mention, None)


def _label(member: Any) -> str:
    bare, _ = _bare(member)
    return getattr(get_origin(bare) or bare, "__name__", "") or "?"


def _tags(member: Any, discriminator: Any) -> Iterator[str]:
    if get_origin(member) is Annotated:
        yield from (item.tag for item in get_args(member)[1:] if isinstance(item, Tag))
    bare, inner = _bare(member)
    for choice in _members(bare):
        yield from _tags(choice, inner or discriminator)
    if _is_model(bare) and isinstance(discriminator, str) and discriminator in bare.model_fields:
        literal, _ = _bare(bare.model_fields[discriminator].annotation)
        if get_origin(literal) is Literal:
            yield from map(str, get_args(literal))

"""Walking and pruning the tree of parts, whatever types it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from briefings.model.briefing import Annex, Briefing, Section, Source, Term
from briefings.model.parts import Part
from briefings.model.pictured import is_drawn
from briefings.schema import Model

Loc = tuple[str | int, ...]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Located:
    """A part, the place it has in the source, and the parts that hold it, outermost first."""

    part: Part
    loc: Loc
    holders: tuple[Part, ...] = ()


def held(node: Model) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The fields of *node* that hold parts, with what they hold."""
    own: type[Model] = type(node)
    values = vars(node)
    for name in _fields(own):
        value = values[name]
        several = isinstance(value, tuple) and value
        kind: Any = type(value[0] if several else value)
        if several and _is_part(kind):
            yield name, value
        elif _is_part(kind):
            yield name, (value,)


@cache
def _fields(kind: type[Model]) -> tuple[str, ...]:
    """The fields of a model that may hold parts; most hold nothing but words."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if _may_hold(field.annotation))


def _may_hold(kind: Any) -> bool:
    """Whether a value of that type may be a part, or have some; of what is not known, yes."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is None:
        return _is_part(kind) if isinstance(kind, type) else kind is not Ellipsis
    if origin is Annotated:
        return _may_hold(inner[0])
    return origin is not Literal and any(map(_may_hold, inner))


@cache
def _is_part(kind: type) -> bool:
    """Whether values of a class are parts. Trees are walked all the time, so it is asked once."""
    return issubclass(kind, Part)


def essential(node: Model, field: str) -> bool:
    """Whether *node* is nothing without what *field* holds."""
    return type(node).model_fields[field].is_required()


def walk(node: Model, loc: Loc = (), holders: tuple[Part, ...] = ()) -> Iterator[Located]:
    """Every part below *node* in the author's order, holders before what they hold."""
    for name, parts in held(node):
        key = type(node).model_fields[name].alias or name
        several = isinstance(getattr(node, name), tuple)
        for index, part in enumerate(parts):
            here = (*loc, key, index) if several else (*loc, key)
            yield Located(part, here, holders)
            yield from walk(part, here, (*holders, part))


def separable(briefing: Briefing) -> Iterator[Located]:
    """Parts that are kept or left out for themselves: not what only holds or comes with them."""
    for here in walk(briefing):
        if not isinstance(here.part, Section | Annex | Source | Term):
            yield here


def choosable(briefing: Briefing) -> Iterator[Located]:
    """Those of them that may give way to a length; what is in a picture comes with all of it."""
    for here in separable(briefing):
        if not any(map(is_drawn, here.holders)):
            yield here


def rebuild(node: M, change: Callable[[Part, tuple[Part, ...]], Part | None]) -> M:
    """*node* with every part below it put through *change*, holders first; None leaves it out.

    A part that is nothing without what it holds goes with the last of it.
    """
    return _rebuilt(node, change, ())


def _rebuilt(
    node: M, change: Callable[[Part, tuple[Part, ...]], Part | None], holders: tuple[Part, ...]
) -> M:
    updates: dict[str, object] = {}
    for name, parts in held(node):
        kept: list[Part] = []
        for part in parts:
            changed = change(part, holders)
            if changed is None:
                continue
            inner = _rebuilt(changed, change, (*holders, changed))
            if not _hollow(inner):
                kept.append(inner)
        if isinstance(getattr(node, name), tuple):
            updates[name] = tuple(kept)
        elif kept:
            updates[name] = kept[0]
    return node.model_copy(update=updates)


def _hollow(part: Part) -> bool:
    fields = type(part).model_fields
    return any(field.is_required() and getattr(part, name) == () for name, field in fields.items())


def settle(briefing: Briefing) -> Briefing:
    """*briefing* with what its parts take from their holders filled in.

    An id is made from the holder's and the place within it; a marking comes from the holder, and
    at the top from the briefing; the sources of a section are those of its blocks that name none,
    and what a section requires, each of its blocks does.
    """
    count: dict[str, int] = {}

    def fill(part: Part, holders: tuple[Part, ...]) -> Part:
        above = holders[-1] if holders else None
        stem = above.key if above else type(part).__name__.lower()
        count[stem] = count.get(stem, 0) + 1
        section = above if isinstance(above, Section | Annex) else None
        filled = {
            "id": part.id or f"{stem}.{count[stem]}",
            "marking": part.marking or (above.marking if above else briefing.marking),
            "sources": part.sources or (section.sources if section else ()),
            "requires": part.requires + (section.requires if section else ()),
        }
        return part.model_copy(update=filled)

    settled = rebuild(briefing, fill)
    return rebuild(settled, _without_sources)


def _without_sources(part: Part, _: tuple[Part, ...]) -> Part:
    """Sections themselves cite and require nothing: their blocks do."""
    bare: dict[str, object] = {"sources": (), "requires": ()}
    return part.model_copy(update=bare) if isinstance(part, Section | Annex) else part

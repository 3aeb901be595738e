"""Holding data to a schema: the little of JSON Schema (draft 2020-12) that ours are written in.

The schemas that are published are those that files are held to, so the two can't differ. What a
schema may say is in :data:`RULES`; a test sees that ours say nothing else. A schema becomes a
function once, for a manifest has many thousand values; places are put together only for faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from briefings.naming import printable

Schema = Mapping[str, Any]

Fault = tuple[tuple[str, ...], str]
"""The steps to a value, and what is wrong with it."""

Check = Callable[[Any], Sequence[Fault]]
"""Gives the faults of a value; nothing of a sound one."""

NOTES = frozenset({"$schema", "$id", "$defs", "title", "description"})
"""What says nothing about data."""

TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    "object": ("an object", (dict,)),
    "array": ("a list", (list,)),
    "string": ("text", (str,)),
    "boolean": ("true or false", (bool,)),
    "integer": ("a whole number", (int,)),
    "number": ("a number", (int, float)),
    "null": ("null", (type(None),)),
}
"""What each type is called, and what JSON of it is in Python, no subclasses: true is no number."""

NUMBERS = TYPES["number"][1]


def checker(schema: Schema, whole: Schema) -> Check:
    """What *schema* asks of a value. *whole* is the schema that ``$ref`` points into."""
    rules = [RULES[word](said, schema, whole) for word, said in schema.items() if word not in NOTES]
    if len(rules) == 1:
        return rules[0]

    def check(value: Any) -> Sequence[Fault]:
        found: Sequence[Fault] = ()
        for rule in rules:
            if some := rule(value):
                found = (*found, *some)
        return found

    return check


def told(faults: Sequence[Fault]) -> Iterator[str]:
    """Each fault with its place, such as ``renditions/3/pages is not a whole number``."""
    for steps, what in faults:
        yield f"{printable('/'.join(steps)[:120]) or 'the whole'} {what}"


def _ref(said: str, _: Schema, whole: Schema) -> Check:
    return checker(whole["$defs"][said.rpartition("/")[2]], whole)


def _type(said: str | Sequence[str], _: Schema, __: Schema) -> Check:
    names = (said,) if isinstance(said, str) else said
    kinds = frozenset(kind for name in names for kind in TYPES[name][1])
    fault = _own(f"is not {' or '.join(TYPES[name][0] for name in names)}")
    return lambda value: () if type(value) in kinds else fault


def _enum(said: Sequence[str | None], _: Schema, __: Schema) -> Check:
    fault = _own(f"is none of {', '.join(one or 'null' for one in said)}")
    return lambda value: () if value in said else fault


def _const(said: Any, _: Schema, __: Schema) -> Check:
    fault = _own(f"is not {said}")
    return lambda value: () if type(value) is type(said) and value == said else fault


def _pattern(said: str, schema: Schema, _: Schema) -> Check:
    matches = re.compile(said).fullmatch
    fault = _own(f"is no {schema['title']}")
    return lambda value: () if type(value) is not str or matches(value) else fault


def _shortest(said: int, _: Schema, __: Schema) -> Check:
    fault = _own("is empty")
    return lambda value: fault if type(value) is str and len(value) < said else ()


def _least(said: float, _: Schema, __: Schema) -> Check:
    fault = _own(f"is below {said}")
    return lambda value: fault if type(value) in NUMBERS and value < said else ()


def _required(said: Sequence[str], _: Schema, __: Schema) -> Check:
    names = frozenset(said)

    def check(value: Any) -> Sequence[Fault]:
        if type(value) is not dict or names <= value.keys():
            return ()
        return [((), f"has no {name}") for name in sorted(names - value.keys())]

    return check


def _properties(said: Schema, _: Schema, whole: Schema) -> Check:
    checks = [(name, checker(own, whole)) for name, own in said.items()]

    def check(value: Any) -> Sequence[Fault]:
        found: Sequence[Fault] = ()
        for name, own in checks if type(value) is dict else ():
            if name in value and (some := own(value[name])):
                found = (*found, *_below(name, some))
        return found

    return check


def _others(said: Schema | bool, schema: Schema, whole: Schema) -> Check:
    """``additionalProperties``: false, or what each of them is."""
    known = frozenset(schema.get("properties", {}))
    own = checker(said, whole) if isinstance(said, Mapping) else _unknown

    def check(value: Any) -> Sequence[Fault]:
        if type(value) is not dict or value.keys() <= known:
            return ()
        names = sorted(value.keys() - known)
        return [fault for name in names for fault in _below(name, own(value[name]))]

    return check


def _items(said: Schema, _: Schema, whole: Schema) -> Check:
    own = checker(said, whole)

    def check(value: Any) -> Sequence[Fault]:
        if type(value) is not list:
            return ()
        each = ((number, own(item)) for number, item in enumerate(value))
        return [fault for number, some in each if some for fault in _below(str(number), some)]

    return check


def _unknown(_: Any) -> Sequence[Fault]:
    return _own("is unknown")


def _own(what: str) -> Sequence[Fault]:
    return (((), what),)


def _below(step: str, faults: Sequence[Fault]) -> Iterator[Fault]:
    yield from (((step, *steps), what) for steps, what in faults)


RULES: Mapping[str, Callable[[Any, Schema, Schema], Check]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _shortest,
    "minimum": _least,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _others,
    "items": _items,
}
"""Words of JSON Schema beside :data:`NOTES`, and what each asks."""

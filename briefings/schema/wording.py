"""pydantic's errors in words of a person: the code, what is wrong, how to put it right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefings.schema.tracing import Trace, names, tags
from briefings.source import quoted

REMEDY = " | remedy: "
"""What parts the two halves of a message that one of our own validators raises."""

A_DATE = "write year, month and day, such as 2026-11-23"

_KIND = {
    # Beginnings of the names of pydantic's errors.
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "decimal": "a number",
    "bool": "yes or no",
    "date": "a date",
    "datetime": "a date with a time",
    "time_delta": "a length of time",
    "time": "a time of day",
    "url": "a web address",
    "list": "a list",
    "tuple": "a list",
    "set": "a list",
    "frozen_set": "a list",
    "sequence": "a list",
    "iterable": "a list",
    "model": "a block of fields",
    "dict": "a block of fields",
    "mapping": "a block of fields",
    "dataclass": "a block of fields",
}
_MISMATCH = re.compile(r"_(type|parsing|parsing_size|inexact|from_float)$|^(sequence_str|finite_n)")
_REMEDY = {
    "a whole number": "write digits only, such as 5",
    "a number": "write digits, such as 2.5",
    "yes or no": "write yes or no",
    "a date": A_DATE,
    "a date with a time": "write it like 2026-11-23T10:30",
    "a time of day": "write it like 10:30",
    "a web address": "write it in full, such as https://example.org/page",
}
_BOUNDS = {
    "greater_than": ("too small", "above {gt}"),
    "greater_than_equal": ("too small", "of at least {ge}"),
    "less_than": ("too large", "below {lt}"),
    "less_than_equal": ("too large", "of at most {le}"),
    "multiple_of": ("not a multiple of {multiple_of}", "that is"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """An error and what it means; *also* holds errors of other union members about the value."""

    error: ErrorDetails
    trace: Trace
    also: tuple[Finding, ...] = ()

    @property
    def mismatch(self) -> bool:
        """Whether the value is of another kind than is needed."""
        return self.misnamed or bool(_MISMATCH.search(self.error["type"]))

    @property
    def misnamed(self) -> bool:
        """Whether the value is none of the names allowed."""
        return self.error["type"] in ("literal_error", "enum")

    @property
    def discriminator(self) -> str:
        """The field that says which member of a union is meant."""
        return str(self.context["discriminator"]).strip("'")

    @property
    def context(self) -> dict[str, Any]:
        """Details that pydantic gives."""
        return self.error.get("ctx") or {}


Words = tuple[str, str, str]


def words(finding: Finding) -> Words:
    """Code, what is wrong, and the remedy."""
    code, what, remedy = _words(finding)
    if finding.trace.beyond and code != "M101":
        # Another model, made by a validator: its fields are nowhere in the data.
        what = f"in {'.'.join(map(str, finding.trace.beyond))}, {what}"
    return code, what, remedy


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of *known* that *name* is most likely meant to be, if any is near."""
    plain = {_plain(other): other for other in known}
    near = difflib.get_close_matches(_plain(name), plain, 1, 0.6)
    return plain[near[0]] if near else None


def _plain(name: str) -> str:
    return re.sub(r"[-_\s]+", "_", name.lower())


def _words(finding: Finding) -> Words:
    kind = finding.error["type"]
    match kind:
        case "extra_forbidden":
            return _unknown_field(finding)
        case "missing" | "union_tag_not_found":
            return _missing(finding)
        case "union_tag_invalid":
            return _not_one_of(finding, _quoted_names(finding, "expected_tags"))
        case _ if finding.mismatch:
            return _mismatch(finding)
        case "string_pattern_mismatch":
            return _pattern(finding)
        case "string_too_short" | "string_too_long" | "too_short" | "too_long":
            return _length(finding)
        case _ if kind in _BOUNDS:
            what, remedy = (text.format(**finding.context) for text in _BOUNDS[kind])
            return "M105", f"{_shown(finding)} is {what}", f"write a value {remedy}"
    return _own(finding)


def _unknown_field(finding: Finding) -> Words:
    name = str(finding.error["loc"][-1])
    owner = finding.trace.owner
    known = _written_names(owner) if owner else []
    near = nearest(name, known)
    fields = f"the fields here are {', '.join(known)}" if known else "delete it"
    return (
        "M101",
        f"unknown field {quoted(name)}",
        f"did you mean '{near}'?" if near else fields,
    )


def _written_names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _missing(finding: Finding) -> Words:
    if finding.error["type"] == "union_tag_not_found":
        name = finding.discriminator
        allowed = ", ".join(tags(finding.trace.due))
        return "M102", f"'{name}' is missing", f"add '{name}: …', one of {allowed}"
    part = finding.error["loc"][-1]
    if isinstance(part, int):
        return "M102", f"item {part + 1} of the list is missing", "add it"
    field = finding.trace.field
    said = f" ({field.description})" if field and field.description else ""
    return "M102", f"'{part}' is missing", f"add '{part}: …'{said}"


def _quoted_names(finding: Finding, key: str) -> list[str]:
    expected = str(finding.context.get(key, ""))
    return [a or b for a, b in re.findall(r"'([^']*)'|\"([^\"]*)\"", expected)] or [expected]


def _not_one_of(finding: Finding, allowed: list[str]) -> Words:
    value = finding.error["input"]
    if finding.error["type"] == "union_tag_invalid" and isinstance(value, dict):
        value = value.get(finding.discriminator)
    near = nearest(value, allowed) if isinstance(value, str) else None
    choice = f"one of {', '.join(allowed)}" if len(allowed) > 1 else f"'{allowed[0]}'"
    several = "write one of these" if len(allowed) > 1 else f"write {choice}"
    remedy = f"did you mean '{near}'?" if near else several
    if value is None:
        return "M104", f"nothing is written where {choice} is needed", _fill(finding, remedy)
    return "M104", f"{_named(value)} is not {choice}", remedy


def _mismatch(finding: Finding) -> Words:
    every = (finding, *finding.also)
    allowed = [n for f in every if "expected" in f.context for n in _quoted_names(f, "expected")]
    kinds = list(dict.fromkeys(kind for f in every if (kind := _kind(f))))
    value = finding.error["input"]
    if not kinds:
        return _not_one_of(finding, allowed)
    needed = " or ".join([*allowed, *kinds])
    remedy = _remedy_for(finding, needed) if [needed] == kinds else f"write {needed}"
    if value is None:
        what = f"nothing is written where {needed} is needed"
        return "M103", what, _fill(finding, remedy)
    if not isinstance(value, str):
        return "M103", f"{_named(value)} stands where {needed} is needed", remedy
    near = nearest(value, allowed)
    what = f"{_named(value)} is not {needed}{_why(finding, value)}"
    return "M103", what, f"did you mean '{near}'?" if near else remedy


def _kind(finding: Finding) -> str | None:
    kind = finding.error["type"]
    if finding.misnamed:
        return None
    fits = (words for start, words in _KIND.items() if kind.startswith(f"{start}_"))
    return next(fits, "another kind of value")


def _named(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a block of fields"
    return quoted(str(value)) if value is not None else "nothing"


def _shown(finding: Finding) -> str:
    return _named(finding.error["input"])


def _why(finding: Finding, value: str) -> str:
    """What is wrong with a date or time that has the right form."""
    reason = finding.context.get("error")
    fits = re.match(r"\d{4}-\d\d-\d\d|\d\d:\d\d", value)
    return f": {reason}" if reason and fits else ""


def _fill(finding: Finding, remedy: str) -> str:
    field = finding.trace.field
    name = finding.trace.loc[-1] if finding.trace.loc else None
    optional = field is not None and not field.is_required() and isinstance(name, str)
    return remedy + (f", or leave '{name}' out" if optional else "")


def _remedy_for(finding: Finding, kind: str) -> str:
    value = finding.error["input"]
    if kind == "text" and isinstance(value, dict):
        return "put the text in quotes: ': ' makes a field of it"
    if kind == "text" and isinstance(value, list):
        return "write one text, in quotes if it begins with '[' or '- '"
    if kind == "a list" and isinstance(value, str) and re.fullmatch(r"[\w .-]{1,40}", value):
        return f"write it as a list: [{value}]"
    if kind == "a list":
        return "write it as a list, each item on a line of its own that begins with '- '"
    if kind == "a block of fields":
        return f"write its fields below it, such as '{_first_field(finding.trace.due)}: …'"
    return _REMEDY.get(kind, f"write {kind}")


def _first_field(due: Any) -> str:
    if tags(due):
        return "type"
    if not (isinstance(due, type) and issubclass(due, BaseModel)):
        return "name"
    fields = names(due)
    return next((name for name, field in fields.items() if field.is_required()), "name")


def _pattern(finding: Finding) -> Words:
    value, pattern = str(finding.error["input"]), finding.context["pattern"]
    if "\n" in value.strip() and re.search(pattern, " ".join(value.split())):
        return "M105", "the text has more than one line", "write it on one line"
    field = finding.trace.field
    said = field.description if field and field.description else f"it must fit {pattern}"
    return "M105", f"{_shown(finding)} does not have the right form", said


def _length(finding: Finding) -> Words:
    context, value = finding.context, finding.error["input"]
    is_text = isinstance(value, str)
    thing, unit = ("text", "character") if is_text else ("list", "item")
    number = len(value.strip()) if is_text else context["actual_length"]
    number = len(value) if number is None else number  # too long a set is not counted to its end
    has = f"the {thing} has {_counted(number, unit)}"
    if (most := context.get("max_length")) is not None:
        return "M105", f"{has}, more than {most}", f"keep to {_counted(most, unit)}"
    least = context["min_length"]
    remedy = _fill(finding, f"write at least {_counted(least, unit)}")
    return "M105", f"{has}, fewer than {least}" if number else f"the {thing} is empty", remedy


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _own(finding: Finding) -> Words:
    error = finding.context.get("error")
    message = str(error) if isinstance(error, Exception) else finding.error["msg"]
    what, _, remedy = message.partition(REMEDY)
    return "M106", what, remedy or "correct it"

"""Reference: every field of content, its type and its meaning, from the model itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from briefings.model import blocks, pictured
from briefings.model.blocks import Column, Data, Issue, Position
from briefings.model.briefing import Annex, BottomLine, Briefing, Change, Section, Source, Term
from briefings.model.parts import Assessed, Audiences, Citation, Part, Point, Worded
from briefings.model.pictured import Actor, Country, Event, Place, Relation

BLOCKS: tuple[type[Part], ...] = (
    blocks.Prose,
    blocks.KeyJudgement,
    blocks.Finding,
    pictured.Timeline,
    pictured.Actors,
    blocks.Positions,
    blocks.Implication,
    blocks.Scenario,
    blocks.Option,
    blocks.Recommendation,
    blocks.Risk,
    pictured.Yardstick,
    pictured.Matrix,
    pictured.Map,
    blocks.Table,
    blocks.Chart,
    blocks.Figure,
    blocks.Formula,
    blocks.Quotation,
    blocks.Callout,
)
"""The types of block, in the order in which they are documented."""

COMMON: tuple[type[BaseModel], ...] = (Part, Worded, Assessed, Data)
"""Models whose fields others have too; their fields are told once."""

REST: tuple[type[BaseModel], ...] = (
    Section,
    BottomLine,
    Event,
    Actor,
    Relation,
    Issue,
    Position,
    Point,
    Country,
    Place,
    Column,
    Annex,
    Term,
    Source,
    Change,
    Citation,
    Audiences,
)
"""What is no block: containers, items of blocks, values."""

PLAIN = {
    "markdown": "text",
    "line": "line",
    "latex": "LaTeX",
    "plain": "plain text",
    "id": "id",
    "date": "date",
    "boolean": "yes or no",
    "integer": "number",
    "number": "number",
    "string": "line",
}


def json_schema() -> str:
    """The JSON Schema (draft 2020-12) of a briefing's file, for editors."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(schema | Briefing.model_json_schema(by_alias=True), indent=2) + "\n"


def fields() -> str:
    """Every field as tables in Markdown: the briefing, what parts share, each type of block."""
    parts = [*_section("The briefing", (Briefing,))]
    parts += _section("What parts share", COMMON)
    parts += _section("Types of block", BLOCKS)
    parts += _section("Sections, items and values", REST)
    return "\n".join(parts) + "\n"


def _section(title: str, models: tuple[type[BaseModel], ...]) -> Iterator[str]:
    yield from (f"### {title}", "")
    for model in models:
        yield from _table(model)


def _table(model: type[BaseModel]) -> Iterator[str]:
    schema = model.model_json_schema(by_alias=True)
    told = {name for base in _bases(model) for name in base.model_fields}
    aliases = {field.alias or name: name for name, field in model.model_fields.items()}
    own = {k: v for k, v in schema.get("properties", {}).items() if aliases[k] not in told}
    name = _block_type(own) or model.__name__
    yield from (f"#### {_title(name)}", "", " ".join((model.__doc__ or "").split()), "")
    if bases := _bases(model):
        names = ", ".join(f"[{_title(b.__name__)}](#{b.__name__.lower()})" for b in bases)
        yield from (f"Has the fields of {names}.", "")
    own.pop("type", None)
    if own:
        yield from ("| field | type | needed | meaning |", "|---|---|---|---|")
        required = schema.get("required", ())
        for field, about in own.items():
            need = "yes" if field in required else _default(about)
            yield f"| `{field}` | {_type(about)} | {need} | {about.get('description', '')} |"
        yield ""


def _bases(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The common models whose fields *model* has, but for those another of them implies."""
    above = [base for base in COMMON if base is not model and issubclass(model, base)]
    return [b for b in above if not any(o is not b and issubclass(o, b) for o in above)]


def _block_type(properties: Mapping[str, Any]) -> str:
    return str(properties.get("type", {}).get("const", ""))


def _title(name: str) -> str:
    return f"`{name}`" if name.islower() else name


def _default(about: Mapping[str, Any]) -> str:
    default = about.get("default")
    if default in (None, [], {}, False):
        return ""
    return f"`{default}` if not given"


def _type(about: Mapping[str, Any]) -> str:
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in about or "oneOf" in about:
        several = about.get("anyOf") or about.get("oneOf", ())
        if "discriminator" in about:
            return "block"
        return " or ".join(_type(item) for item in several if item.get("type") != "null")
    if "enum" in about:
        return "one of " + ", ".join(f"`{value}`" for value in about["enum"])
    if about.get("type") == "array":
        return f"list of {_type(about.get('items', {}))}"
    return PLAIN.get(about.get("format", ""), PLAIN.get(about.get("type", ""), "line"))

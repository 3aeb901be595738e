"""What ``briefings styles`` tells of a reference document; a mapping file to edit."""

from __future__ import annotations

import json
from collections.abc import Iterator

from briefings.wordml.house.candidates import CANDIDATES, KIN, role_kinds
from briefings.wordml.house.casting import Part, beside
from briefings.wordml.house.pages import used
from briefings.wordml.house.reference import House


def listed(house: House) -> tuple[Part, ...]:
    """The roles worth telling of: those that have candidates, or that the mapping names."""
    parts = house.casting.parts.values()
    return tuple(p for p in parts if p.role in CANDIDATES or p.style is not None or p.mapped)


def record(house: House) -> dict[str, object]:
    """All of it, for machines."""
    parts = listed(house)
    return {
        "reference_doc": str(house.path),
        "style_map": str(house.mapping) if house.mapping else None,
        "page": {"width": house.pages.page.width, "height": house.pages.page.height},
        "cover": bool(house.pages.cover),
        "heads_and_feet": list(used(house.pages.last, house.even)),
        "roles": {p.role: {"kind": p.kind, "style": _name(p), "from": _from(p)} for p in parts},
        "not_found": [p.role for p in parts if p.style is None],
    }


def lines(house: House) -> Iterator[str]:
    """The same as lines for people."""
    parts = listed(house)
    width = max(len(part.role) for part in parts)
    for part in parts:
        if part.style is not None:
            yield f"{part.role:<{width}}  {part.style.name}  ({_from(part)})"
    if missing := [part for part in parts if part.style is None]:
        yield ""
        yield "not found, and put in by us in the house's type and colours:"
        yield from (f"  {part.role:<{width}}{_ground(part.role)}".rstrip() for part in missing)
    yield ""
    page = house.pages.page
    yield f"page      {page.width / 72 * 25.4:.0f} × {page.height / 72 * 25.4:.0f} mm"
    yield f"heads     {', '.join(used(house.pages.last, house.even))}"
    yield f"cover     {'kept, and filled in' if house.pages.cover else 'none'}"
    yield f"mapping   {house.mapping or f'none; it would be {beside(house.path).name}'}"


def mapping(house: House) -> str:
    """A mapping file ready to edit: what was found, and as comments what was not."""
    parts = listed(house)
    made = [
        f"# Which styles of {house.path.name} play which roles. ~ stands for a style of ours.",
        *(f"{part.role}: {_quoted(part.style.name)}" for part in parts if part.style),
        *(f"{part.role}: ~" for part in parts if part.style is None and part.mapped),
    ]
    missing = [part for part in parts if part.style is None and not part.mapped]
    if missing:
        made += ["", "# Not found. Take the # away and name a style."]
        made += [f"# {part.role}:" for part in missing]
    others = [role for role in role_kinds() if role not in {part.role for part in parts}]
    made += ["", "# More roles, which mostly follow from those above:"]
    made += [f"# {role}:" for role in others]
    return "\n".join(made) + "\n"


def _name(part: Part) -> str | None:
    return part.style.name if part.style else None


def _from(part: Part) -> str:
    if part.mapped:
        return "mapped"
    return "found" if part.style else "put in"


def _ground(role: str) -> str:
    return f"  like {KIN[role].name}, without a number" if role in KIN else ""


def _quoted(name: str) -> str:
    """A name as YAML that is read as the same text, whatever is in it."""
    return json.dumps(name, ensure_ascii=False)

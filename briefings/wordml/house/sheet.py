"""The styles of a reference document, found by the names that people know them by.

Built-in styles have English names in every language's Word; their ids are another matter
(``berschrift1``, ``Aufzhlungszeichen``), so that nothing is found by its id. What a style does not
say is said by the style it is based on, and at last by the defaults of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefings.wordml.xml import Element, qualified


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A style of a reference document."""

    id: str
    name: str
    kind: str
    element: Element

    @property
    def base(self) -> str:
        """Id of the style it is based on, empty if there is none."""
        return said(self.element, "w:basedOn")

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and the others that it goes by."""
        also = said(self.element, "w:aliases").split(",")
        return (self.name, *(name.strip() for name in also if name.strip()))


@dataclass(frozen=True)
class HouseSheet:
    """The styles part of a reference document."""

    root: Element

    @cached_property
    def styles(self) -> Mapping[str, HouseStyle]:
        """All styles by id, in the order of the file."""
        found = (
            HouseStyle(
                e.get(qualified("w:styleId"), ""),
                said(e, "w:name"),
                e.get(qualified("w:type"), "paragraph"),
                e,
            )
            for e in self.root.iterfind(qualified("w:style"))
        )
        return {style.id: style for style in found if style.id}

    def named(self, name: str, kind: str) -> HouseStyle | None:
        """The style of a kind that goes by *name*, in whatever case."""
        return self._by_name.get((name.strip().casefold(), kind))

    def any_named(self, name: str) -> HouseStyle | None:
        """A style of any kind that goes by *name*."""
        kinds = ("paragraph", "character", "table", "numbering")
        return next(filter(None, (self.named(name, kind) for kind in kinds)), None)

    def default(self, kind: str) -> HouseStyle | None:
        """The style of whatever has none."""
        marked = (s for s in self.styles.values() if s.kind == kind and _is_default(s.element))
        return next(marked, None)

    def names(self, kind: str) -> tuple[str, ...]:
        """Names of all styles of a kind."""
        return tuple(style.name for style in self.styles.values() if style.kind == kind)

    def chain(self, style: HouseStyle | None) -> Iterator[Element]:
        """A style, those it is based on, and the defaults, from the nearest to the farthest."""
        seen: set[str] = set()
        while style is not None and style.id not in seen:
            seen.add(style.id)
            yield style.element
            style = self.styles.get(style.base)
        defaults = self.root.find(qualified("w:docDefaults"))
        if defaults is not None:
            for name in ("w:rPrDefault", "w:pPrDefault"):
                found = defaults.find(qualified(name))
                if found is not None:
                    yield found

    def find(self, style: HouseStyle | None, path: str) -> Element | None:
        """The nearest element at *path*, such as ``w:rPr/w:sz``, that a style comes to have."""
        where = "/".join(qualified(step) for step in path.split("/"))
        found = (element.find(where) for element in self.chain(style))
        return next((element for element in found if element is not None), None)

    def value(self, style: HouseStyle | None, path: str, attribute: str) -> str | None:
        """The nearest value of an attribute at *path*, each attribute inherited by itself."""
        where = "/".join(qualified(step) for step in path.split("/"))
        for element in self.chain(style):
            found = element.find(where)
            if found is not None and (value := found.get(qualified(attribute))) is not None:
                return str(value)
        return None

    def list_of(self, style: HouseStyle | None, lists: Mapping[int, int]) -> tuple[int, int] | None:
        """Which of *lists* a style belongs to, and the level in it."""
        if style is None:
            return None
        number, level = (
            self.value(style, f"w:pPr/w:numPr/w:{name}", "w:val") or "0"
            for name in ("numId", "ilvl")
        )
        known = number.isdigit() and int(number) in lists
        return (int(number), int(level)) if known else None

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], HouseStyle]:
        found: dict[tuple[str, str], HouseStyle] = {}
        for style in self.styles.values():
            for name in style.names:
                found.setdefault((name.strip().casefold(), style.kind), style)
        return found


def said(element: Element, path: str) -> str:
    """The value of a child at *path*, such as ``w:pPr/w:pStyle``, empty where there is none."""
    found = element.find("/".join(qualified(step) for step in path.split("/")))
    return "" if found is None else found.get(qualified("w:val"), "")


def _is_default(element: Element) -> bool:
    return element.get(qualified("w:default")) in ("1", "true", "on")

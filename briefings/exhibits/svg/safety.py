"""What an SVG may not do: run, load, hide, or be drawn differently from engine to engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefings.exhibits.svg.tree import EMBEDDED, SVG, URL, XLINK_HREF, Fault, line, short

_KNOWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "image"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "pattern", "marker"),
    )
)
"""What every engine in use draws, and notes that are left out."""

_REFUSED: Mapping[str, tuple[str, str, str]] = {
    "script": ("P107", "runs a program", "delete it"),
    "foreignObject": ("P107", "holds a web page", "draw its text as <text>"),
    "a": ("P107", "is a link", "keep what it holds and delete it"),
    **dict.fromkeys(
        ("animate", "animateTransform", "animateMotion", "animateColor", "set"),
        ("P107", "moves", "delete it and keep the picture still"),
    ),
    **dict.fromkeys(
        ("filter", "switch", "font", "tref", "solidcolor", "mesh"),
        ("P108", "is not drawn alike everywhere", "save as plain SVG, or as PNG"),
    ),
}
_UNKNOWN = ("P107", "is not known to be safe", "save as plain SVG, or as PNG")

HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))")
"""Declarations by which something is not shown, in lower case."""


def faults(root: etree._Element) -> Iterator[Fault]:
    """All that is wrong with the drawing below *root*."""
    for element in root.iter():
        at = line(element)
        if not isinstance(element.tag, str):
            yield "P107", at, "refers to an entity", "write the character itself"
        elif element.tag.startswith(SVG):
            yield from ((code, at, what, remedy) for code, what, remedy in _own_faults(element))
        elif not _is_note(element):
            what = f"<{short(element)}> does not belong to SVG"
            yield "P107", at, what, "save it as plain SVG"


def _is_note(element: etree._Element) -> bool:
    """Whether an element of another namespace stands where it is not drawn and will be dropped."""
    return str(element.tag).startswith("{") and "xhtml" not in str(element.tag)


def _own_faults(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    name = short(element)
    if name not in _KNOWN:
        code, what, remedy = _REFUSED.get(name, _UNKNOWN)
        yield code, f"<{name}> {what}", remedy
        return
    for key, value in element.attrib.items():
        for what, remedy in _attribute_faults(name, str(key), str(value)):
            yield "P107", f"<{name}> {what}", remedy
    if name == "style":
        for what, remedy in _css_faults(element.text or ""):
            yield "P107", f"<style> {what}", remedy


def _attribute_faults(name: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    if key.startswith("on"):
        yield f"runs a program by its attribute '{key}'", "delete the attribute"
    elif key in ("href", XLINK_HREF):
        inside = value.strip().startswith("#")
        if not inside and not (name == "image" and EMBEDDED.fullmatch(value.strip())):
            remedy = "put it inside the drawing, pictures as PNG or JPEG"
            yield f"refers to '{value[:40]}', outside the drawing", remedy
    elif key == "style" or "url" in value.lower():
        yield from _css_faults(value)


def _css_faults(css: str) -> Iterator[tuple[str, str]]:
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    if "\\" in plain:
        yield "hides characters behind backslashes", "write them as they are"
    if found := re.search(r"@[\w-]+", plain):
        yield f"has the rule '{found[0]}'", "delete the rule"
    for match in URL.finditer(plain):
        if not match[2].strip().startswith("#"):
            yield f"refers to '{match[2][:40]}', outside the drawing", "delete the reference"
    if "//" in URL.sub("", plain) or "url(" in URL.sub("", plain).lower():
        yield "has an address in its style", "delete it"
    if "{" in plain and HIDING.search(plain.replace("{", ";").lower()):
        yield "hides parts of the drawing", "delete the parts and the rule"

"""Styles that are there, of the right type, and not based on themselves."""

from __future__ import annotations

from briefings.wordml.lint.file import File, all_of, get, twice, value
from briefings.wordml.lint.finding import Finding, Findings

_TYPE_OF = {
    "w:pStyle": "paragraph",
    "w:rStyle": "character",
    "w:tblStyle": "table",
    "w:numStyleLink": "numbering",
    "w:styleLink": "numbering",
}
_WITHIN = ("w:basedOn", "w:next", "w:link")


def uses(file: File) -> Findings:
    """A style that is used is there, and of the type of what it is used for."""
    if not file.styles:
        return  # which is told once, not for each use
    for name, tree in file.trees.items():
        for element in all_of(tree, *_TYPE_OF, *_WITHIN):
            style = file.styles.get(get(element))
            if style is None:
                yield Finding(name, f"uses the style {get(element)}, which is not there")
            elif (wanted := _wanted(element.tag)) not in ("", style.type):
                what = f"uses the {style.type} style {get(element)} as a {wanted} style"
                yield Finding(name, what)


def _wanted(tag: str) -> str:
    return _TYPE_OF.get(f"w:{tag.rpartition('}')[2]}", "")


def styles(file: File) -> Findings:
    """Styles have ids, names and bases of their own; paragraphs have one by default."""
    found = file.beside("styles")
    if found is None:
        yield Finding(file.main, "has no styles")
        return
    part, tree = found
    all_styles = list(all_of(tree, "w:style"))
    for style in twice(get(e, "w:styleId") for e in all_styles):
        yield Finding(part, f"has the style {style} twice")
    for name in twice(value(e, "w:name").casefold() for e in all_styles):
        yield Finding(part, f"has two styles of the name {name}")
    defaults = twice(s.type for s in file.styles.values() if s.default)
    for kind in defaults:
        yield Finding(part, f"has two {kind} styles by default")
    if not any(s.default and s.type == "paragraph" for s in file.styles.values()):
        yield Finding(part, "has no paragraph style by default")


def bases(file: File) -> Findings:
    """A style is based on one of its own type, and in the end on none."""
    part, _ = file.beside("styles") or ("", None)
    for key, style in file.styles.items():
        above = file.styles.get(style.based_on)
        if above is not None and above.type != style.type:
            yield Finding(part, f"has the {style.type} style {key} based on a {above.type} style")
        *_, last = file.bases(key)
        if value(last, "w:basedOn") in file.styles:
            yield Finding(part, f"has the style {key} based on itself")

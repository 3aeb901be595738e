"""Pictures and charts: seen whole, said in words, and with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.wordml.lint.file import File, Relation, all_of, get, twice
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import NAMESPACES, Element, qualified

_DRAWING = "http://schemas.microsoft.com/office/drawing"
_DECORATIVE = f"{{{_DRAWING}/2017/decorative}}decorative"
_SVG = f"{{{_DRAWING}/2016/SVG/main}}svgBlip"
_CHART = f"{NAMESPACES['a'].rpartition('/')[0]}/chart"
_WORKBOOK = f"{{{_CHART}}}externalData"


def drawings(file: File) -> Findings:
    """Each drawing has an id, an extent and words of its own, and room to be seen in."""
    numbers = [e.get("id", "") for _, tree in file.stories() for e in all_of(tree, "wp:docPr")]
    for number in twice(numbers):
        yield Finding(file.main, f"has two pictures with the id {number}")
    for part, tree in file.stories():
        for drawing in all_of(tree, "w:drawing"):
            if not any(map(_told, all_of(drawing, "wp:docPr"))):
                yield Finding(part, "has a picture without alternative text")
            if not all(map(_sized, all_of(drawing, "wp:extent"))):
                yield Finding(part, "has a picture of no size")
        for inline in all_of(tree, "wp:inline"):
            paragraph = next(inline.iterancestors(qualified("w:p")))
            if _exact(file, paragraph):
                style = file.style_of(paragraph)
                yield Finding(part, f"has a picture in {style}, whose exact leading clips it")


def _told(properties: Element) -> bool:
    """Whether a drawing is told in words, or marked as one that tells nothing."""
    marks = properties.iter(_DECORATIVE)
    return bool(properties.get("descr")) or any(e.get("val") in ("1", "true") for e in marks)


def _sized(extent: Element) -> bool:
    sides = (extent.get("cx", ""), extent.get("cy", ""))
    return all(side.isdecimal() and int(side) > 0 for side in sides)


def _exact(file: File, paragraph: Element) -> bool:
    """Whether lines have exactly the height that the paragraph or its style says."""
    holders = (paragraph, *file.bases(file.style_of(paragraph)))
    said = (holder.find(_SPACING) for holder in holders)
    rules = (get(s, "w:lineRule") for s in said if s is not None and get(s, "w:line"))
    return next(rules, "") == "exact"


_SPACING = f"{qualified('w:pPr')}/{qualified('w:spacing')}"


def pictures(file: File) -> Findings:
    """A picture is a bitmap; its vectors, where there are any, are SVG."""
    for part, tree in file.stories():
        bound = file.relations.get(part, {})
        for blip in all_of(tree, "a:blip"):
            relation = bound.get(get(blip, "r:embed"))
            if relation is not None and _type(file, relation) == "image/svg+xml":
                yield Finding(part, "has a picture of vectors without a bitmap for older programs")
        for vectors in tree.iter(_SVG):
            relation = bound.get(get(vectors, "r:embed"))
            if relation is not None and _type(file, relation) not in ("", "image/svg+xml"):
                yield Finding(part, f"has {relation.target} for vectors, which is not SVG")


def _type(file: File, relation: Relation) -> str:
    return file.types.get(relation.target, "")


def charts(file: File) -> Findings:
    """A chart is one, and has its workbook, without which nobody can change its numbers."""
    for part, tree in file.stories():
        for relation in _charts(file, part, tree):
            if relation.kind != "chart":
                yield Finding(part, f"has a part bound as {relation.kind} for a chart")
            elif not _has_workbook(file, relation.target):
                yield Finding(relation.target, "is a chart without its workbook")


def _charts(file: File, part: str, tree: Element) -> Iterator[Relation]:
    bound = file.relations.get(part, {})
    keys = (get(chart, "r:id") for chart in tree.iter(f"{{{_CHART}}}chart"))
    return (bound[key] for key in keys if key in bound)


def _has_workbook(file: File, name: str) -> bool:
    if name not in file.trees:
        return True  # it is not there itself, which is told elsewhere
    bound = file.relations.get(name, {})
    keys = (get(data, "r:id") for data in file.trees[name].iter(_WORKBOOK))
    return any(bound[key].kind == "package" for key in keys if key in bound)

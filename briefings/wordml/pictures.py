"""Pictures and charts that stand in the line, with their alternative text."""

from __future__ import annotations

from briefings.wordml.geometry import emu
from briefings.wordml.xml import NAMESPACES, Element, Value, element, w


def fitted(width: float, height: float, most: tuple[float, float]) -> tuple[float, float]:
    """A size of the same proportions that is at most as wide and high as *most*, pt."""
    scale = min(1.0, most[0] / width, most[1] / height)
    return width * scale, height * scale


def picture(
    relation: str,
    number: int,
    alt: str,
    size: tuple[float, float],
    drawing: str | None = None,
) -> Element:
    """A run with a bitmap. *number* is its own in the file, *size* is in pt.

    *drawing* is the relation of an SVG of the same picture, for programs that show those.
    """
    name: dict[str, Value] = {"id": number, "name": f"Picture {number}"}
    locks = element("a:graphicFrameLocks", {"noChangeAspect": 1})
    return _inline("pic", name, alt, size, _pic(relation, name, _extent(size), drawing), locks)


def chart(relation: str, number: int, alt: str, size: tuple[float, float]) -> Element:
    """A run with a chart. *number* is its own in the file, *size* is in pt."""
    name: dict[str, Value] = {"id": number, "name": f"Chart {number}"}
    return _inline("c", name, alt, size, element("c:chart", {"r:id": relation}, also=("r",)))


def _extent(size: tuple[float, float]) -> dict[str, Value]:
    width, height = (max(emu(length), 1) for length in size)
    return {"cx": width, "cy": height}


def _inline(
    kind: str,
    name: dict[str, Value],
    alt: str,
    size: tuple[float, float],
    content: Element,
    *locks: Element,
) -> Element:
    """A run with *content* in its line; *kind* is the prefix of its namespace."""
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", _extent(size)),
        element("wp:docPr", {**name, "descr": alt}),
        element("wp:cNvGraphicFramePr", None, *locks),
        element(
            "a:graphic",
            None,
            element("a:graphicData", {"uri": NAMESPACES[kind]}, content),
        ),
    )
    return w("r", w("drawing", inline))


_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension of a bitmap by an SVG ([MS-ODRAWXML] 2.3.1.4)."""


def _blip(relation: str, drawing: str | None) -> Element:
    made = element("a:blip", {"r:embed": relation}, also=("r",))
    if drawing is not None:
        vector = element("asvg:svgBlip", {"r:embed": drawing}, also=("r",))
        made.append(element("a:extLst", None, element("a:ext", {"uri": _SVG}, vector)))
    return made


def _pic(
    relation: str, name: dict[str, Value], extent: dict[str, Value], drawing: str | None
) -> Element:
    return element(
        "pic:pic",
        None,
        element("pic:nvPicPr", None, element("pic:cNvPr", name), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            None,
            _blip(relation, drawing),
            element("a:stretch", None, element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            None,
            element(
                "a:xfrm",
                None,
                element("a:off", {"x": 0, "y": 0}),
                element("a:ext", extent),
            ),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
        ),
    )

"""Pictures that stand in the line, with their alternative text."""

from __future__ import annotations

from briefings.wordml.geometry import emu
from briefings.wordml.xml import NAMESPACES, Element, Value, element, w


def fitted(width: float, height: float, most: tuple[float, float]) -> tuple[float, float]:
    """A size of the same proportions that is at most as wide and high as *most*, pt."""
    scale = min(1.0, most[0] / width, most[1] / height)
    return width * scale, height * scale


def picture(relation: str, number: int, alt: str, size: tuple[float, float]) -> Element:
    """A run with a picture. *number* is its own in the file, *size* is in pt."""
    extent: dict[str, Value] = {"cx": emu(size[0]), "cy": emu(size[1])}
    name: dict[str, Value] = {"id": number, "name": f"Picture {number}"}
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", extent),
        element("wp:docPr", {**name, "descr": alt}),
        element(
            "wp:cNvGraphicFramePr",
            None,
            element("a:graphicFrameLocks", {"noChangeAspect": 1}),
        ),
        element(
            "a:graphic",
            None,
            element("a:graphicData", {"uri": NAMESPACES["pic"]}, _pic(relation, name, extent)),
        ),
    )
    return w("r", w("drawing", inline))


def _pic(relation: str, name: dict[str, Value], extent: dict[str, Value]) -> Element:
    return element(
        "pic:pic",
        None,
        element("pic:nvPicPr", None, element("pic:cNvPr", name), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            None,
            element("a:blip", {"r:embed": relation}, also=("r",)),
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

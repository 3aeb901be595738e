"""The watermark in Word: the shape that its own command puts behind the text of every page.

It stands in the heads, for what does so is drawn on every page. By its name Word's command "Remove
Watermark" finds it; LibreOffice shows it as it is.
"""

from __future__ import annotations

from briefings.watermark import Watermark
from briefings.wordml.xml import Element, element, w

_TEXT_PATH = "_x0000_t136"
"""Word's name for a shape that is filled by words."""
_NAME = "PowerPlusWaterMarkObject"
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)


def shape(mark: Watermark, colour: str, family: str, number: int) -> Element:
    """A run that holds the watermark in *colour*; *number* tells those of several heads apart."""
    style = {
        "position": "absolute",
        "margin-left": "0",
        "margin-top": "0",
        "width": f"{mark.width}pt",
        "height": f"{mark.height:.1f}pt",
        "rotation": "315",
        "z-index": "-251658752",
        "mso-position-horizontal": "center",
        "mso-position-horizontal-relative": "page",
        "mso-position-vertical": "center",
        "mso-position-vertical-relative": "page",
    }
    drawn = element(
        "v:shape",
        {
            "id": f"{_NAME}{number}",
            "o:spid": f"_x0000_s{2048 + number}",
            "type": f"#{_TEXT_PATH}",
            "alt": "",
            "style": _css(style),
            "o:allowincell": "f",
            "fillcolor": colour,
            "stroked": "f",
        },
        element(
            "v:textpath",
            {
                "style": _css({"font-family": f'"{family}"'}),
                "trim": "t",  # else the room above and below letters counts in Word
                "string": mark.words,
            },
        ),
        element("w10:wrap", {"anchorx": "page", "anchory": "page"}),
        also=("o", "w10"),
    )
    return w("r", w("rPr", w("noProof")), w("pict", _shape_type(), drawn))


def _css(declarations: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in declarations.items())


def _shape_type() -> Element:
    """The kind of shape that *shape* is of, as Word writes it: words between two lines."""
    formulas = (element("v:f", {"eqn": formula}) for formula in _FORMULAS)
    points = "@9,0;@10,10800;@11,21600;@12,10800"
    return element(
        "v:shapetype",
        {
            "id": _TEXT_PATH,
            "coordsize": "21600,21600",
            "o:spt": "136",
            "adj": "10800",
            "path": "m@7,l@8,m@5,21600l@6,21600e",
        },
        element("v:formulas", None, *formulas),
        element(
            "v:path",
            {
                "textpathok": "t",
                "o:connecttype": "custom",
                "o:connectlocs": points,
                "o:connectangles": "270,180,90,0",
            },
            also=("o",),
        ),
        element("v:textpath", {"on": "t", "fitshape": "t"}),
        element("o:lock", {"v:ext": "edit", "text": "t", "shapetype": "t"}, also=("v",)),
        also=("o",),
    )

"""From MathML to a picture: outlines of letters, so that it looks alike wherever it is drawn."""

from __future__ import annotations

from types import ModuleType

from lxml import etree

from briefings.document import Asset
from briefings.errors import MachineError, Problem
from briefings.machine.fontconfig import PLACE

_EM = 24.0
"""Size at which the engine draws: it lets no index be smaller than a share of this."""

_ROOM = 1.0
"""What is left free around a formula, in the same units, for the roundness of letters."""


def draw(mathml: str, size: float, colour: str) -> Asset:
    """The formula *mathml* as a drawing in letters of *size* pt, the same bytes for the same input.

    The drawing carries the MathML for formats that set formulas themselves. Raises MachineError
    without the extra ``maths``.
    """
    engine = _engine()
    root = etree.fromstring(mathml)
    root.set("mathcolor", colour)
    drawn = engine.Math(etree.tostring(root, encoding="unicode"), size=_EM, margin=_ROOM).svg()
    drawing = etree.fromstring(drawn)
    width, height = (
        round(float(drawing.get(side, "0")) * size / _EM, 2) for side in ("width", "height")
    )
    drawing.set("width", f"{width}pt")
    drawing.set("height", f"{height}pt")
    return Asset("image/svg+xml", etree.tostring(drawing), width, height, mathml=mathml)


def _engine() -> ModuleType:
    """ziamath, which is told to draw paths. Raises MachineError where it is not installed."""
    try:
        import ziamath
    except ImportError:
        what = "formulas can't be drawn: ziamath is not installed"
        remedy = "run: python -m pip install 'briefings[maths]'"
        raise MachineError(Problem(PLACE, "I113", what, remedy)) from None
    engine: ModuleType = ziamath
    engine.config.svg2 = False
    return engine

"""Formulas on lines of their own."""

from __future__ import annotations

from briefings.document import Formula
from briefings.wordml import geometry as g
from briefings.wordml import looks
from briefings.wordml.compositor import Compositor
from briefings.wordml.omml import formula
from briefings.wordml.xml import Element, w


def displayed(block: Formula, compositor: Compositor) -> Element:
    """A formula that Word sets, in a line as high as in the PDF, or higher where it has to be.

    So there is room for it also where LibreOffice has no module for formulas. Raises ValueError
    where the asset is of no formula.
    """
    asset = compositor.file.document.assets[block.asset]
    if asset.mathml is None:
        raise ValueError(f"the picture {block.asset} is of no formula")
    space = compositor.file.page.design.of(g.FORMULA_SPACE)
    line = w("spacing", line=g.twips(space + asset.height), lineRule="atLeast")
    return compositor.paragraph(looks.FORMULA, [formula(asset.mathml)], block.id, None, line)

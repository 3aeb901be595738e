"""Columns beneath a masthead: in Word a section of their own, which begins on the same page."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.wordml import geometry as g
from briefings.wordml.compositor import Compositor
from briefings.wordml.geometry import twips
from briefings.wordml.house.order import insert
from briefings.wordml.look import Look
from briefings.wordml.xml import Element, qualified, w

EDGE = Look("ColumnEdge", "Column Edge", "body", above=0, size=1, leading=g.COLUMN_EDGE)
"""An empty line of no height to speak of at the top of columns. Without the one beneath a masthead
LibreOffice counts the padding of a panel that columns begin with twice.
"""


def opened(compositor: Compositor, masthead: Sequence[Element]) -> list[Element]:
    """How columns begin beneath a *masthead*, which keeps its distance from them.

    Its last paragraph says that: an empty line that ends a section LibreOffice leaves out.
    """
    for last in masthead[-1:]:
        if last.tag == qualified("w:p"):
            insert(last[0], w("spacing", after=twips(g.COLUMNS_ABOVE - g.COLUMN_EDGE)))
    return _edge(compositor)


def turned_to(compositor: Compositor) -> list[Element]:
    """How a second column begins before the first is full.

    A section would have Word make columns even by itself, but in those LibreOffice parts the
    paragraphs of a panel.
    """
    return _edge(compositor, w("r", w("br", type="column")))


def _edge(compositor: Compositor, *runs: Element) -> list[Element]:
    edge = compositor.paragraph(EDGE, runs)
    compositor.new_columns = True
    return [edge]

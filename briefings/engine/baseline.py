"""The baseline grid: running text begins on it, so that lines of neighbouring columns align.

Lines of running text, and the spaces between its paragraphs, are whole steps of a grid. What stands
between them may have any height, such as a table or a picture; so what comes after it has as much
more space above it as brings its lines onto the grid again. CSS has the like for heights of blocks
(`block-step`, CSS Rhythmic Sizing Level 1), which the engine does not know. Here a property of our
own says it of an element: ``--step: 11pt 0pt``, how far apart the lines of the grid are, and how
far below its top it has to meet one.

The grid begins at the top of each page, and of each column.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from briefings.galley.makeup import Step

PT = 0.75
"""pt in a px of CSS."""


def step_of(box: Any) -> Step | None:
    """The grid that *box* has to begin on; None if on none."""
    said = (getattr(box.style, "cascaded", None) or {}).get("__step")
    if said is None:
        return None
    lengths = [token.value for token in said[0] if token.type == "dimension"]
    return Step(*lengths) if lengths else None


@contextmanager
def kept() -> Iterator[None]:
    """Have the engine begin on the grid what is said to."""
    from weasyprint.layout import block

    lay_out = block.block_container_layout
    top = 0.0

    signature = inspect.signature(lay_out)

    def on_the_grid(*given: Any, **named: Any) -> Any:
        nonlocal top
        box = named["box"] if "box" in named else given[1]
        if box.is_column or box.is_for_root_element:
            top = box.position_y
        elif box.is_in_normal_flow() and (step := step_of(box)):
            said = signature.bind(*given, **named).arguments
            if said["skip_stack"] is None:
                _begin(box, said["adjoining_margins"] or (), top, step)
        return lay_out(*given, **named)

    block.block_container_layout = on_the_grid
    try:
        yield
    finally:
        block.block_container_layout = lay_out


def _begin(box: Any, adjoining: Any, top: float, step: Step) -> None:
    """Give *box* the space above it that the grid asks for, which begins at *top*."""
    space = max(0.0, box.margin_top, *adjoining)
    at = (box.position_y + space - top) * PT
    box.margin_top = space + (step.begun(at) - at) / PT

"""Lines that stand below all floats, which the engine lays out as if some could be in their way.

As soon as a page has a float, the engine sets the first words of every line twice: once to see how
wide they are, and whether they have room beside the float. That took a sixth of the time of a page
with one callout. Below the last float there is nothing to make room for.
"""

from __future__ import annotations

import functools
from typing import Any


@functools.cache  # once: another lesson may be about the same function
def teach() -> None:
    """Have the engine lay out, from now on, such lines as on a page that has no float.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint.layout import inline

    lay_out = inline.get_next_linebox

    def below(context: Any, line: Any, top: float, *more: Any) -> Any:
        floats = context.excluded_shapes
        if not floats or any(_foot(one) >= top for one in floats):
            return lay_out(context, line, top, *more)
        context.excluded_shapes = []
        try:
            return lay_out(context, line, top, *more)
        finally:
            floats.extend(context.excluded_shapes)  # the line may have floats of its own
            context.excluded_shapes = floats

    inline.get_next_linebox = below


def _foot(box: Any) -> float:
    """How far down a float reaches, px."""
    return float(box.position_y + max(box.margin_height(), 0))

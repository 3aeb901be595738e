"""Formulas: a small part of LaTeX, read into MathML and drawn.

What is read is what briefings need: letters, numbers, operators, fractions, roots, indices, sums
with their limits, brackets that grow, matrices, cases, accents, and words. Nothing can be defined,
loaded or styled. All else is refused where it stands, never printed as it happens to come out.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
Q101  it is too long, or nested too deeply
Q102  a command or character that is not known
Q103  something is missing: an argument, a bracket, an end
Q104  something stands where it can't
Q105  it is wider than the column it is to stand in
====  ==============================================================================================
"""

from typing import TYPE_CHECKING

from briefings.lazily import lazily

if TYPE_CHECKING:
    from briefings.exhibits.formulas.drawing import draw
    from briefings.exhibits.formulas.tex import read

__all__ = ["draw", "read"]

__getattr__ = lazily(__name__, {"draw": "drawing", "read": "tex"})

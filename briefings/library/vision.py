"""How far apart colours look, also to readers who see fewer of them.

Colours are simulated by Machado, Oliveira and Fernandes (IEEE TVCG 15, 2009) for the two common
kinds of colour-blindness, at full severity, and set apart in Oklab (Ottosson, 2020), where some
0.02 is the least difference that is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import dist

_Vector = tuple[float, float, float]
_Matrix = tuple[_Vector, _Vector, _Vector]

SIGHTS: Mapping[str, _Matrix] = {
    "full colour vision": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""Ways to see, each as what it makes of linear red, green and blue."""

_CONES: _Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OKLAB: _Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def apart(one: str, other: str) -> tuple[float, str]:
    """The least difference of two colours, ``#rrggbb``, in any sight, and that sight."""
    seen = ((dist(_oklab(one, m), _oklab(other, m)), name) for name, m in SIGHTS.items())
    return min(seen)


def _oklab(colour: str, sight: _Matrix) -> _Vector:
    linear = tuple(_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    seen = tuple(min(1.0, max(0.0, part)) for part in _times(sight, linear))
    return _times(_OKLAB, tuple(part ** (1 / 3) for part in _times(_CONES, seen)))


def _linear(part: float) -> float:
    """IEC 61966-2-1."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _times(matrix: _Matrix, vector: tuple[float, ...]) -> _Vector:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three

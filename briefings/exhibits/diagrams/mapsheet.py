"""The sheet that a map is cut to, and where on it names have room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.exhibits.charts.look import Look
from briefings.exhibits.diagrams.atlas import Projection, Ring, clipped, unwound
from briefings.exhibits.diagrams.shapes import Point

FINE = 0.5
"""Between the points of an outline, pt; smaller islands are left out."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of the earth that is on the sheet: from radii of the earth to pt."""

    project: Projection
    scale: float
    left: float
    top: float
    width: float
    height: float

    def at(self, point: Point) -> Point | None:
        """Where a place stands, if it is not far off."""
        flat = self.project(point)
        if flat is None:
            return None
        return (flat[0] - self.left) * self.scale, (flat[1] - self.top) * self.scale

    def ring(self, ring: Ring) -> Ring:
        """What of *ring* is on the sheet."""
        points = [self.at(point) for point in unwound(ring)]
        known = [point for point in points if point is not None]
        if len(known) < len(points):
            return ()
        return clipped([*_thinned(known)], self.width, self.height)


def _thinned(points: Sequence[Point]) -> Iterator[Point]:
    """*points* without those that nobody can tell from the one before."""
    last: Point | None = None
    for point in points:
        if last is None or math.dist(point, last) >= FINE:
            yield point
            last = point


Area = tuple[float, float, float, float]
"""A rectangle: left, top, right, bottom."""


def box(middle: Point, lines: Sequence[str], look: Look) -> Area:
    """What *lines* take around *middle*."""
    wide = max(look.measure(line, bold=True) for line in lines) + 2
    high = len(lines) * look.line
    x, y = middle
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def room_in(
    ring: Ring,
    lines: Sequence[str],
    taken: Sequence[Area],
    cut: Cut,
    look: Look,
    inside: bool = False,
) -> Area | None:
    """Where within *ring* there is most room for *lines*, not over what is *taken*.

    They may reach beyond the ring unless they have to stand *inside*.
    """
    ys = [y for _, y in ring]
    low, top = min(ys), max(ys)
    best, found = -math.inf, None
    for n in range(1, 24):
        y = low + (top - low) * n / 24
        for left, right in _spans(ring, y):
            spot = box(((left + right) / 2, y), lines, look)
            wide, high = spot[2] - spot[0], spot[3] - spot[1]
            room = min(right - left, 2.5 * wide) + min(y - low, top - y, high)
            room -= abs(y - (low + top) / 2) / 10
            fits = not inside or _holds(ring, spot)
            free = _on(spot, cut) and not any(_meet(spot, other) for other in taken)
            if room > best and fits and free:
                best, found = room, spot
    return found


def _holds(ring: Ring, box: Area) -> bool:
    """Whether all of *box* is within *ring*."""
    left, top, right, bottom = box
    return all(
        any(start <= left and right <= end for start, end in _spans(ring, y))
        for y in (top + 2, (top + bottom) / 2, bottom - 2)
    )


def _spans(ring: Ring, y: float) -> list[tuple[float, float]]:
    """Where the line at the height *y* is within *ring*."""
    xs = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (a[1] > y) != (b[1] > y)
    )
    return [*zip(xs[::2], xs[1::2], strict=False)]


def room_beside(
    text: str, x: float, y: float, full: Sequence[Area], cut: Cut, look: Look
) -> Area | None:
    """A place beside a mark where *text* covers nothing; right of it if that may be."""
    wide, high, gap = look.measure(text) + 2, look.line, 0.45 * look.size
    lefts = (x + gap, x - gap - wide, x - wide / 2)
    for left, middle in (
        (lefts[0], y),
        (lefts[1], y),
        (lefts[2], y - gap - high / 2),
        (lefts[2], y + gap + high / 2),
        (lefts[0], y - high / 2),
        (lefts[0], y + high / 2),
        (lefts[1], y - high / 2),
        (lefts[1], y + high / 2),
    ):
        here = left, middle - high / 2, left + wide, middle + high / 2
        if _on(here, cut) and not any(_meet(here, other) for other in full):
            return here
    return None


def _on(here: Area, cut: Cut) -> bool:
    """Whether all of *here* is on the sheet."""
    return here[0] >= 1 and here[1] >= 1 and here[2] < cut.width and here[3] < cut.height


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

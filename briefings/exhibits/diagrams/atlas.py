"""The atlas: outlines of countries, and how the round earth is laid flat.

The borders are those of Natural Earth (public domain; 1:50 million, coarsened), which draws who is
in control; ``.github/make-atlas`` makes the file. Codes are those of ISO 3166-1 alpha-3, and codes
that begin with X for what is drawn apart and has none there.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefings.exhibits.diagrams.shapes import Point

FILE = Path(__file__).with_name("atlas.json")

Ring = tuple[Point, ...]
"""A closed line of longitudes and latitudes, degrees, or of points on paper."""

WHOLE = 75.0
"""Degrees from the middle of a map beyond which the whole earth is shown."""

_FAR = 120.0  # degrees from the middle beyond which nothing is drawn of a part of the earth


@functools.cache
def countries() -> Mapping[str, tuple[tuple[Ring, ...], ...]]:
    """The polygons of each country by its code, the largest first, each its outer ring first."""
    data = json.loads(FILE.read_text(encoding="ascii"))
    arcs = [_arc(flat, data["grid"]) for flat in data["arcs"]]
    return {
        code: tuple(tuple(_ring(refs, arcs) for refs in polygon) for polygon in polygons)
        for code, polygons in data["countries"].items()
    }


def _arc(flat: Sequence[int], grid: int) -> Ring:
    points, x, y = [], 0, 0
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / grid, y / grid))
    return tuple(points)


def _ring(refs: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    found: list[Point] = []
    for ref in refs:
        part = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
        found += part[1:] if found else part
    return tuple(found)


def mainland(code: str) -> tuple[Ring, ...]:
    """The outer rings of what is large of a country: no far and small islands."""
    rings = [polygon[0] for polygon in countries()[code]]
    return tuple(ring for ring in rings if area(ring) >= 0.2 * area(rings[0]))


def area(ring: Sequence[Point]) -> float:
    """The area within *ring*, in squares of its unit."""
    after = (*ring[1:], ring[0])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, after, strict=True))) / 2


def unwound(ring: Ring) -> Iterator[Point]:
    """*ring* without leaps from one side of the antimeridian to the other."""
    last = ring[0][0]
    for longitude, latitude in ring:
        last = longitude - 360 * round((longitude - last) / 360)
        yield last, latitude


Projection = Callable[[Point], Point | None]
"""From longitude and latitude to a place on paper, in radii of the earth; None if it is far off."""


def projection(points: Sequence[Point]) -> Projection:
    """Equal areas around the middle of *points*; all of the earth if they are all over it."""
    vectors = [_vector(point) for point in points]
    x, y, z = (sum(axis) / len(points) for axis in zip(*vectors, strict=True))
    centre = math.atan2(y, x), math.atan2(z, math.hypot(x, y))
    middle = _vector((math.degrees(centre[0]), math.degrees(centre[1])))
    least = min(sum(a * b for a, b in zip(middle, v, strict=True)) for v in vectors)
    if least < math.cos(math.radians(WHOLE)):
        return _equal_earth
    return functools.partial(_azimuthal, centre=centre)


def _vector(point: Point) -> tuple[float, float, float]:
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    across = math.cos(latitude)
    return across * math.cos(longitude), across * math.sin(longitude), math.sin(latitude)


def _azimuthal(point: Point, centre: Point) -> Point | None:
    """Lambert's azimuthal equal-area projection."""
    longitude, latitude = math.radians(point[0]) - centre[0], math.radians(point[1])
    sin, cos = math.sin(centre[1]), math.cos(centre[1])
    near = sin * math.sin(latitude) + cos * math.cos(latitude) * math.cos(longitude)
    if near < math.cos(math.radians(_FAR)):
        return None
    scale = math.sqrt(2 / (1 + near))
    x = scale * math.cos(latitude) * math.sin(longitude)
    y = cos * math.sin(latitude) - sin * math.cos(latitude) * math.cos(longitude)
    return x, -scale * y


def _equal_earth(point: Point) -> Point:
    """The Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    t = math.asin(math.sqrt(3) / 2 * math.sin(latitude))
    slope = 9 * d * t**8 + 7 * c * t**6 + 3 * b * t**2 + a
    x = 2 * math.sqrt(3) * longitude * math.cos(t) / (3 * slope)
    return x, -(d * t**9 + c * t**7 + b * t**3 + a * t)


def clipped(ring: Sequence[Point], width: float, height: float) -> Ring:
    """What of *ring* lies on a sheet of that size (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        ring = [*_within(ring, axis, edge, sign)]
    return tuple(ring)


def _within(ring: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    for before, here in zip((*ring[-1:], *ring[:-1]), ring, strict=True):
        inside = (here[axis] - edge) * sign >= 0
        if inside != ((before[axis] - edge) * sign >= 0):
            share = (edge - before[axis]) / (here[axis] - before[axis])
            yield tuple(a + (b - a) * share for a, b in zip(before, here, strict=True))  # type: ignore[misc]
        if inside:
            yield here

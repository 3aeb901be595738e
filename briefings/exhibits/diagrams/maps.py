"""Maps: countries in their surroundings, with places, or coloured by a number.

The map is cut to its countries, in a projection of equal areas around them. Whatever else lies on
the sheet is there, pale and without a name. A number is printed on its country as well as in a key,
so that it is not told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefings.document import Asset
from briefings.exhibits.charts.frame import ticks
from briefings.exhibits.charts.look import Look, upon
from briefings.exhibits.diagrams.atlas import (
    Ring,
    area,
    countries,
    mainland,
    projection,
)
from briefings.exhibits.diagrams.mapsheet import FINE, Area, Cut, box, room_beside, room_in
from briefings.exhibits.diagrams.shapes import (
    Box,
    Dot,
    Outline,
    Shape,
    Sheet,
    Words,
    asset,
    baseline,
    lines_of,
)
from briefings.exhibits.diagrams.telling import listed

FLATTEST, TALLEST = 0.4, 0.62
"""The least and greatest height of a map, in widths."""

MARGIN = 0.07
"""Around the countries, in sizes of what they take."""

ICE = "ATA"
"""Antarctica, which is around a pole and on no map that is not about it."""

CLASSES = 4
"""About how many shades numbers are sorted into."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country that the map is about; ``printed`` is its number as it is printed."""

    code: str
    name: str
    value: float | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place; degrees east and north."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Map:
    """What a map shows, and what is said of borders under it."""

    countries: tuple[Country, ...]
    places: tuple[Place, ...]
    borders: str
    unit: str = ""

    @property
    def steps(self) -> tuple[float, ...]:
        """The bounds of the classes that the numbers are sorted into; none without numbers."""
        values = [c.value for c in self.countries if c.value is not None]
        if not values:
            return ()
        low, high = min(values), max(values)
        return tuple(ticks(low, high if high > low else low + 1, CLASSES))


def draw(of: Map, look: Look, words: Mapping[str, str], mirrored: bool) -> Asset:
    """*of* as an SVG; it is never turned over, only what stands under it is.

    Raises MachineError where no font of the look is there.
    """
    cut = _cut(of, look)
    land = [*_land(of, cut, look)]
    names, taken, key = _names(of, cut, look)
    marks = _places(of, cut, taken, key, look)
    fixed = (*land, *names, *marks, Box(0, 0, look.width, cut.height, "none", look.rule))
    foot = [*_foot(of, key, cut.height + 0.7 * look.size, look)]
    ends = [shape.y for shape in foot if isinstance(shape, Words)]
    height = max(ends) + look.line - baseline(look) + 1
    return asset(Sheet(tuple(foot), height, fixed), look, mirrored)


def describe(of: Map, words: Mapping[str, str]) -> str:
    """The alternative text of *of*: its countries with their numbers, its places, its borders."""
    names = [country.name for country in of.countries]
    found = [words["map"].format(countries=listed(names, words))]
    told = [
        words["named"].format(name=country.name, note=country.printed)
        for country in of.countries
        if country.printed
    ]
    if told:
        form = words["values" if of.unit else "values_plain"]
        found.append(form.format(unit=of.unit, values=listed(told, words)))
    if of.places:
        names = [place.name for place in of.places]
        found.append(words["places"].format(places=listed(names, words)))
    return " ".join((*found, of.borders))


def _cut(of: Map, look: Look) -> Cut:
    points = [p for country in of.countries for ring in mainland(country.code) for p in ring]
    points += [(place.longitude, place.latitude) for place in of.places]
    project = projection(points)
    flat = [p for point in points if (p := project(point)) is not None]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    across, down = max(xs) - min(xs) or 0.01, max(ys) - min(ys) or 0.01
    height = look.width * min(max(down / across, FLATTEST), TALLEST)
    scale = min(look.width / across, height / down) / (1 + 2 * MARGIN)
    left = (max(xs) + min(xs)) / 2 - look.width / 2 / scale
    top = (max(ys) + min(ys)) / 2 - height / 2 / scale
    return Cut(project, scale, left, top, look.width, height)


def _land(of: Map, cut: Cut, look: Look) -> Iterator[Shape]:
    about = {country.code: country for country in of.countries}
    drawn = [code for code in countries() if code != ICE or code in about]
    ordered = sorted(drawn, key=lambda code: code in about)
    for code in ordered:
        rings = tuple(
            ring
            for polygon in countries()[code]
            for outline in polygon
            if len(ring := cut.ring(outline)) > 2 and area(ring) > (FINE if code in about else 1)
        )
        if rings:
            fill = _fill(of, about.get(code), look)
            yield Outline(rings, fill, look.paper, 0.75 if code in about else 0.5)


def _fill(of: Map, country: Country | None, look: Look) -> str:
    """Pale for what lies around; darker the greater the number."""
    if country is None or (of.steps and country.value is None):
        return _mixed(look.rule, look.paper, 0.42)
    if country.value is None:
        return _mixed(look.colour(0), look.paper, 0.28)
    return _shade(of, _class(of, country.value), look)


def _class(of: Map, value: float) -> int:
    return max(n for n, step in enumerate(of.steps[:-1]) if value >= step or n == 0)


def _shade(of: Map, place: int, look: Look) -> str:
    count = len(of.steps) - 1
    share = 0.2 + 0.75 * (place / (count - 1) if count > 1 else 0.5)
    return _mixed(look.colour(0), look.paper, share)


def _mixed(colour: str, paper: str, share: float) -> str:
    pairs = ((int(c[i : i + 2], 16) for c in (colour, paper)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


_Key = list[tuple[int, str]]
"""What numbers on the sheet stand for."""


def _names(of: Map, cut: Cut, look: Look) -> tuple[list[Shape], list[Area], _Key]:
    """The names of countries and their numbers, what room that takes, and a key to the rest.

    Small countries come first: they have the least choice. A name that finds no room is a number
    in a key.
    """
    shapes: list[Shape] = []
    taken: list[Area] = []
    key: _Key = []
    rings = {c.code: _largest(c, cut) for c in of.countries}
    for country in sorted(of.countries, key=lambda c: area(rings[c.code] or ((0, 0),))):
        if not (ring := rings[country.code]):
            continue
        colour = upon(_fill(of, country, look), look.ink, look.paper)
        lines = [country.name, *([country.printed] if country.printed else [])]
        spot = room_in(ring, lines, taken, cut, look, inside=bool(of.steps))
        if spot is None:
            key.append((len(key) + 1, " ".join(lines)))
            lines = [str(len(key))]
            spot = room_in(ring, lines, taken, cut, look) or box(ring[0], lines, look)
        taken.append(spot)
        for n, line in enumerate(lines):
            y = spot[1] + n * look.line + baseline(look)
            middle = (spot[0] + spot[2]) / 2
            shapes.append(Words(line, middle, y, colour, "middle", bold=n == 0))
    return shapes, taken, key


def _largest(country: Country, cut: Cut) -> Ring:
    rings = (cut.ring(polygon[0]) for polygon in countries()[country.code])
    return max((ring for ring in rings if len(ring) > 2), key=area, default=())


def _places(of: Map, cut: Cut, taken: Sequence[Area], key: _Key, look: Look) -> list[Shape]:
    """Marks of places with their names; with numbers of the *key* where there is no room."""
    spots = [(place, cut.at((place.longitude, place.latitude))) for place in of.places]
    at = [(place, spot) for place, spot in spots if spot]
    radius = 0.3 * look.size
    full = [*taken, *((x - radius, y - radius, x + radius, y + radius) for _, (x, y) in at)]
    shapes: list[Shape] = []
    for place, (x, y) in at:
        shapes.append(Dot(x, y, radius, look.colour(1), look.paper, 0.75))
        found = room_beside(place.name, x, y, full, cut, look)
        if found is None:
            key.append((len(key) + 1, place.name))
            found = room_beside(str(len(key)), x, y, full, cut, look)
            text = str(len(key))
        else:
            text = place.name
        left, top, right, bottom = found or (x + 2 * radius, y - look.line, x + 9, y)
        full.append((left, top, right, bottom))
        shapes.append(Words(text, left + 1, top + baseline(look), look.ink))
    return shapes


def _foot(of: Map, key: Sequence[tuple[int, str]], top: float, look: Look) -> Iterator[Shape]:
    """The key to numbers and shades, and what is said of borders."""
    x = 0.0
    for number, name in key:
        text = f"{number} {name}"
        wide = look.measure(text) + 1.4 * look.size
        if x and x + wide > look.width:
            x, top = 0.0, top + look.line
        yield Words(text, x, top + baseline(look), look.ink)
        x += wide
    top += 1.3 * look.line if key else 0
    steps, x = of.steps, 0.0
    for place, (low, high) in enumerate(pairwise(steps)):
        text = f"{low:g}–{high:g}"
        side = 1.1 * look.size
        swatch = x, top + (look.line - side) / 2, 1.6 * side, side
        yield Box(*swatch, _shade(of, place, look), look.soft)
        yield Words(text, x + 2 * side, top + baseline(look), look.ink)
        x += 2 * side + look.measure(text) + 1.4 * look.size
    top += 1.4 * look.line if steps else 0
    yield from lines_of(of.borders, 0, top, look.width, look, look.soft)

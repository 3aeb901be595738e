"""The timeline: events along an axis, true to scale where that can be read.

The axis runs downwards, so that any event has a line of its own to be told in; where events crowd,
their texts move apart and lines lead to their places. Where even that can't be read (all on one
day, or a century and then a week), they stand evenly and the axis is broken where much time passes.
What is not dated has its place among its neighbours and none on the axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefings.document import Asset
from briefings.exhibits.charts.frame import ticks
from briefings.exhibits.charts.look import CAP, Look
from briefings.exhibits.diagrams.column import settled
from briefings.exhibits.diagrams.dates import Stretch
from briefings.exhibits.diagrams.shapes import (
    Box,
    Dot,
    Path,
    Shape,
    Sheet,
    Words,
    asset,
    lines_of,
)
from briefings.exhibits.diagrams.telling import listed

ROOMY = 1.3
"""The height of the axis, in heights of all texts together."""

FARTHEST = 7.0
"""Lines that a text may stand from its place on the axis before that can't be read."""

NEAREST = 2.0
"""What is between two dates that are told apart, pt."""

LONG = 4.0
"""From this length on a stretch of time is a bar and no dot, pt."""

BROKEN = 3.0
"""How much more time than usual passes where an axis that is not to scale is broken."""

_LANE = 0.8  # across, in sizes of the type
_LANES = 3
_GAP = 0.45  # between texts


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its date as printed, what happened, and when; None where that is not known."""

    date: str
    text: str
    when: Stretch | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events, in any order."""

    events: tuple[Event, ...]

    @property
    def ordered(self) -> tuple[Event, ...]:
        """The events in order of time; what is not dated stays behind what it stood behind."""
        return _ordered(self.events)


def _ordered(events: Sequence[Event]) -> tuple[Event, ...]:
    keyed: list[tuple[float, Event]] = []
    last = float("-inf")
    for event in events:
        last = event.when.start if event.when else last
        keyed.append((last, event))
    return tuple(event for _, event in sorted(keyed, key=lambda pair: pair[0]))


def draw(of: Timeline, look: Look, words: Mapping[str, str], mirrored: bool) -> Asset:
    """*of* as an SVG. Raises MachineError where no font of the look is there."""
    events = of.ordered
    laid = _true(events, look) or _even(events, look)
    shapes = [*laid.axis]
    for event, at, top in zip(events, laid.places, laid.tops, strict=True):
        shapes[:0] = [*_line(at, top, laid, look)]
        shapes += [*_sign(event, at, top, laid, look), *_told(event, top, laid, look)]
    height = laid.tops[-1] + _height(events[-1], look) + 1
    height = max(height, laid.bottom + 2)
    if not laid.scaled and len(events) > 1:
        height += 0.4 * look.size
        note = [*lines_of(words["not_to_scale"], 0, height, look.width, look, look.soft)]
        shapes, height = [*shapes, *note], height + len(note) * look.line
    return asset(Sheet(tuple(shapes), height), look, mirrored)


def describe(of: Timeline, words: Mapping[str, str]) -> str:
    """The alternative text of *of*: every event with its date, in order."""
    events = of.ordered
    told = (words["event"].format(date=event.date, event=event.text) for event in events)
    return f"{words['timeline'].format(count=len(events))} {listed(told, words)}."


@dataclass(frozen=True, slots=True)
class _Laid:
    """Events laid out. ``places`` are those on the axis, ``tops`` those of the texts."""

    places: tuple[float | None, ...]
    tops: tuple[float, ...]
    axis: tuple[Shape, ...]
    x: float
    lanes: float
    bottom: float
    scale: float
    """What a year takes, pt; 0 where that is not so."""

    @property
    def scaled(self) -> bool:
        """Whether distances on the axis stand for time."""
        return self.scale > 0

    def barred(self, when: Stretch) -> bool:
        """Whether *when* is a bar beside the axis and no dot on it."""
        return self.scaled and _is_long(when, self.scale)


def _true(events: tuple[Event, ...], look: Look) -> _Laid | None:
    """*events* true to scale; None where that can't be read."""
    dated = [event.when for event in events if event.when]
    if len(dated) < 2:
        return None
    first, last = min(s.start for s in dated), max(s.end for s in dated)
    heights = [_height(event, look) + _GAP * look.size for event in events]
    inset, height = look.line / 2, ROOMY * sum(heights)
    scale = (height - look.line) / (last - first)

    def at(year: float) -> float:
        return inset + (year - first) * scale

    places = [at(_mark(e.when, scale)) if e.when else None for e in events]
    known = [place for place in places if place is not None]
    if any(b - a < NEAREST for a, b in pairwise(known)):
        return None
    wanted = [None if place is None else place - inset for place in places]
    tops = settled(wanted, heights, height)
    far = max(abs(t - w) for t, w in zip(tops, wanted, strict=True) if w is not None)
    if far > FARTHEST * look.line:
        return None
    lanes = _lanes([(at(s.start), at(s.end), s) for s in dated if _is_long(s, scale)])
    x, marks = _scale(first, last, at, look)
    axis = Path(((x, at(first)), (x, at(last))), look.soft, 1.0)
    across = (max((lane for lane, _ in lanes), default=-1) + 1) * _LANE * look.size
    shapes = (*marks, axis, *_bars(lanes, x, look))
    return _Laid(tuple(places), tuple(tops), shapes, x, across, at(last), scale)


def _mark(when: Stretch, scale: float) -> float:
    """Where a line leads to: the beginning of a bar, the middle of a dot."""
    return when.start if _is_long(when, scale) else (when.start + when.end) / 2


def _is_long(when: Stretch, scale: float) -> bool:
    return when.open or (when.end - when.start) * scale > LONG


def _lanes(
    bars: Sequence[tuple[float, float, Stretch]],
) -> list[tuple[int, tuple[float, float, Stretch]]]:
    """Bars side by side where they overlap; the last of too many share a lane."""
    ends = [float("-inf")] * _LANES
    found = []
    for bar in sorted(bars, key=lambda bar: bar[0]):
        free = [n for n, end in enumerate(ends) if end <= bar[0] + 0.1]
        lane = free[0] if free else _LANES - 1
        ends[lane] = max(ends[lane], bar[1])
        found.append((lane, bar))
    return found


def _bars(
    lanes: Sequence[tuple[int, tuple[float, float, Stretch]]], x: float, look: Look
) -> Iterator[Shape]:
    """Full for what lasted, a broken outline for when something happened that is not known."""
    for lane, (top, bottom, when) in lanes:
        left, across = x + (lane * _LANE + 0.3) * look.size, (_LANE - 0.3) * look.size
        if when.open:
            end, middle = top + 1.6 * look.size, left + across / 2
            yield Path(((middle, top), (middle, end)), look.colour(0), across, (3, 1.5))
        elif when.lasting:
            yield Box(left, top, across, bottom - top, look.colour(0))
        else:
            yield Box(
                left, top, across, bottom - top, look.paper, look.colour(0), 0, 0.75, (2, 1.2)
            )


def _scale(
    first: float, last: float, at: Callable[[float], float], look: Look
) -> tuple[float, tuple[Shape, ...]]:
    """Where the axis stands, and round years beside it if there are some within it."""
    years = [y for y in ticks(first, last) if first <= y <= last and y == int(y)]
    if last - first < 4 or len(years) < 2:
        return 0.5 * look.size, ()
    texts = [str(int(year)) for year in years]
    x = max(map(look.measure, texts)) + 1.1 * look.size
    marks: list[Shape] = []
    for year, text in zip(years, texts, strict=True):
        y = at(year)
        marks.append(Path(((x - 0.5 * look.size, y), (x, y)), look.soft, 0.75))
        where = x - 0.8 * look.size, y + CAP * look.size / 2
        marks.append(Words(text, *where, look.soft, "end"))
    return x, tuple(marks)


def _even(events: tuple[Event, ...], look: Look) -> _Laid:
    """*events* one after the other; the axis is broken where much time passes."""
    tops, y = [], 0.0
    for event in events:
        tops.append(y)
        y += _height(event, look) + 2 * _GAP * look.size
    x, half = 0.5 * look.size, look.line / 2
    places = [top + half if event.when else None for event, top in zip(events, tops, strict=True)]
    known = [
        (place, event.when)
        for place, event in zip(places, events, strict=True)
        if place is not None and event.when
    ]
    passed = [max(0.0, b.start - a.end) for (_, a), (_, b) in pairwise(known)]
    usual = median(passed) if passed else 0.0
    axis: list[Shape] = []
    for ((top, _), (bottom, _)), years in zip(pairwise(known), passed, strict=True):
        long = len(passed) > 1 and years > BROKEN * max(usual, 1 / 366)
        dashes = (1.5, 2.5) if long else ()
        axis.append(Path(((x, top), (x, bottom)), look.soft, 1.0, dashes))
    bottom = known[-1][0] if known else 0.0
    return _Laid(tuple(places), tuple(tops), tuple(axis), x, 0.0, bottom, 0.0)


def _line(place: float | None, top: float, laid: _Laid, look: Look) -> Iterator[Shape]:
    """The line that leads from a place on the axis to its text; behind all else."""
    if place is not None and laid.scaled:
        left, middle = _left(laid, look), top + look.line / 2
        elbow = laid.x + laid.lanes + 0.7 * look.size
        turn = left - 1.2 * look.size
        course = ((laid.x, place), (elbow, place), (turn, middle), (left - 0.5 * look.size, middle))
        yield Path(course, look.rule, 0.75)


def _sign(
    event: Event, place: float | None, top: float, laid: _Laid, look: Look
) -> Iterator[Shape]:
    """The mark of *event*; one that is not dated has a hollow one beside its text."""
    radius = 0.32 * look.size
    if place is None or event.when is None:
        x = _left(laid, look) - 0.9 * look.size if laid.scaled else laid.x
        yield Dot(x, top + look.line / 2, radius, look.paper, look.soft, 0.75)
    elif not laid.barred(event.when):
        square = event.when.lasting
        yield Dot(laid.x, place, radius, look.colour(0), look.paper, 0.75, square)


def _left(laid: _Laid, look: Look) -> float:
    """Where the dates begin."""
    return laid.x + laid.lanes + (4.2 if laid.scaled else 1.0) * look.size


def _told(event: Event, top: float, laid: _Laid, look: Look) -> Iterator[Shape]:
    left, dates = _left(laid, look), _dates(look)
    yield from lines_of(event.date, left, top, dates, look, look.ink, bold=True)
    texts = left + dates + look.size
    yield from lines_of(event.text, texts, top, look.width - texts, look, look.ink)


def _dates(look: Look) -> float:
    """The width of the column of dates."""
    return 0.2 * look.width


def _height(event: Event, look: Look) -> float:
    """The height of what is told of *event*, as far as it may be in the least room."""
    texts = look.width - _dates(look) - (5.2 + _LANES * _LANE + 4) * look.size
    lines = len(look.wrap(event.date, _dates(look), bold=True)), len(look.wrap(event.text, texts))
    return max(lines) * look.line

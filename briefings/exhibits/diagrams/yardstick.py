"""The yardstick: a scale of likelihood term by term, and what was judged beside its term.

The terms stand below each other with their bands drawn to scale, so that the gaps between them
show; a judgement stands in the row of its term and nowhere more exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.document import Asset
from briefings.exhibits.charts.look import Look
from briefings.exhibits.diagrams.shapes import (
    HAIRLINE,
    Box,
    Dot,
    Path,
    Shape,
    Sheet,
    Words,
    asset,
    baseline,
    lines_of,
)
from briefings.exhibits.diagrams.telling import listed, named

_PAD = 0.35  # above and below the text of a row, in sizes of the type


@dataclass(frozen=True, slots=True)
class Band:
    """A term of a scale; ``low`` and ``high`` are per cent, ``printed`` what is said of them."""

    term: str
    low: float
    high: float
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A scale, and by the place of a term in it what was judged to be that likely."""

    name: str
    bands: tuple[Band, ...]
    placed: tuple[tuple[int, str], ...]

    def at(self, term: int) -> tuple[str, ...]:
        """What was judged to be of the likelihood of that *term*."""
        return tuple(text for place, text in self.placed if place == term)


def draw(yardstick: Yardstick, look: Look, words: Mapping[str, str], mirrored: bool) -> Asset:
    """*yardstick* as an SVG. Raises MachineError where no font of the look is there."""
    columns = _columns(yardstick, look)
    shapes: list[Shape] = []
    top = _rule_height(look)
    begin = top
    for place, band in enumerate(yardstick.bands):
        row = [*_row(band, yardstick.at(place), columns, top, look)]
        height = max(shape.y for shape in row if isinstance(shape, Words)) - top
        height += _PAD * look.size + look.line - baseline(look)
        bar = _bar(band, bool(yardstick.at(place)), columns, top + height / 2, look)
        shapes += [*row, bar, _rule(top + height, look)]
        top += height
    head = _head(columns, begin, top, look, words, any(b.printed for b in yardstick.bands))
    return asset(Sheet((*head, *shapes), top + 1), look, mirrored)


def describe(yardstick: Yardstick, words: Mapping[str, str]) -> str:
    """The alternative text of *yardstick*: its scale, then each term that is used."""
    terms = listed(
        (
            words["named"].format(name=band.term, note=band.printed) if band.printed else band.term
            for band in yardstick.bands
        ),
        words,
    )
    found = [words["yardstick"].format(scale=yardstick.name, terms=terms)]
    for place, band in enumerate(yardstick.bands):
        if texts := yardstick.at(place):
            found.append(named(band.term, texts, words))
    return " ".join(found)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns begin, and how wide the one of terms, the scale and the texts are.

    What is said of a band stands at ``printed``, below its term where that is 0.
    """

    terms: float
    printed: float
    scale: float
    across: float
    texts: float
    rest: float

    def at(self, percent: float) -> float:
        """Where so many per cent are on the scale."""
        return self.scale + self.across * percent / 100


def _columns(yardstick: Yardstick, look: Look) -> _Columns:
    gap, most = 1.2 * look.size, 0.3 * look.width
    terms = min(max(look.measure(band.term, bold=True) for band in yardstick.bands), most)
    ranges = max(look.measure(band.printed) for band in yardstick.bands)
    beside = ranges > 0 and terms + gap + ranges < 0.4 * look.width
    printed = terms + gap if beside else 0.0
    scale = (printed + ranges if beside else max(terms, ranges)) + gap
    across = 0.3 * look.width
    texts = scale + across + gap
    return _Columns(terms, printed, scale, across, texts, look.width - texts)


def _row(
    band: Band, texts: tuple[str, ...], columns: _Columns, top: float, look: Look
) -> Iterator[Words | Dot]:
    y = top + _PAD * look.size
    yield from (said := lines_of(band.term, 0, y, columns.terms, look, look.ink, bold=bool(texts)))
    if band.printed:
        below = y if columns.printed else y + len(said) * look.line
        yield Words(band.printed, columns.printed, below + baseline(look), look.soft)
    indent, dark = 0.9 * look.size, look.colour(0)
    for text in texts:
        lines = lines_of(text, columns.texts + indent, y, columns.rest - indent, look, look.ink)
        yield Dot(columns.texts + 0.25 * look.size, y + look.line / 2, 0.25 * look.size, dark)
        yield from lines
        y += (len(lines) + 0.25) * look.line


def _bar(band: Band, used: bool, columns: _Columns, middle: float, look: Look) -> Shape:
    """Filled where something was judged to be that likely, an outline where nothing was."""
    left, height = columns.at(band.low), 0.85 * look.size
    width = columns.at(band.high) - left
    fill, stroke = (look.colour(0), look.colour(0)) if used else (look.paper, look.soft)
    return Box(left, middle - height / 2, width, height, fill, stroke, 0, 0.75)


def _rule(y: float, look: Look) -> Shape:
    return Path(((0, y), (look.width, y)), look.rule)


def _rule_height(look: Look) -> float:
    return look.line + _PAD * look.size


def _head(
    columns: _Columns,
    top: float,
    bottom: float,
    look: Look,
    words: Mapping[str, str],
    numbered: bool,
) -> Iterator[Shape]:
    """The scale's ends above it, in numbers where the reader is told any, and its guides."""
    for percent in (0, 50, 100):
        x = columns.at(percent)
        yield Path(((x, top), (x, bottom)), look.rule, HAIRLINE, (1, 2))
    y = top - _PAD * look.size - look.line + baseline(look)
    if numbered:
        for percent in (0, 50, 100):
            text = words["percent"].format(number=percent)
            yield Words(text, columns.at(percent), y, look.soft, "middle")
    else:
        less, more = words["less_likely"], words["more_likely"]
        if look.measure(less) + look.measure(more) + look.size < columns.across:
            yield Words(less, columns.at(0), y, look.soft)
        yield Words(more, columns.at(100), y, look.soft, "end")
    yield _rule(top, look)

"""The sheet behind a chart, and how the chart refers to it.

Categories stand in the first column and each series in one of its own, under a row of heads; after
them stands what follows from them, as formulas, so that it follows what somebody edits too: sums
that are printed, lengths of ranges, the middles of areas, by which they are named. A
reference carries what it refers to: a chart is drawn without its workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefings.document import ChartData
from briefings.wordml.charts.numbers import code, plain
from briefings.wordml.xml import Element, element

SHEET = "Sheet1"
"""The name that Word gives the sheet of a chart."""

_COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Numbers = Sequence[float | None]


def sums(data: ChartData) -> tuple[float, ...]:
    """The sum of each category."""
    rows = zip(*(series.values for series in data.series), strict=True)
    return tuple(round(sum(v for v in row if v is not None), 10) for row in rows)


def spans(data: ChartData) -> tuple[float | None, ...]:
    """How long the range of each category is."""
    pairs = zip(data.series[0].values, data.series[-1].values, strict=True)
    return tuple(
        None if low is None or high is None else round(high - low, 10) for low, high in pairs
    )


def middles(number: int, data: ChartData) -> tuple[float | None, ...]:
    """The middle of what a series adds to each stack."""
    rows = zip(*(series.values for series in data.series[: number + 1]), strict=True)
    return tuple(_middle(row) for row in rows)


def _middle(row: Numbers) -> float | None:
    below = [value or 0.0 for value in row[:-1]]
    return None if row[-1] is None else round(sum(below) + row[-1] / 2, 10)


# --- places --------------------------------------------------------------------------------------


def column(number: int) -> str:
    """The letter of a column, counted from 0, that of the categories."""
    return _COLUMNS[number]


def below(number: int, data: ChartData) -> str:
    """Where the cells of all categories stand in a column."""
    letter = column(number)
    return f"{SHEET}!${letter}$2:${letter}${len(data.categories) + 1}"


# --- references ----------------------------------------------------------------------------------


def name(number: int, data: ChartData) -> Element:
    """``c:tx``: the name of a series, which is the head of its column."""
    where = f"{SHEET}!${column(number + 1)}$1"
    return element("c:tx", None, _strings(where, (data.series[number].name,)))


def categories(data: ChartData) -> Element:
    """``c:cat``: the names of the categories."""
    return element("c:cat", None, _strings(below(0, data), data.categories))


def values(number: int, column_of: Numbers, data: ChartData) -> Element:
    """``c:val``: the numbers in a column; one that is missing is a gap."""
    return element("c:val", None, numbers(number, column_of, data))


def numbers(number: int, column_of: Numbers, data: ChartData) -> Element:
    """``c:numRef``: a reference to the numbers in a column."""
    texts = [None if value is None else plain(value) for value in column_of]
    cache = element("c:numCache", None, element("c:formatCode", text=code(data)), *_points(texts))
    return _reference("c:numRef", below(number, data), cache)


def _strings(where: str, texts: Sequence[str]) -> Element:
    return _reference("c:strRef", where, element("c:strCache", None, *_points(texts)))


def _reference(kind: str, where: str, cache: Element) -> Element:
    return element(kind, None, element("c:f", text=where), cache)


def _points(texts: Sequence[str | None]) -> Iterator[Element]:
    yield element("c:ptCount", {"val": len(texts)})
    for index, said in enumerate(texts):
        if said is not None:
            yield element("c:pt", {"idx": index}, element("c:v", text=said))

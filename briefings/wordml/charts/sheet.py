"""The sheet behind a chart, and how the chart refers to it.

Categories stand in the first column and each series in one of its own, under a row of heads; sums
that are printed in a last one, as formulas, so that they follow the numbers that somebody edits. A
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


def values(number: int, numbers: Numbers, data: ChartData) -> Element:
    """``c:val``: the numbers in a column; one that is missing is a gap."""
    texts = [None if value is None else plain(value) for value in numbers]
    cache = element("c:numCache", None, element("c:formatCode", text=code(data)), *_points(texts))
    return element("c:val", None, _reference("c:numRef", below(number, data), cache))


def _strings(where: str, texts: Sequence[str]) -> Element:
    return _reference("c:strRef", where, element("c:strCache", None, *_points(texts)))


def _reference(kind: str, where: str, cache: Element) -> Element:
    return element(kind, None, element("c:f", text=where), cache)


def _points(texts: Sequence[str | None]) -> Iterator[Element]:
    yield element("c:ptCount", {"val": len(texts)})
    for index, said in enumerate(texts):
        if said is not None:
            yield element("c:pt", {"idx": index}, element("c:v", text=said))

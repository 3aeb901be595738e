"""The workbook inside a chart, which "Edit data" opens."""

from __future__ import annotations

import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from briefings.document import ChartData
from briefings.wordml.archive import repacked
from briefings.wordml.charts.numbers import code, plain
from briefings.wordml.charts.sheet import SHEET, column, middles, spans, sums

_CREATED = datetime.datetime(1980, 1, 1)  # no moment, and the same everywhere
_NAMES, _NUMBERS = 28.0, 16.0  # widths of columns, in characters


def workbook(data: ChartData) -> bytes:
    """The workbook of *data*, the same bytes for the same data."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        page, look = book.add_worksheet(SHEET), book.add_format({"num_format": code(data)})
        _write(page, data, look)
        if data.total:
            _sum(page, data, look)
        if data.form == "area" and data.named:
            _middles(page, data, look)
        if data.span:
            _span(page, data, look)
    return repacked(file.getvalue())


def _write(page: Worksheet, data: ChartData, look: Format) -> None:
    page.set_column(0, 0, _NAMES)
    page.set_column(1, len(data.series) + 1, _NUMBERS)
    page.write_string(0, 0, data.heading)
    for row, category in enumerate(data.categories, start=1):
        page.write_string(row, 0, category)
    for number, series in enumerate(data.series, start=1):
        page.write_string(0, number, series.name)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                page.write_number(row, number, value, look)


def _sum(page: Worksheet, data: ChartData, look: Format) -> None:
    last, after = column(len(data.series)), len(data.series) + 1
    page.write_string(0, after, data.total)
    for row, total in enumerate(sums(data), start=1):
        page.write_formula(row, after, f"=SUM(B{row + 1}:{last}{row + 1})", look, plain(total))


def _span(page: Worksheet, data: ChartData, look: Format) -> None:
    last, after = column(len(data.series)), len(data.series) + 1
    page.write_string(0, after, data.span)
    for row, length in enumerate(spans(data), start=1):
        if length is not None:
            page.write_formula(row, after, f"={last}{row + 1}-B{row + 1}", look, plain(length))


def _middles(page: Worksheet, data: ChartData, look: Format) -> None:
    for number in range(len(data.series)):
        own, after = column(number + 1), len(data.series) + number + 1
        for row, middle in enumerate(middles(number, data), start=1):
            if middle is not None:
                below = f"SUM(B{row + 1}:{own}{row + 1})-{own}{row + 1}/2"
                page.write_formula(row, after, f"={below}", look, plain(middle))

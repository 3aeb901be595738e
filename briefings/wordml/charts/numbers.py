"""Formats of numbers, as spreadsheets write them.

A format names decimal and group marks by their office, ``.`` and ``,``; which characters they are
is up to the reader's system. The minus sign is a true one, as it is in the text.
"""

from __future__ import annotations

from briefings.document import ChartData


def code(data: ChartData) -> str:
    """The format of every number of *data*."""
    return _signed(data, data.places)


def axis_code(data: ChartData) -> str:
    """The format of the numbers of an axis."""
    return _signed(data, next(n for n in range(11) if round(data.step, n) == data.step))


def plain(value: float) -> str:
    """*value* in the fewest digits that say it, as data."""
    return repr(int(value)) if value == int(value) else repr(value)


def _signed(data: ChartData, places: int) -> str:
    digits = "#,##0" + ("." + "0" * places if places else "")
    before, _, after = data.number.partition("{number}")
    number = f"{digits}{_literal(after)}"
    return f"{_literal(before)}{number};{_literal(before + '−')}{number}"


def _literal(text: str) -> str:
    """*text* as a format prints it, whatever its characters mean in formats."""
    return "".join(f"\\{character}" for character in text)

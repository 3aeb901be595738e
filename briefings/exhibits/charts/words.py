"""Numbers as they are printed, and a chart in words for those who don't see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefings.exhibits.charts.data import Chart, Series

ENGLISH: Mapping[str, str] = {
    "decimal": ".",
    "group": ",",
    "percent": "{number}%",
    "missing": "no figure",
    "bar": "Bar chart",
    "stacked-bar": "Stacked bar chart",
    "line": "Line chart",
    "dot": "Dot plot",
    "opening": "{form}, {unit}.",
    "opening_plain": "{form}.",
    "point": "{category} {value}",
    "point_numbered": "{category}: {value}",
    "series": "{name} – {points}.",
    "series_single": "{points}.",
    "between": "; ",
    "highest": "Highest: {value} ({category}).",
    "lowest": "Lowest: {value} ({category}).",
    "total": "Total",
    "course": "from {first} ({first_category}) to {last} ({last_category})",
    "spread": "{count} values",
}
"""Forms of the sentences; another language gives the same names."""

EVERY_POINT = 24
"""Charts of more numbers than this are described by where they start, end, peak and dip."""


def number(value: float, places: int, words: Mapping[str, str], *, percent: bool = False) -> str:
    """*value* with *places* decimal places and a true minus sign."""
    plain = f"{abs(value):,.{places}f}"
    marks = str.maketrans({",": words["group"], ".": words["decimal"]})
    sign = "−" if value < 0 and any(c in "123456789" for c in plain) else ""
    text = sign + plain.translate(marks)
    if digits := words.get("digits"):
        text = text.translate(str.maketrans("0123456789", digits))
    return words["percent"].format(number=text) if percent else text


def printed(chart: Chart, value: float, words: Mapping[str, str]) -> str:
    """*value* as *chart* prints all its numbers."""
    return number(value, chart.places, words, percent=chart.percent)


def describe(chart: Chart, words: Mapping[str, str] = ENGLISH) -> str:
    """The alternative text of *chart*, without its title: its form, numbers, highest and lowest."""
    unit = "" if chart.unit == "%" else chart.unit
    form = words["opening" if unit else "opening_plain"]
    opening = form.format(form=words[chart.form], unit=unit)
    total = (Series(words["total"], chart.totals),) if chart.totals else ()
    return " ".join((opening, *(_series(chart, s, words) for s in (*chart.series, *total))))


def _series(chart: Chart, series: Series, words: Mapping[str, str]) -> str:
    every = len(chart.categories) * len(chart.series) <= EVERY_POINT
    points = words["between"].join(
        _points(chart, series, words) if every else _course(chart, series, words)
    )
    if len(chart.series) == 1:
        form, points = words["series_single"], points if every else points[:1].upper() + points[1:]
    else:
        form = words["series"]
    text = form.format(name=series.name, points=points)
    return " ".join((text, *_extremes(chart, series, words)))


def _points(chart: Chart, series: Series, words: Mapping[str, str]) -> Iterator[str]:
    # "2021 3" reads as one number; "Northport 3" does not.
    numbered = any(category[-1:].isdigit() for category in chart.categories)
    form = words["point_numbered" if numbered else "point"]
    for category, value in zip(chart.categories, series.values, strict=True):
        shown = words["missing"] if value is None else printed(chart, value, words)
        yield form.format(category=category, value=shown)


def _course(chart: Chart, series: Series, words: Mapping[str, str]) -> Iterator[str]:
    found = _found(chart, series)
    if chart.form == "line" and found:
        yield words["course"].format(
            first=printed(chart, found[0][0], words),
            first_category=found[0][1],
            last=printed(chart, found[-1][0], words),
            last_category=found[-1][1],
        )
    else:
        yield words["spread"].format(count=len(found))


def _extremes(chart: Chart, series: Series, words: Mapping[str, str]) -> Iterator[str]:
    found = _found(chart, series)
    if chart.form == "stacked-bar" or len(found) < 3 or len({value for value, _ in found}) == 1:
        return
    top, low = max(found, key=lambda f: f[0]), min(found, key=lambda f: f[0])
    for form, (value, category) in (("highest", top), ("lowest", low)):
        yield words[form].format(category=category, value=printed(chart, value, words))


def _found(chart: Chart, series: Series) -> list[tuple[float, str]]:
    pairs = zip(series.values, chart.categories, strict=True)
    return [(value, category) for value, category in pairs if value is not None]

"""Numbers as they are printed, and a chart in words for those who don't see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefings.exhibits.charts.data import Chart, Panels, Series

ENGLISH: Mapping[str, str] = {
    "decimal": ".",
    "group": ",",
    "percent": "{number}%",
    "missing": "no figure",
    "bar": "Bar chart",
    "stacked-bar": "Stacked bar chart",
    "line": "Line chart",
    "area": "Area chart",
    "stacked-area": "Stacked area chart",
    "dot": "Dot plot",
    "range": "Range chart",
    "panels": "{form} in panels",
    "panel": "{panel}, {series}",
    "interval": "{low} to {high}",
    "estimated": "{value} ({low} to {high})",
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


def between(low: str, high: str, words: Mapping[str, str]) -> str:
    """A range by its ends."""
    return words["interval"].format(low=low, high=high)


def describe(chart: Chart | Panels, words: Mapping[str, str] = ENGLISH) -> str:
    """The alternative text of *chart*, without its title: its form, numbers, highest and lowest."""
    whole = chart if isinstance(chart, Chart) else chart.first
    unit = "" if whole.unit == "%" else whole.unit
    name = words["stacked-area" if whole.form == "area" and whole.stacked else whole.form]
    several = isinstance(chart, Panels)
    form = words["panels"].format(form=name) if several else name
    opening = words["opening" if unit else "opening_plain"].format(form=form, unit=unit)
    charts = chart.charts if isinstance(chart, Panels) else (chart,)
    every = sum(len(of.categories) * len(of.series) for of in charts) <= EVERY_POINT
    return " ".join((opening, *(text for of in charts for text in _told(of, words, every=every))))


def _told(chart: Chart, words: Mapping[str, str], *, every: bool) -> Iterator[str]:
    if chart.form == "range":
        yield ranges_in_words(chart, words)
        return
    total = (Series(words["total"], chart.totals),) if chart.totals else ()
    for series in (*chart.series, *total):
        yield _series(chart, series, words, every=every)


def _named(chart: Chart, series: str, words: Mapping[str, str]) -> str:
    """How a series is called, in its panel; nothing if there is only one of it."""
    if not chart.panel:
        return series if len(chart.series) > 1 else ""
    alone = len(chart.series) == 1
    return chart.panel if alone else words["panel"].format(panel=chart.panel, series=series)


def _series(chart: Chart, series: Series, words: Mapping[str, str], *, every: bool) -> str:
    points = words["between"].join(
        _points(chart, series, words) if every else _course(chart, series, words)
    )
    if name := _named(chart, series.name, words):
        text = words["series"].format(name=name, points=points)
    else:
        points = points if every else points[:1].upper() + points[1:]
        text = words["series_single"].format(points=points)
    return " ".join((text, *_extremes(chart, series, words)))


def ranges_in_words(chart: Chart, words: Mapping[str, str]) -> str:
    """Every range of *chart*, and what its numbers are."""
    names = [series.name for series in chart.series]
    heading = _interval(names, words)
    name = words["panel"].format(panel=chart.panel, series=heading) if chart.panel else heading
    points = (
        _point(chart, category, _range(chart, row, words), words)
        for category, row in zip(chart.categories, chart.rows, strict=True)
    )
    return words["series"].format(name=name, points=words["between"].join(points))


def _range(chart: Chart, row: Sequence[float | None], words: Mapping[str, str]) -> str:
    texts = [printed(chart, value, words) for value in row if value is not None]
    if len(texts) == 1:
        return texts[0]
    return _interval(texts, words) if texts else words["missing"]


def _interval(texts: Sequence[str], words: Mapping[str, str]) -> str:
    """Two ends, or two ends and what lies between them."""
    if len(texts) == 2:
        return between(texts[0], texts[1], words)
    low, value, high = texts
    return words["estimated"].format(value=value, low=low, high=high)


def _point(chart: Chart, category: str, shown: str, words: Mapping[str, str]) -> str:
    # "2021 3" reads as one number; "Northport 3" does not.
    numbered = any(name[-1:].isdigit() for name in chart.categories)
    form = words["point_numbered" if numbered else "point"]
    return form.format(category=category, value=shown)


def _points(chart: Chart, series: Series, words: Mapping[str, str]) -> Iterator[str]:
    for category, value in zip(chart.categories, series.values, strict=True):
        shown = words["missing"] if value is None else printed(chart, value, words)
        yield _point(chart, category, shown, words)


def _course(chart: Chart, series: Series, words: Mapping[str, str]) -> Iterator[str]:
    found = _found(chart, series)
    if chart.form in ("line", "area") and found:
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
    if chart.stacked or len(found) < 3 or len({value for value, _ in found}) == 1:
        return
    top, low = max(found, key=lambda f: f[0]), min(found, key=lambda f: f[0])
    for form, (value, category) in (("highest", top), ("lowest", low)):
        yield words[form].format(category=category, value=printed(chart, value, words))


def _found(chart: Chart, series: Series) -> list[tuple[float, str]]:
    pairs = zip(series.values, chart.categories, strict=True)
    return [(value, category) for value, category in pairs if value is not None]

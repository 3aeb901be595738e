"""Material: what documents of a content need beside its words, read and drawn once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefings.content import Content, read_chart, read_formula, read_rows
from briefings.document import Asset
from briefings.errors import Problem
from briefings.exhibits import charts, formulas
from briefings.exhibits.pictures import load
from briefings.exhibits.raster import with_raster
from briefings.exhibits.tables import Rows
from briefings.glyphs import Glyphs
from briefings.letters.languages import direction
from briefings.library.labels import Labels
from briefings.library.layouts import PT_PER_MM
from briefings.library.theme import Theme
from briefings.model.blocks import Chart, Data, Figure, Formula
from briefings.model.tree import Located, walk

LOGO = "theme.logo"
"""What documents know the publisher's picture by."""


@dataclass(frozen=True, slots=True)
class Material:
    """Labels, pictures and tables, the latter two by the key of their part."""

    labels: Labels
    pictures: Mapping[str, Asset] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """Alternative text of charts, made from their data."""
    stamp: str = ""
    """Date of the file where the content has none (ISO 8601), never the clock's."""
    logo: Asset | None = None
    """The publisher's own picture, if the theme has one."""
    refused: Mapping[str, Problem] = field(default_factory=dict)
    """Why a part can't be printed in this layout."""
    look: charts.Look | None = None
    """The look of what is drawn for each edition anew."""


def gather(
    content: Content,
    labels: Labels,
    theme: Theme,
    layout: str,
    fonts: tuple[Path, ...],
    stamp: str,
    logo: Asset | None = None,
) -> Material:
    """All that *content* needs for products in one layout of *theme*, whose *logo* it may have.

    Raises ContentError for files that are missing or bad, MachineError where charts can't be drawn.
    """
    parts = tuple(walk(content.briefing))
    rtl = direction(content.briefing.language) == "rtl"
    look = replace(_look(theme, layout, fonts), mirrored=rtl)
    tables = {h.part.key: read_rows(content, h) for h in parts if isinstance(h.part, Data)}
    spoken = theme.spoken(labels.language)
    look = replace(look, families=_families(spoken, labels, None, fonts))
    figures = {h.part.key: _figure(h, content, look) for h in parts if isinstance(h.part, Figure)}
    drawn = {
        here.part.key: read_chart(content, here, tables[here.part.key], labels)
        for here in parts
        if isinstance(here.part, Chart)
    }
    looks = {k: replace(look, families=_families(spoken, labels, tables[k], fonts)) for k in drawn}
    charted = {key: charts.draw(chart, looks[key], labels.charts) for key, chart in drawn.items()}
    descriptions = {key: charts.describe(chart, labels.charts) for key, chart in drawn.items()}
    said = [here for here in parts if isinstance(here.part, Formula)]
    typed = {here.part.key: _formula(here, content, theme, layout) for here in said}
    refused = {
        here.part.key: problem
        for here in said
        for problem in _too_wide(here, content, typed[here.part.key], theme, layout)
    }
    pictures = {**figures, **charted, **typed}
    mark = with_raster(logo, look.font_dirs, look.family, look.width) if logo else None
    return Material(labels, pictures, tables, descriptions, stamp, mark, refused, look)


def _look(theme: Theme, layout: str, fonts: tuple[Path, ...]) -> charts.Look:
    return charts.Look(
        palette=theme.palette,
        ink=theme.colour("ink"),
        soft=theme.colour("soft"),
        rule=theme.colour("rule"),
        families=(theme.fonts["sans"].family, *theme.fonts["sans"].fallback),
        font_dirs=fonts,
        size=theme.style("caption", layout).size,
        width=round(theme.layouts[layout].exhibits * PT_PER_MM, 2),
        paper=theme.colour("paper"),
    )


def _families(
    theme: Theme, labels: Labels, rows: Rows | None, fonts: tuple[Path, ...]
) -> tuple[str, ...]:
    """The families that a chart of *rows* is set in, the first for most of it.

    What other tables say must not count: readers of the chart may not get them.
    """
    cells = (cell for row in (rows.head, *rows.body) for cell in row) if rows else ()
    text, sans = " ".join((*cells, *labels.charts.values())), theme.fonts["sans"]
    others = Glyphs(theme, fonts).setting(text, sans)
    return tuple(dict.fromkeys((sans.family, *others, *sans.fallback)))


def _figure(here: Located, content: Content, look: charts.Look) -> Asset:
    assert isinstance(here.part, Figure)
    place = content.source.place((*here.loc, "file"))
    picture = load(content.folder / here.part.file, content.folder, place)
    return with_raster(picture, look.font_dirs, look.family, look.width)


def _formula(here: Located, content: Content, theme: Theme, layout: str) -> Asset:
    size = theme.style("body", layout).size
    return formulas.draw(read_formula(content, here), size, theme.colour("ink"))


def _too_wide(
    here: Located, content: Content, drawn: Asset, theme: Theme, layout: str
) -> Iterator[Problem]:
    """Type is never made smaller: a formula has to fit the column of text as it is."""
    column = theme.layouts[layout].text
    if (wide := drawn.width / PT_PER_MM) > column:
        what = f"the formula is {wide:.0f} mm wide, the column of text {column:.0f} mm"
        remedy = "break it in \\begin{aligned} … \\\\ … \\end{aligned}, or use shorter names"
        yield Problem(content.source.text_place((*here.loc, "tex")), "Q105", what, remedy)

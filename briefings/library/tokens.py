"""What types can't say about a theme: whether its tokens go together.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
V103  text whose colour stands out too little from what it stands on (WCAG 2.2, 1.4.3, level AA)
V104  a colour of data series that stands out too little from the paper (1.4.11)
V105  too few colours of data series, or two that some readers can't tell apart
V106  a family of type that is in no folder of fonts
V107  a face of a family that is asked for and not there: bold, italic, or both
V108  type too small to be read, or lines that touch
V109  a page with no room for text
V110  what a theme that is to be accessible has no place for
V111  small capitals that a font does not have
V112  running text that can't keep to the baseline grid of its layout
====  ==============================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from briefings.errors import Problem
from briefings.exhibits.charts.look import TEXT_CONTRAST, contrast
from briefings.library.layouts import PAPER_MM
from briefings.library.theme import Theme
from briefings.library.typography import BROADER, ColourRole, Style, StyleRole
from briefings.library.vision import apart
from briefings.source import Loc, Source

Faces = Mapping[str, frozenset[tuple[bool, bool]]]
"""The faces of each family: whether bold, and whether italic."""

Small = Callable[[str], frozenset[tuple[bool, bool]]]
"""The faces of a family that have small capitals."""

LARGE_CONTRAST = GRAPHIC_CONTRAST = 3.0
"""Least contrast of large type (WCAG 2.2, 1.4.3) and of what is drawn (1.4.11)."""
LARGE, LARGE_BOLD = 18.0, 14.0
"""Sizes from which type is large (WCAG 2.2, "large scale"), pt."""
COLOURS = 6
"""Colours that data series need: as many as Word's themes have accents."""
APART = 0.05
"""Least difference of two of them in Oklab: some two and a half times what is seen at all."""
SMALLEST = 6.0
"""The smallest type that is printed, pt."""
READABLE, ACCESSIBLE = 12.0, 10.0
"""Least size of running text and of all else, pt, in accessible publishing (GOV.UK guidance)."""
NARROWEST, LOWEST = 45.0, 100.0
"""Least width and height of the column of text, mm."""

ON_GRID: tuple[StyleRole, ...] = ("body", "list")
"""Roles whose lines stand on the baseline grid of a layout that has one."""

RUNNING_TEXT: frozenset[StyleRole] = frozenset(
    ("body", "list", "standfirst", "judgement", "quotation", "callout", "definition", "contents")
)
ON_TINT: tuple[StyleRole, ...] = (
    "panel-heading",
    "judgement",
    "fact",
    "label",
    "note-line",
    "callout-heading",
    "callout",
    "list",
    "numeral",
    "origin",
)
"""Roles that stand in panels too."""


def check(theme: Theme, source: Source, faces: Faces, small: Small) -> list[Problem]:
    """Everything wrong with *theme*, read from *source*; *faces* are those there are to print, and
    *small* tells which of a family have small capitals.
    """
    checking = _Checking(theme, source)
    return [
        *checking.text(),
        *checking.colours(),
        *checking.palette(),
        *checking.fonts(faces),
        *checking.small_capitals(faces, small),
        *checking.sizes(),
        *checking.pages(),
        *checking.grids(),
        *(checking.accessibility() if theme.accessible else ()),
    ]


@dataclass(frozen=True, slots=True)
class _Checking:
    theme: Theme
    source: Source

    def problem(self, code: str, loc: Loc, what: str, remedy: str) -> Problem:
        return Problem(self.source.place(loc), code, what, remedy)

    def styles(self, *fields: str) -> Iterator[tuple[StyleRole, Style, Loc]]:
        """Every style with its role and place, also where a layout changes one of its *fields*."""
        for role, style in self.theme.styles.items():
            yield role, style, ("styles", role)
        for name, layout in self.theme.layouts.items():
            for role, change in layout.styles.items():
                if any(getattr(change, field) is not None for field in fields):
                    yield role, self.theme.style(role, name), ("layouts", name, "styles", role)

    # --- colours ---

    def text(self) -> Iterator[Problem]:
        for role, style, loc in self.styles("colour", "size", "bold"):
            large = style.size >= (LARGE_BOLD if style.bold else LARGE)
            least = LARGE_CONTRAST if large else TEXT_CONTRAST
            for ground in self.grounds(role):
                yield from self.legible(style.colour, ground, least, role, (*loc, "colour"))

    def grounds(self, role: StyleRole) -> Iterator[ColourRole]:
        """What text in a role stands on."""
        design = self.theme.design
        if role == "table-head":
            yield "primary" if design.table == "band" else "paper"
            return
        yield "paper"
        if role in ON_TINT and design.panel == "tint":
            yield "tint"

    def colours(self) -> Iterator[Problem]:
        """Colours that words have whatever their style: links and labels, numbers, a band's."""
        for colour, what in (("primary", "links and labels"), ("accent", "numbers and marks")):
            for ground in self.grounds("judgement"):
                loc = ("colours", colour)
                yield from self.legible(colour, ground, TEXT_CONTRAST, what, loc)  # type: ignore[arg-type]

    def legible(
        self, colour: ColourRole, ground: ColourRole, least: float, what: str, loc: Loc
    ) -> Iterator[Problem]:
        found = contrast(self.theme.colour(colour), self.theme.colour(ground))
        if found < least:
            said = f"{what}: {colour} on {ground} has a contrast of {found:.2f}, not {least:g}"
            yield self.problem("V103", loc, said, f"make {colour} darker or {ground} lighter")

    def palette(self) -> Iterator[Problem]:
        palette, paper = self.theme.palette, self.theme.colour("paper")
        if len(palette) < COLOURS:
            what = f"there are {len(palette)} colours for data series, not {COLOURS}"
            yield self.problem("V105", ("palette",), what, "add some")
        for number, colour in enumerate(palette):
            if (found := contrast(colour, paper)) < GRAPHIC_CONTRAST:
                what = f"{colour} on paper has a contrast of {found:.2f}, not {GRAPHIC_CONTRAST:g}"
                yield self.problem("V104", ("palette", number), what, "make it darker")
        for (_, one), (number, other) in combinations(enumerate(palette[:COLOURS]), 2):
            difference, sight = apart(one, other)
            if difference < APART:
                what = f"{other} and {one} look alike in {sight}"
                remedy = "make one of them lighter or darker"
                yield self.problem("V105", ("palette", number), what, remedy)

    # --- type ---

    def fonts(self, faces: Faces) -> Iterator[Problem]:
        for role, font in self.theme.fonts.items():
            for field in ("family", "complex"):
                family = getattr(font, field)
                if family and family not in faces:
                    remedy = "put its .ttf files into fonts/, or name one that is there"
                    what = f"no folder of fonts has the family '{family}'"
                    yield self.problem("V106", ("fonts", role, field), what, remedy)
            there = faces.get(font.family)
            asked = () if there is None else self.asked(role) - there
            for bold, italic in sorted(asked):
                face = " ".join(w for w, on in (("bold", bold), ("italic", italic)) if on)
                what = f"'{font.family}' has no {face or 'regular'} face"
                remedy = "put its .ttf file into fonts/, or use another family"
                yield self.problem("V107", ("fonts", role, "family"), what, remedy)

    def asked(self, font: str) -> frozenset[tuple[bool, bool]]:
        """The faces that the styles of a font ask for; what authors mark needs all four."""
        every = self.styles("font", "bold", "italic")
        styles = [(role, style) for role, style, _ in every if style.font == font]
        if any(role in RUNNING_TEXT and role != "contents" for role, _ in styles):
            return frozenset((bold, italic) for bold in (False, True) for italic in (False, True))
        return frozenset((style.bold, style.italic) for _, style in styles)

    def small_capitals(self, faces: Faces, small: Small) -> Iterator[Problem]:
        for role, style, loc in self.styles("capitals", "font", "bold", "italic"):
            family, face = self.theme.fonts[style.font].family, (style.bold, style.italic)
            if style.capitals == "small" and family in faces and face not in small(family):
                what = f"{role}: that face of '{family}' has no small capitals"
                remedy = "say capitals: true, or use another family"
                yield self.problem("V111", (*loc, "capitals"), what, remedy)

    def sizes(self) -> Iterator[Problem]:
        for role, style, loc in self.styles("size"):
            if style.size < SMALLEST:
                what = f"{role} of {style.size:g} pt is too small to be read"
                yield self.problem("V108", (*loc, "size"), what, f"use {SMALLEST:g} pt or more")
        for role, style, loc in self.styles("size", "leading"):
            if style.leading < style.size:
                what = f"lines of {role} touch: leading {style.leading:g}, size {style.size:g} pt"
                yield self.problem("V108", (*loc, "leading"), what, "give more leading")

    def pages(self) -> Iterator[Problem]:
        for name, layout in self.theme.layouts.items():
            width, height = PAPER_MM[layout.paper]
            margins, side = layout.margins, layout.side
            aside = side.width + side.gap if side else 0
            wide = width - margins.left - margins.right - aside
            high = height - margins.top - margins.bottom
            if wide < NARROWEST or high < LOWEST:
                what = f"the column of text in '{name}' is {wide:g} mm wide and {high:g} mm high"
                remedy = f"leave {NARROWEST:g} by {LOWEST:g} mm or more"
                yield self.problem("V109", ("layouts", name, "margins"), what, remedy)

    def grids(self) -> Iterator[Problem]:
        for name, layout in self.theme.layouts.items():
            step = self.theme.step(name)
            for role in ON_GRID if step else ():
                style = self.theme.style(role, name)
                for field in ("leading", "above"):
                    if (length := getattr(style, field)) % step:
                        changed = getattr(layout.styles.get(role), field, None) is not None
                        loc = ("layouts", name, "styles", role) if changed else ("styles", role)
                        what = f"{role} leaves the grid of '{name}': {field} is {length:g} pt"
                        yield self.problem("V112", (*loc, field), what, _whole(field, step))

    # --- accessible publishing ---

    def accessibility(self) -> Iterator[Problem]:
        for role, style, loc in self.styles("size"):
            least = READABLE if BROADER.get(role, role) in RUNNING_TEXT else ACCESSIBLE
            if style.size < least:
                what = f"{role} of {style.size:g} pt is not accessible"
                yield self.problem("V110", (*loc, "size"), what, f"use {least:g} pt or more")
        for field in ("capitals", "italic"):
            for role, style, loc in self.styles(field):
                if getattr(style, field):
                    what, remedy = f"{role} is set in {field}", "set it upright, in small letters"
                    yield self.problem("V110", (*loc, field), what, remedy)
        design = self.theme.design
        if design.hyphenate:
            remedy = "say hyphenate: false"
            yield self.problem("V110", ("design", "hyphenate"), "words are divided", remedy)
        if design.italics:
            what, remedy = "stress and titles of works are set in italics", "say italics: false"
            yield self.problem("V110", ("design", "italics"), what, remedy)
        if design.links == "faint":
            what, remedy = "the line under links is faint", "say links: strong"
            yield self.problem("V110", ("design", "links"), what, remedy)


def _whole(field: str, step: float) -> str:
    least = "none, or " if field == "above" else ""
    return f"use {least}a multiple of the leading of body, {step:g} pt, or say grid: false"

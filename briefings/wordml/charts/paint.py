"""Fills, lines and type of charts, in the colours of the theme."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefings.exhibits.charts.look import legible, tint, upon
from briefings.library.theme import Theme
from briefings.library.typography import ColourRole
from briefings.wordml.colours import accent, rgb, slot
from briefings.wordml.geometry import emu
from briefings.wordml.xml import Element, Value, element

_SCHEME: Mapping[str, str] = {
    "text1": "tx1",
    "text2": "tx2",
    "background1": "bg1",
    "background2": "bg2",
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Names of theme colours in drawings, where they are others than in text."""


Turn = Literal["level", "slightly", "upward"]

_TURNS: Mapping[Turn, int] = {"level": 0, "slightly": 600, "upward": -5_400_000}
"""Angles in 1/60000 degree."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What charts are drawn with: a theme, a size of type in pt, the language of the document."""

    theme: Theme
    size: float
    language: str

    # --- colours ---

    def role(self, role: ColourRole) -> Element:
        """A colour of the theme: as such where Word's theme has a place for it."""
        return _colour(slot(self.theme, role), self.theme.colour(role))

    def series(self, number: int) -> Element:
        """The colour of a series, counted from 0."""
        return _colour(accent(self.theme, number), self.written(number))

    def pale(self, number: int, share: float) -> Element:
        """The colour of a series as it is where it has only a *share* of what is seen."""
        made = self.series(number)
        made.append(element("a:alpha", {"val": round(share * 100) * 1000}))
        return made

    def thin(self, number: int, share: float) -> Element:
        """The colour of a series as light as where it has only a *share*, but one that covers."""
        whole = self.written(number)
        before, after = (_saturation(c) for c in (whole, tint(whole, "#ffffff", share)))
        made = self.series(number)
        made.append(element("a:lumMod", {"val": round(share * 100) * 1000}))
        made.append(element("a:lumOff", {"val": round((1 - share) * 100) * 1000}))
        made.append(element("a:satMod", {"val": round(after / before * 100) * 1000}))
        return made

    def readable(self, number: int) -> Element:
        """The colour of a series, darkened for text on paper as far as it must be."""
        colour = self.written(number)
        made, dark = self.series(number), legible(colour, self.theme.colour("paper"))
        if dark.lower() != colour.lower():
            share = max(_channels(dark)) / max(_channels(colour))
            made.append(element("a:lumMod", {"val": round(share * 100) * 1000}))
        return made

    def upon(self, number: int) -> Element:
        """The colour of text on that of a series."""
        paper, ink = self.theme.colour("paper"), self.theme.colour("ink")
        found = upon(self.written(number), paper, ink)
        roles: Mapping[str, ColourRole] = {ink: "ink", paper: "paper"}
        if found in roles:
            return self.role(roles[found])
        return element("a:srgbClr", {"val": rgb(found)})

    def written(self, number: int) -> str:
        """The colour of a series, ``#rrggbb``."""
        palette = self.theme.palette or (self.theme.colour("primary"),)
        return palette[number % len(palette)]

    # --- type ---

    def type(
        self, colour: Element, *, bold: bool = False, turned: Turn = "level", wraps: bool = True
    ) -> Element:
        """``c:txPr``: text in a colour, in the family of the theme's captions.

        Text that does not wrap goes on beyond the room there is. Where it is turned *slightly*,
        which nobody sees, names of an axis that find no room are left out, not broken or turned.
        """
        wrapping = "square" if wraps else "none"
        return element(
            "c:txPr",
            None,
            element("a:bodyPr", {"rot": _TURNS[turned], "vert": "horz", "wrap": wrapping}),
            element("a:lstStyle"),
            element(
                "a:p",
                None,
                element("a:pPr", None, self._run("a:defRPr", colour, bold)),
                element("a:endParaRPr", {"lang": self.language}),
            ),
        )

    def rich(self, text: str, colour: Element, *, bold: bool = False) -> Element:
        """``c:rich``: *text* on a paragraph, as :meth:`type` sets it."""
        run = self._run("a:rPr", colour, bold, lang=self.language)
        return element(
            "c:rich",
            None,
            element("a:bodyPr", {"rot": 0, "vert": "horz"}),
            element("a:lstStyle"),
            element("a:p", None, element("a:r", None, run, element("a:t", text=text))),
        )

    def _run(self, kind: str, colour: Element, bold: bool, **more: Value) -> Element:
        family = self.theme.fonts["sans"].in_word
        faces = (element(f"a:{script}", {"typeface": family}) for script in ("latin", "ea", "cs"))
        properties = {**more, "sz": round(self.size * 100), "b": int(bold)}
        return element(kind, properties, fill(colour), *faces)


def _colour(place: str | None, written: str) -> Element:
    """A colour by its *place* in Word's theme, or *written* out where it has none."""
    if place is None:
        return element("a:srgbClr", {"val": rgb(written)})
    return element("a:schemeClr", {"val": _SCHEME.get(place, place)})


def fill(colour: Element | None) -> Element:
    """A plain fill, or none."""
    return element("a:noFill") if colour is None else element("a:solidFill", None, colour)


def line(colour: Element | None, width: float = 0.5, dash: str | None = None) -> Element:
    """A line *width* pt wide, or none."""
    if colour is None:
        return element("a:ln", None, element("a:noFill"))
    return element(
        "a:ln",
        {"w": emu(width), "cap": "rnd" if dash is None else "flat"},
        fill(colour),
        element("a:prstDash", {"val": dash or "solid"}),
        element("a:round"),
    )


def shape(*properties: Element) -> Element:
    """``c:spPr``: a fill, a line, or both in this order."""
    return element("c:spPr", None, *properties)


def bare() -> Element:
    """``c:spPr`` of what has neither fill nor line."""
    return shape(fill(None), line(None))


def _saturation(colour: str) -> float:
    red, green, blue = (channel / 255 for channel in _channels(colour))
    return colorsys.rgb_to_hls(red, green, blue)[2] or 1.0  # of a grey it does not matter


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))

"""Colours: the theme's roles as Word's theme colours, so that Design > Colours recolours a file.

Every colour is also written out, for readers that know no theme colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.library.theme import Theme
from briefings.library.typography import ColourRole, FontRole
from briefings.wordml.xml import Element, Value, element

_SLOTS: Mapping[ColourRole, str] = {
    "ink": "text1",
    "paper": "background1",
    "primary": "text2",
    "tint": "background2",
}
_ACCENTS = 6
_OF_THEME = {
    "w:asciiTheme": "HAnsi",
    "w:hAnsiTheme": "HAnsi",
    "w:eastAsiaTheme": "EastAsia",
    "w:cstheme": "Bidi",
}
"""How ``w:rFonts`` names the major or minor fonts of a file's theme."""
_MAJOR: FontRole = "display"
_MINOR: FontRole = "text"


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour of a house: what it shows as, and where it stands in the house's own theme."""

    rgb: str
    slot: str | None = None
    tint: int | None = None
    """Parts in 255 that are left of it when made lighter."""
    shade: int | None = None
    """Parts in 255 that are left of it when made darker."""

    def attributes(self, name: str) -> dict[str, Value]:
        """Attributes of an element that has its colour in *name*: text, border or ground."""
        at = "w:themeFill" if name == "w:fill" else "w:theme"
        parts = {"Tint": self.tint, "Shade": self.shade}
        said = {f"{at}{word}": f"{part:02X}" for word, part in parts.items() if part is not None}
        where = "w:themeFill" if name == "w:fill" else "w:themeColor"
        return {name: rgb(self.rgb), where: self.slot, **said}


class HouseTheme(Theme):
    """A theme in the colours and type of a house; see :mod:`briefings.wordml.house.dress`."""

    inks: Mapping[ColourRole, Ink]
    faces: Mapping[FontRole, str]
    """A family, ``:major`` or ``:minor`` for the house's own, or nothing: as the text around."""
    ratio: float
    """What sizes and spaces of the theme were multiplied by."""
    accented: bool
    """Whether the accents of the house's own theme are its palette."""


def rgb(colour: str) -> str:
    """``#a23b22`` → ``A23B22``."""
    return colour.removeprefix("#").upper()


def slot(theme: Theme, role: ColourRole) -> str | None:
    """Word's name for the role, where its theme has a place for it."""
    if isinstance(theme, HouseTheme):
        ink = theme.inks[role]
        return ink.slot if ink.tint is None and ink.shade is None else None
    if role in _SLOTS:
        return _SLOTS[role]
    same = [n for n, c in enumerate(_palette(theme), 1) if rgb(c) == rgb(theme.colour(role))]
    return f"accent{same[0]}" if same else None


def accent(theme: Theme, number: int) -> str | None:
    """Word's name for the colour of a data series, counted from 0, where its theme has one."""
    apart = isinstance(theme, HouseTheme) and not theme.accented
    return None if apart else f"accent{number + 1}"


def _palette(theme: Theme) -> tuple[str, ...]:
    known = theme.palette or (theme.colour("primary"),)
    return (known * _ACCENTS)[:_ACCENTS]


def coloured(theme: Theme, role: ColourRole, name: str = "w:val") -> dict[str, Value]:
    """Attributes of ``w:color``, or of a border where *name* is ``w:color``."""
    if isinstance(theme, HouseTheme):
        return theme.inks[role].attributes(name)
    return {name: rgb(theme.colour(role)), "w:themeColor": slot(theme, role)}


def shading(theme: Theme, role: ColourRole) -> Element:
    """A plain background (``w:shd``)."""
    fill: dict[str, Value] = {"w:fill": rgb(theme.colour(role)), "w:themeFill": slot(theme, role)}
    if isinstance(theme, HouseTheme):
        fill = theme.inks[role].attributes("w:fill")
    return element("w:shd", {"w:val": "clear", "w:color": "auto", **fill})


def fonts(theme: Theme, role: FontRole, latin_only: bool = False) -> Element | None:
    """``w:rFonts`` for a role of the theme; none where it is as the text around it."""
    font = theme.fonts[role]
    if isinstance(theme, HouseTheme):
        return _house_fonts(theme.faces[role])
    latin = dict.fromkeys(("w:ascii", "w:hAnsi"), font.in_word)
    eastern = {"w:eastAsia": font.eastern or font.in_word}
    complex = font.in_word if latin_only else font.complex or font.in_word
    return element("w:rFonts", {**latin, **eastern, "w:cs": complex})


def _house_fonts(face: str) -> Element | None:
    if face.startswith(":"):
        said = {name: f"{face[1:]}{script}" for name, script in _OF_THEME.items()}
        return element("w:rFonts", said)
    kinds = ("ascii", "hAnsi", "eastAsia", "cs")
    return element("w:rFonts", {f"w:{kind}": face for kind in kinds}) if face else None


def theme_part(theme: Theme) -> Element:
    """``theme1.xml``: the theme's colours and fonts, and the plain effects that it must have."""
    return element(
        "a:theme",
        {"name": theme.name},
        element("a:themeElements", None, _scheme(theme), _font_scheme(theme), _formats(theme)),
    )


def _scheme(theme: Theme) -> Element:
    colours: dict[str, str] = {
        "dk1": theme.colour("ink"),
        "lt1": theme.colour("paper"),
        "dk2": theme.colour("primary"),
        "lt2": theme.colour("tint"),
        **{f"accent{n}": c for n, c in enumerate(_palette(theme), 1)},
        "hlink": theme.colour("primary"),
        "folHlink": theme.colour("soft"),
    }
    parts = (
        element(f"a:{name}", None, element("a:srgbClr", {"val": rgb(colour)}))
        for name, colour in colours.items()
    )
    return element("a:clrScheme", {"name": theme.name}, *parts)


def _font_scheme(theme: Theme) -> Element:
    def fonts_of(name: str, role: FontRole) -> Element:
        font = theme.fonts[role]
        faces = (("latin", font.in_word), ("ea", font.eastern or ""), ("cs", font.complex or ""))
        return element(name, None, *(element(f"a:{s}", {"typeface": f}) for s, f in faces))

    major, minor = fonts_of("a:majorFont", _MAJOR), fonts_of("a:minorFont", _MINOR)
    return element("a:fontScheme", {"name": theme.name}, major, minor)


def _formats(theme: Theme) -> Element:
    """Fills, lines and effects of shapes: three plain ones each, as CT_StyleMatrix demands."""

    def fill() -> Element:
        return element("a:solidFill", None, element("a:schemeClr", {"val": "phClr"}))

    def thrice(name: str, *made: Element) -> Element:
        return element(name, None, *made)

    lines = (element("a:ln", {"w": width}, fill()) for width in (6350, 12700, 19050))
    effects = (element("a:effectStyle", None, element("a:effectLst")) for _ in range(3))
    return element(
        "a:fmtScheme",
        {"name": theme.name},
        thrice("a:fillStyleLst", *(fill() for _ in range(3))),
        thrice("a:lnStyleLst", *lines),
        thrice("a:effectStyleLst", *effects),
        thrice("a:bgFillStyleLst", *(fill() for _ in range(3))),
    )

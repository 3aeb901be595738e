"""Colours: the theme's roles as Word's theme colours, so that Design > Colours recolours a file.

Every colour is also written out, for readers that know no theme colours.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefings.library.theme import ColourRole, FontRole, Theme
from briefings.wordml.xml import Element, Value, element

_SLOTS: Mapping[ColourRole, str] = {
    "ink": "text1",
    "paper": "background1",
    "primary": "text2",
    "tint": "background2",
}
_ACCENTS = 6
_MAJOR: FontRole = "display"
_MINOR: FontRole = "text"


def rgb(colour: str) -> str:
    """``#a23b22`` → ``A23B22``."""
    return colour.removeprefix("#").upper()


def slot(theme: Theme, role: ColourRole) -> str | None:
    """Word's name for the role, where its theme has a place for it."""
    if role in _SLOTS:
        return _SLOTS[role]
    same = [n for n, c in enumerate(_palette(theme), 1) if rgb(c) == rgb(theme.colour(role))]
    return f"accent{same[0]}" if same else None


def _palette(theme: Theme) -> tuple[str, ...]:
    known = theme.palette or (theme.colour("primary"),)
    return (known * _ACCENTS)[:_ACCENTS]


def coloured(theme: Theme, role: ColourRole, name: str = "w:val") -> dict[str, Value]:
    """Attributes of ``w:color``, or of a border where *name* is ``w:color``."""
    return {name: rgb(theme.colour(role)), "w:themeColor": slot(theme, role)}


def shading(theme: Theme, role: ColourRole) -> Element:
    """A plain background (``w:shd``)."""
    fill = {"w:fill": rgb(theme.colour(role)), "w:themeFill": slot(theme, role)}
    return element("w:shd", {"w:val": "clear", "w:color": "auto", **fill})


def fonts(theme: Theme, role: FontRole, latin_only: bool = False) -> Element:
    """``w:rFonts`` for a role of the theme."""
    font = theme.fonts[role]
    latin = dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia"), font.in_word)
    complex = font.in_word if latin_only else font.complex or font.in_word
    return element("w:rFonts", {**latin, "w:cs": complex})


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
        faces = (("latin", font.in_word), ("ea", ""), ("cs", font.complex or ""))
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

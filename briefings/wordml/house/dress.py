"""A theme in a house's own type and colours, for what its reference document has no style for.

What we have to add is drawn from our theme in proportion only: sizes and spaces grow or shrink
with the house's running text. Type, colours and leading are the house's.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from briefings.library.theme import Theme
from briefings.library.typography import ColourRole, Font, FontRole, Style, StyleRole
from briefings.wordml.colours import HouseTheme, Ink
from briefings.wordml.house.sheet import HouseSheet, HouseStyle
from briefings.wordml.xml import NAMESPACES, Element, qualified

_OFFICE_ACCENTS = frozenset(("4F81BD", "4472C4", "5B9BD5", "156082", "0F6FC6"))
"""First accents of the themes that Word comes with: no house's choice."""
_SLOTS = {
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Names of theme colours in text, and in the theme, where they are not the same."""
_PLAIN = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "hlink": "0563C1",
}
_WHOLE, _SOFT, _RULE, _TINT = 255, 0xA6, 0x59, 0x1A
"""Parts in 255 that are left of a colour when it is made lighter."""
_LIGHT = 0xDC
"""What a light ground has at least of red, green and blue."""
_LEAST, _MOST = 0.8, 1.6
"""What our sizes are multiplied by at least and at most."""
_PLAIN_SIZE = 10.0
"""Size of text where a document says none, pt (ECMA-376 part 1, 17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours and families of a theme part."""

    colours: Mapping[str, str]
    major: str = ""
    minor: str = ""

    @classmethod
    def of(cls, root: Element | None) -> Palette:
        """What a theme part says, or Word's own theme where there is none."""
        if root is None:
            return cls(_PLAIN)
        scheme = root.find(".//a:clrScheme", _PREFIXES)
        found = {} if scheme is None else {_local(slot): _rgb(slot) for slot in scheme}
        families = (
            root.find(f".//a:{name}/a:latin", _PREFIXES) for name in ("majorFont", "minorFont")
        )
        major, minor = ("" if f is None else f.get("typeface", "") for f in families)
        return cls({**_PLAIN, **{name: rgb for name, rgb in found.items() if rgb}}, major, minor)

    def ink(self, slot: str, tint: int = _WHOLE) -> Ink:
        """A theme colour, made lighter until *tint* parts in 255 of it are left."""
        rgb = self.colours.get(_SLOTS.get(slot, slot), "000000")
        return Ink(f"#{_lighter(rgb, tint)}", slot, tint if tint != _WHOLE else None)

    @property
    def own(self) -> bool:
        """Whether somebody chose these colours."""
        return self.colours["accent1"] not in _OFFICE_ACCENTS

    def accents(self) -> tuple[str, ...]:
        """Colours of data series."""
        named = (self.colours.get(f"accent{n}") for n in range(1, 7))
        return tuple(f"#{rgb}" for rgb in named if rgb)


_PREFIXES = {"a": NAMESPACES["a"]}


def dressed(
    theme: Theme,
    layout: str,
    sheet: HouseSheet,
    palette: Palette,
    found: Mapping[str, HouseStyle],
) -> HouseTheme:
    """*theme* in the type and colours of a house; *found* gives its styles by role."""
    body = found.get("body text") or sheet.default("paragraph")
    ratio = scale(theme, layout, sheet, body)
    inks = _inks(sheet, palette, found)
    faces = _faces(sheet, found)
    styles = {
        role: _scaled(theme.style(role, layout), ratio, sheet, found.get(_MEASURED.get(role, "")))
        for role in theme.styles
    }
    fields = {name: getattr(theme, name) for name in Theme.model_fields} | {
        "fonts": {role: Font(family=_family(faces, palette, role)) for role in theme.fonts},
        "colours": {role: ink.rgb for role, ink in inks.items()},
        "palette": palette.accents() if palette.own else _series(inks),
        "styles": styles,
        "layouts": {layout: theme.layouts[layout].model_copy(update={"styles": {}})},
        "inks": inks,
        "faces": faces,
        "ratio": ratio,
        "accented": palette.own,
    }
    return HouseTheme.model_construct(**fields)


_MEASURED: Mapping[StyleRole, str] = {
    "title": "title",
    "heading-2": "heading 1",
    "heading-3": "heading 2",
    "heading-4": "heading 3",
    "caption": "caption",
    "table-text": "table text",
    "callout": "callout text",
    "note": "endnote text",
}
"""Tokens that take their size from the house's own style for a role."""


def scale(theme: Theme, layout: str, sheet: HouseSheet, body: HouseStyle | None) -> float:
    """What our sizes are multiplied by to stand beside the house's running text."""
    own = size(sheet, body)
    return min(_MOST, max(_LEAST, own / theme.style("body", layout).size))


def size(sheet: HouseSheet, style: HouseStyle | None) -> float:
    """Size of type of a style, pt."""
    found = sheet.value(style, "w:rPr/w:sz", "w:val")
    return float(found) / 2 if found and found.isdigit() else _PLAIN_SIZE


def _scaled(style: Style, ratio: float, sheet: HouseSheet, own: HouseStyle | None) -> Style:
    wide = size(sheet, own) if own else _half(style.size * ratio)
    return style.model_copy(
        update={
            "size": wide,
            "leading": style.leading * wide / style.size,
            "above": _half(style.above * ratio),
        }
    )


def _half(pt: float) -> float:
    return round(pt * 2) / 2


# --- colours --------------------------------------------------------------------------------------


def _inks(
    sheet: HouseSheet, palette: Palette, found: Mapping[str, HouseStyle]
) -> Mapping[ColourRole, Ink]:
    """The colours: those of headings, a second one if the house chose one, and shades of grey."""
    ink = _of_style(sheet, palette, found.get("body text")) or palette.ink("text1")
    headings = (found.get(role) for role in ("heading 1", "title", "heading 2"))
    colours = (_of_style(sheet, palette, style) for style in headings)
    chosen = next((c for c in colours if c and _is_colour(c.rgb)), None)
    primary = chosen or (palette.ink("accent1") if palette.own else ink)
    accent = palette.ink("accent1") if palette.own else primary
    return {
        "ink": ink,
        "soft": palette.ink("text1", _SOFT),
        "primary": primary,
        "accent": accent,
        "tint": _tint(primary, palette),
        "rule": palette.ink("text1", _RULE),
        "paper": palette.ink("background1"),
    }


def _tint(primary: Ink, palette: Palette) -> Ink:
    """The ground of boxes: a light second ground that the house chose, or its colour made light.

    A shade of a shade has no name in the theme.
    """
    second = palette.ink("background2")
    if palette.own and min(_parts(second.rgb)) >= _LIGHT:
        return second
    light = f"#{_lighter(primary.rgb[1:], _TINT)}"
    return Ink(light, primary.slot, _TINT) if primary.slot and not primary.shade else Ink(light)


def _series(inks: Mapping[ColourRole, Ink]) -> tuple[str, ...]:
    """Colours of data series from the one colour of a house."""
    rgb = inks["primary"].rgb[1:]
    return tuple(f"#{_lighter(rgb, part)}" for part in (_WHOLE, 0xA6, 0xD9, 0x73, 0xBF, 0x8C))


def _of_style(sheet: HouseSheet, palette: Palette, style: HouseStyle | None) -> Ink | None:
    """The colour that a style comes to have, if it has one."""
    found = sheet.find(style, "w:rPr/w:color")
    if found is None:
        return None
    rgb = found.get(qualified("w:val"), "auto")
    slot = found.get(qualified("w:themeColor"))
    tint, shade = (found.get(qualified(f"w:{name}")) for name in ("themeTint", "themeShade"))
    if rgb == "auto" and slot is None:
        return None
    if slot is None:
        return Ink(f"#{rgb.upper()}")
    shown = rgb.upper() if rgb != "auto" else palette.ink(slot).rgb[1:]
    return Ink(f"#{shown}", slot, _part(tint), _part(shade))


def _part(hexadecimal: str | None) -> int | None:
    return int(hexadecimal, 16) if hexadecimal else None


def _is_colour(rgb: str) -> bool:
    """Whether a colour is none of the greys."""
    parts = _parts(rgb)
    return max(parts) - min(parts) > 24


def _parts(rgb: str) -> list[int]:
    """Red, green and blue of ``#rrggbb``."""
    return [int(rgb[n : n + 2], 16) for n in (1, 3, 5)]


def _lighter(rgb: str, left: int) -> str:
    """A colour with *left* parts in 255 of its darkness, as Word reckons a tint."""
    red, green, blue = (int(rgb[n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * left / 255 + (1 - left / 255)
    made = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(part * 255):02X}" for part in made)


def _rgb(slot: Element) -> str:
    """The colour of a slot of a theme."""
    for found in slot:
        value = found.get("val") if _local(found) == "srgbClr" else found.get("lastClr")
        if value:
            return value.upper()
    return ""


def _local(found: Element) -> str:
    return str(etree.QName(found).localname)


# --- type -----------------------------------------------------------------------------------------


def _faces(sheet: HouseSheet, found: Mapping[str, HouseStyle]) -> Mapping[FontRole, str]:
    """For each role what ``w:rFonts`` says; running text says nothing, and is as it is around."""
    heading = found.get("heading 1") or found.get("title")
    face = _face(sheet, heading)
    same = face == _face(sheet, found.get("body text") or sheet.default("paragraph"))
    return {"text": "", "sans": "", "display": "" if same else face}


def _face(sheet: HouseSheet, style: HouseStyle | None) -> str:
    """A family, or ``major`` or ``minor`` with a colon for one of the theme's."""
    found = sheet.find(style, "w:rPr/w:rFonts")
    if found is None:
        return ""
    named = found.get(qualified("w:asciiTheme"))
    if named:
        return ":major" if named.startswith("major") else ":minor"
    return found.get(qualified("w:ascii"), "")


def _family(faces: Mapping[FontRole, str], palette: Palette, role: FontRole) -> str:
    face = faces[role]
    if face in ("", ":minor"):
        return palette.minor or "Calibri"
    return (palette.major if face == ":major" else face) or "Calibri"

"""A style of ours in proportion to a house's running text, before what it is based on is said.

It keeps structure: boxes, indents, what is kept with what, sizes and spaces in proportion. What is
as in the house's running text is not said: type, colour, leading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

from briefings.document import TableRole
from briefings.library.typography import Style
from briefings.wordml import looks
from briefings.wordml.colours import HouseTheme
from briefings.wordml.geometry import half_points, twips
from briefings.wordml.house.candidates import table_role
from briefings.wordml.house.casting import Casting
from briefings.wordml.house.order import insert
from briefings.wordml.house.sheet import HouseSheet
from briefings.wordml.look import Look, Zone
from briefings.wordml.styles import Styler
from briefings.wordml.xml import Element, qualified, val

MARKED = Look("MarkingLine", "Marking Line", "running", full=True, align="right", above=0)
"""The line of a head or foot that says the marking."""

_OF_BOX: Mapping[str, Zone] = {
    "panel": "panel",
    "recommendations": "recommendations",
    "callout": "callout",
}
_MASTHEAD = frozenset(
    ("organisation", "unit", "imprint", "kicker", "cover organisation", "cover imprint")
)
"""Lines of a masthead, which stand close together."""
_BARE_BOXES = frozenset(("masthead", "cover"))
"""Rules of our masthead, which a house with a head of its own has no need of."""
_UNDER_KICKER, _UNDER_BOX = 3.0, 6.0
"""Space below a kicker, and below lines of boxes, pt."""
_INHERITED = frozenset(("numForm", "numSpacing", "ligatures"))


@dataclass(frozen=True)
class Proportion:
    """Writes styles for one house and one layout."""

    sheet: HouseSheet
    casting: Casting
    theme: HouseTheme
    layout: str
    styler: Styler

    def whole(self, look: Look) -> Element:
        """A style with all that it says beside the house's running text."""
        own = self._plainer(look)
        made = self.styler.paragraph(own)
        style = self.theme.style(own.token, self.layout)
        _setting, characters = (made.find(qualified(f"w:{name}")) for name in ("pPr", "rPr"))
        assert _setting is not None
        assert characters is not None
        self._type(characters, own, style)
        self._spaces(_setting, own, style)
        if own.align == "left" and zone_of(own) != "text" and own.box != "quotation":
            insert(_setting, val("jc", "left"))
        return made

    def _plainer(self, look: Look) -> Look:
        """A look without what only our own pages have, its lengths in proportion."""
        ratio = self.theme.ratio
        own = replace(
            look,
            indent=look.indent * ratio,
            hanging=look.hanging * ratio,
            size=look.size and (round(look.size * ratio * 2) / 2 if look.size > 1 else look.size),
        )
        if look in looks.HEADINGS:
            own = look
        if look.frame == "masthead":
            own = replace(own, frame=None, align="left")
        if look.box in _BARE_BOXES:
            own = replace(own, box=None)
        if look.token == "table-head" and self._tables_are_theirs:
            own = replace(own, token="table-text")
        return own

    @cached_property
    def _tables_are_theirs(self) -> bool:
        """Whether tables are in styles of the house, which say what their heads look like."""
        return any(self.casting.style(table_role(role)) for role in get_args(TableRole))

    def _type(self, characters: Element, look: Look, style: Style) -> None:
        """Leave out of ``w:rPr`` what is as in running text."""
        body = self.theme.style("body", self.layout)
        same = {"color"} if (look.colour or style.colour) == "ink" else set()
        if half_points(look.size or style.size) == half_points(body.size):
            same |= {"sz", "szCs"}
        for found in list(characters):
            local = found.tag.rpartition("}")[2]
            if local in same or local in _INHERITED:
                characters.remove(found)

    def _spaces(self, setting: Element, look: Look, style: Style) -> None:
        """Spaces around a paragraph, and its leading where it is in small type."""
        found = setting.find(qualified("w:spacing"))
        assert found is not None
        above = int(found.get(qualified("w:before"), "0"))
        found.set(qualified("w:after"), str(self._after(look, above)))
        if look.automatic or look == looks.SEPARATOR:
            return
        for name in ("w:line", "w:lineRule"):
            del found.attrib[qualified(name)]
        body = self.theme.style("body", self.layout)
        if (look.size or style.size) < body.size:
            found.set(qualified("w:line"), "240")
            found.set(qualified("w:lineRule"), "auto")

    def _after(self, look: Look, above: int) -> int:
        """Space below, for a house may give its running text none above."""
        zone = zone_of(look)
        if zone == "cell" or look in (looks.SEPARATOR, looks.FIGURE, MARKED):
            return 0
        if look == looks.KICKER:
            return twips(_UNDER_KICKER)
        if look.name.casefold() in _MASTHEAD or look.keep_next:
            return twips(look.below)
        if look.box in _OF_BOX:
            return max(above, twips(_UNDER_BOX))
        if look.numbered is not None or zone != "text":
            return above
        return max(twips(look.below), self.body_space("w:after"))

    def body_space(self, side: str) -> int:
        """Space above or below the house's running text, twips."""
        style = self.casting.style("body text")
        text = self.sheet.value(style, "w:pPr/w:spacing", side) or "0"
        return int(text) if text.isdigit() else 0


def zone_of(look: Look) -> Zone:
    """The zone that a look is of."""
    if look.box is not None and look.box in _OF_BOX:
        return _OF_BOX[look.box]
    if look.numbered is not None:
        return look.numbered[1]
    return "cell" if look.name.startswith("Table ") else "text"

"""The styles that we put into a house's sheet, for roles that nothing of the house's plays.

They are based on the house's own and say as little as they can: type, colour and leading come from
there, and so does whatever the style they are a variant of says. What is ours is structure: boxes,
indents, what is kept with what, and sizes in proportion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefings.document import TableRole
from briefings.wordml import looks, roles
from briefings.wordml.characters import FOOTNOTE_CALL, MARKING, NOTE_CALL, CharacterLook
from briefings.wordml.colours import HouseTheme
from briefings.wordml.geometry import PageBox, twips
from briefings.wordml.house.candidates import KIN, table_role
from briefings.wordml.house.casting import Casting
from briefings.wordml.house.difference import beyond
from briefings.wordml.house.order import insert
from briefings.wordml.house.proportion import Proportion, zone_of
from briefings.wordml.house.sheet import HouseSheet, HouseStyle
from briefings.wordml.look import BUILT_IN, Look
from briefings.wordml.styles import Styler, unstyled
from briefings.wordml.tables import style_id, table_style
from briefings.wordml.xml import Element, qualified, val, w


@dataclass(frozen=True)
class Supplement:
    """Writes what a house's sheet lacks, and says under which id each of our styles is found."""

    sheet: HouseSheet
    casting: Casting
    theme: HouseTheme
    layout: str
    page: PageBox
    styler: Styler
    lists: Mapping[int, int]
    """The house's lists by number, and the definition that each is of."""
    _ids: dict[str, str] = field(default_factory=dict)

    # --- ids ---

    def played(self, look: Look) -> HouseStyle | None:
        """The house's style that a look is set in, also where only its space above differs."""
        style = self.casting.style(look.name)
        if style is None and look.parent is not None and _only_raised(look, look.parent):
            return self.played(look.parent)
        return style

    def paragraph_id(self, look: Look) -> str:
        """The id of the style of a look."""
        style = self.played(look)
        return style.id if style else self._free(look.id)

    def character_id(self, look: CharacterLook) -> str:
        """The id of the style of a character look."""
        style = self.casting.style(look.name)
        return style.id if style else self._free(look.id)

    def table_id(self, role: TableRole) -> str:
        """The id of the style of a table."""
        style = self.casting.style(table_role(role))
        return style.id if style else self._free(style_id(role))

    def _free(self, key: str) -> str:
        """*key*, or one like it that no style of the house has."""
        if key not in self._ids:
            taken = {k.casefold() for k in (*self.sheet.styles, *self._ids.values())}
            tries = (key, *(f"{key}{n}" for n in range(2, 99)))
            self._ids[key] = next(k for k in tries if k.casefold() not in taken)
        return self._ids[key]

    def list_of(self, look: Look) -> tuple[int, int] | None:
        """The list of the house's that the style of a look belongs to, and the level in it."""
        return self.sheet.list_of(self.played(look), self.lists)

    def counts(self, look: Look) -> bool:
        """Whether the house's style of a look puts numbers or marks before paragraphs."""
        return self.list_of(look) is not None

    @cached_property
    def _proportion(self) -> Proportion:
        return Proportion(self.sheet, self.casting, self.theme, self.layout, self.styler)

    # --- styles ---

    def paragraph(self, look: Look) -> Element:
        """A paragraph style for a role that the house has none for."""
        base = self._base(look)
        made = self._proportion.whole(look)
        if base is not None:
            made = beyond(made, self._proportion.whole(base))
        if look.name.casefold() in KIN and base is not None:
            made = self._akin(look, made)
        elif base is not None and look.parent is None:
            self._indent(look, base, made)
        if look.unnumbered and base is not None and self.counts(base):
            properties = made.find(qualified("w:pPr"))
            assert properties is not None
            insert(properties, w("ind", left=0, firstLine=0))
        parent = self.paragraph_id(base) if base else self._plain
        following = self.paragraph_id(looks.BODY) if look.following else None
        return self._named(made, look.name, self._free(look.id), parent, following)

    def character(self, look: CharacterLook) -> Element:
        """A character style."""
        size = look.size
        if size and look != MARKING and size < MARKING_LEAST:
            size = round(size * self.theme.ratio * 2) / 2
        own = replace(look, size=size)
        if look in (NOTE_CALL, FOOTNOTE_CALL):
            own = CharacterLook(look.id, look.name, raised=look.raised)
        made = self.styler.character(own)
        parent = self._default("character") or "DefaultParagraphFont"
        return self._named(made, look.name, self._free(look.id), parent, None)

    def table(self, role: TableRole) -> Element:
        """A table style."""
        made = table_style(self.theme, role)
        name = made.find(qualified("w:name"))
        assert name is not None
        parent = self._default("table") or "TableNormal"
        shown = name.get(qualified("w:val"), "")
        return self._named(made, shown, self._free(style_id(role)), parent, None)

    def grounds(self) -> list[Element]:
        """The styles that Word expects to find and the house has not."""
        return [e for e in unstyled() if not self._default(e.get(qualified("w:type"), ""))]

    def _default(self, kind: str) -> str:
        style = self.sheet.default(kind)
        return style.id if style else ""

    @property
    def _plain(self) -> str | None:
        return self._default("paragraph") or None

    def _base(self, look: Look) -> Look | None:
        """The look that one is a variant of, as far as the house has a style for it."""
        if look.parent is not None:
            return look.parent
        akin = KIN.get(look.name.casefold())
        if akin is not None:
            return akin if self.played(akin) else None
        if look.box == "quotation" and look != looks.QUOTE:
            return looks.QUOTE if self.played(looks.QUOTE) else None
        zone = zone_of(look)
        body = roles.paragraph("body", zone) if zone != "text" else None
        return body if body is not None and body != look and self.played(body) else None

    def _indent(self, look: Look, base: Look, made: Element) -> None:
        """Indent from where the house's style for the box stands, not from where ours would."""
        setting = made.find(qualified("w:pPr"))
        if setting is None or setting.find(qualified("w:ind")) is None:
            return
        at = self.sheet.value(self.played(base), "w:pPr/w:ind", "w:left") or "0"
        ratio = self.theme.ratio
        left = (int(at) if at.isdigit() else 0) + twips(look.indent * ratio)
        insert(setting, w("ind", left=left, hanging=twips(look.hanging * ratio)))

    def _akin(self, look: Look, made: Element) -> Element:
        """A heading like another, without a number; only its place in the outline is its own."""
        setting, characters = (made.find(qualified(f"w:{name}")) for name in ("pPr", "rPr"))
        assert setting is not None
        assert characters is not None
        setting[:] = [w("numPr", val("numId", 0))]
        if self.counts(KIN[look.name.casefold()]):
            setting.append(w("ind", left=0, firstLine=0))
        setting.append(val("outlineLvl", 9 if look.outline is None else look.outline))
        characters[:] = []
        return made

    def _named(
        self, made: Element, name: str, key: str, parent: str | None, following: str | None
    ) -> Element:
        """*made* under a name and id of its own, based on *parent*."""
        shown = name
        if self.sheet.any_named(name) is not None:
            shown = f"{name} (Briefing)"
        made.set(qualified("w:styleId"), key)
        made.attrib.pop(qualified("w:default"), "")
        if shown not in BUILT_IN:
            made.set(qualified("w:customStyle"), "1")
        for tag in ("name", "basedOn", "next"):
            for found in made.findall(qualified(f"w:{tag}")):
                made.remove(found)
        made[0:0] = [
            val("name", shown),
            *([val("basedOn", parent)] if parent else []),
            *([val("next", following)] if following else []),
        ]
        return made


MARKING_LEAST = 12.0
"""Size that is never made smaller or larger, pt: TLP 2.0 asks for 12 pt or more."""


def _only_raised(look: Look, parent: Look) -> bool:
    """Whether a look is its parent but for the space above it."""
    same = replace(
        look,
        id=parent.id,
        name=parent.name,
        parent=parent.parent,
        above=parent.above,
        leads=parent.leads,
    )
    return same == parent

"""The sheet of styles that one file uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefings.document import TableRole
from briefings.wordml.characters import CharacterLook
from briefings.wordml.look import Look


@dataclass(slots=True)
class Sheet:
    """Collects looks as they are used, in the order of their first use."""

    looks: dict[str, Look] = field(default_factory=dict)
    characters: dict[str, CharacterLook] = field(default_factory=dict)
    tables: dict[TableRole, None] = field(default_factory=dict)

    def paragraph(self, look: Look) -> str:
        """The id of a paragraph style, which is in the file from now on with its parents."""
        if look.id not in self.looks:
            if look.parent is not None:
                self.paragraph(look.parent)
            self.looks[look.id] = look
        assert self.looks[look.id] == look, f"two looks are named {look.id}"
        return look.id

    def character(self, look: CharacterLook) -> str:
        """The id of a character style, which is in the file from now on."""
        assert self.characters.setdefault(look.id, look) == look
        return look.id

    def all(self, looks: Iterable[Look]) -> None:
        """Have all of these in the file, used or not."""
        for look in looks:
            self.paragraph(look)

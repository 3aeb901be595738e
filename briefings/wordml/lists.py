"""Lists, and lists in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from briefings.document import Block, List, ListItem, Paragraph
from briefings.wordml import roles
from briefings.wordml.compositor import Compositor
from briefings.wordml.keeping import together
from briefings.wordml.look import Look, Mark, Zone
from briefings.wordml.numbering import LIST_LEVELS, number_of
from briefings.wordml.xml import Element

Recurse = Callable[[Block, Zone], list[Element]]
"""Sets any block."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Sets lists; *block* sets what is no paragraph or list in them."""

    compositor: Compositor
    block: Recurse

    def set(self, block: List, zone: Zone, depth: int = 0) -> Iterator[Element]:
        """A list; one that counts starts again at 1. Long judgements of a book go on to the next
        page, what else is in a list is not parted."""
        depth = min(depth, LIST_LEVELS - 1)
        of = roles.mark(block.role, block.ordered)
        look = roles.item(of, zone, depth)
        number = self._number(look, of)
        parts = block.role == "judgements" and self.compositor.file.book
        for item in block.items:
            first = zone == "cell" and item is block.items[0] and depth == 0
            shown = roles.raised(look, 0, "First") if first else look
            made = [*self._item(item, shown, deepcopy(number), of, zone, depth)]
            yield from made if parts else together(made)

    def _number(self, look: Look, of: Mark) -> Element | None:
        if look.numbered is None:
            return None
        numbering = self.compositor.file.numbering
        self.compositor.file.sheet.paragraph(look)
        numbering.lead(look)
        if of not in roles.COUNTED:
            return None
        mark, zone, level = look.numbered
        return number_of(numbering.restarted(mark, zone, level), level)

    def _item(
        self, item: ListItem, look: Look, number: Element | None, of: Mark, zone: Zone, depth: int
    ) -> Iterator[Element]:
        """An item: its first paragraph has the mark, the others are indented like it."""
        first, *rest = item.blocks
        assert isinstance(first, Paragraph)
        setter = self.compositor.file.setter
        yield self.compositor.paragraph(look, setter.runs(first.children), None, number)
        for block in rest:
            match block:
                case Paragraph(children, role):
                    further = roles.under_item(role, of, zone, depth)
                    yield self.compositor.set(further, children)
                case List():
                    yield from self.set(block, zone, depth + 1)
                case _:
                    yield from self.block(block, zone)

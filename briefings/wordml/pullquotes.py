"""Pull quotes: somebody's words set large, in the side column or across the text.

In Word they are ordinary paragraphs in styles of their own, in the side column in a frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefings.document import Block, Group, Paragraph
from briefings.wordml import geometry as g
from briefings.wordml.compositor import Compositor
from briefings.wordml.keeping import together
from briefings.wordml.look import Look, Zone
from briefings.wordml.xml import Element

PULL_QUOTE = Look(
    "PullQuote",
    "Pull Quote",
    "pull-quote",
    above=g.PULL_ABOVE,
    box="pull",
    frame="side",
    gallery=True,
)
PULL_ATTRIBUTION = Look(
    "PullQuoteAttribution", "Pull Quote Attribution", "attribution", box="pull", frame="side"
)


@dataclass(frozen=True, slots=True)
class PullQuotes:
    """Sets pull quotes; *block* sets what is no paragraph in them."""

    compositor: Compositor
    block: Callable[[Block, Zone], list[Element]]

    def set(self, group: Group) -> list[Element]:
        """A pull quote, kept apart from what Word would join it with."""
        compositor = self.compositor
        beside = bool(compositor.file.page.side)
        zone: Zone = "callout" if beside else "pull"
        made = [compositor.separator()] if compositor.touching == zone else []
        said: list[Element] = []
        for block in group.blocks:
            last = block is group.blocks[-1]
            match block:
                case Paragraph(children, role):
                    look = _look(role == "attribution", beside, last)
                    said.append(compositor.set(look, children))
                case _:
                    said += self.block(block, "text")
        compositor.touching = zone
        return [*made, *together(said)]


def _look(attribution: bool, beside: bool, last: bool) -> Look:
    """The look of a paragraph; across the text the *last* keeps its distance."""
    if attribution:
        look = PULL_ATTRIBUTION
    else:
        look = replace(PULL_QUOTE, above=0.0) if beside else PULL_QUOTE
    if beside or not last:
        return look
    return replace(
        look, id=f"{look.id}Last", name=f"{look.name} Last", parent=look, below=g.PULL_BELOW
    )

"""What a look is: a named style of a file, drawn from a token of the theme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefings.library.design import Design
from briefings.library.layouts import PT_PER_MM
from briefings.library.typography import ColourRole, StyleRole

Zone = Literal["text", "panel", "recommendations", "callout", "pull", "cell", "sources", "cover"]
"""A place on the page whose paragraphs look alike."""
Box = Literal[
    "panel",
    "recommendations",
    "callout",
    "masthead",
    "cover",
    "sender",
    "band",
    "imprint",
    "remark",
    "quotation",
    "pull",
]
"""Rules and shading around paragraphs."""
Align = Literal["left", "right", "centre"]
Mark = Literal[
    "bullet", "number", "judgement", "step", "pro", "con", "indicator", "continue", "note"
]
"""What stands before the items of a list."""

BUILT_IN = frozenset(
    (
        "Normal",
        "Body Text",
        "Title",
        "Subtitle",
        *(f"heading {level}" for level in (1, 2, 3)),
        "TOC Heading",
        *(f"toc {level}" for level in (1, 2, 3)),
        "caption",
        *(f"{kind} {word}" for kind in ("footnote", "endnote") for word in ("text", "reference")),
        "table of figures",
        "endnote text",
        "endnote reference",
        "annotation text",
        "annotation reference",
        "Quote",
        "header",
        "footer",
        "page number",
        "Bibliography",
        "Strong",
        "Emphasis",
        "Hyperlink",
        *(
            f"List {word}{depth}"
            for word in ("Bullet", "Number", "Continue")
            for depth in ("", " 2", " 3", " 4", " 5")
        ),
    )
)
"""Names that are Word's own."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: the token it is drawn from, and what layout adds. Lengths in pt."""

    id: str
    name: str
    token: StyleRole
    parent: Look | None = None
    """The style it is based on, where that is not Normal."""
    following: str | None = "BodyText"
    """The style of the paragraph that Enter begins after it, where that is another."""
    full: bool = False
    """Whether it runs over the side column too."""
    widest: float | None = None
    """The measure it does not exceed."""
    above: float | None = None
    """Space above where it is not the token's."""
    below: float = 0
    size: float | None = None
    leading: float | None = None
    indent: float = 0
    hanging: float = 0
    align: Align = "left"
    keep_next: bool = False
    keep_lines: bool = False
    hyphenated: bool = False
    outline: int | None = None
    """Level in the outline, counted from 0."""
    box: Box | None = None
    frame: Literal["side", "masthead"] | None = None
    """The frame it stands in: a callout's in the side column, the imprint's at the right."""
    numbered: tuple[Mark, Zone, int] | None = None
    """The list it belongs to and the level in it, counted from 0."""
    unnumbered: bool = False
    """Whether it takes away the number of the style it is based on."""
    leads: bool = False
    """Whether it is the style that the level is linked to."""
    automatic: bool = False
    """Whether lines are as high as what they hold, as pictures need."""
    colour: ColourRole | None = None
    bold: bool = False
    tabular: bool = False
    """Whether all figures are equally wide."""
    column: float = 0
    """Width of its column of numbers."""
    tab: Literal["head", "foot", "dots", "hanging"] | None = None
    gallery: bool = False
    """Whether Word offers it in its gallery of styles."""
    turned: bool = False
    """Whether it stands on landscape pages."""
    fixed: bool = False
    """Whether its lengths are the same at any scale of the design."""
    empty: bool = False
    """Whether it is a space, of the height of its leading."""

    def at(self, design: Design) -> Look:
        """The look with its spaces and indents at the scale of *design*."""
        if self.box == "imprint":
            return replace(self, above=design.imprint * PT_PER_MM)
        if self.fixed or design.scale == 1:
            return self
        return replace(
            self,
            above=self.above and design.of(self.above),
            below=design.of(self.below),
            indent=design.of(self.indent),
            hanging=design.of(self.hanging),
            column=design.of(self.column),
            leading=self.leading and design.of(self.leading) if self.empty else self.leading,
        )

    @property
    def custom(self) -> bool:
        """Whether Word has no style of that name itself."""
        return self.name not in BUILT_IN

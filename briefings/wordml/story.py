"""The story: the blocks of one document, each said in WordprocessingML by who knows its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from typing import assert_never

from briefings.document import (
    Block,
    Blocks,
    Contents,
    Definitions,
    Figure,
    Formula,
    Group,
    Heading,
    List,
    Notes,
    Paragraph,
    Quotation,
    Table,
)
from briefings.wordml import geometry as g
from briefings.wordml import looks, roles
from briefings.wordml.cells import Tables
from briefings.wordml.columns import opened, turned_to
from briefings.wordml.compositor import Compositor
from briefings.wordml.contents import contents, exhibits, unstyled
from briefings.wordml.figures import count, figure
from briefings.wordml.formulas import displayed
from briefings.wordml.headings import Headings
from briefings.wordml.keeping import together
from briefings.wordml.lists import Lists
from briefings.wordml.look import Look, Zone
from briefings.wordml.numbering import number_of
from briefings.wordml.pullquotes import PullQuotes
from briefings.wordml.sections import Kind, Sections
from briefings.wordml.xml import Element


@dataclass(slots=True)
class Story:
    """Says the blocks of one document in WordprocessingML."""

    compositor: Compositor
    sections: Sections
    turned: bool = False
    """Whether the page is a landscape one."""
    headings: Headings = field(init=False)
    lists: Lists = field(init=False)
    tables: Tables = field(init=False)
    pull_quotes: PullQuotes = field(init=False)

    def __post_init__(self) -> None:
        self.headings = Headings(self.compositor)
        self.lists = Lists(self.compositor, self.block)
        self.tables = Tables(self.compositor, self.block)
        self.pull_quotes = PullQuotes(self.compositor, self.block)

    def all(self, blocks: Blocks, zone: Zone) -> list[Element]:
        """All of *blocks*."""
        made: list[Element] = []
        beside = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
        for before, block, after in beside:
            self.compositor.new_page |= self._opens_page(before, block)
            self._turn(block, after)
            self._clear(before, block)
            self._part(before, block, zone)
            said = self.block(block, zone)
            if self.turned and not isinstance(block, Group):
                self.sections.put("turned", said)
            made += said
        return made

    def apart(self, blocks: Blocks, kind: Kind) -> list[Element]:
        """*blocks* in sections of that kind."""
        made = self.all(blocks, "text")
        self.sections.put(kind, made)
        return made

    def columns(
        self, blocks: Blocks, masthead: Sequence[Element], turn: int | None
    ) -> list[Element]:
        """*blocks* in columns beneath a *masthead*; one is begun with the block number *turn*."""
        made = opened(self.compositor, masthead) if masthead else []
        made += self.all(blocks[:turn], "text")
        if turn is not None:
            made += [*turned_to(self.compositor), *self.all(blocks[turn:], "text")]
        self.sections.put("columns", made)
        return made

    def _turn(self, block: Block, after: Block | None) -> None:
        """Begin a landscape page with a wide table or its heading, an upright one after it."""
        if isinstance(block, Group):
            return
        turned = _is_wide(block) or (isinstance(block, Heading) and _is_wide(after))
        turned = turned and self.compositor.file.book
        self.compositor.new_page |= turned != self.turned
        self.turned = turned

    def _clear(self, before: Block | None, block: Block) -> None:
        """Keep text clear of the table or figure above it, which has no space below it in Word."""
        table = isinstance(before, Table)
        if isinstance(block, Paragraph | List) and (table or _is_shown(before)):
            theme, layout = self.compositor.file.theme, self.compositor.file.document.layout
            self.compositor.pending = partial(roles.beneath, theme, layout, table)

    def _part(self, before: Block | None, block: Block, zone: Zone) -> None:
        """Part a paragraph of text from the one before, where its style does not."""
        theme, layout = self.compositor.file.theme, self.compositor.file.document.layout
        space = theme.parting(layout) if zone == "text" else 0.0
        if space and _is_body(before) and _is_body(block):
            self.compositor.pending = partial(roles.raised, above=space, word="Next")

    def _opens_page(self, before: Block | None, block: Block) -> bool:
        """Whether a block begins a page: after the contents, and the parts of a book."""
        match before, block:
            case Contents(), _:
                return not isinstance(block, Contents)
            case _, Group(role="annex"):
                return self.compositor.file.book
            case _:
                return False

    def block(self, block: Block, zone: Zone) -> list[Element]:
        """One block. What Word would join with the next of its kind is remembered."""
        compositor = self.compositor
        touching: Zone | None = None
        match block:
            case Heading():
                made = [self.headings.set(block, zone)]
            case Paragraph(children, role):
                made = [compositor.set(roles.paragraph(role, zone), children)]
            case List():
                made = list(self.lists.set(block, zone))
            case Table():
                made = self.tables.set(block)
            case Figure():
                made = self._logo(block, zone) if block.logo else self._figure(block)
            case Formula():
                made = [displayed(block, self.compositor)]
            case Quotation(blocks=quoted):
                made = together([compositor.set(_quoted(p), p.children) for p in quoted])
            case Definitions():
                made = self._definitions(block)
            case Contents():
                made = self._contents(block)
            case Notes():
                made = self._notes(block)
            case Group():
                made, touching = self._group(block, zone), compositor.touching
            case _:
                assert_never(block)
        compositor.touching = touching
        return made

    def _group(self, block: Group, zone: Zone) -> list[Element]:
        """A group: what its role says about the looks of what is in it."""
        around, self.compositor.within = self.compositor.within, block.role
        inner = roles.ZONES.get(block.role, zone)
        if inner == "cover":
            made = self._cover(block)
        elif block.role == "pullquote":
            made = self.pull_quotes.set(block)
        elif inner != zone and inner in roles.BOXES:
            made = self._boxed(block, inner)
        else:
            made = self.all(block.blocks, inner)
        self.compositor.within = around
        return self.compositor.marked(made, block.id)

    def _boxed(self, block: Group, zone: Zone) -> list[Element]:
        """A panel or callout, kept apart from one before it that Word would join it with."""
        made = [self.compositor.separator()] if self.compositor.touching == zone else []
        if zone == "callout":
            above = 0 if self.compositor.file.page.side else g.CALLOUT_ABOVE
        else:
            above = 0 if _headed(block) else g.PANEL_ABOVE
        if above:
            self.compositor.pending = lambda look: roles.raised(look, above, "Opening")
        said = self.all(block.blocks, zone)
        whole = zone == "callout" or (zone == "recommendations" and self._in_columns)
        made += together(said) if whole else said
        self.compositor.touching = zone
        return made

    @property
    def _in_columns(self) -> bool:
        return self.compositor.file.page.columns > 1

    def _cover(self, block: Group) -> list[Element]:
        """A cover: who publishes at its head, the title set down the page."""
        lead = tuple(takewhile(_is_sender, block.blocks))
        made = self.all(lead, "cover")
        self.compositor.pending = _dropped
        made += self.all(block.blocks[len(lead) :], "cover")
        self.compositor.pending = None
        return made

    def _figure(self, block: Figure) -> list[Element]:
        """A picture under its caption, no larger than the room there is."""
        compositor = self.compositor
        above = [compositor.caption(block.caption, "Figure", block.id)] if block.caption else []
        file = compositor.file
        most = (compositor.room, file.page.depth * g.FIGURE_DEPTH)
        asset = file.document.assets[block.asset]
        runs = figure(file, asset, compositor.pictures + 1, block.alt, most)
        compositor.pictures += count(asset)
        made = [*above, compositor.paragraph(looks.FIGURE, runs)]
        if block.source:
            made.append(compositor.set(roles.paragraph("source-line", "text"), block.source))
        return compositor.marked(together(made), block.id)

    def _logo(self, block: Figure, zone: Zone) -> list[Element]:
        """The publisher's picture, which a document of the house's own brings itself."""
        compositor = self.compositor
        file = compositor.file
        if not file.bears_logo:
            return []
        compositor.pictures += 1
        most = (compositor.room, file.page.depth)
        asset = file.document.assets[block.asset]
        runs = figure(file, asset, compositor.pictures, block.alt, most)
        look = looks.COVER_LOGO if zone == "cover" else looks.LOGO
        return [compositor.paragraph(look, runs)]

    def _definitions(self, block: Definitions) -> list[Element]:
        """Terms, each with its meaning under it."""
        made = []
        for item in block.items:
            made.append(self.compositor.set(looks.TERM, item.term))
            made.append(self.compositor.set(looks.DEFINITION, item.meaning))
        return made

    def _contents(self, block: Contents) -> list[Element]:
        """The table of contents, or a list of figures or tables."""
        file, title = self.compositor.file, block.title
        look = looks.CONTENTS_HEADING
        if block.of != "contents":
            look = roles.raised(look, g.CONTENTS_NEXT, "Next")
        heading = self.compositor.set(look, title.children, title.id)
        if block.of != "contents":
            return [heading, *exhibits(block, file)]
        outside = unstyled(file.document.blocks, file.book)
        beyond = any(entry.target in outside for entry in block.entries)
        return [contents(heading, block, file, beyond)]

    def _notes(self, block: Notes) -> list[Element]:
        """The notes: Word's own, or a list, which starts again where its numbers jump."""
        file = self.compositor.file
        title = looks.BACK_HEADING if file.book else looks.NOTES_HEADING
        made = [self.headings.in_look(block.title, title)] if block.title else []
        if block.place != "notes":
            file.add_notes(block.items)
            return made
        instance, due = 0, 0
        file.numbering.lead(looks.NOTE)
        for note in block.items:
            if note.number != due:
                instance = file.numbering.restarted("note", "text", 0, note.number)
            runs, number = file.setter.runs(note.children), number_of(instance, 0)
            made.append(self.compositor.paragraph(looks.NOTE, runs, note.id, number))
            due = note.number + 1
        return made


def _dropped(look: Look) -> Look:
    """The first line of the title block of a cover, at the same height in any design."""
    return replace(roles.raised(look, g.COVER_DROP, "Down"), fixed=True)


def _is_wide(block: Block | None) -> bool:
    return isinstance(block, Table) and block.wide


def _is_body(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role == "body"


def _is_shown(block: Block | None) -> bool:
    return isinstance(block, Figure) and not block.logo


def _headed(group: Group) -> bool:
    return bool(group.blocks) and isinstance(group.blocks[0], Heading)


def _is_sender(block: Block) -> bool:
    if isinstance(block, Figure):
        return block.logo
    return isinstance(block, Paragraph) and block.role in ("organisation", "meta")


def _quoted(paragraph: Paragraph) -> Look:
    return looks.QUOTE_ATTRIBUTION if paragraph.role == "attribution" else looks.QUOTE

"""Word: the document as styles, lists, fields and tables that a person can edit.

Every role of the document is a named style of the file, drawn from the theme; nothing is set by
hand that a style can say. So that Word breaks pages where the PDF does, leading is exact, space is
above a paragraph only, and what the theme does not say is in :mod:`briefings.wordml.geometry`,
number for number what the PDF's style sheet says:

====================  ==========================================================================
what                  how its height and width add up
====================  ==========================================================================
masthead              rule 3 pt, then 5 pt; imprint beside it in a frame; title at most 162 mm
panel                 13.5 pt above; padding 8 pt at top and bottom, 10 pt at the sides; rule
                      3 pt at the left. Only its heading brings the space above it
callout beside text   frame as wide as the side column, 3 pt down; rule 1 pt, then 4 pt
callout in the text   11 pt above; rule 1 pt, then a panel without its rule at the left
list                  13 pt a level, judgements 16 pt, in cells 9 pt; marks at the left edge
table                 caption, then 4 pt, or 11 pt where there is none; cells 3.2 pt above and
                      below, 6 pt left and right; rules 0.5 pt, the last 1 pt
figure                caption, then 4 pt; picture as wide as both columns at most
formula               line at least as high as the PDF's drawing and 9 pt; 9 pt below
quotation             rule 2 pt, then 12 pt
pull quote            14 pt above, 8 pt below; rules 2 pt and 1 pt, 8 pt from the text, which is
                      24 pt in; beside text a frame 3 pt down, rule 2 pt, then 5 pt
heading with number   number in a column of 1.1, 1.8 or 2.5 em
====================  ==========================================================================

Word counts type in half-points: a size of 9.6 pt becomes 9.5 pt.

In a language that is written from right to left all of this stands the other way round. Indents,
tabs, alignment and columns of tables are said of Word's "left", which is where lines begin; rules,
frames and margins are said of the paper, and change sides (:mod:`briefings.wordml.geometry`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from briefings.document import (
    Block,
    Blocks,
    Contents,
    Definitions,
    Document,
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
from briefings.fonts import by_family
from briefings.library.theme import Theme
from briefings.typeset import Typeset
from briefings.wordml import geometry as g
from briefings.wordml import looks, roles
from briefings.wordml.assembly import WordFile
from briefings.wordml.cells import Tables
from briefings.wordml.columns import opened, turned_to
from briefings.wordml.compositor import Compositor
from briefings.wordml.contents import contents, exhibits, unstyled
from briefings.wordml.figures import count, figure
from briefings.wordml.formulas import displayed
from briefings.wordml.headings import Headings
from briefings.wordml.keeping import together
from briefings.wordml.lint import lint
from briefings.wordml.lists import Lists
from briefings.wordml.look import Look, Zone
from briefings.wordml.numbering import number_of
from briefings.wordml.pullquotes import PullQuotes
from briefings.wordml.sections import Kind, Sections, stretches
from briefings.wordml.xml import Element

if TYPE_CHECKING:
    from briefings.wordml.house.reference import House


def write(pages: Typeset, house: House | None = None) -> bytes:
    """The document of *pages* as a Word file, made on *house* if one is given; the same bytes for
    the same pages.
    """
    fonts = by_family(pages.fonts)
    return compose(pages.document, pages.theme, pages.page_of, fonts, house, pages.turn)


def compose(
    document: Document,
    theme: Theme,
    pages: Mapping[str, int],
    fonts: Mapping[str, Sequence[Path]],
    house: House | None = None,
    turn: int | None = None,
) -> bytes:
    """*document* as a Word file, the same bytes for the same document, theme and fonts.

    *pages* gives the page in the laid-out PDF of as many identifiers as are known; *fonts* the
    TrueType files of each family of *theme* that is to be embedded, which none is on a *house*.
    The block that *turn* counts from the masthead begins a column of its own accord.

    Raises:
        ContentError: a font cannot be embedded.
        RuntimeError: the file would be defective, which is a bug here or a link to nowhere.
    """
    file = _begun(document, theme, pages, house)
    sections = file.sections(total=max(pages.values(), default=1))
    story = _Story(Compositor(file, file.page.exhibits), sections)
    body: list[Element] = []
    for kind, blocks in stretches(document.blocks, file.book, file.page.columns > 1):
        if kind == "cover" and file.brings_cover:
            continue
        if kind == "columns":
            body += story.columns(blocks, body, turn)
            continue
        story.compositor.new_page = bool(body)
        body += story.apart(blocks, kind)
    if story.compositor.touching == "callout" and file.page.side:
        body.append(story.compositor.separator())
    data = file.finished(sections.divided(body), fonts)
    if defects := set(lint(data)) - (house.own_defects if house else set()):
        raise RuntimeError("; ".join(map(str, sorted(defects))))
    return data


def _begun(
    document: Document, theme: Theme, pages: Mapping[str, int], house: House | None
) -> WordFile:
    if house is None:
        return WordFile.begun(document, theme, pages)
    from briefings.wordml.house.file import HouseFile  # late, for few files are made so

    return HouseFile.on(house, document, theme, pages)


@dataclass(slots=True)
class _Story:
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

    # --- groups ---

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

    # --- the rest ---

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

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
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.document import Document
from briefings.letters.fonts import by_family
from briefings.library.theme import Theme
from briefings.typeset import Typeset
from briefings.wordml.assembly import WordFile
from briefings.wordml.compositor import Compositor
from briefings.wordml.lint import lint
from briefings.wordml.sections import stretches
from briefings.wordml.story import Story
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
    story = Story(Compositor(file, file.page.exhibits), sections)
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

"""Lengths, the page box, and the geometry that Word and the PDF have to share.

Everything outside is in pt. WordprocessingML counts in twips (1/20 pt), half-points, eighths of a
point and EMU (1/12700 pt).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefings.library.design import Design
from briefings.library.layouts import PAPER_MM, PT_PER_MM
from briefings.library.theme import Theme


def twips(pt: float) -> int:
    """Twentieths of a point."""
    return round(pt * 20)


def half_points(pt: float) -> int:
    """Half-points, the unit of type sizes: Word knows no finer."""
    return max(1, round(pt * 2))


def eighths(pt: float) -> int:
    """Eighths of a point, the unit of borders."""
    return round(pt * 8)


def emu(pt: float) -> int:
    """English metric units, the unit of drawings."""
    return round(pt * 12700)


INSTITUTE = Design()
"""The forms of a theme that says nothing else."""


@dataclass(frozen=True, slots=True)
class PageBox:
    """The page of a layout, lengths in pt."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    side: float = 0
    """Width of the side column, 0 where there is none."""
    gap: float = 0
    columns: int = 1
    """How many columns the text runs in, *between* which there is so much."""
    between: float = 0
    ruled: bool = False
    """Whether a rule stands between them."""
    mirrored: bool = False
    """Whether it is read from right to left: left and right change places, the side column too."""
    design: Design = INSTITUTE
    """The forms of what stands on it, and the scale of the geometry below."""

    @property
    def full(self) -> float:
        """Width between the margins: the measure of titles, and of what runs over a side column."""
        return self.width - self.left - self.right

    @property
    def exhibits(self) -> float:
        """Width of panels, tables and figures."""
        return self.text if self.columns > 1 else self.full

    @property
    def text(self) -> float:
        """Width of the text column, or of one of several."""
        if self.columns > 1:
            return (self.full - self.between * (self.columns - 1)) / self.columns
        return self.full - self.aside

    @property
    def aside(self) -> float:
        """What running text leaves free at its right for the side column."""
        return self.side + self.gap

    @property
    def depth(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom


def page_box(theme: Theme, layout: str, turned: bool = False) -> PageBox:
    """The page of the layout of that name, upright or *turned* to landscape."""
    found = theme.layouts[layout]
    width, height = PAPER_MM[found.paper][:: -1 if turned else 1]
    margins, side = found.margins.turned() if turned else found.margins, found.side
    lengths = (width, height, margins.top, margins.right, margins.bottom, margins.left)
    column = (side.width, side.gap) if side else (0, 0)
    box = PageBox(*(length * PT_PER_MM for length in (*lengths, *column)))
    page = replace(box, design=theme.design)
    if turned or not (columns := found.columns):
        return page
    between = columns.gap * PT_PER_MM
    return replace(page, columns=columns.count, between=between, ruled=columns.rule)


# --- what the PDF's style sheet says too ----------------------------------------------------------
# These are the numbers of templates/themes/_print.css.j2, in pt, that are in no theme. Spaces and
# indents are multiplied by the scale of the theme's design where they are used.

OPENS_PAGES = frozenset(("book",))
"""Layouts in which annexes begin on new pages."""
TITLE_ABOVE = 4.0
TITLE_WIDEST = 162 * PT_PER_MM
STANDFIRST_WIDEST = 164 * PT_PER_MM
MASTHEAD_PADDING = 5
BAR_PADDING = 8
"""Between the bar of a masthead and the words beside it."""
LOGO_BELOW = 4
"""Between a logo and the publisher's name."""
COLUMNS_ABOVE = 11.0
"""Between a masthead and the columns beneath it."""
COLUMN_EDGE = 1.0
"""What of that is an empty line of the columns, in Word."""
PANEL_ABOVE = 13.5
PANEL_PADDING = 8
PANEL_SIDES = 10
PANEL_GAP = 12
"""Between the rule at the side of a panel that is not shaded and its text."""
PANEL_FACT_ABOVE = 1.0
PANEL_CLOSE_ABOVE = 5.0
"""Above what a panel says of all that is in it."""
CALLOUT_ABOVE = 11.0
CALLOUT_PADDING = 4
"""Between the rule over a callout in the side column and its first line."""
CALLOUT_DROP = 3.0
"""Between the top of the text that a callout stands beside and its rule."""
REMARK_RULE = 0.5
REMARK_PADDING = 4
QUOTATION_PADDING = 12
PULL_PADDING = 8
PULL_SIDES = 24.0
PULL_PADDING_BESIDE = 5
PULL_ABOVE, PULL_BELOW = 14.0, 8.0
CELL_NEXT_ABOVE = 2.5
"""Above the second paragraph of a cell and those after it."""
CELL_ITEM_ABOVE = 2.0
TABLE_ABOVE = 11.0
"""Above tables and figures, whatever feathering does; without a caption, an empty line."""
EXHIBIT_BELOW = 8.0
"""At least so much between a table or figure and what comes after it."""
CAPTION_BELOW = 4.0
NOTE_RULE = 10.5
"""Between the text and the notes at the foot of a page, with the rule in it."""
FORMULA_SPACE = 9.0
"""Above and below a formula. What is above is part of its line, so that one which Word sets higher
than the PDF takes no more room."""
LIST_STEP = 13.0
"""What a list is indented by, its mark standing at the left edge."""
JUDGEMENT_STEP = 16.0
CELL_STEP = 9.0
DEFINITION_STEP = 13.0
CONTENTS_STEP = 13.0
CONTENTS_NUMBERS = (13.0, 20.0, 27.0)
"""Width of the column of numbers in the contents, by level."""
CONTENTS_BELOW = 8.0
CONTENTS_NEXT = 24.0
"""Above the heading of a list of figures or tables."""
BACK_ABOVE = 24.0
RUNNING_ABOVE, RUNNING_BELOW = 5 * PT_PER_MM, 4 * PT_PER_MM
"""Between the running head and the text, and between the text and the running foot."""
MARKED_ABOVE, MARKED_BELOW = 4.2 * PT_PER_MM, 3.2 * PT_PER_MM
"""The same where head and foot carry a marking."""
MARKING_SIZE, MARKING_LEADING = 12.0, 15.0
"""TLP 2.0 asks for 12 pt or more."""
COVER_TOP, COVER_BOTTOM = 38 * PT_PER_MM, 30 * PT_PER_MM
COVER_PADDING = 8
COVER_LINE = 1.0
"""Rule over the imprint of a cover."""
BAND_RULE, BAND_PADDING = 12.0, 28
"""Edge of the band of a cover, in its colour, and what it keeps from the words."""
BAND_SIDES = 31
"""What a band keeps at the sides, as much as Word can; it hangs into the margins."""
COVER_DROP = 62 * PT_PER_MM
"""Above the first line of the title block of a cover."""
COVER_TITLE_ABOVE = 8.0
COVER_SUBTITLE_ABOVE = 12.0

# --- Word alone -----------------------------------------------------------------------------------

NUMBER_EMS = (1.1, 1.8, 2.5)
"""Width of the column of numbers of headings, in ems, by level; a heading's text hangs on it."""
LETTER_EMS = 0.5
"""What each letter of a word such as "Annex" adds to that column, in ems."""
PANEL_EDGE = 1
"""Rule in the colour of a panel that carries its padding, and is part of it."""
MARK_GAP, NUMBER_GAP_EMS = 5.0, 0.5
"""Between the mark of a list or heading and its text, where marks are centred in a column."""
LENIENCE = 1.0
"""What Word's pages are deeper than the PDF's: lengths are rounded to twips, which adds up."""
EDGE = 8.0
"""What a head or foot keeps from the edge of the paper at least."""
HYPHENATION_ZONE = 0.09
"""Share of the measure that a line may be short of before a word is divided."""
FIGURE_DEPTH = 0.85
"""Share of a page's height that a picture may take."""

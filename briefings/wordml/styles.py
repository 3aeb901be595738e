"""The styles part: the theme's tokens and the looks in use, as Word styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from briefings.library.theme import Theme
from briefings.library.typography import ColourRole, Style
from briefings.wordml import geometry as g
from briefings.wordml.boxes import box_inset, box_rules, frame, ground
from briefings.wordml.characters import CharacterLook
from briefings.wordml.colours import coloured, fonts, rgb, shading
from briefings.wordml.geometry import PageBox, half_points, page_box, twips
from briefings.wordml.look import Look
from briefings.wordml.looks import HEADINGS, NORMAL, TITLE
from briefings.wordml.proofing import document_language
from briefings.wordml.xml import Element, element, on, val, w

Numbered = Callable[[Look], Element | None]
"""Gives the ``w:numPr`` of a look that leads a level of a list."""

_JUSTIFY = {"right": "right", "centre": "center"}
_SHOWN, _KEPT_BACK = 1, 39
"""Places in Word's list of styles."""


@dataclass(frozen=True, slots=True)
class Styler:
    """Writes styles for one theme and one page."""

    theme: Theme
    layout: str
    page: PageBox
    language: str
    numbered: Numbered

    def part(
        self,
        looks: Iterable[Look],
        characters: Iterable[CharacterLook],
        tables: Iterable[Element],
    ) -> Element:
        """``w:styles``."""
        return element(
            "w:styles",
            {"mc:Ignorable": "w14"},
            self._defaults(),
            *(self.paragraph(look) for look in looks),
            *unstyled(),
            *(self.character(look) for look in characters),
            *tables,
            also=("mc", "w14"),
        )

    def _defaults(self) -> Element:
        """Kerning and ligatures are switched on, as they are in the PDF."""
        style = self.theme.style("body", self.layout)
        characters = w(
            "rPr",
            fonts(self.theme, style.font),
            val("kern", 2),
            *_size(style.size),
            document_language(self.language),
            element("w14:ligatures", {"w14:val": "standardContextual"}),
        )
        setting = w("pPr", val("widowControl"), w("spacing", after=0, line=240, lineRule="auto"))
        return w("docDefaults", w("rPrDefault", characters), w("pPrDefault", setting))

    # --- paragraph styles ---

    def paragraph(self, look: Look) -> Element:
        """A paragraph style."""
        style = self.theme.style(look.token, self.layout)
        spaced = look.at(self.page.design)
        return w(
            "style",
            val("name", look.name),
            _based_on(look),
            val("next", look.following) if look.following else None,
            val("uiPriority", _SHOWN if look.gallery else _KEPT_BACK),
            on("qFormat", look.gallery),
            self._setting(spaced, style),
            self._characters(look, style),
            type="paragraph",
            default=1 if look == NORMAL else None,
            customStyle=1 if look.custom else None,
            styleId=look.id,
        )

    def _characters(self, look: Look, style: Style) -> Element:
        bold = style.bold or look.bold
        reversed_out = look.box == "band" and ground(look.box, self.page)
        colour = "paper" if reversed_out else look.colour or style.colour
        return w(
            "rPr",
            fonts(self.theme, style.font),
            on("b", bold),
            on("bCs", bold),
            on("i", style.italic),
            on("caps", style.capitals is True),
            on("smallCaps", style.capitals == "small"),
            element("w:color", coloured(self.theme, colour)),
            val("spacing", twips(style.tracking)) if style.tracking else None,
            *_size(look.size or style.size),
            element("w14:numForm", {"w14:val": "oldStyle"}) if style.figures == "old" else None,
            element("w14:numSpacing", {"w14:val": "tabular"}) if look.tabular else None,
        )

    def _setting(self, look: Look, style: Style) -> Element:
        outline, shade = look.outline, ground(look.box, self.page)
        return w(
            "pPr",
            on("keepNext", look.keep_next),
            on("keepLines", self._whole(look)),
            frame(look, self.page),
            self.numbered(look),
            box_rules(self.theme, look.box, self.page) if look.box else None,
            shading(self.theme, shade) if shade else None,
            self._tabs(look),
            on("suppressAutoHyphens", not look.hyphenated),
            on("bidi", self.page.mirrored and look == NORMAL),
            _spacing(look, style),
            self._indents(look),
            val("jc", _JUSTIFY[look.align]) if look.align in _JUSTIFY else None,
            val("outlineLvl", outline) if outline is not None else None,
        )

    def _whole(self, look: Look) -> bool:
        """Whether a paragraph stays on one page; long judgements of a book go on to the next."""
        if look.box in ("panel", "recommendations") and self.layout in g.OPENS_PAGES:
            return look.keep_next
        return look.keep_next or look.keep_lines or look.box is not None

    def _indents(self, look: Look) -> Element:
        """Indents from the margins: the side column, what a box needs, and the look's own."""
        hanging, (left, right) = look.hanging, box_inset(look.box, self.page)
        if look in HEADINGS and self.numbered(look) is not None:
            left = number_width(self.theme, self.layout, HEADINGS.index(look))
            size = self.theme.style(look.token, self.layout).size
            hanging = hung(left, size * g.NUMBER_GAP_EMS, self.page)
        elif look.numbered is not None and look.box is None:
            hanging = hung(hanging, g.MARK_GAP, self.page)
        if look.widest is not None and not (look.id == TITLE.id and self.page.columns > 1):
            right += max(0.0, self.page.full - look.widest)
        if not (look.full or frame(look, self.page) is not None):
            right += self.page.aside
        out = twips(hanging) if hanging or look.parent else None
        return w("ind", left=twips(left + look.indent), right=twips(right), hanging=out)

    def _tabs(self, look: Look) -> Element | None:
        """Tabs at the margin: for heads and feet, and with dots for contents."""
        box = page_box(self.theme, self.layout, turned=True) if look.turned else self.page
        margin, column = twips(box.full), twips(box.text)
        match look.tab:
            case "head":
                return w("tabs", w("tab", val="right", pos=margin))
            case "foot":
                middle = w("tab", val="center", pos=margin // 2)
                return w("tabs", middle, w("tab", val="right", pos=margin))
            case "dots":
                number = w("tab", val="left", pos=twips(look.indent + look.column))
                page = w("tab", val="right", leader="dot", pos=column)
                return w("tabs", number, page)
            case "hanging":
                return w("tabs", w("tab", val="left", pos=twips(look.indent)))
            case None:
                return None

    # --- character styles ---

    def character(self, look: CharacterLook) -> Element:
        """A character style."""
        if look.rating:
            rating = self.theme.rating
            look = replace(look, bold=rating.bold, colour=rating.colour)
        return w(
            "style",
            val("name", look.name),
            val("basedOn", "DefaultParagraphFont"),
            val("uiPriority", _KEPT_BACK),
            self._run(look),
            type="character",
            customStyle=1 if look.custom else None,
            styleId=look.id,
        )

    def _run(self, look: CharacterLook) -> Element:
        if look.token:
            look = drawn(look, self.theme.style(look.token, self.layout))
        elif look.size and look.scaled:
            look = replace(look, size=look.size * self.page.design.scale)
        ink = coloured(self.theme, look.colour) if look.colour else None
        colour = {"w:val": rgb(look.ink)} if look.ink else ink
        fill = look.fill
        return w(
            "rPr",
            fonts(self.theme, look.font, look.latin) if look.font else None,
            on("b", look.bold),
            on("bCs", look.bold or look.italic),  # no script written from right to left has italics
            on("i", look.italic),
            on("caps", look.capitals),
            element("w:color", colour) if colour else None,
            *(_size(look.size) if look.size else ()),
            self._underline(look) if look.underlined else None,
            w("shd", val="clear", color="auto", fill=rgb(fill)) if fill else None,
            val("vertAlign", look.raised) if look.raised else None,
        )

    def _underline(self, look: CharacterLook) -> Element:
        strong = self.page.design.links == "strong"
        role: ColourRole = look.colour if strong and look.colour else "rule"
        return element("w:u", {"w:val": "single", **coloured(self.theme, role, "w:color")})


def drawn(look: CharacterLook, style: Style) -> CharacterLook:
    """*look* in the type of the theme's *style*."""
    return replace(look, font=style.font, size=style.size, bold=style.bold, colour=style.colour)


def number_width(theme: Theme, layout: str, level: int, letters: int = 0) -> float:
    """Width of the column of numbers of headings; *letters* of a word such as Annex are in it."""
    ems = g.NUMBER_EMS[level] + g.LETTER_EMS * letters
    return ems * theme.style(HEADINGS[level].token, layout).size


def hung(column: float, gap: float, page: PageBox) -> float:
    """What a paragraph hangs by on its mark, which stands in a *column* with a *gap* at its end.

    Word sets a mark to the side where lines begin, LibreOffice to that side of the paper. In a page
    that is read from right to left they part, so there marks are centred: to both the same.
    """
    return column - max(0.0, column - gap) / 2 if page.mirrored else column


def _based_on(look: Look) -> Element | None:
    if look == NORMAL:
        return None
    return val("basedOn", look.parent.id if look.parent else NORMAL.id)


def _size(pt: float) -> tuple[Element, Element]:
    return val("sz", half_points(pt)), val("szCs", half_points(pt))


def _spacing(look: Look, style: Style) -> Element:
    """Space above, exact leading; nothing below but under captions and the like."""
    leading = twips(style.leading if look.leading is None else look.leading)
    return w(
        "spacing",
        before=twips(style.above if look.above is None else look.above),
        after=twips(look.below),
        line=240 if look.automatic else leading,
        lineRule="auto" if look.automatic else "exact",
    )


def unstyled() -> tuple[Element, Element, Element]:
    """The styles that Word expects to find: characters, tables and lists without one."""
    bare = (
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
        ("numbering", "NoList", "No List"),
    )
    characters, table, numbering = (
        w(
            "style",
            val("name", name),
            val("uiPriority", 99),
            val("semiHidden"),
            val("unhideWhenUsed"),
            type=kind,
            default=1,
            styleId=key,
        )
        for kind, key, name in bare
    )
    widths = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    margins = (w(side, w=width, type="dxa") for side, width in widths)
    table.append(w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins)))
    return characters, table, numbering

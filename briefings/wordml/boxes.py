"""Boxes and frames: panels, callouts and rules as borders and shading of paragraph styles.

Word and LibreOffice draw one box around neighbours whose borders and outer edges are the same; a
rule in the box's own colour carries its padding on the sides that show none.
"""

from __future__ import annotations

from briefings.library.theme import ColourRole, Theme
from briefings.wordml import geometry as g
from briefings.wordml.colours import coloured
from briefings.wordml.geometry import PageBox, eighths, twips
from briefings.wordml.looks import Box, Look
from briefings.wordml.xml import Element, Value, element, w

_Rule = tuple[ColourRole, float, int]
"""Colour, width and distance from the text, pt."""
_Rules = dict[str, _Rule]
_OPPOSITE = {"left": "right", "right": "left"}
_SIDES = ("top", "left", "bottom", "right")
"""Sides of a paragraph's border, in the order of the schema."""


def border(theme: Theme, side: str, role: ColourRole, width: float, space: int = 0) -> Element:
    """One border, its *width* and *space* in pt."""
    attributes: dict[str, Value] = {"w:val": "single", "w:sz": eighths(width), "w:space": space}
    return element(f"w:{side}", {**attributes, **coloured(theme, role, "w:color")})


def tinted(box: Box | None, page: PageBox) -> bool:
    """Whether a box is shaded; a callout is where it has no side column to stand in."""
    return box in ("panel", "recommendations") or (box == "callout" and not page.side)


def box_rules(theme: Theme, box: Box, page: PageBox) -> Element:
    """``w:pBdr`` of a box. Its sides are those of the paper, unlike those of indents and tables."""
    rules = _rules(box, page)
    if page.mirrored:
        opposed = {_OPPOSITE.get(side, side): rule for side, rule in rules.items()}
        rules = {side: opposed[side] for side in _SIDES if side in opposed}
    return w("pBdr", *(border(theme, side, *rule) for side, rule in rules.items()))


def box_inset(box: Box | None, page: PageBox) -> tuple[float, float]:
    """What the text of a box stands in from its edges where lines begin and end, pt."""
    if box == "pull" and not page.side:
        return g.PULL_SIDES, g.PULL_SIDES
    rules = _rules(box, page) if box else {}
    sides = (rules.get(side) for side in ("left", "right"))
    left, right = (rule[1] + rule[2] if rule else 0.0 for rule in sides)
    return left, right


def _rules(box: Box, page: PageBox) -> _Rules:
    match box:
        case "panel" | "recommendations":
            return _padded(left=("accent" if box == "panel" else "primary", g.PANEL_RULE))
        case "callout":
            rule: tuple[ColourRole, float] = ("primary", g.CALLOUT_RULE)
            return {"top": (*rule, g.CALLOUT_PADDING)} if page.side else _padded(top=rule)
        case "masthead":
            return {"top": ("primary", g.MASTHEAD_RULE, g.MASTHEAD_PADDING)}
        case "cover":
            return {"top": ("primary", g.COVER_RULE, g.COVER_PADDING)}
        case "imprint":
            return {"top": ("accent", g.CALLOUT_RULE, g.COVER_PADDING)}
        case "remark":
            return {"top": ("rule", g.REMARK_RULE, g.REMARK_PADDING)}
        case "quotation":
            return {"left": ("accent", g.QUOTATION_RULE, g.QUOTATION_PADDING)}
        case "pull" if page.side:
            return {"top": ("accent", g.PULL_RULE, g.PULL_PADDING_BESIDE)}
        case "pull":
            close: _Rule = ("accent", g.PULL_CLOSE, g.PULL_PADDING)
            return {"top": ("accent", g.PULL_RULE, g.PULL_PADDING), "bottom": close}


def _padded(
    top: tuple[ColourRole, float] | None = None, left: tuple[ColourRole, float] | None = None
) -> _Rules:
    """A shaded box, with a rule at its top or left if that is asked for."""
    block: _Rule = ("tint", g.PANEL_EDGE, g.PANEL_PADDING - g.PANEL_EDGE)
    inline: _Rule = ("tint", g.PANEL_EDGE, g.PANEL_SIDES - g.PANEL_EDGE)
    return {
        "top": (*top, g.PANEL_PADDING) if top else block,
        "left": (*left, g.PANEL_SIDES) if left else inline,
        "bottom": block,
        "right": inline,
    }


def frame(look: Look, page: PageBox) -> Element | None:
    """``w:framePr`` of a look that stands in a frame where the lines of such a page end."""
    side = "left" if page.mirrored else "right"
    if look.frame == "masthead":
        return _frame(page.full / 2, 0, "margin", side, g.MASTHEAD_RULE + g.MASTHEAD_PADDING)
    if look.frame == "side" and page.side:
        return _frame(page.side, page.gap, "text", side, g.CALLOUT_DROP)
    return None


def _frame(width: float, gap: float, anchor: str, side: str, drop: float) -> Element:
    return w(
        "framePr",
        w=twips(width),
        hSpace=twips(gap),
        wrap="around",
        vAnchor=anchor,
        hAnchor="margin",
        xAlign=side,
        y=twips(drop),
    )

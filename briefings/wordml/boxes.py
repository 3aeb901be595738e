"""Boxes and frames: panels, callouts and rules as borders and shading of paragraph styles.

Word and LibreOffice draw one box around neighbours whose borders and outer edges are the same; a
rule in the box's own colour carries its padding on the sides that show none.
"""

from __future__ import annotations

from briefings.library.design import Design
from briefings.library.theme import Theme
from briefings.library.typography import ColourRole
from briefings.wordml import geometry as g
from briefings.wordml.colours import coloured
from briefings.wordml.geometry import PageBox, eighths, twips
from briefings.wordml.look import Box, Look
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


def ground(box: Box | None, page: PageBox) -> ColourRole | None:
    """The colour that a box is shaded in; a callout is where it has no side column to stand in."""
    if box == "band":
        return "primary" if page.design.cover == "band" else None
    shaded = box in ("panel", "recommendations") or (box == "callout" and not page.side)
    return "tint" if shaded and page.design.panel == "tint" else None


def box_rules(theme: Theme, box: Box, page: PageBox) -> Element | None:
    """``w:pBdr`` of a box. Its sides are those of the paper, unlike those of indents and tables."""
    if not (rules := _rules(box, page)):
        return None
    if page.mirrored:
        opposed = {_OPPOSITE.get(side, side): rule for side, rule in rules.items()}
        rules = {side: opposed[side] for side in _SIDES if side in opposed}
    return w("pBdr", *(border(theme, side, *rule) for side, rule in rules.items()))


def box_inset(box: Box | None, page: PageBox) -> tuple[float, float]:
    """What the text of a box stands in from its edges where lines begin and end, pt."""
    if box == "pull" and not page.side:
        return page.design.of(g.PULL_SIDES), page.design.of(g.PULL_SIDES)
    if box == "band":
        return 0.0, 0.0  # it hangs into the margins
    rules = _rules(box, page) if box else {}
    sides = (rules.get(side) for side in ("left", "right"))
    left, right = (rule[1] + rule[2] if rule else 0.0 for rule in sides)
    return left, right


def _rules(box: Box, page: PageBox) -> _Rules:
    design, weights = page.design, page.design.weights

    def rule(role: ColourRole, width: float, space: float) -> _Rule:
        return role, width, int(design.of(space))

    match box:
        case "panel" | "recommendations":
            return _panel("accent" if box == "panel" else "primary", page)
        case "callout" if page.side:
            return {"top": rule("primary", weights.callout, g.CALLOUT_PADDING)}
        case "callout" if design.panel == "rule":
            foot: _Rule = ("paper", g.PANEL_EDGE, int(design.of(g.CALLOUT_PADDING)) - g.PANEL_EDGE)
            return {**_panel("rule", page), "bottom": foot}
        case "callout":
            return _padded(page, top=("primary", weights.callout))
        case "masthead" | "sender" | "cover" if design.masthead == "bar":
            return {"left": rule("accent", weights.masthead, g.BAR_PADDING)}
        case "masthead":
            return {"top": rule("primary", weights.masthead, g.MASTHEAD_PADDING)}
        case "cover" if design.cover == "rule":
            return {"top": rule("primary", weights.cover, g.COVER_PADDING)}
        case "imprint" if design.cover == "rule":
            return {"top": rule("accent", g.COVER_LINE, g.COVER_PADDING)}
        case "band" if design.cover == "band":
            edge: _Rule = ("primary", g.BAND_RULE, g.BAND_PADDING)
            beside: _Rule = ("primary", g.BAND_RULE, g.BAND_SIDES)
            return {"top": edge, "left": beside, "bottom": edge, "right": beside}
        case "sender" | "cover" | "imprint" | "band":
            return {}
        case "remark":
            return {"top": rule("rule", g.REMARK_RULE, g.REMARK_PADDING)}
        case "quotation":
            return {"left": rule("accent", weights.quotation, g.QUOTATION_PADDING)}
        case "pull" if page.side:
            return {"top": rule("accent", weights.pull, g.PULL_PADDING_BESIDE)}
        case "pull":
            close = rule("accent", weights.pull / 2, g.PULL_PADDING)
            return {"top": rule("accent", weights.pull, g.PULL_PADDING), "bottom": close}


def _panel(role: ColourRole, page: PageBox) -> _Rules:
    """A panel with a rule at its left, shaded or not."""
    weight = page.design.weights.panel
    if page.design.panel == "tint":
        return _padded(page, left=(role, weight))
    return {"left": (role, weight, int(page.design.of(g.PANEL_GAP)))}


def _padded(
    page: PageBox,
    top: tuple[ColourRole, float] | None = None,
    left: tuple[ColourRole, float] | None = None,
) -> _Rules:
    """A shaded box, with a rule at its top or left if that is asked for."""
    padding, sides = (int(page.design.of(space)) for space in (g.PANEL_PADDING, g.PANEL_SIDES))
    block: _Rule = ("tint", g.PANEL_EDGE, padding - g.PANEL_EDGE)
    inline: _Rule = ("tint", g.PANEL_EDGE, sides - g.PANEL_EDGE)
    return {
        "top": (*top, padding) if top else block,
        "left": (*left, sides) if left else inline,
        "bottom": block,
        "right": inline,
    }


def frame(look: Look, page: PageBox) -> Element | None:
    """``w:framePr`` of a look that stands in a frame where the lines of such a page end."""
    side = "left" if page.mirrored else "right"
    if look.frame == "masthead":
        return _frame(page.full / 2, 0, "margin", side, _masthead_drop(page.design))
    if look.frame == "side" and page.side:
        return _frame(page.side, page.gap, "text", side, g.CALLOUT_DROP)
    return None


def _masthead_drop(design: Design) -> float:
    """How far below the head of a masthead its imprint stands."""
    ruled = design.masthead == "rule"
    return design.weights.masthead + design.of(g.MASTHEAD_PADDING) if ruled else 0.0


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

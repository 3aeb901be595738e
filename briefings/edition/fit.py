"""Fitting: from an edition to one exactly as long as asked.

The least important parts give way, by the author's priorities; :mod:`briefings.edition.choice` has
the rule. What each part takes at each of its wordings is known from one layout of everything (the
galley); so are the pages of every choice, and the best one is laid out once to see that it holds.
Where the engine has it otherwise, what it was out by is kept in reserve and the choice made again.
Text is never cut in the middle, and type never made smaller; the room that is left in the end goes
between the parts, within the limits of the theme.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Protocol

from briefings.edition import Edition
from briefings.edition.overflow import least_of, too_long
from briefings.edition.stocktaking import taken
from briefings.edition.trial import Extent, Fit, Target
from briefings.errors import ContentError, Place, Problem
from briefings.galley import Galley
from briefings.model.parts import Worded
from briefings.model.tree import choosable

__all__ = ["Extent", "Fit", "Fitted", "Press", "Target", "fit"]

ROUNDS = 5
"""How often a choice that proved too long is made again."""

LINE = 10.0
"""Room, in pt, that is worth another layout if the engine turns out to have more of it."""

FULL = 0.9
"""Share of the last page below which a product is short of content, and is not feathered."""

MUCH = 2
"""Lines that are more than the engine may have otherwise on the last page."""

SAFE = 1.5
"""Room, in pt, that feathering leaves: the engines round each in its own way."""

STEPS = 40
"""Degrees of feathering between none and the theme's limit."""


class Press(Protocol):
    """What fitting asks of typesetting."""

    @property
    def galley(self) -> Galley:
        """The column of all that the edition may say, in pt."""

    @property
    def tally(self) -> Galley:
        """The same in words."""

    @property
    def feather(self) -> float:
        """The most that spaces may be multiplied by."""

    @property
    def line(self) -> float:
        """Leading of running text, pt."""

    def layout(self, edition: Edition, stretch: float) -> Extent:
        """The extent of *edition* really laid out, with spaces multiplied by *stretch*."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """An edition at its length. *stretch*: what spaces between its parts are multiplied by."""

    edition: Edition
    stretch: float = 1
    fit: Fit | None = None
    """How it was come by; None where no limit was set."""


def fit(edition: Edition, target: Target, press: Press, place: Place, reserve: float = 0) -> Fitted:
    """The edition within *target*, with the best that has room in it.

    *reserve* is left free on the last page, in pt, as far as pages are asked for.

    Raises ContentError at *place* where what must stay is too long at its shortest.
    """
    if not target.limited:
        return Fitted(edition)
    trial = _begun(edition, target, press)
    trial = replace(trial, reserve=reserve * trial.unit if target.most is not None else 0.0)
    best: Fitted | None = None
    feather = press.feather
    for _ in range(ROUNDS):
        made = trial.made()
        if made is None:
            break
        stretch = feathering(made, feather)
        extent = press.layout(made.edition, stretch)
        out_by = _out_by(made, extent, stretch)
        if extent.within(target):
            best = Fitted(made.edition, stretch, made)
            if not _worth_another(made, -out_by):
                break
        elif best:
            break
        elif stretch > 1:
            feather, out_by = 1.0, 0.0
        elif lower := _on_lower_pages(made, out_by, press):
            trial = lower
            continue
        else:
            out_by = max(out_by, press.line / 4)
        trial = replace(made, reserve=made.reserve + out_by)
    best = best or _at_least(trial, press)
    if best is None and (unmarked := _unmarked(trial)):
        raise ContentError(_not_measured(edition.kind.name, unmarked))
    if best is None:
        raise ContentError(too_long(trial, press.line, place))
    return best


def _on_lower_pages(made: Fit, out_by: float, press: Press) -> Fit | None:
    """The same, to be chosen for pages a little lower, where only that can help, and has not yet.

    A line more than foreseen on any page but the last may take much with it, or another page before
    one that something begins for itself, such as an annex. What is left free on the last page would
    not mend that, or at a high price.
    """
    galley, whole = made.galley, press.galley.page if made.galley else 0.0
    if galley is None or out_by < MUCH * press.line * made.unit:
        return None
    if galley.page <= whole - press.line:
        return None
    less = press.line / 4 if galley.page == whole else press.line
    return replace(made, galley=galley.on(whole - less))


def _at_least(trial: Fit, press: Press) -> Fitted | None:
    """No more than must stay, if the engine has room for it though none was foreseen."""
    last = replace(trial, choice=least_of(trial.stock), reserve=0.0)
    if last.excess(last.choice) > last.room / 2:
        return None
    extent = press.layout(last.edition, 1)
    return Fitted(last.edition, 1, last) if extent.within(trial.target) else None


def _unmarked(fit: Fit) -> list[str]:
    """Keys of parts with words of which the measured column has none."""
    measured = fit.tally or fit.galley
    places = {held.key for held in measured.parts} if measured else set()
    worded = (h.part for h in choosable(fit.whole.briefing) if isinstance(h.part, Worded))
    return [part.key for part in worded if part.key not in places]


def _not_measured(kind: str, keys: list[str]) -> Problem:
    named = ", ".join(f"'{key}'" for key in keys[:3])
    what = f"it does not mark what it writes for {named}, so its length can't be foreseen"
    remedy = "put {{ of(part) }} into the tag of each part's element"
    return Problem(Place(f"templates/kinds/{kind}.html.j2"), "F104", what, remedy)


def _begun(edition: Edition, target: Target, press: Press) -> Fit:
    galley = press.galley if target.most is not None else None
    tally = press.tally if target.words is not None else None
    measured = tally or galley
    assert measured is not None
    return Fit(edition, target, galley, tally, taken(edition, measured), {})


def feathering(fit: Fit, limit: float) -> float:
    """What spaces are multiplied by so that the last page is full; 1 where the content ends before
    that, or another measure than pages was asked for.
    """
    most, galley, choice = fit.target.most, fit.galley, fit.choice
    if most is None or galley is None or fit.target.words is not None:
        return 1.0
    if galley.pages(choice).count < most:
        return 1.0

    def fits(step: int) -> bool:
        return galley.pages(choice, degree(step)).excess(most) + fit.reserve <= -SAFE

    def degree(step: int) -> float:
        return round(1 + (limit - 1) * step / STEPS, 4)

    step = bisect_left(range(1, STEPS + 1), True, key=lambda step: not fits(step))
    pages = galley.pages(choice, degree(step))
    return degree(step) if pages.used[-1] / pages.height >= FULL else 1.0


def _out_by(fit: Fit, extent: Extent, stretch: float) -> float:
    """By how much more room was taken than foreseen, in the unit of the stock."""
    if fit.target.words is not None and fit.tally is not None:
        more = extent.words - fit.tally.length(fit.choice)
        if more > 0 or fit.galley is None:
            return more
    if fit.galley is None:
        return 0.0
    foreseen = fit.galley.pages(fit.choice, stretch)
    pages = (extent.pages - foreseen.count) * foreseen.height
    return (pages + extent.used - foreseen.used[-1]) * fit.unit


def _worth_another(fit: Fit, spare: float) -> bool:
    """Whether something that was left out, or shortened, has room now."""
    if spare < LINE:
        return False
    now = fit.choice
    better = ({**now, i.key: now.get(i.key, 0) + 1} for i in fit.stock.items)
    return any(
        fit.excess(choice) <= spare
        for choice, item in zip(better, fit.stock.items, strict=True)
        if choice[item.key] <= len(item.costs) and item.needs <= choice.keys()
    )

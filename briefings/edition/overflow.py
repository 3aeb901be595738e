"""Overflow: what must stay is longer than was asked for, and what the author can do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from briefings.edition.stock import Stock, reached
from briefings.edition.stocktaking import essentials
from briefings.edition.trial import Fit
from briefings.errors import Place, Problem
from briefings.galley import Choice
from briefings.markdown import plain
from briefings.model.parts import Worded
from briefings.model.tree import choosable
from briefings.words import count

SHORT = 25
"""Words of a short wording."""

NAMED = 3
"""How many cures of one sort are named."""


def least_of(stock: Stock) -> Choice:
    """What must stay, with all that it needs, at the shortest."""
    must = [item.key for item in stock.items if item.priority == "must"]
    found = reached(must, {item.key: item.needs for item in stock.items})
    return {item.key: 1 for item in stock.items if item.key in found}


def too_long(fit: Fit, line: float, place: Place) -> Problem:
    """What must stay is too long: by how much, in lines and words, and the cheapest cures.

    *line* is the leading of running text, pt.
    """
    least = least_of(fit.stock)
    sizes = {item.key: item.costs[0] for item in fit.stock.items if item.key in least}
    words = {key: n for key, n in shortest(fit).items() if key in least}
    in_words = fit.tally is not None
    over = max(fit.excess(least), 1.0 if in_words else line / 2)
    density = sum(words.values()) / max(sum(sizes[key] for key in words), 1.0)
    told = (
        _counted(over, "word")
        if in_words
        else f"{_counted(over / line, 'line')} (about {_counted(over * density, 'word')})"
    )
    who = f"{fit.whole.kind.name} for {fit.whole.audience.name}"
    what = f"what must stay in {who} is {told} more than {asked(fit)}"
    if tall := [key for key in least if fit.galley and fit.galley.pages({key: 1}).severed]:
        what += f"; {_named(tall)} is taller than a page"
    cures = [*_short_wordings(fit, sizes, words, line), *_relaxed(fit, sizes, line)]
    return Problem(place, "F101", what, "; or ".join([*cures, "allow more length"]))


def asked(fit: Fit) -> str:
    """The length that was asked for, in words for the author."""
    target = fit.target
    if target.words is not None:
        return f"the {target.words} words allowed"
    return f"{target.most} page{'s' * (target.most != 1)}"


def shortest(fit: Fit) -> dict[str, int]:
    """Words of the shortest wording of each part that has wordings."""
    language = fit.whole.briefing.language
    return {
        here.part.key: count(plain(here.part.wording(here.part.levels[0])), language)
        for here in choosable(fit.whole.briefing)
        if isinstance(here.part, Worded)
    }


def _short_wordings(
    fit: Fit, sizes: dict[str, float], words: dict[str, int], line: float
) -> Iterator[str]:
    saved = {
        here.part.key: sizes[here.part.key] * (1 - SHORT / words[here.part.key])
        for here in choosable(fit.whole.briefing)
        if here.part.key in sizes and isinstance(here.part, Worded)
        if here.part.short is None and words[here.part.key] > SHORT
    }
    if best := sorted(saved, key=lambda key: -saved[key])[:NAMED]:
        each = (f"'{key}' (frees about {_size(fit, saved[key], line)})" for key in best)
        yield f"write a short wording of {', '.join(each)}"


def _relaxed(fit: Fit, sizes: dict[str, float], line: float) -> Iterator[str]:
    needed = dict(essentials(fit.whole))
    own = [
        here.part.key
        for here in choosable(fit.whole.briefing)
        if here.part.key in sizes and here.part.priority == "must" and here.holders
        if here.part.key not in needed
    ]
    if best := sorted(own, key=lambda key: -sizes[key])[:NAMED]:
        each = (f"'{key}' (frees {_size(fit, sizes[key], line)})" for key in best)
        yield f"give {', '.join(each)} a lower priority"


def _size(fit: Fit, size: float, line: float) -> str:
    return _counted(size, "word") if fit.tally is not None else _counted(size / line, "line")


def _counted(size: float, noun: str) -> str:
    number = max(ceil(size), 1)
    return f"{number} {noun}{'s' * (number > 1)}"


def _named(keys: Sequence[str]) -> str:
    return ", ".join(f"'{key}'" for key in keys[:NAMED])

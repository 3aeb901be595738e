"""A trial: one choice of what an edition has, against the length asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from briefings.edition import Edition
from briefings.edition.choice import choose
from briefings.edition.stock import Stock
from briefings.edition.stocktaking import wordings
from briefings.galley import Choice, Galley
from briefings.galley.makeup import Pages


@dataclass(frozen=True, slots=True)
class Target:
    """The length asked for: *least* to *most* pages, or at most so many words; or no limit."""

    least: int | None = None
    most: int | None = None
    words: int | None = None

    @property
    def limited(self) -> bool:
        """Whether there is a limit."""
        return self.most is not None or self.words is not None


@dataclass(frozen=True, slots=True)
class Extent:
    """The length a product has, as laid out. *used*: the height taken on the last page, pt."""

    pages: int
    words: int
    used: float

    def within(self, target: Target) -> bool:
        """Whether it is no longer than *target*."""
        pages = target.most is None or self.pages <= target.most
        return pages and (target.words is None or self.words <= target.words)


@dataclass(frozen=True)
class Fit:
    """A choice, and all that is needed to account for it."""

    whole: Edition
    target: Target
    galley: Galley | None
    tally: Galley | None
    stock: Stock
    """In pt where pages were asked for, otherwise in words."""
    choice: Choice
    reserve: float = 0
    """What the engine was out by, in the unit of the stock."""

    @property
    def pages(self) -> Pages | None:
        """The pages as they were foreseen."""
        return self.galley.pages(self.choice) if self.galley else None

    def excess(self, choice: Choice) -> float:
        """By how much *choice* is too long, in the unit of the stock; below 0: what is free."""
        over = []
        if self.target.words is not None and self.tally:
            over.append(self.tally.length(choice) - self.target.words)
        if self.target.most is not None and self.galley:
            over.append(self.galley.pages(choice).excess(self.target.most) * self.unit)
        return max(over) + self.reserve

    @cached_property
    def unit(self) -> float:
        """The stock's unit in a pt."""
        if self.tally is None or self.galley is None:
            return 1.0
        everything = {item.key: len(item.costs) for item in self.stock.items}
        return self.tally.length(everything) / self.galley.length(everything)

    @property
    def room(self) -> float:
        """The room there is, in the unit of the stock."""
        if self.target.words is not None:
            return float(self.target.words)
        assert self.galley is not None
        return (self.target.most or 0) * self.galley.capacity

    def made(self) -> Fit | None:
        """The same with its best choice; None where what must stay is too long."""
        simple = self.galley is None and not self.reserve
        choice = choose(self.stock, self.room, None if simple else self.excess)
        return None if choice is None else replace(self, choice=choice)

    @property
    def edition(self) -> Edition:
        """The edition that was chosen."""
        levels = wordings(self.whole)
        taken = {key: levels[key][rank - 1] for key, rank in self.choice.items()}
        gone = [key for key in levels if key not in taken]
        return self.whole.without(gone, {k: level for k, level in taken.items() if level})

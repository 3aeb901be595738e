"""Limits that a kind sets to its parts: how many of a type, and how long a wording may be."""

from __future__ import annotations

from collections import Counter

from briefings.library.audience import Audience
from briefings.library.kind import Kind, Taking
from briefings.markdown import plain
from briefings.model.briefing import BottomLine, Briefing
from briefings.model.parts import LEVELS, PRIORITIES, Level, Part, Worded
from briefings.model.tree import Located
from briefings.words import count


def surplus(briefing: Briefing, kind: Kind) -> tuple[str, ...]:
    """Keys of the blocks beyond the kind's counts: by priority, then the author's order."""
    blocks = [block for division in briefing.divisions for block in division.blocks]
    found, seen = [], Counter[str]()
    for block in sorted(blocks, key=lambda block: PRIORITIES.index(block.priority)):
        seen[block.type] += 1
        taking = kind.taking(block.type)
        if taking and taking.most is not None and seen[block.type] > taking.most:
            found.append(block.key)
    return tuple(found)


def wanted(here: Located, kind: Kind, audience: Audience, language: str) -> Level | None:
    """The wording that is wanted, within the kind's limit of words; None if all are too long.

    It is what the kind says of the block, also for what the block holds.
    """
    part, taking = here.part, _taking(here, kind)
    assert isinstance(part, Worded)
    level = min((taking.wording if taking else None) or kind.wording, audience.longest, key=_length)
    most = taking.words if taking and _limited(here) else None
    allowed = [name for name in part.levels if most is None or _words(part, name, language) <= most]
    if audience.plain and part.plain is not None:
        return part.nearest(level) if most is None or _said(part.plain, language) <= most else None
    fitting = [name for name in allowed if _length(name) <= _length(level)]
    best = fitting or allowed[:1]
    return best[-1] if best else None


def _taking(here: Located, kind: Kind) -> Taking | None:
    if isinstance(here.part, BottomLine):
        return kind.bottom_line
    types = (getattr(holder, "type", None) for holder in (here.part, *here.holders))
    block_type = next(filter(None, types), None)
    return kind.taking(block_type) if block_type else None


def _limited(here: Located) -> bool:
    """Whether the limit is of this part's words, and not of a block that holds it."""
    return isinstance(here.part, BottomLine) or hasattr(here.part, "type")


def _length(level: Level) -> int:
    return LEVELS.index(level)


def _words(part: Worded, level: Level, language: str) -> int:
    return _said(part.wording(level), language)


def _said(text: str, language: str) -> int:
    return count(plain(text), language)


def limit(part: Part, kind: Kind) -> int | None:
    """The most words that *kind* lets *part* have."""
    if isinstance(part, BottomLine):
        return kind.bottom_line.words
    taking = kind.taking(getattr(part, "type", "prose"))
    return taking.words if taking else None

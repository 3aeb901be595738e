"""Selection: from a briefing to the edition of one audience and kind.

It asks first what the audience may see (clearance), then what is meant for it (relevance), then
what the kind holds. What is left out is noted for the maker and is nowhere in the edition.
"""

from __future__ import annotations

from briefings.audience import Audience, BlockType
from briefings.edition import Edition, LeftOut, Reason, consistent
from briefings.errors import ContentError, Problem
from briefings.kind import Kind
from briefings.marking import may_see
from briefings.model.blocks import Block
from briefings.model.briefing import Annex, BottomLine, Briefing, Section
from briefings.model.parts import LEVELS, PRIORITIES, Level, Part, Worded
from briefings.model.tree import rebuild, walk
from briefings.source import Source


def select(
    name: str, briefing: Briefing, kind: Kind, audience: Audience, source: Source
) -> Edition:
    """The edition of *briefing* for *audience* as *kind*, before it is fitted to its length.

    Raises ContentError where the audience may not see what every product needs, or where
    something the kind requires is left empty.
    """
    _clearance(briefing, audience, source)
    left_out: list[LeftOut] = []
    counted = _within_counts(briefing, kind, audience)

    def keep(part: Part, holders: tuple[Part, ...]) -> Part | None:
        reason = _reason(part, holders, briefing, kind, audience, counted)
        if reason is not None:
            left_out.append(LeftOut(part.key, reason))
            return None
        if audience.sources == "none":
            return part.model_copy(update={"sources": ()})
        return part

    pruned = consistent(rebuild(briefing, keep))
    levels = {
        part.key: part.nearest(_wanted(part, kind, audience))
        for part in (located.part for located in walk(pruned))
        if isinstance(part, Worded)
    }
    edition = Edition(name, pruned, kind, audience, levels, tuple(left_out))
    _nothing_required_is_missing(edition, briefing, source)
    return edition


def _clearance(briefing: Briefing, audience: Audience, source: Source) -> None:
    scheme = briefing.marking_scheme
    ceiling = audience.ceiling.get(scheme)
    if ceiling is None:
        place, what = (
            source.place(("marking_scheme",)),
            f"{audience.name} has no ceiling in {scheme}",
        )
        raise ContentError(Problem(place, "E101", what, f"add {scheme} to the audience's ceiling"))
    bottom = briefing.bottom_line.marking or briefing.marking
    for loc, marking, noun in (
        (("marking_floor",), briefing.marking_floor, "the briefing as a whole"),
        (("bottom_line",), bottom, "the bottom line"),
    ):
        if marking and not may_see(marking, ceiling, scheme):
            what = f"{noun} is {marking}, but {audience.name} may see no more than {ceiling}"
            remedy = "lower its marking, or do not build this briefing for this audience"
            raise ContentError(Problem(source.place(loc), "E102", what, remedy))


def _reason(
    part: Part,
    holders: tuple[Part, ...],
    briefing: Briefing,
    kind: Kind,
    audience: Audience,
    counted: frozenset[str],
) -> Reason | None:
    scheme = briefing.marking_scheme
    if not may_see(part.marking or briefing.marking, audience.ceiling[scheme], scheme):
        return "marking"
    if part.audiences is not None and not part.audiences.admit(audience.name):
        return "audience"
    block_type = getattr(part, "type", None)
    if block_type in audience.omits:
        return "audience"
    if isinstance(part, Section) and kind.roles is not None and part.role not in kind.roles:
        return None if _holds_lifted(part, kind) else "kind"
    if isinstance(part, Annex) and not kind.annexes:
        return "kind"
    if block_type is None:
        return None
    if kind.taking(block_type) is None or part.key not in counted:
        return "kind"
    section = holders[0]
    out_of_role = isinstance(section, Section) and not (
        kind.roles is None or section.role in kind.roles or block_type in kind.lifted
    )
    return "kind" if out_of_role else None


def _holds_lifted(section: Section, kind: Kind) -> bool:
    return any(block.type in kind.lifted for block in section.blocks)


def _within_counts(briefing: Briefing, kind: Kind, audience: Audience) -> frozenset[str]:
    """Keys of the blocks that the kind's counts leave: by priority, then the author's order."""
    scheme = briefing.marking_scheme
    ceiling = audience.ceiling[scheme]
    blocks: dict[BlockType, list[Block]] = {}
    holders: tuple[Section | Annex, ...] = (*briefing.sections, *briefing.annexes)
    for holder in holders:
        for block in holder.blocks:
            admitted = block.audiences is None or block.audiences.admit(audience.name)
            if admitted and may_see(block.marking or briefing.marking, ceiling, scheme):
                blocks.setdefault(block.type, []).append(block)
    kept: set[str] = set()
    for block_type, found in blocks.items():
        taking = kind.taking(block_type)
        found.sort(key=lambda block: PRIORITIES.index(block.priority))
        kept.update(block.key for block in found[: taking.most if taking else 0])
    return frozenset(kept)


def _wanted(part: Worded, kind: Kind, audience: Audience) -> Level:
    block_type = getattr(part, "type", None)
    taking = kind.taking(block_type) if block_type else None
    level = (taking.wording if taking else None) or kind.wording
    if isinstance(part, BottomLine):
        level = kind.bottom_line or level
    return min(level, audience.longest, key=LEVELS.index)


def _nothing_required_is_missing(edition: Edition, whole: Briefing, source: Source) -> None:
    who = f"for {edition.audience.name} as {edition.kind.name}"
    remedy = "keep a part of it for this audience, or do not build this product"
    problems = []
    kept = {part.key for part in edition.parts}
    for located in walk(whole):
        part = located.part
        if not isinstance(part, Section) or part.priority != "must" or part.key in kept:
            continue
        if edition.kind.roles is None or part.role in edition.kind.roles:
            what = f"section '{part.title}' must stay, but nothing of it is left {who}"
            problems.append(Problem(source.place(located.loc), "E103", what, remedy))
    for block_type in edition.kind.required:
        if block_type not in edition.audience.omits and not _has(edition, block_type):
            what = f"the kind requires a {block_type.replace('_', ' ')}, but none is left {who}"
            problems.append(Problem(source.place(("sections",)), "E104", what, remedy))
    if problems:
        raise ContentError(problems)


def _has(edition: Edition, block_type: str) -> bool:
    return any(getattr(part, "type", None) == block_type for part in edition.parts)

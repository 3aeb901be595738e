"""Selection: from a briefing to the edition of one audience and kind.

It asks first what the audience may see (clearance), then what is meant for it (relevance), then
what the kind holds. What is left out is noted for the maker and is nowhere in the edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefings.edition import Edition, LeftOut, Reason, consistent
from briefings.edition.limits import limit, surplus, wanted
from briefings.errors import ContentError, Problem
from briefings.library.audience import Audience
from briefings.library.kind import Kind
from briefings.model.blocks import Scenario
from briefings.model.briefing import Annex, BottomLine, Briefing, Section
from briefings.model.marking import may_see
from briefings.model.parts import Level, Part, Worded
from briefings.model.pictured import Placing, ends
from briefings.model.placing import foremost
from briefings.model.tree import Located, rebuild, separable, walk
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

    def keep(part: Part, holders: tuple[Part, ...]) -> Part | None:
        reason = _reason(part, holders, briefing, kind, audience)
        if reason is not None:
            left_out.append(LeftOut(part.key, reason))
            return None
        return _told(part, audience)

    kept = rebuild(briefing, keep)
    limited, levels = _within_limits(kept, kind, audience, briefing, source)
    left_out += [LeftOut(key, "limit") for key in limited]
    pruned = _without(kept, limited)
    unsupported = _unsupported(pruned, briefing, f"for {audience.name} as {kind.name}", source)
    left_out += [LeftOut(key, "requires") for key in unsupported]
    pruned = consistent(_without(pruned, unsupported))
    there = {here.part.key for here in walk(pruned)}
    levels = {key: level for key, level in levels.items() if key in there}
    edition = Edition(name, pruned, kind, audience, levels, tuple(left_out))
    _nothing_required_is_missing(edition, briefing, source)
    return edition


def _told(part: Part, audience: Audience) -> Part:
    """*part* without what the audience is not told of any."""
    bare: dict[str, object] = {} if audience.sources != "none" else {"sources": ()}
    if part.note_to_editor and not audience.inside:
        bare["note_to_editor"] = None
    return part.model_copy(update=bare) if bare else part


def _without(briefing: Briefing, keys: Collection[str]) -> Briefing:
    return (
        rebuild(briefing, lambda part, _: None if part.key in keys else part) if keys else briefing
    )


def _within_limits(
    kept: Briefing, kind: Kind, audience: Audience, briefing: Briefing, source: Source
) -> tuple[list[str], dict[str, Level]]:
    """What is beyond the kind's limits, and the wording of all else.

    Raises ContentError for what must stay and has no wording within them.
    """
    gone = [*surplus(kept, kind)]
    levels: dict[str, Level] = {}
    problems = []
    places = {here.part.key: here for here in walk(briefing)}
    for here in walk(kept):
        part = here.part
        if not isinstance(part, Worded):
            continue
        if level := wanted(here, kind, audience, briefing.language):
            levels[part.key] = level
        elif isinstance(part, BottomLine) or part.priority == "must":
            problems.append(_too_long(places[part.key], kind, source))
        else:
            gone.append(part.key)
    if problems:
        raise ContentError(problems)
    return gone, levels


def _clearance(briefing: Briefing, audience: Audience, source: Source) -> None:
    scheme = briefing.marking_scheme
    if scheme not in audience.ceiling:
        what = f"{audience.name} has no ceiling in {scheme}"
        place, remedy = source.place(("marking_scheme",)), f"add {scheme} to the audience's ceiling"
        raise ContentError(Problem(place, "E101", what, remedy))
    if problems := list(_withheld(briefing, audience, source)):
        raise ContentError(problems)


def _withheld(briefing: Briefing, audience: Audience, source: Source) -> Iterator[Problem]:
    """What every product has and this audience may not."""
    bottom_line, ceiling = briefing.bottom_line, audience.ceiling[briefing.marking_scheme]
    remedy = "or do not build this briefing for this audience"
    for field, marking, noun in (
        ("marking_floor", briefing.marking_floor, "the briefing as a whole"),
        ("bottom_line", bottom_line.marking or briefing.marking, "the bottom line"),
    ):
        if marking and not may_see(marking, ceiling, briefing.marking_scheme):
            what = f"{noun} is {marking}, but {audience.name} may see no more than {ceiling}"
            yield Problem(source.place((field,)), "E102", what, f"lower its marking, {remedy}")
    if bottom_line.audiences is not None and not bottom_line.audiences.admit(audience.name):
        what = f"the bottom line is not for {audience.name}, but is in every product"
        place = source.place(("bottom_line", "audiences"))
        yield Problem(place, "E105", what, f"take its audience filter away, {remedy}")


def _reason(
    part: Part,
    holders: tuple[Part, ...],
    briefing: Briefing,
    kind: Kind,
    audience: Audience,
) -> Reason | None:
    scheme = briefing.marking_scheme
    if not may_see(part.marking or briefing.marking, audience.ceiling[scheme], scheme):
        return "marking"
    if part.audiences is not None and not part.audiences.admit(audience.name):
        return "audience"
    block_type = getattr(part, "type", None)
    if isinstance(part, Placing) and audience.likelihood == "none":
        return "audience"
    if block_type in audience.omits or (_indicates(holders) and not audience.indicators):
        return "audience"
    if isinstance(part, Section) and kind.roles is not None and part.role not in kind.roles:
        return None if _holds_lifted(part, kind) else "kind"
    if isinstance(part, Annex) and not kind.annexes:
        return "kind"
    if block_type is None:
        return None
    if kind.taking(block_type) is None:
        return "kind"
    section = holders[0]
    out_of_role = isinstance(section, Section) and not (
        kind.roles is None or section.role in kind.roles or block_type in kind.lifted
    )
    return "kind" if out_of_role else None


def _indicates(holders: tuple[Part, ...]) -> bool:
    """Whether what these hold is an indicator: a scenario holds nothing else."""
    return bool(holders) and isinstance(holders[-1], Scenario)


def _holds_lifted(section: Section, kind: Kind) -> bool:
    return any(block.type in kind.lifted for block in section.blocks)


def _unsupported(pruned: Briefing, briefing: Briefing, who: str, source: Source) -> set[str]:
    """Keys of parts that require what is not there, and so on. Raises ContentError for a must."""
    kept = {here.part.key: here for here in separable(pruned)}
    gone: dict[str, str] = {}
    while True:
        there = {key: here.part for key, here in kept.items() if key not in gone}
        more = {
            key: missing[0] for key, part in there.items() if (missing := [*_missing(part, there)])
        }
        if not more:
            break
        gone |= more
    places = {here.part.key: source.place(here.loc) for here in separable(briefing)}
    problems = [
        Problem(
            places[key],
            "E106",
            f"'{key}' must stay, but requires {gone[key]}, which is not there {who}",
            "give it a lower priority, or take it out of requires",
        )
        for key in sorted(gone)
        if kept[key].part.priority == "must" and not kept[key].holders[1:]
    ]
    if problems:
        raise ContentError(problems)
    return set(gone)


def _missing(part: Part, there: Mapping[str, Part]) -> Iterator[str]:
    """What *part* can't be without and is not *there*."""
    yield from (f"'{key}'" for key in (*part.requires, *ends(part)) if key not in there)
    if isinstance(part, Placing) and foremost(part, there.values()) is None:
        yield "a part that has a place in it"


def _too_long(here: Located, kind: Kind, source: Source) -> Problem:
    most = limit(here.part, kind)
    name = "the bottom line" if isinstance(here.part, BottomLine) else f"'{here.part.key}'"
    what = f"every wording of {name} is longer than the {most} words of the kind"
    return Problem(source.place(here.loc), "E107", what, "write a shorter one")


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

"""What the model's types cannot say: references, names, terms and text, checked all at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from briefings.errors import Place, Problem
from briefings.letters.languages import usual
from briefings.markdown import problems
from briefings.model.blocks import Callout, Data, Exhibit, Implication, Option, Prose, Scenario
from briefings.model.briefing import Briefing
from briefings.model.likelihood import TERMS
from briefings.model.marking import LEVELS
from briefings.model.parts import Part
from briefings.model.pictured import Actors, Placing, Relation, is_drawn
from briefings.model.placing import IMPACTS, may_have_place, placed
from briefings.model.tree import Loc, Located, separable, walk
from briefings.source import Source

LINK = re.compile(r"\]\(#([^)\s]+)(?:\s[^)]*)?\)")
"""A link to a place in the same product."""

BODIES = (Prose, Callout, Implication, Scenario, Option)
"""Types whose wording may have several paragraphs and lists."""

_TARGET = "id of a section, an annex, a table or a figure"

MOST_ACTORS = 12
"""The most actors whose relations can be followed on a page."""

WORDINGS = ("short", "medium", "long", "plain")


@dataclass(frozen=True, slots=True)
class Names:
    """What a briefing may name that lies outside it: names found in the library."""

    audiences: Collection[str]
    themes: Collection[str]
    languages: Collection[str]


def check(briefing: Briefing, source: Source, names: Names) -> list[Problem]:
    """Everything wrong with *briefing*, which was loaded from *source* but not yet settled."""
    located = tuple(walk(briefing))
    every = tuple(here.part for here in located)
    exhibits = {here.part.id for here in located if isinstance(here.part, Exhibit)}
    targets = {s.id for s in briefing.divisions if s.id} | {name for name in exhibits if name}
    language = usual(briefing.language).partition("-")[0]
    found = [
        *_ids(located, source),
        *_briefing_markings(briefing, source),
        *_known(briefing.theme, names.themes, source, ("theme",), "C108", "theme"),
        *_known(language, names.languages, source, ("language",), "C109", "language with labels"),
    ]
    parts = {here.part.id for here in separable(briefing) if here.part.id}
    options = {here.part.id for here in located if isinstance(here.part, Option) and here.part.id}
    cited = {item.id for item in briefing.sources if item.id}
    for here in located:
        found += _markings(here, briefing, source)
        found += _audiences(here, source, names.audiences)
        found += _citations(here, source, cited)
        found += _option(here, source, options)
        found += _companions(here, source, parts)
        found += _likelihood(here, briefing, source)
        found += _relation(here, source)
        found += _drawn(here, source, every)
        found += _text(here, source, targets)
    return found


def _ids(located: tuple[Located, ...], source: Source) -> Iterator[Problem]:
    first: dict[str, Loc] = {}
    for here in located:
        if (name := here.part.id) is None:
            continue
        if name in first:
            line = source.place((*first[name], "id")).line
            what = f"the id '{name}' is taken by line {line}"
            remedy = "give each part an id of its own"
            yield Problem(source.place((*here.loc, "id")), "C101", what, remedy)
        else:
            first[name] = here.loc


def _briefing_markings(briefing: Briefing, source: Source) -> Iterator[Problem]:
    for field in ("marking", "marking_floor"):
        yield from _known(
            getattr(briefing, field),
            LEVELS[briefing.marking_scheme],
            source,
            (field,),
            "C102",
            f"marking of {briefing.marking_scheme}",
        )


def _markings(here: Located, briefing: Briefing, source: Source) -> Iterator[Problem]:
    yield from _known(
        here.part.marking,
        LEVELS[briefing.marking_scheme],
        source,
        (*here.loc, "marking"),
        "C102",
        f"marking of {briefing.marking_scheme}",
    )


def _likelihood(here: Located, briefing: Briefing, source: Source) -> Iterator[Problem]:
    scale = briefing.likelihood_scale
    yield from _known(
        getattr(here.part, "likelihood", None),
        TERMS[scale],
        source,
        (*here.loc, "likelihood"),
        "C103",
        f"term of {scale}",
    )


def _audiences(here: Located, source: Source, known: Collection[str]) -> Iterator[Problem]:
    if (filters := here.part.audiences) is None:
        return
    for key, names in (("only", filters.only), ("not", filters.but_not)):
        for index, name in enumerate(names):
            loc = (*here.loc, "audiences", key, index)
            yield from _known(name, known, source, loc, "C104", "audience")


def _citations(here: Located, source: Source, known: Collection[str]) -> Iterator[Problem]:
    for index, citation in enumerate(here.part.sources):
        loc = (*here.loc, "sources", index)
        yield from _known(citation.source, known, source, loc, "C105", "id under sources")


def _option(here: Located, source: Source, known: Collection[str]) -> Iterator[Problem]:
    option: Any = getattr(here.part, "option", None)
    yield from _known(option, known, source, (*here.loc, "option"), "C106", "id of an option")


def _companions(here: Located, source: Source, known: Collection[str]) -> Iterator[Problem]:
    for field in ("requires", "evidence"):
        for index, key in enumerate(getattr(here.part, field, ())):
            others = [name for name in known if name != here.part.id]
            loc, noun = (*here.loc, field, index), "id of another block, or of a part of one"
            yield from _known(key, others, source, loc, "C111", noun)


def _relation(here: Located, source: Source) -> Iterator[Problem]:
    """Relations are between actors of their own block."""
    holder = here.holders[-1] if here.holders else None
    if isinstance(here.part, Relation) and isinstance(holder, Actors):
        actors = [actor.id for actor in holder.actors if actor.id]
        for key, name in (("from", here.part.start), ("to", here.part.to)):
            loc = (*here.loc, key)
            yield from _known(name, actors, source, loc, "C112", "id of an actor of this block")


def _drawn(here: Located, source: Source, parts: tuple[Part, ...]) -> Iterator[Problem]:
    """What is wrong with what is to be drawn."""
    part, place = here.part, source.place(here.loc)
    if isinstance(part, Actors) and is_drawn(part) and len(part.actors) > MOST_ACTORS:
        what = f"a drawing of {len(part.actors)} actors, more than {MOST_ACTORS}, can't be followed"
        yield Problem(place, "G201", what, "leave some out, or leave it a table")
    if not isinstance(part, Placing):
        return
    fitting = [other.id for other in parts if other.id and may_have_place(part, other)]
    noun = "part with a likelihood" if part.type == "yardstick" else "scenario or risk"
    for index, name in enumerate(part.of):
        loc = (*here.loc, "of", index)
        yield from _known(name, fitting, source, loc, "C113", f"id of a {noun}")
    if all(name in fitting for name in part.of) and not placed(part, parts):
        what = "nothing in the briefing has a place in it"
        remedy = "give what it is to show a likelihood"
        if part.type == "matrix":
            remedy += f", and an impact: {', '.join(IMPACTS)}"
        yield Problem(place, "G202", what, remedy)


def _known(
    name: str | None, known: Collection[str], source: Source, loc: Loc, code: str, noun: str
) -> Iterator[Problem]:
    if name is None or name in known:
        return
    yield Problem(source.place(loc), code, f"'{name}' is no {noun}", suggestion(name, known))


def _text(here: Located, source: Source, targets: Collection[str]) -> Iterator[Problem]:
    for loc, text, body in _texts(here):
        for fault in problems(text, body=body):
            yield fault.at(source.text_place(loc))
        for target in LINK.findall(text):
            yield from _known(target, targets, source, loc, "C110", _TARGET)


def _texts(here: Located) -> Iterator[tuple[Loc, str, bool]]:
    """Marked-up text of a part: its place, the text, whether it may have several paragraphs."""
    for field in ("short", "medium", "long", "plain", "mitigation", "confidence_basis", "where"):
        if text := getattr(here.part, field, None):
            yield (*here.loc, field), text, isinstance(here.part, BODIES) and field in WORDINGS
    if isinstance(here.part, Data):
        for row, cells in enumerate(here.part.rows):
            for column, cell in enumerate(cells):
                if cell:
                    yield (*here.loc, "rows", row, column), cell, False


def suggestion(name: str, known: Collection[str]) -> str:
    """The remedy for a name that is not *known*: the nearest that is, or all there are."""
    near = difflib.get_close_matches(name, known, 1, 0.5)
    return f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(known) or 'none'}"


def unknown(place: Place, noun: str, name: str, known: Collection[str]) -> Problem:
    """The problem of a name by which there is no *noun*."""
    return Problem(place, "L101", f"there is no {noun} '{name}'", suggestion(name, known))

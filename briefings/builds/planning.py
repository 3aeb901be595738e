"""Planning: what of the orders is there as it should be, what is to be made, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from briefings.builds import facets, ledger
from briefings.builds.build import Builder, Outcome, refused
from briefings.builds.ledger import Ledger, Made, Settled
from briefings.builds.orders import Order
from briefings.builds.standing import State
from briefings.edition import Edition
from briefings.errors import BriefingsError, Problem
from briefings.manifest import form
from briefings.model.tree import walk
from briefings.naming import known

NEW = "not built before"
ASKED = "asked to be built anew"
TOGETHER = "its pages are those of its Word file"


@dataclass(frozen=True, slots=True)
class Task:
    """An order of which files are to be made."""

    order: Order
    """In no other formats than these."""
    facets: Mapping[str, Mapping[str, str]]
    """What they depend on, by format."""
    why: Mapping[str, str]
    """Why each is to be made, by format."""
    parts: tuple[str, ...] = ()
    """Keys of the parts that there are to choose from."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An order of which files are there as they should be."""

    order: Order
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and what is not."""

    tasks: tuple[Task, ...] = ()
    kept: tuple[Kept, ...] = ()
    refused: tuple[Outcome, ...] = ()
    """Orders that can't be built, with what is wrong with their content."""

    @property
    def reasons(self) -> Iterator[tuple[str, str]]:
        """Each file that is to be made, and why."""
        for task in self.tasks:
            for name, why in task.why.items():
                yield task.order.path(name), why

    @property
    def foreseen(self) -> tuple[Outcome, ...]:
        """What will become of its orders, if all that can be built is."""
        good = [*(task.order for task in self.tasks), *(kept.order for kept in self.kept)]
        return *self.refused, *map(Outcome, good)

    @property
    def depends(self) -> Iterator[tuple[Order, str, Mapping[str, str]]]:
        """Each file that is to be made, by order and format, and what it depends on."""
        for task in self.tasks:
            for name, of in task.facets.items():
                yield task.order, name, of

    @property
    def batches(self) -> tuple[tuple[Task, ...], ...]:
        """The tasks, those of one edition together: they are measured once."""
        found: dict[tuple[object, ...], list[Task]] = {}
        for task in self.tasks:
            found.setdefault(task.order.edition, []).append(task)
        return tuple(map(tuple, found.values()))


def recalled(output: Path) -> Ledger:
    """What is known of *output*, without what no manifest could say."""
    return ledger.read(output).holding(form.is_rendition)


def planned(
    builder: Builder,
    orders: Sequence[Order],
    before: Ledger,
    settled: Mapping[str, Settled] = MappingProxyType({}),
    anew: bool = False,
) -> Plan:
    """What is to be done for *orders*, by what is known of the output folder *before*.

    Contents that are *settled* need not be read; *anew*: whatever is there.
    """
    state = State(builder.output)
    tasks: list[Task] = []
    kept: list[Kept] = []
    bad: dict[tuple[Problem, ...], Outcome] = {}
    for order in orders:
        if not anew and (there := _settled(order, settled.get(known(order.content)), before)):
            kept.append(Kept(order, there))
            continue
        try:
            found = [*_found(builder, order, before, state, anew)]
        except BriefingsError as error:  # once, where it is the same for several
            bad.setdefault(error.problems, refused(order, error))
            continue
        tasks += [one for one in found if isinstance(one, Task)]
        kept += [one for one in found if isinstance(one, Kept)]
    return Plan(tuple(tasks), tuple(kept), tuple(bad.values()))


def _settled(order: Order, settled: Settled | None, before: Ledger) -> tuple[Made, ...]:
    """The files of *order*, if all of them are known to be as they should be."""
    paths = [order.path(name) for name in order.formats]
    if settled is None or not all(path in settled.products for path in paths):
        return ()
    return tuple(before.made[path] for path in paths if path in before.made)


def _found(
    builder: Builder, order: Order, before: Ledger, state: State, anew: bool
) -> Iterator[Task | Kept]:
    """What is to be done for *order*, and what is not. Raises BriefingsError for what is wrong."""
    builder.desk.theme(order)
    now = builder.facets(order)
    there = _there(builder, order, now, before, state)
    if anew:
        there = dict.fromkeys(there, ASKED)
    if builder.together(order) and any(isinstance(found, str) for found in there.values()):
        there = {n: found if isinstance(found, str) else TOGETHER for n, found in there.items()}
    if why := {name: found for name, found in there.items() if isinstance(found, str)}:
        depends = {name: now[name] for name in why}
        yield Task(order.only(*why), depends, why, _parts(builder, order))
    if fine := tuple(found for found in there.values() if isinstance(found, Made)):
        yield Kept(order, fine)


def _there(
    builder: Builder,
    order: Order,
    now: Mapping[str, Mapping[str, str]],
    before: Ledger,
    state: State,
) -> dict[str, Made | str]:
    """By format what is there of *order*, or why it has to be made."""
    found: dict[str, Made | str] = {}
    parts = _parts(builder, order)
    for name in order.formats:
        made = before.made.get(order.path(name))
        if made is None:
            found[name] = NEW
        elif why := state.fate(made) or facets.told(made.facets, now[name]):
            found[name] = why
        elif len(made.parts) != len(parts):  # it is not from here
            found[name] = NEW
        else:
            found[name] = _renewed(made, parts, builder, order)
    return found


def _parts(builder: Builder, order: Order) -> tuple[str, ...]:
    return tuple(here.part.key for here in walk(builder.desk.selected(order).briefing))


def _renewed(made: Made, parts: tuple[str, ...], builder: Builder, order: Order) -> Made:
    """*made*, with what is to be said otherwise of it although it is the same file.

    Its readers do not see what is kept from them; its maker sees that it was left out. And keys of
    parts without a name of their own count also the parts that others get.
    """
    inputs = builder.inputs(order, made.record["format"])
    names = dict(zip(made.parts, parts, strict=True))
    record, fit = made.record, made.record["fit"]
    chosen = [{**part, "id": names.get(part["id"], part["id"])} for part in fit["parts"]]
    told = {
        **record,
        "content": known(order.content),
        "fit": {**fit, "parts": chosen},
        "left_out": _left_out(builder.desk.selected(order), record["left_out"], names),
        "made_from": sorted(name for name, sha256 in inputs.items() if sha256),
    }
    return replace(made, record=told, inputs=inputs, parts=parts)


def _left_out(
    edition: Edition, before: Iterable[Mapping[str, str]], names: Mapping[str, str]
) -> list[dict[str, str]]:
    """What *edition* does not have, and what gave way to its length *before*."""
    gone = {(item.key, item.reason) for item in edition.left_out}
    gone |= {
        (names.get(item["id"], item["id"]), "length")
        for item in before
        if item["reason"] == "length"
    }
    return [{"id": key, "reason": reason} for key, reason in sorted(gone)]

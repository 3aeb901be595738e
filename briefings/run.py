"""A run: from what was asked for to an output folder in which all of it is as it should be.

What is there and still holds is left alone; what is to be made is made by as many processes as are
asked for, and noted in the ledger as soon as it is written. So a run that is stopped at any moment
leaves files that are whole, and the next one makes what this one had not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from briefings import facets, ledger
from briefings.batch import Batch, Delivery, Hands, Settings
from briefings.build import Builder, Outcome, delivered, refused
from briefings.crew import Failed, Lost
from briefings.depot import Folder
from briefings.digest import digest
from briefings.edition import Edition
from briefings.errors import BriefingsError, ContentError, MachineError, Place, Problem
from briefings.files import read, write
from briefings.ledger import Asked, Ledger, Made, Settled
from briefings.machine.lock import locked
from briefings.manifest import NAME, SUMS, TIMINGS, Rendition, form, timings
from briefings.manifest.environment import fonts_in, manifest
from briefings.manifest.sums import sums
from briefings.model.tree import walk
from briefings.naming import known, named
from briefings.orders import Order
from briefings.standing import State, digest_of

NEW = "not built before"
ASKED = "asked to be built anew"


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
    def batches(self) -> tuple[tuple[Task, ...], ...]:
        """The tasks, those of one edition together: they are measured once."""
        found: dict[tuple[object, ...], list[Task]] = {}
        for task in self.tasks:
            found.setdefault(task.order.edition, []).append(task)
        return tuple(map(tuple, found.values()))


def planned(
    builder: Builder,
    orders: Sequence[Order],
    before: Ledger,
    settled: Collection[str] = (),
    anew: bool = False,
) -> Plan:
    """What is to be done for *orders*, by what is known of the output folder *before*.

    Contents that are *settled* need not be read; *anew*: whatever is there.
    """
    state = State(builder.output)
    tasks, kept, unsure = [], [], []
    for order in orders:
        if known(order.content) in settled and not anew:
            kept.append(Kept(order, tuple(before.made[order.path(n)] for n in order.formats)))
        else:
            unsure.append(order)
    sound, bad = builder.sound(unsure)
    for order in sound:
        try:
            now = builder.facets(order)
        except BriefingsError as error:
            bad.append(refused(order, error))
            continue
        there = _there(builder, order, now, before, state)
        if anew:
            there = dict.fromkeys(there, ASKED)
        if why := {name: found for name, found in there.items() if isinstance(found, str)}:
            depends = {name: now[name] for name in why}
            tasks.append(Task(order.only(*why), depends, why, _parts(builder, order)))
        if fine := tuple(found for found in there.values() if isinstance(found, Made)):
            kept.append(Kept(order, fine))
    return Plan(tuple(tasks), tuple(kept), tuple(bad))


def _there(
    builder: Builder,
    order: Order,
    now: Mapping[str, Mapping[str, str]],
    before: Ledger,
    state: State,
) -> dict[str, Made | str]:
    """By format what is there of *order*, or why it has to be made."""
    found: dict[str, Made | str] = {}
    for name in order.formats:
        made = before.made.get(order.path(name))
        if made is None:
            found[name] = NEW
        elif why := state.fate(made) or facets.told(made.facets, now[name]):
            found[name] = why
        else:
            found[name] = _renewed(made, builder, order.only(name))
    return found


def _parts(builder: Builder, order: Order) -> tuple[str, ...]:
    return tuple(here.part.key for here in walk(builder.desk.selected(order).briefing))


def _renewed(made: Made, builder: Builder, order: Order) -> Made:
    """*made*, with what is to be said otherwise of it although it is the same file.

    Its readers do not see what is kept from them; its maker sees that it was left out. And keys of
    parts without a name of their own count also the parts that others get.
    """
    inputs, parts = builder.inputs(order), _parts(builder, order)
    names = dict(zip(made.parts, parts, strict=True))
    record, fit = made.record, made.record["fit"]
    chosen = [{**part, "id": names.get(part["id"], part["id"])} for part in fit["parts"]]
    told = {
        **record,
        "fit": {**fit, "parts": chosen},
        "left_out": _left_out(builder.desk.selected(order), record["left_out"], names),
        "made_from": sorted(inputs),
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


def unmade(order: Order, came: Failed | Lost) -> Outcome:
    """The outcome of an order that whoever builds it failed at, or does not survive."""
    place = Place(known(order.content))
    if isinstance(came, Lost):
        what = f"{order.name} can't be built: {came.how}"
        remedy = "give it more memory, or make it shorter"
        return refused(order, MachineError(Problem(place, "I126", what, remedy)))
    if came.problems:
        return Outcome(order, problems=came.problems, exit_code=came.exit_code)
    what = f"{order.name} can't be built, by a bug of briefings: {came.said}"
    problem = Problem(place, "I128", what, "please report it, with what BRIEFINGS_DEBUG=1 shows")
    return Outcome(order, problems=(problem,), exit_code=came.exit_code, trace=came.trace)


def _differs(outcome: Outcome) -> Outcome | None:
    """What to say where it was built from other files than this machine has."""
    names = [name for name, sha in outcome.inputs.items() if digest_of(named(name)) != sha]
    if not names:
        return None
    remedy = "give all machines the same project"
    what = "a worker has another state of this file"
    wrong = (Problem(Place(name), "I127", what, remedy) for name in names)
    return refused(outcome.order, MachineError(wrong))


def noted(task: Task, outcome: Outcome) -> tuple[Made, ...]:
    """What the ledger is to say of an *outcome*."""
    notices = tuple(map(ledger.told, outcome.notices))
    return tuple(
        Made(
            path=rendition.path,
            facets=task.facets[rendition.format],
            inputs={name: outcome.inputs[name] for name in rendition.made_from},
            record=asdict(rendition),
            parts=task.parts,
            notices=notices,
        )
        for rendition in outcome.built
    )


def rendition(made: Made) -> Rendition:
    """What was said of a file, as a type."""
    record = dict(made.record)
    several = {name: tuple(record[name]) for name in ("made_from", "left_out")}
    return Rendition(**{**record, **several})


@dataclass
class Run:
    """One run: a plan carried out, and noted."""

    settings: Settings
    request: str
    """Digest of what was asked for."""
    surroundings: str
    """Digest of what surrounds all contents."""
    orders: Sequence[Order]
    """All that were asked for."""
    timings: dict[str, Mapping[str, float]] = field(default_factory=dict)
    """Seconds by stage that editions took before, and now."""
    outcomes: list[Outcome] = field(default_factory=list)
    _entries: dict[str, Made] = field(default_factory=dict)

    def carry_out(self, plan: Plan, hands: Hands, tell: Callable[[Outcome], None]) -> None:
        """Have *hands* make what *plan* says, and *tell* of each outcome as it comes."""
        self.timings = {**_took(self.settings.output), **self.timings}
        self.outcomes += plan.refused
        for kept in plan.kept:
            self._keep(kept)
        longest = sorted(plan.batches, key=self._takes, reverse=True)
        orders = (tuple(task.order for task in tasks) for tasks in longest)
        batches = [Batch(self.settings, one, hands.depot) for one in orders]
        try:
            for number, came in hands.do(batches):
                for task, outcome in self._came(longest[number], came, hands):
                    self._take(task, outcome)
                    tell(outcome)
        finally:
            self._close()

    def _takes(self, tasks: Sequence[Task]) -> tuple[float, int]:
        """What is to be begun first: what took long; of what was never built, what has most."""
        took = (self.timings.get(task.order.stem, {}) for task in tasks)
        seconds = sum(sum(stages.values()) for stages in took)
        return seconds, max(len(task.parts) for task in tasks)

    def _came(
        self, tasks: Sequence[Task], came: tuple[Delivery, ...] | Failed | Lost, hands: Hands
    ) -> Iterator[tuple[Task, Outcome]]:
        """What became of each of *tasks*."""
        if isinstance(came, Failed | Lost):
            yield from ((task, unmade(task.order, came)) for task in tasks)
            return
        for task, (outcome, files) in zip(tasks, came, strict=True):
            if hands.afar and (differs := _differs(outcome)):
                yield task, differs
            else:
                there = Folder(self.settings.output)
                yield task, delivered(outcome, hands.fetched(outcome, files), there)

    @property
    def records(self) -> list[Mapping[str, Any]]:
        """What is to be said of each file that is there, in the order of what was asked for."""
        paths = (order.path(name) for order in self.orders for name in order.formats)
        return [self._entries[path].record for path in paths if path in self._entries]

    def _take(self, task: Task, outcome: Outcome) -> None:
        """Note what became of a task, at once."""
        made = noted(task, outcome)
        ledger.add(self.settings.output, made)
        self._enter(made)
        if outcome.built:
            self.timings[task.order.stem] = outcome.seconds
        self.outcomes.append(outcome)

    def _keep(self, kept: Kept) -> None:
        """Note what is there already."""
        self._enter(kept.made)
        found = tuple(map(rendition, kept.made))
        self.outcomes.append(
            Outcome(
                kept.order, kept=found, notices=tuple(n for made in kept.made for n in made.said)
            )
        )

    def _enter(self, made: Iterable[Made]) -> None:
        self._entries |= {one.path: one for one in made}

    def _close(self) -> None:
        """Write what stands beside products: manifest and digests; and the ledger anew.

        Where nothing was ever made, and all failed now, nothing is written either. But of a shard
        that has nothing to do, a manifest says just that.
        """
        output = self.settings.output
        failed = any(outcome.problems for outcome in self.outcomes)
        if failed and not self._entries and not ledger.place(output).is_file():
            return
        with locked(ledger.place(output).parent):
            known = ledger.read(output)
            for entry in (*self._entries.values(), *self._settled()):
                known.take(entry)
            there = {path: made for path, made in known.made.items() if (output / path).is_file()}
            known.made = there
            beside = self._beside(there.values())
            write({output / name: data for name, data in beside.items()})
            times = {stem: self.timings[stem] for stem in _stems(there) if stem in self.timings}
            write({output / TIMINGS: timings.written(times)})
            known.beside = {name: digest(data) for name, data in beside.items()}
            ledger.rewrite(output, known)

    def _beside(self, made: Iterable[Made]) -> dict[str, bytes]:
        """The files beside products. What was made from files that are otherwise by now is not
        told of: nobody vouches for it until it is built again.
        """
        now = {name: sha for one in self._entries.values() for name, sha in one.inputs.items()}
        holding = [
            one
            for one in sorted(made, key=lambda one: one.path)
            if all(now.get(name, sha) == sha for name, sha in one.inputs.items())
        ]
        inputs = {name: sha for one in holding for name, sha in one.inputs.items()}
        fonts = fonts_in(self.settings.library.fonts)
        found = manifest(map(rendition, holding), inputs, fonts)
        return {NAME: form.written(found), SUMS: sums(found)}

    def _settled(self) -> Iterator[Settled | Asked]:
        """Contents of which all that was asked for is there."""
        failed = {outcome.order.content for outcome in self.outcomes if outcome.problems}
        contents = dict.fromkeys(order.content for order in self.orders)
        for content in contents:
            theirs = [order for order in self.orders if order.content == content]
            paths = tuple(order.path(name) for order in theirs for name in order.formats)
            if content not in failed and all(path in self._entries for path in paths):
                made = (self._entries[path] for path in paths)
                inputs = {name: sha for one in made for name, sha in one.inputs.items()}
                about = self.request, self.surroundings
                yield Settled(known(content), *about, inputs, paths)
        yield Asked(self.request, tuple(map(known, contents)))


def _stems(paths: Iterable[str]) -> set[str]:
    """Paths without their endings."""
    return {path.rpartition(".")[0] for path in paths}


def _took(output: Path) -> dict[str, dict[str, float]]:
    """What earlier builds took, as far as it is known."""
    with suppress(ContentError):
        return timings.read(read(output / TIMINGS) or b"{}", TIMINGS)
    return {}

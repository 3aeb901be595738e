"""A run: from what was asked for to an output folder in which all of it is as it should be.

What is there and still holds is left alone; what is to be made is made by as many processes as are
asked for, and noted in the ledger as soon as it is written. So a run that is stopped at any moment
leaves files that are whole, and the next one makes what this one had not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from briefings.builds import facets, ledger, standing
from briefings.builds.batch import Batch, Delivery, Hands, Settings
from briefings.builds.build import Outcome, delivered, refused
from briefings.builds.crew import Failed, Lost
from briefings.builds.depot import Folder
from briefings.builds.ledger import Asked, Ledger, Made, Settled
from briefings.builds.orders import Order
from briefings.builds.planning import Kept, Plan, Task, recalled
from briefings.builds.standing import digest_of
from briefings.digest import digest, sha256_of
from briefings.errors import ContentError, MachineError, Place, Problem
from briefings.files import read, sweep, write
from briefings.machine.lock import at_work, locked
from briefings.manifest import NAME, SUMS, TIMINGS, Rendition, form, timings
from briefings.manifest.environment import fonts_in, manifest
from briefings.manifest.sums import sums
from briefings.naming import known, named


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
    names = [n for n, sha in outcome.read.items() if (digest_of(named(n)) or "") != sha]
    if not names:
        return None
    remedy = "give all machines the same project"
    what = "a worker has another state of this file"
    wrong = (Problem(Place(name), "I127", what, remedy) for name in names)
    return refused(outcome.order, MachineError(wrong))


def _moved(outcome: Outcome) -> tuple[Problem, ...]:
    """What to say where a file was changed while something was made from it."""
    names = [name for name, sha in outcome.read.items() if _now(named(name)) != sha]
    what, remedy = "was changed while it was read; what is made from it may be old", "build again"
    return tuple(Problem(Place(name), "O103", what, remedy) for name in names)


def _now(path: Path) -> str:
    """SHA-256 of a file as it is at this moment; nothing if it can't be read."""
    try:
        return sha256_of(path)
    except OSError:
        return ""


def noted(task: Task, outcome: Outcome) -> tuple[Made, ...]:
    """What the ledger is to say of an *outcome*."""
    notices = tuple(map(ledger.told, outcome.notices))
    return tuple(
        Made(
            path=rendition.path,
            facets=task.facets[rendition.format],
            inputs=outcome.inputs[rendition.format],
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
    _unsure: set[str] = field(default_factory=set)
    """Paths of files that were made while something was changed that they are made from."""

    def carry_out(self, plan: Plan, hands: Hands, tell: Callable[[Outcome], None]) -> None:
        """Have *hands* make what *plan* says, and *tell* of each outcome as it comes."""
        self.timings = {**_took(self.settings.output), **self.timings}
        self.outcomes += plan.refused
        for kept in plan.kept:
            self._keep(kept)
        longest = sorted(plan.batches, key=self._takes, reverse=True)
        orders = (tuple(task.order for task in tasks) for tasks in longest)
        settings = self._told_apart(plan) if hands.afar else self.settings
        batches = [Batch(settings, one, hands.depot) for one in orders]
        output = self.settings.output
        if not batches and self._in_vain:
            return
        with at_work(output / ledger.FOLDER, partial(sweep, output)):
            try:
                for number, came in hands.do(batches):
                    for task, outcome in self._came(longest[number], came, hands):
                        self._take(task, outcome)
                        tell(outcome)
            finally:
                self._close()

    def _told_apart(self, plan: Plan) -> Settings:
        """Settings for who may have built from other contents before, and kept what it read."""
        depends = {o.path(n): standing.of_facts(of) for o, n, of in plan.depends}
        return replace(self.settings, inputs=standing.of_facts(depends))

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
        if moved := _moved(outcome):
            outcome = replace(outcome, notices=(*outcome.notices, *moved))
            self._unsure |= {one.path for one in outcome.built}
        else:
            made = noted(task, outcome)
            with locked(ledger.place(self.settings.output).parent):
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

    @property
    def _in_vain(self) -> bool:
        """Whether nothing was ever made here, and all failed now: then nothing is written."""
        failed = any(outcome.problems for outcome in self.outcomes)
        there = self._entries or ledger.place(self.settings.output).is_file()
        return failed and not there

    def _close(self) -> None:
        """Write what stands beside products: manifest and digests; and the ledger anew.

        Of a shard that has nothing to do, a manifest says just that.
        """
        output = self.settings.output
        if self._in_vain:
            return
        with locked(ledger.place(output).parent):
            known = self._known(output)
            beside = self._beside(known.made)
            write({output / name: data for name, data in beside.items()})
            stems = _stems(known.made)
            times = {stem: self.timings[stem] for stem in stems if stem in self.timings}
            write({output / TIMINGS: timings.written(times)})
            known.beside = {name: digest(data) for name, data in beside.items()}
            known.trees = dict(standing.trees())
            known.tidy()
            ledger.rewrite(output, known)

    def _known(self, output: Path) -> Ledger:
        """What is known of *output* by now: what this run found or made, and what others did."""
        known = recalled(output)
        for path, entry in self._entries.items():
            other = known.made.get(path)
            # another build may have made it meanwhile, from something else: the file itself tells
            if not other or entry.sha256 in (other.sha256, _now(output / path)):
                known.take(entry)
        there = {path: one.sha256 for path, one in known.made.items()}
        for said in self._settled():
            if isinstance(said, Asked) or said.products.items() <= there.items():
                known.take(said)
        known.made = {
            path: made
            for path, made in known.made.items()
            if path not in self._unsure and (output / path).is_file()
        }
        return known

    def _beside(self, made: Mapping[str, Made]) -> dict[str, bytes]:
        """The files beside products.

        What was not asked for is vouched for as long as it is made as it would be now: with the
        same versions and fonts, and from no file that is known to have changed.
        """
        own = (one for path, one in self._entries.items() if made.get(path) is one)
        now = {name: sha for one in own for name, sha in one.inputs.items()}
        makers = {**facets.makers(), "fonts": standing.fonts(self.settings.library.templates)}
        holding = [
            one
            for _, one in sorted(made.items())
            if makers.items() <= one.facets.items()
            and all(now.get(name, sha) == sha for name, sha in one.inputs.items())
        ]
        inputs = {name: sha for one in holding for name, sha in one.inputs.items() if sha}
        fonts = fonts_in(self.settings.library.fonts, lambda path: digest_of(path) or "")
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
                made = [self._entries[path] for path in paths]
                inputs = {name: sha for one in made for name, sha in one.inputs.items()}
                about = self.request, self.surroundings
                products = {one.path: one.sha256 for one in made}
                yield Settled(known(content), *about, inputs, products)
        yield Asked(self.request, tuple(map(known, contents)))


def _stems(paths: Iterable[str]) -> set[str]:
    """Paths without their endings."""
    return {path.rpartition(".")[0] for path in paths}


def _took(output: Path) -> dict[str, dict[str, float]]:
    """What earlier builds took, as far as it is known."""
    with suppress(ContentError):
        return timings.read(read(output / TIMINGS) or b"{}", TIMINGS)
    return {}

"""Batches: orders that one process builds, and who does: this one, others, others elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefings import machine, writers
from briefings.builds import crew, elsewhere
from briefings.builds.build import Builder, Outcome, delivered
from briefings.builds.crew import Failed, Lost, attempted
from briefings.builds.depot import Depot, Folder
from briefings.builds.elsewhere import Errand
from briefings.builds.orders import Order
from briefings.builds.standing import look_again, recall, surroundings, trees
from briefings.engine import apart
from briefings.engine.apart import Limits
from briefings.library import Library
from briefings.machine.processors import cores


@dataclass(frozen=True, slots=True)
class Settings:
    """What a builder is made from, for processes that each have their own."""

    library: Library
    output: Path
    stamp: str = ""
    verify: bool = False
    reference: Path | None = None
    style_map: Path | None = None
    limits: Limits = field(default_factory=Limits)
    inputs: str = ""
    """A digest of all contents, for processes that may have built from others before."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Orders of one edition, for whoever builds them."""

    settings: Settings
    orders: tuple[Order, ...]
    depot: Depot | None = None
    """Where the files go; else they come back with the outcomes."""


Delivery = tuple[Outcome, Mapping[str, bytes]]
"""What became of an order, and the files that were put nowhere yet, by their paths."""

Came = tuple[int, tuple[Delivery, ...] | Failed | Lost]
"""The number of a batch from 0, and what came of it."""


_taken_up: dict[Settings, Builder] = {}


def take_up(settings: Settings) -> Builder:
    """A new builder for this process, and for those that are forked from it.

    Raises MachineError where the fonts can't be made known to the engines.
    """
    machine.use_fonts(settings.library.fonts)
    given = settings.library, settings.output, settings.stamp, settings.verify
    house = settings.reference, settings.style_map
    builder = Builder(*given, *house, apart.shared(settings.limits))
    _taken_up.clear()
    _taken_up[settings] = builder
    return builder


def carried_out(batch: Batch) -> tuple[Delivery, ...]:
    """Build the orders of *batch*, with what this process has at hand from earlier ones."""
    if batch.settings not in _taken_up:
        look_again()
        take_up(batch.settings)
    made = map(_taken_up[batch.settings].make, batch.orders)
    if batch.depot is None:
        return tuple(made)
    return tuple((delivered(*one, batch.depot), {}) for one in made)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who builds. *depot*: where they put files, if they do, and whether this is not the output."""

    do: Callable[[Sequence[Batch]], Iterator[Came]]
    depot: Depot | None = None
    afar: bool = False

    def fetched(self, outcome: Outcome, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """The files of *outcome* that are not in the output folder yet."""
        if not self.afar or self.depot is None:
            return files
        found = ((one.path, self.depot.read(one.path)) for one in outcome.built)
        return {path: data or b"" for path, data in found}


def alone(output: Path) -> Hands:
    """This process."""

    def do(batches: Sequence[Batch]) -> Iterator[Came]:
        for batch in batches[:1]:
            if builder := _taken_up.get(batch.settings):
                engine = apart.shared(batch.settings.limits)
                engine.meanwhile(builder.early(batch.orders[0]))
        for number, batch in enumerate(batches):
            yield number, attempted(carried_out, batch)

    return Hands(do, Folder(output))


def hands(jobs: int | None, batches: int, output: Path) -> Hands:
    """Those of this machine for so many *batches*: as many processes as there are cores, or *jobs*;
    only this one where there is no more than one thing to do.
    """
    most = min(jobs or cores(), batches)
    return many(most, output) if most > 1 else alone(output)


def many(jobs: int, output: Path) -> Hands:
    """So many processes, forked from this one."""

    def do(batches: Sequence[Batch]) -> Iterator[Came]:
        writers.load(_formats(batches))  # here, once for all of them
        return crew.run(carried_out, batches, crew.local(jobs))

    return Hands(do, Folder(output))


def _formats(batches: Sequence[Batch]) -> dict[str, None]:
    return dict.fromkeys(f for batch in batches for order in batch.orders for f in order.formats)


def distant(address: str, content: Path, via: Depot | None) -> Hands:
    """The workers of a Dask scheduler, which see the same project; files come back through it, or
    *via* a place that they see as well.
    """
    own = Own(content)
    errand = Errand(carried_out, own(), own)
    workers = elsewhere.cluster(address)
    return Hands(lambda batches: crew.run(errand, batches, workers), via, afar=True)


@dataclass(frozen=True, slots=True)
class Own:
    """A digest of what surrounds contents, on the machine that asks."""

    content: Path

    def __call__(self) -> str:
        """The digest now. What looks as it did at the last job is not read again."""
        recall(trees())
        look_again()
        return surroundings(self.content)

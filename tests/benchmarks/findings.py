"""What measures find: runs of ways of doing a thing, ratios between them, what was not measured."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import figures
from benchmarks.figures import Figure
from benchmarks.processes import Command, Failed, Run, run

ROOT = Path(__file__).parents[2]
"""Of this repository."""

PROFILE = Path(tempfile.gettempdir()) / "briefings-benchmark-office"
"""Of LibreOffice, which asks for one that is its own alone."""


def nothing() -> None:
    """Nothing has to be put as it was."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of doing a thing, that can be run again and again."""

    name: str
    command: Command
    prepare: Callable[[], object] = nothing
    """Puts things as they were before a run, and is not measured."""
    check: Callable[[], object] = nothing
    """Looks at what a run made; raises Failed if it is not right."""
    size: float | None = None
    """Of what it is done to: renditions, pages."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a way took, run by run."""

    name: str
    command: str
    """As it can be typed in the root of the repository, or in the folder of the project."""
    runs: tuple[Run, ...]
    size: float | None = None

    @property
    def seconds(self) -> Figure:
        """Of the wall clock."""
        return figures.figure([one.seconds for one in self.runs])

    @property
    def processor(self) -> Figure:
        """Of all processors, s."""
        return figures.figure([one.processor for one in self.runs])

    @property
    def memory(self) -> Figure | None:
        """The most that was held at one time, MB."""
        known = [one.memory for one in self.runs if one.memory is not None]
        return figures.figure(known) if known else None


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one way is to another."""

    name: str
    value: Figure
    target: str = ""
    """What it should be, such as ``<= 0.7``; or nothing."""

    @property
    def met(self) -> bool | None:
        """Whether the median is as it should be; None where nothing was promised."""
        if not self.target:
            return None
        sign, number = self.target.split()
        median = self.value.median
        return median <= float(number) if sign == "<=" else median >= float(number)


@dataclass(frozen=True, slots=True)
class Missing:
    """What was not measured, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question."""

    key: str
    title: str
    said: str
    """What is done, and to what."""
    taken: tuple[Taken, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    """What was seen besides, in words."""
    axis: str = ""
    """What sizes are counted in, where it is about growth."""
    text: str = ""
    """What a program of its own printed."""

    def named(self, name: str) -> Taken | None:
        """The way of that name, if it could be run."""
        return next((one for one in self.taken if one.name == name), None)


def interleaved(
    ways: Sequence[Way], tries: int, watched: bool = False, warm: bool = True
) -> tuple[tuple[Taken, ...], tuple[Missing, ...]]:
    """Every way run *tries* times, by turns, and once before for warmth if they are *warm*.

    A way that fails once is among those that are missing, and not run any more.
    """
    runs: dict[str, list[Run]] = {way.name: [] for way in ways}
    missing: list[Missing] = []
    going = list(ways)
    for attempt in range(-1 if warm else 0, tries):
        for way in _turned(going, attempt):
            try:
                found = once(way, watched)
            except Failed as failed:
                missing.append(Missing(way.name, str(failed)))
                going.remove(way)
                continue
            if attempt >= 0:
                runs[way.name].append(found)
    taken = (Taken(way.name, typed(way.command), tuple(runs[way.name]), way.size) for way in going)
    return tuple(taken), tuple(missing)


def once(way: Way, watched: bool = False) -> Run:
    """One run of *way*. Raises Failed."""
    way.prepare()
    found = run(way.command, watched)
    way.check()
    return found


def _turned(ways: Sequence[Way], attempt: int) -> list[Way]:
    """The ways, each time beginning with the next one."""
    first = attempt % len(ways) if ways else 0
    return [*ways[first:], *ways[:first]]


def compared(
    taken: Sequence[Taken], ours: str, others: Sequence[str] = (), target: str = ""
) -> Iterator[Ratio]:
    """What *ours* is to each of the others, or to all there are, in seconds."""
    known = {one.name: [each.seconds for each in one.runs] for one in taken}
    for name in others or [name for name in known if name != ours]:
        if ours in known and name in known:
            yield Ratio(f"{ours} ÷ {name}", figures.ratio(known[ours], known[name]), target)


def typed(command: Command) -> str:
    """*command* as it can be typed, with ``python`` for the one that runs this."""
    variables = " ".join(f"{name}={_short(value)}" for name, value in command.environment.items())
    steps = (" ".join((_program(first), *map(_word, rest))) for first, *rest in command.steps)
    return " && ".join(f"{variables} {step}".strip() for step in dict.fromkeys(steps))


def _program(path: str) -> str:
    return "python" if path == sys.executable else Path(path).name


def _word(word: str) -> str:
    return shlex.quote(_program(word) if Path(word).is_absolute() and _runs(word) else _short(word))


def _runs(path: str) -> bool:
    return os.access(path, os.X_OK) and Path(path).is_file()


def _short(word: str) -> str:
    word = word.replace(PROFILE.as_uri(), "file:///PROFILE").replace(
        f"{sys.executable} ", "python "
    )
    return word.replace(f"{ROOT}/", "").replace(str(ROOT), ".")

"""kill -9 in mid-build: of the command itself, or of a process below it, at moments by the seed.

After each kill the same build is run again. It has to end well, and to say of each file that it
writes why it does; ``briefings verify`` has to find every file sound, and all bytes have to be
those of a build that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks import corpus, ours, processes
from benchmarks.findings import Finding, Missing, typed
from benchmarks.processes import Command, Failed, Run
from benchmarks.setting import Setting, cores

PARENT, BELOW = "the command", "a process below it"


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill, and what became of it."""

    number: int
    victim: str
    after: float
    """Since the build began, s."""
    code: int
    """What the killed build ended with; below 0 it was ended by that signal."""
    there: int
    """Renditions that were there when it had ended."""
    left: int
    """Processes that had to be killed because they went on without the command."""
    redone: int
    """Renditions that the next build wrote."""
    said: Mapping[str, str]
    """Why, as it said itself, by their paths."""
    faults: tuple[str, ...]
    """What was not right after it."""

    def __str__(self) -> str:
        fault = f"; NOT RIGHT: {', '.join(self.faults)}" if self.faults else ""
        left = f", {self.left} processes were left running" if self.left else ""
        return (
            f"{self.number}: {self.victim} after {self.after:.2f} s, exit {self.code}, "
            f"{self.there} renditions there{left}; "
            f"the next build wrote {self.redone}{self.why}{fault}"
        )

    @property
    def why(self) -> str:
        """Why files were written, and how many for each reason, if there is more than one."""
        reasons = Counter(self.said.values())
        if len(reasons) == 1:
            return f": {next(iter(reasons))}"
        told = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
        return f": {told}" if told else ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is built again and again."""

    project: Path
    command: Command
    right: dict[str, str]
    """The bytes of an undisturbed build."""
    lasts: float
    """How long that took, s."""

    @property
    def output(self) -> Path:
        """Where it is built to."""
        return self.project / ours.OUTPUT


def measure(setting: Setting) -> Finding:
    """So many kills, the command and what is below it by turns."""
    number, times = setting.pick((6, 4), (24, 50))
    project = corpus.write(setting.place("kills"), number, setting.seed)
    why = () if ours.lacking("--why") else ("--why",)
    two = ours.jobs(1 if ours.lacking("--jobs") else min(2, len(cores())))
    command = ours.build(project, *two, *why)
    title = "Kills in mid-build"
    said = (
        f"`{typed(command)}` on {number} renditions, killed with signal 9 after a time between "
        "0 and what it takes undisturbed; then the same once more, `briefings verify`, and all "
        "bytes beside those of an undisturbed build."
    )
    try:
        scene = _scene(project, command, number)
    except Failed as failed:
        return Finding("kills", title, said, missing=(Missing("all", str(failed)),))
    chance = random.Random(setting.seed)
    kills = [_killed(scene, n, chance) for n in range(1, times + 1)]
    right = sum(not kill.faults for kill in kills)
    notes = (f"{right} of {times} times the next build ended right.", *map(str, kills))
    return Finding("kills", title, said, missing=tuple(_unasked()), notes=notes)


def _unasked() -> Iterator[Missing]:
    for option, name in (("verify", "briefings verify"), ("--why", "--why"), ("--jobs", "--jobs")):
        if reason := ours.lacking(option):
            yield Missing(name, reason.replace("`briefings build`", "this version"))


def _scene(project: Path, command: Command, number: int) -> Scene:
    """The undisturbed build. Raises Failed."""
    taken: Run = processes.run(command)
    ours.complete(project, number)()
    return Scene(project, command, ours.bytes_of(project / ours.OUTPUT), taken.seconds)


def _killed(scene: Scene, number: int, chance: random.Random) -> Kill:
    ours.clean(scene.project)()
    mine = frozenset(processes.children(os.getpid()))
    victim = (PARENT, BELOW)[number % 2]
    after, code = _kill(scene, victim, chance.uniform(0, scene.lasts), chance)
    left = len(processes.collect(mine))
    before = ours.times_of(scene.output)
    code_again, said = _again(scene)
    found = ours.times_of(scene.output)
    redone = {name for name in found if found[name] != before.get(name)}
    faults = tuple(_faults(scene, code_again, redone, said))
    return Kill(number, victim, after, code, len(before), left, len(redone), said, faults)


def _again(scene: Scene) -> tuple[int, dict[str, str]]:
    """What the same build ends with if nobody kills it, and why it writes what it does, by path."""
    done = subprocess.run(scene.command.steps[0], cwd=scene.project, capture_output=True, text=True)
    told = (line.partition(": ") for line in done.stderr.splitlines())
    paths = ((Path(path), why) for path, _, why in told if Path(path).suffix in ours.RENDITIONS)
    return done.returncode, {p.relative_to(ours.OUTPUT).as_posix(): why for p, why in paths}


def _kill(scene: Scene, victim: str, after: float, chance: random.Random) -> tuple[float, int]:
    """Kill the *victim* of a build that has gone on for *after* s; when that was, and its code."""
    begun = perf_counter()
    with processes.started(scene.command.steps[0], scene.command) as (process, _):
        sleep(after)
        below = sorted(processes.descendants(process.pid))
        chosen = chance.choice(below) if victim == BELOW and below else process.pid
        killed = perf_counter() - begun
        with suppress(ProcessLookupError):
            os.kill(chosen, signal.SIGKILL)
        return killed, process.wait()


def _faults(
    scene: Scene, code: int, redone: Collection[str], said: Collection[str]
) -> Iterator[str]:
    """What is not right after the next build, which ended with *code* and said what it wrote."""
    if code:
        yield f"the next build ended with {code}"
        return
    found = ours.bytes_of(scene.output)
    if other := [name for name in scene.right if found.get(name) != scene.right[name]]:
        yield f"{len(other)} files are not what they should be ({other[0]})"
    if more := sorted(found.keys() - scene.right.keys()):
        yield f"{len(more)} files too many ({more[0]})"
    if not ours.lacking("--why") and (untold := sorted(set(redone) - set(said))):
        yield f"{len(untold)} files were written without a word ({untold[0]})"
    if not ours.lacking("verify"):
        asked = [*ours.COMMAND, "verify", ours.OUTPUT]
        done = subprocess.run(asked, cwd=scene.project, capture_output=True, text=True)
        if done.returncode:
            yield f"briefings verify ended with {done.returncode}"

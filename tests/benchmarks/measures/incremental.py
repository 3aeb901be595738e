"""What a change costs: of a sentence that one audience gets, of the title, of a theme."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, ours, processes
from benchmarks.findings import Finding, Missing, Ratio, Taken, Way, compared, interleaved
from benchmarks.processes import Failed
from benchmarks.setting import Setting

CONTENT = "content/pakistan-afghanistan-talks.yaml"
KEPT = "kept"
SMALL = ("--kind", "full-report", "--audience", "minister,analyst", "--format", "docx")
FULL = "everything from nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a file and what takes their place."""

    name: str
    file: str
    before: str
    after: str
    only: str = ""
    """The audience that alone may get another file, if there is one."""


CHANGES = (
    Change(
        "a sentence for analysts only",
        CONTENT,
        "Do not quote the article outside the team before it has been traced.",
        "Do not cite the article outside the team before it has been traced.",
        "analyst",
    ),
    Change(
        "the title, which all get", CONTENT, "Afghanistan at an impasse", "Afghanistan in deadlock"
    ),
    Change("a colour of the theme", "templates/themes/institute.yaml", "#a23b22", "#a23b23"),
)


@dataclass
class Case:
    """A change to a project whose products are all there, and what a build makes of it."""

    project: Path
    change: Change
    number: int
    said: str = ""

    def prepare(self) -> None:
        """All products as they were, and the change made."""
        _restore(self.project)
        path = self.project / self.change.file
        text = path.read_text(encoding="utf-8")
        assert self.change.before in text, f"{self.change.file} no longer says it"
        path.write_text(text.replace(self.change.before, self.change.after), encoding="utf-8")

    def check(self) -> None:
        """Which files the build wrote, and which of those say something else now."""
        ours.complete(self.project, self.number)()
        output, kept = self.project / ours.OUTPUT, self.project / KEPT / ours.OUTPUT
        then, now = ours.times_of(kept), ours.times_of(output)
        old, new = ours.bytes_of(kept), ours.bytes_of(output)
        written = [name for name in now if now[name] != then[name]]
        changed = [name for name in now if old[name] != new[name]]
        self.said = (
            f"{self.change.name}: {len(written)} of {len(now)} renditions written, "
            f"{len(changed)} with other bytes than before."
        )
        if astray := [n for n in changed if self.change.only and self.change.only not in n]:
            self.said += f" Of them {len(astray)} are not for {self.change.only}."


def measure(setting: Setting) -> Finding:
    """Each change beside a build from nothing."""
    project = corpus.write_example(setting.place("incremental"), with_templates=True)
    words = setting.pick(SMALL, ())
    number = setting.pick(2, 36)
    title = "After a change"
    said = f"The main example, {number} renditions; all are there before the change is made."
    try:
        processes.run(ours.build(project, *words))
    except Failed as failed:
        return Finding("incremental", title, said, missing=(Missing("all", str(failed)),))
    _keep(project)
    cases = [Case(project, change, number) for change in CHANGES]
    build = ours.build(project, *words)
    ways = [Way(case.change.name, build, case.prepare, case.check) for case in cases]
    ways.append(Way(FULL, build, _anew(project), ours.complete(project, number)))
    taken, missing = interleaved(ways, setting.few, warm=False)
    notes = tuple(case.said for case in cases if case.said)
    return Finding("incremental", title, said, taken, _ratios(taken), missing, notes)


def _ratios(taken: tuple[Taken, ...]) -> tuple[Ratio, ...]:
    return tuple(ratio for change in CHANGES for ratio in compared(taken, change.name, (FULL,)))


def _keep(project: Path) -> None:
    """Put aside what can be changed, times and all."""
    for name in ("content", "templates", ours.OUTPUT):
        shutil.copytree(project / name, project / KEPT / name)


def _restore(project: Path) -> None:
    for name in ("content", "templates", ours.OUTPUT):
        shutil.rmtree(project / name, ignore_errors=True)
        shutil.copytree(project / KEPT / name, project / name)


def _anew(project: Path) -> Callable[[], None]:
    def prepare() -> None:
        _restore(project)
        shutil.rmtree(project / ours.OUTPUT)

    return prepare

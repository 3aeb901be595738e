"""Builds for tests as the command line does them, in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from briefings.builds import ledger
from briefings.builds.batch import Settings, alone, many, take_up
from briefings.builds.length import UNASKED, Length
from briefings.builds.orders import plan
from briefings.builds.planning import planned, recalled
from briefings.builds.run import Run
from briefings.builds.standing import Request, look_again, recall, standing, surroundings
from briefings.library import Library
from briefings.manifest import TIMINGS

Files = Mapping[str, tuple[bytes, int]]


class Work:
    """One build of *content*, for a user who types the same each time."""

    def __init__(
        self,
        *,
        content: str = "content/talks.yaml",
        audiences: tuple[str, ...] = ("public", "analyst"),
        formats: tuple[str, ...] = ("html",),
        output: str = "output",
        anew: bool = False,
        languages: tuple[str, ...] = (),
        length: Length = UNASKED,
        **about: Any,
    ) -> None:
        look_again()
        path, self.output = Path(content), Path(output)
        asked = ("policy-brief",), audiences, formats
        said = {"languages": languages, "length": repr(length), **about}
        request = Request(path.parent, (path,), *asked, **said)
        before = recalled(self.output)
        recall(before.trees)
        around = surroundings(path.parent)
        self.there = standing(request, self.output, before)
        library = Library.of(Path.cwd(), path.parent)
        self.settings = Settings(library, self.output, **about)
        self.orders = plan(library, path.parent, (path,), *asked, length, (), languages)
        settled = {} if anew else self.there.settled
        self.plan = planned(take_up(self.settings), self.orders, before, settled, anew)
        self.run = Run(self.settings, request.digest, around, self.orders)

    def do(self, tell: Callable[[object], None] = lambda _: None, jobs: int = 1) -> Work:
        """Carry it out, by so many processes; one is this one."""
        hands = alone(self.output) if jobs == 1 else many(jobs, self.output)
        self.run.carry_out(self.plan, hands, tell)
        return self

    @property
    def why(self) -> dict[str, str]:
        """What is made, and why."""
        return dict(self.plan.reasons)

    @property
    def problems(self) -> list[str]:
        """What stood in the way."""
        return [str(problem) for outcome in self.run.outcomes for problem in outcome.problems]


def files(folder: str = "output") -> Files:
    """Each file below the folder, and when it was written; not what is of its maker's clock."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in paths
        if ledger.FOLDER not in path.parts and path.name != TIMINGS
    }


def contents(folder: str = "output") -> dict[str, bytes]:
    """Each file below the folder."""
    return {name: data for name, (data, _) in files(folder).items()}


def changed(before: Files, after: Files) -> set[str]:
    """Names of files that were written, or are gone."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}

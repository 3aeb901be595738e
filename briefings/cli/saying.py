"""What is said, and where: answers on standard output, all else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings.errors import Problem

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from briefings.builds.build import Outcome
    from briefings.builds.orders import Order


def say(text: object = "", err: bool = False) -> None:
    """Print a line; without colours where nobody can see them or NO_COLOR is set."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def tell(problems: Sequence[Problem]) -> None:
    """Print problems, one a line, on standard error."""
    for problem in problems:
        place = click.style(str(problem.place), bold=True)
        code = click.style(f"[{problem.code}]", dim=True)
        say(f"{place}: {problem.what}. {problem.remedy} {code}", err=True)


class Progress:
    """Says how far a build of so many editions has come, unless it is *quiet*."""

    def __init__(self, length: int, quiet: bool) -> None:
        self._quiet = quiet
        self._length, self._done = length, 0
        self._bar: ProgressBar[Any] | None = None

    def __enter__(self) -> Progress:
        watched = sys.stderr.isatty() and "CI" not in os.environ
        if watched and os.environ.get("TERM") != "dumb" and self._length and not self._quiet:
            bar: Any = click.progressbar  # its types know only items that are counted
            show = {"label": "Building", "item_show_func": _named, "file": sys.stderr}
            self._bar = bar(length=self._length, **show).__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def tell(self, outcome: Outcome) -> None:
        """Say what became of an edition."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(1, outcome.order)
        elif not self._quiet:
            click.echo(f"[{self._done}/{self._length}] {_told(outcome)}", err=True)


def _named(order: Order | None) -> str:
    return f"{order.content.stem} {order.kind} {order.audience}" if order else ""


def _told(outcome: Outcome) -> str:
    name = _named(outcome.order)
    if not outcome.built:
        return f"not built: {name}"
    first = outcome.built[0]
    formats = ",".join(rendition.format for rendition in outcome.built)
    pages = f"{first.pages} page{'s' * (first.pages != 1)}"
    return f"built {name} {formats}: {pages}, {first.words} words, {first.marking}"


def explain(reasons: Sequence[tuple[Path, str]], err: bool) -> None:
    """Tell of each file why it is built."""
    for path, why in reasons:
        say(f"{path}: {why}", err=err)


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say of a build, with a record of each file, in the order of the request."""

    records: Sequence[Mapping[str, Any]]
    built: Collection[str] = ()
    """Paths of the files that were built; the others were there."""
    problems: Sequence[Problem] = ()
    notices: Sequence[Problem] = ()


def answer(found: Answer, output: Path, as_json: bool, quiet: bool) -> None:
    """Name the files that there are, and what stood in the way of others."""
    import json

    problems, notices = tuple(dict.fromkeys(found.problems)), tuple(dict.fromkeys(found.notices))
    if as_json:
        documents = [
            {**record, "path": str(output / record["path"]), "built": record["path"] in found.built}
            for record in found.records
        ]
        said = {"problems": _plain(problems), "notices": _plain(notices)}
        click.echo(json.dumps({"documents": documents, **said}, indent=2))
    else:
        for record in found.records:
            click.echo(output / record["path"])
    tell((*notices, *problems))
    if not quiet and (there := len(found.records) - len(found.built)):
        _sum_up(len(found.built), "built", there, problems)


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a build would do."""

    reasons: Sequence[tuple[str, str]]
    """Path of each file that would be built, and why."""
    kept: int
    """How many would be left alone."""
    problems: Sequence[Problem] = ()


def foretell(found: Foretold, output: Path, as_json: bool, quiet: bool) -> None:
    """Name the files that would be built, and what stands in the way of others."""
    import json

    if as_json:
        documents = [{"path": str(output / path), "why": why} for path, why in found.reasons]
        problems = _plain(found.problems)
        click.echo(json.dumps({"documents": documents, "problems": problems}, indent=2))
    else:
        explain([(output / path, why) for path, why in found.reasons], err=False)
    tell(found.problems)
    if not quiet:
        _sum_up(len(found.reasons), "would be built", found.kept, found.problems)


def _sum_up(done: int, said: str, kept: int, problems: Sequence[Problem]) -> None:
    """Say how much was done, as is *said*, and how much there was no need to do."""
    told = [f"{done} {said}"] if done else []
    if kept:
        files = f"{kept} file{'s' * (kept > 1)} as {'they' if kept > 1 else 'it'} should be"
        told.append(files if done or problems else f"nothing to do: {files}")
    if told:
        say(", ".join(told), err=True)


def _plain(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    from dataclasses import asdict

    return [{**asdict(problem), "place": str(problem.place)} for problem in problems]

"""The command that makes products: ``build``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli import project
from briefings.cli.options import (
    JSON,
    LANGUAGE,
    OUTPUT,
    REFERENCE,
    STYLE_MAP,
    THEME,
    Workers,
    lengths,
    limited,
    several,
    sharded,
    worked,
)
from briefings.cli.reporting import Reports, reported
from briefings.cli.saying import Answer, Foretold, Progress, answer, explain, foretell

if TYPE_CHECKING:
    from briefings.builds.batch import Hands
    from briefings.builds.build import Outcome
    from briefings.builds.ledger import Made
    from briefings.builds.length import Length
    from briefings.builds.orders import Order
    from briefings.builds.planning import Plan
    from briefings.builds.run import Run
    from briefings.builds.shards import Shard
    from briefings.engine.apart import Limits

PARTIAL = 4


@click.command()
@click.argument("content", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, callback=several, help="Kinds of document.")
@click.option("--audience", "audiences", multiple=True, callback=several, help="Audiences.")
@click.option("--format", "formats", multiple=True, callback=several, help="File formats.")
@LANGUAGE
@THEME
@lengths
@click.option(
    "--verify-pages", is_flag=True, help="Ask LibreOffice whether Word files keep to their pages."
)
@REFERENCE
@STYLE_MAP
@OUTPUT
@click.option("--rebuild", is_flag=True, help="Build all that is asked for, also what is there.")
@click.option("--why", is_flag=True, help="Tell of each file why it is built.")
@click.option("--dry-run", is_flag=True, help="Only tell which files would be built, and why.")
@worked
@sharded
@limited
@reported
@JSON
@click.option("--quiet", is_flag=True, help="No progress.")
@click.pass_context
def build(
    context: click.Context,
    content: tuple[Path, ...],
    kinds: tuple[str, ...],
    audiences: tuple[str, ...],
    formats: tuple[str, ...],
    languages: tuple[str, ...],
    themes: tuple[str, ...],
    length: Length,
    verify_pages: bool,
    reference: Path | None,
    style_map: Path | None,
    output: Path,
    rebuild: bool,
    why: bool,
    dry_run: bool,
    workers: Workers,
    shard: Shard | None,
    timings: Path | None,
    limits: Callable[[], Limits],
    wanted: Reports,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build documents from CONTENT files.

    What is not given is taken from content/deliverables.yaml: which contents, and for each which
    kinds, audiences, formats, themes and lengths. Options can be repeated or take several values
    with commas. A file that is there, and of which nothing has changed that it is made from, is
    left alone. What gives way to a length, and what it would take to bring it back: briefings fit.
    """
    from briefings.builds import ledger
    from briefings.builds.standing import (
        Request,
        digest_of,
        look_again,
        recall,
        standing,
        surroundings,
    )

    look_again()
    folder = content[0].parent if content else project.CONTENT
    options = verify_pages, reference, style_map
    asked = kinds, audiences, formats, themes, languages, repr(length)
    part = f"{shard} {timings and digest_of(timings)}" if shard else ""
    request = Request(folder, content, *asked, project.stamp(), *options, part)
    before = ledger.read(output)
    recall(before.trees)
    around = surroundings(folder)  # before any of it is read, so that a later change is seen
    there = standing(request, output, before)
    if there.whole and not rebuild:
        made = [before.made[path] for path in there.paths]
        if dry_run:
            _foretell(Foretold((), len(made)), output, wanted, as_json, quiet)
        else:
            _conclude(_kept(made), output, wanted, as_json, quiet)
        return
    project.engine(limits())
    from briefings.builds.batch import Settings, take_up
    from briefings.builds.orders import plan
    from briefings.builds.planning import planned
    from briefings.builds.run import Run
    from briefings.manifest.form import is_rendition

    library = project.library(folder)
    orders = plan(library, folder, content, kinds, audiences, formats, length, themes, languages)
    if shard:
        orders = _of_shard(orders, shard, timings)
    project.ready(library)
    settings = Settings(library, output, request.stamp, *options, limits())
    before = before.holding(is_rendition)
    todo = planned(take_up(settings), orders, before, there.settled, rebuild)
    if dry_run:
        _foretell(_foretold(todo), output, wanted, as_json, quiet)
        context.exit(_exit_code(todo.foreseen))
    if why:
        explain([(output / path, said) for path, said in todo.reasons], err=True)
    run = Run(settings, request.digest, around, orders)
    hands = _hands(workers, len(todo.batches), output, folder)
    with Progress(len(todo.tasks), quiet or as_json) as progress:
        run.carry_out(todo, hands, progress.tell)
    _conclude(_answer(run), output, wanted, as_json, quiet)
    if "BRIEFINGS_DEBUG" in os.environ:
        for outcome in run.outcomes:
            click.echo(outcome.trace, err=True, nl=False)
    context.exit(_exit_code(run.outcomes))


def _conclude(found: Answer, output: Path, wanted: Reports, as_json: bool, quiet: bool) -> None:
    """Give the reports that are *wanted*, and answer unless one of them is the answer."""
    if wanted.wanted:
        from briefings.reports.findings import Findings

        files = tuple(str(output / record["path"]) for record in found.records)
        wanted.give(Findings(tuple(found.problems), tuple(found.notices), files))
    if not wanted.speak:
        answer(found, output, as_json, quiet)


def _kept(made: Sequence[Made]) -> Answer:
    """The answer where all is there."""
    said = [notice for one in made for notice in one.said]
    return Answer([one.record for one in made], (), (), said)


def _foretold(todo: Plan) -> Foretold:
    problems = tuple(problem for outcome in todo.refused for problem in outcome.problems)
    kept = sum(len(kept.made) for kept in todo.kept)
    return Foretold(tuple(todo.reasons), kept, problems)


def _foretell(found: Foretold, output: Path, wanted: Reports, as_json: bool, quiet: bool) -> None:
    """Say what would be done, and give the reports that are *wanted*."""
    if wanted.wanted:
        from briefings.reports.findings import Findings

        wanted.give(Findings(tuple(found.problems)))
    if not wanted.speak:
        foretell(found, output, as_json, quiet)


def _of_shard(orders: Sequence[Order], shard: Shard, timings: Path | None) -> tuple[Order, ...]:
    """Those of *orders* that fall to *shard*."""
    from briefings import files
    from briefings.builds.shards import shards
    from briefings.manifest import timings as times
    from briefings.naming import shown

    took = times.read(files.read(timings) or b"", shown(timings)) if timings else {}
    dealt = shards((order.stem for order in orders), shard.count, times.totals(took))
    return tuple(order for order in orders if dealt[order.stem] == shard.number)


def _hands(workers: Workers, batches: int, output: Path, folder: Path) -> Hands:
    """Who builds so many batches."""
    from briefings.builds import batch
    from briefings.builds.depot import depot

    if not workers.executor:
        return batch.hands(workers.jobs, batches, output)
    via = depot(workers.via) if workers.via else None
    return batch.distant(workers.executor, folder, via)


def _answer(run: Run) -> Answer:
    built = {rendition.path for outcome in run.outcomes for rendition in outcome.built}
    problems = [p for outcome in run.outcomes for p in outcome.problems]
    notices = [n for outcome in run.outcomes for n in outcome.notices]
    return Answer(run.records, built, problems, notices)


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    codes = [outcome.exit_code for outcome in outcomes]
    if any(codes) and not all(codes):
        return PARTIAL
    return max(codes, default=0)

"""Commands that make products, or tell how they come to their length: ``build`` and ``fit``."""

from __future__ import annotations

from collections.abc import Sequence
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
    lengths,
    limited,
    several,
)
from briefings.cli.saying import Answer, Progress, answer, explain, say

if TYPE_CHECKING:
    from briefings.build import Outcome
    from briefings.engine.apart import Limits
    from briefings.length import Length
    from briefings.library import Library
    from briefings.orders import Order

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
@limited
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
    limits: Limits,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build documents from CONTENT files.

    What is not given is taken from content/deliverables.yaml: which contents, and for each which
    kinds, audiences, formats, themes and lengths. Options can be repeated or take several values
    with commas. A file that is there, and of which nothing has changed that it is made from, is
    left alone. What gives way to a length, and what it would take to bring it back: briefings fit.
    """
    from briefings import ledger
    from briefings.standing import Request, look_again, standing

    look_again()
    folder = content[0].parent if content else project.CONTENT
    options = verify_pages, reference, style_map
    asked = kinds, audiences, formats, themes, languages, repr(length)
    request = Request(folder, content, *asked, project.stamp(), *options)
    before = ledger.read(output)
    there = standing(request, output, before)
    if there.whole and not rebuild:
        made = [before.made[path] for path in there.paths]
        said = [notice for one in made for notice in one.said]
        answer(Answer([one.record for one in made], notices=said), output, as_json, quiet)
        return
    project.engine(limits)
    from briefings.build import Settings, take_up
    from briefings.orders import plan
    from briefings.run import Run, planned
    from briefings.standing import surroundings

    library = project.library(folder)
    orders = plan(library, folder, content, kinds, audiences, formats, length, themes, languages)
    project.ready(library)
    settings = Settings(library, output, request.stamp, *options, limits)
    todo = planned(take_up(settings), orders, before, there.settled, rebuild)
    if why or dry_run:
        explain([(output / path, said) for path, said in todo.reasons], err=not dry_run)
    if dry_run:
        return
    run = Run(settings, request.digest, surroundings(folder), orders)
    with Progress(len(todo.tasks), quiet or as_json) as progress:
        run.carry_out(todo, progress.tell)
    built = {rendition.path for outcome in run.outcomes for rendition in outcome.built}
    problems = [p for outcome in run.outcomes for p in outcome.problems]
    notices = [n for outcome in run.outcomes for n in outcome.notices]
    answer(Answer(run.records, built, problems, notices), output, as_json, quiet)
    context.exit(_exit_code(run.outcomes))


@click.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, callback=several, help="Kind of document.")
@click.option("--audience", "audiences", multiple=True, callback=several, help="Audience.")
@LANGUAGE
@THEME
@lengths
@limited
@JSON
def fit(
    content: Path,
    kinds: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    themes: tuple[str, ...],
    length: Length,
    limits: Limits,
    as_json: bool,
) -> None:
    """Explain how one kind of document of CONTENT, for one audience, comes to its length.

    For each part what room it takes and what decided about it; for what gave way, what it takes to
    bring it back; how full the pages are; and what other numbers of pages would cost. Nothing is
    written.
    """
    import json

    engine = project.engine(limits)
    from briefings.build import Builder
    from briefings.edition import telling
    from briefings.edition.account import curve

    library = project.library(content.parent)
    order = _one_order(library, content, kinds, audiences, length, themes, languages)
    project.ready(library)
    builder = Builder(library, Path(), project.stamp(), engine=engine)
    fitted = builder.fitted(order)
    account = builder.account(order, fitted)
    pages = fitted.edition.kind.pages
    points = curve(fitted.fit, pages.most if pages else None) if fitted.fit else ()
    if as_json:
        about = {"content": str(content), "kind": order.kind, "audience": order.audience}
        say(json.dumps({**about, **telling.record(account, points)}, indent=2))
        return
    for number, (heading, lines) in enumerate(telling.sections(account, points)):
        say("\n" * (number > 0) + click.style(heading, bold=True))
        for line in lines:
            say(f"  {line}")


def _one_order(
    library: Library,
    content: Path,
    kinds: Sequence[str],
    audiences: Sequence[str],
    length: Length,
    themes: Sequence[str],
    languages: Sequence[str],
) -> Order:
    from briefings.orders import plan

    for option, names in (("--kind", kinds), ("--audience", audiences)):
        if len(names) != 1:
            raise click.UsageError(f"give one {option}")
    paths = (content,)
    orders = plan(library, content.parent, paths, kinds, audiences, (), length, themes, languages)
    if len({order.theme for order in orders}) > 1:
        raise click.UsageError("several themes are asked for: give one --theme")
    if len({order.length for order in orders}) > 1:
        what = "several lengths are declared for it: give --pages, --words or --minutes"
        raise click.UsageError(what)
    if len({order.language for order in orders}) > 1:
        raise click.UsageError("several languages are declared for it: give --language")
    return orders[0]


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    codes = [outcome.exit_code for outcome in outcomes]
    if any(codes) and not all(codes):
        return PARTIAL
    return max(codes, default=0)

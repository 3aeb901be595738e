"""Commands that keep what was built: ``verify``, and ``manifest`` to merge, compare, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli.options import JSON, REFERENCE, STYLE_MAP, limited
from briefings.cli.saying import say
from briefings.errors import ContentError, Place, Problem
from briefings.naming import printable

if TYPE_CHECKING:
    from briefings.builds.orders import Order
    from briefings.engine.apart import Limits
    from briefings.library import Library
    from briefings.manifest import Manifest
    from briefings.manifest.checking import Finding

Options = tuple[bool, Path | None, Path | None]
"""Those of ``build`` on which bytes depend: ``--verify-pages --reference-doc --style-map``."""

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("output", type=FOLDER)
@click.option("--rebuild", is_flag=True, help="Build all of it anew elsewhere, and compare bytes.")
@click.option("--verify-pages", is_flag=True, help="With --rebuild: it was built with this option.")
@REFERENCE
@STYLE_MAP
@limited
@JSON
@click.pass_context
def verify(
    context: click.Context,
    output: Path,
    rebuild: bool,
    verify_pages: bool,
    reference: Path | None,
    style_map: Path | None,
    limits: Callable[[], Limits],
    as_json: bool,
) -> None:
    """Check all files of OUTPUT against its manifest.json and SHA256SUMS.

    What is changed, missing, unlisted or damaged is told, one a line; the exit code is then 1.
    """
    from briefings.manifest.checking import checked

    report = checked(output)
    findings = list(report.findings)
    if rebuild and report.manifest is not None:
        options = verify_pages, reference, style_map
        findings += _anew(report.manifest, options, limits())
    _tell(findings, output, report.files, as_json)
    context.exit(bool(findings))


@click.group()
def manifest() -> None:
    """Merge, compare and explain manifests of output folders."""


@manifest.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=FOLDER)
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Folder to make.")
def merge(folders: tuple[Path, ...], output: Path) -> None:
    """Make one output folder of those of shards, DIR….

    It is made whole or not at all: every file is checked first, and where two folders contradict
    each other nothing is made.
    """
    from briefings.builds import ledger
    from briefings.digest import digest
    from briefings.files import assemble, read
    from briefings.manifest import NAME, SUMS, TIMINGS, form, merging, timings
    from briefings.manifest.sums import sums

    shards = _sound(folders)
    whole = merging.merged([(str(folder / NAME), shard) for folder, shard in shards])
    there = {each.path: folder / each.path for folder, shard in shards for each in shard.renditions}
    known = [
        timings.read(data, str(folder / TIMINGS))
        for folder in folders
        if (data := read(folder / TIMINGS)) is not None
    ]
    record = form.written(whole)
    made = {NAME: record, SUMS: sums(whole, record)}
    beside = {name: digest(data) for name, data in made.items()}
    if known:
        made[TIMINGS] = timings.written(timings.merged(known))
    ledgers = [ledger.read(folder) for folder in folders]
    made[f"{ledger.FOLDER}/{ledger.NAME}"] = ledger.written(ledger.merged(ledgers, beside))
    assemble(output, there, made)
    say(output)


@manifest.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@JSON
@click.option("--markdown", "as_markdown", is_flag=True, help="Answer in Markdown, for CI.")
def compare(old: Path, new: Path, as_json: bool, as_markdown: bool) -> None:
    """Tell what changed from OLD to NEW: output folders, or their manifests."""
    import json

    from briefings.manifest import telling
    from briefings.manifest.comparing import compared

    if as_json and as_markdown:
        raise click.UsageError("give one of --json and --markdown")
    found = compared(_manifest(old), _manifest(new))
    if as_json:
        say(json.dumps(telling.record(found), indent=2))
    elif as_markdown:
        say(telling.markdown(found).removesuffix("\n"))
    else:
        for line in telling.lines(found):
            say(line)


@manifest.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of manifests."""
    from briefings.manifest.form import SCHEMA

    say(SCHEMA.read_text(encoding="utf-8").removesuffix("\n"))


def _manifest(path: Path) -> Manifest:
    """The manifest at *path*, or in the folder there. Raises ContentError."""
    from briefings.manifest import NAME, form

    file = path / NAME if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError as error:
        what = f"can't be read: {error.strerror}"
        remedy = "name a folder that briefings built"
        raise ContentError(Problem(Place(str(file)), "O111", what, remedy)) from error
    return form.read(data, str(file))


def _sound(folders: Sequence[Path]) -> list[tuple[Path, Manifest]]:
    """*folders* with their manifests. Raises ContentError for all that is wrong in any."""
    from briefings.manifest.checking import checked

    found, problems = [], []
    for folder in folders:
        report = checked(folder)
        problems += [_problem(finding, folder) for finding in report.findings]
        if report.manifest is not None:
            found.append((folder, report.manifest))
    if problems:
        raise ContentError(problems)
    return found


def _problem(finding: Finding, folder: Path) -> Problem:
    return Problem(Place(str(folder / finding.path)), finding.code, finding.what, finding.remedy)


def _anew(manifest: Manifest, options: Options, limits: Limits) -> Iterator[Finding]:
    """What of *manifest* does not come out the same when it is built from what is there now."""
    from briefings.builds import rebuilding
    from briefings.cli import project
    from briefings.manifest.environment import fonts_in
    from briefings.manifest.environment import manifest as of

    orders, lost = rebuilding.orders(manifest)
    library = project.library(orders[0].content.parent if orders else project.CONTENT)
    project.ready(library)
    here = of((), {}, fonts_in(library.fonts))
    if elsewhere := [*rebuilding.elsewhere(manifest, here)]:
        yield from elsewhere  # other bytes would say nothing
        return
    yield from lost
    anew = _built(orders, library, options, limits) or here
    unknown = {finding.path for finding in lost}
    yield from (f for f in rebuilding.differing(manifest, anew) if f.path not in unknown)


def _built(
    orders: Sequence[Order], library: Library, options: Options, limits: Limits
) -> Manifest | None:
    """The manifest of what *orders* come to now; nothing of it is kept."""
    import tempfile

    from briefings.builds.batch import Settings, hands, take_up
    from briefings.builds.ledger import Ledger
    from briefings.builds.planning import planned
    from briefings.builds.run import Run
    from briefings.cli import project
    from briefings.cli.saying import Progress, tell

    with tempfile.TemporaryDirectory(prefix="briefings-") as name:
        project.engine(limits)
        settings = Settings(library, Path(name), project.stamp(), *options, limits)
        todo = planned(take_up(settings), orders, Ledger())
        run = Run(settings, "", "", orders)
        with Progress(len(todo.tasks), False) as progress:
            run.carry_out(todo, hands(None, len(todo.batches), settings.output), progress.tell)
        tell([problem for outcome in run.outcomes for problem in outcome.problems])
        return _manifest(Path(name)) if any(outcome.built for outcome in run.outcomes) else None


def _tell(findings: Sequence[Finding], output: Path, files: int, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    if as_json:
        found = [asdict(finding) for finding in findings]
        say(json.dumps({"sound": not found, "files": files, "findings": found}, indent=2))
        return
    for finding in findings:
        place = click.style(printable(str(output / finding.path)), bold=True)
        code = click.style(f"[{finding.code}]", dim=True)
        say(f"{place}: {finding.what}. {finding.remedy} {code}", err=True)
    if not findings:
        say(f"{files} file{'s' * (files != 1)} as built")

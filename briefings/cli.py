"""The command line: ``briefings build``, ``fit``, ``check``, ``list``, ``doctor``.

Answers go to standard output, all else to standard error. Exit codes: 0 done, 1 content or
templates at fault, 2 usage, 3 machine not ready, 4 some documents built and some not, 5 internal
error. Commands import what they need when they run, so that ``--version`` is instant.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings import __version__
from briefings.errors import BriefingsError, Problem

if TYPE_CHECKING:
    from briefings.build import Order, Outcome
    from briefings.length import Length
    from briefings.library import Library

CONTENT = Path("content")
PARTIAL = 4
INTERNAL = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process."""
    try:
        sys.exit(cli.main(arguments, prog_name="briefings", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BriefingsError as error:
        tell(error.problems)
        sys.exit(error.exit_code)
    except Exception as error:
        if "BRIEFINGS_DEBUG" in os.environ:
            raise
        name = type(error).__name__
        click.echo(f"internal error, a bug of briefings: {name}: {error}", err=True)
        click.echo("please report it, with what BRIEFINGS_DEBUG=1 shows", err=True)
        sys.exit(INTERNAL)


def say(text: object = "", err: bool = False) -> None:
    """Print a line; without colours where nobody can see them or NO_COLOR is set."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def tell(problems: Sequence[Problem]) -> None:
    """Print problems, one a line, on standard error."""
    for problem in problems:
        place = click.style(str(problem.place), bold=True)
        code = click.style(f"[{problem.code}]", dim=True)
        say(f"{place}: {problem.what}. {problem.remedy} {code}", err=True)


def several(_: Any, __: Any, values: Sequence[str]) -> tuple[str, ...]:
    """An option that can be repeated, or given several values with commas between."""
    names = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for machines.")
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), default=Path("output"), help="Folder to write to."
)


def _pages(context: click.Context, option: click.Parameter, text: str | None) -> Length | None:
    from briefings import length

    try:
        return length.pages(text) if text is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from None


def lengths(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options for a length, of which one can be given, as ``length``."""

    @functools.wraps(command)
    def measured(
        *arguments: Any,
        pages: Length | None,
        words: int | None,
        minutes: float | None,
        **options: Any,
    ) -> Any:
        from briefings.length import Length

        if sum(given is not None for given in (pages, words, minutes)) > 1:
            raise click.UsageError("give one of --pages, --words and --minutes")
        length = pages or Length(words=words, minutes=minutes)
        return command(*arguments, length=length, **options)

    for option in reversed(LENGTHS):
        measured = option(measured)
    return measured


LENGTHS = (
    click.option(
        "--pages", metavar="N|N-M|none", callback=_pages, help="Length in pages; none: no limit."
    ),
    click.option(
        "--words",
        type=click.IntRange(1, 1_000_000),
        help="Length in words, notes and sources apart.",
    ),
    click.option(
        "--minutes",
        type=click.FloatRange(0, 10_000, min_open=True),
        help="Length in minutes of reading.",
    ),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def cli() -> None:
    """Briefings: one subject in YAML, many products in PDF, Word and HTML."""


@cli.command()
@click.argument("content", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, callback=several, help="Kinds of document.")
@click.option("--audience", "audiences", multiple=True, callback=several, help="Audiences.")
@click.option("--format", "formats", multiple=True, callback=several, help="File formats.")
@lengths
@click.option(
    "--verify-pages", is_flag=True, help="Ask LibreOffice whether Word files keep to their pages."
)
@OUTPUT
@JSON
@click.option("--quiet", is_flag=True, help="No progress.")
@click.pass_context
def build(
    context: click.Context,
    content: tuple[Path, ...],
    kinds: tuple[str, ...],
    audiences: tuple[str, ...],
    formats: tuple[str, ...],
    length: Length,
    verify_pages: bool,
    output: Path,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build documents from CONTENT files.

    What is not given is taken from content/deliverables.yaml: which contents, and for each which
    kinds, audiences, formats and lengths. Options can be repeated or take several values with
    commas. What gives way to a length, and what it would take to bring it back: briefings fit.
    """
    from briefings.build import Builder
    from briefings.orders import plan

    folder = content[0].parent if content else CONTENT
    library = _library(folder)
    orders = plan(library, folder, content, kinds, audiences, formats, length)
    _ready(library)
    builder = Builder(library, output, _stamp(), verify_pages)
    sound, refused = builder.sound(orders)
    outcomes = [*refused, *_run(sound, builder.build, quiet or as_json)]
    _answer(outcomes, output, as_json)
    context.exit(_exit_code(outcomes))


@cli.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, callback=several, help="Kind of document.")
@click.option("--audience", "audiences", multiple=True, callback=several, help="Audience.")
@lengths
@JSON
def fit(
    content: Path,
    kinds: tuple[str, ...],
    audiences: tuple[str, ...],
    length: Length,
    as_json: bool,
) -> None:
    """Explain how one kind of document of CONTENT, for one audience, comes to its length.

    For each part what room it takes and what decided about it; for what gave way, what it takes to
    bring it back; how full the pages are; and what other numbers of pages would cost. Nothing is
    written.
    """
    import json

    from briefings.build import Builder
    from briefings.edition import telling
    from briefings.edition.account import curve

    library = _library(content.parent)
    order = _one_order(library, content, kinds, audiences, length)
    _ready(library)
    builder = Builder(library, Path(), _stamp())
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
) -> Order:
    from briefings.orders import plan

    for option, names in (("--kind", kinds), ("--audience", audiences)):
        if len(names) != 1:
            raise click.UsageError(f"give one {option}")
    orders = plan(library, content.parent, (content,), kinds, audiences, (), length)
    if len({order.length for order in orders}) > 1:
        what = "several lengths are declared for it: give --pages, --words or --minutes"
        raise click.UsageError(what)
    return orders[0]


@cli.command()
@click.argument("content", nargs=-1, type=click.Path(path_type=Path))
def check(content: tuple[Path, ...]) -> None:
    """Check CONTENT files, and what is declared, without building anything."""
    from briefings import content as contents
    from briefings.errors import ContentError
    from briefings.orders import declared

    folder = content[0].parent if content else CONTENT
    library = _library(folder)
    problems: list[Problem] = []
    files = content or declared(folder)
    for path in files:
        try:
            found = contents.load(path, library)
            library.theme(found.briefing.theme)
            library.labels(found.briefing.language)
        except BriefingsError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    for path in files:
        click.echo(f"{path}: good")


@cli.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List contents, kinds, audiences, themes, languages and formats."""
    import json

    from briefings import writers

    library = _library(CONTENT)
    contents = sorted(p for p in CONTENT.glob("*.yaml") if p.name != "deliverables.yaml")
    found: dict[str, dict[str, str]] = {
        "contents": {str(path): _title(path) for path in contents},
        "kinds": {name: library.kind(name).description for name in library.kind_names},
        "audiences": {n: library.audience(n).description for n in library.audience_names},
        "themes": {name: library.theme(name).name for name in library.theme_names},
        "languages": dict.fromkeys(library.languages, ""),
        "formats": dict.fromkeys(writers.names(), ""),
    }
    if as_json:
        say(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for noun, entries in found.items():
        say(click.style(noun, bold=True))
        width = max(map(len, entries), default=0)
        for name, about in entries.items():
            say(f"  {name:<{width}}  {about}".rstrip())


@cli.command()
@JSON
@OUTPUT
def doctor(as_json: bool, output: Path) -> None:
    """Tell what the machine has, what is missing, and how to get it."""
    import json
    from dataclasses import asdict

    from briefings import machine

    library = _library(CONTENT)
    machine.use_fonts(library.fonts)
    checks = machine.checks(True, _families(library), output)
    if as_json:
        say(json.dumps([asdict(check) for check in checks], indent=2))
    else:
        width = max(len(check.name) for check in checks)
        colours = {"ok": "green", "warn": "yellow", "fail": "red"}
        for check in checks:
            status = click.style(f"{check.status:<4}", fg=colours[check.status])
            say(f"{status}  {check.name:<{width}}  {check.found}")
            if check.status != "ok" and check.remedy:
                say(f"{'':<{width + 8}}{check.remedy}")
    sys.exit(3 if any(check.status == "fail" for check in checks) else 0)


@cli.command()
def fields() -> None:
    """Print every field of content, its type and its meaning, in Markdown."""
    from briefings import reference

    click.echo(reference.fields(), nl=False)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of content, for editors."""
    from briefings import reference

    click.echo(reference.json_schema(), nl=False)


def _library(folder: Path) -> Library:
    from briefings.library import Library

    return Library.of(Path.cwd(), folder)


def _families(library: Library) -> tuple[str, ...]:
    themes = (library.theme(name) for name in library.theme_names)
    return tuple(dict.fromkeys(font.family for t in themes for font in t.fonts.values()))


def _ready(library: Library) -> None:
    """The quick part of doctor: a missing library or font is a message, never a crash."""
    from briefings import machine

    machine.use_fonts(library.fonts)
    machine.require(_families(library))


def _stamp() -> str:
    """SOURCE_DATE_EPOCH as a date (reproducible-builds.org), for content that has none."""
    import datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdigit():
        return ""
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()


def _title(path: Path) -> str:
    from briefings import source

    try:
        return str(source.read(path).data.get("title", ""))
    except BriefingsError:
        return "(see briefings check)"


def _run(orders: Sequence[Order], build: Callable[[Order], Outcome], quiet: bool) -> list[Outcome]:
    if quiet:
        return [build(order) for order in orders]
    if sys.stderr.isatty() and "CI" not in os.environ and os.environ.get("TERM") != "dumb":
        with click.progressbar(
            orders, file=sys.stderr, label="Building", item_show_func=_named
        ) as bar:
            return [build(order) for order in bar]
    outcomes = []
    for number, order in enumerate(orders, start=1):
        outcome = build(order)
        outcomes.append(outcome)
        click.echo(f"[{number}/{len(orders)}] {_told(outcome)}", err=True)
    return outcomes


def _named(order: Order | None) -> str:
    return f"{order.content.stem} {order.kind} {order.audience}" if order else ""


def _told(outcome: Outcome) -> str:
    name = _named(outcome.order)
    if not outcome.built:
        return f"not built: {name}"
    first = outcome.built[0]
    formats = ",".join(rendition.format for rendition in outcome.built)
    return f"built {name} {formats}: {first.pages} pages, {first.words} words, {first.marking}"


def _answer(outcomes: Sequence[Outcome], output: Path, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    problems = tuple(dict.fromkeys(p for outcome in outcomes for p in outcome.problems))
    notices = tuple(dict.fromkeys(n for outcome in outcomes for n in outcome.notices))
    if as_json:
        documents = [
            {**asdict(r), "path": str(output / o.order.content.stem / r.path)}
            for o in outcomes
            for r in o.built
        ]
        found = [{**asdict(p), "place": str(p.place)} for p in problems]
        said = [{**asdict(n), "place": str(n.place)} for n in notices]
        answer = {"documents": documents, "problems": found, "notices": said}
        click.echo(json.dumps(answer, indent=2))
    else:
        for outcome in outcomes:
            for rendition in outcome.built:
                click.echo(output / outcome.order.content.stem / rendition.path)
    tell((*notices, *problems))


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    codes = [outcome.exit_code for outcome in outcomes]
    if any(codes) and not all(codes):
        return PARTIAL
    return max(codes, default=0)

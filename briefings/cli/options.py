"""Options that commands share, and how they are read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from briefings.builds.length import Length
    from briefings.builds.shards import Shard
    from briefings.engine.apart import Limits


def several(_: Any, __: Any, values: Sequence[str]) -> tuple[str, ...]:
    """An option that can be repeated, or given several values with commas between."""
    names = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for machines.")
LANGUAGE = click.option(
    "--language",
    "languages",
    multiple=True,
    callback=several,
    help="Languages, by BCP 47 tag; others than the content's own by its translations.",
)
THEME = click.option(
    "--theme",
    "themes",
    multiple=True,
    callback=several,
    help="Themes to build in, instead of the content's own.",
)
REFERENCE = click.option(
    "--reference-doc",
    "reference",
    type=click.Path(path_type=Path),
    help="Word document or template whose styles, page, heads and feet Word files are to have.",
)
STYLE_MAP = click.option(
    "--style-map",
    type=click.Path(path_type=Path),
    help="YAML file that says which of its styles plays which role.",
)
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), default=Path("output"), help="Folder to write to."
)


def _limits(seconds: float | None, megabytes: int | None) -> Limits:
    from briefings.engine.apart import MEMORY, Limits

    return Limits(seconds, megabytes or MEMORY)


def limited(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options for what the layout engine may take, as ``limits``.

    That is a function, for a command that needs no engine is not to load what speaks with it.
    """

    @functools.wraps(command)
    def within(
        *arguments: Any, time_limit: float | None, memory_limit: int | None, **options: Any
    ) -> Any:
        limits = functools.partial(_limits, time_limit, memory_limit)
        return command(*arguments, limits=limits, **options)

    for option in reversed(LIMITS):
        within = option(within)
    return within


LIMITS = (
    click.option(
        "--time-limit",
        type=click.FloatRange(0, 86_400, min_open=True),
        metavar="SECONDS",
        envvar="BRIEFINGS_TIME_LIMIT",
        help="How long the layout engine may take for one layout; else by its length.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(128),
        metavar="MB",
        envvar="BRIEFINGS_MEMORY_LIMIT",
        help="How much memory the layout engine may take; else 2048.",
    ),
)


@dataclass(frozen=True, slots=True)
class Workers:
    """Who is to build: so many processes, or the workers of a scheduler."""

    jobs: int | None = None
    executor: str | None = None
    via: str | None = None


def worked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options for who works, as ``workers``."""

    @functools.wraps(command)
    def by(
        *arguments: Any, jobs: int | None, executor: str | None, via: str | None, **options: Any
    ) -> Any:
        return command(*arguments, workers=Workers(jobs, executor, via), **options)

    for option in reversed(WORKERS):
        by = option(by)
    return by


WORKERS = (
    click.option(
        "--jobs",
        type=click.IntRange(1, 512),
        metavar="N",
        help="Processes; else one a core.",
    ),
    click.option(
        "--executor", metavar="ADDRESS", help="A Dask cluster: dask://HOST:PORT of its scheduler."
    ),
    click.option(
        "--via",
        metavar="ADDRESS",
        help="A place where its workers put files, if not back through the scheduler.",
    ),
)


def _shard(context: click.Context, option: click.Parameter, text: str | None) -> Shard | None:
    if text is None:
        return None
    from briefings.builds.shards import shard

    try:
        return shard(text)
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from None


def sharded(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options for a part of the work, as ``shard`` and ``timings``."""
    for option in reversed(SHARDS):
        command = option(command)
    return command


SHARDS = (
    click.option(
        "--shard", callback=_shard, metavar="I/N", help="Only the I-th of N parts, for N machines."
    ),
    click.option(
        "--timings",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="What editions took before, the same file for all: parts then take as long.",
    ),
)


def _pages(context: click.Context, option: click.Parameter, text: str | None) -> Length | None:
    if text is None:
        return None
    from briefings.builds import length

    try:
        return length.pages(text)
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
        from briefings.builds.length import Length

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

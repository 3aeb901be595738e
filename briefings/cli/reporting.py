"""Options ``--report`` and ``--report-file``: what was found, in forms for other programs."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings import reports
from briefings.cli.saying import tell

if TYPE_CHECKING:
    from briefings.reports.findings import Findings

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say that the repository is."""


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports that were asked for: the form of each, and its file, or none for standard output."""

    wanted: tuple[tuple[str, Path | None], ...] = ()

    @property
    def speak(self) -> bool:
        """Whether one of them takes standard output, so that nothing else may be said there."""
        return any(file is None for _, file in self.wanted)

    def give(self, findings: Findings) -> None:
        """Write them. Raises ContentError for a file that can't be written."""
        from briefings.files import write

        here = Path.cwd()
        root = next((Path(os.environ[name]) for name in ROOTS if os.environ.get(name)), here)
        seen = findings.seen_from(root.resolve(), here)
        for name, file in self.wanted:
            text = reports.form(name).report(seen)
            if file is None:
                click.echo(text, nl=False)
            else:
                write({file: text.encode()})


def conclude(findings: Findings, wanted: Reports, lines: Sequence[str] = ()) -> None:
    """Give the reports, and unless one of them is what is read, tell people: *lines* if nothing is
    wrong, and every problem.
    """
    wanted.give(findings)
    if wanted.speak:
        return
    for line in () if findings.errors else lines:
        click.echo(line)
    tell(sorted({*findings.errors, *findings.warnings}))


def reported(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options for reports, as ``wanted``."""

    @functools.wraps(command)
    def reporting(
        *arguments: Any, forms: Sequence[str], files: Sequence[Path], **options: Any
    ) -> Any:
        if len(files) > len(forms):
            raise click.UsageError("give a --report for each --report-file")
        if len(forms) > len(files) + 1:
            raise click.UsageError("only one report can go to standard output: give --report-file")
        places = (*files, *[None] * (len(forms) - len(files)))
        wanted = tuple(zip(forms, places, strict=True))
        return command(*arguments, wanted=Reports(wanted), **options)

    for option in reversed(REPORTS):
        reporting = option(reporting)
    return reporting


REPORTS = (
    click.option(
        "--report",
        "forms",
        multiple=True,
        type=click.Choice(reports.names()),
        help="Tell what was found in this form; can be repeated.",
    ),
    click.option(
        "--report-file",
        "files",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help="File for the report, else standard output; the first file for the first report, "
        "and so on.",
    ),
)

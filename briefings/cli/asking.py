"""Commands that answer: ``check``, ``list``, ``styles``, ``doctor``, ``fields``, ``schema``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli import project
from briefings.cli.options import JSON, OUTPUT, STYLE_MAP, THEME
from briefings.cli.reporting import Reports, conclude, reported
from briefings.cli.saying import say
from briefings.errors import BriefingsError, Problem

if TYPE_CHECKING:
    from briefings.reports.findings import Findings


@click.command()
@click.argument("content", nargs=-1, type=click.Path(path_type=Path))
@THEME
@reported
@click.pass_context
def check(
    context: click.Context, content: tuple[Path, ...], themes: tuple[str, ...], wanted: Reports
) -> None:
    """Check CONTENT files, translations, what is declared, and the themes in use.

    Nothing is built.
    """
    from briefings.reports.findings import Findings

    lines: list[str] = []
    try:
        findings, code = _checked(content, themes, lines), 0
    except BriefingsError as error:
        findings, code = Findings(error.problems), error.exit_code
    conclude(findings, wanted, lines)
    context.exit(code or bool(findings.errors))


def _checked(content: tuple[Path, ...], themes: tuple[str, ...], lines: list[str]) -> Findings:
    """What is found, and in *lines* what to say of what is good."""
    from briefings import content as contents
    from briefings import translation
    from briefings.builds.orders import declared, themes_of
    from briefings.reports.findings import Findings

    folder = content[0].parent if content else project.CONTENT
    library = project.library(folder)
    problems: list[Problem] = []
    good: list[str] = []
    stale: list[Problem] = []
    used: dict[str, None] = {}
    for path in content or declared(folder):
        for language in ("", *translation.languages(path)):
            try:
                found = contents.load(path, library, language)
                library.labels(found.briefing.language)
            except BriefingsError as error:
                problems += error.problems
                break
            used |= dict.fromkeys(themes or themes_of(folder, path) or (found.briefing.theme,))
            if (words := found.translated) is None:
                good.append(str(path))
                lines.append(f"{path}: good")
            else:
                stale += map(words.outdated, words.stale)
                good.append(str(words.path))
                lines.append(f"{words.path}: good; {words.counted}")
    for name in used:
        try:
            library.checked_theme(name)
        except BriefingsError as error:
            problems += error.problems
    return Findings(tuple(problems), tuple(stale), tuple(good))


@click.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List contents, kinds, audiences, themes, languages and formats."""
    import json

    from briefings import writers

    library = project.library(project.CONTENT)
    contents = sorted(p for p in project.CONTENT.glob("*.yaml") if p.name != "deliverables.yaml")
    found: dict[str, dict[str, str]] = {
        "contents": {str(path): project.title(path) for path in contents},
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


@click.command()
@click.argument("reference", type=click.Path(path_type=Path))
@STYLE_MAP
@JSON
@click.option("--yaml", "as_yaml", is_flag=True, help="Print a mapping file, ready to edit.")
@click.option("--write", "writing", is_flag=True, help="Write it beside the document.")
def styles(
    reference: Path, style_map: Path | None, as_json: bool, as_yaml: bool, writing: bool
) -> None:
    """Tell which styles of the Word document REFERENCE play which roles.

    What is not found is put in when documents are made on it. Which style plays which role is said
    in a file beside it, house.styles.yaml beside house.docx, or in the one that --style-map names.
    """
    import json

    from briefings.errors import Place, UsageError
    from briefings.files import write
    from briefings.wordml.house import telling
    from briefings.wordml.house.casting import beside
    from briefings.wordml.house.reference import load

    house = load(reference, style_map)
    if writing:
        path = beside(reference)
        if path.exists():
            remedy = "edit it, or move it away first"
            raise UsageError(Problem(Place(str(path)), "L105", "there is such a file", remedy))
        write({path: telling.mapping(house).encode()})
        say(str(path))
    elif as_yaml:
        click.echo(telling.mapping(house), nl=False)
    elif as_json:
        say(json.dumps(telling.record(house), indent=2, ensure_ascii=False))
    else:
        for line in telling.lines(house):
            say(line)


@click.command()
@JSON
@OUTPUT
def doctor(as_json: bool, output: Path) -> None:
    """Tell what the machine has, what is missing, and how to get it."""
    import json
    from dataclasses import asdict

    from briefings import machine

    library = project.library(project.CONTENT)
    machine.use_fonts(library.fonts)
    checks = machine.checks(True, project.families(library), output)
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


@click.command()
def fields() -> None:
    """Print every field of content, its type and its meaning, in Markdown."""
    from briefings import reference

    click.echo(reference.fields(), nl=False)


@click.command()
def schema() -> None:
    """Print the JSON Schema of content, for editors."""
    from briefings import reference

    click.echo(reference.json_schema(), nl=False)

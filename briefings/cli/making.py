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
from briefings.cli.saying import answer, progress, say

if TYPE_CHECKING:
    from briefings.build import Order, Outcome
    from briefings.engine.apart import Limits
    from briefings.length import Length
    from briefings.library import Library

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
    limits: Limits,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build documents from CONTENT files.

    What is not given is taken from content/deliverables.yaml: which contents, and for each which
    kinds, audiences, formats, themes and lengths. Options can be repeated or take several values
    with commas. What gives way to a length, and what it would take to bring it back: briefings fit.
    """
    engine = project.engine(limits)
    from briefings import writers
    from briefings.build import Builder
    from briefings.orders import plan

    folder = content[0].parent if content else project.CONTENT
    library = project.library(folder)
    orders = plan(library, folder, content, kinds, audiences, formats, length, themes, languages)
    project.ready(library)
    options = verify_pages, reference, style_map, engine
    builder = Builder(library, output, project.stamp(), *options)
    sound, refused = builder.sound(orders)
    asked = dict.fromkeys(name for order in sound for name in order.formats)
    engine.meanwhile(lambda: writers.load(asked))
    outcomes = [*refused, *progress(sound, builder.build, quiet or as_json)]
    answer(outcomes, output, as_json)
    context.exit(_exit_code(outcomes))


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
    engine = project.engine(limits)
    import json

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

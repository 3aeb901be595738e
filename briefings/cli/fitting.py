"""The command that tells how a product comes to its length: ``fit``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli import project
from briefings.cli.options import JSON, LANGUAGE, THEME, lengths, limited, several
from briefings.cli.saying import say

if TYPE_CHECKING:
    from briefings.builds.length import Length
    from briefings.builds.orders import Order
    from briefings.engine.apart import Limits
    from briefings.library import Library


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
    limits: Callable[[], Limits],
    as_json: bool,
) -> None:
    """Explain how one kind of document of CONTENT, for one audience, comes to its length.

    For each part what room it takes and what decided about it; for what gave way, what it takes to
    bring it back; how full the pages are; and what other numbers of pages would cost. Nothing is
    written.
    """
    import json

    engine = project.engine(limits())
    from briefings.builds.build import Builder
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
    from briefings.builds.orders import plan

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

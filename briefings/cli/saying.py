"""What is said, and where: answers on standard output, all else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.errors import Problem

if TYPE_CHECKING:
    from briefings.build import Order, Outcome


def say(text: object = "", err: bool = False) -> None:
    """Print a line; without colours where nobody can see them or NO_COLOR is set."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def tell(problems: Sequence[Problem]) -> None:
    """Print problems, one a line, on standard error."""
    for problem in problems:
        place = click.style(str(problem.place), bold=True)
        code = click.style(f"[{problem.code}]", dim=True)
        say(f"{place}: {problem.what}. {problem.remedy} {code}", err=True)


def progress(
    orders: Sequence[Order], build: Callable[[Order], Outcome], quiet: bool
) -> list[Outcome]:
    """*build* each of the orders, saying how far it has come unless *quiet*."""
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
    pages = f"{first.pages} page{'s' * (first.pages != 1)}"
    return f"built {name} {formats}: {pages}, {first.words} words, {first.marking}"


def answer(outcomes: Sequence[Outcome], output: Path, as_json: bool) -> None:
    """Name the files that were built, and what stood in the way of others."""
    import json
    from dataclasses import asdict

    problems = tuple(dict.fromkeys(p for outcome in outcomes for p in outcome.problems))
    notices = tuple(dict.fromkeys(n for outcome in outcomes for n in outcome.notices))
    if as_json:
        documents = [{**asdict(r), "path": str(output / r.path)} for o in outcomes for r in o.built]
        found = [{**asdict(p), "place": str(p.place)} for p in problems]
        said = [{**asdict(n), "place": str(n.place)} for n in notices]
        answer = {"documents": documents, "problems": found, "notices": said}
        click.echo(json.dumps(answer, indent=2))
    else:
        for outcome in outcomes:
            for rendition in outcome.built:
                click.echo(output / rendition.path)
    tell((*notices, *problems))

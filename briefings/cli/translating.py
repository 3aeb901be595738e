"""The command ``translate``: what there is to translate, in a file to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli import project
from briefings.cli.options import several
from briefings.cli.saying import say

if TYPE_CHECKING:
    from briefings.library import Library
    from briefings.translation import Text

HEAD = """\
{title}, translated.
`from` is a text of the content and `to` its translation, in the same Markdown; ~ stands for none.
Where there is a line `was`, the text has changed: put `to` right and take the line out.
`briefings translate` keeps this file up to date; it keeps no comments below these."""


@click.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("--language", required=True, help="BCP 47 tag of the language to translate into.")
@click.option("--kind", "kinds", multiple=True, callback=several, help="Only what these print.")
@click.option(
    "--audience", "audiences", multiple=True, callback=several, help="Only what they get."
)
def translate(
    content: Path, language: str, kinds: tuple[str, ...], audiences: tuple[str, ...]
) -> None:
    """Begin a translation of CONTENT, or bring one up to date.

    Writes translations/CONTENT.LANGUAGE.yaml beside it: every text that is to be translated, or
    with --kind or --audience all that these products may print. What is translated already is
    kept; where the text has changed since, the entry says so.
    """
    from briefings import schema, source, translation
    from briefings.files import write
    from briefings.library import shown
    from briefings.model.briefing import Briefing
    from briefings.translation import upkeep

    library = project.library(content.parent)
    library.labels(language)
    found = source.read(content, shown=shown(content))
    briefing = schema.load(Briefing, found)
    every = tuple(translation.texts(briefing))
    wanted = _wanted(library, content, kinds, audiences) if kinds or audiences else every
    file = translation.path(content, language)
    before = translation.Translation()
    if file.exists():
        before = translation.read(file, shown(file))[0]
    entries = upkeep.brought_up_to_date(before, wanted, every)
    head = HEAD.format(title=briefing.title)
    write({file: upkeep.written(before.translator, entries, head).encode()})
    lacking = sum(entry.to is None for entry in entries)
    changed = sum(entry.was is not None for entry in entries)
    say(f"{shown(file)}: {len(entries)} texts, {lacking} to translate, {changed} changed since")


def _wanted(
    library: Library, content: Path, kinds: tuple[str, ...], audiences: tuple[str, ...]
) -> tuple[Text, ...]:
    """What products of these may print."""
    from briefings.builds.build import Builder
    from briefings.builds.orders import plan

    builder = Builder(library, Path())
    orders = plan(library, content.parent, (content,), kinds, audiences, ("html",))
    return tuple(dict.fromkeys(text for order in orders for text in builder.texts(order)))

"""The project that a command works on, and what of the machine it needs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.errors import BriefingsError, Place, Problem, UsageError

if TYPE_CHECKING:
    from briefings.engine.apart import Apart, Limits
    from briefings.library import Library

CONTENT = Path("content")


def library(folder: Path) -> Library:
    """What the project has, its contents lying in *folder*."""
    from briefings.library import Library

    return Library.of(Path.cwd(), folder)


def families(library: Library) -> tuple[str, ...]:
    """The families of type that the themes ask for."""
    themes = (library.theme(name) for name in library.theme_names)
    fonts = [font for theme in themes for font in theme.fonts.values()]
    named = (name for font in fonts for name in (font.family, font.complex) if name)
    return tuple(dict.fromkeys(named))


def engine(limits: Limits) -> Apart:
    """The layout engine, getting ready in a process of its own while this one reads content.

    Ask for it first: it takes about as long to get ready as all else that a command imports.
    """
    from briefings import folders, machine
    from briefings.engine import apart

    machine.use_fonts(folders.fonts(folders.templates(Path.cwd())))
    found = apart.shared(limits)
    found.start()
    return found


def ready(library: Library) -> None:
    """The quick part of doctor: a missing library or font is a message, never a crash."""
    from briefings import machine

    machine.use_fonts(library.fonts)
    machine.require(families(library))


def stamp() -> str:
    """SOURCE_DATE_EPOCH as a date (reproducible-builds.org), for content that has none."""
    import datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return ""
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    except (OverflowError, ValueError, OSError) as error:  # there are no such years
        place, what = Place("SOURCE_DATE_EPOCH"), f"{epoch[:40]} is no date"
        remedy = "give the seconds since 1970, such as: date +%s"
        raise UsageError(Problem(place, "L107", what, remedy)) from error


def title(path: Path) -> str:
    """The title of the content at *path*, as far as it can be read."""
    from briefings import source

    try:
        return str(source.read(path).data.get("title", ""))
    except BriefingsError:
        return "(see briefings check)"

"""Making files: what of an edition's files can be made before, beside or after each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.builds.desk import WORD
from briefings.errors import BriefingsError
from briefings.letters.fonts import by_family
from briefings.library.theme import Theme
from briefings.machine.beside import Beside
from briefings.typeset import Typeset
from briefings.writers import load, writer

if TYPE_CHECKING:
    from briefings.wordml.house.reference import House

PRINT = "pdf"
"""The format that the engine writes, in its own process."""

Timed = Callable[[str], AbstractContextManager[None]]
"""What counts the time that is taken within it, by its name."""


def begin(formats: Sequence[str], carried: Theme | None, folders: tuple[Path, ...]) -> None:
    """Load the writers of *formats*, and pack the fonts of a theme that is *carried* along."""
    load(formats)
    if carried is None:
        return
    with suppress(BriefingsError, ImportError, OSError):
        from briefings.wordml.early import pack_fonts  # late: it takes the writer with it

        pack_fonts(carried, by_family(folders))


def files(
    pages: Typeset, formats: Sequence[str], house: House | None, timed: Timed
) -> dict[str, bytes]:
    """The files of *pages* in *formats*, each *timed*; in Word, on *house* if there is one.

    While the engine writes one, this process makes the others. Raises ContentError for what
    can't be printed; of two files, for that of the engine.
    """

    def made(name: str) -> bytes:
        with timed(name):
            return _file(pages, name, house)

    if PRINT not in formats or len(formats) == 1:
        return {name: made(name) for name in formats}
    printed = Beside(lambda: made(PRINT))
    try:
        own = {name: made(name) for name in formats if name != PRINT}
    except BriefingsError:
        printed.result()
        raise
    return {name: own[name] if name in own else printed.result() for name in formats}


def _file(pages: Typeset, name: str, house: House | None) -> bytes:
    """The file of *pages* in the format of that *name*; in Word, on *house* if there is one."""
    if name != WORD:
        return writer(name).write(pages)
    from briefings.writers import docx  # late: loaded where it is asked for

    return docx.write(pages, house)

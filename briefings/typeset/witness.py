"""A witness to the engine's work, who finds which part is to blame where it can't be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from briefings.engine import Columns, Complained, Engine, Laid, Measured, Sheet, Unlaid
from briefings.errors import ContentError, Place
from briefings.typeset.blame import culprit, unlaid

Answer = TypeVar("Answer")

AS_A_WHOLE = "the document as a whole, but no part of it alone,"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A document's marked HTML, and where in its content the part of a key stands."""

    html: str
    place: Callable[[str], Place]


@dataclass(frozen=True, slots=True)
class Witness:
    """An engine that raises ContentError, with its place, for a part that can't be laid out."""

    engine: Engine
    suspects: Callable[[], Iterable[Suspect]]
    """Documents that a sheet says; looked at one after the other, and only if there is need."""
    alone: Callable[[str], Sheet]
    """The sheet of some HTML."""
    whole: Place
    """Where to tell what no part alone is to blame for."""

    def lay_out(self, sheet: Sheet) -> Laid:
        """How *sheet* falls onto pages."""
        return self._witnessed(sheet, _lay_out)

    def write(self, sheet: Sheet) -> bytes:
        """The PDF of *sheet*."""
        return self._witnessed(sheet, _write)

    def measure(self, sheet: Sheet, columns: Columns) -> Measured:
        """The frames of the one tall page that *sheet* is."""
        try:
            return self.engine.measure(sheet, columns)
        except Unlaid as error:
            raise self._told(error, sheet, _lay_out) from error

    def spare(self, sheet: Sheet) -> Engine:
        """Another engine, unwitnessed."""
        return self.engine.spare(sheet)

    def end(self) -> None:
        """Let go of what the engine holds."""
        self.engine.end()

    def _witnessed(self, sheet: Sheet, do: Callable[[Engine, Sheet], Answer]) -> Answer:
        try:
            return do(self.engine, sheet)
        except Unlaid as error:
            raise self._told(error, sheet, do) from error

    def _told(
        self, error: Unlaid, sheet: Sheet, do: Callable[[Engine, Sheet], object]
    ) -> ContentError:
        """What to say of *error*: of the part that is to blame, if one alone is."""
        spare, last = self.engine.spare(sheet), [error]

        def fails(html: str) -> bool:
            try:
                do(spare, self.alone(html))
            except Complained:
                return False
            except Unlaid as again:
                last.append(again)
                return True
            return False

        try:
            for suspect in self.suspects():
                if key := culprit(suspect.html, fails):
                    return ContentError(unlaid(suspect.place(key), last[-1], "this part"))
        finally:
            spare.end()
        return ContentError(unlaid(self.whole, error, AS_A_WHOLE))


def _lay_out(engine: Engine, sheet: Sheet) -> Laid:
    return engine.lay_out(sheet)


def _write(engine: Engine, sheet: Sheet) -> bytes:
    return engine.write(sheet)

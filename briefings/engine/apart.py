"""The engine in a child process: what it does there can harm nobody, and not take for ever."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from briefings.engine import SAID, Cause, Columns, Complained, Laid, Measured, Sheet, Unlaid, wire
from briefings.errors import MachineError, Problem
from briefings.machine import nursery
from briefings.machine.fontconfig import PLACE
from briefings.machine.worker import EndedError, Worker

PROGRAM = "briefings.engine.child"
REMEDY = "run briefings doctor to see what it lacks"

MEMORY = 2048
"""Megabytes that the engine may take if nothing else is asked for; long reports take 400."""

BEGIN, EACH, MOST = 60.0, 0.02, 600.0
"""Seconds for any page, for each element on it, and at most. An element takes a millisecond."""

SHARES, LEAST = 10, 5.0
"""The share of a page's time that a part may take alone, and seconds that are never too many."""

LASTS = 100
"""Questions after which another child takes its place: the engine keeps 250 kB of each."""

_NO_MEMORY = (
    *("MemoryError", "failed to allocate", "out of memory", "bad_alloc"),
    "Error creating thread",  # which takes 8 MB
    "unraisablehook",  # Python had no memory to say that it has none
)
"""What libraries say when they end a process that has no more memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the engine may take for one question: seconds, else by its length; and megabytes."""

    seconds: float | None = None
    megabytes: int = MEMORY

    def time(self, sheet: Sheet) -> float:
        """Seconds for *sheet*."""
        if self.seconds is not None:
            return self.seconds
        return min(BEGIN + EACH * sheet.html.count("</"), MOST)


@dataclass
class Apart:
    """An engine in a child process, which is started when it is first needed, or before.

    The child ends with this process. Where it ended, the next question starts another.
    """

    limits: Limits = Limits()
    _worker: Worker | None = None
    _meanwhile: Callable[[], object] | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Have the child get ready, or what it comes from, while this process does other things."""
        if not nursery.start(PROGRAM):
            self._ready()

    def meanwhile(self, do: Callable[[], object]) -> None:
        """Have *do* done beside, once, while this process next waits for the child."""
        self._meanwhile = do

    def lay_out(self, sheet: Sheet) -> Laid:
        """How *sheet* falls onto pages."""
        said, _ = self._ask("lay out", sheet)
        return wire.laid(said["laid"])

    def write(self, sheet: Sheet) -> bytes:
        """The PDF of *sheet*; what was laid out lately is not laid out again."""
        _, (data,) = self._ask("write", sheet)
        return data

    def measure(self, sheet: Sheet, columns: Columns) -> Measured:
        """The frames of the one tall page that *sheet* is."""
        said, _ = self._ask("measure", sheet, columns)
        return wire.measured(said["measured"])

    def spare(self, sheet: Sheet) -> Apart:
        """Another one, with the same memory and a share of the time that *sheet* may take."""
        whole = self.limits.time(sheet)
        share = max(whole / SHARES, min(whole, LEAST))
        return Apart(Limits(share, self.limits.megabytes))

    def end(self) -> None:
        """End the child."""
        if self._worker is not None:
            self._worker.end()

    def _ask(
        self, do: str, sheet: Sheet, columns: Columns | None = None
    ) -> tuple[dict[str, Any], list[bytes]]:
        if do_beside := self._meanwhile:
            self._meanwhile = None
            threading.Thread(target=do_beside).start()
        with self._turn:
            asked = self._worker.asked if self._worker and self._worker.usable else 0
            if asked >= LASTS and do != "write":  # which mostly is of what was laid out before
                self.end()
            try:
                said, parts = self._answer(do, sheet, columns)
            except Unlaid as error:
                if error.cause != "memory" or not asked:
                    raise
                said, parts = self._answer(do, sheet, columns)  # without what others left behind
        if "complaints" in said:
            raise Complained(tuple(said["complaints"]))
        return said, parts

    def _answer(
        self, do: str, sheet: Sheet, columns: Columns | None
    ) -> tuple[dict[str, Any], list[bytes]]:
        """What the child says. Raises Unlaid and MachineError; then it has ended."""
        seconds = self.limits.time(sheet)
        try:
            answer = self._heard(wire.question(do, seconds, sheet, columns), seconds)
        except EndedError as error:
            raise self._told(error, seconds) from None
        said, parts = wire.opened(answer)
        if "cause" in said:
            self.end()  # it ends by itself; what comes next is not to wait for that
            raise Unlaid(said["cause"], self._met(said["cause"], seconds) or said["said"])
        return said, parts

    def _heard(self, question: bytes, seconds: float) -> bytes:
        try:
            return self._ready().ask(question, seconds)
        except EndedError as error:
            if error.late or not error.blameless:
                raise
            return self._ready().ask(question, seconds)

    def _ready(self) -> Worker:
        if self._worker is None or not self._worker.usable:
            self.end()
            try:
                self._worker = Worker(PROGRAM, str(self.limits.megabytes))
            except OSError as error:
                what = f"the layout engine can't be started: {error.strerror}"
                raise MachineError(Problem(PLACE, "I114", what, REMEDY)) from error
        return self._worker

    def _told(self, error: EndedError, seconds: float) -> Unlaid | MachineError:
        """Why the child ended."""
        starved = any(sign in error.said for sign in _NO_MEMORY)
        last = error.said.rpartition("\n")[2][:SAID]
        how = f"{error.how}: {last}" if last else error.how
        if not error.asked:
            what = f"the layout engine does not start ({how})"
            return MachineError(Problem(PLACE, "I114", what, REMEDY))
        cause: Cause = "time" if error.late else "memory" if starved else "stop"
        return Unlaid(cause, self._met(cause, seconds) or how)

    def _met(self, cause: Cause, seconds: float) -> str:
        """The limit that was met."""
        limits = {"time": f"{seconds:g} s", "memory": f"{self.limits.megabytes} MB"}
        return limits.get(cause, "")


@functools.cache
def shared(limits: Limits = Limits()) -> Apart:
    """The engine of this process with those limits, for all who do not need one of their own."""
    return Apart(limits)

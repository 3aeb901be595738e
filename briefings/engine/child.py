"""The child process: the engine behind a pair of pipes, with limits, for one asker.

It says nothing but answers, and that it begins with one. It ends when nobody is left who could ask,
or when the engine was stopped by something: what comes next gets an engine that nothing has
happened to.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import IO, NoReturn

from briefings.engine import Columns, Complained, Sheet, Unlaid, wire
from briefings.engine.sparing import spare
from briefings.engine.within import Within
from briefings.machine.confinement import allow, confine
from briefings.machine.worker import LENGTH, received

_GLANCE = 1.0  # seconds between two looks at who is the parent
_FIRST = (
    '<!DOCTYPE html><html lang="en"><head><title>-</title><style>p { hyphens: auto; width: 1em }'
    "</style></head><body><p>hyphenation</p></body></html>"
)
"""A page that has all read that the first of any would: also how English words are divided."""


def main(words: Sequence[str], engine: Within | None = None) -> None:
    """Answer questions of an asker within *words[1]* megabytes, until the parent has ended.

    The parent, the process *words[0]*, is the asker, or a nursery that has begun an *engine*.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is stopped, and ends this one
    asked, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)  # whatever a library prints is no answer
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    hearing = (asked, int(words[0]), questions)
    threading.Thread(target=_hear, args=hearing, daemon=True).start()
    engine = engine or begun()
    confine(int(words[1]))
    _send(answers, b"")
    try:
        for answer in _answers(engine, questions):
            _send(answers, answer)
    except MemoryError:
        _end_starved()


def begun() -> Within:
    """The engine, with all that it loads at the first page; that may not be stopped by a limit."""
    gc.disable()  # what is loaded stays, and to look through it took a third of the time
    spare()
    engine = Within()
    engine.write(Sheet(_FIRST, {}))
    _look_for_garbage_less_often()
    return engine


def _look_for_garbage_less_often() -> None:
    """Pages are hundreds of thousands of objects that stay until all of them go at once.

    Looking for what can go took an eighth of the time; with these numbers it takes a twentieth, and
    no more than half a million objects wait to be found, which is some 50 MB.
    """
    gc.freeze()
    gc.set_threshold(20_000, 5, 5)
    gc.enable()


def _answers(engine: Within, questions: queue.SimpleQueue[bytes]) -> Iterator[bytes]:
    while True:
        question = questions.get()
        yield b""  # it is begun with, and to blame for whatever happens now
        do, seconds, sheet, columns = wire.asked(question)
        allow(seconds)
        try:
            yield _answer(engine, do, sheet, columns)
        except Complained as error:
            yield wire.message({"complaints": error.said})
        except Unlaid as error:
            yield wire.message({"cause": error.cause, "said": error.said})
            return


def _answer(engine: Within, do: str, sheet: Sheet, columns: Columns | None) -> bytes:
    if columns is not None:
        return wire.message({"measured": wire.measured_said(engine.measure(sheet, columns))})
    if do == "write":
        return wire.message({}, engine.write(sheet))
    return wire.message({"laid": wire.laid_said(engine.lay_out(sheet))})


def _send(stream: IO[bytes], answer: bytes) -> None:
    left = memoryview(LENGTH.pack(len(answer)) + answer)
    while left:
        left = left[stream.write(left) :]


def _hear(stream: IO[bytes], parent: int, questions: queue.SimpleQueue[bytes]) -> None:
    """Pass on what is asked, and end this process when its parent has ended.

    The end of the pipe says so, except where a fork of the parent holds the other end as well.
    """
    try:
        while _waited(stream, parent) and (question := received(stream)) is not None:
            questions.put(question)
    except MemoryError:
        _end_starved()
    finally:
        os._exit(1)


def _end_starved() -> NoReturn:
    """End this process, which has no memory left to say why in any other way."""
    os.write(2, b"MemoryError\n")
    os._exit(1)


def _waited(stream: IO[bytes], parent: int) -> bool:
    """Whether the parent is there when there is something to hear."""
    if sys.platform == "win32":
        return True
    import select

    while not select.select((stream,), (), (), _GLANCE)[0]:
        if os.getppid() != parent:
            return False
    return True

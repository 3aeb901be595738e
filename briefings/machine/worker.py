"""A part of this program in a process of its own, which is asked one thing after the other.

Question and answer are messages: bytes, with their length before them. Before it answers a question
the process says that it begins with it, by a message of nothing. A question has a time to be
answered in; after it the process is ended, and whoever asks next starts another. The process ends
with this one, however that ends: it hears its pipe close.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import threading
import weakref
from collections import deque
from contextlib import suppress
from typing import IO

from briefings.machine import nursery
from briefings.machine.fontconfig import VARIABLE

Process = subprocess.Popen[bytes] | nursery.Child

START = 60.0
"""Seconds that a process may take until it can be asked."""

LENGTH = struct.Struct(">Q")

_AT_ONCE = 2**20  # bytes
_MOMENT = 1.0  # second that a process has to end by itself, once it says no more
_KEPT = 20  # lines of what the process said, for who has to tell why it ended
_PROGRAM = "import sys; words = sys.argv[1:]; sys.path[:] = words[2:]; import {0}; {0}.main(words)"


class EndedError(Exception):
    """The process ended before it had answered: *late*, or by itself as *how* tells."""

    def __init__(
        self, late: bool, how: str, said: str, asked: bool, blameless: bool = False
    ) -> None:
        super().__init__(how)
        self.late = late
        self.how = how
        self.said = said
        """What it said on standard error."""
        self.asked = asked
        """Whether it had come so far that it could be asked."""
        self.blameless = blameless
        """Whether the question had no part in it: the process had not begun with that yet, ended
        only because what it came from had, or was killed, which nothing within it does: that is
        somebody else, or a machine out of memory.
        """


class Worker:
    """One such process, running ``main`` of the module *program*.

    It is told the number of its parent and a *word* that *program* understands, and first says
    nothing, in a message, when it is ready. It comes out of a nursery where there are any, for that
    is a hundred times as fast. Raises OSError where no process can be started.
    """

    def __init__(self, program: str, word: str) -> None:
        self._process = nursery.child(program, word) or _started(program, word)
        self._owner, self._fonts = os.getpid(), os.environ.get(VARIABLE)
        self._said: deque[str] = deque(maxlen=_KEPT)
        assert self._process.stderr is not None
        hearing = (self._process.stderr, self._said)
        self._ear = threading.Thread(target=_hear, args=hearing, daemon=True)
        self._ear.start()
        self._ready = self._begun = False
        self.asked = 0
        """How often it was asked."""
        self.end = weakref.finalize(self, _end, self._process, self._owner)

    @property
    def usable(self) -> bool:
        """Whether it is there, for this process to ask, and sees the fonts that this one does."""
        own = self._owner == os.getpid() and self._fonts == os.environ.get(VARIABLE)
        return own and self.end.alive and self._process.poll() is None

    def ask(self, question: bytes, seconds: float) -> bytes:
        """The answer to *question*. Raises EndedError if there is none within *seconds*."""
        try:
            if not self._ready:
                self._answer(b"", START)
                self._ready = True
            self.asked += 1
            return self._answer(LENGTH.pack(len(question)) + question, seconds)
        except BaseException:  # also if somebody stops this process: the next answer is not ours
            self.end()
            raise

    def _answer(self, sent: bytes, seconds: float) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        late = threading.Event()
        clock = threading.Timer(seconds, _expire, (self._process, late))
        clock.daemon = True
        clock.start()
        self._begun = False
        try:
            if sent:
                stdin.write(sent)
                stdin.flush()
                self._begun = received(stdout) is not None
            answer = received(stdout)
        except OSError:  # it ended before it had read all
            answer = None
        finally:
            clock.cancel()
        if answer is None:
            raise self._ended(late.is_set())
        if late.is_set():  # answered at the last moment, and ended all the same
            self.end()
        return answer

    def _ended(self, late: bool) -> EndedError:
        with suppress(subprocess.TimeoutExpired):  # its pipes are closed before it tells its end
            self._process.wait(_MOMENT)
        self._process.kill()
        code = self._process.wait()
        self._ear.join(1)  # a process that it started could hold the pipe open
        abandoned = isinstance(self._process, nursery.Child) and self._process.abandoned
        how = how_ended(code)
        blameless = abandoned or how == "SIGKILL" or (self._ready and not self._begun)
        return EndedError(late, how, "\n".join(self._said), self._ready, blameless)


def received(stream: IO[bytes]) -> bytes | None:
    """The next message from *stream*, which need not be buffered; None where it ended."""
    head = _exactly(stream, LENGTH.size)
    return None if head is None else _exactly(stream, LENGTH.unpack(head)[0])


def _started(program: str, word: str) -> subprocess.Popen[bytes]:
    words = (str(os.getpid()), word, *sys.path)
    return subprocess.Popen(
        (sys.executable, "-c", _PROGRAM.format(program), *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _exactly(stream: IO[bytes], length: int) -> bytes | None:
    parts = []
    while length:
        part = stream.read(min(length, _AT_ONCE))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _hear(stream: IO[bytes], said: deque[str]) -> None:
    with stream:
        for line in stream:
            said.append(line.decode(errors="replace").rstrip())


def _expire(process: Process, late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: Process, owner: int) -> None:
    """End *process*, if this is the one that started it and not a fork of that one."""
    if os.getpid() != owner:
        return
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:  # what was not sent can't be any more
                continue


def how_ended(code: int) -> str:
    """The name of the signal that ended a process with the exit *code*, or that code."""
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"

"""A process that has loaded a part of this program once, and forks others off that are ready.

Loading the layout engine takes the better part of a second, a fork some milliseconds. This process
is never forked itself for that: it may have threads. The nursery is started as a program of its
own, has no threads, and is asked over a socket, which whoever is forked from the asker may use as
well. For each child it is handed the ends of the pipes that the child is to have, and a *leash*:
over it the nursery tells how the child ended, and when the asker lets go of it, ends the child.

Sockets are used nowhere else: these have no address, and only they can carry the ends of pipes.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

from briefings.machine.fontconfig import VARIABLE
from briefings.machine.ward import ENDS, MOST

START = 60.0
"""Seconds that a nursery may take until it has its first child."""

AVAILABLE = sys.platform not in ("darwin", "win32")
"""Whether there are nurseries here: Windows has no fork, and what macOS loads does not bear one."""

_PROGRAM = (
    "import sys; words = sys.argv[1:]; sys.path[:] = words[3:]; "
    "from briefings.machine import ward; ward.main(words)"
)


class Child:
    """A process that a nursery has forked, as ``subprocess.Popen`` has one."""

    def __init__(self, leash: socket.socket, pid: int, ends: Sequence[int]) -> None:
        self.pid = pid
        self.stdin: IO[bytes] = os.fdopen(ends[0], "wb")
        self.stdout: IO[bytes] = os.fdopen(ends[1], "rb")
        self.stderr: IO[bytes] = os.fdopen(ends[2], "rb")
        self.abandoned = False
        """Whether it ended because the nursery had."""
        self._leash = leash
        self._code: int | None = None

    def kill(self) -> None:
        """Have it killed, if it has not ended."""
        with suppress(OSError):
            self._leash.shutdown(socket.SHUT_WR)

    def poll(self) -> int | None:
        """How it ended, as :meth:`wait` tells; None if it has not."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, or the number of the signal that ended it as a negative one.

        Raises TimeoutExpired if it has not ended within *timeout* seconds.
        """
        code = self._ended(START if timeout is None else timeout)
        if code is None and timeout is not None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return -signal.SIGKILL if code is None else code

    def _ended(self, seconds: float) -> int | None:
        if self._code is None:
            try:
                said = _received(self._leash, seconds)
            except (BlockingIOError, TimeoutError):
                return None
            self.abandoned = not said
            self._code = int(said or -signal.SIGKILL)
            self._leash.close()
        return self._code


class Nursery:
    """One such process, for the module *program*; it ends with the process that started it.

    ``begun`` of that module is called once, and ``main`` in each child, with two words (the
    nursery's number and the asker's) and what ``begun`` gave. Raises OSError where no process can
    be started.
    """

    def __init__(self, program: str) -> None:
        own, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            words = (str(os.getpid()), program, str(its.fileno()), *sys.path)
            self._process = subprocess.Popen(
                (sys.executable, "-c", _PROGRAM, *words),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # what stops it stops a child in the same way, aloud
                pass_fds=(its.fileno(),),
            )
        self._own = own
        self.end = weakref.finalize(self, _end, self._process, own, os.getpid())

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def child(self, word: str) -> Child | None:
        """Another child, which is told *word*; None if the nursery has ended, or can't have it."""
        pipes = [os.pipe() for _ in range(ENDS - 1)]
        leash, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        (question, asks), (hears, answer), (listens, said) = pipes
        try:
            with suppress(OSError):  # it has ended
                given = (question, answer, said, its.fileno())
                socket.send_fds(self._own, (word.encode(),), given)
        finally:
            its.close()
            for end in (question, answer, said):
                os.close(end)
        number = b""
        with suppress(TimeoutError):
            number = _received(leash, START)
        if number:
            return Child(leash, int(number), (asks, hears, listens))
        leash.close()
        for end in (asks, hears, listens):
            os.close(end)
        return None


def start(program: str) -> bool:
    """Have a nursery for *program* get ready; whether there is one."""
    with _turn:
        return _nursery(program) is not None


def child(program: str, word: str) -> Child | None:
    """A child of the nursery for *program*; None where there is none, and none can be started.

    A nursery that has ended is replaced; but one that never had a child is not tried again.
    """
    with _turn:
        while nursery := _nursery(program):
            if born := nursery.child(word):
                _proven.add(_key(program))
                return born
            nursery.end()
            _nurseries.clear()
            if _key(program) not in _proven:
                _barren.add(_key(program))
            _proven.discard(_key(program))
    return None


_Key = tuple[str, str | None, tuple[str, ...]]

_turn = threading.Lock()
_nurseries: dict[_Key, Nursery] = {}
"""The nursery that there is; forks of this process use it too."""
_proven: set[_Key] = set()
_barren: set[_Key] = set()


def _key(program: str) -> _Key:
    """What a nursery has taken in for good: the program, and which fonts and modules there are."""
    return program, os.environ.get(VARIABLE), tuple(sys.path)


def _nursery(program: str) -> Nursery | None:
    key = _key(program)
    if not AVAILABLE or key in _barren:
        return None
    if key not in _nurseries:
        for other in _nurseries.values():
            other.end()
        _nurseries.clear()
        try:
            _nurseries[key] = Nursery(program)
        except OSError:
            return None
    return _nurseries[key]


def _received(leash: socket.socket, seconds: float) -> bytes:
    """The next message on *leash* within *seconds*; nothing if the other end was let go of.

    Raises TimeoutError, or BlockingIOError for no time at all, if none comes.
    """
    leash.settimeout(seconds)
    try:
        return leash.recv(MOST)
    except ConnectionError:
        return b""


def _end(process: subprocess.Popen[bytes], own: socket.socket, owner: int) -> None:
    """Let go of a nursery; end it, if it was this process that started it."""
    own.close()
    if os.getpid() == owner:
        process.kill()
        process.wait()

"""A process that has loaded a part of this program once, and forks others off that are ready.

Loading the layout engine takes the better part of a second, a fork some milliseconds. This process
is never forked itself for that: it may have threads. The nursery is started as a program of its
own, has no threads, and is asked over a socket, which whoever is forked from the asker may use as
well. For each child it is handed the ends of the pipes that the child is to have, and a *leash*:
over it the nursery tells how the child ended, and when the asker lets go of it, ends the child.

Sockets are used nowhere else: these have no address, and only they can carry the ends of pipes.
"""

from __future__ import annotations

import gc
import importlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn

from briefings.machine.fontconfig import VARIABLE
from briefings.machine.parent import GLANCE, end_with

START = 60.0
"""Seconds that a nursery may take until it has its first child."""

AVAILABLE = sys.platform not in ("darwin", "win32")
"""Whether there are nurseries here: Windows has no fork, and what macOS loads does not bear one."""

_PROGRAM = (
    "import sys; words = sys.argv[1:]; sys.path[:] = words[3:]; "
    "from briefings.machine import nursery; nursery.main(words)"
)
_MOST = 4096  # bytes of a message
_ENDS = 4  # pipes in and out, one for what is said, and the leash


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

    def wait(self) -> int:
        """Its exit code, or the number of the signal that ended it as a negative one."""
        code = self._ended(START)
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
        pipes = [os.pipe() for _ in range(_ENDS - 1)]
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
        return leash.recv(_MOST)
    except ConnectionError:
        return b""


def _end(process: subprocess.Popen[bytes], own: socket.socket, owner: int) -> None:
    """Let go of a nursery; end it, if it was this process that started it."""
    own.close()
    if os.getpid() == owner:
        process.kill()
        process.wait()


# --- in the nursery's process --------------------------------------------------------------------


def main(words: Sequence[str]) -> None:
    """Be a nursery: for the process *words[0]* and the module *words[1]*, at socket *words[2]*."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asker is stopped, and ends this one
    program = importlib.import_module(words[1])
    ready = program.begun()
    gc.collect()
    gc.freeze()  # what was loaded is shared with the children as long as nobody touches it
    asked = socket.socket(fileno=int(words[2]))
    _Ward(program, ready, asked, int(words[0])).keep()


@dataclass
class _Ward:
    """The children of a nursery, until nobody is left who could ask for one."""

    program: Any
    ready: object
    asked: socket.socket
    parent: int
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    children: dict[int, socket.socket] = field(default_factory=dict)
    """The leash of each child that has not been collected, by its number."""

    def keep(self) -> None:
        woken, self.waking = os.pipe()
        for end in (woken, self.waking):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.waking, warn_on_full_buffer=False)
        self.selector.register(woken, selectors.EVENT_READ)
        self.selector.register(self.asked, selectors.EVENT_READ)
        self.woken = woken
        while self._attend():
            self._collect()
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)

    def _attend(self) -> bool:
        """Do what is asked within a glance; whether anybody can still ask."""
        events = self.selector.select(GLANCE)
        if os.getppid() != self.parent:
            return False
        for key, _ in events:
            if key.fileobj is self.asked:
                if not self._bear():
                    return False
            elif key.fd == self.woken:
                os.read(self.woken, _MOST)
            else:  # nobody holds the other end of the leash any more
                self.selector.unregister(key.fileobj)
                os.kill(key.data, signal.SIGKILL)
        return True

    def _bear(self) -> bool:
        word, ends, _, _ = socket.recv_fds(self.asked, _MOST, _ENDS)
        if not ends:  # there is no asker left
            return False
        leash = socket.socket(fileno=ends.pop())
        try:
            with suppress(OSError):  # so many processes there may not be
                self._fork(word.decode(), ends, leash)
        finally:
            for end in ends:
                os.close(end)
            if leash not in self.children.values():
                leash.close()
        return True

    def _fork(self, word: str, ends: Sequence[int], leash: socket.socket) -> None:
        nursery = os.getpid()
        pid = os.fork()
        if not pid:
            self.children[0] = leash
            self._live(nursery, word, ends)
        self.children[pid] = leash
        self.selector.register(leash, selectors.EVENT_READ, pid)
        with suppress(OSError):  # the asker has ended
            leash.send(b"%d" % pid)

    def _live(self, nursery: int, word: str, ends: Sequence[int]) -> NoReturn:
        """Be a child."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            end_with(nursery)
            self._let_go(ends)
            self.program.main((str(nursery), word), self.ready)
            code = 0
        except BaseException:  # whatever it is, its asker is to hear of it
            traceback.print_exc()
        finally:
            os._exit(code)

    def _let_go(self, ends: Sequence[int]) -> None:
        """Have *ends* for input, output and errors, and nothing that is the nursery's."""
        for place, end in enumerate(ends):
            os.dup2(end, place)
            os.close(end)
        self.selector.close()
        self.asked.close()
        for leash in self.children.values():
            leash.close()
        for end in (self.woken, self.waking):
            os.close(end)

    def _collect(self) -> None:
        """Tell askers of children that have ended."""
        for pid in tuple(self.children):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            leash = self.children.pop(pid)
            with suppress(KeyError):
                self.selector.unregister(leash)
            with suppress(OSError), leash:
                leash.send(b"%d" % os.waitstatus_to_exitcode(status))

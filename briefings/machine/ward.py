"""In a nursery's process: its ward of children, until nobody is left who could ask for one.

See :mod:`briefings.machine.nursery`, which asks.
"""

from __future__ import annotations

import gc
import importlib
import os
import selectors
import signal
import socket
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

from briefings.machine.parent import GLANCE, end_with

MOST = 4096
"""Bytes of a message."""

ENDS = 4
"""Ends that are handed over with one: pipes in and out, one for what is said, and the leash."""


def main(words: Sequence[str]) -> None:
    """Be a nursery: for the process *words[0]* and the module *words[1]*, at socket *words[2]*."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asker is stopped, and ends this one
    gc.disable()  # what is loaded stays
    program = importlib.import_module(words[1])
    ready = program.begun()
    gc.freeze()  # what was loaded is shared with the children as long as nobody touches it
    gc.enable()
    asked = socket.socket(fileno=int(words[2]))
    Ward(program, ready, asked, int(words[0])).keep()


@dataclass
class Ward:
    """The children of a nursery, until nobody is left who could ask for one."""

    program: Any
    ready: object
    asked: socket.socket
    parent: int
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    children: dict[int, socket.socket] = field(default_factory=dict)
    """The leash of each child that has not been collected, by its number."""

    def keep(self) -> None:
        """Do what is asked, until nobody is left who could ask."""
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
                os.read(self.woken, MOST)
            else:  # nobody holds the other end of the leash any more
                self.selector.unregister(key.fileobj)
                os.kill(key.data, signal.SIGKILL)
        return True

    def _bear(self) -> bool:
        word, ends, _, _ = socket.recv_fds(self.asked, MOST, ENDS)
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

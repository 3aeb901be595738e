"""Many jobs over many hands, none of which is lost with a hand.

What does the work is an ``Executor`` of :mod:`concurrent.futures`: processes of this machine
(:func:`local`), or of others (:mod:`briefings.builds.elsewhere`). Here it is seen to that

* a worker that is killed costs no job but, at most, the one that kills its worker again;
* only so many jobs wait with the workers as keep them busy;
* workers are replaced now and then, so that what they keep does not grow for ever;
* no worker is left when this process ends, however it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait as heard
from typing import Any, Literal, Protocol, TypeVar

from briefings.errors import BriefingsError, Problem
from briefings.machine.parent import end_with
from briefings.machine.worker import how_ended

Job = TypeVar("Job")
Result = TypeVar("Result")

Start = Literal["fork", "forkserver", "spawn"]

AHEAD = 2
"""Jobs that are handed out for each worker: the one it does, and the next."""

LASTS = 100
"""Jobs for each worker, after which all are replaced: what draws pictures keeps some of each."""

BUG = 5
"""The exit code of what is a fault of this program (:mod:`briefings.errors`)."""

TWICE = "it ended its worker twice"


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that whoever does it does not survive, and *how* that ended."""

    how: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A job whose work raised an exception: a BriefingsError with *problems*, or any other.

    It comes as words, for not every exception survives the way from one process to another.
    """

    said: str
    """Its kind and what it says, on one line."""
    trace: str
    """Where it was raised."""
    problems: tuple[Problem, ...] = ()
    exit_code: int = BUG


class KilledError(Exception):
    """What an executor says of a job that its workers did not survive, if it goes on after that."""


class Crew(Protocol):
    """Who does the work."""

    @property
    def hands(self) -> int:
        """Jobs that are done at the same time."""

    @property
    def lasts(self) -> int | None:
        """Jobs after which there have to be others; None for as many as there are."""

    def gather(self) -> Executor:
        """Have them come. ``shutdown(cancel_futures=True)`` ends what they are at, too."""


Done = tuple[int, Result | Failed | Lost]


def run(
    work: Callable[[Job], Result], jobs: Sequence[Job], crew: Crew
) -> Iterator[tuple[int, Result | Failed | Lost]]:
    """Do each of *jobs*; what came of it, with its number from 0, as soon as that is known.

    The function *work* is named by its module, and jobs and results can be pickled; a job should be
    a few kB at most. When workers end in the middle, what was not done is done again: first what
    they were at, one job after the other, so that nobody is blamed for another, and what then ends
    its worker again is given up. Whoever does not take all results ends the workers by ``close``;
    an exception meanwhile ends them as well.
    """
    todo = deque(range(len(jobs)))
    suspects: deque[int] = deque()
    while todo or suspects:
        alone = bool(suspects)
        broken = yield from _shift(work, jobs, suspects or todo, crew, None if alone else suspects)
        if broken is None:
            continue
        if alone and broken.at:
            yield broken.at[0], Lost(f"{TWICE} ({broken.how})" if broken.how else TWICE)
        else:  # workers take jobs in the order of their numbers
            suspects.extend(broken.at[: crew.hands])
            todo.extendleft(reversed(broken.at[crew.hands :]))


@dataclass(frozen=True, slots=True)
class _Broken:
    """What workers were *at* or had before them when they ended, and *how* they did."""

    at: Sequence[int]
    how: str


def _shift(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    numbers: deque[int],
    crew: Crew,
    suspects: deque[int] | None,
) -> Generator[Done[Result], None, _Broken | None]:
    """Do jobs of *numbers* with the same workers, until all are done or these had their time.

    What ends its worker goes to the *suspects*; where there are to be none, one job is done after
    the other, so that there is no doubt.
    """
    pool, left = crew.gather(), crew.lasts or len(numbers)
    under_way: dict[Future[Result | Failed], int] = {}
    most = 1 if suspects is None else AHEAD * crew.hands
    try:
        while (numbers and left) or under_way:
            while numbers and left and len(under_way) < most:
                future = pool.submit(attempted, work, jobs[numbers[0]])
                under_way[future] = numbers.popleft()
                left -= 1
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=under_way.__getitem__):
                came, number = _came(future), under_way[future]
                del under_way[future]
                if suspects is not None and isinstance(came, Lost):
                    suspects.append(number)
                else:
                    yield number, came
    except BrokenExecutor:
        pool.shutdown()
        yield from _finished(under_way)
        return _Broken(sorted(under_way.values()), _how(pool))
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()
    return None


def attempted(work: Callable[[Job], Result], job: Job) -> Result | Failed:
    """What comes of *job*; run where the work is done."""
    try:
        return work(job)
    except BriefingsError as error:
        return _failed(error, error.problems, error.exit_code)
    except Exception as error:
        return _failed(error)


def _failed(error: Exception, problems: tuple[Problem, ...] = (), exit_code: int = BUG) -> Failed:
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Failed(said, "".join(traceback.format_exception(error)), problems, exit_code)


def _came(future: Future[Result | Failed]) -> Result | Failed | Lost:
    """What came of a job that is done. Raises BrokenExecutor if nothing did."""
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except KilledError:
        return Lost(TWICE)
    except Exception as error:  # of the way there or back, as for what can't be pickled
        return _failed(error)


def _finished(under_way: dict[Future[Result | Failed], int]) -> Iterator[Done[Result]]:
    """Take out what was done before the others broke off."""
    for future in tuple(under_way):
        if future.done():
            try:
                came = _came(future)
            except BrokenExecutor:
                continue
            yield under_way.pop(future), came


def _how(pool: Executor) -> str:
    return pool.how() if isinstance(pool, _Pool) else ""


# --- processes of this machine -------------------------------------------------------------------


def local(jobs: int, lasts: int | None = LASTS, start: Start | None = None) -> Crew:
    """As many processes of this machine as do *jobs* at the same time, each replaced after *lasts*.

    They are forks of this process, which therefore has no threads then, and know all that it knew;
    where a fork is not safe, they start from nothing.
    """
    return _Local(jobs, lasts and lasts * jobs, start or _start())


def _start() -> Start:
    return {"win32": "spawn", "darwin": "forkserver"}.get(sys.platform, "fork")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Local:
    hands: int
    lasts: int | None
    start: Start

    def gather(self) -> Executor:
        begin = partial(_enlist, os.getpid(), self.start)
        context = multiprocessing.get_context(self.start)
        return _Pool(self.hands, mp_context=context, initializer=begin)


class _Pool(ProcessPoolExecutor):
    """Ends its workers in the middle of what is not wanted any more, and says how they ended."""

    _workers: Any = ()

    def submit(self, *words: Any, **named: Any) -> Future[Any]:
        future = super().submit(*words, **named)
        self._workers = self._processes
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            for worker in tuple(dict(self._workers).values()):
                worker.kill()
        super().shutdown(wait, cancel_futures=cancel_futures)

    def how(self) -> str:
        """How those ended that were not ended by this process because another had."""
        codes = {worker.exitcode for worker in dict(self._workers).values()}
        told = codes - {None, 0, -signal.SIGTERM}
        return ", ".join(how_ended(code) for code in sorted(told))


def _enlist(parent: int, start: Start) -> None:
    """Begin as a worker of the process *parent*."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is stopped, and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if start == "fork":
        end_with(parent)
    elif above := multiprocessing.parent_process():
        threading.Thread(target=_follow, args=(above.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    heard([sentinel])
    os._exit(1)

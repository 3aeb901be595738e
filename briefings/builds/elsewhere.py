"""Jobs on other machines: the workers of a Dask scheduler, in the same seam as those of this one.

Scheduler and workers run the same installation of this program, see the same project, and trust
whoever reaches the scheduler's port: Dask runs what it is sent. So the port is for a private
network, or for TLS (``dask+tls://``), whose certificates Dask's own configuration names.

Where a worker is lost, the scheduler gives its jobs to others, and to some more; a job that these
did not survive is tried once by itself, and is then :class:`~briefings.builds.crew.Lost`.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import wait as wait_for
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from briefings.builds.crew import Crew, KilledError
from briefings.errors import MachineError, Place, Problem, UsageError

SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
"""How addresses begin, and what Dask calls that."""

PLACE = Place("--executor")

PATIENCE = 10.0
"""Seconds in which a scheduler has to answer, and have a worker."""

RETRIES = 2
"""How often a job is tried again elsewhere that could not be done for another reason."""

_EXTRA = "install it: pip install 'briefings[dask]'"
_START = "start one: dask worker ADDRESS, with this program installed and in the same project"

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Errand(Generic[Job, Result]):
    """*work* that is only done where things are as *expected*: where ``own()`` gives the same."""

    work: Callable[[Job], Result]
    expected: str
    own: Callable[[], str]

    def __call__(self, job: Job) -> Result:
        """What comes of *job*. Raises MachineError if things are not as expected."""
        agree(self.expected, self.own())
        return self.work(job)


def agree(expected: str, found: str) -> None:
    """Raise MachineError if this machine differs from the one that sent the job."""
    if found != expected:
        what = f"not set up like the machine that builds ({found[:12]}, not {expected[:12]})"
        remedy = "give it the same release of this program, the same fonts and the same project"
        raise MachineError(Problem(Place(f"worker {platform.node()}"), "I123", what, remedy))


def cluster(address: str, patience: float = PATIENCE) -> Crew:
    """The workers of the scheduler at *address* (``dask://HOST:PORT``).

    Raises UsageError for an address that is none; and when they are to gather, MachineError if the
    extra is not installed, or within *patience* seconds nobody answers or has a worker.
    """
    scheme, _, rest = address.partition("://")
    host, _, port = rest.rpartition(":")
    if scheme not in SCHEMES or not host or not port.isdecimal():
        what = f"{address} is not the address of a scheduler"
        raise UsageError(Problem(PLACE, "L106", what, "write it as dask://HOST:PORT"))
    return _Cluster(f"{SCHEMES[scheme]}://{rest}", patience)


@dataclass
class _Cluster:
    address: str
    patience: float
    hands: int = 1
    lasts: int | None = None

    def gather(self) -> Executor:
        client = _client(self.address, self.patience)
        self.hands = sum(client.nthreads().values()) or 1
        return _Remote(client)


def _client(address: str, patience: float) -> Any:
    """A client of the scheduler at *address*, which has a worker."""
    try:
        import distributed
    except ImportError as error:
        raise MachineError(Problem(PLACE, "I120", "Dask is not installed", _EXTRA)) from error
    _quiet()
    security = distributed.Security() if address.startswith("tls") else None

    class Client(distributed.Client):  # type: ignore[misc]
        """One that is closed here, and so has nothing to say of it when it is collected."""

        def __del__(self) -> None: ...

    client = None
    try:
        client = Client(address, timeout=patience, security=security, set_as_default=False)
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        if client is None:
            raise _silent(address, error) from error
        client.close()
        what = f"the scheduler at {address} has no worker"
        raise MachineError(Problem(PLACE, "I122", what, _START)) from error
    except (OSError, ValueError, TypeError) as error:  # refused; another's; without certificates
        raise _silent(address, error) from error
    return client


def _silent(address: str, error: Exception) -> MachineError:
    what = f"no scheduler answers at {address}: {' '.join(str(error).split())}"
    remedy = "start one: dask scheduler; or name the one that there is"
    return MachineError(Problem(PLACE, "I121", what, remedy))


def _quiet() -> None:
    """Let Dask say nothing by itself: what becomes of jobs is told with them."""
    import logging

    for name in tuple(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":  # most have a level of their own
            logging.getLogger(name).setLevel(logging.CRITICAL)


class _Remote(Executor):
    """An executor on a client's workers, which closes the client.

    Dask's own takes a result for an error where the worker that had it ends at the same moment.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._given: dict[Future[Any], Any] = {}
        """What is not done, and Dask's own word for it: it forgets what nobody holds."""

    def submit(self, work: Callable[..., Any], /, *words: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        options = {"pure": False, "retries": RETRIES}
        given = self._client.submit(work, *words, **named, **options)
        self._given[future] = given
        future.add_done_callback(self._given.pop)
        given.add_done_callback(partial(_pass_on, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            with suppress(Exception):  # as when there is no scheduler any more
                self._client.cancel([*self._given.values()])
        elif wait:
            wait_for([*self._given])
        self._client.close()


def _pass_on(future: Future[Any], given: Any) -> None:
    """Let *future* be what Dask has *given*; Dask calls this in a thread, when that is done."""
    import distributed

    try:
        future.set_result(given.result())
    except distributed.KilledWorker as error:
        future.set_exception(KilledError(str(error)))
    except BaseException as error:  # one of asyncio's if it was cancelled, which is no Exception
        future.set_exception(BrokenExecutor(str(error)) if given.cancelled() else error)

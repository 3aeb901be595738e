"""What is done beside: in a thread of its own, while this one does something else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Gift = TypeVar("Gift")


class Beside(Generic[Gift]):
    """*do*, begun at once; who goes away meanwhile does not wait for it."""

    def __init__(self, do: Callable[[], Gift]) -> None:
        self._do = do
        self._given: list[Gift] = []
        self._raised: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def result(self) -> Gift:
        """What it gave, as soon as it is done. Raises what it raised."""
        self._thread.join()
        if self._raised is not None:
            raise self._raised
        return self._given[0]

    def _run(self) -> None:
        try:
            self._given.append(self._do())
        except BaseException as error:  # whatever it is, it is for who asks
            self._raised = error

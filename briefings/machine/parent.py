"""Ending with the parent: no process that this program starts outlives the one that started it."""

from __future__ import annotations

import os
import signal
import sys
import threading

GLANCE = 1.0
"""Seconds between two looks at who is the parent, where the system does not tell."""

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with(parent: int) -> None:
    """End this process when its parent, the process *parent*, has ended, however that ended.

    Linux counts the thread that made this process as its parent, so that one has to last.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    elif sys.platform != "win32":
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if sys.platform != "win32" and os.getppid() != parent:  # it had ended before
        os._exit(1)


def _watch(parent: int) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(GLANCE)
    os._exit(1)

"""The types hold. It is asked among the tests, for mypy takes one core, and they take them all."""

from __future__ import annotations

import subprocess
import sys

from project import ROOT


def test_mypy_finds_nothing() -> None:
    command = [sys.executable, "-m", "mypy"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

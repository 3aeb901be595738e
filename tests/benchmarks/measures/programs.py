"""Programs that measure something of their own, and print it."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.findings import ROOT, Finding, Missing
from benchmarks.setting import Setting

NAMES = {
    "fitting": "Two ways of fitting a product to its pages",
    "layout": "What measuring, laying out and writing take, in one warm process",
    "word": "A Word file of over 300 pages",
}
FILES = {"layout": "pages"}


def measure(name: str, setting: Setting) -> Finding:
    """What the program of that name prints."""
    quick = ("--quick",) if setting.quick and name != "word" else ()
    program = f"tests/benchmarks/{FILES.get(name, name)}.py"
    done = subprocess.run(
        [sys.executable, program, *quick], cwd=ROOT, capture_output=True, text=True
    )
    said = f"`{' '.join(('python', program, *quick))}` prints:"
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        return Finding(name, NAMES[name], said, missing=(Missing(name, reason),))
    return Finding(name, NAMES[name], said, text=done.stdout)

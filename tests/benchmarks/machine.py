"""What the benchmark ran on: the date, the machine, the versions, the commit."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import peers
from benchmarks.findings import ROOT
from benchmarks.setting import cores

PACKAGES = ("briefings", "weasyprint", "python-docx", "typst", "docxtpl")


SMALL = "the smallest, to see that all works: these numbers say little"


def facts(command: str, quick: bool) -> dict[str, str]:
    """All of it, for the run that *command* began, which may be a *quick* one."""
    packages = (f"{name} {_version(name)}" for name in PACKAGES)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "command": f"`{command}`",
        **({"sizes": SMALL} if quick else {}),
        "processor": f"{_processor()}, {len(cores())} cores",
        "memory": _memory(),
        "system": _system() or platform.system(),
        "Python": platform.python_version(),
        "versions": ", ".join((*packages, *filter(None, (_pandoc(), _office())))),
        "commit": _commit(),
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
    }


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory() -> str:
    found = re.search(r"^MemTotal: *(\d+) kB", _read("/proc/meminfo"), re.MULTILINE)
    return f"{int(found[1]) / 1024**2:.0f} GB" if found else "not known"


def _system() -> str:
    found = re.search(r'^PRETTY_NAME="?([^"\n]*)', _read("/etc/os-release"), re.MULTILINE)
    return found[1] if found else ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _pandoc() -> str:
    return _first_line(peers.pandoc(), "--version") if peers.pandoc() else ""


def _office() -> str:
    if not shutil.which("soffice"):
        return ""
    return " ".join(_first_line("soffice", "--version").split()[:2])


def _first_line(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    return next(iter(done.stdout.splitlines()), "")


def _commit() -> str:
    """The commit, and whether what is measured is what was committed."""
    asked = (("rev-parse", "--short=12", "HEAD"), ("status", "--porcelain", "briefings"))
    head, changed = (
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        for words in asked
    )
    return f"{head or 'not known'}{', with changes that are not committed' if changed else ''}"

"""Code quality of GitLab, which merge requests show beside the lines changed.

It reads the form of Code Climate's issues, of which it takes the fields that are here.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256

from briefings.errors import Problem
from briefings.reports.findings import Findings, Level, sentence

TITLE = "code quality of GitLab"
SEVERITY = {"error": "major", "warning": "minor"}


def report(findings: Findings) -> str:
    """A JSON array with an entry for each problem."""
    seen: Counter[str] = Counter()
    return json.dumps([_entry(*found, seen) for found in findings], indent=2) + "\n"


def _entry(level: Level, problem: Problem, seen: Counter[str]) -> dict[str, object]:
    # Without the line, so that a problem is the same one when lines above it come or go; a second
    # of the same words in the same file is told apart by its number.
    words = "\0".join((problem.place.file, problem.code, problem.what))
    seen[words] += 1
    mark = sha256(f"{words}\0{seen[words]}".encode()).hexdigest()
    return {
        "description": sentence(problem),
        "check_name": problem.code,
        "fingerprint": mark,
        "severity": SEVERITY[level],
        "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
    }

"""Workflow commands of GitHub Actions, which it shows as annotations beside the lines changed.

It shows ten errors and ten warnings of a step, and keeps the others in the step's log.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefings.errors import Problem
from briefings.reports.findings import Findings, Level, is_file, sentence

TITLE = "annotations of GitHub Actions"

DATA: Mapping[str, str] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""How a command's data are escaped (actions/toolkit, command.ts)."""
PROPERTY: Mapping[str, str] = {**DATA, ":": "%3A", ",": "%2C"}
"""How its properties are, which end at a comma or at the colons."""


def report(findings: Findings) -> str:
    """``::error file=…,line=…,col=…,title=…::what. remedy``."""
    return "".join(_command(level, problem) for level, problem in findings)


def _command(level: Level, problem: Problem) -> str:
    place = problem.place
    properties: dict[str, object] = {"title": problem.code}
    what = sentence(problem)
    if is_file(place):
        properties = {"file": place.file, "line": place.line, "col": place.column, **properties}
    else:
        what = f"{place.file}: {what}"
    said = ",".join(f"{name}={_escaped(str(v), PROPERTY)}" for name, v in properties.items())
    return f"::{level} {said}::{_escaped(what, DATA)}\n"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)

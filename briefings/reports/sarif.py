"""SARIF 2.1.0 (OASIS), which code scanning and editors read."""

from __future__ import annotations

import json
from urllib.parse import quote

from briefings import __version__
from briefings.errors import Place, Problem
from briefings.reports.findings import Findings, Level, about, is_file, sentence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
TITLE = "SARIF 2.1.0, for code scanning"


def report(findings: Findings) -> str:
    """A log with one run."""
    found = [*findings]
    codes = sorted({problem.code for _, problem in found})
    driver = {"name": "briefings", "version": __version__, "rules": [*map(_rule, codes)]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(level, problem, codes) for level, problem in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, object]:
    # GitHub's code scanning wants all three descriptions.
    words = {"text": about(code)}
    help_ = {"text": "The result says how to put it right."}
    return {"id": code, "shortDescription": words, "fullDescription": words, "help": help_}


def _result(level: Level, problem: Problem, codes: list[str]) -> dict[str, object]:
    where, what = problem.place, sentence(problem)
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": level,
        "message": {"text": what if is_file(where) else f"{where.file}: {what}"},
    }
    return {**result, "locations": [_location(where)]} if is_file(where) else result


def _location(place: Place) -> dict[str, object]:
    artefact = {"uri": quote(place.file.replace("\\", "/"))}
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artefact, "region": region}}

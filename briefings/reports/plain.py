"""A line for each problem, as compilers write them: editors and problem matchers read that."""

from __future__ import annotations

from briefings.reports.findings import Findings, sentence

TITLE = "lines for editors and problem matchers"


def report(findings: Findings) -> str:
    """``file:line:column: error: what. remedy [code]``."""
    return "".join(
        f"{problem.place}: {level}: {_line(sentence(problem))} [{problem.code}]\n"
        for level, problem in findings
    )


def _line(text: str) -> str:
    return " ".join(text.split("\n"))

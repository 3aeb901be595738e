"""JUnit's XML, which most servers for continuous integration show as tests.

A file is a test case. Its errors are one failure; its warnings are what the test printed, for the
form knows of none.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from briefings.errors import Problem
from briefings.reports.findings import Findings, sentence

TITLE = "JUnit XML, for lists of tests"

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, however they are written."""


def report(findings: Findings) -> str:
    """A suite with a case for each file."""
    errors, warnings = _by_file(findings, "error"), _by_file(findings, "warning")
    files = sorted({*findings.good, *errors, *warnings})
    counted = {"tests": str(len(files)), "failures": str(len(errors)), "errors": "0"}
    whole = ET.Element("testsuites", counted)
    suite = ET.SubElement(whole, "testsuite", {"name": "briefings", **counted, "skipped": "0"})
    for file in files:
        case = ET.SubElement(suite, "testcase", {"classname": "briefings", "name": _xml(file)})
        if found := errors.get(file):
            about = {"message": _xml(_summary(found)), "type": found[0].code}
            ET.SubElement(case, "failure", about).text = _xml(_lines(found))
        if found := warnings.get(file):
            ET.SubElement(case, "system-out").text = _xml(_lines(found))
    ET.indent(whole)
    written = ET.tostring(whole, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _by_file(findings: Findings, level: str) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for own, problem in findings:
        if own == level:
            found.setdefault(problem.place.file, []).append(problem)
    return found


def _summary(found: Sequence[Problem]) -> str:
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{sentence(found[0])}{more}"


def _lines(found: Sequence[Problem]) -> str:
    return "\n".join(map(str, found))


def _xml(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)

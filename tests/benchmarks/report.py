"""Findings as files: ``results.json`` with every run, ``results.md`` with tables and commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.figures import Figure
from benchmarks.findings import Finding, Ratio, Taken

Facts = Mapping[str, str]

READ = """\
Numbers are medians, with the least and the most behind them. Ways of one table ran by turns; a
ratio is the median of the ratios of their pairs, below 1 the first is faster. Commands run in the
folder of the project or of the sources that the benchmark writes, which `--projects DIR` keeps;
scripts and templates are named from the root of the repository. What has no number was not
measured, and says why."""


def as_json(facts: Facts, findings: Sequence[Finding]) -> str:
    """Everything, for machines."""
    measures = [
        {
            **asdict(finding),
            "taken": [_taken(taken) for taken in finding.taken],
            "ratios": [{**asdict(ratio), "met": ratio.met} for ratio in finding.ratios],
        }
        for finding in findings
    ]
    return json.dumps({"facts": facts, "measures": measures}, indent=1, ensure_ascii=False) + "\n"


def _taken(taken: Taken) -> dict[str, Any]:
    memory = taken.memory
    return {
        **asdict(taken),
        "seconds": asdict(taken.seconds),
        "processor": asdict(taken.processor),
        "memory": asdict(memory) if memory else None,
    }


def as_markdown(heading: str, sections: Mapping[str, str]) -> str:
    """A page for people of *sections*, which :func:`section` has written, by keys of findings."""
    parts = (f"<!-- {key} -->\n{text}" for key, text in sections.items())
    return "\n\n".join((f"# {heading}", READ, *parts)) + "\n"


def sections(page: str) -> dict[str, str]:
    """The sections of a *page* that was written so, by the keys of their findings."""
    _, *parts = re.split(r"^<!-- ([\w-]+) -->\n", page, flags=re.MULTILINE)
    return {key: text.strip() for key, text in zip(parts[::2], parts[1::2], strict=True)}


def section(facts: Facts, finding: Finding, plot: str = "") -> str:
    """One finding, for people, with where and when it was found; *plot* is a picture's address."""
    lines = [f"## {finding.title}", "", finding.said, "", *_finding(finding)]
    if plot:
        lines += ["", f"![{finding.title}]({plot})"]
    return "\n".join((*lines, "", *_about(facts)))


def _about(facts: Facts) -> Iterator[str]:
    where = ", ".join(facts[name] for name in ("date", "processor") if name in facts)
    yield f"<details><summary>Measured: {where}</summary>"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {name} | {_cell(value)} |" for name, value in facts.items())
    yield ""
    yield "</details>"


def _finding(finding: Finding) -> Iterator[str]:
    if finding.ratios:
        yield "| ratio | | promised |"
        yield "|---|---|---|"
        yield from map(_ratio, finding.ratios)
        yield ""
    if finding.taken:
        size = f" {finding.axis} |" if finding.axis else ""
        yield f"|{size} way | seconds | processor seconds | memory, MB | command |"
        yield f"|{'---|' * (6 if finding.axis else 5)}"
        yield from (_row(taken, bool(finding.axis)) for taken in finding.taken)
        yield ""
    yield from (f"- {note}" for note in finding.notes)
    yield from (f"- Not measured: {one.name}: {one.reason}." for one in finding.missing)
    if finding.text:
        yield f"```text\n{finding.text.rstrip()}\n```"


def _ratio(ratio: Ratio) -> str:
    sign = {True: "yes", False: "**no**", None: ""}[ratio.met]
    promised = f"{ratio.target.replace('<=', '≤').replace('>=', '≥')}: {sign}" if sign else ""
    return f"| {ratio.name} | {shown(ratio.value)} | {promised} |"


def _row(taken: Taken, sized: bool) -> str:
    memory = taken.memory
    cells = [
        *([f"{taken.size:g}"] if sized and taken.size is not None else []),
        taken.name,
        shown(taken.seconds),
        f"{taken.processor.median:.2f}",
        f"{memory.median:.0f}" if memory else "",
        f"`{_cell(taken.command)}`",
    ]
    return f"| {' | '.join(cells)} |"


def shown(value: Figure) -> str:
    """A figure with its spread, as of one run there is none."""
    if value.least == value.most:
        return f"{value.median:.2f}"
    return f"{value.median:.2f} ({value.least:.2f}–{value.most:.2f})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "; ")

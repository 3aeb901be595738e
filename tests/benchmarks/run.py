"""Measures this project beside its peers: ``python tests/benchmarks/run.py``.

Writes ``results.json``, ``results.md`` and a plot for each growth curve and table of ratios. The
peers are installed with ``python -m pip install --group bench``; one that is not there is named as
not measured, with the reason. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:1] = [str(ROOT), str(ROOT / "tests")]

from benchmarks import machine, plots, processes, report  # noqa: E402
from benchmarks.corpus import SEED  # noqa: E402
from benchmarks.findings import Finding, Missing  # noqa: E402
from benchmarks.measures import APART, MEASURES  # noqa: E402
from benchmarks.processes import Failed  # noqa: E402
from benchmarks.setting import Setting  # noqa: E402

DOCS = ROOT / ".github"


def main(words: Sequence[str]) -> None:
    """Measure what is asked for, and write the results."""
    asked = arguments().parse_args(words)
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))
    )
    processes.keep_orphans()
    facts = machine.facts(typed(words), asked.quick)
    names = asked.only or [name for name in MEASURES if asked.all or name not in APART]
    with tempfile.TemporaryDirectory(prefix="briefings-benchmark-") as temporary:
        folder = (asked.projects or Path(temporary)).resolve()
        setting = Setting(folder, asked.quick, asked.tries, asked.seed, asked.largest)
        findings = [measured(name, setting) for name in names]
    write(asked.output, facts, findings)
    if asked.write_docs:
        write_docs(facts, findings)


def typed(words: Sequence[str]) -> str:
    """The command, without folders of whoever typed it."""
    kept, left_out = [], False
    for word in words:
        folder = word.startswith(("--output", "--projects"))
        if not folder and not left_out:
            kept.append(word)
        left_out = folder and "=" not in word
    return shlex.join(("python", "tests/benchmarks/run.py", *kept))


def arguments() -> argparse.ArgumentParser:
    """What can be asked for."""
    parser = argparse.ArgumentParser("run.py", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, to try it")
    parser.add_argument(
        "--only",
        action="append",
        choices=tuple(MEASURES),
        metavar="NAME",
        help=f"one measure; can be repeated: {', '.join(MEASURES)}",
    )
    apart = ", ".join(name for name in MEASURES if name in APART)
    parser.add_argument("--all", action="store_true", help=f"{apart} as well")
    parser.add_argument("--output", type=Path, default=Path("output/benchmarks"), metavar="DIR")
    parser.add_argument("--projects", type=Path, metavar="DIR", help="keep what is built, there")
    parser.add_argument("--tries", type=int, default=5, help="runs of what takes seconds")
    parser.add_argument("--seed", type=int, default=SEED, help="of the corpus and of the kills")
    parser.add_argument("--largest", type=int, default=1000, help="renditions, up to 10000")
    parser.add_argument(
        "--write-docs", action="store_true", help="bring .github/benchmarks.md up to date with it"
    )
    return parser


def measured(name: str, setting: Setting) -> Finding:
    """What the measure of that name found; if it could not begin, that."""
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    try:
        finding = MEASURES[name](setting)
    except Failed as failed:
        finding = Finding(name, name.capitalize(), "", missing=(Missing(name, str(failed)),))
    for ratio in finding.ratios:
        print(f"  {ratio.name}: {report.shown(ratio.value)} {ratio.target}", file=sys.stderr)
    for one in finding.missing:
        print(f"  not measured: {one.name}: {one.reason}", file=sys.stderr)
    return finding


def write(folder: Path, facts: Mapping[str, str], findings: Sequence[Finding]) -> None:
    """The results in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    text = report.as_markdown("Benchmarks", sections(facts, findings, folder, ""))
    (folder / "results.json").write_text(report.as_json(facts, findings), encoding="utf-8")
    (folder / "results.md").write_text(text, encoding="utf-8")
    print(folder / "results.md")


def write_docs(facts: Mapping[str, str], findings: Sequence[Finding]) -> None:
    """The results where the documentation has them; what others there say stays."""
    page, pictures = DOCS / "benchmarks.md", DOCS / "pictures/benchmarks"
    pictures.mkdir(parents=True, exist_ok=True)
    before = report.sections(page.read_text(encoding="utf-8")) if page.exists() else {}
    found = before | sections(facts, findings, pictures, "pictures/benchmarks/")
    ordered = {name: found[name] for name in MEASURES if name in found}
    page.write_text(report.as_markdown("How fast", ordered), encoding="utf-8")


def sections(
    facts: Mapping[str, str], findings: Sequence[Finding], folder: Path, place: str
) -> dict[str, str]:
    """What is said of each finding, by its key; its plot is written to *folder*, at *place*."""
    drawn = draw(folder, findings)
    return {
        one.key: report.section(facts, one, f"{place}{drawn[one.key]}" if one.key in drawn else "")
        for one in findings
    }


def draw(folder: Path, findings: Sequence[Finding]) -> dict[str, str]:
    """The names of the plots in *folder*, by the keys of findings."""
    drawn = {finding.key: plots.svg(finding) for finding in findings}
    for key, svg in drawn.items():
        if svg:
            (folder / f"{key}.svg").write_text(svg, encoding="utf-8")
    return {key: f"{key}.svg" for key, svg in drawn.items() if svg}


if __name__ == "__main__":
    main(sys.argv[1:])

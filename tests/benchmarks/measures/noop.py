"""A build with nothing to do, beside an import of two libraries and a look at the same files."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import corpus, ours, processes
from benchmarks.findings import ROOT, Finding, Missing, Way, compared, interleaved
from benchmarks.processes import Command, Failed
from benchmarks.setting import Setting

OURS = "briefings build, nothing to do"
FLOOR = "import yaml, jinja2, and hash the same files"
HASH = '[hashlib.sha256(open(name.strip(), "rb").read()).digest() for name in open("files")]'
PROGRAM = f"import hashlib, yaml, jinja2; {HASH}"


def measure(setting: Setting) -> Finding:
    """On a hundred renditions."""
    number = setting.pick(4, 100)
    project = corpus.write(setting.place("noop"), number, setting.seed)
    title = "Nothing to do"
    said = f"A build of {number} renditions that are all there, by turns with the floor."
    try:
        processes.run(ours.build(project))
    except Failed as failed:
        return Finding("noop", title, said, missing=(Missing(OURS, str(failed)),))
    ours.complete(project, number)()
    before = ours.times_of(project / ours.OUTPUT)
    files = _files(project)
    ways = [
        Way(OURS, ours.build(project), check=lambda: _untouched(project, before)),
        Way(FLOOR, Command(((sys.executable, "-c", PROGRAM),), project)),
        Way("import yaml, jinja2", _python(project, "import yaml, jinja2")),
        Way("Python alone", _python(project, "pass")),
    ]
    taken, missing = interleaved(ways, setting.pick(3, max(setting.tries, 15)))
    notes = (f"`files` lists {files} files: content, templates, audiences, outputs.",)
    ratios = tuple(compared(taken, OURS, (FLOOR,), "<= 1.5"))
    return Finding("noop", title, said, taken, ratios, missing, notes)


def _python(project: Path, program: str) -> Command:
    return Command(((sys.executable, "-c", program),), project)


def _files(project: Path) -> int:
    """Write the names of all files that a build depends on or makes; how many there are."""
    folders = (ROOT / "templates", ROOT / "content/audiences", project / "content")
    below = (path for folder in (*folders, project / ours.OUTPUT) for path in folder.rglob("*"))
    names = sorted(str(path) for path in below if path.is_file())
    (project / "files").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return len(names)


def _untouched(project: Path, before: dict[str, int]) -> None:
    """Raises Failed where something was built again."""
    after = ours.times_of(project / ours.OUTPUT)
    if again := [name for name in after if after[name] != before.get(name)]:
        raise Failed(f"{len(again)} of {len(before)} renditions were built again")

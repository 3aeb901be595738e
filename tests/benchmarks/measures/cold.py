"""One product, cold: every process is new; what it reads is in the system's cache of files."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import corpus, ours, peers, processes
from benchmarks.findings import Finding, Ratio, Way, compared, interleaved
from benchmarks.setting import Setting

BOTH, PDF, WORD = "briefings, PDF and Word", "briefings, PDF", "briefings, Word"
CHAPTERS = 3


def brief(setting: Setting) -> Finding:
    """A policy brief of the main example for a minister."""
    project = corpus.write_example(setting.place("brief"))
    chosen = ("policy-brief", "minister")
    return _measured(setting, "brief", "One brief, cold", project, chosen, "<= 0.7")


def report(setting: Setting) -> Finding:
    """A report of some twenty pages with tables, charts and footnotes."""
    project = corpus.write_report(setting.place("report"), setting.pick(1, CHAPTERS))
    chosen = ("full-report", "analyst")
    return _measured(setting, "report", "One report, cold", project, chosen, "")


def _measured(
    setting: Setting, key: str, title: str, project: Path, chosen: tuple[str, str], target: str
) -> Finding:
    kind, audience = chosen
    content = next(iter((project / "content").glob("[!d]*.yaml")))
    words = (f"content/{content.name}", "--kind", kind, "--audience", audience, "--format")
    own = [
        _own(project, name, (*words, formats))
        for name, formats in ((BOTH, "pdf,docx"), (PDF, "pdf"), (WORD, "docx"))
    ]
    (folder,) = peers.sources(project, project / "sources", *chosen)
    processes.run(own[0].command)
    _word_beside(project, folder)
    others, absent = peers.ways(folder)
    taken, failed = interleaved([*own, *others], setting.tries)
    ratios: list[Ratio] = [*compared(taken, BOTH, ("plain script",), target)]
    ratios += compared(taken, PDF, peers.making(".pdf"))
    ratios += compared(taken, WORD, peers.making(".docx"))
    pages = (folder / "pages.txt").read_text(encoding="utf-8")
    said = (
        f"`{content.name}` as {kind} for {audience}, {pages} pages: the same words, tables and "
        "pictures by each, in new processes, by turns."
    )
    return Finding(key, title, said, taken, tuple(ratios), (*absent, *failed), _lacks())


def _own(project: Path, name: str, words: tuple[str, ...]) -> Way:
    number = words[-1].count(",") + 1
    return Way(
        name,
        ours.build(project, *words),
        ours.clean(project),
        ours.complete(project, number),
    )


def _word_beside(project: Path, folder: Path) -> None:
    """What LibreOffice turns into a PDF is our own Word file."""
    for path in (project / ours.OUTPUT).rglob("*.docx"):
        shutil.copyfile(path, folder / "ours.docx")


def _lacks() -> tuple[str, ...]:
    return tuple(
        f"{peer.name} does without: {peer.lacks}." for peer in peers.peers() if not peer.absent
    )

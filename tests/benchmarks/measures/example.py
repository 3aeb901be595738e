"""All the renditions of the main example: three kinds for six audiences, as PDF and Word."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from benchmarks import corpus, ours, peers
from benchmarks.findings import Finding, Missing, Ratio, Way, compared, interleaved
from benchmarks.processes import Command
from benchmarks.setting import Setting, cores

OURS, ALONE = "briefings", "briefings --jobs 1"
PANDOC, PANDOC_TWICE = "pandoc, one after the other", "pandoc, two at a time"
TYPST = "typst, PDFs only, one process"
PLAIN = "plain script, one process"


def measure(setting: Setting) -> Finding:
    """Beside pandoc, which makes the same files one by one, Typst, which makes the PDFs, and the
    engine by itself, which no build can be faster than: it lays out each product once, as it is.
    """
    project = corpus.write_example(setting.place("example"))
    chosen = setting.pick(("policy-brief", "minister"), ())
    folders = peers.sources(project, project / "sources", *chosen)
    number = len(folders) * 2
    own, lacking = _own(project, number, chosen)
    others, absent = _others(project / "sources", folders)
    taken, failed = interleaved([*own, *others], setting.few, warm=False)
    ratios: list[Ratio] = [*compared(taken, OURS, (PANDOC,), "<= 0.5")]
    ratios += compared(taken, OURS, (PANDOC_TWICE, TYPST))
    ratios += compared(taken, ALONE, (PANDOC, PLAIN))
    ratios += compared(taken, PLAIN, (PANDOC,))
    said = (
        f"The main example: {number} renditions, half of them PDF and half Word, from nothing. "
        f"Cores: {len(cores())}. Pandoc starts a process for each step of each file."
    )
    missing = (*lacking, *absent, *failed)
    return Finding("example", "The main example", said, taken, tuple(ratios), missing)


def _own(
    project: Path, number: int, chosen: tuple[str, ...]
) -> tuple[list[Way], tuple[Missing, ...]]:
    words = ("--kind", chosen[0], "--audience", chosen[1]) if chosen else ()
    states = ours.clean(project), ours.complete(project, number)
    ways = [Way(OURS, ours.build(project, *words), *states)]
    if lacking := ours.lacking("--jobs"):
        return ways, (Missing(ALONE, lacking),)
    return [*ways, Way(ALONE, ours.build(project, *words, *ours.jobs(1)), *states)], ()


def _others(folder: Path, folders: list[Path]) -> tuple[list[Way], tuple[Missing, ...]]:
    names = folder / "names"
    names.write_text("".join(f"{path.name}\n" for path in folders), encoding="utf-8")
    plain = Command((_each("*/", "plain_each"),), folder, peers.OWN_FONTS)
    ways = [Way(PLAIN, plain)]
    missing: list[Missing] = []
    no_pandoc = "" if peers.pandoc() else f"pandoc not installed: {peers.INSTALL}"
    reason = no_pandoc or peers.without("typst")
    for name, at_once in ((PANDOC, 1), (PANDOC_TWICE, 2)):
        if reason:
            missing.append(Missing(name, reason))
        else:
            ways.append(Way(name, Command((_pandoc(at_once),), folder)))
    if reason := peers.without("typst"):
        missing.append(Missing(TYPST, reason))
    else:
        step = _each("*/text.typ", "typst_pdf", str(peers.FONTS))
        ways.append(Way(TYPST, Command((step,), folder)))
    return ways, tuple(missing)


def _each(pattern: str, name: str, *words: str) -> tuple[str, ...]:
    """A script of these benchmarks with *words* and whatever the shell finds for *pattern*."""
    return ("sh", "-c", f"{shlex.join(peers.script(name, *words))} {pattern}")


def _pandoc(at_once: int) -> tuple[str, ...]:
    script = str(peers.SCRIPTS / "pandoc_both.sh")
    each = ("sh", script, peers.pandoc(), sys.executable, str(peers.FONTS), "@")
    return ("xargs", "-a", "names", "-P", str(at_once), "-I", "@", *each)

"""What a second core is worth."""

from __future__ import annotations

import shutil

from benchmarks import corpus, figures, ours
from benchmarks.findings import Finding, Missing, Ratio, Way, interleaved
from benchmarks.setting import Setting, cores

ONE, TWO = "one core, one job", "two cores, two jobs"


def measure(setting: Setting) -> Finding:
    """The same corpus on one core and on two."""
    number = setting.pick(4, 96)
    title = "Two cores"
    said = f"A corpus of {number} renditions from nothing, held to one core or to two."
    if reason := _cannot():
        return Finding("cores", title, said, missing=(Missing("all", reason),))
    project = corpus.write(setting.place("cores"), number, setting.seed)
    states = ours.clean(project), ours.complete(project, number)
    ways = []
    for name, jobs in ((ONE, 1), (TWO, 2)):
        held = ("taskset", "--cpu-list", ",".join(map(str, cores()[:jobs])))
        ways.append(Way(name, ours.build(project, *ours.jobs(jobs), before=held), *states))
    taken, missing = interleaved(ways, setting.few, warm=False)
    one, two = ([run.seconds for run in way.runs] for way in taken) if len(taken) == 2 else ((), ())
    ratios = (
        (Ratio("throughput, two cores ÷ one", figures.ratio(one, two), ">= 1.7"),) if one else ()
    )
    return Finding("cores", title, said, taken, ratios, missing)


def _cannot() -> str:
    if len(cores()) < 2:
        return "there is one core only"
    if not shutil.which("taskset"):
        return "taskset is not on PATH"
    return ours.lacking("--jobs")

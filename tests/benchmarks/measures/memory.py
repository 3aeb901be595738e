"""Whether memory grows with the number of renditions."""

from __future__ import annotations

from benchmarks import corpus, figures, ours
from benchmarks.findings import Finding, Ratio, Way, interleaved
from benchmarks.setting import Setting


def measure(setting: Setting) -> Finding:
    """Ten times as many renditions: the most that all processes hold at one time."""
    few, many = setting.pick((2, 6), (200, 2000))
    ways = []
    for number in (few, many):
        project = corpus.write(setting.place(f"memory-{number}"), number, setting.seed)
        states = ours.clean(project), ours.complete(project, number)
        ways.append(Way(f"{number} renditions", ours.build(project), *states, size=number))
    taken, missing = interleaved(ways, 1, watched=True, warm=False)
    held = [way.memory.median for way in taken if way.memory]
    ratios: tuple[Ratio, ...] = ()
    if len(held) == len(ways):
        value = figures.ratio(held[1:], held[:1])
        ratios = (Ratio(f"memory, {many} renditions ÷ {few}", value, "<= 1.2"),)
    said = (
        "Resident memory of all processes of the build together, looked at twenty times a second; "
        "pages that processes share are counted for each."
    )
    return Finding("memory", "Memory", said, taken, ratios, missing, axis="renditions")

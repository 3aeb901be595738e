"""How time and memory grow with the number of renditions, and with the pages of one document."""

from __future__ import annotations

from benchmarks import corpus, figures, ours, peers
from benchmarks.findings import Finding, Missing, Taken, Way, interleaved
from benchmarks.setting import Setting

OURS = "briefings"
SIZES = (1, 10, 100, 1_000, 10_000)
CHAPTERS = (0, 1, 3, 10, 33)
BESIDE = frozenset(("plain script", "pandoc → typst → PDF", "pandoc → docx", "typst"))


def renditions(setting: Setting) -> Finding:
    """Corpora from one rendition to thousands, each from nothing."""
    sizes = [size for size in SIZES if size <= setting.pick(10, setting.largest)]
    taken: list[Taken] = []
    missing: list[Missing] = []
    for size in sizes:
        project = corpus.write(setting.place(f"renditions-{size}"), size, setting.seed)
        states = ours.clean(project), ours.complete(project, size)
        way = Way(OURS, ours.build(project), *states, size=size)
        tries = setting.few if size <= 100 else 1
        found, failed = interleaved([way], tries, watched=True, warm=False)
        taken += found
        missing += [Missing(f"{size} renditions", one.reason) for one in failed]
    said = "A corpus from nothing, by its number of renditions."
    notes = _notes(taken[1:], (OURS,))
    title = "Growth with renditions"
    return Finding("renditions", title, said, tuple(taken), (), tuple(missing), notes, "renditions")


def pages(setting: Setting) -> Finding:
    """Reports of more and more chapters, as PDF and Word, beside some peers."""
    taken: list[Taken] = []
    missing: dict[str, Missing] = {}
    for chapters in setting.pick(CHAPTERS[:2], CHAPTERS):
        project = corpus.write_report(setting.place(f"pages-{chapters}"), chapters)
        (folder,) = peers.sources(project, project / "sources")
        size = float((folder / "pages.txt").read_text(encoding="utf-8"))
        states = ours.clean(project), ours.complete(project, 2)
        others, absent = peers.ways(folder, size, lambda peer: peer.name in BESIDE)
        ways = [Way(OURS, ours.build(project), *states, size=size), *others]
        tries = setting.few if chapters < 10 else 1
        found, failed = interleaved(ways, tries, watched=True, warm=False)
        taken += found
        missing |= {one.name: one for one in (*absent, *failed)}
    said = "A report with four tables, three charts and twenty footnotes every six pages."
    title = "Growth with pages"
    notes = _notes(taken, (OURS, *BESIDE))
    left = tuple(missing.values())
    return Finding("pages", title, said, tuple(taken), (), left, notes, "pages")


def _notes(taken: list[Taken], names: tuple[str, ...]) -> tuple[str, ...]:
    """The exponents of growth, of what has been done in two sizes at least."""
    found = []
    for name in sorted(names):
        points = [(way.size or 1, way.seconds.median) for way in taken if way.name == name]
        if len({size for size, _ in points}) > 1:
            exponent = figures.growth(*zip(*points, strict=True))
            found.append(f"{name}: seconds grow as size to the power of {exponent:.2f}.")
    return tuple(found)

"""Two ways to fit an edition to its pages, side by side in one process.

``python tests/benchmarks/fitting.py`` fits every example for every audience to a one-page summary
and to briefs of two to four pages, (a) by the galley, as products are made, and (b) by bisection:
down a ladder of cuts, laying out at every step of the search. It prints a line for each, and as a
table in Markdown the medians of those that had to give way. ``--quick``: one content only.

Reading, charts and the start of the engine are before the clock in both ways. Each way keeps what
it laid out of an edition for its other lengths.
"""

from __future__ import annotations

import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from briefings import content as contents  # noqa: E402
from briefings import machine  # noqa: E402
from briefings.edition import Edition  # noqa: E402
from briefings.edition.fit import Target, fit  # noqa: E402
from briefings.edition.selection import select  # noqa: E402
from briefings.edition.stocktaking import needs, priorities, wordings  # noqa: E402
from briefings.errors import BriefingsError, ContentError, Place, Problem  # noqa: E402
from briefings.library import Library  # noqa: E402
from briefings.model.parts import PRIORITIES, Level, Priority  # noqa: E402
from briefings.press import Press  # noqa: E402
from briefings.rendering.material import gather  # noqa: E402
from briefings.typeset import Typeset  # noqa: E402

LIBRARY = Library.of(ROOT, ROOT / "content")
CONTENTS = ("heat-health-plan", "pakistan-afghanistan-talks", "harbour-outage")
LENGTHS = {"one-page-summary": (1,), "policy-brief": (2, 3, 4)}
PLACE = Place("benchmark")

Cut = tuple[str, Level | None]
"""A part at a shorter wording, or left out (None)."""


@dataclass(frozen=True)
class Run:
    """What one way came to, for one product."""

    layouts: int
    seconds: float
    pages: int
    filled: float
    """Share of the last page that was asked for; 0 where it was not reached."""
    kept: tuple[int, ...]
    """Parts that are kept, by priority."""


Way = Callable[[Press, int], tuple[Edition, Typeset]]


def by_galley(press: Press, pages: int) -> tuple[Edition, Typeset]:
    """The way of the project."""
    fitted = fit(press.whole, Target(None, pages), press, PLACE)
    return fitted.edition, press.pages(fitted.edition, fitted.stretch)


def by_bisection(press: Press, pages: int) -> tuple[Edition, Typeset]:
    """The least number of cuts with which it fits."""
    cuts = [*ladder(press.whole)]

    def after(count: int) -> Edition:
        gone = [key for key, level in cuts[:count] if level is None]
        return press.whole.without(gone, {key: level for key, level in cuts[:count] if level})

    def fits(count: int) -> bool:
        return press.pages(after(count)).count <= pages

    if fits(0):
        return press.whole, press.pages(press.whole)
    count = bisect_left(range(1, len(cuts) + 1), True, key=fits) + 1
    if count > len(cuts):
        raise ContentError(Problem(PLACE, "F101", "what must stay is too long", "shorten it"))
    return after(count), press.pages(after(count))


def ladder(edition: Edition) -> Iterator[Cut]:
    """Every cut, the least important first: of each priority the last part first, all of them
    shortened before any is left out.
    """
    ranks, levels = priorities(edition), wordings(edition)
    needed = frozenset().union(*(needs(edition)[key] for key in ranks if ranks[key] == "must"))
    for priority in reversed(PRIORITIES):
        own = [key for key in reversed([*levels]) if ranks[key] == priority]
        for key in own:
            yield from ((key, level) for level in reversed(levels[key][:-1]))
        if priority != "must":
            yield from ((key, None) for key in own if key not in needed)


def presses(content: str) -> Iterator[tuple[str, str, Callable[[], Press]]]:
    """For each edition of *content* its kind, its audience, and new presses of it."""
    found = contents.load(ROOT / f"content/{content}.yaml", LIBRARY)
    theme = LIBRARY.theme(found.briefing.theme)
    labels = LIBRARY.labels(found.briefing.language)
    for kind in map(LIBRARY.kind, LENGTHS):
        material = gather(found, labels, theme, kind.layout, LIBRARY.fonts, "")
        for audience in map(LIBRARY.audience, LIBRARY.audience_names):
            try:
                whole = select(found.name, found.briefing, kind, audience, found.source)
            except BriefingsError:
                continue  # nothing that this audience may see, or a part that the kind requires

            def press(whole: Edition = whole, material: object = material) -> Press:
                return Press(whole, material, theme, LIBRARY.templates, LIBRARY.fonts)  # type: ignore[arg-type]

            yield kind.name, audience.name, press


def run(way: Way, press: Press, pages: int) -> Run | None:
    """*way* gone once; None where what must stay is too long."""
    before, start = press.layouts, time.perf_counter()
    try:
        edition, laid = way(press, pages)
    except ContentError:
        return None
    seconds = time.perf_counter() - start
    filled = laid.used / laid.height if laid.count == pages else 0.0
    return Run(press.layouts - before, seconds, laid.count, filled, kept(press.whole, edition))


def kept(whole: Edition, edition: Edition) -> tuple[int, ...]:
    """How many parts of each priority *edition* has."""
    ranks, there = priorities(whole), {part.key for part in edition.parts}
    return tuple(
        sum(rank == priority and key in there for key, rank in ranks.items())
        for priority in PRIORITIES
    )


WAYS: dict[str, Way] = {"galley": by_galley, "bisection": by_bisection}


def compared(content: str) -> Iterator[dict[str, Run]]:
    """Both ways for every product of *content*, told line by line; those that had to give way."""
    for kind, audience, press in presses(content):
        mine = {name: press() for name in WAYS}
        everything = kept(mine["galley"].whole, mine["galley"].whole)
        for pages in LENGTHS[kind]:
            runs = {name: run(way, mine[name], pages) for name, way in WAYS.items()}
            print(f"{content} {kind} {audience}, {pages} page{'s' * (pages > 1)}")
            for name, found in runs.items():
                print(f"  {name:10}", told(found, everything), flush=True)
            done = {name: found for name, found in runs.items() if found}
            if len(done) == len(WAYS) and gave_way(mine["bisection"], pages):
                yield done


def gave_way(press: Press, pages: int) -> bool:
    """Whether all there is was too long."""
    return press.pages(press.whole).count > pages


def told(run: Run | None, everything: tuple[int, ...]) -> str:
    """One line about *run*."""
    if run is None:
        return "what must stay is too long"
    parts = ", ".join(
        f"{name} {have} of {all_}"
        for name, have, all_ in zip(PRIORITIES, run.kept, everything, strict=True)
    )
    return f"{run.layouts:2} layouts {run.seconds:6.2f} s  last page {run.filled:6.1%}  {parts}"


Measure = Callable[[Run], float]


def table(runs: list[dict[str, Run]]) -> Iterator[str]:
    """The medians, and those of the ratios of each pair, in Markdown."""
    yield f"| median of {len(runs)} | galley | bisection | galley ÷ bisection |"
    yield "|---|---|---|---|"
    rows: dict[str, tuple[str, Measure]] = {
        "layouts": ("{:.1f}", lambda run: run.layouts),
        "seconds": ("{:.2f}", lambda run: run.seconds),
        "last page filled": ("{:.1%}", lambda run: run.filled),
        **{f"parts: {name}": ("{:.0f}", of(name)) for name in PRIORITIES},
        "parts: all": ("{:.0f}", lambda run: sum(run.kept)),
    }
    for name, (form, measure) in rows.items():
        pairs = [(measure(pair["galley"]), measure(pair["bisection"])) for pair in runs]
        ratios = [a / b for a, b in pairs if b]
        ratio = f"{median(ratios):.2f}" if ratios else "–"
        ours, theirs = (form.format(median(side)) for side in zip(*pairs, strict=True))
        yield f"| {name} | {ours} | {theirs} | {ratio} |"
    least = [form_of(min(pair[way].filled for pair in runs)) for way in WAYS]
    yield f"| last page filled, least | {least[0]} | {least[1]} | |"
    total = [sum(pair[way].seconds for pair in runs) for way in WAYS]
    ratio = f"{total[0] / total[1]:.2f}"
    yield f"| seconds, all together | {total[0]:.1f} | {total[1]:.1f} | {ratio} |"


def of(priority: Priority) -> Measure:
    """How many parts of *priority* were kept."""
    return lambda run: run.kept[PRIORITIES.index(priority)]


def form_of(share: float) -> str:
    """*share* in per cent."""
    return f"{share:.1%}"


def main() -> None:
    """Compare, and print the table."""
    machine.use_fonts(LIBRARY.fonts)
    chosen = CONTENTS[:1] if "--quick" in sys.argv[1:] else CONTENTS
    _, _, press = next(presses(chosen[0]))
    by_bisection(press(), 9)  # so that neither way pays for the engine's start
    runs = [pair for content in chosen for pair in compared(content)]
    print()
    print("\n".join(table(runs)) if runs else "nothing had to give way")


if __name__ == "__main__":
    main()

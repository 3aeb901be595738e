"""The proof against the engine: pages that are foreseen are the pages that are laid out.

Random choices of parts and wordings of the examples, feathered or not, are made up from the galley
and then really laid out. What is foreseen is the number of pages and the height taken on the last.

What the galley does not know, and what keeps it out of these choices:

- Whether a run of judgements, recommendations, options or risks is all our own analysis, or all of
  one confidence, is said once for the run or with each of them; when one of another origin goes,
  other words are said. So each run is kept, or left out, as a whole.
- A choice with a side note that finds no room is never taken (``severed``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from briefings import content as contents
from briefings.edition import Edition
from briefings.edition.fit import Target, fit
from briefings.edition.selection import select
from briefings.edition.stock import needing
from briefings.edition.stocktaking import needs, wordings
from briefings.engine import Columns
from briefings.errors import Place
from briefings.galley import Choice
from briefings.galley.marks import Variant, anew, callers
from briefings.library import Library
from briefings.press import Press
from briefings.rendering.material import gather
from briefings.typeset.proof import column

ROOT = Path(__file__).parents[1]
LIBRARY = Library.of(ROOT, ROOT / "content")
CONTENTS = ("harbour-outage", "heat-health-plan", "pakistan-afghanistan-talks")
RUNS = ("key_judgement", "recommendation", "option", "risk")
CLOSE = 0.3
"""pt; the edges that the rows of a table share are measured to a quarter of a pt."""


def press(content: str | Path, kind: str, audience: str) -> Press:
    """A new press of one edition of an example, or of the content of a file."""
    path = content if isinstance(content, Path) else ROOT / f"content/{content}.yaml"
    found = contents.load(path, LIBRARY)
    theme, labels = LIBRARY.theme(found.briefing.theme), LIBRARY.labels(found.briefing.language)
    as_, for_ = LIBRARY.kind(kind), LIBRARY.audience(audience)
    whole = select(found.name, found.briefing, as_, for_, found.source)
    material = gather(found, labels, theme, as_.layout, LIBRARY.fonts, "")
    return Press(whole, material, theme, LIBRARY.templates, LIBRARY.fonts)


used_before = cache(press)
"""A press that other tests have used as well, for those that do not ask what it has kept."""


def chosen(whole: Edition, random_: random.Random) -> tuple[Edition, Choice]:
    """Some of the parts of *whole*, with all that they need, each at any of its wordings."""
    levels, needed = wordings(whole), needs(whole)
    runs = {type_: {part.key for part in whole.parts if _type(part) == type_} for type_ in RUNS}
    held = set().union(*runs.values())
    share = random_.uniform(0.2, 1)
    gone = {key for key in levels if random_.random() > share and key not in held}
    for type_, keys in runs.items():
        if random_.random() > share and type_ not in whole.kind.required:
            gone |= keys
    gone = needing(gone, needed) - {whole.briefing.bottom_line.key}
    if any(keys & gone and not keys <= gone for keys in runs.values()):
        return chosen(whole, random_)
    ranks = {key: random_.randint(1, len(own)) for key, own in levels.items() if key not in gone}
    taken = {key: level for key, rank in ranks.items() if (level := levels[key][rank - 1])}
    edition = whole.without(gone, taken)
    there = {part.key for part in edition.parts}
    return edition, {key: rank for key, rank in ranks.items() if key in there}


def _type(part: object) -> str:
    return str(getattr(part, "type", ""))


@dataclass(frozen=True)
class Forecast:
    """What was foreseen of one choice, and by how much more than what was laid out, pt."""

    seed: int
    severed: bool
    error: float
    uncited: bool
    """Whether sources are gone that one line would have named."""

    @property
    def holds(self) -> bool:
        """Whether it is right; a line of sources may be foreseen longer than it is, never shorter.

        The whole line is measured, with the sources that nothing in this choice cites.
        """
        most = SOURCES if self.uncited else 0
        return self.severed or -CLOSE <= self.error <= most + CLOSE


SOURCES = 2 * 10.6
"""Two lines of sources, pt."""


def forecasts(own: Press, seeds: range) -> Iterator[Forecast]:
    for seed in seeds:
        random_ = random.Random(seed)
        edition, choice = chosen(own.whole, random_)
        stretch = random_.choice((1, 1.1, 1.37))
        foreseen = own.galley.pages(choice, stretch)
        laid = own.pages(edition, stretch)
        pages = (foreseen.count - laid.count) * foreseen.height
        error = round(pages + foreseen.used[-1] - laid.used, 2)
        fewer = len(edition.briefing.sources) < len(own.whole.briefing.sources)
        uncited = fewer and own.whole.kind.sources == "line"
        yield Forecast(seed, foreseen.severed > 0, error, uncited)


STRETCHES: dict[tuple[str, ...], tuple[float, ...]] = {
    ("one-page-summary", "minister"): (1, 1.4),
    ("policy-brief", "minister"): (1.4,),
    ("policy-brief", "analyst"): (1,),
}
"""By how much spaces are stretched where everything is laid out. Both are seen of each kind."""

PRODUCTS = [(content, kind, audience) for content in CONTENTS for kind, audience in STRETCHES]


@pytest.mark.parametrize(("content", "kind", "audience"), PRODUCTS)
def test_pages_are_laid_out_as_they_were_foreseen(content: str, kind: str, audience: str) -> None:
    found = [*forecasts(used_before(content, kind, audience), range(4))]
    assert [forecast for forecast in found if not forecast.holds] == []
    assert sum(not forecast.severed for forecast in found) >= 2


FEATHERED = [(*product, stretch) for product in PRODUCTS for stretch in STRETCHES[product[1:]]]


@pytest.mark.parametrize(("content", "kind", "audience", "stretch"), FEATHERED)
def test_everything_is_laid_out_as_it_was_foreseen(
    content: str, kind: str, audience: str, stretch: float
) -> None:
    own = used_before(content, kind, audience)
    foreseen = own.galley.pages(everything(own.whole), stretch)
    laid = own.pages(own.whole, stretch)
    if not foreseen.severed:
        assert foreseen.count == laid.count
        assert foreseen.used[-1] == pytest.approx(laid.used, abs=CLOSE)
    assert foreseen.height == pytest.approx(laid.height, abs=0.001)


def everything(whole: Edition) -> Choice:
    return {key: len(levels) for key, levels in wordings(whole).items()}


# --- what one layout is good for -----------------------------------------------------------------


def test_pages_with_notes_at_their_foot_are_as_many_as_foreseen() -> None:
    """Of the last page too much is foreseen to stand at its very top, where it is forced.

    Those of another example are in `test_report_lengths`.
    """
    own = press("heat-health-plan", "full-report", "analyst")
    edition, choice = chosen(own.whole, random.Random(0))
    assert own.galley.pages(choice).count == own.pages(edition).count
    assert own.galley.pages(everything(own.whole)).count == own.pages(own.whole).count


def test_one_layout_measures_for_all_lengths_and_one_more_verifies_each() -> None:
    own = press("heat-health-plan", "policy-brief", "analyst")
    assert own.layouts == 0
    counted = []
    for pages in (2, 3):
        fitted = fit(own.whole, Target(None, pages), own, Place("b.yaml"))
        assert own.pages(fitted.edition, fitted.stretch).count == pages
        counted.append(own.layouts)
    assert counted == [2, 3]


def test_a_wording_is_measured_once() -> None:
    said = (
        "<ul><li data-part='a'>one</li><li data-part='b'>{}</li></ul><p>All.</p>"
        "<div data-part='c'><p data-part='b'>{}</p></div>"
        "<table data-part='d'><tr><td>1</td></tr></table>"
    )
    ranks = {"a": 1, "b": 2, "c": 1, "d": 1}
    first, second = said.format("long", "long"), said.format("short", "short")
    whole, rest = anew((Variant(first, ranks), Variant(second, {**ranks, "b": 1})))
    assert whole == first
    assert rest == (
        '<ul><li></li><li data-part="b">short</li></ul><p>All.</p>'
        '<div data-part="c"><p data-part="b">short</p></div><table></table>'
    )


def test_a_table_with_another_wording_in_it_is_measured_whole() -> None:
    table = "<table><tr data-part='a'><td>1</td></tr><tr data-part='b'><td>{}</td></tr></table>"
    first, second = table.format("long"), table.format("short").replace("'", '"')
    variants = Variant(first, {"a": 1, "b": 2}), Variant(second, {"a": 1, "b": 1})
    assert [*anew(variants)] == [first, second]


def test_what_is_measured_once_is_as_high_as_it_was_in_its_place() -> None:
    """All that is left of a second variant stands where it does in the whole of it."""
    own = press("harbour-outage", "policy-brief", "analyst")
    document = own.document(own.whole)
    said = [variant.html for variant in own._variants]
    names = Columns(callers(own._variants), tuple((v.ranks, {}) for v in own._variants))
    found = [
        own.engine.measure(column(document, html, own.theme, own.templates), names)
        for html in (said, [*anew(own._variants)])
    ]
    assert len(said) > 1
    assert found[0] == found[1]


def test_words_are_counted_without_a_layout() -> None:
    own = press("harbour-outage", "policy-brief", "analyst")
    assert own.tally.length(everything(own.whole)) > 0
    assert own.layouts == 0


def test_what_was_laid_out_is_not_laid_out_again() -> None:
    own = press("harbour-outage", "policy-brief", "analyst")
    assert own.pages(own.whole) is own.pages(own.whole)
    assert own.pages(own.whole, 1.2) is not own.pages(own.whole)
    assert own.layouts == 2

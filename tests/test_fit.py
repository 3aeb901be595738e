from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

import pytest

from briefings.edition import Edition, LeftOut
from briefings.edition.fit import Extent, Fitted, Target, fit
from briefings.edition.stocktaking import wordings
from briefings.errors import ContentError, Place
from briefings.galley import Frame, Galley, Held, Lines
from briefings.library.kind import Kind
from briefings.model.parts import Worded
from briefings.model.tree import choosable
from conftest import NOTE, blocks, edition, told

PLACE = Place("b.yaml", 9, 8)
THREE = "short: one, medium: one two, long: one two three"
PAGE = 100.0


@dataclass
class Type:
    """A press in which each part takes 10 and its words, with 5 above that may be feathered; a page
    holds 100. The engine takes *more* than was measured.
    """

    whole: Edition
    more: float = 0
    feather: float = 1.0
    line: float = 10
    laid: list[tuple[Edition, float]] = field(default_factory=list)

    @property
    def galley(self) -> Galley:
        return column(self.whole, space=5)

    @property
    def tally(self) -> Galley:
        return column(self.whole, space=0)

    def layout(self, found: Edition, stretch: float) -> Extent:
        self.laid.append((found, stretch))
        pages = column(found, space=5).pages(dict(ranks(found)), stretch)
        used = pages.used[-1] + self.more
        count = pages.count + (1 if used > PAGE else 0)
        words = column(found, space=0).length(dict(ranks(found)))
        return Extent(count, int(words), used - PAGE if used > PAGE else used)


def column(found: Edition, space: float) -> Galley:
    def frame(words: int) -> Frame:
        return Frame((Lines((10.0 + words,)),), space=space, stretches=True)

    parts: dict[Held, dict[int, Frame]] = {}
    for here in choosable(found.briefing):
        assert isinstance(here.part, Worded)
        levels = wordings(found)[here.part.key]
        texts = [here.part.wording(level) for level in levels if level]
        sizes = {rank: frame(len(text.split())) for rank, text in enumerate(texts, 1)}
        parts[Held(here.part.key)] = sizes
    return Galley(Frame(tuple(parts)), parts, PAGE)


def ranks(found: Edition) -> Sequence[tuple[str, int]]:
    return [(key, len(levels)) for key, levels in wordings(found).items()]


def written(*parts: str, as_: Kind = NOTE) -> Edition:
    return edition(blocks(*parts), as_=as_, bottom_line="{id: line, short: x}")


def fitted(found: Edition, target: Target, press: Type | None = None) -> Fitted:
    return fit(found, target, press or Type(found), PLACE)


def prose(key: str, priority: str, wording: str = "long: one") -> str:
    return f"type: prose, id: {key}, priority: {priority}, {wording}"


def kept(found: Fitted) -> list[str]:
    """Parts and their wordings."""
    return [
        f"{here.part.key} {found.edition.levels[here.part.key]}"
        for here in choosable(found.edition.briefing)
    ]


ABC = (prose("a", "must", THREE), prose("b", "should", THREE), prose("c", "could", THREE))


# --- what is kept --------------------------------------------------------------------------------


def test_without_a_limit_everything_is_kept_and_nothing_laid_out() -> None:
    found = written(*ABC)
    press = Type(found)
    assert fitted(found, Target(), press).edition is found
    assert press.laid == []


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (50, ["line short", "a long", "b long", "c long"]),
        (49, ["line short", "a long", "b long", "c medium"]),
        (47, ["line short", "a long", "b long"]),
        (36, ["line short", "a long", "b medium"]),
        (34, ["line short", "a long"]),
        (22, ["line short", "a short"]),
    ],
)
def test_the_least_important_gives_way_by_its_wordings_and_then_whole(
    words: int, left: list[str]
) -> None:
    assert kept(fitted(written(*ABC), Target(words=words))) == left


def test_what_gave_way_is_noted() -> None:
    found = fitted(written(*ABC), Target(words=34))
    assert found.edition.left_out == (LeftOut("b", "length"), LeftOut("c", "length"))


def test_a_part_comes_with_what_it_requires_or_not_at_all() -> None:
    found = written(
        prose("a", "should", "long: one, requires: [c]"), prose("b", "could"), prose("c", "could")
    )
    assert kept(fitted(found, Target(words=33))) == ["line short", "a long", "c long"]
    assert kept(fitted(found, Target(words=32))) == ["line short", "b long"]


# --- pages ---------------------------------------------------------------------------------------


def pages(most: int, least: int | None = None) -> Target:
    return Target(least, most)


def test_one_layout_is_enough_where_the_engine_agrees() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(20)))
    press = Type(found)
    assert len(kept(fitted(found, pages(1), press))) == 6
    assert len(press.laid) == 1


def test_what_the_engine_takes_more_is_kept_free_the_next_time() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(20)))
    press = Type(found, more=12)
    assert len(kept(fitted(found, pages(1), press))) == 5
    assert len(press.laid) == 2


def test_what_the_engine_takes_less_is_filled() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(20)))
    assert len(kept(fitted(found, pages(1), Narrow(found)))) == 7


def test_the_last_page_is_filled_by_feathering_within_the_limit() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(20)))
    assert fitted(found, pages(1), Type(found, feather=1.4)).stretch > 1
    loose = fitted(found, pages(1), Type(found, feather=1.4))
    assert 98 < Type(found).layout(loose.edition, loose.stretch).used <= 99.5


def test_where_the_content_ends_before_the_last_page_nothing_is_feathered() -> None:
    found = written(prose("a", "should"), prose("b", "should"))
    assert fitted(found, pages(1), Type(found, feather=1.4)).stretch == 1
    assert fitted(found, pages(3), Type(found, feather=1.4)).stretch == 1


def test_feathering_that_proves_too_much_is_taken_back_before_any_part() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(20)))

    class Wide(Type):
        def layout(self, found: Edition, stretch: float) -> Extent:
            self.more = 9 if stretch > 1 else 0
            return super().layout(found, stretch)

    loose = fitted(found, pages(1), Wide(found, feather=1.4))
    assert (loose.stretch, len(kept(loose))) == (1, 6)


class Narrow(Type):
    """A press in which the engine takes 17 less than was measured."""

    def layout(self, found: Edition, stretch: float) -> Extent:
        used = column(found, space=5).length(dict(ranks(found))) - 17
        return Extent(1 if used <= PAGE else 2, 0, used)


def test_what_must_stay_is_laid_out_before_it_is_refused() -> None:
    found = written(*(prose(f"p{n}", "must") for n in range(6)), prose("c", "could"))
    assert len(kept(fitted(found, pages(1), Narrow(found)))) == 7


def test_room_can_be_kept_free() -> None:
    found = written(*(prose(f"p{n}", "should") for n in range(20)))
    assert len(kept(fit(found, pages(1), Type(found), PLACE, reserve=20))) == 5


# --- what must stay and does not fit -------------------------------------------------------------


def test_what_must_stay_and_is_too_long_is_told_with_its_cures() -> None:
    long = " ".join(["word"] * 60)
    found = written(prose("a", "must", f"long: {long}"), prose("b", "must", f"medium: {long}"))
    assert told(lambda: fitted(found, pages(1))) == [
        "b.yaml:9:8: what must stay in note for reader is 7 lines (about 52 words) more than 1"
        " page. write a short wording of 'a' (frees about 5 lines), 'b' (frees about 5 lines);"
        " or give 'a' (frees 8 lines), 'b' (frees 8 lines) a lower priority;"
        " or allow more length [F101]"
    ]


def test_too_many_words_are_told_in_words() -> None:
    found = written(prose("a", "must", THREE), prose("b", "should"))
    assert told(lambda: fitted(found, Target(words=20))) == [
        "b.yaml:9:8: what must stay in note for reader is 2 words more than the 20 words allowed."
        " give 'a' (frees 11 words) a lower priority; or allow more length [F101]"
    ]


def test_a_part_taller_than_a_page_that_must_stay_is_named() -> None:
    found = written(prose("a", "must", f"short: {'word ' * 120}"))
    with pytest.raises(ContentError, match="'a' is taller than a page"):
        fitted(found, pages(2))


def test_a_part_taller_than_a_page_that_need_not_stay_is_left_out() -> None:
    found = written(prose("a", "should", f"short: {'word ' * 120}"), prose("b", "could"))
    assert kept(fitted(found, pages(2))) == ["line short", "b long"]


def test_a_template_that_does_not_mark_its_parts_is_told_how() -> None:
    found = written(prose("a", "should"), prose("b", "should"))

    class Unmarked(Type):
        @property
        def galley(self) -> Galley:
            return Galley(Frame((Lines((300.0,)),)), {}, PAGE)

    assert told(lambda: fitted(found, pages(1), Unmarked(found))) == [
        "templates/kinds/note.html.j2:1:1: it does not mark what it writes for 'line', 'a', 'b', so"
        " its length can't be foreseen. put {{ of(part) }} into the tag of each part's element"
        " [F104]"
    ]


# --- what holds for every briefing ---------------------------------------------------------------


@pytest.mark.parametrize("room", range(1, 5))
def test_a_product_is_never_longer_than_asked(room: int) -> None:
    found = written(*(prose(f"p{n}", ("should", "could")[n % 2], THREE) for n in range(40)))
    press = Type(found, more=3)
    last = fitted(found, pages(room), press)
    extent = press.layout(last.edition, last.stretch)
    assert extent.pages == room
    assert ceil(extent.used) > 80


def test_the_same_edition_is_fitted_in_the_same_way() -> None:
    found = written(*(prose(f"p{n}", "could", THREE) for n in range(30)))
    assert kept(fitted(found, pages(2))) == kept(fitted(found, pages(2)))

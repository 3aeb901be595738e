"""What holds for the fit of every briefing, over random ones, in real templates and layouts.

Most is asked of the same briefings, so that each of them is fitted once for all that is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from briefings.document import word_count
from briefings.edition.fit import Fit, Fitted, Target, fit
from briefings.edition.overflow import least_of
from briefings.errors import ContentError, Place
from briefings.press import Press
from briefings.rendering.material import Material
from conftest import LIBRARY, audience, edition

BRIEF, SUMMARY = LIBRARY.kind("policy-brief"), LIBRARY.kind("one-page-summary")
ANALYST = audience(indicators=True, likelihood="term")
THEME, LABELS = LIBRARY.theme("institute"), LIBRARY.labels("en-GB")
PLACE = Place("b.yaml", 1, 1)

quick = settings(
    max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
few = settings(quick, max_examples=5)
the_same = seed(1)
"""Has the same briefings drawn for every test that asks for such."""

PRIORITY = st.sampled_from(["should", "could", "should", "could", "must"])
LENGTH = st.integers(1, 40)


@st.composite
def wording(draw: st.DrawFn) -> str:
    """One wording or several, each longer than the one before."""
    words, parts = 0, []
    for level in draw(st.sampled_from([("short",), ("medium",), ("short", "medium")])):
        words += draw(LENGTH)
        note = draw(st.sampled_from(["", "", "^[a note of its own]"]))
        parts.append(f"{level}: 'word{' word' * words}.{note}'")
    return ", ".join(parts)


@st.composite
def block(draw: st.DrawFn, number: int) -> str:
    name, priority = f"b{number}", draw(PRIORITY)
    head = f"id: {name}, priority: {priority}"
    point = f"{{id: {name}-p, priority: {draw(PRIORITY)}, {draw(wording())}}}"
    other = f"{{id: {name}-q, priority: {draw(PRIORITY)}, {draw(wording())}}}"
    requires = f", requires: [b{draw(st.integers(0, 3))}]" if draw(st.integers(0, 4)) == 0 else ""
    requires = "" if f"[{name}]" in requires else requires
    return draw(
        st.sampled_from(
            [
                f"{{type: prose, {head}, {draw(wording())}{requires}}}",
                f"{{type: prose, {head}, heading: Heading, {draw(wording())}{requires}}}",
                f"{{type: finding, {head}, {draw(wording())}}}",
                f"{{type: timeline, {head}, title: T, events: [{_event(point)}, {_event(other)}]}}",
                f"{{type: option, {head}, title: O, {draw(wording())}, pros: [{point}],"
                f" cons: [{other}]}}",
                f"{{type: scenario, {head}, title: S, {draw(wording())}, indicators: [{point}]}}",
                f"{{type: callout, {head}, title: C, {draw(wording())}}}",
                f"{{type: quotation, {head}, attribution: A, {draw(wording())}}}",
            ]
        )
    )


def _event(point: str) -> str:
    return point.replace("{", "{date: 1893, ", 1)


@st.composite
def briefings(draw: st.DrawFn, most: int = 14) -> str:
    """A random briefing, of which the parts that a brief requires are all there."""
    count = draw(st.integers(4, most))
    lines = ["sections:"]
    for number in range(count):
        if number % 4 == 0:
            role = draw(st.sampled_from(["analysis", "outlook", "developments"]))
            lines += [f"- title: Section {number}", f"  role: {role}", "  blocks:"]
        if number == 0:
            lines.append("  - {type: key_judgement, id: kj, priority: must, short: It is so.}")
        lines.append(f"  - {draw(block(number))}")
    return "\n".join(lines) + "\n"


class Asked(NamedTuple):
    """A briefing, and the length in words that it is asked at."""

    text: str
    words: int
    more: int
    """By how many words it might be longer."""


ASKED = st.builds(Asked, briefings(), st.integers(20, 400), st.integers(1, 100))


def fitted(own: Press, target: Target) -> Fitted | None:
    """All of *own* at its length; None where what must stay is too long."""
    try:
        return fit(own.whole, target, own, PLACE)
    except ContentError as error:
        codes = [problem.code for problem in error.problems]
    assert codes == ["F101"]
    return None


def new(text: str) -> Press:
    """A press of the briefing *text* as a brief."""
    found = edition(text, BRIEF, ANALYST)
    return Press(found, Material(LABELS), THEME, LIBRARY.templates, LIBRARY.fonts)


press = cache(new)


@cache
def once(text: str, words: int) -> Fitted | None:
    return fitted(press(text), Target(words=words))


def made(text: str, words: int) -> Fit:
    last = once(text, words)
    assume(last is not None)
    assert last is not None
    assert last.fit is not None
    return last.fit


def worth(fit: Fit) -> list[tuple[int, int]]:
    """How many parts of each priority there are, and the steps to longer wordings."""
    ranks = [
        [fit.choice[i.key] for i in fit.stock.items if i.priority == name and i.key in fit.choice]
        for name in ("must", "should", "could")
    ]
    return [(len(own), sum(own)) for own in ranks]


@quick
@the_same
@given(ASKED)
def test_a_product_never_has_more_words_than_asked(asked: Asked) -> None:
    last = made(asked.text, asked.words)
    document = press(asked.text).document(last.edition)
    assert word_count(document) <= asked.words


@few
@given(briefings(most=40), st.integers(1, 2))
def test_a_product_never_has_more_pages_than_asked(text: str, pages: int) -> None:
    own = press(text)
    last = fitted(own, Target(None, pages))
    assume(last is not None)
    assert last is not None
    assert own.layout(last.edition, last.stretch).pages <= pages


@quick
@the_same
@given(ASKED)
def test_what_must_stay_stays_with_what_it_needs(asked: Asked) -> None:
    last = made(asked.text, asked.words)
    assert least_of(last.stock).keys() <= last.choice.keys()


@quick
@the_same
@given(ASKED)
def test_what_is_kept_is_there_and_nothing_else(asked: Asked) -> None:
    last = made(asked.text, asked.words)
    parts = {part.key for part in last.edition.parts}
    assert {item.key for item in last.stock.items} & parts == last.choice.keys()


@quick
@the_same
@given(ASKED)
def test_no_could_is_kept_where_a_should_had_room_in_place_of_all(asked: Asked) -> None:
    last = made(asked.text, asked.words)
    items = {item.key: item for item in last.stock.items}
    pulled = least_of(last.stock)
    better: Mapping[str, int] = {
        key: rank
        for key, rank in last.choice.items()
        if items[key].priority != "could" or key in pulled or _needed(key, last)
    }
    for item in last.stock.items:
        if item.priority == "should" and item.key not in better and item.needs <= better.keys():
            assert last.excess({**better, item.key: 1}) > 0


def _needed(key: str, fit: Fit) -> bool:
    """Whether something more important needs it."""
    items = [i for i in fit.stock.items if i.key in fit.choice and i.priority != "could"]
    return any(key in item.needs for item in items)


@quick
@the_same
@given(ASKED)
def test_more_room_never_loses_what_matters_more(asked: Asked) -> None:
    tight, wide = made(asked.text, asked.words), made(asked.text, asked.words + asked.more)
    must, more_must = worth(tight)[0], worth(wide)[0]
    assert more_must >= must
    if more_must == must:
        assert worth(wide)[1] >= worth(tight)[1]


@quick
@the_same
@given(ASKED)
def test_the_same_is_chosen_each_time(asked: Asked) -> None:
    one = once(asked.text, asked.words)
    two = fitted(new(asked.text), Target(words=asked.words))
    assert (one and one.edition.fingerprint) == (two and two.edition.fingerprint)

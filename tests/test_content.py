"""The example briefing: that it says all its facts, says them in its own words, and says no more.

The article that it rests on isn't part of the project. Of its text only the hashes of all runs of
eight words are kept (``article-shingles.txt``), which is enough to find a run in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from briefings import schema, source
from briefings.checks import Names, check
from briefings.edition import Edition
from briefings.edition.selection import select
from briefings.library import Library
from briefings.markdown import plain
from briefings.model.blocks import KeyJudgement, Option, Quotation, Recommendation, Risk, Scenario
from briefings.model.briefing import Briefing, Section
from briefings.model.likelihood import TERMS
from briefings.model.marking import rank
from briefings.model.parts import Part, Worded
from briefings.model.tree import Located, settle, walk
from briefings.source import Data, Source

HERE = Path(__file__).parent
PROJECT = HERE.parent
CONTENT = PROJECT / "content" / "pakistan-afghanistan-talks.yaml"
SHINGLES = HERE / "article-shingles.txt"

FACTS = frozenset(f"F{number:03}" for number in range(1, 217))
SAID_LIKELY = frozenset({"F117", "F195"})
"""The two facts of which the article itself says that they are likely."""

LIBRARY = Library.of(PROJECT, PROJECT / "content")
AUDIENCES = ("analyst", "minister", "parliamentarian", "press", "public", "senior-official")
KINDS = ("full-report", "one-page-summary", "policy-brief")
LONGEST = {"short": 25, "medium": 80, "long": 250, "plain": 80}
RUN = 8


@cache
def written() -> Source:
    return source.read(CONTENT)


@cache
def briefing() -> Briefing:
    return schema.load(Briefing, written())


@cache
def edition(kind: str, audience: str) -> Edition:
    name = CONTENT.stem
    chosen = LIBRARY.kind(kind), LIBRARY.audience(audience)
    return select(name, settle(briefing()), *chosen, written())


def located() -> tuple[Located, ...]:
    return tuple(walk(settle(briefing())))


def parts() -> tuple[Part, ...]:
    return tuple(here.part for here in located())


def wordings(part: Worded) -> Iterator[tuple[str, str]]:
    for field in LONGEST:
        if text := getattr(part, field):
            yield field, text


def texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif data is not None:
        for value in data.values() if isinstance(data, dict) else data:
            yield from texts(value)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub("['’]", "", text).lower())


def hashes(text: str) -> Iterator[tuple[str, str]]:
    """The runs of eight words in *text*, each with its hash."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = " ".join(found[start : start + RUN])
        yield sha256(run.encode()).hexdigest()[:12], run


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", " ".join(text.split()))


def stated() -> dict[str, str]:
    """For each fact, the words that state it."""
    data = source.read(HERE / "facts.yaml").data
    return {fact: text for fact, text in data.items() if isinstance(text, str)}


# --- the facts -----------------------------------------------------------------------------------


def test_it_is_valid_and_its_references_hold() -> None:
    names = Names(LIBRARY.audience_names, LIBRARY.theme_names, LIBRARY.languages)
    assert check(briefing(), written(), names) == []


def test_every_fact_is_carried_and_none_that_is_not_known() -> None:
    assert {fact for part in parts() for fact in part.facts} == FACTS


def test_every_fact_is_carried_by_a_part_that_reports_the_source() -> None:
    reported = {fact for part in parts() if part.origin == "source" for fact in part.facts}
    assert reported == FACTS


def test_the_words_that_state_a_fact_are_written_down_for_every_fact() -> None:
    assert stated().keys() == FACTS
    assert {fact: text for fact, text in stated().items() if len(words(text)) < 3} == {}


def test_the_analyst_reads_every_fact_in_a_part_that_carries_it() -> None:
    report = edition("full-report", "analyst")
    worded = [part for part in report.parts if isinstance(part, Worded)]
    read = [(fact, plain(report.wording(part))) for part in worded for fact in part.facts]
    unread = {
        fact: fragment
        for fact, fragment in stated().items()
        if not any(fact == carried and fragment in text for carried, text in read)
    }
    assert unread == {}


# --- its own words -------------------------------------------------------------------------------


def test_no_eight_words_in_a_row_are_the_articles() -> None:
    theirs = set(SHINGLES.read_text(encoding="utf-8").split())
    assert len(theirs) > 1_600
    ours = (pair for text in texts(written().data) for pair in hashes(text))
    common = [run for mark, run in ours if mark in theirs]
    assert common == []


def test_capitals_and_punctuation_do_not_hide_a_run_of_words() -> None:
    one = "The Pakistan’s talks, in Kabul: they ended (reportedly) today."
    other = "the pakistans talks in kabul they ended reportedly today"
    assert list(hashes(one)) == list(hashes(other))
    assert len(list(hashes(one))) == 2


# --- hedges, confidence, origin ------------------------------------------------------------------


def test_a_likelihood_is_given_only_where_the_article_gives_one() -> None:
    rated = [part for part in parts() if getattr(part, "likelihood", None)]
    assert {part.key for part in rated} == {"kj-attacks", "im-security", "im-border", "rk-attacks"}
    assert [part.key for part in rated if not SAID_LIKELY & set(part.facts)] == []


def test_terms_of_the_scale_are_used_only_where_the_article_uses_them() -> None:
    terms = {word for term in TERMS["phia"] for word in term.split(" or ")}
    term = re.compile(rf"\b({'|'.join(sorted(terms))}|probably)\b", re.IGNORECASE)
    fields = ("title", "heading", *LONGEST)
    wrong = [
        (part.key, field)
        for part in parts()
        for field in fields
        if term.search(getattr(part, field, None) or "") and not SAID_LIKELY & set(part.facts)
    ]
    assert wrong == []


def test_a_key_judgement_states_low_confidence_and_on_what_it_rests() -> None:
    judgements = [part for part in parts() if isinstance(part, KeyJudgement)]
    assert len(judgements) == 8
    assert {part.confidence for part in judgements} == {"low"}
    assert [part.key for part in judgements if not part.confidence_basis] == []


def test_what_the_article_does_not_say_is_marked_as_ours() -> None:
    ours: list[Part] = [part for part in parts() if isinstance(part, Recommendation)]
    ours += [part for part in parts() if isinstance(part, Option) and part.baseline]
    ours += [sign for part in parts() if isinstance(part, Scenario) for sign in part.indicators]
    assert len(ours) == 6 + 1 + 13
    assert [part.key for part in ours if part.origin != "analyst"] == []


def test_internal_advice_is_ours_and_only_risks_are_the_sources() -> None:
    internal = [part for part in parts() if (part.marking or "").startswith("TLP:AMBER")]
    advice = [part for part in internal if not isinstance(part, Risk | Section)]
    assert [part.key for part in advice if part.origin != "analyst"] == []


def test_advice_is_marked_higher_than_what_everyone_may_see() -> None:
    floors = {Recommendation: "TLP:AMBER", Risk: "TLP:AMBER", Option: "TLP:GREEN"}
    low = [
        part.key
        for part in parts()
        for kind, floor in floors.items()
        if isinstance(part, kind) and rank(part.marking or "", "tlp") < rank(floor, "tlp")
    ]
    signs = [sign for part in parts() if isinstance(part, Scenario) for sign in part.indicators]
    assert low == []
    assert {sign.marking for sign in signs} == {"TLP:GREEN"}


def test_every_judgement_names_a_source() -> None:
    kinds = ("key_judgement", "finding", "implication", "scenario", "quotation")
    unsourced = [p.key for p in parts() if getattr(p, "type", "") in kinds and not p.sources]
    assert unsourced == []


def test_there_is_a_do_nothing_baseline_and_each_option_has_two_sides() -> None:
    options = [part for part in parts() if isinstance(part, Option)]
    assert [part.key for part in options if part.baseline] == ["op-baseline"]
    assert [part.key for part in options if not (part.pros and part.cons)] == []


# --- wordings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", LONGEST)
def test_no_wording_is_longer_than_its_length_allows(field: str) -> None:
    long = [
        (part.key, len(text.split()))
        for part in parts()
        if isinstance(part, Worded)
        for name, text in wordings(part)
        if name == field and len(text.split()) > LONGEST[field]
    ]
    assert long == []


def test_wordings_grow_with_their_length() -> None:
    counts = {
        part.key: [len(part.wording(level).split()) for level in part.levels]
        for part in parts()
        if isinstance(part, Worded)
    }
    assert [key for key, lengths in counts.items() if lengths != sorted(lengths)] == []


def test_plain_sentences_have_at_most_25_words() -> None:
    long = [
        sentence
        for part in parts()
        if isinstance(part, Worded) and part.plain
        for sentence in sentences(part.plain)
        if len(sentence.split()) > 25
    ]
    assert long == []


@pytest.mark.parametrize("audience", ["press", "public"])
def test_press_and_public_get_plain_words_for_all_they_get(audience: str) -> None:
    read = edition("full-report", audience).parts
    worded = [part for part in read if isinstance(part, Worded) and not isinstance(part, Quotation)]
    assert [part.key for part in worded if not part.plain] == []


def test_plain_words_explain_the_ttp_before_anything_else() -> None:
    first = briefing().bottom_line.plain
    assert first is not None
    assert "the Pakistani Taliban (TTP), an armed group" in first


def test_what_must_stay_fits_one_page_of_words() -> None:
    for audience in AUDIENCES:
        page = edition("one-page-summary", audience)
        must = [p for p in page.parts if isinstance(p, Worded) and p.priority == "must"]
        assert 120 < sum(len(page.wording(part).split()) for part in must) < 330, audience


# --- what each audience gets ---------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_product_has_its_substance_for_every_audience(kind: str, audience: str) -> None:
    product = edition(kind, audience)
    assert sum(isinstance(part, KeyJudgement) for part in product.parts) >= 5
    kept = {part.key for part in product.parts}
    assert {"dev-talks", "im-living", "im-region", "out-lead"} <= kept


@pytest.mark.parametrize("audience", ["press", "public", "parliamentarian"])
def test_readers_outside_find_no_word_of_what_is_kept_from_them(audience: str) -> None:
    report = edition("full-report", audience)
    text = "\n".join(report.wording(part) for part in report.parts if isinstance(part, Worded))
    withheld = r"the Ministry|recommend|risk register|mitigat|\bF6\b|TLP:"
    assert re.findall(withheld, text, re.IGNORECASE) == []


@pytest.mark.parametrize("audience", ["press", "public"])
def test_press_and_public_find_no_word_of_options_or_indicators(audience: str) -> None:
    report = edition("full-report", audience)
    text = "\n".join(report.wording(part) for part in report.parts if isinstance(part, Worded))
    assert re.findall(r"\boptions?\b|\bindicators?\b|\bscenarios?\b", text, re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("audience", "marking"),
    [
        ("analyst", "TLP:AMBER+STRICT"),
        ("minister", "TLP:AMBER"),
        ("parliamentarian", "TLP:GREEN"),
        ("press", "TLP:CLEAR"),
        ("public", "TLP:CLEAR"),
        ("senior-official", "TLP:AMBER"),
    ],
)
def test_the_report_bears_the_marking_of_what_is_in_it(audience: str, marking: str) -> None:
    assert edition("full-report", audience).marking == marking


def test_the_parliamentarian_gets_options_but_no_advice() -> None:
    report = edition("full-report", "parliamentarian")
    assert sum(isinstance(part, Option) for part in report.parts) == 7
    assert not any(isinstance(part, Recommendation | Risk) for part in report.parts)


@pytest.mark.parametrize("audience", ["minister", "senior-official", "analyst"])
def test_those_who_decide_get_the_recommendations(audience: str) -> None:
    for kind in KINDS:
        kept = {part.key for part in edition(kind, audience).parts}
        assert {"rec-mediation", "rec-returns"} <= kept

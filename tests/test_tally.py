"""The tally: words of every choice, known beforehand, to the word."""

from __future__ import annotations

import random
from functools import cache

import pytest

from briefings import words
from briefings.document import word_count
from briefings.edition import Edition
from briefings.edition.stocktaking import wordings
from briefings.galley import Galley
from briefings.galley.marks import Variant
from briefings.galley.tally import tally
from briefings.press import Press
from test_proof import CONTENTS, chosen, press

CHOICES = 8


@cache
def pressed(content: str, kind: str, audience: str) -> Press:
    return press(content, kind, audience)


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize(
    ("kind", "audience"),
    [("one-page-summary", "minister"), ("policy-brief", "analyst"), ("policy-brief", "public")],
)
def test_words_are_counted_beforehand_as_they_are_in_the_document(
    content: str, kind: str, audience: str
) -> None:
    own = pressed(content, kind, audience)
    random_ = random.Random(f"{content} {kind}")
    for _ in range(CHOICES):
        edition, choice = chosen(own.whole, random_)
        said = word_count(own.document(edition)) + uncited(own.whole, edition)
        assert own.tally.length(choice) == said, choice


def uncited(whole: Edition, edition: Edition) -> int:
    """Words that a kind with one line of sources does not say where nothing cites them."""
    if whole.kind.sources != "line":
        return 0
    there = {source.key for source in edition.briefing.sources}
    gone = [source for source in whole.briefing.sources if source.key not in there]
    language = whole.briefing.language
    return sum(words.count(source.descriptor or source.title, language) for source in gone)


@pytest.mark.parametrize("content", CONTENTS)
def test_everything_is_counted_as_it_is_in_the_document(content: str) -> None:
    own = pressed(content, "full-report", "analyst")
    everything = {key: len(levels) for key, levels in wordings(own.whole).items()}
    assert own.tally.length(everything) == word_count(own.document(own.whole))


# --- by hand -------------------------------------------------------------------------------------


def counted(html: str, **ranks: int) -> Galley:
    return tally([Variant(html, ranks)], "en-GB")


ONE = '<p data-part="a">One.</p>'


@pytest.mark.parametrize(
    ("html", "number"),
    [
        ("<h2>Two words</h2><p>and three more</p>", 5),
        ("<p>These <strong>are <em>five</em></strong> words<br/>here</p>", 5),
        ("<p>un<strong>broken</strong></p>", 1),
        ("<ul><li>One</li><li><p>two</p><p>three</p></li></ul>", 3),
        ("<blockquote><p>One two</p></blockquote>", 2),
        ('<figure><figcaption>Two words</figcaption><img alt="not these"/></figure>', 2),
        ("<dl><dt>One</dt><dd>two three</dd></dl>", 3),
    ],
)
def test_words_of_all_blocks_are_counted(html: str, number: int) -> None:
    assert counted(f"{html}{ONE}", a=1).length({"a": 1}) == number + 1


def test_captions_and_heads_of_tables_are_counted() -> None:
    table = "<table><caption>Two words</caption><thead><tr><th>Head</th></tr></thead>"
    table += "<tbody><tr><th>Row</th><td>three four</td></tr></tbody></table>"
    assert counted(table + ONE, a=1).length({"a": 1}) == 7


@pytest.mark.parametrize(
    "name", ["sources", "control", "likelihood-key", "chart-data", "contents", "notes"]
)
def test_notes_and_sources_are_apart(name: str) -> None:
    html = f'<section class="{name}"><h2>Not</h2><p>these</p></section>{ONE}'
    assert counted(html, a=1).length({"a": 1}) == 1


def test_the_call_of_a_note_is_no_word() -> None:
    html = '<p data-part="a">One<sup><a role="doc-noteref" href="#note-1">1</a></sup> two.</p>'
    assert counted(html, a=1).length({"a": 1}) == 2


def test_the_number_of_a_heading_is_no_word() -> None:
    html = f'<section><h2><span class="number">1</span> Now</h2>{ONE}</section>'
    assert counted(html, a=1).length({"a": 1}) == 2


def test_each_wording_has_its_own_words() -> None:
    variants = [
        Variant('<p data-part="a">One two three</p><p data-part="b">four</p>', {"a": 2, "b": 1}),
        Variant('<p data-part="a">One</p><p data-part="b">four</p>', {"a": 1, "b": 1}),
    ]
    galley = tally(variants, "en-GB")
    assert [galley.length({"a": rank, "b": 1}) for rank in (1, 2)] == [2, 4]
    assert galley.length({"b": 1}) == 1


def test_a_heading_goes_with_the_last_part_under_it() -> None:
    html = f'<section><h2>Two words</h2>{ONE}</section><p data-part="b">Four</p>'
    galley = counted(html, a=1, b=1)
    assert (galley.length({"a": 1, "b": 1}), galley.length({"b": 1})) == (4, 1)


def test_words_fall_on_no_pages() -> None:
    assert counted(f"<p>{'word ' * 5000}</p>{ONE}", a=1).pages({"a": 1}).count == 1

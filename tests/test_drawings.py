"""Drawings: what of an edition is in them, and in whose words."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import content
from briefings.checks import check
from briefings.edition import Edition
from briefings.edition.stocktaking import needs
from briefings.errors import ContentError
from briefings.library import Library
from briefings.model.parts import Part
from briefings.model.pictured import Map, is_drawn
from briefings.rendering.drawings import Drawings
from briefings.rendering.material import Material
from conftest import LIBRARY, audience, blocks, edition, keys, loaded

NAMES = LIBRARY.names
RANGES, PLAIN = audience(likelihood="range"), audience(likelihood="words")

GATES = (
    "type: key_judgement, id: gates, title: The gates hold, short: They hold., likelihood: unlikely"
)
SECRET = (
    "type: key_judgement, id: leak, title: A leak, short: It leaks., likelihood: unlikely,"
    " marking: 'TLP:RED'"
)
STICK = "type: yardstick, id: stick, title: How likely"
RISK = (
    "type: risk, id: flood, title: A flood, short: It floods., likelihood: unlikely, impact: high"
)
GRID = "type: matrix, id: grid, title: Risks"
WAR = (
    "type: actors, id: sides, title: Sides, display: figure, actors:"
    " [{id: n, name: North, short: a}, {id: s, name: South, short: b, marking: 'TLP:RED'},"
    " {id: w, name: West, short: c}], relations:"
    " [{from: n, to: s, kind: opposes}, {from: n, to: w, kind: talks, text: by telephone}]"
)


def told(of: Edition, key: str) -> str:
    """What a drawing of *of* shows, in words."""
    return Drawings(of, Material(LIBRARY.labels("en-GB"))).description(part(of, key))


def part(of: Edition, key: str) -> Part:
    return next(part for part in of.parts if part.key == key)


def problems(*written: str) -> list[str]:
    briefing, source = loaded(blocks(*written))
    return [str(problem).partition(": ")[2] for problem in check(briefing, source, NAMES)]


# --- what is in them -----------------------------------------------------------------------------


def test_a_yardstick_shows_no_judgement_that_its_reader_does_not_get() -> None:
    found = edition(blocks(GATES, SECRET, STICK))
    assert "The gates hold" in told(found, "stick")
    assert "leak" not in told(found, "stick")


def test_a_yardstick_shows_no_judgement_that_gave_way() -> None:
    more = GATES.replace("gates", "ships").replace("The ships hold", "Ships wait")
    shorter = edition(blocks(GATES, more, STICK)).without(["ships"], {})
    assert "The gates hold" in told(shorter, "stick")
    assert "Ships" not in told(shorter, "stick")


def test_a_yardstick_without_a_judgement_is_not_there() -> None:
    assert keys(edition(blocks(SECRET, STICK, "type: prose, id: p, long: x"))) == ["now", "p"]


def test_a_yardstick_is_not_kept_without_the_first_of_its_judgements() -> None:
    assert needs(edition(blocks(GATES, STICK)))["stick"] == {"gates"}


@pytest.mark.parametrize("block", [STICK, GRID])
def test_who_is_told_no_likelihood_gets_no_picture_of_it(block: str) -> None:
    found = edition(blocks(GATES, RISK, block), for_=audience(likelihood="none"))
    assert keys(found) == ["now", "gates", "flood"]


def test_what_is_in_a_picture_gives_way_with_all_of_it() -> None:
    written = "type: prose, id: p, short: x, requires: [n]"
    found = needs(edition(blocks(WAR, written)))
    assert found["sides"] == frozenset()
    assert found["p"] == {"sides"}
    assert "n" not in found


def test_likelihood_is_in_the_words_of_the_audience() -> None:
    written = blocks(GATES, STICK)
    assert "unlikely (25–35%)" in told(edition(written, for_=RANGES), "stick")
    plainly = told(edition(written, for_=PLAIN), "stick")
    assert "more likely not to happen than to happen: The gates hold." in plainly
    assert "%" not in plainly


def test_a_matrix_has_scenarios_whose_impact_is_a_term_and_names_the_others() -> None:
    scenario = (
        "type: scenario, id: {0}, title: Case {0}, short: x, likelihood: unlikely, impact: {1}"
    )
    two = scenario.format("one", "severe"), scenario.format("two", "a good deal")
    found = told(edition(blocks(RISK, *two, GRID)), "grid")
    assert "unlikely, severe impact: 2 Case one." in found
    assert "Not placed, as no likelihood or impact is stated: Case two." in found


def test_a_relation_goes_with_either_of_its_actors() -> None:
    found = told(edition(blocks(WAR)), "sides")
    assert "North – talks with – West (by telephone)" in found
    assert "South" not in found


def test_actors_whose_relations_are_all_gone_are_a_table() -> None:
    lonely = WAR.replace(", {from: n, to: w, kind: talks, text: by telephone}", "")
    assert not is_drawn(part(edition(blocks(lonely)), "sides"))


def test_a_timeline_is_drawn_with_the_shortest_wordings() -> None:
    events = "[{date: 1893, short: The line, long: The line is drawn by the British.}]"
    found = edition(blocks(f"type: timeline, id: t, title: T, display: figure, events: {events}"))
    assert told(found, "t") == "Timeline, 1 events. 1893: The line."


# --- what is wrong -------------------------------------------------------------------------------


def test_what_a_picture_is_to_show_has_to_be_there() -> None:
    assert problems(STICK.replace("title", "of: [gate], title"), GATES) == [
        "'gate' is no id of a part with a likelihood. did you mean 'gates'? [C113]"
    ]


def test_a_picture_of_nothing_is_refused() -> None:
    assert problems("type: prose, long: x", GRID) == [
        "nothing in the briefing has a place in it. give what it is to show a likelihood, and an"
        " impact: low, moderate, high, severe [G202]"
    ]


def test_a_relation_is_between_actors_of_its_block() -> None:
    assert problems(WAR.replace("to: w", "to: x")) == [
        "'x' is no id of an actor of this block. use one of n, s, w [C112]"
    ]


def test_more_actors_than_can_be_followed_are_refused() -> None:
    more = "".join(f", {{id: a{n}, name: A{n}, short: x}}" for n in range(10))
    assert problems(WAR.replace("}], relations", f"}}{more}], relations")) == [
        "a drawing of 13 actors, more than 12, can't be followed. leave some out, or leave it a"
        " table [G201]"
    ]


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (WAR.replace("to: s", "to: n"), "a relation of an actor to itself"),
        (WAR.replace("kind: opposes", "kind: other"), "a relation that says nothing"),
        (WAR.partition(", relations")[0], "a figure of actors without relations"),
        (
            "type: timeline, title: T, events: [{date: 2001/1996, short: x}]",
            "the date ends before it begins",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(block: str, what: str) -> None:
    with pytest.raises(ContentError, match=what):
        loaded(blocks(block))


def test_a_country_that_no_map_has_is_refused_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    land = "type: map, title: M, countries: [{code: PKA, name: Pakistan}]"
    head = "title: T\norganisation: O\nmarking: TLP:CLEAR\nbottom_line: {short: x.}\n"
    file.write_text(head + blocks(land), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        content.load(file, Library.of(tmp_path, tmp_path))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("C114", 9)
    assert problem.what == "'PKA' is no country that can be drawn"


# --- maps of a file -------------------------------------------------------------------------------


def of_file(folder: Path, rows: str, more: str = "") -> content.Content:
    """A briefing with a map of a file that has *rows* below its head."""
    (folder / "d.csv").write_text("Code,Country,Deaths\n" + rows, encoding="utf-8")
    head = "title: T\norganisation: O\nmarking: TLP:CLEAR\nbottom_line: {short: x.}\n"
    text = head + blocks(f"type: map, title: M, file: d.csv{more}")
    (folder / "b.yaml").write_text(text, encoding="utf-8")
    return content.load(folder / "b.yaml", Library.of(folder, folder))


def test_a_map_takes_countries_and_numbers_from_a_file(tmp_path: Path) -> None:
    found = of_file(tmp_path, 'FRA,France,"1,200"\nCHE,Schweiz,–\n')
    (part,) = found.briefing.sections[0].blocks
    assert isinstance(part, Map)
    assert [(c.code, c.name, c.value) for c in part.countries] == [
        ("FRA", "France", 1200),
        ("CHE", "Schweiz", None),
    ]
    assert part.unit == "Deaths"
    assert tmp_path / "d.csv" in found.files


def test_per_cents_on_a_map_are_its_unit_if_none_is_given(tmp_path: Path) -> None:
    units = []
    for more in ("", ", unit: of deaths"):
        (part,) = of_file(tmp_path, "FRA,France,12 %\n", more).briefing.sections[0].blocks
        assert isinstance(part, Map)
        units.append(part.unit)
    assert units == ["%", "of deaths"]


@pytest.mark.parametrize(
    ("rows", "code", "what"),
    [
        ("FRA,France,many\n", "G101", "'many' (France, Deaths) is not a number"),
        ("FRA,France\n", "D104", "row 2 of 'd.csv' has 2 cells, the first has 3"),
        ("FRX,France,1\n", "C114", "'FRX' is no country that can be drawn"),
        ("FRA,,1\n", "D106", "row 1 of 'd.csv' below the head has no name of a country"),
        (
            "FRA,France,1\nFRA,France,2\n",
            "D106",
            "row 2 of 'd.csv' below the head is of 'FRA' again",
        ),
        ("FRA,\u0b95,1\n", "U101", "no font of the theme has U+0B95"),
    ],
)
def test_what_is_wrong_with_a_file_of_a_map_is_told(
    tmp_path: Path, rows: str, code: str, what: str
) -> None:
    with pytest.raises(ContentError) as caught:
        of_file(tmp_path, rows)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what[: len(what)]) == (code, what)


def test_a_map_has_countries_or_a_file() -> None:
    with pytest.raises(ContentError, match="needs either countries or a file"):
        loaded(blocks("type: map, title: M"))

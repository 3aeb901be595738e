"""Which part is to blame, found by laying out some of a document's parts without the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefings.engine import Cause, Columns, Complained, Laid, Measured, Sheet, Unlaid
from briefings.errors import Place
from briefings.typeset.blame import culprit, unlaid
from briefings.typeset.witness import Suspect, Witness
from conftest import told


def part(key: str, html: str) -> str:
    return f'<p data-part="{key}">{html}</p>'


PARTS = "".join(part(key, key * 3) for key in "abcdefg")


@pytest.mark.parametrize("key", "adg")
def test_it_is_the_part_that_fails_alone(key: str) -> None:
    assert culprit(PARTS, lambda html: key * 3 in html) == key


def test_halves_are_tried_so_that_few_trials_are_needed() -> None:
    tried = []

    def fails(html: str) -> bool:
        tried.append(html)
        return "ddd" in html

    culprit(PARTS, fails)
    assert len(tried) == 5


def test_what_only_fails_together_is_the_document_as_a_whole() -> None:
    assert culprit(PARTS, lambda html: "aaa" in html and "ggg" in html) == ""


def test_what_fails_without_any_part_is_the_document_as_a_whole() -> None:
    assert culprit("<h1>bad</h1>" + PARTS, lambda html: "bad" in html) == ""


NESTED = (
    '<section data-part="s"><h2>head</h2><div data-part="t"><p>own</p>'
    '<p data-part="u">first</p><p data-part="v">second</p></div></section>' + PARTS
)


@pytest.mark.parametrize(("word", "key"), [("second", "v"), ("own", "t"), ("head", "s")])
def test_of_parts_inside_each_other_it_is_the_innermost(word: str, key: str) -> None:
    assert culprit(NESTED, lambda html: word in html) == key


def test_what_fails_together_inside_a_part_is_that_part() -> None:
    assert culprit(NESTED, lambda html: "first" in html and "second" in html) == "t"


def test_a_note_goes_with_the_parts_that_call_it() -> None:
    call = '<a role="doc-noteref" class="note-call" href="#note-1">1</a>'
    notes = '<section class="notes"><ol><li id="note-1">long</li></ol></section>'
    html = part("a", "x") + part("b", f"y{call}") + notes
    assert culprit(html, lambda html: "long" in html) == "b"


@pytest.mark.parametrize(
    ("cause", "said", "expected"),
    [
        ("time", "60 s", "this takes longer than 60 s to lay out. {} allow more with --time-limit"),
        (
            "memory",
            "2048 MB",
            "this takes more than 2048 MB of memory to lay out. {} allow more with --memory-limit",
        ),
        ("stop", "KeyError", "this stops the layout engine (KeyError). {} nest it less deeply"),
    ],
)
def test_each_cause_is_told_with_a_remedy(cause: Cause, said: str, expected: str) -> None:
    problem = unlaid(Place("b.yaml", 3, 5), Unlaid(cause, said), "this")
    told = str(problem).removeprefix("b.yaml:3:5: ").rpartition(" [")[0]
    assert told == expected.format("make it shorter or simpler, or")


class Fussy:
    """An engine that stops at some words."""

    def __init__(self, *words: str, complains: str = "nothing") -> None:
        self.words, self.complains, self.asked, self.ended = words, complains, 0, 0

    def lay_out(self, sheet: Sheet) -> Laid:
        self.asked += 1
        if all(word in sheet.html for word in self.words):
            raise Unlaid("stop", f"Stop {self.asked}")
        if self.complains in sheet.html:
            raise Complained(("x",))
        return Laid(1, {}, 1, 2)

    def write(self, sheet: Sheet) -> bytes:
        return b"%d" % self.lay_out(sheet).count

    def measure(self, sheet: Sheet, columns: Columns) -> Measured:
        raise Unlaid("time", "1 s")

    def spare(self, sheet: Sheet) -> Fussy:
        return self

    def end(self) -> None:
        self.ended += 1


def witness(engine: Fussy, *documents: str) -> Witness:
    def suspects() -> Iterator[Suspect]:
        for number, html in enumerate(documents, 1):
            yield Suspect(html, lambda key, n=number: Place(f"{key}.yaml", n))  # type: ignore[misc]

    return Witness(engine, suspects, lambda html: Sheet(html, {}), Place("whole.yaml"))


def test_the_part_is_told_with_its_place_and_what_it_alone_met() -> None:
    engine = Fussy("bbb")
    assert told(lambda: witness(engine, PARTS).lay_out(Sheet("bbb", {}))) == [
        "b.yaml:1:1: this part stops the layout engine (Stop 6). "
        "make it shorter or simpler, or nest it less deeply [W113]"
    ]
    assert engine.ended == 1


def test_writing_is_tried_where_writing_failed() -> None:
    (problem,) = told(lambda: witness(Fussy("bbb"), PARTS).write(Sheet("bbb", {})))
    assert problem.startswith("b.yaml:1:1: ")


def test_what_the_engine_goes_on_after_is_no_failure_of_a_part() -> None:
    engine = Fussy("bbb", complains="aaa")
    (problem,) = told(lambda: witness(engine, PARTS).lay_out(Sheet("bbb", {})))
    assert problem.startswith("b.yaml:1:1: ")


def test_where_several_documents_were_measured_it_is_a_part_of_one_of_them() -> None:
    measured = witness(Fussy("hhh"), PARTS, PARTS.replace("ccc", "hhh"))
    (problem,) = told(lambda: measured.measure(Sheet("", {}), Columns({}, ())))
    assert problem.startswith("c.yaml:2:1: this part stops the layout engine")


def test_where_no_part_fails_alone_the_whole_is_told_with_what_it_met() -> None:
    engine = Fussy("aaa", "bbb")
    assert told(lambda: witness(engine, PARTS).lay_out(Sheet("aaabbb", {}))) == [
        "whole.yaml:1:1: the document as a whole, but no part of it alone, "
        "stops the layout engine (Stop 1). make it shorter or simpler, or nest it less deeply "
        "[W113]"
    ]


def test_nothing_is_tried_where_all_went_well() -> None:
    engine = Fussy("zzz")
    assert witness(engine, PARTS).lay_out(Sheet("aaa", {})).count == 1
    assert (engine.asked, engine.ended) == (1, 0)

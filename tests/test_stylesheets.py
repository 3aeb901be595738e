"""Style sheets read rule by rule: the same styles as if the engine had read them whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefings.engine import Complained, Sheet
from briefings.engine.stylesheets import rules, taken_out
from briefings.engine.within import Within
from briefings.typeset import stylesheet
from conftest import LIBRARY, document
from test_typeset import THEME

HTML = "<!DOCTYPE html><html lang='en'><head><title>t</title>{}</head><body>{}</body></html>"


def page(css: str, body: str = "<p id='p'>x</p>") -> str:
    return HTML.format(f"<style>{css}</style>", body)


def test_rules_end_with_their_last_brace_wherever_others_stand() -> None:
    css = '/* } */ p { content: "}" } @page { @top-left { content: none } } q { a: \\} } i'
    first, second = '/* } */ p { content: "}" }', "@page { @top-left { content: none } }"
    assert [*rules(css)] == [first, second, "q { a: \\} }", "i"]


@pytest.mark.parametrize("layout", THEME.layouts)
def test_the_sheet_of_a_product_is_taken_out_whole(layout: str) -> None:
    css = stylesheet(replace(document("<h1>x</h1>"), layout=layout), THEME, LIBRARY.templates)
    found = taken_out(page(css))
    assert len(found.sheets) == 1
    assert "<style" not in found.html


def test_a_sheet_that_was_read_is_the_same_object_again() -> None:
    assert taken_out(page("p { color: red }")) == taken_out(page("p { color: red }"))


@pytest.mark.parametrize(
    "css",
    [
        "@import url(a.css); p { color: red }",
        "@font-face { font-family: F; src: url(f.ttf) }",
        "@layer a { p { color: red } }",
        "p { color: red } p { no-such: 1 }",
    ],
)
def test_what_says_more_than_rules_do_is_left_to_the_engine(css: str) -> None:
    assert taken_out(page(css)) == taken_out(page(css))
    assert taken_out(page(css)).html == page(css)


def test_what_the_engine_says_of_a_rule_is_told_once_and_every_time() -> None:
    sheet = Sheet(page("p { color: red } p { no-such: 1 }"), {})
    for _ in range(2):
        with pytest.raises(Complained) as error:
            Within().lay_out(sheet)
        assert len(error.value.said) == 1
        assert "no-such" in error.value.said[0]


def test_of_rules_that_weigh_the_same_the_later_one_holds() -> None:
    css = "p { padding-top: 10pt } .a { padding-top: 20pt } .b { padding-top: 30pt }"
    laid = Within().lay_out(Sheet(page(css + "@page { margin: 0 }", "<p class='b a'>x</p>"), {}))
    other = Within().lay_out(Sheet(page(css + "@page { margin: 0 }", "<p class='a'>x</p>"), {}))
    assert laid.used - other.used == pytest.approx(10)

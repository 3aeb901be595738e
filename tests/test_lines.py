"""A line that was set before is not set anew, and nobody sees that it was not."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.text import line_break

from briefings.engine import Sheet, lines
from briefings.engine.within import Within

PAGE = """
<style>
  @page {{ size: {width} 200px; margin: 0 }}
  html {{ font: 10px/14px "Source Serif 4"; hyphens: auto }}
  p {{ margin: 0; {style} }}
</style>
<html lang="{language}"><title>-</title><body><p>{words}</p>
"""
WORDS = (
    "Talks between both governments were interrupted unexpectedly over verification of <b>a</b>."
)


def sheet(style: str = "", width: str = "125px", language: str = "en", words: str = WORDS) -> Sheet:
    return Sheet(PAGE.format(style=style, width=width, language=language, words=words), {})


@pytest.fixture
def anew() -> Iterator[None]:
    """What was set by other tests is forgotten."""
    lines._kept.clear()
    yield
    lines._kept.clear()


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch, anew: None) -> list[tuple[str, Any]]:
    """The words that are set as a line, and in what style, from now on."""
    asked: list[tuple[str, Any]] = []
    begin = line_break.create_layout

    def noted(text: str, style: Any, *more: Any) -> Any:
        asked.append((text, style))
        return begin(text, style, *more)

    monkeypatch.setattr(line_break, "create_layout", noted)
    return asked


def said(page: Sheet) -> list[tuple[str, float, float]]:
    """The text boxes of *page*: words, place and width."""
    boxes = [box for one in Within().pages(page).pages for box in one._page_box.descendants()]
    return [(b.text, b.position_x, b.width) for b in boxes if type(b).__name__ == "TextBox"]


def test_what_was_set_before_is_not_set_anew(split: list[tuple[str, Any]]) -> None:
    first = said(sheet())
    assert len(first) > 3
    assert split
    split.clear()
    assert said(sheet("color: red; margin-top: 20px")) == first
    assert split == []


OTHERS = {
    "another width": sheet(width="110px"),
    "another size": sheet("font-size: 11px"),
    "another weight": sheet("font-weight: 700"),
    "another family": sheet("font-family: 'Source Sans 3'"),
    "another language": sheet(language="de"),
    "no hyphens": sheet("hyphens: manual"),
    "wider spaces": sheet("word-spacing: 3px"),
    "wider letters": sheet("letter-spacing: 1px"),
    "small capitals": sheet("font-variant-caps: small-caps"),
    "one line": sheet("white-space: nowrap"),
    "from the right": sheet("direction: rtl"),
    "other words": sheet(words=WORDS.replace("both", "the two")),
}


@pytest.mark.parametrize("name", OTHERS)
def test_lines_that_would_be_set_otherwise_are(name: str, anew: None) -> None:
    alone = said(OTHERS[name])
    lines._kept.clear()
    usual = said(sheet())
    assert said(OTHERS[name]) == alone
    assert alone != usual


def test_the_same_bytes_come_of_lines_that_are_known(anew: None) -> None:
    alone = Within().write(sheet("text-decoration: underline"))
    lines._kept.clear()
    said(sheet())
    assert Within().write(sheet("text-decoration: underline")) == alone
    assert Within().write(sheet("text-decoration: underline")) == alone


STYLES = (
    "hyphens: none; word-spacing: 2px; letter-spacing: 1px",
    "white-space: pre-wrap; tab-size: 4",
    "white-space: nowrap; text-decoration: underline",
    "overflow-wrap: anywhere; word-break: break-all",
    "font-language-override: 'DEU'; font-variation-settings: 'wght' 500",
    "font-feature-settings: 'onum'; font-variant: small-caps oldstyle-nums; font-kerning: none",
    "font-size: 40px; hyphenate-limit-zone: 20%; hyphenate-limit-chars: 5 2 2",
    "direction: rtl; font-stretch: condensed; font-style: italic; hyphens: manual",
)


def test_the_engine_asks_no_more_of_a_style_than_is_told_apart(
    split: list[tuple[str, Any]],
) -> None:
    for declared in STYLES:
        said(sheet(declared, words=f"{WORDS} ver\u00adi\u00adfi\u00adca\u00adtion\tof it"))
    asked: set[str] = set()
    set_anew: Any = inspect.unwrap(line_break.split_first_line)

    class Noting(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            asked.add(name)
            return style[name]

    for text, style in [*split]:
        noting = Noting()
        noting.__dict__["font_config"] = style.font_config
        context: Any = type("Context", (), {"dictionaries": {}})()
        for width in (None, 30.0, 150.0):
            set_anew(text, noting, context, width, 0)
    told_apart = {*lines.ASKED, "font_family", "text_decoration_line"}
    assert asked - told_apart == set()
    assert told_apart - asked == set()


def test_when_there_are_too_many_lines_are_set_anew(
    split: list[tuple[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST", 3)
    alone = said(sheet("font-weight: 700"))
    assert said(sheet()) != alone
    split.clear()
    assert said(sheet("font-weight: 700")) == alone
    assert split
    ((_, kept),) = lines._kept.items()
    assert len(kept.lines) <= 3


def test_lines_are_kept_as_long_as_the_fonts_are_that_they_were_set_with(anew: None) -> None:
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    lines._kept[fonts] = lines.Kept()
    del fonts
    assert len(lines._kept) == 0

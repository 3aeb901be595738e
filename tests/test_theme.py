from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from briefings import schema, source
from briefings.library import packaged
from briefings.library.design import Design
from briefings.library.theme import Theme
from briefings.library.typography import BROADER, ColourRole, FontRole, StyleRole
from conftest import LIBRARY, told

FILE = Path("t.yaml")
INSTITUTE = (packaged() / "templates/themes/institute.yaml").read_text(encoding="utf-8")
LAYOUT = "layouts:\n  slim:\n    margins: {top: 1, right: 2, bottom: 3, left: 4}\n"


def theme(layouts: str = LAYOUT, leave_out: str = "\0") -> Theme:
    """The institute's theme with those layouts only, and without lines that begin so."""
    tokens = INSTITUTE.partition("layouts:")[0].splitlines(keepends=True)
    kept = (line for line in tokens if not line.strip().startswith(leave_out))
    return schema.load(Theme, source.read(FILE, text="".join(kept) + layouts))


# --- completeness --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("display:", "fonts lacks display"),
        ("ink:", "colours lacks ink"),
        ("caption:", "styles lacks caption"),
        ("note", "styles lacks note, note-line"),
    ],
)
def test_a_theme_that_lacks_a_token_is_refused(line: str, problem: str) -> None:
    assert problem in told(lambda: theme(leave_out=line))[0]


def test_a_token_that_nothing_uses_is_refused() -> None:
    text = INSTITUTE.replace("  ink:", '  pink: "#ff00ff"\n  ink:')
    found = told(lambda: schema.load(Theme, source.read(FILE, text=text)))
    assert "'pink'" in found[0]


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456; }"])
def test_a_colour_is_six_hexadecimal_digits(colour: str) -> None:
    text = INSTITUTE.replace('"#1b232b"', f"'{colour}'")
    found = told(lambda: schema.load(Theme, source.read(FILE, text=text)))
    assert found[0].startswith(f"t.yaml:11:8: '{colour}' does not have the right form.")


def test_a_family_has_a_name_that_word_takes() -> None:
    text = INSTITUTE.replace("Source Serif 4,", f"{'F' * 31},")
    assert schema.load(Theme, source.read(FILE, text=text)).fonts["text"].family == "F" * 31
    found = told(lambda: schema.load(Theme, source.read(FILE, text=text.replace("FF", "FFF", 1))))
    assert found[0].startswith("t.yaml:6:21: ")


def test_a_style_has_some_size() -> None:
    text = INSTITUTE.replace("size: 27", "size: 0")
    found = told(lambda: schema.load(Theme, source.read(FILE, text=text)))
    assert found[0].startswith("t.yaml:22:42: ")


def test_every_theme_of_the_library_is_complete() -> None:
    for name in LIBRARY.theme_names:
        found = LIBRARY.theme(name)
        assert set(found.fonts) == set(get_args(FontRole))
        assert set(found.colours) == set(get_args(ColourRole))
        assert set(get_args(StyleRole)) - set(BROADER) <= set(found.styles)


# --- layouts -------------------------------------------------------------------------------------


def test_a_layout_changes_what_it_names_and_leaves_the_rest() -> None:
    found = theme(LAYOUT + "    styles: {title: {size: 40}}\n")
    title = found.style("title", "slim")
    assert (title.size, title.leading, title.font) == (40, 29, "display")


def test_a_layout_leaves_other_styles_and_other_layouts_alone() -> None:
    wide = "  wide:\n    margins: {top: 1, right: 2, bottom: 3, left: 4}\n"
    found = theme(LAYOUT + "    styles: {title: {size: 40}}\n" + wide)
    assert found.style("title", "wide").size == 27
    assert found.style("subtitle", "slim").size == 13


def test_a_change_to_a_style_that_does_not_exist_is_refused() -> None:
    found = told(lambda: theme(LAYOUT + "    styles: {titel: {size: 40}}\n"))
    assert "'titel'" in found[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("size: big", "t.yaml:64:28: 'big' is not a number"),
        ("size: 0", "t.yaml:64:28: '0' is too small"),
        ("leading: 0", "t.yaml:64:31: '0' is too small"),
        ("tracking: 50", "t.yaml:64:32: '50' is too large"),
        ("weight: 700", "t.yaml:64:22: unknown field 'weight'"),
    ],
)
def test_a_change_that_makes_no_style_is_refused(change: str, problem: str) -> None:
    found = told(lambda: theme(LAYOUT + f"    styles: {{title: {{{change}}}}}\n"))
    assert found[0].startswith(problem)


def test_paper_is_a4_unless_the_layout_says_otherwise() -> None:
    assert theme().layouts["slim"].paper == "A4"


def test_a_paper_that_does_not_exist_is_refused() -> None:
    found = told(lambda: theme(LAYOUT + "    paper: A6\n"))
    assert "'A6' is not one of A3, A4, A5, letter, legal" in found[0]


def test_a_colour_is_told_by_its_role() -> None:
    assert theme().colour("ink") == "#1b232b"


# --- roles that can be left out ------------------------------------------------------------------


@pytest.mark.parametrize(("role", "broader"), BROADER.items())
def test_a_role_that_is_left_out_looks_as_its_broader_role(
    role: StyleRole, broader: StyleRole
) -> None:
    found = theme(leave_out=f"{role}:")
    assert found.style(role, "slim") == found.style(broader, "slim")


# --- design --------------------------------------------------------------------------------------


def test_a_theme_that_says_nothing_of_its_design_has_the_institutes() -> None:
    assert theme().design == Design()


@pytest.mark.parametrize(
    ("scale", "length", "scaled"), [(1, 3.2, 3.2), (1.25, 8, 10), (1.15, 13, 15), (1.25, 3.2, 4)]
)
def test_whole_lengths_stay_whole_at_any_scale(scale: float, length: float, scaled: float) -> None:
    assert Design(scale=scale).of(length) == scaled


def test_a_rule_that_word_cannot_draw_is_refused() -> None:
    problems = told(lambda: theme(f"design: {{weights: {{panel: 13}}}}\n{LAYOUT}"))
    assert problems == ["t.yaml:61:27: '13' is too large. write a value of at most 12.0 [M105]"]

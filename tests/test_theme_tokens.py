"""Tokens that do not go together are told at their places, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import schema, source
from briefings.letters import fonts
from briefings.library import packaged, tokens
from briefings.library.theme import Theme
from briefings.library.vision import apart
from conftest import LIBRARY

FILE = Path("t.yaml")
FACES = fonts.faces(LIBRARY.fonts)
FOUR = frozenset((bold, italic) for bold in (False, True) for italic in (False, True))


def small(family: str) -> frozenset[tuple[bool, bool]]:
    return frozenset({(False, False), (True, False)}) if "Source" in family else frozenset()


def text(name: str) -> str:
    return (packaged() / f"templates/themes/{name}.yaml").read_text(encoding="utf-8")


def found(name: str, *changes: tuple[str, str], faces: tokens.Faces = FACES) -> list[str]:
    """The problems of a theme of the package with parts of its text changed."""
    written = text(name)
    for old, new in changes:
        assert old in written
        written = written.replace(old, new)
    read = source.read(FILE, text=written)
    return [str(problem) for problem in tokens.check(schema.load(Theme, read), read, faces, small)]


def at(name: str, part: str, after: str) -> str:
    """``t.yaml:line:column`` of what follows *part* on its line."""
    lines = text(name).splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.strip().startswith(part))
    line = lines[number - 1]
    return f"t.yaml:{number}:{line.index(after) + len(after) + 1}"


@pytest.mark.parametrize("name", LIBRARY.theme_names)
def test_the_themes_of_the_package_are_sound(name: str) -> None:
    assert LIBRARY.checked_theme(name).name


@pytest.mark.parametrize(
    ("changes", "part", "after", "said"),
    [
        (
            ((" colour: soft, above: 9}", " colour: rule, above: 9}"),),
            "note-line:",
            "colour: ",
            "note-line: rule on paper has a contrast of 1.63, not 4.5. "
            "make rule darker or paper lighter [V103]",
        ),
        (
            (("colour: paper, bold: true}", "colour: soft, bold: true}"),),
            "table-head:",
            "colour: ",
            "table-head: soft on primary has a contrast of 1.83, not 4.5. "
            "make soft darker or primary lighter [V103]",
        ),
        (
            (('"#3d6b53"', '"#d8d8d8"'),),
            "palette:",
            '"#b98b2f", ',
            "#d8d8d8 on paper has a contrast of 1.43, not 3. make it darker [V104]",
        ),
        (
            (('"#3d6b53"', '"#a13b22"'),),
            "palette:",
            '"#b98b2f", ',
            "#a13b22 and #a23b22 look alike in protanopia. "
            "make one of them lighter or darker [V105]",
        ),
        (
            ((', "#7b5a86"]', "]"),),
            "palette:",
            "palette: ",
            "there are 5 colours for data series, not 6. add some [V105]",
        ),
        (
            (("family: Source Sans 3,", "family: Gill Sans,"),),
            "sans:",
            "family: ",
            "no folder of fonts has the family 'Gill Sans'. "
            "put its .ttf files into fonts/, or name one that is there [V106]",
        ),
        (
            (("running:         {font: sans, size: 8.5", "running:         {font: sans, size: 5"),),
            "running:",
            "size: ",
            "running of 5 pt is too small to be read. use 6 pt or more [V108]",
        ),
        (
            (("size: 8.5, leading: 11, colour: paper", "size: 8.5, leading: 8, colour: paper"),),
            "table-head:",
            "leading: ",
            "lines of table-head touch: leading 8, size 8.5 pt. give more leading [V108]",
        ),
        (
            (("right: 25, bottom: 18, left: 25", "right: 90, bottom: 18, left: 90"),),
            "margins: {top: 20",
            "margins: ",
            "the column of text in 'page' is 30 mm wide and 259 mm high. "
            "leave 45 by 100 mm or more [V109]",
        ),
    ],
    ids=lambda value: value[-5:-1] if isinstance(value, str) and value.endswith("]") else "",
)
def test_what_does_not_go_together_is_told_at_its_place(
    changes: tuple[tuple[str, str], ...], part: str, after: str, said: str
) -> None:
    assert f"{at('institute', part, after)}: {said}" in found("institute", *changes)


def test_a_face_that_is_asked_for_has_to_be_there() -> None:
    faces = {**FACES, "Source Sans 3": FOUR - {(True, True)}}
    assert found("institute", faces=faces) == [
        f"{at('institute', 'sans:', 'family: ')}: 'Source Sans 3' has no bold italic face. "
        "put its .ttf file into fonts/, or use another family [V107]"
    ]


def test_large_type_may_stand_out_less() -> None:
    pale = ('soft: "#4b5763"', 'soft: "#808080"')
    large = ("size: 13, leading: 17, colour: soft", "size: 18, leading: 22, colour: soft")

    def about_subtitles(*changes: tuple[str, str]) -> int:
        return sum(": subtitle: soft on paper" in line for line in found("institute", *changes))

    assert (about_subtitles(pale), about_subtitles(pale, large)) == (1, 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            (
                "  body:            {font: text, size: 12,",
                "  body:            {font: text, size: 11,",
            ),
            "body of 11 pt is not accessible. use 12 pt or more [V110]",
        ),
        (
            (
                "  caption:         {font: text, size: 10.5,",
                "  caption:         {font: text, size: 9,",
            ),
            "caption of 9 pt is not accessible. use 10 pt or more [V110]",
        ),
        (
            ("  kicker:          {font: text,", "  kicker:          {capitals: true, font: text,"),
            "kicker is set in capitals. set it upright, in small letters [V110]",
        ),
        (
            ("  quotation:       {font: text,", "  quotation:       {italic: true, font: text,"),
            "quotation is set in italic. set it upright, in small letters [V110]",
        ),
        (("hyphenate: false", "hyphenate: true"), "words are divided. say hyphenate: false [V110]"),
        (
            ("italics: false", "italics: true"),
            "stress and titles of works are set in italics. say italics: false [V110]",
        ),
        (
            ("links: strong", "links: faint"),
            "the line under links is faint. say links: strong [V110]",
        ),
    ],
)
def test_a_theme_that_is_to_be_accessible_is_held_to_it(change: tuple[str, str], said: str) -> None:
    (problem,) = found("government", change)
    assert problem.endswith(f": {said}")
    assert found("government", change, ("accessible: true", "accessible: false")) == []


def test_every_problem_is_told_at_once() -> None:
    changes = (('"#3d6b53"', '"#d8d8d8"'), ("family: Source Sans 3,", "family: Gill Sans,"))
    assert [problem[-6:] for problem in found("institute", *changes)] == ["[V104]", "[V106]"]


def test_red_and_green_are_apart_but_not_for_everybody() -> None:
    difference, sight = apart("#8a6b00", "#5a8a00")
    assert difference < 0.12
    assert sight in ("protanopia", "deuteranopia")


def test_black_and_white_are_as_far_apart_as_colours_can_be() -> None:
    difference, _ = apart("#000000", "#ffffff")
    assert difference == pytest.approx(1, abs=0.001)


def test_small_capitals_are_the_font_s_own_or_none() -> None:
    change = (
        "accent, bold: true, capitals: true, tracking: 0.7",
        "accent, bold: true, capitals: small, tracking: 0.7",
    )
    (problem,) = found("risk-desk", change)
    assert problem.endswith(
        ": kicker: that face of 'IBM Plex Sans Condensed' has no small capitals. "
        "say capitals: true, or use another family [V111]"
    )


def test_running_text_keeps_to_the_grid_of_its_layout() -> None:
    list_ = "list:            {font: text, size: 8.5, leading: 11}"
    change = (list_, list_.replace("11}", "10.5, above: 3}"))
    leading, above, *again = found("risk-desk", change)
    assert leading.startswith("t.yaml:41:")
    assert leading.endswith(
        ": list leaves the grid of 'side': leading is 10.5 pt. "
        "use a multiple of the leading of body, 11 pt, or say grid: false [V112]"
    )
    assert "above is 3 pt. use none, or a multiple" in above
    assert len(again) == 3  # both in the layout 'page', and the space in 'book'


def test_a_font_tells_which_of_its_faces_have_small_capitals() -> None:
    assert fonts.small_capitals(LIBRARY.fonts, "Source Sans 3") == {(False, False), (True, False)}
    assert fonts.small_capitals(LIBRARY.fonts, "IBM Plex Sans Condensed") == frozenset()

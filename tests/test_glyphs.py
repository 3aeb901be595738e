"""Every character that is printed has a glyph, or the author is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import content
from briefings.errors import Place
from briefings.glyphs import Glyphs
from briefings.library import Library, packaged
from conftest import LIBRARY, told
from project import FERRY, Project

GLYPHS = Glyphs(LIBRARY.theme("institute"), LIBRARY.fonts[:1])
CHART = """\
      - {type: chart, id: c, title: Sailings, file: rows.csv}
"""
TABLE = """\
      - type: table
        id: t
        title: Sailings
        columns: [Port, Sailings]
        rows: [[North, "4"], [South த, "2"]]
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">\n'
    '<title>ﬁ</title><text y="9">Pier த</text></svg>'
)


def problems(tmp_path: Path, text: str, **files: str) -> list[str]:
    """What is wrong with *text* and the files beside it, by their names without a dot."""
    project = Project(tmp_path)
    for name, said in files.items():
        project.write(f"content/{name.replace('_', '.')}", said)
    path = project.content(text)
    return [problem.replace(f"{tmp_path}/", "") for problem in told(lambda: load(path))]


def load(path: Path) -> object:
    return content.load(path, Library.of(path.parents[1], path.parent))


TAMIL = (
    "no font of the theme has U+0BA4 TAMIL LETTER TA (த). put the files of a font that has it "
    "into templates/fonts and name it in the theme, as scripts: {Taml: …} [U101]"
)


def test_a_character_in_a_title_is_told_where_it_stands(tmp_path: Path) -> None:
    found = problems(tmp_path, FERRY.replace("in winter", "in த winter"))
    assert found == [f"content/ferry.yaml:1:25: {TAMIL}"]


def test_characters_are_told_all_at_once(tmp_path: Path) -> None:
    text = FERRY.replace("Harbour Office", "Harbour த").replace("Sailings fall", "Sailings த fall")
    assert problems(tmp_path, text + TABLE) == [
        f"content/ferry.yaml:2:23: {TAMIL}",
        f"content/ferry.yaml:15:25: {TAMIL}",
        f"content/ferry.yaml:20:37: {TAMIL}",
    ]


def test_a_character_in_folded_text_is_told_in_its_line(tmp_path: Path) -> None:
    text = FERRY.replace(
        "short: Few travellers", "short: >-\n          Few\n          த travellers"
    )
    assert problems(tmp_path, text) == [f"content/ferry.yaml:15:11: {TAMIL}"]


def test_a_character_that_an_escape_makes_is_told_where_its_text_begins(tmp_path: Path) -> None:
    text = FERRY.replace("Ferry service in winter", r'"Ferry \u0BA4"') + "# த\n"
    assert problems(tmp_path, text) == [f"content/ferry.yaml:1:8: {TAMIL}"]


def test_a_character_in_a_note_is_told(tmp_path: Path) -> None:
    text = FERRY.replace("to two.", "to two.^[See த.]")
    assert problems(tmp_path, text) == [f"content/ferry.yaml:15:59: {TAMIL}"]


def test_a_character_in_a_csv_file_is_told_there(tmp_path: Path) -> None:
    found = problems(tmp_path, FERRY + CHART, rows_csv="Port,Sailings\nNorth,4\nSouth த,2\n")
    assert found == [f"content/rows.csv:3:7: {TAMIL}"]


def test_a_character_in_a_drawing_is_told_there(tmp_path: Path) -> None:
    figure = "      - {type: figure, title: Pier, file: pier.svg, alt: A pier த}\n"
    found = problems(tmp_path, FERRY + figure, pier_svg=SVG)
    assert found == [f"content/pier.svg:2:34: {TAMIL}"]


def test_a_character_in_a_file_of_labels_is_told_there(tmp_path: Path) -> None:
    english = (packaged() / "templates/labels/en.yaml").read_text(encoding="utf-8")
    Project(tmp_path).write(
        "templates/labels/en.yaml", english.replace("risks: Risks", "risks: Risks த")
    )
    line = english[: english.index("  risks:")].count("\n") + 1
    assert problems(tmp_path, FERRY) == [f"templates/labels/en.yaml:{line}:16: {TAMIL}"]


def test_text_that_is_only_heard_needs_no_glyph(tmp_path: Path) -> None:
    figure = "      - {type: figure, title: Pier, file: pier.svg, alt: A pier த}\n"
    project = Project(tmp_path)
    project.write("content/pier.svg", SVG.replace(" த", ""))
    assert load(project.content(FERRY + figure + "keywords: [த]\n"))


def test_a_private_use_character_is_told_even_if_a_font_has_it(tmp_path: Path) -> None:
    assert problems(tmp_path, FERRY.replace("in winter", "\ue000")) == [
        "content/ferry.yaml:1:22: it has the private-use character U+E000. "
        "write the character that it stands for [U102]"
    ]


def test_check_tells_it_too(tmp_path: Path) -> None:
    project = Project(tmp_path)
    path = project.content(FERRY.replace("in winter", "in த winter"))
    done = project.call("check", str(path.relative_to(tmp_path)))
    assert (done.code, done.problems[:1]) == (1, [f"content/ferry.yaml:1:25: {TAMIL}"])


# --- without files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "extra"), [("日本", "chinese"), ("かな", "japanese"), ("한글", "korean")]
)
def test_the_remedy_names_what_to_install_for_a_known_script(text: str, extra: str) -> None:
    (problem,) = GLYPHS.problems(text, Place("a"))
    assert problem.remedy == f"run: python -m pip install 'briefings[{extra}]'"


def test_a_problem_names_three_characters_and_counts_the_rest() -> None:
    (problem,) = GLYPHS.problems("தமழவ௧", Place("a"))
    assert problem.what.endswith("U+0BB4 TAMIL LETTER LLLA (ழ) and 2 more")


def test_a_sign_of_no_script_can_be_written_otherwise() -> None:
    (problem,) = GLYPHS.problems("\U0001f600", Place("a"))
    assert problem.remedy.startswith("write it otherwise, or put the files of a font")


@pytest.mark.parametrize(
    "text",
    [
        "Ḥaqqānī, Ṭālibān, ʿAbd al-Raḥmān ʾ",
        "Việt Nam: Độc lập – Tự do",
        "Αθήνα, Київ, Љубљана",
        "‹«„“”’»› … – — − × ÷ ≤ ≥ ≠ ≈ ± ½ → ↑ € £ ₹ § ¶ † ‡ • °",
        "गाँव क्षेत्र ৳ বাংলা שָׁלוֹם ภาษาไทย پښتو",
        "soft\u00adhyphen no\u00a0break\u202fnarrow zero\u200bwidth \u2066isolate\u2069 ‌‍",
    ],
)
def test_the_fonts_have_what_policy_documents_are_written_in(text: str) -> None:
    assert GLYPHS.lacking(text) == ()


def test_the_families_that_set_a_text_are_those_that_have_something_of_it() -> None:
    found = GLYPHS.setting("Port שלום", GLYPHS.theme.fonts["sans"])
    assert found == ("Source Sans 3", "Noto Sans Hebrew")

"""One content in several languages: what is taken, what is missing, what is out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import content as contents
from briefings import schema, source, translation
from briefings.content import Content
from briefings.errors import ContentError, UsageError
from briefings.library import Library
from briefings.model.briefing import Briefing
from briefings.model.parts import Worded
from briefings.model.tree import walk
from briefings.translation import Entry, Text, Translation, upkeep
from project import FERRY, ROOT, Project

LIBRARY = Library.of(ROOT, ROOT / "content")

URDU = """\
texts:
- {at: title, from: Ferry service in winter, to: سردیوں میں فیری}
- {at: organisation, from: Harbour Office, to: دفترِ بندرگاہ}
- {at: bottom_line/short, from: The ferry sails twice a day from November., to: دن میں دو بار۔}
- {at: sections/1/title, from: What changes, to: کیا بدلتا ہے}
- {at: sections/1/blocks/1/short, from: Few travellers will notice., to: کم مسافر دیکھیں گے۔}
- {at: sections/1/blocks/2/short, from: Sailings fall from four a day to two., to: چار سے دو۔}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the ferry briefing, and all of it in Urdu."""
    found = Project(tmp_path)
    found.content()
    found.write("content/translations/ferry.ur.yaml", URDU)
    return found


def translate(project: Project, text: str) -> None:
    project.write("content/translations/ferry.ur.yaml", text)


def load(project: Project, language: str = "ur") -> Content:
    return contents.load(project.folder / "content/ferry.yaml", LIBRARY, language)


def said(content: Content) -> list[str]:
    parts = [here.part for here in walk(content.briefing)]
    return [
        part.wording(level) for part in parts if isinstance(part, Worded) for level in part.levels
    ]


def texts_of(text: str, folder: Path) -> list[Text]:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return [*translation.texts(schema.load(Briefing, source.read(path)))]


# --- what is translated --------------------------------------------------------------------------


def test_every_text_is_told_with_the_part_that_says_it(tmp_path: Path) -> None:
    assert [(text.at, text.text) for text in texts_of(FERRY, tmp_path)] == [
        ("title", "Ferry service in winter"),
        ("organisation", "Harbour Office"),
        ("bottom_line/short", "The ferry sails twice a day from November."),
        ("sections/1/title", "What changes"),
        ("sections/1/blocks/1/short", "Few travellers will notice."),
        ("sections/1/blocks/2/short", "Sailings fall from four a day to two."),
    ]


def test_ids_name_parts_and_what_is_alike_everywhere_is_left_alone(tmp_path: Path) -> None:
    block = """\
      - type: risk
        id: ice
        title: Ice
        likelihood: unlikely
        impact: high
        marking: TLP:CLEAR
        owner: Harbour master
        audiences: {only: [analyst]}
        requires: [ice-note]
        short: Ice closes the port.
      - type: table
        title: Sailings
        columns: [Month, {label: Trips}]
        rows: [[May, "60"]]
"""
    found = [(t.at, t.text) for t in texts_of(FERRY + block, tmp_path)][6:]
    assert found == [
        ("ice/short", "Ice closes the port."),
        ("ice/title", "Ice"),
        ("ice/owner", "Harbour master"),
        ("sections/1/blocks/4/title", "Sailings"),
        ("sections/1/blocks/4/columns/1/label", "Month"),
        ("sections/1/blocks/4/columns/2/label", "Trips"),
        ("sections/1/blocks/4/rows/1/1", "May"),
        ("sections/1/blocks/4/rows/1/2", "60"),
    ]


def test_a_column_that_parts_a_chart_is_translated_with_its_head(tmp_path: Path) -> None:
    chart = """\
      - type: chart
        title: Days
        multiples: %s
        columns: [Season, Harbour, Days]
        rows: [[Winter, Mole, "3"], [Summer, Mole, "1"]]
"""
    found = [t.text for t in texts_of(FERRY + chart % "Season", tmp_path)]
    assert found.count("Season") == 2
    assert "each series" not in [t.text for t in texts_of(FERRY + chart % "each series", tmp_path)]


# --- a content in another language ---------------------------------------------------------------


def test_a_content_is_read_in_the_language_of_its_translation(project: Project) -> None:
    found = load(project)
    assert (found.briefing.language, found.briefing.title) == ("ur", "سردیوں میں فیری")
    assert said(found) == ["دن میں دو بار۔", "کم مسافر دیکھیں گے۔", "چار سے دو۔"]


@pytest.mark.parametrize("language", ["", "en-GB"])
def test_its_own_language_needs_no_translation(project: Project, language: str) -> None:
    assert load(project, language).briefing.title == "Ferry service in winter"


def test_a_language_without_a_translation_is_told(project: Project) -> None:
    with pytest.raises(
        UsageError, match=r"there is no .*ferry\.ar\.yaml.*briefings translate.*N101"
    ):
        load(project, "ar")


def test_a_text_is_found_wherever_it_has_moved_to(project: Project) -> None:
    project.content(
        FERRY.replace("  - title: What changes", "  - id: change\n    title: What changes")
    )
    found = load(project)
    assert found.translated is not None
    assert (found.translated.missing, [*found.translated.stale]) == ((), [])


def test_texts_written_in_short_are_translated_too(project: Project) -> None:
    option = "      - {type: option, title: Wait, short: We wait., pros: [It is cheap.]}\n"
    project.content(FERRY + option)
    cheap = "- {at: sections/1/blocks/3/pros/1/short, from: It is cheap., to: سستا ہے۔}\n"
    translate(project, URDU + cheap)
    assert said(load(project))[-1] == "سستا ہے۔"


def test_a_wording_without_a_translation_is_left_out_where_there_is_another(
    project: Project,
) -> None:
    project.content(FERRY + "        long: Sailings fall from four a day to two, in both ways.\n")
    found = load(project)
    assert said(found)[-1] == "چار سے دو۔"
    assert found.translated is not None
    assert [text.at for text in found.translated.unsaid] == ["sections/1/blocks/2/long"]


def test_faults_in_a_translation_are_told_at_their_place_in_it(project: Project) -> None:
    translate(project, URDU.replace("چار سے دو۔", "'چار [سے](#nowhere) دو۔'"))
    with pytest.raises(ContentError, match=r"ferry\.ur\.yaml:7:\d+: 'nowhere' is no id"):
        load(project)


def test_two_translations_of_one_text_at_one_place_are_refused(project: Project) -> None:
    translate(project, URDU + "- {at: title, from: Ferry service in winter, to: فیری}\n")
    with pytest.raises(ContentError, match=r"ferry\.ur\.yaml:8:3: .* on line 2 already.*N104"):
        load(project)


# --- what is missing and what is out of date -----------------------------------------------------


def build(project: Project, kind: str = "one-page-summary") -> tuple[int, str]:
    done = project.call(
        "build",
        "content/ferry.yaml",
        f"--kind={kind}",
        "--audience=public",
        "--language=ur",
        "--format=html",
        "--quiet",
    )
    return done.code, done.err


def test_a_product_says_its_language_in_its_name_and_in_the_manifest(project: Project) -> None:
    assert build(project) == (0, "")
    page = project.outputs()["ferry/ferry_one-page-summary_public_ur.html"].decode()
    assert 'lang="ur" dir="rtl"' in page
    assert "سردیوں میں فیری" in page
    assert "Ferry service" not in page
    assert b'"language": "ur"' in project.outputs()["manifest.json"]
    assert b"translations/ferry.ur.yaml" in project.outputs()["manifest.json"]


def test_what_is_printed_and_has_no_translation_is_an_error_at_its_text(project: Project) -> None:
    translate(project, URDU.replace("to: چار سے دو۔", "to: ~").replace("to: دفترِ بندرگاہ", "to: ~"))
    code, told = build(project)
    assert code == 1
    assert [line.partition(". ")[0] for line in told.splitlines()] == [
        "content/ferry.yaml:2:15: the text at organisation is not translated into ur",
        "content/ferry.yaml:15:16: the text at sections/1/blocks/2/short is not translated into ur",
    ]
    assert project.outputs() == {}


def test_what_is_not_printed_needs_no_translation(project: Project) -> None:
    risk = "      - {type: risk, title: Ice, impact: high, short: Ice closes the port.}\n"
    project.content(FERRY + risk)  # no summary has risks
    assert build(project) == (0, "")


def test_what_has_changed_since_it_was_translated_is_built_and_told(project: Project) -> None:
    project.content(FERRY.replace("from four a day to two", "from five a day to two"))
    code, told = build(project)
    assert code == 0
    assert told.startswith(
        "content/translations/ferry.ur.yaml:7:41: the text at sections/1/blocks/2/short has changed"
        " since it was translated."
    )


def test_check_reports_on_every_translation(project: Project) -> None:
    project.content(FERRY.replace("from four a day to two", "from five a day to two"))
    translate(project, URDU.replace("to: دفترِ بندرگاہ", "to: ~"))
    done = project.call("check", "content/ferry.yaml")
    assert done.out.splitlines() == [
        "content/ferry.yaml: good",
        "content/translations/ferry.ur.yaml: good; 1 texts have no translation,"
        " 1 have changed since, 0 are no longer there",
    ]
    assert "N102" in done.err
    assert done.code == 0


# --- the file that is filled in ------------------------------------------------------------------


def test_a_translation_is_begun_with_every_text(project: Project) -> None:
    done = project.call("translate", "content/ferry.yaml", "--language", "ar")
    path = "content/translations/ferry.ar.yaml"
    assert done.out == f"{path}: 6 texts, 6 to translate, 0 changed since\n"
    lines = (project.folder / path).read_text(encoding="utf-8").splitlines()
    assert lines[4:8] == [
        "texts:",
        "- at: title",
        '  from: "Ferry service in winter"',
        "  to: ~",
    ]


def test_or_only_with_what_a_product_may_print(project: Project) -> None:
    risk = "      - {type: risk, title: Ice, impact: high, short: Ice closes the port.}\n"
    project.content(FERRY + risk)
    words = ("translate", "content/ferry.yaml", "--language=ar", "--kind=one-page-summary")
    assert project.call(*words).out.endswith(": 6 texts, 6 to translate, 0 changed since\n")


def up_to_date(old: Translation, *every: Text) -> list[Entry]:
    return [*upkeep.brought_up_to_date(old, every, every)]


def text(at: str, words: str) -> Text:
    return Text((at,), (), at, at, words)


def test_what_has_changed_says_what_it_was_until_somebody_has_seen_to_it() -> None:
    old = Translation(texts=(Entry(at="title", of="Ferry", to="فیری"),))
    (once,) = up_to_date(old, text("title", "Ferries"))
    assert once == Entry(at="title", of="Ferries", was="Ferry", to="فیری")
    (again,) = up_to_date(Translation(texts=(once,)), text("title", "The ferries"))
    assert again == Entry(at="title", of="The ferries", was="Ferry", to="فیری")


def test_what_is_no_longer_there_stands_at_the_end() -> None:
    old = Translation(texts=(Entry(at="x", of="Gone", to="گیا"), Entry(at="title", of="A", to="ا")))
    assert [entry.of for entry in up_to_date(old, text("title", "A"))] == ["A", "Gone"]


def test_the_same_words_are_translated_once() -> None:
    assert len(up_to_date(Translation(), text("a", "Ice"), text("b", "Ice"))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Ice",
        "Ice: 'thin', \"grey\" # and cold, " * 5 + "or not",
        "One paragraph. " * 9 + "\n\n" + "- a list\n- of two\n" + "and more " * 9 + "end",
        "two  blanks " * 12 + "end",
        " leading and trailing " * 6,
        "tab\tand \\ backslash " * 6 + "é",
        "ایک لمبا جملہ جو کئی سطروں پر آتا ہے " * 6 + "۔",
    ],
)
def test_every_text_comes_back_from_the_file_as_it_was(words: str, tmp_path: Path) -> None:
    entry = Entry(at="a/b", of=words.strip() or "x", was="Was", to=words.strip())
    path = tmp_path / "x.yaml"
    path.write_text(upkeep.written("A. Translator", [entry], "Head"), encoding="utf-8")
    found, _ = translation.read(path, "x.yaml")
    assert (found.translator, found.texts) == ("A. Translator", (entry,))

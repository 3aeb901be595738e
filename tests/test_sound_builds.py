"""What is kept is what a build from scratch would write now, whatever was changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

import works
from briefings.builds.length import UNASKED, Length
from briefings.letters import scripts
from briefings.library import packaged
from briefings.machine import office, stopwatch, versions
from briefings.model.briefing import Briefing
from houses import document, drawn, run, said, style
from project import Project
from works import contents

TALKS = """\
title: Talks
organisation: Harbour Office
marking: TLP:CLEAR
theme: harbour
bottom_line: {short: The talks will go on.}
sections:
  - title: What we judge
    blocks:
      - {type: prose, short: The mediators knew it., audiences: {only: [analyst]}}
      - {type: key_judgement, short: Both sides will return., long: Both sides will return soon.}
      - {type: table, title: Rounds, file: a/rounds.csv}
      - {type: table, title: Seats, file: b/rounds.csv}
      - {type: figure, title: The quay, file: quay.png, alt: A quay.}
"""
HARBOUR = """\
name: Harbour
extends: pier
logo: {file: harbour.svg, height: 10}
"""
PIER = "name: Pier\nextends: institute\ncolours: {accent: '#123456'}\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>'
Work = partial(works.Work, length=Length(unlimited=True))  # no length, and so nothing measured

KIND = "templates/kinds/policy-brief.html.j2"
PARTS = "templates/kinds/_parts.html.j2"

EACH = {
    f"{audience} {format}": f"talks/talks_policy-brief_{audience}_no-limit.{format}"
    for audience in ("public", "analyst")
    for format in ("html", "docx")
}
BOTH, ALL = ("html", "docx"), tuple(EACH)


@pytest.fixture(autouse=True)
def _recalled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks as it did is not read again, as in projects that were not written just now."""
    monkeypatch.setattr(stopwatch, "SETTLED", 0)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which all is built."""
    folder = tmp_path_factory.mktemp("built")
    found = Project(folder)
    found.content(TALKS, "talks")
    found.write("content/a/rounds.csv", "round,days\nfirst,2\n")
    found.write("content/b/rounds.csv", "party,seats\nboth,3\n")
    found.write("content/quay.png", drawn([(10, 20, 30), (40, 50, 60)], 8, 4))
    found.write("templates/themes/harbour.yaml", HARBOUR)
    found.write("templates/themes/pier.yaml", PIER)
    found.write("templates/themes/harbour.svg", LOGO)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert Work(formats=BOTH).do().problems == []
    return folder


@pytest.fixture(scope="module")
def of_own_parts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a copy of what templates share, which is compiled for every folder it is in."""
    folder = tmp_path_factory.mktemp("own") / "parts"
    shutil.copytree(built, folder)
    Project(folder).write(PARTS, template(PARTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert Work(formats=BOTH).do().problems == []
    return folder


@pytest.fixture
def project(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A copy of it, or of the one that a test names; the working folder."""
    copied: Path = request.getfixturevalue(getattr(request, "param", "built"))
    shutil.copytree(copied, tmp_path, symlinks=True, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


def template(name: str) -> str:
    return (packaged() / name).read_text(encoding="utf-8")


def replaced(name: str, old: str, new: str) -> Callable[[Project], object]:
    def change(project: Project) -> None:
        path = project.folder / name
        text = path.read_text(encoding="utf-8") if path.exists() else template(name)
        assert old in text
        project.write(name, text.replace(old, new, 1))

    return change


def written(name: str, text: str | bytes) -> Callable[[Project], object]:
    return lambda project: project.write(name, text)


def removed(name: str) -> Callable[[Project], object]:
    return lambda project: (project.folder / name).unlink()


def held(**about: Any) -> dict[str, str]:
    """Build what there is to build; why each file was, by what :data:`EACH` calls it.

    All is then as a build from scratch writes it, and nothing is left to do.
    """
    work = Work(**about).do()
    assert work.problems == []
    whole = Work(output="whole", **about).do()
    paths = [record["path"] for record in whole.run.records]
    assert json.dumps(work.run.records) == json.dumps(whole.run.records)
    assert {path: contents()[path] for path in paths} == {p: contents("whole")[p] for p in paths}
    assert Work(**about).there.whole
    return {name: work.why[path] for name, path in EACH.items() if path in work.why}


CONTENT = "content/talks.yaml"
WORDS, DATA = "what its readers get of the content", "a table or picture that it shows"
PIXELS = drawn([(90, 20, 30), (40, 50, 60)], 8, 4)
AUDIENCE = (packaged() / "content/audiences/analyst.yaml").read_text(encoding="utf-8")
LABELS = template("templates/labels/en.yaml")
FONT = (packaged() / "templates/fonts/FiraSans-Italic.ttf").read_bytes()
ONE = ("public html",)
"""What is asked for where one product is as good as all."""
DECLARED = "deliverables: [{content: talks.yaml}, {content: other.yaml}]"
ANALYSTS = ("analyst html", "analyst docx")
CHANGES: dict[str, tuple[Callable[[Project], object], tuple[str, ...], str]] = {
    "a sentence": (replaced(CONTENT, "go on", "end"), ALL, WORDS),
    "a wording that is not taken": (replaced(CONTENT, "return soon", "come"), ONE, WORDS),
    "a sentence for analysts": (replaced(CONTENT, "knew it", "did not"), ANALYSTS, WORDS),
    "a part for analysts goes": (
        replaced(CONTENT, TALKS.splitlines(keepends=True)[8], ""),
        ANALYSTS,
        WORDS,
    ),
    "one of two tables of one name": (
        written("content/a/rounds.csv", "round,days\nfirst,5\n"),
        ONE,
        DATA,
    ),
    "a picture": (written("content/quay.png", PIXELS), ONE, DATA),
    "its theme": (
        replaced("templates/themes/harbour.yaml", "10}", "12}"),
        ONE,
        "its theme",
    ),
    "what it extends": (
        written("templates/themes/pier.yaml", PIER.replace("123456", "654321")),
        ONE,
        "its theme",
    ),
    "its logo": (
        written("templates/themes/harbour.svg", LOGO.replace("M0 0h9v9", "M0 0h9v5")),
        ONE,
        "its theme",
    ),
    "a theme of that name comes before it": (
        replaced("templates/themes/institute.yaml", "name:", "# a remark\nname:"),
        ONE,
        "its theme",
    ),
    "the style sheet comes before it": (
        replaced("templates/themes/_print.css.j2", "{", " {"),
        ONE,
        "its theme",
    ),
    "a template of that name comes before it": (
        replaced(KIND, "label: Policy brief", "label: Short brief"),
        ONE,
        "the template of its kind",
    ),
    "an audience of that name comes before it": (
        written("content/audiences/analyst.yaml", AUDIENCE + "# a remark\n"),
        ANALYSTS,
        "its audience",
    ),
    "labels come before them": (
        written("templates/labels/en.yaml", LABELS.replace("Contents", "What is in it")),
        ONE,
        "the labels of its language",
    ),
    "a font": (written("templates/fonts/More.TTF", FONT), ONE, "the fonts"),
    "labels of another language": (replaced("templates/labels/fr.yaml", "sur", "de"), (), ""),
    "what is declared": (written("content/deliverables.yaml", DECLARED), (), ""),
    "a remark": (written(CONTENT, f"# a remark\n{TALKS}"), (), ""),
}


@pytest.mark.parametrize(("change", "rebuilt", "why"), CHANGES.values(), ids=CHANGES)
def test_after_a_change_all_is_as_a_build_from_scratch_writes_it(
    project: Project, change: Callable[[Project], object], rebuilt: tuple[str, ...], why: str
) -> None:
    asked = {"formats": BOTH} if set(rebuilt) - set(ONE) else {"audiences": ("public",)}
    change(project)
    assert held(**asked) == dict.fromkeys(rebuilt, why)


@pytest.mark.parametrize(
    "change",
    [written(PARTS, template(PARTS) + "{# a remark #}\n"), removed(PARTS)],
    ids=["what templates share", "what comes before what they share goes"],
)
@pytest.mark.parametrize("project", ["of_own_parts"], indirect=True)
def test_a_change_of_what_templates_share_is_one_of_the_template_of_a_kind(
    project: Project, change: Callable[[Project], object]
) -> None:
    change(project)
    assert held(audiences=("public",)) == {"public html": "the template of its kind"}


# --- what more it takes --------------------------------------------------------------------------

PUBLIC: dict[str, Any] = {"audiences": ("public",)}


def public(text: str = TALKS, **about: Any) -> None:
    """Build the public's file of *text*."""
    Project(Path.cwd()).content(text, "talks")
    assert Work(**PUBLIC, **about).do().problems == []


def test_a_link_that_leads_elsewhere_is_another_file(project: Project) -> None:
    link = project.folder / "content/c.csv"
    link.symlink_to("a/rounds.csv")
    public(TALKS.replace("a/rounds.csv", "c.csv"))
    link.unlink()
    link.symlink_to("b/rounds.csv")
    assert held(**PUBLIC) == {"public html": DATA}


def test_a_template_that_a_kind_extends_counts(project: Project) -> None:
    text = template(KIND)
    front = text[: text.index("---", 3) + 4]
    project.write("templates/house/base.j2", text.removeprefix(front))
    project.write(KIND, front + '{% include "house/base.j2" %}\n')
    public()
    project.write("templates/house/base.j2", text.removeprefix(front).replace("{{", "{{ "))
    assert held(**PUBLIC) == {"public html": "the template of its kind"}


def test_contents_that_moved_keep_their_files(project: Project) -> None:
    (project.folder / "content").rename(project.folder / "texts")
    assert held(content="texts/talks.yaml", **PUBLIC) == {}


@pytest.mark.parametrize("one", [{"stamp": "2026-01-01"}, {"reference": Path("house.docx")}])
def test_what_another_request_gave_the_same_name_is_not_taken_for_it(
    project: Project, one: dict[str, Any]
) -> None:
    project.write("house.docx", house("Body"))
    asked = {**PUBLIC, "formats": ("docx",)}
    Work(**asked, **one).do()
    assert len(Work(**asked).do().why) == 1
    assert len(Work(**asked, **one).why) == 1
    assert held(**asked, **one).keys() == {"public docx"}


def test_a_mapping_that_comes_beside_a_reference_document_counts(project: Project) -> None:
    project.write("house.docx", house("Body"))
    asked = {**PUBLIC, "formats": BOTH, "reference": Path("house.docx")}
    Work(**asked).do()
    project.write("house.styles.yaml", "body text: Body\n")
    assert held(**asked) == {"public docx": "the reference document"}


def house(*names: str) -> bytes:
    """A Word document with styles of these names."""
    styles = [style("paragraph", name, name) for name in names]
    return document([said(names[0], run("SAMPLE"))], styles)


SHORT = """\
title: Talks
organisation: Harbour Office
marking: TLP:CLEAR
bottom_line: {short: They will go on.}
sections:
  - title: What we judge
    blocks: [{type: key_judgement, short: Both will return.}]
"""
FRENCH = """\
texts:
  - {at: title, from: Talks, to: Pourparlers}
  - {at: organisation, from: Harbour Office, to: Bureau du port}
  - {at: bottom_line/short, from: They will go on., to: Ils continueront.}
  - {at: sections/1/title, from: What we judge, to: Notre avis}
  - {at: sections/1/blocks/1/short, from: Both will return., to: Les deux reviendront.}
"""
STALE = "what of its translation is out of date"
TRANSLATED = {
    "the translation": (FRENCH.replace("Pourparlers", "Avis"), SHORT, WORDS),
    "what was translated": (FRENCH, SHORT.replace("They will go on", "They go on"), STALE),
    "what is not in it": (FRENCH, f"# a remark\n{SHORT}", ""),
}


@pytest.mark.parametrize(("french", "text", "why"), TRANSLATED.values(), ids=TRANSLATED)
def test_a_translation_counts_and_what_of_it_is_out_of_date(
    project: Project, french: str, text: str, why: str
) -> None:
    asked: dict[str, Any] = {**PUBLIC, "languages": ("fr",)}
    project.write("content/translations/talks.fr.yaml", FRENCH)
    public(SHORT, languages=("fr",))
    project.write("content/translations/talks.fr.yaml", french)
    project.content(text, "talks")
    assert [*Work(**asked).why.values()] == ([why] if why else [])
    held(**asked)


def test_what_the_engines_and_fonts_of_other_packages_are_counts(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(versions, "python", lambda: "4.0.0")
    assert held(**PUBLIC) == {"public html": "an engine or a library"}
    more = Project(tmp_path).write("site/fonts/More.otf", FONT)
    monkeypatch.setattr(scripts, "folders", lambda: (more.parent,))
    assert held(**PUBLIC) == {"public html": "the fonts"}


def test_files_made_with_other_versions_that_nobody_asks_for_are_not_vouched_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "python", lambda: "4.0.0")
    Work(**PUBLIC).do()
    told = json.loads(contents()["manifest.json"])
    assert [one["path"] for one in told["renditions"]] == [EACH["public html"]]


def test_what_nobody_asks_for_any_more_is_vouched_for_as_long_as_its_inputs_are_the_same(
    project: Project,
) -> None:
    Work(**PUBLIC).do()
    told = json.loads(contents()["manifest.json"])
    assert [one["path"] for one in told["renditions"]] == sorted(EACH.values())


def test_a_pdf_that_others_are_not_to_notice_is_the_same(project: Project) -> None:
    asked = {**PUBLIC, "formats": ("pdf",)}
    Work(**asked).do()
    replaced(CONTENT, TALKS.splitlines(keepends=True)[8], "")(project)
    assert Work(**asked).do().why == {}
    Work(**asked, output="whole").do()
    path = "talks/talks_policy-brief_public_no-limit.pdf"
    assert contents()[path] == contents("whole")[path]


def test_all_formats_depend_on_the_pages_that_a_word_file_takes_where_it_is_asked(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = [(9,), (1,)]
    monkeypatch.setattr(office, "page_counts", lambda _: counts.pop(0) if counts else (1,))
    asked = {**PUBLIC, "formats": BOTH, "verify": True, "length": UNASKED}
    html, word = (EACH[f"public {name}"].replace("_no-limit", "") for name in BOTH)
    Work(**asked).do()
    (project.folder / "output" / html).unlink()
    together = {html: "its file is gone", word: "its pages are those of its Word file"}
    assert Work(**asked).why == together
    monkeypatch.setattr(office, "identity", lambda: "another release")
    assert {*Work(**asked).do().why.values()} == {"its file is gone", "what LibreOffice is asked"}
    assert Work(**{**asked, "formats": ("html",)}).why.keys() == {html}


def models(model: Any) -> set[type[BaseModel]]:
    """*model*, and all that its fields can hold."""
    found: set[type[BaseModel]] = set()
    todo = [model]
    while todo:
        one = todo.pop()
        if get_origin(one) or get_args(one):
            todo += [*get_args(one)]
        elif isinstance(one, type) and issubclass(one, BaseModel) and one not in found:
            found.add(one)
            todo += [field.annotation for field in one.model_fields.values()]
            todo += [*one.__subclasses__()]
    return found


def test_no_field_of_a_briefing_is_left_out_of_what_its_readers_get() -> None:
    found = models(Briefing)
    assert len(found) > 30
    assert [m.__name__ for m in found for f in m.model_fields.values() if f.exclude] == []
    assert [m.__name__ for m in found if m.__private_attributes__] == []

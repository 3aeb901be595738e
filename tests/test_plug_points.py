"""Adding a kind, a theme, a language, an audience, a format or a content is adding one file.

Each test first sees that the command refuses the name, then adds exactly one file, and builds.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest

from briefings.cli import main
from project import FERRY, ROOT, Project
from reading_pdf import read_pdf

KIND = """\
---
label: Memo
description: The bottom line and nothing else
layout: page
wording: short
---
{% import "kinds/_parts.html.j2" as say with context %}
{{ say.masthead() }}
<p>Signed by nobody.</p>
"""

AUDIENCE = """\
label: Crew
description: Sails the ferry
ceiling: {tlp: TLP:AMBER}
"""

WRITER = '''\
"""Plain text, one paragraph a line."""

from briefings.document import Heading, Paragraph, plain_text, walk
from briefings.typeset import Typeset


def write(pages: Typeset) -> bytes:
    blocks = walk(pages.document.blocks)
    said = (block.children for block in blocks if isinstance(block, Heading | Paragraph))
    return "".join(f"{plain_text(children)}\\n" for children in said).encode()
'''


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one content; the working folder."""
    monkeypatch.chdir(tmp_path)
    found = Project(tmp_path)
    found.content()
    return found


def called(*words: str) -> int:
    """The exit code of the command."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def build(
    kind: str = "one-page-summary",
    audience: str = "public",
    content: str = "ferry",
    formats: str = "pdf",
) -> int:
    choice = ("--kind", kind, "--audience", audience, "--format", formats)
    return called("build", f"content/{content}.yaml", *choice)


def text(project: Project, name: str) -> str:
    """The words of the PDF of that name, whatever lines they stand on."""
    return " ".join(read_pdf(project.outputs()[name]).text.split())


def listed(capsys: pytest.CaptureFixture[str], noun: str) -> list[str]:
    capsys.readouterr()
    assert called("list", "--json") == 0
    return [*json.loads(capsys.readouterr().out)[noun]]


def test_a_kind_is_one_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(kind="memo") == 2
    project.write("templates/kinds/memo.html.j2", KIND)
    assert build(kind="memo") == 0
    assert "Signed by nobody." in text(project, "ferry/ferry_memo_public.pdf")
    assert "memo" in listed(capsys, "kinds")


def test_an_audience_is_one_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.content(
        f"{FERRY}      - {{type: prose, marking: TLP:AMBER, short: The engine is old.}}\n"
    )
    assert build(audience="crew") == 2
    project.write("content/audiences/crew.yaml", AUDIENCE)
    assert build(audience="crew") == 0
    assert "The engine is old." in text(project, "ferry/ferry_one-page-summary_crew.pdf")
    assert "crew" in listed(capsys, "audiences")


def test_a_theme_is_one_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.content(f"{FERRY}theme: house\n")
    assert build() == 1
    institute = (ROOT / "templates/themes/institute.yaml").read_text(encoding="utf-8")
    assert institute.count("paper: A4") > 1
    project.write("templates/themes/house.yaml", institute.replace("paper: A4", "paper: A5"))
    assert build(formats="pdf,docx") == 0
    name = "ferry/ferry_one-page-summary_public"
    pdf, docx = (project.outputs()[f"{name}.{ending}"] for ending in ("pdf", "docx"))
    width = 148 / 25.4 * 72
    assert float(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width) == pytest.approx(width)
    page = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")
    assert f'<w:pgSz w:w="{width * 20:.0f}"'.encode() in page
    assert "house" in listed(capsys, "themes")


def test_a_language_is_one_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.content(f"{FERRY}language: de\n")
    assert build() == 1
    english = (ROOT / "templates/labels/en.yaml").read_text(encoding="utf-8")
    german = english.replace("Key judgements", "Kernaussagen").replace("March", "März")
    project.write("templates/labels/de.yaml", german.replace('"{day} {month}', '"{day}. {month}'))
    assert build() == 0
    said = text(project, "ferry/ferry_one-page-summary_public.pdf")
    assert "KERNAUSSAGEN" in said.upper()
    assert "17. März 2026" in said
    assert "de" in listed(capsys, "languages")


def test_a_countrys_form_of_a_language_is_one_file(project: Project) -> None:
    project.content(f"{FERRY}language: en-IE\n")
    assert build() == 0  # as in any country
    project.write("templates/labels/en-IE.yaml", "words: {key_judgements: The main points}\n")
    assert build() == 0
    said = text(project, "ferry/ferry_one-page-summary_public.pdf")
    assert "THE MAIN POINTS" in said.upper()


def test_a_content_is_one_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(content="bus") == 1
    project.content(FERRY.replace("Ferry", "Bus"), "bus")
    assert build(content="bus") == 0
    assert "Bus service in winter" in text(project, "bus/bus_one-page-summary_public.pdf")
    assert "content/bus.yaml" in listed(capsys, "contents")


def test_a_format_is_one_file(project: Project, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(ROOT / "briefings", package / "briefings")
    (package / "content").mkdir()
    (package / "templates").symlink_to(ROOT / "templates")
    (package / "content/audiences").symlink_to(ROOT / "content/audiences")
    words = ("build", "content/ferry.yaml", "--kind", "one-page-summary", "--audience", "public")
    assert project.run(*words, "--format", "plain", package=package).code == 2
    (package / "briefings/writers/plain.py").write_text(WRITER)
    result = project.run(*words, "--format", "plain", package=package)
    assert (result.code, result.out) == (0, "output/ferry/ferry_one-page-summary_public.plain\n")
    said = project.outputs()["ferry/ferry_one-page-summary_public.plain"].decode()
    assert "The ferry sails twice a day from November.\n" in said
    listing = json.loads(project.run("list", "--json", package=package).out)
    assert [*listing["formats"]] == ["docx", "html", "pdf", "plain"]

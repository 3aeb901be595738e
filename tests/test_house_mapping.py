"""Which style plays which role: guessed, mapped, told; and the commands that it is asked with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefings.errors import ContentError
from briefings.library import packaged
from briefings.source import read
from briefings.wordml.house import telling
from briefings.wordml.house.reference import House, load
from briefings.writers import docx
from houses import A4, HOUSES, corporate, defaults, paragraph, section
from houses import document as reference
from project import FERRY, Call, Project
from wordfile import WordFile, document, said, theme


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one content; the working folder."""
    monkeypatch.chdir(tmp_path)
    found = Project(tmp_path)
    found.content()
    return found


def house(folder: Path, name: str, mapping: str | None = None) -> House:
    """One of the three, with a mapping file beside it."""
    path = folder / name
    path.write_bytes(HOUSES[name]())
    if mapping is not None:
        path.with_suffix(".styles.yaml").write_text(mapping, encoding="utf-8")
    return load(path)


def problems(folder: Path, mapping: str) -> list[str]:
    with pytest.raises(ContentError) as refused:
        house(folder, "think-tank.docx", mapping)
    return [
        f"{p.place.line}:{p.place.column} {p.code} {p.what}. {p.remedy}"
        for p in refused.value.problems
    ]


# --- guesses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role", "style"),
    [
        ("ministry.dotx", "heading 1", "heading 1"),
        ("ministry.dotx", "body text", "Normal"),
        ("ministry.dotx", "table text", "Tabellentext"),
        ("ministry.dotx", "indicator", "List Bullet"),
        ("think-tank.docx", "body text", "Body Text"),
        ("think-tank.docx", "callout text", "Key Message"),
        ("think-tank.docx", "options table", "Report Table"),
        ("corporate.docx", "list bullet", "List Paragraph"),
        ("corporate.docx", "quote", None),
    ],
)
def test_a_role_is_played_by(tmp_path: Path, name: str, role: str, style: str | None) -> None:
    found = house(tmp_path, name).casting.style(role)
    assert (found.name if found else None) == style


# --- the mapping file -----------------------------------------------------------------------------


def test_a_mapping_goes_before_guesses(tmp_path: Path) -> None:
    mapped = house(tmp_path, "think-tank.docx", "standfirst: Subtitle\nquote: ~\n")
    blocks = document(said("Short.", role="standfirst"))
    found = WordFile(docx.compose(blocks, theme(), {}, {}, mapped))
    assert found.paragraphs() == [("Subtitle", "Short.")]
    assert mapped.casting.style("quote") is None
    assert [path.name for path in mapped.files] == ["think-tank.docx", "think-tank.styles.yaml"]


def test_names_are_found_in_any_case(tmp_path: Path) -> None:
    mapped = house(tmp_path, "think-tank.docx", "Standfirst: subTITLE\n")
    found = mapped.casting.style("standfirst")
    assert found is not None
    assert found.name == "Subtitle"


def test_everything_that_is_wrong_with_a_mapping_is_told_at_its_place(tmp_path: Path) -> None:
    mapping = """\
tittle: Title
subtitle: Subtitel
standfirst: Hyperlink
quote: [Quote]
Heading 1: Title
heading 1: Title
"""
    assert problems(tmp_path, mapping) == [
        "1:1 R201 there is no role 'tittle'. did you mean 'title'?",
        "2:11 R202 the reference document has no style 'Subtitel'. did you mean 'Subtitle'?",
        "3:13 R203 'Hyperlink' is a character style, and 'standfirst' needs a paragraph style. "
        "use one of " + ", ".join(PARAGRAPHS),
        "4:8 R204 'quote' needs the name of a style. "
        "write the name of one style, or ~ for a style of ours",
        "6:1 R201 the role 'heading 1' is named twice. keep one of the two",
    ]


PARAGRAPHS = (
    "Normal",
    "Body Text",
    *(f"heading {n}" for n in (1, 2, 3)),
    "Title",
    "Subtitle",
    "List Bullet",
    "List Number",
    "Quote",
    "caption",
    "Key Message",
    *(f"toc {n}" for n in (1, 2, 3)),
    "header",
    "footer",
)


def test_pictures_are_not_put_in_lines_of_an_exact_height(tmp_path: Path) -> None:
    styles = [defaults(22, "en-GB"), paragraph("P", "P", None, "spacing line=240 lineRule=exact")]
    path = tmp_path / "a.docx"
    path.write_bytes(reference([section(A4, (9, 9, 9, 9))], styles))
    path.with_suffix(".styles.yaml").write_text("figure: P\n", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(path)
    assert [problem.code for problem in refused.value.problems] == ["R205"]


@pytest.mark.parametrize("name", HOUSES)
def test_the_mapping_to_edit_is_read_as_what_was_guessed(tmp_path: Path, name: str) -> None:
    guessed = house(tmp_path, name)
    text = telling.mapping(guessed)
    assert read(tmp_path / "x.yaml", text=text).data
    again = house(tmp_path, name, text)
    assert {r: s.name for r, s in again.casting.found.items()} == {
        r: s.name for r, s in guessed.casting.found.items()
    }


# --- commands -------------------------------------------------------------------------------------


def test_styles_tells_what_was_found_and_what_was_not(project: Project, call: Call) -> None:
    project.write("house.docx", corporate())
    result = call("styles", "house.docx")
    assert result.code == 0
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "heading 1 heading 1 (found)" in lines
    assert lines.index("callout text") > lines.index(
        "not found, and put in by us in the house's type and colours:"
    )
    assert "page 210 × 297 mm" in lines


def test_styles_tells_machines(project: Project, call: Call) -> None:
    project.write("house.docx", corporate())
    found = json.loads(call("styles", "house.docx", "--json").out)
    assert found["roles"]["title"] == {"kind": "paragraph", "style": "Title", "from": "found"}
    assert "callout text" in found["not_found"]


def test_styles_writes_a_mapping_once(project: Project, call: Call) -> None:
    project.write("house.docx", corporate())
    assert call("styles", "house.docx", "--write").out == "house.styles.yaml\n"
    written = (project.folder / "house.styles.yaml").read_text(encoding="utf-8")
    assert call("styles", "house.docx", "--yaml").out.splitlines()[1:3] == [
        'normal: "Normal"',
        'body text: "Normal"',
    ]
    again = call("styles", "house.docx", "--write")
    assert again.code == 2
    assert again.problems == [
        "house.styles.yaml:1:1: there is such a file. edit it, or move it away first [L105]"
    ]
    assert (project.folder / "house.styles.yaml").read_text(encoding="utf-8") == written


BRIEF = ("build", "content/ferry.yaml", "--kind", "policy-brief", "--audience", "public")


def test_build_makes_word_files_on_a_reference_document(
    project: Project,
    call: Call,
) -> None:
    project.write("elsewhere/house.docx", corporate())
    result = call(*BRIEF, "--format", "docx,pdf", "--reference-doc", "elsewhere/house.docx")
    assert result.code == 0
    name = "ferry/ferry_policy-brief_public.docx"
    found = WordFile(project.outputs()[name])
    assert "Calibri Light" in found.part("word/theme/theme1.xml").decode()
    entries = json.loads(project.outputs()["manifest.json"])["renditions"]
    made_from = next(e["made_from"] for e in entries if e["format"] == "docx")
    assert "elsewhere/house.docx" in made_from


def test_a_bad_reference_document_is_told_and_nothing_written(
    project: Project,
    call: Call,
) -> None:
    project.write("house.docx", b"%PDF-1.7")
    result = call(*BRIEF, "--format", "docx,pdf", "--reference-doc", "house.docx")
    assert result.code == 1
    assert "this is no Word document, but a PDF" in result.err
    assert not (project.folder / "output").exists()


def test_a_style_map_is_named_on_the_command_line(project: Project, call: Call) -> None:
    project.write("house.docx", corporate())
    project.write("mine.yaml", "standfirst: No Such\n")
    words = ("--format", "docx", "--reference-doc", "house.docx", "--style-map", "mine.yaml")
    result = call(*BRIEF, *words)
    assert result.code == 1
    assert result.problems[-1].startswith("mine.yaml:1:13: the reference document has no style")


# --- the theme's ----------------------------------------------------------------------------------


def themed(project: Project, name: str) -> None:
    """A theme of the project's own that names a reference document."""
    tokens = (packaged() / "templates/themes/institute.yaml").read_text(encoding="utf-8")
    project.write("templates/themes/ours.yaml", f"reference_doc: {name}\n{tokens}")
    project.content(FERRY + "theme: ours\n")


def test_a_theme_names_a_reference_document_beside_it(
    project: Project,
    call: Call,
) -> None:
    themed(project, "house.docx")
    project.write("templates/themes/house.docx", corporate())
    assert call(*BRIEF, "--format", "docx").code == 0
    found = WordFile(project.outputs()["ferry/ferry_policy-brief_public.docx"])
    assert "Calibri Light" in found.part("word/theme/theme1.xml").decode()


@pytest.mark.parametrize(
    ("name", "code"), [("missing.docx", "R113"), ("../../../outside.docx", "R114")]
)
def test_a_theme_names_no_reference_document_that_is_missing_or_outside(
    project: Project,
    call: Call,
    name: str,
    code: str,
) -> None:
    outside = project.folder.parent / "outside.docx"
    outside.write_bytes(corporate())
    themed(project, name)
    result = call(*BRIEF, "--format", "docx")
    outside.unlink()
    assert result.code == 1
    assert result.problems[-1].startswith("templates/themes/ours.yaml:1:16:")
    assert result.problems[-1].endswith(f"[{code}]")

"""Bad input is told line by line, by the real command, and never touches earlier outputs."""

from __future__ import annotations

import html
import io
import os
import re
from pathlib import Path

import pypdf
import pytest

from project import FERRY, Project, Result
from reading import bare, plain
from reading_docx import read_docx
from reading_pdf import read_pdf

NOT_BUILT = "[1/1] not built: ferry policy-brief public"
EARLIER = b"an earlier one"
LONG_AGO = 1_000_000_000
"""When earlier outputs were written, in ns."""


def built_before(project: Project, name: str) -> None:
    """Let *project* have outputs of an earlier build."""
    for file in (f"{name}/{name}_policy-brief_public.pdf", "manifest.json"):
        path = project.write(f"output/{file}", EARLIER)
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


def untouched(project: Project, name: str) -> bool:
    """Whether the outputs of *name* are those of the earlier build, and no others."""
    output = project.folder / "output"
    paths = [*(output / name).iterdir(), output / "manifest.json"]
    assert {path.name for path in paths} == {f"{name}_policy-brief_public.pdf", "manifest.json"}
    return all(p.read_bytes() == EARLIER and p.stat().st_mtime_ns == LONG_AGO for p in paths)


def and_block(written: str) -> str:
    """The ferry's briefing with one more block, in YAML's flow style."""
    return f"{FERRY}      - {{{written}}}\n"


def saying(text: str) -> str:
    """The ferry's briefing with another key judgement."""
    quoted = text.replace("'", "''")
    return FERRY.replace("Few travellers will notice.", f"'{quoted}'")


BAD: dict[str, tuple[str | bytes, list[str]]] = {
    "an empty file": (
        "",
        ["1:1: there is nothing in it. write fields, such as 'title: …' [S104]"],
    ),
    "broken YAML": (
        f"{FERRY}keywords: [ferry, winter\n",
        [
            "17:1: the list opened on line 16 is not closed before this."
            " close the brackets, or put the text in quotes [S110]"
        ],
    ),
    "a duplicate key": (
        f"{FERRY}title: Once more\n",
        ["16:1: 'title' is given twice, first on line 1. keep one of the two [S111]"],
    ),
    "an alias": (
        f"{FERRY}unit: *ferry\n",
        [
            "16:7: '*' at the start makes '*ferry' an alias."
            " put the text in quotes, or write the value out in full [S112]"
        ],
    ),
    "nesting 50 000 deep": (
        f"{FERRY}keywords: {'[' * 50_000}{']' * 50_000}\n",
        [
            "16:60: lists and blocks are nested more than 50 deep."
            " close the brackets, or use fewer levels [S118]"
        ],
    ),
    "text that is not UTF-8": (
        FERRY.replace("Ferry", "Fähre").encode("latin-1"),
        ["1:9: the byte 0xE4 is not UTF-8 text. save the file as UTF-8 [S106]"],
    ),
    "an unknown key": (
        f"{FERRY}keyword: [ferry]\n",
        ["16:1: unknown field 'keyword'. did you mean 'keywords'? [M101]"],
    ),
    "an unknown key in a block": (
        FERRY.replace("- type: prose", "- type: prose\n        heeding: Sailings"),
        ["15:9: unknown field 'heeding'. did you mean 'heading'? [M101]"],
    ),
    "an unknown type of block": (
        and_block("type: callot, title: Fares, short: They stay"),
        [
            "16:16: 'callot' is not one of prose, key_judgement, finding, timeline, actors,"
            " positions, implication, scenario, option, recommendation, risk, yardstick,"
            " matrix, map, table, chart, figure, formula, quotation, callout. did you mean"
            " 'callout'? [M104]"
        ],
    ),
    "a wrong type": (
        FERRY.replace("2026-03-17", "soon"),
        ["3:9: 'soon' is not a date. write year, month and day, such as 2026-11-23 [M103]"],
    ),
    "an unknown audience": (
        and_block("type: prose, audiences: {only: [pubic]}, short: Fares stay"),
        ["16:42: 'pubic' is no audience. did you mean 'public'? [C104]"],
    ),
    "an unknown marking": (
        FERRY.replace("TLP:CLEAR", "TLP:CLEAN"),
        ["5:10: 'TLP:CLEAN' is no marking of tlp. did you mean 'TLP:CLEAR'? [C102]"],
    ),
    "an unknown theme": (
        f"{FERRY}theme: institut\n",
        ["16:8: 'institut' is no theme. did you mean 'institute'? [C108]"],
    ),
    "a missing image": (
        and_block("type: figure, title: Map, file: map.png, alt: The route"),
        ["16:42: 'map.png' does not exist. put it beside the content, or mend its name [P101]"],
    ),
    "a missing CSV": (
        and_block("type: table, title: Fares, file: fares.csv"),
        ["16:43: there is no file 'fares.csv'. put it beside the content, or mend the name [D102]"],
    ),
    "what a kind requires left empty": (
        FERRY.replace("key_judgement", "key_judgement\n        audiences: {not: [public]}"),
        [
            "9:3: the kind requires a key judgement, but none is left for public as policy-brief."
            " keep a part of it for this audience, or do not build this product [E104]"
        ],
    ),
    "a section that must stay left empty": (
        f"{FERRY}  - title: Costs\n    priority: must\n    blocks:\n"
        "    - {type: prose, marking: TLP:RED, short: It costs less}\n",
        [
            "16:5: section 'Costs' must stay, but nothing of it is left for public as"
            " policy-brief. keep a part of it for this audience, or do not build this"
            " product [E103]"
        ],
    ),
    "what must stay too long": (
        and_block(f"type: prose, id: fares, priority: must, short: {'fare ' * 3000}"),
        [
            "1:8: what must stay in policy-brief for public is 84 lines (about 1403 words) more"
            " than 2 pages. give 'fares' (frees 178 lines) a lower priority;"
            " or allow more length [F101]"
        ],
    ),
    "a picture from outside the folder": (
        and_block("type: figure, title: Fares, file: ../secret.csv, alt: Fares"),
        [
            "16:44: '../secret.csv' lies outside the content's folder."
            " put the picture itself beside the content [P102]"
        ],
    ),
    "a huge table": (
        and_block("type: table, title: Fares, file: long.csv"),
        [
            "16:43: 'long.csv' has 100000 rows, more than 5000."
            " print an extract and publish the data beside it [D105]"
        ],
    ),
    "HTML": (
        saying("<script>alert(1)</script>"),
        [
            "13:16: HTML cannot stand in a text. take it away, or write \\< for the sign [X102]",
        ],
    ),
    "an image in a text": (
        saying("![Few](https://example.org/x.png)"),
        ["13:16: an image cannot stand in a text. use a figure block [X102]"],
    ),
    "several at once": (
        f"{FERRY.replace('2026-03-17', 'soon')}keyword: [ferry]\nmarking_scheme: tlb\n",
        [
            "3:9: 'soon' is not a date. write year, month and day, such as 2026-11-23 [M103]",
            "16:1: unknown field 'keyword'. did you mean 'keywords'? [M101]",
            "17:17: 'tlb' is not one of tlp, gscp, us. did you mean 'tlp'? [M104]",
        ],
    ),
}


OUTSIDE = " lies outside the content's folder. put the file beside the content [D101]"
BAD |= {
    f"a table from {file}": (
        and_block(f"type: table, title: Fares, file: {file}"),
        [f"16:43: '{file}'{OUTSIDE}"],
    )
    for file in ("../secret.csv", "link.csv", "folder/secret.csv", "/etc/hostname")
}
BAD |= {
    f"a link to {address}": (
        saying(f"[Few]({address}) will notice."),
        [
            f"13:16: a link cannot go to '{address}'. begin it with https://, http:// or"
            " mailto:, or with # and an identifier [X103]"
        ],
    )
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/hostname")
}


def slug(name: str) -> str:
    return re.sub(r"\W+", "-", name)


BEGUN = "what must stay too long"
"""The only one that building is begun of: of all others it is known before that it cannot be."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Result]:
    """A project with all the bad contents, and what a build of them all answers."""
    project = Project(tmp_path_factory.mktemp("bad"))
    for name, (text, _) in BAD.items():
        project.content(text, slug(name))
        built_before(project, slug(name))
    project.write("secret.csv", "name,number\nsecret,1\n")
    project.write("content/long.csv", "zone,fare\n" + "1,2\n" * 100_000)
    (project.folder / "content/link.csv").symlink_to(project.folder / "secret.csv")
    (project.folder / "content/folder").symlink_to(project.folder)
    contents = [f"content/{slug(name)}.yaml" for name in BAD]
    choice = ("--kind", "policy-brief", "--audience", "public", "--format", "pdf")
    return project, project.run("build", *contents, *choice)  # as a user does; others are spared it


@pytest.mark.parametrize("name", BAD)
def test_bad_content_is_told_where_it_stands(told: tuple[Project, Result], name: str) -> None:
    project, result = told
    file = f"content/{slug(name)}.yaml:"
    found = [re.sub(r"is \d+ mm", "is 99 mm", line) for line in result.problems]
    assert [n.removeprefix(file) for n in found if n.startswith(file)] == BAD[name][1]
    assert untouched(project, slug(name))


def test_nothing_else_is_said(told: tuple[Project, Result]) -> None:
    _, result = told
    assert (result.code, result.out) == (1, "")
    others = [line for line in result.problems if not line.startswith("content/")]
    assert others == [f"[1/1] not built: {slug(BEGUN)} policy-brief public"]


def test_what_cannot_be_read_is_told_once_for_all_its_products(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.content(BAD["an empty file"][0])
    result = project.build("--audience", "press,public", "--kind", "policy-brief,full-report")
    assert result.problems == [f"content/ferry.yaml:{BAD['an empty file'][1][0]}"]


@pytest.mark.parametrize("name", ["nesting 50 000 deep", "several at once"])
def test_a_bad_content_alone_is_told_too(tmp_path: Path, name: str) -> None:
    project, (text, lines) = Project(tmp_path), BAD[name]
    project.content(text)
    built_before(project, "ferry")
    result = project.build()
    assert (result.code, result.out) == (1, "")
    assert result.problems == [f"content/ferry.yaml:{line}" for line in lines]
    assert untouched(project, "ferry")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    result = Project(tmp_path).build()
    line = "content/ferry.yaml:1:1: there is no such file. check the name [S101]"
    assert (result.code, result.out, result.problems) == (1, "", [line])
    assert not (tmp_path / "output").exists()


def test_a_check_tells_of_all_contents_at_once(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.content(BAD["a wrong type"][0])
    project.content(BAD["an empty file"][0], "bus")
    result = project.call("check", "content/ferry.yaml", "content/bus.yaml")
    assert (result.code, result.out) == (1, "")
    assert result.problems == [
        f"content/bus.yaml:{BAD['an empty file'][1][0]}",
        f"content/ferry.yaml:{BAD['a wrong type'][1][0]}",
    ]


# --- names ---------------------------------------------------------------------------------------

DECLARED = """\
deliverables:
  - content: ferry.yaml
    kinds: [policy-breif]
    audiences: [public, ministre]
    formats: [odt]
"""
TYPED = {
    "--kind policy-breif": "there is no kind 'policy-breif'. did you mean 'policy-brief'? [L101]",
    "--audience ministre": "there is no audience 'ministre'. did you mean 'minister'? [L101]",
    "--format odt": "there is no format 'odt'. use one of docx, html, pdf [L101]",
}


def test_unknown_names_that_are_declared_are_told_where_they_stand(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.content()
    project.write("content/deliverables.yaml", DECLARED)
    result = project.call("build")
    assert (result.code, result.out) == (1, "")
    assert result.problems == [
        f"content/deliverables.yaml:{line}"
        for line in (
            "3:13: there is no kind 'policy-breif'. did you mean 'policy-brief'? [L101]",
            "4:25: there is no audience 'ministre'. did you mean 'minister'? [L101]",
            "5:15: there is no format 'odt'. use one of docx, html, pdf [L101]",
        )
    ]


@pytest.mark.parametrize("words", TYPED)
def test_an_unknown_name_that_was_typed_is_a_mistake_of_use(tmp_path: Path, words: str) -> None:
    project = Project(tmp_path)
    project.content()
    result = project.build(*words.split())
    assert (result.code, result.out) == (2, "")
    assert [line.partition(": ")[2] for line in result.problems] == [TYPED[words]]
    assert result.err.startswith(words.partition(" ")[0])


# --- the output folder ---------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["output", "output/ferry"])
def test_a_file_where_the_output_folder_should_be_is_told(tmp_path: Path, place: str) -> None:
    project = Project(tmp_path)
    project.content()
    project.write(place, "in the way")
    result = project.build()
    assert result.code == 1
    assert result.problems[0] == NOT_BUILT
    (line,) = result.problems[1:]
    assert re.fullmatch(
        r"output/ferry[^:]*:1:1: can't be written: (Not a directory|File exists)\."
        r" free the place, or choose another folder with --output \[O101\]",
        line,
    )
    assert (tmp_path / place).read_text() == "in the way"


def test_a_folder_where_a_file_should_be_is_told_and_nothing_is_left_half_written(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path)
    project.content()
    project.write("output/ferry/ferry_policy-brief_public.pdf/note.txt", "in the way")
    result = project.build()
    assert result.code == 1
    assert "ferry_policy-brief_public.pdf:1:1: can't be written: " in result.problems[1]
    assert [*project.outputs()] == ["ferry/ferry_policy-brief_public.pdf/note.txt"]


# --- hostile content that is printed as it is ----------------------------------------------------

TEMPLATES = "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} <%= 7 %>"
PRINTED = {
    TEMPLATES: TEMPLATES,
    "Ferries & \\<b>boats\\</b>": "Ferries & <b>boats</b>",
}
"""What looks like a template or like markup, and how it is printed."""

TITLES = (
    '"; } body { display: none } @import url(https://example.org/x.css); \\22',
    "</style></title><script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "A\\A B /* C */ 'D' --E",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every hostile text and title in every format."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    for number, text in enumerate(PRINTED):
        project.content(saying(text), f"text-{number}")
    for number, title in enumerate(TITLES):
        quoted = title.replace("'", "''")
        text = FERRY.replace("Ferry service in winter", f"'{quoted}'")
        project.content(text, f"title-{number}")
    contents = sorted(str(path) for path in (project.folder / "content").iterdir())
    choice = ("--kind", "policy-brief", "--audience", "public", "--format", "pdf,docx,html")
    result = project.call("build", *contents, *choice, "--jobs", "1")
    assert result.code == 0, result.err
    return {name.partition("/")[2]: data for name, data in project.outputs().items()}


@pytest.mark.parametrize("number", range(len(PRINTED)))
def test_what_looks_like_a_template_or_markup_is_printed_as_it_is(
    printed: dict[str, bytes], number: int
) -> None:
    said = plain([*PRINTED.values()][number])
    assert said in plain(read_pdf(printed[f"text-{number}_policy-brief_public.pdf"]).text)
    assert said in plain(read_docx(printed[f"text-{number}_policy-brief_public.docx"]).text)


@pytest.mark.parametrize("number", range(len(TITLES)))
def test_a_hostile_title_is_printed_as_it_is_in_every_format(
    printed: dict[str, bytes], number: int
) -> None:
    name, title = f"title-{number}_policy-brief_public", TITLES[number]
    pdf, docx, page = (printed[f"{name}.{ending}"] for ending in ("pdf", "docx", "html"))
    for reading in (read_pdf(pdf), read_docx(docx)):
        assert reading.headings[0] == (1, reading.headings[0][1])
        assert bare(reading.headings[0][1]) == bare(title)
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == title
    assert (page.count(b"<script"), page.count(b"</style>")) == (0, 1)
    assert html.escape(title, quote=False).encode() in html_without_quotes(page)


def html_without_quotes(page: bytes) -> bytes:
    """*page* with quotation marks written as they are, which need no escape in text."""
    return page.replace(b"&#34;", b'"').replace(b"&#39;", b"'")

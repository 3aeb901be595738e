"""The command that explains a fit, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from project import FERRY, Call, Project, Result

CHOICE = ("--kind", "policy-brief", "--audience", "public")
LOREM = "The harbour office has counted every sailing of the past four winters. " * 12
MORE = f"""\
      - {{type: prose, id: history, priority: could, short: It began in 1893., long: {LOREM}}}
      - {{type: prose, id: fares, marking: TLP:RED, short: Fares rise by a secret tenth.}}
      - {{type: prose, id: extra, priority: could, medium: {LOREM * 12}}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one content, in which something gives way; the working folder."""
    monkeypatch.chdir(tmp_path)
    found = Project(tmp_path)
    found.content(FERRY + MORE)
    return found


@pytest.fixture
def call(project: Project) -> Call:
    """``briefings fit content/ferry.yaml``, or another command, run in this process."""

    def run(*words: str, command: str = "fit") -> Result:
        return project.call(command, "content/ferry.yaml", *words)

    return run


def test_people_get_parts_what_gave_way_room_and_other_lengths(
    project: Project, call: Call
) -> None:
    result = call(*CHOICE, "--pages", "1")
    assert (result.code, result.err) == (0, "")
    found = [" ".join(line.split()) for line in result.out.splitlines()]
    headings = [line for line in result.out.splitlines() if line and not line.startswith(" ")]
    assert headings == ["parts", "gave way to 1 page", "room", "in other numbers of pages"]
    assert "part type priority wording size decided by" in found
    assert "fares prose should left out marking" in found
    assert "extra prose could left out length" in found
    (lost,) = [line for line in found if line.startswith("extra could left out needs ")]
    assert lost.endswith(" pt are free")
    assert any(line.startswith("page 1 ") for line in found)
    assert "1 0 0 1 0" in found
    assert found[-1] == "3 0 0 0 0"


def test_machines_get_the_same_as_data(project: Project, call: Call) -> None:
    result = call(*CHOICE, "--pages", "1", "--json")
    found = json.loads(result.out)
    about = {name: found[name] for name in ("content", "kind", "audience", "asked", "unit")}
    assert about == {
        "content": "content/ferry.yaml",
        "kind": "policy-brief",
        "audience": "public",
        "asked": "1 page",
        "unit": "pt",
    }
    parts = {part["id"]: part for part in found["parts"]}
    assert parts["fares"]["decided"] == "marking"
    assert (parts["history"]["in"], parts["history"]["decided"]) == (True, "fits")
    assert parts["extra"]["needs"] > found["free"] >= 0 < parts["extra"]["lacks"]
    assert 0 < found["pages"][0] <= 1
    assert found["curve"][0] == {
        "pages": 1,
        "over": 0,
        "lost": {"must": 0, "should": 0, "could": 1},
        "shortened": 0,
    }


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_no_text_is_told(project: Project, call: Call, more: tuple[str, ...]) -> None:
    out = call(*CHOICE, "--pages", "1", *more).out
    assert "fares" in out
    assert not [
        text for text in ("secret", "Few travellers", "1893", "What changes") if text in out
    ]


def test_nothing_is_written(project: Project, call: Call) -> None:
    call(*CHOICE, "--pages", "1")
    assert [path.name for path in project.folder.iterdir()] == ["content"]


def test_a_length_in_words_is_explained_in_words(project: Project, call: Call) -> None:
    found = json.loads(call(*CHOICE, "--words", "60", "--json").out)
    assert (found["asked"], found["unit"]) == ("60 words", "words")


def test_without_a_limit_no_sizes_are_told(project: Project, call: Call) -> None:
    found = json.loads(call(*CHOICE, "--pages", "none", "--json").out)
    assert (found["asked"], found["free"], found["pages"], found["curve"]) == (
        "no limit",
        None,
        [],
        [],
    )
    assert {part["size"] for part in found["parts"]} == {None}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--kind", "policy-brief"), "give one --audience"),
        (("--audience", "public"), "give one --kind"),
        ((*CHOICE, "--audience", "press"), "give one --audience"),
        (("--kind", "policy-brief,full-report", "--audience", "public"), "give one --kind"),
        ((*CHOICE, "--pages", "1", "--words", "9"), "give one of --pages, --words and --minutes"),
    ],
)
def test_one_product_is_explained_at_a_time(
    project: Project, call: Call, words: tuple[str, ...], what: str
) -> None:
    result = call(*words)
    assert (result.code, result.out) == (2, "")
    assert what in result.err


def test_a_declared_length_is_explained_and_several_are_refused(
    project: Project, call: Call
) -> None:
    declared = "deliverables:\n  - {content: ferry.yaml, pages: 1}\n"
    project.write("content/deliverables.yaml", declared)
    assert json.loads(call(*CHOICE, "--json").out)["asked"] == "1 page"
    project.write("content/deliverables.yaml", declared + "  - {content: ferry.yaml, pages: 2}\n")
    result = call(*CHOICE)
    assert result.code == 2
    assert "several lengths are declared" in result.err


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("--kind", "poster", "--audience", "public"), 2, "[L101]"),
        ((*CHOICE, "--pages", "400"), 2, "[L102]"),
        ((*CHOICE, "--words", "2"), 1, "[F101]"),
    ],
)
def test_what_stands_in_the_way_is_told_as_by_build(
    project: Project, call: Call, words: tuple[str, ...], code: int, problem: str
) -> None:
    result = call(*words)
    assert (result.code, result.out) == (code, "")
    assert [line.rpartition(" ")[2] for line in result.problems] == [problem]


def test_the_manifest_has_the_same_parts(project: Project, call: Call) -> None:
    explained = json.loads(call(*CHOICE, "--pages", "1", "--json").out)
    call(*CHOICE, "--pages", "1", "--format", "html", "--quiet", command="build")
    (built,) = json.loads(project.outputs()["manifest.json"])["renditions"]
    names = "id", "in", "wording", "size", "decided"
    assert built["fit"] == {
        **{name: explained[name] for name in ("asked", "unit", "free", "pages", "stretch")},
        "parts": [
            {name: part[name] for name in names}
            for part in explained["parts"]
            if part["decided"] in ("must", "fits", "length")
        ],
    }

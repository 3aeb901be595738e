"""Reports: what was found, in the forms that other programs read."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path, PurePath

import pytest

from briefings import reports
from briefings.cli import main
from briefings.errors import Place, Problem
from briefings.reports.findings import ABOUT, Findings, about
from project import FERRY, ROOT, Project, Result

CITED = Problem(Place("content/a, b.yaml", 9, 16), "C110", "'50%' is no\nid", "use 'x: y'")
OUTDATED = Problem(Place("content/translations/a.ur.yaml", 3, 2), "N102", "it changed", "mend")
TYPED = Problem(Place("--theme"), "L101", "there is no theme 'x'", "use one of y")
FOUND = Findings((CITED, TYPED), (OUTDATED,), ("content/c.yaml", "content/translations/a.ur.yaml"))


def report(form: str, findings: Findings = FOUND) -> str:
    return reports.form(form).report(findings)


def test_the_forms_are_these() -> None:
    assert reports.names() == ("github", "gitlab", "junit", "plain", "sarif")


@pytest.mark.parametrize("name", reports.names())
def test_every_form_says_what_it_is_for_and_is_in_the_readme(name: str) -> None:
    assert reports.form(name).TITLE
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_plain_has_a_line_for_each_problem_errors_first() -> None:
    assert report("plain").splitlines() == [
        "--theme:1:1: error: there is no theme 'x'. use one of y [L101]",
        "content/a, b.yaml:9:16: error: '50%' is no id. use 'x: y' [C110]",
        "content/translations/a.ur.yaml:3:2: warning: it changed. mend [N102]",
    ]


def test_github_gets_commands_that_nothing_in_them_ends() -> None:
    assert report("github").splitlines() == [
        "::error title=L101::--theme: there is no theme 'x'. use one of y",
        "::error file=content/a%2C b.yaml,line=9,col=16,title=C110::'50%25' is no%0Aid. use 'x: y'",
        "::warning file=content/translations/a.ur.yaml,line=3,col=2,title=N102::it changed. mend",
    ]


def test_gitlab_gets_an_entry_for_each_problem() -> None:
    typed, cited, outdated = json.loads(report("gitlab"))
    assert {**cited, "fingerprint": ""} == {
        "description": "'50%' is no\nid. use 'x: y'",
        "check_name": "C110",
        "fingerprint": "",
        "severity": "major",
        "location": {"path": "content/a, b.yaml", "lines": {"begin": 9}},
    }
    assert (typed["severity"], outdated["severity"]) == ("major", "minor")


def test_gitlab_knows_a_problem_again_that_has_moved_and_tells_twins_apart() -> None:
    def marks(*lines: int) -> list[str]:
        places = [Place("a.yaml", line) for line in lines]
        found = Findings(tuple(Problem(place, "C101", "x", "y") for place in places))
        return [entry["fingerprint"] for entry in json.loads(report("gitlab", found))]

    assert marks(1, 5) == marks(8, 9)
    assert len({*marks(1, 5)}) == 2


def test_sarif_has_a_result_for_each_problem_with_its_rule_and_place() -> None:
    log = json.loads(report("sarif"))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["C110", "L101", "N102"]
    typed, cited, outdated = run["results"]
    assert cited == {
        "ruleId": "C110",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "'50%' is no\nid. use 'x: y'"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/a%2C%20b.yaml"},
                    "region": {"startLine": 9, "startColumn": 16},
                }
            }
        ],
    }
    assert outdated["level"] == "warning"
    assert "locations" not in typed
    assert typed["message"]["text"].startswith("--theme: ")


def test_junit_has_a_case_for_each_file_good_ones_too() -> None:
    whole = ET.fromstring(report("junit"))
    assert (whole.get("tests"), whole.get("failures")) == ("4", "2")
    cases = {case.get("name"): case for case in whole.iter("testcase")}
    assert [*cases] == [
        "--theme",
        "content/a, b.yaml",
        "content/c.yaml",
        "content/translations/a.ur.yaml",
    ]
    failure = cases["content/a, b.yaml"].find("failure")
    assert failure is not None
    assert failure.get("type") == "C110"
    assert failure.text == "content/a, b.yaml:9:16: '50%' is no\nid. use 'x: y' [C110]"
    assert len(cases["content/c.yaml"]) == 0
    (said,) = cases["content/translations/a.ur.yaml"]
    assert (said.tag, str(said.text)[-6:]) == ("system-out", "[N102]")


def test_junit_is_xml_whatever_stands_in_a_message() -> None:
    odd = Problem(Place("a.yaml"), "S101", "\x00 <&> \x1b ]]> \ud800 é", "z")
    (failure,) = ET.fromstring(report("junit", Findings((odd,)))).iter("failure")
    assert failure.text == "a.yaml:1:1: \ufffd <&> \ufffd ]]> \ufffd é. z [S101]"


@pytest.mark.parametrize("form", ["plain", "github"])
def test_with_nothing_found_there_is_nothing_to_say(form: str) -> None:
    assert report(form, Findings(good=("a.yaml",))) == ""


@pytest.mark.parametrize("form", reports.names())
def test_the_order_in_which_it_was_found_does_not_show(form: str) -> None:
    turned = Findings(FOUND.errors[::-1] * 2, FOUND.warnings, FOUND.good[::-1])
    assert report(form, turned) == report(form)


def test_files_are_named_from_the_repository_that_the_project_is_in() -> None:
    seen = FOUND.seen_from(PurePath("/home/repo"), PurePath("/home/repo/desk"))
    assert [problem.place.file for _, problem in seen] == [
        "--theme",
        "desk/content/a, b.yaml",
        "desk/content/translations/a.ur.yaml",
    ]
    assert seen.good[0] == "desk/content/c.yaml"
    assert FOUND.seen_from(PurePath("/elsewhere"), PurePath("/home/repo")) == FOUND


def test_every_code_is_about_something_and_the_readme_says_the_same() -> None:
    codes = {
        code
        for path in (ROOT / "briefings").rglob("*.py")
        for code in re.findall(r'"([A-Z][1-9]\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert len(codes) > 50
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"(`[A-Z][\d…]+`(?:, `[A-Z][\d…]+`)?) \| ([^|]+?) \|", readme))
    for code in sorted(codes):
        assert any(
            f"`{code[0]}" in starts and about(code) == words for starts, words in told.items()
        )
    assert {*ABOUT.values()} == {*told.values()}


# --- the command ---------------------------------------------------------------------------------

WRONG = FERRY.replace("status: final", "status: final\ntheme: nowhere")
AT = "content/ferry.yaml:5:8"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with a good and a bad content; the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    found = Project(tmp_path)
    found.content(WRONG)
    found.content(FERRY.replace("Ferry", "Bus"), "bus")
    return found


def check(capsys: pytest.CaptureFixture[str], *words: str) -> Result:
    with pytest.raises(SystemExit) as ended:
        main(["check", *words])
    assert isinstance(ended.value.code, int)
    return Result(ended.value.code, *capsys.readouterr())


BOTH = ("content/bus.yaml", "content/ferry.yaml")


@pytest.mark.usefixtures("project")
def test_a_report_on_standard_output_is_all_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = check(capsys, *BOTH, "--report", "plain")
    assert (found.code, found.err) == (1, "")
    (line,) = found.out.splitlines()
    assert line.startswith(f"{AT}: error: ")


def test_reports_in_files_are_beside_what_is_said_as_ever(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("--report", "junit", "--report", "gitlab")
    files = ("--report-file", "out/junit.xml", "--report-file", "gl.json")
    found = check(capsys, *BOTH, *wanted, *files)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(f"{AT}: ")
    assert (project.folder / "out/junit.xml").read_bytes().startswith(b"<?xml")
    (entry,) = json.loads((project.folder / "gl.json").read_bytes())
    assert entry["location"] == {"path": "content/ferry.yaml", "lines": {"begin": 5}}


def test_files_are_named_from_the_repository_that_ci_names(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.folder.parent))
    found = check(capsys, *BOTH, "--report", "github")
    assert f"::error file={project.folder.name}/content/ferry.yaml,line=5,col=8," in found.out


@pytest.mark.usefixtures("project")
def test_what_is_good_is_reported_good(capsys: pytest.CaptureFixture[str]) -> None:
    found = check(capsys, "content/bus.yaml", "--report", "junit")
    assert found.code == 0
    assert 'tests="1" failures="0"' in found.out


@pytest.mark.usefixtures("project")
def test_what_stops_the_check_is_in_the_report_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = check(capsys, "--report", "github")
    assert (found.code, found.err) == (2, "")
    assert found.out.startswith("::error title=L103::CONTENT: no content was named")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--report-file", "a"), "give a --report for each --report-file"),
        (("--report", "plain", "--report", "junit"), "only one report can go to standard output"),
        (("--report", "html"), "'html' is not one of 'github', 'gitlab', 'junit', 'plain'"),
    ],
)
@pytest.mark.usefixtures("project")
def test_options_that_do_not_go_together_are_a_usage_error(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(capsys, *words)
    assert (found.code, found.out) == (2, "")
    assert told in found.err


def test_a_report_that_cannot_be_written_is_told_of(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("file", "")
    found = check(capsys, "content/bus.yaml", "--report", "junit", "--report-file", "file/x")
    assert found.code == 1
    assert "can't be written" in found.err

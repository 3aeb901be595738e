"""Runs the steps of workflows on this machine, GitHub's and GitLab's, read from their files.

``run:`` steps run in bash as they would there, with the same files for outputs, environment, PATH
and summary. Actions are stood in for by what they do here: folders are copied to and from a store.
What stands in an expression is looked up; a value that nothing has is empty, as it is there.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Step = Mapping[str, Any]
Context = dict[str, Any]

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""How GitHub runs ``shell: bash``."""

_PATH = re.compile(r"(?<!['\w.-])([a-z_]+(?:\.[\w-]+)+)")
_STRING = re.compile(r"('(?:[^']|'')*')")
FUNCTIONS = ("success", "failure", "always", "cancelled")


def read(path: Path) -> Mapping[Any, Any]:
    """The YAML at *path*; the key ``on`` is read as a boolean, which nobody asks for here."""
    found: Mapping[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def evaluated(expression: str, context: Context, failed: bool = False) -> Any:
    """What an expression of GitHub's comes to: paths, strings, comparisons, ``&& || !``."""

    def look(path: str) -> Any:
        found: Any = context
        for step in path.split("."):
            found = found.get(step, "") if isinstance(found, Mapping) else ""
        return found

    parts = _STRING.split(expression)
    for index in range(0, len(parts), 2):
        part = parts[index].replace("&&", " and ").replace("||", " or ")
        part = re.sub(r"!(?!=)", " not ", part)
        parts[index] = _PATH.sub(lambda found: f"look({found[1]!r})", part)
    states = {"success": not failed, "failure": failed, "always": True, "cancelled": False}
    names = {name: (lambda value=value: value) for name, value in states.items()}
    return eval("".join(parts).strip(), {"__builtins__": {}, "look": look, **names})


def filled(text: object, context: Context) -> str:
    """*text* with each ``${{ expression }}`` replaced."""

    def value(found: re.Match[str]) -> str:
        said = evaluated(found[1], context)
        return str(said).lower() if isinstance(said, bool) else str(said)

    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text), flags=re.DOTALL)


def goes(step: Step, context: Context, failed: bool) -> bool:
    """Whether a step or job runs, by its ``if`` and whether one before it has failed."""
    condition = str(step.get("if", "success()")).removeprefix("${{").removesuffix("}}")
    asks = any(f"{name}()" in condition for name in FUNCTIONS)
    return bool(evaluated(condition, context, failed)) and (asks or not failed)


@dataclass
class Outcome:
    """What running some steps came to."""

    code: int = 0
    log: str = ""
    summary: str = ""
    ran: list[str] = field(default_factory=list)
    """Names of the steps that ran, or what they ran."""
    outputs: dict[str, str] = field(default_factory=dict)
    """What the job tells those that follow."""


@dataclass
class Runner:
    """A machine that runs the steps of one job in *folder*, the clone.

    The *store* is what outlives it: caches, artefacts.
    """

    folder: Path
    store: Path
    temp: Path
    environment: Mapping[str, str]
    context: Context

    def __post_init__(self) -> None:
        for name in ("out", "env", "path", "summary"):
            (self.temp / name).parent.mkdir(parents=True, exist_ok=True)
            (self.temp / name).touch()
        self.context = {**self.context, "steps": {}, "runner": {"os": "Linux", "temp": self.temp}}
        self.context.setdefault("env", {})
        self.outcome = Outcome()

    def steps(self, steps: list[Step], action: Path | None = None) -> Outcome:
        """Run *steps* in order; of what comes after one that failed only what asks to."""
        for step in steps:
            if goes(step, self.context, self.outcome.code != 0):
                self.outcome.ran.append(str(step.get("name") or step.get("run") or step["uses"]))
                code = self._use(step) if "uses" in step else self._run(step, action)
                self.outcome.code = self.outcome.code or code
        self.outcome.summary = (self.temp / "summary").read_text(encoding="utf-8")
        return self.outcome

    def _run(self, step: Step, action: Path | None) -> int:
        (self.temp / "out").write_text("")
        environment = {
            **self.environment,
            **self._lines("env"),
            **{k: filled(v, self.context) for k, v in self.context["env"].items()},
            **{k: filled(v, self.context) for k, v in step.get("env", {}).items()},
            "GITHUB_ACTION_PATH": str(action or ""),
            "GITHUB_WORKSPACE": str(self.folder),
            "RUNNER_TEMP": str(self.temp),
            **{f"GITHUB_{n.upper()}": str(self.temp / n) for n in ("env", "path")},
            "GITHUB_OUTPUT": str(self.temp / "out"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
        }
        added = (self.temp / "path").read_text().split()
        environment["PATH"] = os.pathsep.join([*added[::-1], environment["PATH"]])
        script = self.temp / "step.sh"
        script.write_text(filled(step["run"], self.context), encoding="utf-8")
        where = self.folder / filled(step.get("working-directory", "."), self.context)
        code = self._do([*BASH, str(script)], where, environment)
        if "id" in step:
            self.context["steps"][step["id"]] = {"outputs": self._lines("out")}
        return code

    def _do(self, command: list[str], where: Path, environment: Mapping[str, str]) -> int:
        done = subprocess.run(
            command, cwd=where, env=dict(environment), capture_output=True, text=True, timeout=300
        )
        self.outcome.log += done.stdout + done.stderr
        return done.returncode

    def _lines(self, name: str) -> dict[str, str]:
        lines = (self.temp / name).read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def _use(self, step: Step) -> int:
        given = {k: filled(v, self.context) for k, v in step.get("with", {}).items()}
        given = {k: {"True": "true", "False": "false"}.get(v, v) for k, v in given.items()}
        uses = str(step["uses"])
        if uses.startswith("./"):
            return self._composite(self.folder / uses, given)
        getattr(self, "_" + re.sub(r"\W", "_", uses.partition("@")[0].partition("/")[2]))(given)
        return 0

    def _composite(self, folder: Path, given: Mapping[str, str]) -> int:
        action = read(folder / "action.yml")
        inputs = {name: about["default"] for name, about in action["inputs"].items()}
        outer = self.context
        self.context = {**outer, "inputs": {**inputs, **given}, "steps": {}}
        before, self.outcome.code = self.outcome.code, 0
        code = self.steps(action["runs"]["steps"], folder).code
        self.context, self.outcome.code = outer, before
        return code

    # What each action does, where everything is on one machine.

    def _checkout(self, given: Mapping[str, str]) -> None:
        assert given["persist-credentials"] == "false"

    def _setup_python(self, given: Mapping[str, str]) -> None:
        assert given["python-version"]

    def _cache_restore(self, given: Mapping[str, str]) -> None:
        exact, begins = given["key"], given["restore-keys"]
        kept = sorted((self.store / "caches").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        found = [path for path in kept if path.name == exact or path.name.startswith(begins)]
        if found:
            shutil.copytree(found[-1], self.folder / given["path"], dirs_exist_ok=True)

    def _cache_save(self, given: Mapping[str, str]) -> None:
        kept = self.store / "caches" / given["key"]
        shutil.copytree(self.folder / given["path"], kept)
        kept.touch()

    def _upload_artifact(self, given: Mapping[str, str]) -> None:
        kept = self.store / "artefacts" / given["name"]
        hidden = shutil.ignore_patterns(".*")
        assert (self.folder / given["path"]).exists() or given["if-no-files-found"] == "ignore"
        if (self.folder / given["path"]).exists():
            shutil.copytree(self.folder / given["path"], kept, ignore=hidden, dirs_exist_ok=True)

    def _download_artifact(self, given: Mapping[str, str]) -> None:
        folder = self.folder / given["path"]
        if "name" in given:
            shutil.copytree(self.store / "artefacts" / given["name"], folder, dirs_exist_ok=True)
            return
        for kept in sorted((self.store / "artefacts").iterdir()):
            if fnmatch.fnmatch(kept.name, given["pattern"]):
                shutil.copytree(kept, folder / kept.name, dirs_exist_ok=True)

    def _attest(self, given: Mapping[str, str]) -> None:
        sums = self.folder / given["subject-checksums"]
        code = self._do(["sha256sum", "--check", sums.name], sums.parent, self.environment)
        assert code == 0, self.outcome.log


def gitlab(file: Path, name: str, folder: Path, environment: Mapping[str, str]) -> Outcome:
    """Run the scripts of a GitLab job in *folder*, with the variables that are in the *file*."""
    whole = read(file)
    job = whole[name]
    before = job.get("before_script", whole["default"]["before_script"])
    variables = {**whole["variables"], **job.get("variables", {})}
    said = [f": ${{{k}:={shlex.quote(str(v))}}}\nexport {k}" for k, v in variables.items()]
    runner = Runner(folder, folder, folder / ".ci-temp", environment, {})
    script = "set -eo pipefail\n" + "\n".join([*said, *before, *job["script"]])
    script = script.replace("'$CI_PROJECT_DIR/.ci-temp'", "$CI_PROJECT_DIR/.ci-temp")
    runner.outcome.code = runner._do([*BASH, "-c", script], folder, environment)
    return runner.outcome

"""The script that makes a machine ready, run on machines that are not.

A fresh Debian 12 is made with mmdebstrap once, and kept under pytest's cache as an archive.
"""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOOTSTRAP = ROOT / "bootstrap"
NOBODY = "65534:65534"
TOOLS = ("mmdebstrap", "unshare", "chroot", "tar", "apt-config")
PLACE = "/home/project"
DECLARED = """\
deliverables:
  - content: heat-health-plan.yaml
    kinds: [policy-brief]
    audiences: [public]
    formats: [pdf, docx, html]
"""
"""What is built there: something of each format, with charts and pictures."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


def test_it_is_a_script_of_posix_sh() -> None:
    assert BOOTSTRAP.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert run("sh", "-n", BOOTSTRAP).stderr == ""


def test_shellcheck_finds_nothing() -> None:
    beside = Path(sys.executable).with_name("shellcheck")
    shellcheck = str(beside) if beside.exists() else shutil.which("shellcheck")
    if shellcheck is None:
        pytest.skip("shellcheck has no wheel for this machine")
    assert run(shellcheck, BOOTSTRAP, ROOT / ".ci/run").stdout == ""


@pytest.mark.parametrize("word", ["tests", "--help", "build"])
def test_what_it_does_not_know_it_answers_with_its_use(word: str) -> None:
    done = run(BOOTSTRAP, word)
    assert done.returncode == 2
    assert done.stderr.startswith("./bootstrap  ")
    assert re.findall(r"^\./bootstrap(?: (\w+))?", done.stderr, re.M) == [
        "",
        "test",
        "ready",
        "system",
    ]


# --- a machine of its own ------------------------------------------------------------------------


@dataclass(frozen=True)
class Machine:
    """A Debian in a folder, with the project in it."""

    root: Path
    surroundings: tuple[str, ...]

    @property
    def project(self) -> Path:
        """The project's folder, seen from outside."""
        return self.root / PLACE.strip("/")

    def run(self, *command: str, user: str = "0:0") -> subprocess.CompletedProcess[str]:
        """Run a command in it; the mount of /proc ends with the command."""
        inside = 'mount -t proc proc "$0/proc" && exec chroot "$@"'
        words = ("sh", "-c", inside, self.root, f"--userspec={user}", self.root)
        clean = ("env", "-i", f"--chdir={PLACE}", *self.surroundings, *command)
        return run("unshare", "--mount", "--fork", *words, *clean)


def prepare(root: Path) -> Machine:
    """Give a bare Debian the project, and this machine's way to the registries."""
    names = ("http_proxy", "https_proxy", "no_proxy", "PIP_INDEX_URL")
    surroundings = [f"{name}={os.environ[name]}" for name in names if name in os.environ]
    certificates = os.environ.get("PIP_CERT") or ssl.get_default_verify_paths().cafile
    if certificates:
        shutil.copy(certificates, root / "etc/registries.pem")
        surroundings.append("PIP_CERT=/etc/registries.pem")
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    of_apt = re.findall(r"^Acquire::(?:Check|https?)\b.*", run("apt-config", "dump").stdout, re.M)
    (root / "etc/apt/apt.conf.d/90host").write_text("".join(f"{line}\n" for line in of_apt))
    left = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "node_modules", "output"
    )
    shutil.copytree(ROOT, root / PLACE.strip("/"), ignore=left)
    declared = root / PLACE.strip("/") / "content/deliverables.yaml"
    declared.write_text(DECLARED, encoding="utf-8")
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return Machine(root, (path, "HOME=/root", "PYTHONDONTWRITEBYTECODE=1", *surroundings))


def debian(archive: Path, root: Path) -> None:
    """Make a bare Debian 12 in *root*, and keep it; skips the test where that cannot be had."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a fresh Debian")
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"a fresh Debian takes {', '.join(missing)}")
    alone = run("unshare", "--mount", "true")
    if alone.returncode != 0:
        pytest.skip(f"a machine of its own cannot be had here: {alone.stderr.strip()}")
    if archive.exists():
        root.mkdir()
        run("tar", "-C", root, "-xf", archive).check_returncode()
        return
    of_apt = ("--format", "$(REPO_URI)", "Created-By: Packages", "Codename: bookworm")
    mirror = run("apt-get", "indextargets", *of_apt).stdout.split()[:1]  # or mmdebstrap's own
    made = run("mmdebstrap", "--variant=minbase", "bookworm", root, *mirror)
    if made.returncode != 0:
        pytest.skip(f"mmdebstrap could not make a fresh Debian: {made.stderr[-300:]}")
    part = archive.with_suffix(".part")
    run("tar", "-C", root, "--one-file-system", "-cf", part, ".").check_returncode()
    part.replace(archive)


@pytest.fixture(scope="module")
def machine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    root = tmp_path_factory.mktemp("debian") / "root"
    try:
        debian(request.config.cache.mkdir("debian") / "bookworm.tar", root)
        yield prepare(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="module")
def refused(machine: Machine) -> subprocess.CompletedProcess[str]:
    return machine.run("./bootstrap", user=NOBODY)


@pytest.fixture(scope="module")
def ready(
    machine: Machine, refused: subprocess.CompletedProcess[str]
) -> subprocess.CompletedProcess[str]:
    # What `python3 -m venv` leaves behind where Debian's python3-venv is missing.
    (machine.project / ".venv/bin").mkdir(parents=True)
    (machine.project / ".venv/bin/python").symlink_to("/no/such/python")
    return machine.run("./bootstrap")


@pytest.mark.slow
def test_without_root_or_sudo_it_says_what_root_must_type(
    refused: subprocess.CompletedProcess[str],
) -> None:
    assert refused.returncode == 3
    assert (
        "\n    apt-get update && apt-get install --yes --no-install-recommends python3 "
        "python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    ) in refused.stderr


@pytest.mark.slow
def test_on_a_bare_debian_root_gets_every_document(
    machine: Machine, ready: subprocess.CompletedProcess[str]
) -> None:
    assert ready.returncode == 0, ready.stderr[-3000:]
    assert {path.suffix for path in machine.project.glob("output/**/*")} >= {".pdf", ".docx"}
    assert f"The documents are in {PLACE}/output" in ready.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("ready")
def test_what_it_runs_is_compiled_once_whatever_the_surroundings_say(machine: Machine) -> None:
    assert [*machine.project.glob("briefings/engine/__pycache__/child.*.pyc")] != []


@pytest.mark.slow
def test_a_broken_environment_is_made_anew(ready: subprocess.CompletedProcess[str]) -> None:
    assert "+ python3 -m venv --clear .venv" in ready.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("ready")
def test_a_second_time_it_installs_nothing(machine: Machine) -> None:
    done = machine.run("./bootstrap")
    assert done.returncode == 0, done.stderr[-3000:]
    assert re.findall(r"^\+ (.*)$", done.stderr, re.MULTILINE) == [
        ".venv/bin/python -m briefings doctor",
        ".venv/bin/python -m briefings build",
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("ready")
def test_it_stops_before_building_where_only_that_is_asked_for(machine: Machine) -> None:
    asked = {"ready": [".venv/bin/python -m briefings doctor"], "system": []}
    for word, steps in asked.items():
        done = machine.run("./bootstrap", word)
        assert done.returncode == 0, done.stderr[-3000:]
        assert re.findall(r"^\+ (.*)$", done.stderr, re.MULTILINE) == steps


@pytest.mark.slow
@pytest.mark.usefixtures("ready")
def test_a_library_that_went_missing_is_told_before_anything_is_built(machine: Machine) -> None:
    (library,) = (machine.root / "usr/lib").rglob("libpangoft2-1.0.so.0")
    hidden = library.rename(library.with_name("hidden"))
    done = machine.run(".venv/bin/python", "-m", "briefings", "build")
    hidden.rename(library)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "PangoFT2: not found. sudo apt-get install" in done.stderr

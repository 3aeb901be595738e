"""A command that has nothing to do, or only to be told apart from others, loads next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from project import ROOT, Project

HEAVY = {
    *("babel", "docx", "fontTools", "icu4py", "jinja2", "lxml", "markdown_it", "PIL", "pydantic"),
    *("vl_convert", "weasyprint", "xlsxwriter", "yaml", "ziamath"),
}
PARSED = """
import json, sys
from briefings.cli import building
building.build.make_context("build", sys.argv[1:])
from briefings.engine.apart import Limits
print(json.dumps(sorted(sys.modules)))
"""
DONE = """
import json, sys
from briefings.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted(sys.modules)))
"""
STARTED = """
import json, sys
from briefings.cli import project
from briefings.engine.apart import Apart, Limits
Apart.start = lambda self: print(json.dumps(sorted(sys.modules)))
project.engine(Limits())
"""


def loaded(program: str, cache: Path, *words: str) -> set[str]:
    """The packages that are loaded when *program* says so."""
    own = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), "FONTCONFIG_FILE": ""}
    told = subprocess.run(
        (sys.executable, "-c", program, *words),
        capture_output=True,
        check=True,
        env={**os.environ, **own},
    )
    return {name.partition(".")[0] for name in json.loads(told.stdout.splitlines()[-1])}


@pytest.mark.parametrize(
    "words",
    [
        ("content/a.yaml", "--kind", "k", "--format", "pdf,docx", "--theme", "t"),
        ("content/a.yaml", "--pages", "2-4", "--memory-limit", "512", "--time-limit", "9"),
    ],
    ids=["names", "a length and limits"],
)
def test_options_are_read_before_anything_is_loaded(words: tuple[str, ...], tmp_path: Path) -> None:
    assert loaded(PARSED, tmp_path, *words) & HEAVY == set()


def test_the_engine_is_started_before_anything_is_loaded(tmp_path: Path) -> None:
    assert loaded(STARTED, tmp_path) & HEAVY == set()


def test_a_build_that_has_nothing_to_do_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Project(tmp_path).content()
    words = "build", "content/ferry.yaml", "--kind", "one-page-summary", "--format", "html"
    assert loaded(DONE, tmp_path, *words) >= {"pydantic", "jinja2"}
    assert loaded(DONE, tmp_path, *words) & HEAVY == set()

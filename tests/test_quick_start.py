"""A command that has nothing to do, or only to be told apart from others, loads next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
STARTED = """
import json, sys
from briefings.cli import project
from briefings.engine.apart import Apart, Limits
Apart.start = lambda self: print(json.dumps(sorted(sys.modules)))
project.engine(Limits())
"""


def loaded(program: str, cache: Path, *words: str) -> set[str]:
    """The packages that are loaded when *program* says so."""
    told = subprocess.run(
        (sys.executable, "-c", program, *words),
        capture_output=True,
        check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "FONTCONFIG_FILE": ""},
    )
    return {name.partition(".")[0] for name in json.loads(told.stdout)}


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

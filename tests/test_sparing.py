"""The engine is spared what it does not use, and has it where it does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.engine.sparing import Find, finding

FONT = Path(__file__).parents[1] / "templates/fonts/FiraSans-Regular.ttf"


def searched(name: str) -> str:
    return f"searched: {name}"


def opens(*there: str) -> Callable[[str], object]:
    def open_(file: str) -> object:
        if file not in there:
            raise OSError(file)
        return file

    return open_


def finds(*there: str) -> Find:
    return finding(searched, opens(*there))


@pytest.mark.parametrize("name", ["libpango-1.0-0", "pango-1.0-0", "pango-1.0"])
def test_a_library_is_found_by_the_name_that_linux_has_for_it(name: str) -> None:
    assert finds("libpango-1.0.so.0")(name) == "libpango-1.0.so.0"


@pytest.mark.parametrize("name", ["libpango-1.0-0", "libpango-1.0.so.0", "c", "pangocairo-1.0"])
def test_a_library_of_another_name_is_searched_for(name: str) -> None:
    assert finds("libpango-1.0.so.1")(name) == f"searched: {name}"


@pytest.mark.parametrize("name", ["libharfbuzz-vector-0", "libharfbuzz-vector.so.0"])
def test_a_library_that_is_not_needed_is_not_searched_for(name: str) -> None:
    assert finds("libharfbuzz.so.0")(name) is None


SPARED = """
import sys
from pathlib import Path
from briefings.engine.sparing import spare
spare()
import weasyprint
from weasyprint.pdf import fonts
names = [name for name in sys.modules if name.startswith("fontTools")]
print(sum(name.startswith("fontTools.varLib") for name in names), "fontTools.otlLib" in names)
print(fonts.subset.Options().glyph_names)
font = fonts.TTFont(sys.argv[1])
try:
    fonts.instantiateVariableFont(font, {"weight": 400}, static=True)
except Exception as error:
    print(type(error).__name__, error)
print(sys.modules["fontTools.varLib.instancer"].__file__ is not None)
"""


def test_what_is_spared_is_there_when_it_is_asked_for() -> None:
    words = (sys.executable, "-c", SPARED, str(FONT))
    told = subprocess.run(words, capture_output=True, check=True, text=True)
    assert told.stdout.splitlines() == [
        "1 False",
        "False",
        "ValueError Missing required table fvar",
        "True",
    ]

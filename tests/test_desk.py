"""The desk: what orders share is made once, and what was used last is kept."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from briefings.builds.desk import Recent
from briefings.errors import ContentError, Place, Problem
from briefings.library.naming import templates_named


def broken() -> str:
    raise ContentError(Problem(Place("x"), "S101", "is not there", "write it"))


def test_what_was_made_is_made_once() -> None:
    made = iter("ab")
    found: Recent[str] = Recent(2)
    assert [found.get("x", lambda: next(made)) for _ in range(2)] == ["a", "a"]


def test_what_was_used_longest_ago_goes_first() -> None:
    found: Recent[str] = Recent(2)
    for key in ("a", "b", "a", "c"):
        found.get(key, lambda: "first")
    assert [found.get(key, lambda: "again") for key in ("a", "b")] == ["first", "again"]


def test_an_error_is_raised_again_and_does_not_grow() -> None:
    found: Recent[str] = Recent(1)
    traces = []
    for _ in range(3):
        with pytest.raises(ContentError) as caught:
            found.get("a", broken)
        traces.append(len(traceback.extract_tb(caught.value.__traceback__)))
    assert len({*traces}) == 1


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of templates, of which the first comes before the other."""
    own, other = tmp_path / "own", tmp_path / "other"
    for folder, name in (
        *((own, "kinds/a.j2"), (own, "house/b.txt"), (own, "fonts/f.ttf")),
        *((other, "kinds/a.j2"), (other, "themes/c.css")),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    return own, other


EVERY = ["own/house/b.txt", "own/kinds/a.j2", "other/kinds/a.j2", "other/themes/c.css"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no template", []),
        ("{{ 'kinds/a.j2' }}", []),
        ("{% import 'kinds/a.j2' as say with context %}", ["own/kinds/a.j2", "other/kinds/a.j2"]),
        ('{%- extends "kinds/a.j2" -%}', ["own/kinds/a.j2", "other/kinds/a.j2"]),
        ("{% from 'house/b.txt' import x, y %}", ["own/house/b.txt"]),
        ("{%+ include 'c.css' ignore missing %}", ["other/themes/c.css"]),
        ("{% include 'nowhere' %}", []),
        ("{% include name %}", EVERY),
        ("{% include 'kinds/a.j2' if x else 'house/b.txt' %}", EVERY),
        ("{% include ['kinds/a.j2', 'nowhere'] %}", EVERY),
        ("{%\n include\n'house/b.txt'\n%}", ["own/house/b.txt"]),
    ],
)
def test_a_template_is_made_from_those_that_it_names(
    folders: tuple[Path, Path], text: str, named: list[str]
) -> None:
    root = folders[0].parent
    found = [path.relative_to(root).as_posix() for path in templates_named(text, folders)]
    assert found == named

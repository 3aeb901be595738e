"""What templates are compiled to is kept, and made anew where that is not to be had."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from briefings.compiled import SORT, Compiled
from briefings.machine import cache


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is kept in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "briefings" / SORT


def said(text: str = "{{ 1 + 1 }} for {{ who }}", compiling: bool = True, **settings: bool) -> str:
    """What a template of *text* says in a new environment, which may compile it or may not."""

    class Environment(jinja2.Environment):
        def compile(self, *arguments: object, **options: object) -> object:  # type: ignore[override]
            assert compiling
            return super().compile(*arguments, **options)  # type: ignore[call-overload]

    loader = jinja2.DictLoader({"a": text})
    environment = Environment(loader=loader, bytecode_cache=Compiled(), **settings)  # type: ignore[arg-type]
    return environment.get_template("a").render(who="<all>")


def test_a_template_is_compiled_once(kept: Path) -> None:
    assert said() == "2 for <all>"
    assert said(compiling=False) == "2 for <all>"


def test_another_text_and_other_settings_are_compiled_apart(kept: Path) -> None:
    assert said() == "2 for <all>"
    assert said("{{ who }}!") == "<all>!"
    assert said(autoescape=True) == "2 for &lt;all&gt;"
    assert len([*kept.iterdir()]) == 3


def test_what_is_damaged_is_made_anew(kept: Path) -> None:
    said()
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", whole[:40], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(damaged)
        assert said() == "2 for <all>"
        assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_all_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert said() == "2 for <all>"


def test_where_the_folder_is_taken_by_a_file_all_goes_on(kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_bytes(b"")
    assert said() == "2 for <all>"


def test_of_many_things_the_oldest_go(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    for name in ("a", "b", "c"):
        cache.keep(SORT, name, name.encode())
    assert [cache.kept(SORT, name) for name in ("a", "b", "c")] == [None, b"b", b"c"]

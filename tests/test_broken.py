"""Each defect of a Word file is found, and the sound file with one of everything has none.

A run of the SDK's validator takes most of a second, so it is asked only where it is named.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefings.wordml.lint import REFERENCES, RULES, lint
from briefings.wordml.lint.file import opened
from broken import BROKEN, Broken
from richfile import packed, rich
from verdicts import Verdict, by_audit, by_sdk, validates

SOUND = "sound"
FOR_SDK = [SOUND, *(b.name for b in BROKEN if "sdk" in b.also)]

every_defect = pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
"""Of the names of :mod:`broken`."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sound file and the broken ones, by name."""
    folder = tmp_path_factory.mktemp("broken")
    found = {SOUND: folder / "sound.docx", **{b.name: folder / f"{b.name}.docx" for b in BROKEN}}
    found[SOUND].write_bytes(packed(rich()))
    for broken in BROKEN:
        found[broken.name].write_bytes(packed(broken.parts))
    return found


@pytest.fixture(scope="module")
def sdk(files: dict[str, Path]) -> dict[str, Verdict]:
    """What the SDK says of the files that are for it."""
    return dict(zip(FOR_SDK, by_sdk([files[name] for name in FOR_SDK]), strict=True))


def test_the_lint_finds_nothing_in_a_sound_file() -> None:
    assert lint(packed(rich())) == ()


def test_the_audit_finds_nothing_in_a_sound_file(files: dict[str, Path]) -> None:
    assert by_audit(files[SOUND]) == []


@validates
def test_the_sdk_finds_nothing_in_a_sound_file(sdk: dict[str, Verdict]) -> None:
    assert sdk[SOUND] == []


@every_defect
def test_the_lint_says_what_is_broken(broken: Broken) -> None:
    assert [str(finding) for finding in lint(packed(broken.parts))] == broken.findings


@every_defect
def test_the_audit_finds_what_it_is_named_for(files: dict[str, Path], broken: Broken) -> None:
    assert bool(by_audit(files[broken.name])) is ("audit" in broken.also)


@validates
@pytest.mark.parametrize("name", FOR_SDK[1:])
def test_the_sdk_finds_what_it_is_named_for(sdk: dict[str, Verdict], name: str) -> None:
    assert sdk[name] != []


@every_defect
def test_somebody_finds_every_defect(broken: Broken) -> None:
    assert broken.findings or broken.also


def test_a_part_that_is_there_twice_is_found() -> None:
    out = io.BytesIO(packed(rich()))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/comments.xml", rich()["word/comments.xml"])
    assert [str(f) for f in lint(out.getvalue())] == ["word/comments.xml: is there twice"]


def test_what_is_no_packed_file_is_not_linted() -> None:
    with pytest.raises(zipfile.BadZipFile):
        lint(b"%PDF-1.7")


def test_rules_on_references_can_be_asked_alone() -> None:
    parts = next(b for b in BROKEN if b.name == "picture without words").parts
    assert len(lint(packed(parts))) == 1
    assert lint(packed(parts), REFERENCES) == ()


def test_every_rule_is_broken_by_some_file() -> None:
    files = [opened(packed(broken.parts)) for broken in BROKEN]
    whole = [file for file in files if file.main]
    named = {rule: f"{rule.__module__}.{rule.__name__}" for rule in RULES}
    idle = [named[rule] for rule in RULES if not any(True for f in whole for _ in rule(f))]
    assert idle == []


def test_every_rule_is_there_once() -> None:
    assert len(RULES) == len({*RULES})
    assert {*REFERENCES} <= {*RULES}

"""What is done beside, and what becomes of it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from briefings.builds import making
from briefings.builds.build import Times
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.machine.beside import Beside


def test_it_is_done_while_its_asker_does_something_else() -> None:
    go = threading.Event()
    found = Beside(lambda: go.wait(10))
    go.set()
    assert found.result() is True


def test_what_it_raises_is_raised_where_it_is_asked_for() -> None:
    found = Beside(lambda: int("gone"))
    with pytest.raises(ValueError, match="gone"):
        found.result()


# --- of an edition's files -----------------------------------------------------------------------

PAGES: Any = object()


def wrong(name: str) -> ContentError:
    return ContentError(Problem(Place(name), "W101", "is wrong", "mend it"))


def test_other_files_are_made_while_the_engine_writes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def made(_: object, name: str, __: object) -> bytes:
        if name == "docx":
            begun.set()
        return name.encode() if begun.wait(10) else b"nobody had begun"

    monkeypatch.setattr(making, "_file", made)
    times = Times()
    found = making.files(PAGES, ("pdf", "docx"), None, times.of)
    assert [*found.items()] == [("pdf", b"pdf"), ("docx", b"docx")]
    assert sorted(times.seconds) == ["docx", "pdf"]


@pytest.mark.parametrize(
    ("bad", "told"), [({"pdf"}, "pdf"), ({"docx"}, "docx"), ({"pdf", "docx"}, "pdf")]
)
def test_what_is_wrong_with_either_is_told(
    bad: set[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_: object, name: str, __: object) -> bytes:
        if name in bad:
            raise wrong(name)
        return name.encode()

    monkeypatch.setattr(making, "_file", made)
    with pytest.raises(BriefingsError) as error:
        making.files(PAGES, ("pdf", "docx"), None, Times().of)
    assert [str(problem.place) for problem in error.value.problems] == [str(Place(told))]

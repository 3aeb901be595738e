from __future__ import annotations

from pathlib import Path

import pytest

from briefings.builds.deliverables import NAME, Deliverable, Deliverables, read
from briefings.builds.length import UNASKED, Length
from conftest import told


def declared(folder: Path, text: str) -> Deliverables | None:
    (folder / NAME).write_text(text, encoding="utf-8")
    return read(folder)


def test_a_folder_without_the_file_declares_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) is None


def test_an_entry_says_what_is_made_of_a_content(tmp_path: Path) -> None:
    text = (
        "deliverables:\n- {content: a.yaml, kinds: [memo], audiences: [press], formats: [html]}\n"
    )
    assert declared(tmp_path, text) == Deliverables(
        deliverables=(
            Deliverable(content="a.yaml", kinds=("memo",), audiences=("press",), formats=("html",)),
        )
    )


def test_pdf_and_word_are_made_where_no_format_is_named() -> None:
    assert Deliverable(content="a.yaml").formats == ("pdf", "docx")


def test_all_entries_of_a_content_are_found() -> None:
    memo = Deliverable(content="a.yaml", kinds=("memo",))
    note = Deliverable(content="a.yaml", kinds=("note",))
    other = Deliverable(content="b.yaml")
    assert Deliverables(deliverables=(memo, other, note)).of("a.yaml") == (memo, note)


def test_everything_is_made_of_a_content_that_is_not_declared() -> None:
    found = Deliverables(deliverables=(Deliverable(content="a.yaml", kinds=("memo",)),))
    assert found.of("b.yaml") == (Deliverable(content="b.yaml"),)


def test_a_file_that_declares_nothing_is_refused(tmp_path: Path) -> None:
    (problem,) = told(lambda: declared(tmp_path, "deliverables: []\n"))
    assert problem == f"{tmp_path / NAME}:1:15: the list is empty. write at least 1 item [M105]"


def test_a_field_that_does_not_exist_is_refused_at_its_line(tmp_path: Path) -> None:
    text = "deliverables:\n- {content: a.yaml, kind: memo}\n"
    assert any(
        problem.startswith(f"{tmp_path / NAME}:2:21: unknown field 'kind'. did you mean 'kinds'?")
        for problem in told(lambda: declared(tmp_path, text))
    )


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("pages: 2", Length(pages=(2, 2))),
        ("pages: 2-4", Length(pages=(2, 4))),
        ("pages: none", Length(unlimited=True)),
        ("words: 800", Length(words=800)),
        ("minutes: 3", Length(minutes=3)),
        ("kinds: [memo]", UNASKED),
    ],
)
def test_an_entry_may_declare_a_length(tmp_path: Path, written: str, length: Length) -> None:
    found = declared(tmp_path, f"deliverables:\n- {{content: a.yaml, {written}}}\n")
    assert found is not None
    assert found.deliverables[0].length == length


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("pages: 4-2", "'4-2' is upside down: write 2-4"),
        ("pages: 0", "'0' begins below 1: a product has at least one page"),
        ("pages: 2, words: 800", "more than one length"),
    ],
)
def test_a_length_that_cannot_be_is_refused(tmp_path: Path, written: str, what: str) -> None:
    (problem,) = told(
        lambda: declared(tmp_path, f"deliverables:\n- {{content: a.yaml, {written}}}\n")
    )
    assert what in problem


# --- themes --------------------------------------------------------------------------------------


def test_one_theme_can_be_named_alone(tmp_path: Path) -> None:
    found = declared(tmp_path, "deliverables:\n- {content: a.yaml, theme: government}\n")
    assert found is not None
    assert found.deliverables[0].themes == ("government",)


def test_themes_are_named_in_one_way(tmp_path: Path) -> None:
    text = "deliverables:\n- {content: a.yaml, theme: government, themes: [institute]}\n"
    (problem,) = told(lambda: declared(tmp_path, text))
    assert problem.endswith("theme and themes are both given. keep one of them [M106]")

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefings.builds.deliverables import NAME
from briefings.builds.length import Length
from briefings.builds.orders import Order, declared, plan
from briefings.errors import UsageError
from briefings.library import Library
from conftest import told

THREE = Length(pages=(3, 3))

KIND = "---\nlabel: L\ndescription: D\nlayout: page\nwording: long\n---\n<p>x</p>\n"
AUDIENCE = "label: L\ndescription: D\nceiling: {tlp: TLP:CLEAR}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with two kinds, memo and note, and two audiences, press and public."""
    for name in ("memo", "note"):
        (tmp_path / "kinds").mkdir(exist_ok=True)
        (tmp_path / f"kinds/{name}.html.j2").write_text(KIND)
    for name in ("press", "public"):
        (tmp_path / f"{name}.yaml").write_text(AUDIENCE)
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def planned(folder: Path, *contents: str, **typed: Any) -> list[str]:
    """Orders, each told as: content kind audience formats."""
    names = {"kinds": (), "audiences": (), "formats": ()}
    library = Library((folder.parent,), (folder.parent,))
    paths = [folder / content for content in contents]
    return [
        f"{order.content.stem} {order.kind} {order.audience} {','.join(order.formats)}"
        for order in plan(library, folder, paths, **{**names, **typed})
    ]


def declare(folder: Path, *entries: str) -> None:
    lines = "".join(f"- {{{entry}}}\n" for entry in entries)
    (folder / NAME).write_text(f"deliverables:\n{lines}")


def refused(folder: Path, *contents: str, **typed: Any) -> str:
    with pytest.raises(UsageError) as caught:
        planned(folder, *contents, **typed)
    return str(caught.value)


# --- what is typed -------------------------------------------------------------------------------


def test_everything_is_made_of_a_content_where_nothing_is_said(folder: Path) -> None:
    assert planned(folder, "a.yaml") == [
        "a memo press pdf,docx",
        "a memo public pdf,docx",
        "a note press pdf,docx",
        "a note public pdf,docx",
    ]


def test_what_is_typed_is_made(folder: Path) -> None:
    typed = {"kinds": ["memo"], "audiences": ["public"], "formats": ["html"]}
    assert planned(folder, "a.yaml", "b.yaml", **typed) == [
        "a memo public html",
        "b memo public html",
    ]


def test_orders_follow_contents_then_kinds_then_audiences_as_they_are_typed(folder: Path) -> None:
    typed = {"kinds": ["note", "memo"], "audiences": ["public", "press"], "formats": ["pdf"]}
    assert planned(folder, "a.yaml", **typed) == [
        "a note public pdf",
        "a note press pdf",
        "a memo public pdf",
        "a memo press pdf",
    ]


def test_a_length_that_is_typed_goes_with_every_order(folder: Path) -> None:
    library = Library((folder.parent,), (folder.parent,))
    assert plan(library, folder, [Path("a.yaml")], ["memo"], ["press"], ["pdf"], THREE) == (
        Order(Path("a.yaml"), "memo", "press", ("pdf",), THREE),
    )


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (
            {"kinds": ["mmo"]},
            "--kind:1:1: there is no kind 'mmo'. did you mean 'memo'? [L101]",
        ),
        (
            {"audiences": ["xyz"]},
            "--audience:1:1: there is no audience 'xyz'. use one of press, public [L101]",
        ),
        (
            {"formats": ["doc"]},
            "--format:1:1: there is no format 'doc'. did you mean 'docx'? [L101]",
        ),
    ],
)
def test_a_name_that_is_typed_and_does_not_exist_is_refused_with_the_nearest(
    folder: Path, typed: dict[str, list[str]], problem: str
) -> None:
    assert refused(folder, "a.yaml", **typed) == problem


def test_all_unknown_names_of_an_option_are_told_at_once(folder: Path) -> None:
    assert refused(folder, "a.yaml", kinds=["x1", "x2"]).count("there is no kind") == 2


def test_contents_whose_products_would_have_the_same_names_are_refused(folder: Path) -> None:
    one, two = folder / "a.yaml", folder / "old/A.yaml"
    assert refused(folder, "a.yaml", "old/A.yaml") == (
        f"CONTENT:1:1: the products of {one} and {two} would have the same names."
        " rename one of the two [L104]"
    )


def test_a_content_that_is_typed_twice_is_made_once(folder: Path) -> None:
    typed = {"kinds": ["memo"], "audiences": ["press"], "formats": ["pdf"]}
    assert planned(folder, "a.yaml", "a.yaml", **typed) == ["a memo press pdf"]


# --- what is declared ----------------------------------------------------------------------------


def test_what_is_declared_is_made_where_nothing_is_typed(folder: Path) -> None:
    declare(
        folder,
        "content: b.yaml, kinds: [note], audiences: [press], formats: [html]",
        "content: a.yaml, kinds: [memo], audiences: [public]",
    )
    assert planned(folder) == ["b note press html", "a memo public pdf,docx"]


def test_what_is_typed_goes_before_what_is_declared(folder: Path) -> None:
    declare(folder, "content: a.yaml, kinds: [note], audiences: [press], formats: [html]")
    assert planned(folder, kinds=["memo"]) == ["a memo press html"]
    assert planned(folder, formats=["pdf"]) == ["a note press pdf"]


def test_what_is_declared_of_a_content_counts_where_the_content_is_typed(folder: Path) -> None:
    declare(folder, "content: a.yaml, kinds: [note], audiences: [press]", "content: b.yaml")
    assert planned(folder, "a.yaml") == ["a note press pdf,docx"]


def test_everything_is_made_of_a_content_that_is_not_declared(folder: Path) -> None:
    declare(folder, "content: a.yaml, kinds: [note], audiences: [press]")
    assert len(planned(folder, "b.yaml")) == 4


def test_every_entry_of_a_content_counts(folder: Path) -> None:
    declare(
        folder,
        "content: a.yaml, kinds: [note], audiences: [press]",
        "content: a.yaml, kinds: [memo], audiences: [public]",
    )
    assert planned(folder) == ["a note press pdf,docx", "a memo public pdf,docx"]


def test_nothing_is_made_twice(folder: Path) -> None:
    declare(
        folder,
        "content: a.yaml, kinds: [note], audiences: [press]",
        "content: a.yaml, kinds: [note, memo], audiences: [press]",
    )
    assert planned(folder) == ["a note press pdf,docx", "a memo press pdf,docx"]


def test_each_declared_content_is_named_once(folder: Path) -> None:
    declare(folder, "content: b.yaml", "content: a.yaml", "content: b.yaml")
    assert declared(folder) == (folder / "b.yaml", folder / "a.yaml")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("kinds: [memo, nte]", "2:35: there is no kind 'nte'. did you mean 'note'? [L101]"),
        ("audiences: [xyz]", "2:33: there is no audience 'xyz'. use one of press, public [L101]"),
        ("formats: [PDF]", "2:31: there is no format 'PDF'. use one of docx, html, pdf [L101]"),
    ],
)
def test_a_name_that_is_declared_and_does_not_exist_is_refused_at_its_line(
    folder: Path, entry: str, problem: str
) -> None:
    declare(folder, f"content: a.yaml, {entry}")
    assert told(lambda: planned(folder)) == [f"{folder / NAME}:{problem}"]


def test_without_content_and_declaration_nothing_can_be_made(folder: Path) -> None:
    assert refused(folder) == (
        f"CONTENT:1:1: no content was named, and there is no {folder / NAME}."
        " name a file of content [L103]"
    )


# --- themes --------------------------------------------------------------------------------------


def themed(folder: Path, *themes: str) -> list[str]:
    """The names of the files of one kind for one audience."""
    (folder.parent / "themes").mkdir()
    for name in ("dark", "light"):
        (folder.parent / f"themes/{name}.yaml").write_text("name: N\n")
    library = Library((folder.parent,), (folder.parent,))
    orders = plan(library, folder, [folder / "a.yaml"], ["memo"], ["press"], [], themes=themes)
    return [order.name for order in orders]


def test_a_theme_that_is_typed_is_in_the_names_of_files(folder: Path) -> None:
    assert themed(folder, "light", "dark") == ["a_memo_press_light", "a_memo_press_dark"]


def test_a_theme_that_is_declared_is_used_where_none_is_typed(folder: Path) -> None:
    declare(folder, "content: a.yaml, theme: dark")
    assert themed(folder) == ["a_memo_press_dark"]


def test_a_theme_that_is_typed_goes_before_one_that_is_declared(folder: Path) -> None:
    declare(folder, "content: a.yaml, theme: dark")
    assert themed(folder, "light") == ["a_memo_press_light"]


def test_a_theme_stands_before_the_length_in_names(folder: Path) -> None:
    order = Order(folder / "a.yaml", "memo", "press", ("pdf",), THREE, "dark")
    assert order.name == "a_memo_press_dark_3-pages"


@pytest.mark.parametrize(("entry", "column"), [("theme: drak", 28), ("themes: [drak]", 30)])
def test_a_theme_that_is_declared_and_unknown_is_told_at_its_place(
    folder: Path, entry: str, column: int
) -> None:
    declare(folder, f"content: a.yaml, {entry}")
    (problem,) = told(lambda: themed(folder))
    assert problem.startswith(f"{folder / NAME}:2:{column}: there is no theme 'drak'")


# --- languages -----------------------------------------------------------------------------------


def languages(folder: Path, **typed: Any) -> list[str]:
    names = {"contents": (), "kinds": (), "audiences": (), "formats": ()}
    library = Library((folder.parent,), (folder.parent,))
    orders = plan(library, folder, **{**names, **typed})
    return [f"{order.kind} {order.audience} {order.language or 'own'}" for order in orders]


def test_a_product_is_made_in_every_language_that_is_declared_for_it(folder: Path) -> None:
    declare(folder, "content: a.yaml, kinds: [memo], audiences: [press], languages: [en-GB, ur]")
    assert languages(folder) == ["memo press en-GB", "memo press ur"]
    assert languages(folder, languages=("fr",)) == ["memo press fr"]


def test_languages_are_declared_for_no_other_product(folder: Path) -> None:
    declare(folder, "content: a.yaml, kinds: [memo], audiences: [press], languages: [ur]")
    assert languages(folder, kinds=("note",)) == ["note press own"]

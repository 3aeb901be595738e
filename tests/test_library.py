from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.errors import UsageError
from briefings.letters import scripts
from briefings.library import Library, front_matter, packaged
from conftest import LIBRARY, told

KIND = "---\nlabel: {label}\ndescription: D\nlayout: page\nwording: long\n---\n<p>x</p>\n"
AUDIENCE = "label: {label}\ndescription: D\nceiling: {{tlp: TLP:CLEAR}}\n"


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def unknown(do: Callable[[], object]) -> str:
    with pytest.raises(UsageError) as caught:
        do()
    return str(caught.value)


@pytest.fixture
def own(tmp_path: Path) -> Library:
    """The library of a project that has one kind and one audience of its own."""
    put(tmp_path / "templates/kinds/memo.html.j2", KIND.format(label="Memo"))
    put(tmp_path / "content/audiences/board.yaml", AUDIENCE.format(label="Board"))
    return Library.of(tmp_path, tmp_path / "content")


# --- what there is -------------------------------------------------------------------------------


def test_what_travels_with_the_package_is_there() -> None:
    assert LIBRARY.kind_names == ("full-report", "one-page-summary", "policy-brief")
    assert LIBRARY.theme_names == ("government", "institute", "risk-desk")
    assert LIBRARY.languages == ("ar", "en", "en-US", "es", "fr", "prs", "ps", "ur")
    assert LIBRARY.audience_names == (
        "analyst",
        "minister",
        "parliamentarian",
        "press",
        "public",
        "senior-official",
    )


@pytest.mark.parametrize("name", LIBRARY.kind_names)
def test_every_kind_of_the_package_can_be_loaded(name: str) -> None:
    assert LIBRARY.kind(name).name == name


@pytest.mark.parametrize("name", LIBRARY.audience_names)
def test_every_audience_of_the_package_has_a_ceiling_in_every_scheme(name: str) -> None:
    found = LIBRARY.audience(name)
    assert (found.name, set(found.ceiling)) == (name, {"tlp", "gscp", "us"})


def test_a_file_that_is_added_is_there_beside_those_of_the_package(own: Library) -> None:
    assert own.kind_names == ("full-report", "memo", "one-page-summary", "policy-brief")
    assert "board" in own.audience_names
    assert (own.kind("memo").label, own.audience("board").label) == ("Memo", "Board")


def test_files_that_begin_with_an_underscore_are_no_kinds(own: Library, tmp_path: Path) -> None:
    put(tmp_path / "templates/kinds/_shared.html.j2", "")
    assert "_shared" not in own.kind_names


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    none = Library((tmp_path / "no",), (tmp_path / "no",))
    assert (none.kind_names, none.audience_names, none.fonts) == ((), (), scripts.folders())


# --- which comes first ---------------------------------------------------------------------------


def test_a_projects_own_file_comes_before_that_of_the_package(own: Library, tmp_path: Path) -> None:
    put(tmp_path / "templates/kinds/policy-brief.html.j2", KIND.format(label="Own brief"))
    put(tmp_path / "content/audiences/press.yaml", AUDIENCE.format(label="Own press"))
    assert own.kind("policy-brief").label == "Own brief"
    assert own.audience("press").label == "Own press"


def test_a_project_inside_the_package_is_looked_in_once() -> None:
    assert LIBRARY.templates == (packaged() / "templates",)


def test_fonts_of_the_project_come_before_those_of_the_package(
    own: Library, tmp_path: Path
) -> None:
    (tmp_path / "templates/fonts").mkdir()
    assert own.fonts[:2] == (tmp_path / "templates/fonts", packaged() / "templates/fonts")


# --- languages -----------------------------------------------------------------------------------


def test_a_country_without_labels_has_those_of_its_language() -> None:
    assert LIBRARY.labels("en-NZ").words == LIBRARY.labels("en").words


def test_a_country_says_only_what_differs() -> None:
    found = LIBRARY.labels("en-US")
    assert found.words["organisation"] == "Organization"
    assert found.words["sources"] == "Sources"
    assert found.date("2026-03-17") == "March 17, 2026"


def test_a_country_without_a_language_has_no_labels(own: Library, tmp_path: Path) -> None:
    put(tmp_path / "templates/labels/de-AT.yaml", "words: {}\n")
    assert "there is no language 'de-AT'" in unknown(lambda: own.labels("de-AT"))


# --- names that do not exist ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("do", "problem"),
    [
        (
            lambda: LIBRARY.kind("policy-breif"),
            "--kind:1:1: there is no kind 'policy-breif'. did you mean 'policy-brief'? [L101]",
        ),
        (
            lambda: LIBRARY.audience("pres"),
            "--audience:1:1: there is no audience 'pres'. did you mean 'press'? [L101]",
        ),
        (
            lambda: LIBRARY.theme("xyz"),
            "--theme:1:1: there is no theme 'xyz'. use one of government, institute, risk-desk"
            " [L101]",
        ),
        (
            lambda: LIBRARY.labels("xx"),
            "--language:1:1: there is no language 'xx'. use one of ar, en, en-US, es, fr, "
            "prs, ps, ur [L101]",
        ),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_the_nearest(
    do: Callable[[], object], problem: str
) -> None:
    assert unknown(do) == problem


@pytest.mark.parametrize("name", ["../kinds/policy-brief", "/etc/passwd", "", ".."])
def test_a_name_is_no_path(name: str) -> None:
    assert f"there is no kind '{name}'" in unknown(lambda: LIBRARY.kind(name))


# --- front matter --------------------------------------------------------------------------------


def test_what_is_wrong_with_front_matter_is_told_at_its_line(own: Library, tmp_path: Path) -> None:
    text = KIND.format(label="Memo").replace("wording: long", "wording: longish")
    path = put(tmp_path / "templates/kinds/memo.html.j2", text)
    assert told(lambda: own.kind("memo")) == [
        f"{path}:5:10: 'longish' is not one of short, medium, long. did you mean 'long'? [M104]"
    ]


@pytest.mark.parametrize("text", ["", "<p>x</p>\n", "\n---\nlabel: A\n---\n", "---\nlabel: A\n"])
def test_a_kind_without_front_matter_is_refused(own: Library, tmp_path: Path, text: str) -> None:
    path = put(tmp_path / "templates/kinds/memo.html.j2", text)
    assert told(lambda: own.kind("memo")) == [
        f"{path}:1:1: a kind's template starts with front matter between two lines ---."
        " add it [K101]"
    ]


def test_front_matter_may_end_its_lines_as_windows_does(tmp_path: Path) -> None:
    path = tmp_path / "memo.html.j2"
    path.write_bytes(b"---\r\nlabel: Memo\r\n---\r\n<p>x</p>\r\n")
    assert front_matter(path).data == {"label": "Memo"}


def test_a_template_that_is_not_utf_8_is_refused(own: Library, tmp_path: Path) -> None:
    (tmp_path / "templates/kinds/memo.html.j2").write_bytes(b"---\nlabel: caf\xe9\n---\n")
    assert "is not UTF-8 text" in told(lambda: own.kind("memo"))[0]


# --- files ---------------------------------------------------------------------------------------


def test_a_product_is_made_from_its_own_files_and_those_that_kinds_share() -> None:
    found = LIBRARY.facets("policy-brief", "press", "institute", "en-US")
    names = {
        facet: [str(p.relative_to(packaged())) for p in paths] for facet, paths in found.items()
    }
    assert names == {
        "kind": ["templates/kinds/policy-brief.html.j2", "templates/kinds/_parts.html.j2"],
        "audience": ["content/audiences/press.yaml"],
        "theme": ["templates/themes/institute.yaml", "templates/themes/_print.css.j2"],
        "labels": ["templates/labels/en-US.yaml", "templates/labels/en.yaml"],
    }

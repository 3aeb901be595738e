"""A house's theme says only what it has otherwise than another, and may bring a logo."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from briefings.builds.build import Builder, Outcome
from briefings.builds.orders import Order
from briefings.library import Library, packaged
from conftest import LIBRARY, told

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
<rect width="40" height="20" fill="#123456"/></svg>
"""
FERRY = """\
title: Ferry service in winter
organisation: Harbour Office
marking: TLP:CLEAR
theme: house
bottom_line: {short: The ferry sails twice a day from November.}
sections:
  - title: What changes
    role: developments
    blocks:
      - {type: key_judgement, short: Few travellers will notice.}
"""


def example() -> str:
    """The example of a theme in the guide to templates."""
    guide = (packaged() / "templates/README.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(name: Harbour.*?)```", guide, re.DOTALL)
    assert found
    return found[1]


def library(folder: Path, **themes: str) -> Library:
    """The library of a project with these themes of its own."""
    for name, text in themes.items():
        path = folder / f"templates/themes/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Library.of(folder, folder / "content")


# --- what is inherited ---------------------------------------------------------------------------


def test_what_a_theme_does_not_say_is_as_in_the_one_it_extends(tmp_path: Path) -> None:
    house = "name: House\nextends: institute\ncolours: {accent: '#7a1f1f'}\n"
    found, institute = library(tmp_path, house=house).theme("house"), LIBRARY.theme("institute")
    assert found.name == "House"
    assert found.colours == {**institute.colours, "accent": "#7a1f1f"}
    assert (found.styles, found.layouts) == (institute.styles, institute.layouts)


def test_fields_are_joined_at_any_depth(tmp_path: Path) -> None:
    house = "name: House\nextends: institute\nlayouts: {side: {margins: {top: 30}, side: ~}}\n"
    side = library(tmp_path, house=house).theme("house").layouts["side"]
    assert (side.margins.top, side.margins.right, side.side) == (30, 21, None)


def test_a_theme_extends_one_that_extends_another(tmp_path: Path) -> None:
    lines = "name: {}\nextends: {}\nfeather: {}\n"
    found = library(
        tmp_path, one=lines.format("One", "two", 1.1), two=lines.format("Two", "institute", 1.2)
    )
    assert (found.theme("one").feather, found.theme("two").feather) == (1.1, 1.2)


# --- what is wrong -------------------------------------------------------------------------------


def test_a_fault_is_told_in_the_file_that_has_it(tmp_path: Path) -> None:
    base = 'name: Base\nextends: institute\ncolours: {soft: "#bbbbbb"}\n'
    house = "name: House\nextends: base\nstyles:\n  meta: {colour: rule, size: big}\n"
    problems = told(lambda: library(tmp_path, base=base, house=house).theme("house"))
    assert problems[0].startswith(f"{tmp_path}/templates/themes/house.yaml:4:30: 'big' is not")


def test_a_base_that_goes_wrong_with_it_is_told_in_its_own_file(tmp_path: Path) -> None:
    base = 'name: Base\nextends: institute\npalette: ["#ffff00"]\n'
    found = library(tmp_path, base=base, house="name: House\nextends: base\n")
    problems = told(lambda: found.checked_theme("house"))
    assert [problem.partition(": ")[0] for problem in problems] == [
        f"{tmp_path}/templates/themes/base.yaml:3:10",
        f"{tmp_path}/templates/themes/base.yaml:3:11",
    ]


def test_a_base_that_there_is_not_is_told(tmp_path: Path) -> None:
    found = library(tmp_path, house="name: House\nextends: institut\n")
    assert told(lambda: found.theme("house")) == [
        f"{tmp_path}/templates/themes/house.yaml:2:10: there is no theme 'institut' to extend. "
        "did you mean 'institute'? [V101]"
    ]


def test_themes_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    found = library(tmp_path, one="name: One\nextends: two\n", two="name: Two\nextends: one\n")
    assert told(lambda: found.theme("one")) == [
        f"{tmp_path}/templates/themes/two.yaml:2:10: the theme extends itself, by 'one'. "
        "begin with another theme [V102]"
    ]


@pytest.mark.parametrize(
    ("svg", "code"),
    [
        (None, "P101"),
        (LOGO.replace("<rect", "<script>x()</script><rect"), "P107"),
        ("no picture", "P104"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_told(tmp_path: Path, svg: str | None, code: str) -> None:
    house = "name: House\nextends: institute\nlogo: {file: house.svg}\n"
    found = library(tmp_path, house=house)
    if svg is not None:
        (tmp_path / "templates/themes/house.svg").write_text(svg)
    (problem,) = told(lambda: found.checked_theme("house"))
    assert problem.startswith(f"{tmp_path}/templates/themes/house.yaml:3:14: 'house.svg'")
    assert problem.endswith(f"[{code}]")


# --- the example of the guide ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a summary is built in the theme of the guide."""
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    """What became of it."""
    found = library(folder, house=example())
    (folder / "templates/themes/harbour.svg").write_text(LOGO)
    (folder / "content").mkdir()
    (folder / "content/ferry.yaml").write_text(FERRY)
    order = Order(folder / "content/ferry.yaml", "one-page-summary", "public", ("pdf", "docx"))
    outcome = Builder(found, folder / "out").build(order)
    assert outcome.problems == ()
    return outcome


@pytest.fixture(scope="module")
def built(folder: Path, outcome: Outcome) -> dict[str, bytes]:
    """Its files by their endings."""
    assert outcome.built
    return {path.suffix: path.read_bytes() for path in (folder / "out").rglob("*.*")}


def test_the_example_is_less_than_a_page() -> None:
    assert len(example().splitlines()) < 40


def test_the_logo_is_in_the_pdf_under_the_name_of_the_house(built: dict[str, bytes]) -> None:
    import pypdf

    catalogue = pypdf.PdfReader(io.BytesIO(built[".pdf"])).root_object
    assert alternatives(catalogue["/StructTreeRoot"]) == ["Harbour Office"]


def alternatives(node: object) -> list[str]:
    """Alternative texts below a node of the tree of tags."""
    import pypdf.generic as pdf

    found = node.get_object() if isinstance(node, pdf.PdfObject) else node
    if isinstance(found, list):
        return [text for child in found for text in alternatives(child)]
    if not isinstance(found, dict):
        return []
    own = [str(found["/Alt"])] if "/Alt" in found else []
    return own + alternatives(found.get("/K"))


def test_the_logo_is_in_the_word_file_under_the_name_of_the_house(
    built: dict[str, bytes],
) -> None:
    page = zipfile.ZipFile(io.BytesIO(built[".docx"])).read("word/document.xml").decode()
    assert re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', page) == ["Harbour Office"]
    assert '<w:pStyle w:val="Logo"/>' in page


def test_a_product_is_made_from_every_file_of_its_theme(outcome: Outcome) -> None:
    for rendition in outcome.built:
        names = {Path(name).name for name in rendition.made_from}
        assert names >= {"house.yaml", "institute.yaml", "harbour.svg"}
        assert rendition.theme == "house"

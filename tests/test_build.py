"""The build: from orders to files and a manifest, whole or not at all."""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest

from briefings.builds.build import Builder, Outcome
from briefings.builds.length import UNASKED, Length
from briefings.builds.orders import Order, plan
from briefings.builds.standing import look_again
from briefings.digest import digests
from briefings.errors import ContentError, UsageError
from briefings.files import write
from briefings.library import Library, packaged
from briefings.machine import office
from project import FERRY, Project
from wordfile import WordFile


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one content; the working folder."""
    monkeypatch.chdir(tmp_path)
    look_again()
    found = Project(tmp_path)
    found.content()
    return found


def builder(stamp: str = "") -> Builder:
    look_again()
    return Builder(Library.of(Path.cwd(), Path("content")), Path("output"), stamp)


def order(*formats: str, kind: str = "one-page-summary", length: Length = UNASKED) -> Order:
    return Order(Path("content/ferry.yaml"), kind, "public", formats or ("pdf",), length)


def told(outcome: Outcome) -> list[str]:
    """The problems of an order that failed, which says so by its exit code."""
    assert outcome.built == ()
    assert outcome.exit_code > 0
    return [str(problem) for problem in outcome.problems]


# --- one order -----------------------------------------------------------------------------------


def test_a_word_file_says_at_what_length_it_was_asked_for(project: Project) -> None:
    lengths = (UNASKED, Length(pages=(1, 1)))
    for length in lengths:
        assert builder().build(order("docx", length=length)).problems == ()
    said = [
        WordFile(data).find("//base:edition/@length", "customXml/item1.xml")
        for name, data in project.outputs().items()
        if name.endswith("docx")
    ]
    assert said == [[], ["1-page"]]


def test_an_order_is_built_in_every_format_that_it_names(project: Project) -> None:
    outcome = builder().build(order("html", "pdf", "docx"))
    assert (outcome.problems, outcome.exit_code) == ((), 0)
    assert [rendition.format for rendition in outcome.built] == ["html", "pdf", "docx"]
    assert [*project.outputs()] == [
        "ferry/ferry_one-page-summary_public.docx",
        "ferry/ferry_one-page-summary_public.html",
        "ferry/ferry_one-page-summary_public.pdf",
    ]


def test_what_is_said_of_a_file_is_true_of_it(project: Project) -> None:
    (rendition,) = builder().build(order("pdf", kind="full-report")).built
    data = project.outputs()[rendition.path]
    assert (rendition.bytes, rendition.sha256) == (len(data), sha256(data).hexdigest())
    assert rendition.pages == len(pypdf.PdfReader(io.BytesIO(data)).pages) > 2
    assert rendition.marking == "TLP:CLEAR"


def test_an_outcome_names_every_file_that_a_product_was_made_from(project: Project) -> None:
    project.content(f"{FERRY}      - {{type: table, title: Fares, file: fares.csv}}\n")
    project.write("content/fares.csv", "zone,fare\n1,2\n")
    outcome = builder().build(order())
    (rendition,) = outcome.built
    assert {
        name: digest for name, digest in outcome.read.items() if not name.startswith("briefings:")
    } == {
        f"content/{name}": sha256((project.folder / "content" / name).read_bytes()).hexdigest()
        for name in ("fares.csv", "ferry.yaml")
    }
    assert rendition.made_from == tuple(sorted(outcome.read))
    assert {name for name in rendition.made_from if name.startswith("briefings:")} > {
        "briefings:templates/kinds/one-page-summary.html.j2",
        "briefings:templates/labels/en.yaml",
        "briefings:templates/themes/institute.yaml",
    }


def test_files_that_travel_with_the_package_are_named_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = packaged() / "templates/themes/institute.yaml"
    monkeypatch.chdir(tmp_path)
    assert [*digests([theme])] == ["briefings:templates/themes/institute.yaml"]
    monkeypatch.chdir(packaged())
    assert [*digests([theme])] == ["templates/themes/institute.yaml"]


def test_a_content_is_read_once_for_all_its_orders(project: Project) -> None:
    one = builder()
    one.build(order("pdf"))
    project.content("", "ferry")
    assert one.build(order("html")).problems == ()
    assert told(builder().build(order("html")))[0].endswith("[S104]")


def test_a_content_that_is_bad_is_bad_for_all_its_orders(project: Project) -> None:
    project.content("")
    one = builder()
    assert told(one.build(order("pdf"))) == told(one.build(order("html")))


def test_a_file_without_a_date_gets_the_one_that_is_given(project: Project) -> None:
    project.content(FERRY.replace("issued: 2026-03-17\n", ""))
    builder("2024-02-29").build(order())
    data = project.outputs()["ferry/ferry_one-page-summary_public.pdf"]
    metadata = pypdf.PdfReader(io.BytesIO(data)).metadata
    assert metadata is not None
    assert (metadata.creation_date_raw or "").startswith("D:20240229")


# --- what stands in the way ----------------------------------------------------------------------


def test_more_pages_than_the_kind_has_are_refused_as_usage(project: Project) -> None:
    outcome = builder().build(order(length=Length(pages=(2, 2))))
    assert told(outcome) == [
        "--pages:1:1: a one-page summary has at most 1 page, not 2."
        " ask for fewer, or another kind [L102]"
    ]
    assert outcome.exit_code == 2


def test_a_kind_whose_layout_the_theme_lacks_is_told_at_the_kind(project: Project) -> None:
    kind = "---\nlabel: L\ndescription: D\nlayout: poster\nwording: long\n---\n<p>x</p>\n"
    project.write("templates/kinds/poster.html.j2", kind)
    assert told(builder().build(order(kind="poster"))) == [
        "templates/kinds/poster.html.j2:1:1: the theme 'Institute' has no layout 'poster'."
        " use one of side, page, book [K102]"
    ]


def test_a_template_at_fault_is_told_at_its_line_and_nothing_is_written(project: Project) -> None:
    kind = "---\nlabel: L\ndescription: D\nlayout: page\nwording: long\n---\n<h1>x</h1>\n<p>{{ y }}"
    project.write("templates/kinds/broken.html.j2", kind)
    (line,) = told(builder().build(order(kind="broken")))
    assert line.startswith("templates/kinds/broken.html.j2:8:1: ")
    assert project.outputs() == {}


def test_contents_whose_products_would_have_the_same_names_are_refused(project: Project) -> None:
    project.write("other/Ferry.yaml", FERRY)
    paths = [Path("content/ferry.yaml"), Path("./content/ferry.yaml"), Path("other/Ferry.yaml")]
    library = Library.of(Path.cwd(), Path("content"))
    with pytest.raises(UsageError) as caught:
        plan(library, Path("content"), paths, (), (), ())
    assert str(caught.value) == (
        "CONTENT:1:1: the products of content/ferry.yaml and other/Ferry.yaml would have the same"
        " names. rename one of the two [L104]"
    )
    assert plan(library, Path("content"), paths[:2], (), (), ())


# --- writing -------------------------------------------------------------------------------------


def test_a_file_is_written_with_the_folders_it_is_in(tmp_path: Path) -> None:
    write({tmp_path / "a/b/c.pdf": b"new"})
    assert (tmp_path / "a/b/c.pdf").read_bytes() == b"new"


def test_an_earlier_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"earlier")
    write({tmp_path / "c.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"c.pdf": b"new"}


def test_a_reader_of_the_earlier_file_keeps_it_whole(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"earlier")
    with (tmp_path / "c.pdf").open("rb") as reader:
        write({tmp_path / "c.pdf": b"new"})
        assert reader.read() == b"earlier"


@pytest.mark.parametrize("in_the_way", ["a", "a/b", "a/b/c.pdf/x"])
def test_a_place_that_cannot_be_written_to_is_told_and_nothing_is_left(
    tmp_path: Path, in_the_way: str
) -> None:
    Project(tmp_path).write(in_the_way, "in the way")
    with pytest.raises(ContentError) as caught:
        write({tmp_path / "a/b/c.pdf": b"new"})
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("O101", str(tmp_path / "a/b/c.pdf"))
    assert [path for path in tmp_path.rglob("*") if path.name.endswith(".part")] == []


# --- the promise of pages in Word ----------------------------------------------------------------


BRIEF = Order(
    Path("content/ferry.yaml"), "policy-brief", "public", ("pdf", "docx"), Length(pages=(1, 1))
)
MANY = "".join(
    f"      - {{type: prose, id: p{n}, priority: could, short: '{'word ' * 8}'}}\n"
    for n in range(40)
)


def counted(monkeypatch: pytest.MonkeyPatch, *counts: int) -> None:
    """LibreOffice answers with these numbers of pages, one after the other."""
    answers = iter(counts)
    monkeypatch.setattr(office, "page_counts", lambda files: tuple(next(answers) for _ in files))


def test_a_word_file_that_takes_more_pages_makes_the_fit_closer_in_all_formats(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.content(FERRY + MANY)
    loose = builder().build(BRIEF).built[0]
    counted(monkeypatch, 2, 2, 1)
    verified = replace(builder(), verify=True).build(BRIEF).built
    assert {rendition.words for rendition in verified} == {verified[0].words}
    assert verified[0].words < loose.words


def test_a_word_file_that_never_keeps_to_its_pages_is_told_of_and_not_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.content(FERRY + MANY)
    counted(monkeypatch, *[2] * 5)
    outcome = replace(builder(), verify=True).build(BRIEF)
    assert told(outcome) == [
        "content/ferry.yaml:1:1: the Word file takes 2 pages in LibreOffice, not 1."
        " allow more length, or ask for another format [F102]"
    ]
    assert not list(project.folder.glob("output/ferry/*1-page*"))

"""Merging and comparing manifests."""

from __future__ import annotations

from typing import Any

import pytest

from briefings.errors import ContentError
from briefings.manifest import Manifest
from briefings.manifest.comparing import compared
from briefings.manifest.merging import merged
from briefings.manifest.telling import lines, markdown, record
from conftest import told
from manifests import TALKS, manifest, rendition

A, B, C = (rendition(f"talks/{name}.pdf") for name in "abc")


def refused(*manifests: Manifest) -> list[str]:
    named = [(f"{number}/manifest.json", found) for number, found in enumerate(manifests, 1)]
    return told(lambda: merged(named))


# --- merged ---------------------------------------------------------------------------------------


def test_shards_are_merged_into_what_one_build_would_have_written() -> None:
    one = manifest(B, rendition("x.pdf", content="x", made_from=("x",)))
    other = manifest(A, C)
    found = merged([("1", one), ("2", other), ("3", manifest())])
    assert [each.path for each in found.renditions] == [
        "talks/a.pdf",
        "talks/b.pdf",
        "talks/c.pdf",
        "x.pdf",
    ]
    assert found.inputs == {**one.inputs, **other.inputs}
    assert merged([("2", other), ("1", one)]) == found


def test_the_same_file_in_two_shards_is_one() -> None:
    assert merged([("1", manifest(A)), ("2", manifest(A))]) == manifest(A)


def test_the_same_file_with_other_bytes_is_refused() -> None:
    other = rendition(A.path, sha256="b" * 64, words=9)
    assert refused(manifest(A, B), manifest(B, other)) == [
        "2/manifest.json:1:1: talks/a.pdf is bbbbbbbbbbbb of 9 words from content/talks.yaml, "
        f"in 1/manifest.json {A.sha256[:12]} of 300 words from content/talks.yaml. "
        "build it in one shard only, or build all shards from the same content [O131]"
    ]


def test_the_same_input_with_other_bytes_is_refused() -> None:
    one, other = (manifest(each, inputs={TALKS: n * 64}) for each, n in ((A, "1"), (B, "2")))
    assert refused(one, other) == [
        "2/manifest.json:1:1: content/talks.yaml is 222222222222, in 1/manifest.json 111111111111. "
        "build all shards from the same files [O132]"
    ]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        (
            {"versions": {"python": "3.12.1", "weasyprint": "70.0"}},
            "2/manifest.json:1:1: python is 3.12.1, in 1/manifest.json 3.11.7",
        ),
        (
            {"versions": {"python": "3.11.7"}},
            "1/manifest.json:1:1: weasyprint is installed, but not for 2/manifest.json",
        ),
        (
            {"tool": {"name": "briefings", "version": "2"}},
            "2/manifest.json:1:1: briefings is 2, in 1/manifest.json 1.2",
        ),
        (
            {"fonts": {"Serif.ttf": "a" * 64}},
            "2/manifest.json:1:1: Serif.ttf is aaaaaaaaaaaa, in 1/manifest.json ffffffffffff",
        ),
    ],
)
def test_other_versions_and_fonts_are_refused(fields: Any, what: str) -> None:
    (problem,) = refused(manifest(A), manifest(B, **fields))
    assert problem.partition(". build all shards with the same ")[0] == what


def test_all_contradictions_are_told_at_once() -> None:
    tool = {"name": "briefings", "version": "2"}
    fields: Any = {"inputs": {TALKS: "1" * 64}, "fonts": {"Serif.ttf": "a" * 64}, "tool": tool}
    with pytest.raises(ContentError) as caught:
        merged([("1", manifest(A)), ("2", manifest(rendition(A.path, pages=9), **fields))])
    codes = [problem.code for problem in caught.value.problems]
    assert sorted(codes) == ["O131", "O132", "O133", "O134"]


def test_names_in_messages_stay_on_their_line() -> None:
    one, other = (manifest(inputs={"a\n\x1b[2J": n * 64}) for n in "12")
    (problem,) = refused(one, other)
    assert r"'a\n\x1b[2J' is 222222222222" in problem


# --- compared -------------------------------------------------------------------------------------

CSV = "content/fares.csv"
BEFORE = manifest(A, B, C, inputs={TALKS: "1" * 64})
AFTER = manifest(
    rendition("talks/a.pdf", sha256="a" * 64, pages=3, words=412, made_from=(CSV, TALKS)),
    B,
    rendition("talks/d.pdf", pages=1, words=7),
    inputs={TALKS: "2" * 64, CSV: "3" * 64},
    versions={"python": "3.11.7", "weasyprint": "71.0", "lxml": "6"},
    fonts={},
)


def test_a_comparison_says_what_became_of_every_file() -> None:
    found = compared(BEFORE, AFTER)
    assert [each.path for each in found.added] == ["talks/d.pdf"]
    assert [each.path for each in found.removed] == ["talks/c.pdf"]
    assert [(each.before.pages, each.after.pages, each.inputs) for each in found.changed] == [
        (2, 3, (CSV, TALKS))
    ]
    assert [each.path for each in found.unchanged] == ["talks/b.pdf"]
    assert found.versions == (("lxml", "", "6"), ("weasyprint", "70.0", "71.0"))
    assert found.fonts == ("Serif.ttf",)
    assert not found.same


def test_a_file_with_the_same_bytes_is_unchanged_whatever_it_was_made_from() -> None:
    assert compared(
        manifest(A, inputs={TALKS: "1" * 64}), manifest(A, inputs={TALKS: "2" * 64})
    ).same


def test_a_comparison_is_told_in_a_table() -> None:
    assert [*lines(compared(BEFORE, AFTER))] == [
        "file         pages      words  what changed",
        "talks/a.pdf  2 → 3  300 → 412  content/fares.csv, content/talks.yaml",
        "talks/c.pdf      2        300  gone",
        "talks/d.pdf      1          7  new",
        "versions: lxml none → 6, weasyprint 70.0 → 71.0",
        "fonts: Serif.ttf",
        "1 added, 1 removed, 1 changed; 1 unchanged",
    ]


def test_a_comparison_is_told_in_markdown() -> None:
    assert markdown(compared(BEFORE, AFTER)).split("\n") == [
        "**1 added, 1 removed, 1 changed; 1 unchanged**",
        "",
        "| file | pages | words | what changed |",
        "|---|--:|--:|---|",
        "| `talks/a.pdf` | 2 → 3 | 300 → 412 | `content/fares.csv`, `content/talks.yaml` |",
        "| `talks/c.pdf` | 2 | 300 | gone |",
        "| `talks/d.pdf` | 1 | 7 | new |",
        "",
        "versions: `lxml` `none` → `6`, `weasyprint` `70.0` → `71.0`",
        "",
        "fonts: `Serif.ttf`",
        "",
    ]


def test_a_comparison_is_told_as_data() -> None:
    found = record(compared(BEFORE, AFTER))
    assert found["changed"] == [
        {
            "path": "talks/a.pdf",
            "before": {"pages": 2, "words": 300, "sha256": A.sha256},
            "after": {"pages": 3, "words": 412, "sha256": "a" * 64},
            "inputs": [CSV, TALKS],
        }
    ]
    assert found["versions"][0] == {"name": "lxml", "before": None, "after": "6"}
    assert (found["same"], found["unchanged"]) == (False, ["talks/b.pdf"])


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("a|b.pdf", r"`a\|b.pdf`"),
        ("a`b``c.pdf", "```a`b``c.pdf```"),
        ("`a", "`` `a ``"),
        ("<b>@x\n", r"`'<b>@x\n'`"),
    ],
)
def test_names_in_markdown_are_nothing_but_text(path: str, cell: str) -> None:
    told = markdown(compared(manifest(), manifest(rendition(path))))
    assert f"\n| {cell} | 2 | 300 | new |\n" in told


def test_nothing_changed_is_said_in_a_line() -> None:
    assert [*lines(compared(BEFORE, BEFORE))] == ["nothing changed; 3 unchanged"]
    assert markdown(compared(BEFORE, BEFORE)) == "**nothing changed; 3 unchanged**\n"


def test_a_long_table_in_markdown_says_how_much_more_there_is() -> None:
    many = manifest(*(rendition(f"{number:04}.pdf") for number in range(1003)))
    told = markdown(compared(manifest(), many))
    assert told.count("\n| `") == 1000
    assert told.endswith("\n\nand 3 more\n")

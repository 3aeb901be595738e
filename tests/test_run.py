"""Runs: what is there and still holds is left alone, and what is not is made, and why is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.builds import ledger
from briefings.machine import versions
from briefings.manifest import NAME, SUMS
from project import Project
from works import Work, changed, contents, files

TALKS = """\
title: Talks
organisation: Harbour Office
issued: 2026-03-17
marking: TLP:CLEAR
bottom_line: {short: The talks will go on.}
sections:
  - title: What we judge
    blocks:
      - {type: prose, short: The mediators knew it., audiences: {only: [analyst]}}
      - {type: key_judgement, short: Both sides will return.}
      - {type: table, title: Rounds, file: rounds.csv}
"""
ROUNDS = "round,days\nfirst,2\n"
PUBLIC, ANALYST = (f"talks/talks_policy-brief_{name}.html" for name in ("public", "analyst"))

OURS = NAME, SUMS


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one content for two audiences; the working folder."""
    monkeypatch.chdir(tmp_path)
    found = Project(tmp_path)
    found.content(TALKS, "talks")
    found.write("content/rounds.csv", ROUNDS)
    return found


def test_what_was_never_built_is_built(project: Project) -> None:
    work = Work().do()
    assert work.why == {PUBLIC: "not built before", ANALYST: "not built before"}
    assert files().keys() == {PUBLIC, ANALYST, *OURS}
    assert [record["path"] for record in work.run.records] == [PUBLIC, ANALYST]


def test_what_is_there_is_left_alone_and_no_content_is_read(project: Project) -> None:
    Work().do()
    before = files()
    again = Work()
    assert (again.there.whole, again.there.paths) == (True, (PUBLIC, ANALYST))
    assert again.do().why == {}
    assert changed(before, files()) == set()


def change_for_analysts(project: Project) -> None:
    project.content(TALKS.replace("The mediators knew it.", "The mediators did not."), "talks")


def one_more_for_analysts(project: Project) -> None:
    first = "    blocks:\n"
    more = f"{first}      - {{type: prose, short: More., audiences: {{only: [analyst]}}}}\n"
    project.content(TALKS.replace(first, more), "talks")


@pytest.mark.parametrize("change", [change_for_analysts, one_more_for_analysts])
def test_a_change_that_only_analysts_may_see_touches_no_file_but_theirs(
    project: Project, change: Callable[[Project], None]
) -> None:
    Work().do()
    before = files()
    change(project)
    assert Work().do().why == {ANALYST: "what its readers get of the content"}
    assert changed(before, files()) == {ANALYST, *OURS}


@pytest.mark.parametrize("change", [change_for_analysts, one_more_for_analysts])
def test_what_is_told_of_files_left_alone_is_what_a_whole_build_would_tell(
    project: Project, change: Callable[[Project], None]
) -> None:
    Work().do()
    change(project)
    Work().do()
    Work(output="whole").do()
    assert contents() == contents("whole")


def test_a_content_written_otherwise_that_says_the_same_rebuilds_nothing(project: Project) -> None:
    Work().do()
    before = files()
    project.content("# a remark\n" + TALKS, "talks")
    work = Work()
    assert not work.there.whole
    assert work.do().why == {}
    assert changed(before, files()) == {"manifest.json", "SHA256SUMS"}  # other inputs
    assert Work().there.whole


AUDIENCE = (Path(__file__).parents[1] / "content/audiences/public.yaml").read_text()
THEME = "extends: institute\nname: Institute\ncolours: {accent: '#123456'}\n"
CHANGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "a table that both show": (
        "content/rounds.csv",
        ROUNDS.replace("2", "3"),
        dict.fromkeys((PUBLIC, ANALYST), "a table or picture that it shows"),
    ),
    "one of two audiences": (
        "content/audiences/public.yaml",
        f"{AUDIENCE}# a remark\n",
        {PUBLIC: "its audience"},
    ),
    "a file of the library that nobody uses": ("templates/themes/other.yaml", THEME, {}),
}


@pytest.mark.parametrize(("name", "text", "why"), CHANGES.values(), ids=CHANGES)
def test_what_depends_on_a_file_is_rebuilt_when_it_changes(
    project: Project, name: str, text: str, why: dict[str, str]
) -> None:
    Work().do()
    project.write(name, text)
    assert Work().do().why == why
    assert Work().there.whole


def test_another_date_of_the_build_is_another_product_of_what_has_none(project: Project) -> None:
    Work(stamp="2026-01-01").do()
    assert Work(stamp="2026-01-02").do().why == {}
    project.content(TALKS.replace("issued: 2026-03-17\n", ""), "talks")
    Work(stamp="2026-01-01").do()
    assert Work(stamp="2026-01-02").why == dict.fromkeys((PUBLIC, ANALYST), "what was asked for")


def test_it_can_be_asked_for_that_all_is_built_anew(project: Project) -> None:
    Work().do()
    before = files()
    assert Work(anew=True).do().why == dict.fromkeys((PUBLIC, ANALYST), "asked to be built anew")
    assert changed(before, files()) == set()  # the same bytes are not written again


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (Path.unlink, "its file is gone"),
        (lambda path: path.write_bytes(b"x"), "its file is not as it was written"),
    ],
)
def test_a_file_that_was_deleted_or_damaged_is_rebuilt(
    project: Project, harm: Callable[[Path], None], why: str
) -> None:
    Work().do()
    before = files()
    harm(Path("output") / PUBLIC)
    assert Work().do().why == {PUBLIC: why}
    assert {n: d for n, (d, _) in files().items()} == {n: d for n, (d, _) in before.items()}


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS"])
def test_a_manifest_that_is_gone_or_damaged_is_written_anew_and_nothing_else(
    project: Project, name: str
) -> None:
    Work().do()
    before = files()
    (Path("output") / name).write_text("x")
    work = Work()
    assert not work.there.whole
    assert work.do().why == {}
    assert changed(before, files()) == {name}
    assert files()[name][0] == before[name][0]


class Killed(BaseException):
    """Stands for whatever ends a process."""


def test_a_run_that_is_stopped_loses_no_more_than_it_was_at(project: Project) -> None:
    def stop(_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        Work().do(stop)
    assert files().keys() == {ANALYST, *OURS}
    assert Work().do().why == {PUBLIC: "not built before"}
    Work(output="whole").do()
    assert contents() == contents("whole")


@pytest.mark.parametrize("rest", [b'{"form":1,"kind":"ma', b"\xff\n", b"[]\n{}\n", b'{"form":9}\n'])
def test_a_ledger_that_is_damaged_tells_what_can_be_read_of_it(
    project: Project, rest: bytes
) -> None:
    Work().do()
    with ledger.place(Path("output")).open("ab") as file:
        file.write(rest)
    assert Work().there.whole
    ledger.place(Path("output")).write_bytes(rest)
    assert Work().do().why == dict.fromkeys((PUBLIC, ANALYST), "not built before")


def test_a_content_that_became_bad_leaves_its_earlier_files_and_is_told_each_time(
    project: Project,
) -> None:
    Work().do()
    before = files()
    project.content("title: [", "talks")
    for _ in range(2):
        work = Work().do()
        assert [problem.code[0] for outcome in work.run.outcomes for problem in outcome.problems]
    assert {name for name in changed(before, files()) if "talks" in name} == set()


def test_products_of_what_has_changed_since_are_not_vouched_for(project: Project) -> None:
    Work().do()
    change_for_analysts(project)
    work = Work()
    work.plan = type(work.plan)(kept=work.plan.kept)  # nobody asks for the analyst's
    work.do()
    told = json.loads((Path("output") / "manifest.json").read_bytes())
    assert [rendition["path"] for rendition in told["renditions"]] == [PUBLIC]


def test_workers_elsewhere_are_told_apart_contents_that_they_may_have_read_before(
    project: Project,
) -> None:
    first = Work()
    change_for_analysts(project)
    plans = first, Work(), Work()
    one, other, same = (work.run._told_apart(work.plan).inputs for work in plans)
    assert one != other == same


def test_a_library_of_the_engines_that_went_missing_is_seen(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    Work().do()
    monkeypatch.setattr(versions, "present", dict)
    assert not Work().there.whole

"""``briefings build``, when it is asked again, foretold, or asked in parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from project import FERRY, Call, Project, Result

DECLARED = """\
deliverables:
  - {content: ferry.yaml, kinds: [policy-brief], audiences: [public, press], formats: [html]}
  - {content: bus.yaml, kinds: [policy-brief], audiences: [public], formats: [html]}
"""
FILES = (
    "ferry/ferry_policy-brief_public.html",
    "ferry/ferry_policy-brief_press.html",
    "bus/bus_policy-brief_public.html",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with two contents; the working folder."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).with_two_contents(DECLARED)


def named(*files: str, why: str = "", output: str = "output") -> str:
    return "".join(f"{output}/{file}{why and f': {why}'}\n" for file in files)


def test_what_would_be_built_is_told_and_nothing_is_written(project: Project, call: Call) -> None:
    new = named(*FILES, why="not built before")
    assert call("build", "--dry-run") == Result(0, new, "3 would be built\n")
    assert project.outputs() == {}
    assert call("build", "--quiet", "--jobs", "1") == Result(0, named(*FILES), "")
    idle = "nothing to do: 3 files as they should be\n"
    assert call("build", "--dry-run") == Result(0, "", idle)
    assert call("build") == Result(0, named(*FILES), idle)
    project.content(FERRY.replace("twice", "thrice"))
    project.content("title: [", "bus")
    found = call("build", "--dry-run", "--json", "--quiet")
    told = json.loads(found.out)
    words = "what its readers get of the content"
    assert told["documents"] == [{"path": f"output/{one}", "why": words} for one in FILES[:2]]
    assert [one["code"] for one in told["problems"]] == ["S110"]
    assert found.code == 4


def test_shards_make_all_of_it_and_when_they_are_merged_nothing_is_left_to_do(
    project: Project, call: Call
) -> None:
    for number in ("1", "2"):
        said = call("build", "--shard", f"{number}/2", "--output", f"part-{number}", "--jobs", "1")
        assert said.code == 0
    assert call("manifest", "merge", "part-1", "part-2", "--output", "all").code == 0
    assert call("verify", "all").out == "3 files as built\n"
    before = project.outputs("all")
    idle = "nothing to do: 3 files as they should be\n"
    assert call("build", "--output", "all") == Result(0, named(*FILES, output="all"), idle)
    assert project.outputs("all") == before


def test_other_timings_deal_out_other_parts(project: Project, call: Call) -> None:
    stems = [file.removesuffix(".html") for file in FILES]
    shard = ("build", "--shard", "1/2", "--timings", "times.json", "--quiet", "--jobs", "1")
    for long, *_ in (stems, stems[::-1]):
        times = {stem: {"fit": 9.0 if stem == long else 1.0} for stem in stems}
        project.write("times.json", json.dumps(times))
        assert call(*shard) == Result(0, named(f"{long}.html"), "")


def test_a_date_beyond_all_years_is_told(
    project: Project, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 20)
    found = call("build")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"SOURCE_DATE_EPOCH:1:1: {'9' * 20} is no date. ")

"""What the benchmarks rest on: the corpus, the arithmetic, the words of peers, the results."""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks import corpus, figures, peers, report
from benchmarks.figures import Figure
from benchmarks.findings import (
    PROFILE,
    ROOT,
    Finding,
    Missing,
    Ratio,
    Taken,
    Way,
    interleaved,
    typed,
)
from benchmarks.measures.kills import Kill
from benchmarks.processes import Command, Failed, Run, descendants, run
from benchmarks.run import typed as asked
from benchmarks.run import write_docs
from benchmarks.sources import manuscript, markdown, plain, template, typst_source
from briefings.document import (
    Contents,
    Definitions,
    Document,
    Heading,
    Notes,
    Paragraph,
    Table,
    plain_text,
    walk,
)
from briefings.document import Figure as Picture
from conftest import document
from stress import stress

PAGE = """\
<h1>Ice # 1</h1>
<p>Ships <strong>wait</strong> a_lot [sic].<a role="doc-noteref" class="note-call" id="call-1"
href="#note-1">1</a></p>
<ol><li><p>2026. Then</p><ul><li><p>now</p></li></ul></li></ol>
<table class="data"><caption>Calls</caption><colgroup><col style="width:60%"/>
<col style="width:40%"/></colgroup><thead><tr><th scope="col">Port</th><th scope="col">N</th></tr>
</thead><tbody><tr><th scope="row">East | West</th><td>7</td></tr></tbody></table>
<section class="notes"><h2>Notes</h2><ol><li id="note-1">See
<a href="https://example.org/a_b">the log</a>.</li></ol></section>
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return document(PAGE)


def test_the_same_seed_gives_the_same_corpus_and_another_one_another(tmp_path: Path) -> None:
    def made(name: str, seed: int) -> dict[str, bytes]:
        folder = corpus.write(tmp_path / name, 44, seed)
        below = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in below}

    first = made("first", 1)
    assert made("second", 1) == first
    other = made("third", 2)
    assert other.keys() == first.keys()
    assert {name for name in first if first[name] != other[name]} == {
        "content/heat-health-plan-00002.yaml",
        "content/pakistan-afghanistan-talks-00001.yaml",
    }


@pytest.mark.parametrize("renditions", [1, 10, 37, 100])
def test_a_corpus_declares_as_many_renditions_as_asked(tmp_path: Path, renditions: int) -> None:
    folder = corpus.write(tmp_path / "project", renditions)
    text = (folder / "content/deliverables.yaml").read_text(encoding="utf-8")
    declared = yaml.safe_load(text)["deliverables"]
    products = [
        (entry["content"], kind, audience, form)
        for entry in declared
        for kind in entry["kinds"]
        for audience in entry["audiences"]
        for form in entry["formats"]
    ]
    assert len(products) == len({*products}) == renditions


def test_words_change_places_in_wordings_of_several_lines_and_nowhere_else() -> None:
    text = "title: one two three\nlong: >-\n  four five *six* seven\nshort: eight nine ten\n"
    chance = random.Random(1)
    chance.random = lambda: 0.0  # type: ignore[method-assign]
    assert corpus.varied(text, chance) == text.replace("four five", "five four")


def test_a_figure_is_the_median_with_the_least_and_the_most() -> None:
    found = figures.figure([4.0, 1.0, 3.0, 2.0])
    assert found == Figure(2.5, 1.0, 4.0)
    assert found.spread == 1.2


def test_a_ratio_is_taken_run_by_run() -> None:
    assert figures.ratio([2.0, 9.0, 4.0], [1.0, 3.0, 8.0]) == Figure(2.0, 0.5, 3.0)
    with pytest.raises(ValueError, match="longer"):
        figures.ratio([1.0], [1.0, 2.0])


def test_growth_is_the_power_of_the_size() -> None:
    assert figures.growth([1, 10, 100], [3.0, 30.0, 300.0]) == pytest.approx(1.0)
    assert figures.growth([1, 100], [2.0, 20.0]) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("target", "met"), [("", None), ("<= 0.7", True), ("<= 0.6", False), (">= 0.8", False)]
)
def test_a_ratio_meets_what_was_promised_by_its_median(target: str, met: bool | None) -> None:
    assert Ratio("ours ÷ theirs", Figure(0.7, 0.1, 9.0), target).met is met


def test_a_run_counts_the_time_of_all_steps_and_a_failure_says_its_last_line(
    tmp_path: Path,
) -> None:
    python = (sys.executable, "-c")
    burn = (*python, "sum(range(3_000_000))")
    found = run(Command((burn, burn), tmp_path))
    assert found.processor > 0
    assert found.memory is None
    failing = (*python, "import sys; print('out of ice'); sys.exit(3)")
    with pytest.raises(Failed, match="exit 3: out of ice"):
        run(Command((failing,), tmp_path))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system tells no memory")
def test_memory_is_that_of_a_command_with_what_it_starts(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.4)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    found = run(Command(((sys.executable, "-c", start),), tmp_path), watched=True)
    assert found.memory is not None
    assert found.memory > 60


def test_a_way_that_fails_is_missing_with_its_reason_and_others_go_on(tmp_path: Path) -> None:
    ways = [
        Way("good", Command(((sys.executable, "-c", "pass"),), tmp_path)),
        Way("bad", Command((("no-such-program",),), tmp_path)),
    ]
    taken, missing = interleaved(ways, 2, warm=False)
    assert [(one.name, len(one.runs)) for one in taken] == [("good", 2)]
    assert missing == (Missing("bad", "no-such-program: No such file or directory"),)


def test_a_command_is_shown_without_where_things_are_installed() -> None:
    profile = f"-env:UserInstallation={PROFILE.as_uri()}"
    step = (sys.executable, str(ROOT / "tests/benchmarks/scripts/plain.py"), "a b", profile)
    command = Command(
        (step,), Path(), {"FONTCONFIG_FILE": str(ROOT / "templates/fonts/fonts.conf")}
    )
    assert typed(command) == (
        "FONTCONFIG_FILE=templates/fonts/fonts.conf python tests/benchmarks/scripts/plain.py 'a b'"
        " -env:UserInstallation=file:///PROFILE"
    )


def test_the_command_in_the_results_names_no_folder_of_who_typed_it() -> None:
    words = ("--quick", "--output", "/home/a", "--only", "brief", "--projects=/home/b")
    assert asked(words) == "python tests/benchmarks/run.py --quick --only brief"


def test_markdown_says_the_words_with_the_marks_of_pandoc(page: Document) -> None:
    assert markdown.write(manuscript(page)) == (
        "# Ice \\# 1\n\n"
        "Ships **wait** a\\_lot \\[sic\\].[^1]\n\n"
        "1.  2026\\. Then\n\n"
        "    -   now\n\n"
        "| Port | N |\n"
        f"|{'-' * 60}|{'-' * 40}|\n"
        "| East \\| West | 7 |\n\n"
        ": Calls\n\n"
        "[^1]: See [the log](https://example.org/a\\_b).\n".replace("a\\_b", "a_b")
    )


def test_typst_says_the_words_with_its_own_marks(page: Document) -> None:
    _, _, body = typst_source.write(manuscript(page)).partition("\n\n")
    assert body == (
        "= Ice \\# 1\n\n"
        "Ships #strong[wait] a\\_lot \\[sic\\]."
        '#footnote[See #link("https://example.org/a_b")[the log].]<note-1>\n\n'
        "1. 2026. Then\n"
        "  - now\n"
        "#figure(caption: [Calls], kind: table, table(\n"
        "  columns: (60fr, 40fr,), align: left,\n"
        "  table.header([Port], [N]),\n"
        "  [East | West], [7],\n"
        "))\n"
    )


@pytest.fixture(scope="module")
def long() -> Document:
    """A chapter with all that documents have."""
    return stress(1)


def test_every_peer_is_given_all_words_of_the_document(long: Document) -> None:
    text, wanted = manuscript(long), words(" ".join(said(long)))
    assert words(" ".join(plain.words(text))) == wanted
    for source in (markdown.write(text), typst_source.write(text), json.dumps(plain.write(text))):
        assert not wanted - words(source)


def said(document: Document) -> list[str]:
    """What a document prints; the contents and the title of the notes are the peers' own."""
    texts = []
    own = {
        id(block.title) for block in walk(document.blocks) if isinstance(block, Contents | Notes)
    }
    for block in walk(document.blocks):
        match block:
            case Heading(children=inlines) | Paragraph(children=inlines) if id(block) not in own:
                texts.append(plain_text(inlines))
            case Table(caption=inlines) | Picture(caption=inlines):
                texts.append(plain_text(inlines))
            case Definitions(items=items):
                texts += [plain_text((*item.term, *item.meaning)) for item in items]
            case Notes(items=notes):
                texts += [plain_text(note.children) for note in notes]
            case _:
                pass
    return texts


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def test_the_template_of_word_has_a_style_for_every_kind_of_block() -> None:
    conditions = " ".join(condition for condition, _ in template.STYLES)
    assert {"title", "passage", "item"} == {*re.findall(r"b\.is == '(\w+)'", conditions)}


def test_every_peer_says_what_it_lacks_or_why_it_is_absent() -> None:
    assert all(peer.lacks or peer.absent for peer in peers.peers())


def finding() -> Finding:
    runs = (Run(1.0, 0.5, 80.0), Run(2.0, 0.5, 90.0), Run(4.0, 0.5, 70.0))
    taken = (Taken("ours", "briefings build", runs), Taken("theirs", "pandoc a.md", runs[:1]))
    ratios = (Ratio("ours ÷ theirs", Figure(2.0, 1.0, 4.0), "<= 0.7"),)
    missing = (Missing("Quarto", "not installed"),)
    return Finding("brief", "One brief", "Done thus.", taken, ratios, missing, ("Seen.",))


def test_every_number_in_the_results_stands_beside_its_command() -> None:
    text = report.section({"date": "2026-01-02"}, finding(), "brief.svg")
    assert "| ours ÷ theirs | 2.00 (1.00–4.00) | ≤ 0.7: **no** |" in text
    assert "| ours | 2.00 (1.00–4.00) | 0.50 | 80 | `briefings build` |" in text
    assert "| theirs | 1.00 | 0.50 | 80 | `pandoc a.md` |" in text
    assert "- Not measured: Quarto: not installed." in text
    assert "![One brief](brief.svg)" in text


def test_what_is_measured_later_takes_its_own_place_and_leaves_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.run.DOCS", tmp_path)

    def written(key: str, day: str) -> str:
        one = Finding(key, key.title(), "Done thus.")
        write_docs({"date": f"2026-01-{day}"}, [one])
        return (tmp_path / "benchmarks.md").read_text(encoding="utf-8")

    written("kills", "01")
    written("brief", "02")
    text = written("kills", "03")
    assert re.findall(r"^## \w+|2026-01-0\d(?=<)", text, re.MULTILINE) == [
        *("## Brief", "2026-01-02"),
        *("## Kills", "2026-01-03"),
    ]


def killed(**said: str) -> str:
    return str(Kill(1, "the command", 2.5, -9, 3, 0, len(said), said, ()))


def test_of_each_kill_it_is_told_why_files_were_written_after_it() -> None:
    told = "1: the command after 2.50 s, exit -9, 3 renditions there; the next build wrote"
    assert killed() == f"{told} 0"
    assert killed(a="not built before", b="not built before") == f"{told} 2: not built before"
    assert killed(a="damaged", b="lost", c="lost") == f"{told} 3: 1 damaged, 2 lost"


def test_results_for_machines_have_every_run() -> None:
    data = json.loads(report.as_json({"date": "2026-01-02"}, [finding()]))
    (measure,) = data["measures"]
    assert [one["seconds"] for one in measure["taken"][0]["runs"]] == [1.0, 2.0, 4.0]
    assert measure["taken"][0]["seconds"] == {"median": 2.0, "least": 1.0, "most": 4.0}
    assert measure["ratios"][0]["met"] is False


def test_processes_below_this_one_are_found() -> None:
    assert list(descendants(2**30)) == []

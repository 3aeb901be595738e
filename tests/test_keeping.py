"""``briefings verify`` and ``briefings manifest``, on folders that were tampered with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.builds import rebuilding
from briefings.builds.length import Length
from briefings.builds.orders import Order
from briefings.cli import cli, main
from briefings.digest import digest
from briefings.errors import ContentError
from briefings.files import assemble
from briefings.manifest import NAME, SUMS, TIMINGS, form
from manifests import TALKS, changed, laid, manifest, output, rendition
from project import FERRY, ROOT, Project, Result

A, B, C = "talks/a.pdf", "talks/b.docx", "c.html"

Call = Callable[..., Result]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line, run in this process."""

    def run(*words: object) -> Result:
        with pytest.raises(SystemExit) as stop:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Result(int(stop.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound output folder, ``out`` in the working folder."""
    monkeypatch.chdir(tmp_path)
    output(tmp_path / "out", A, B, C)
    return Path("out")


# --- verify ---------------------------------------------------------------------------------------


def test_a_folder_that_is_as_built_is_sound(out: Path, call: Call) -> None:
    (out / TIMINGS).write_text("{}")
    (out / ".briefings").mkdir()
    (out / ".briefings/ledger.jsonl").write_text("")
    (out / "empty").mkdir()
    assert call("verify", out) == Result(0, "3 files as built\n", "")


BUILT = "build it again, or take it as it was built"


def tampered(do: str, path: Path) -> None:
    match do:
        case "delete":
            path.unlink()
        case "folder":
            path.unlink()
            path.mkdir()
        case "link":
            path.unlink()
            path.symlink_to("/etc/hostname")
        case "loop":
            path.unlink()
            path.symlink_to(path.name)
        case "pipe":
            path.unlink()
            os.mkfifo(path)
        case _:
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(do)


@pytest.mark.parametrize(
    ("do", "path", "told"),
    [
        ("other", A, [f"{A}: changed. {BUILT} [O121]"]),
        ("talks/x.pdf", A, [f"{A}: changed. {BUILT} [O121]"]),  # as many bytes
        ("delete", C, [f"{C}: missing. {BUILT} [O122]"]),
        ("folder", C, [f"{C}: is no file. {BUILT} [O125]"]),
        ("pipe", C, [f"{C}: is no file. {BUILT} [O125]"]),
        (
            "link",
            C,
            [f"{C}: is a link out of the folder. put the file itself there [O124]"],
        ),
        ("x", "z.pdf", ["z.pdf: unlisted. delete it, or build what it belongs to [O123]"]),
        ("x", "d/.z", ["d/.z: unlisted. delete it, or build what it belongs to [O123]"]),
        ("x", "a\n\x1b", [r"unlisted. delete it, or build what it belongs to [O123]"]),
        ("pipe", NAME, [f"{NAME}: is no file. {BUILT} [O125]"]),
        ("delete", NAME, [f"{NAME}: missing. build into this folder [O122]"]),
        ("delete", SUMS, [f"{SUMS}: missing. build into this folder [O122]"]),
    ],
)
def test_what_is_not_as_built_is_told_one_a_line(
    out: Path, call: Call, do: str, path: str, told: list[str]
) -> None:
    tampered(do, out / path)
    result = call("verify", out)
    assert (result.code, result.out) == (1, "")
    if path.isprintable():
        assert result.problems == [f"out/{line}" for line in told]
    else:
        assert result.problems == [rf"'out/a\n\x1b': {told[0]}"]


def test_a_link_to_itself_is_no_crash(out: Path, call: Call) -> None:
    tampered("loop", out / C)
    (problem,) = call("verify", out).problems
    assert problem.startswith("out/c.html: can't be read: ")


def test_a_folder_that_leads_elsewhere_is_told_for_each_of_its_files(out: Path, call: Call) -> None:
    (out / "talks").rename("elsewhere")
    (out / "talks").symlink_to(Path("elsewhere").resolve())
    codes = [line.rpartition(" ")[2] for line in call("verify", out).problems]
    assert codes == ["[O123]", "[O124]", "[O124]"]  # the link itself is in no list


def test_a_manifest_that_was_changed_with_its_file_is_found_by_the_sums(
    out: Path, call: Call
) -> None:
    (out / A).write_text("other")
    found = form.read((out / NAME).read_bytes(), NAME)
    forged = changed(found, A, sha256=digest(b"other"), bytes=5)
    (out / NAME).write_bytes(form.written(forged))
    assert call("verify", out).problems == [
        f"out/{SUMS}: says something else of 'talks/a.pdf' than manifest.json."
        " build again, or take both as they were built [O126]",
        f"out/{NAME}: changed. {BUILT} [O121]",
    ]


def test_files_are_checked_by_the_sums_where_the_manifest_is_damaged(out: Path, call: Call) -> None:
    (out / NAME).write_text("{")
    (out / A).write_text("other")
    assert call("verify", out).problems == [
        f"out/{NAME}: damaged: is no JSON. build anew, or take the file as it was built [O111]",
        f"out/{A}: changed. {BUILT} [O121]",
    ]


def test_a_folder_that_cannot_be_read_is_told(
    out: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: Path) -> object:
        if path.name == "talks":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    listed = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    assert call("verify", out).problems == [
        f"out/talks: can't be read: Permission denied. {BUILT} [O125]"
    ]


@pytest.mark.parametrize("name", [NAME, SUMS])
def test_files_elsewhere_are_never_looked_at(out: Path, call: Call, name: str) -> None:
    path = out / name
    path.write_bytes(path.read_bytes().replace(b"talks/a.pdf", b"../../a.pdf"))
    result = call("verify", out)
    assert any(line.endswith("[O114]") for line in result.problems)
    assert not any("missing" in line for line in result.problems)


def test_findings_are_data_for_machines(out: Path, call: Call) -> None:
    (out / C).unlink()
    result = call("verify", out, "--json")
    assert (result.code, result.err) == (1, "")
    assert json.loads(result.out) == {
        "sound": False,
        "files": 3,
        "findings": [{"path": C, "code": "O122", "what": "missing", "remedy": BUILT}],
    }


def test_a_folder_that_is_not_there_is_usage(out: Path, call: Call) -> None:
    assert call("verify", "nowhere").code == 2


NAMES = (
    "a b.pdf",
    "é/ü.pdf",
    "a\\nb.pdf",
    "line\nbreak.pdf",
    "return\rhere.pdf",
    " .pdf",
    "*x",
    "-c",
)


def test_sha256sum_agrees(tmp_path: Path) -> None:
    output(tmp_path, *NAMES)
    command = ["sha256sum", "--check", "--strict", SUMS]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b": OK\n") == len(NAMES) + 1
    (tmp_path / "*x").write_bytes(b"other")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1


HEAVY = "yaml", "pydantic", "jinja2", "docx", "lxml", "fontTools", "importlib.metadata", "PIL"


@pytest.mark.parametrize("words", [["verify", "out"], ["manifest", "compare", "out", "out"]])
def test_checking_and_comparing_import_nothing_heavy(out: Path, words: list[str]) -> None:
    program = (
        "import sys; from briefings.cli import cli\n"
        f"cli.main({words!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (done.stderr, done.stdout.splitlines()[1:]) == ("", ["[]"])


# --- verify --rebuild -----------------------------------------------------------------------------


def test_what_is_built_anew_has_the_same_bytes_until_its_content_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    monkeypatch.chdir(tmp_path)
    project, choice = Project(tmp_path), ("--kind", "one-page-summary", "--audience", "public")
    contents = [project.content(name=name) for name in ("bus", "ferry")]
    call("build", *contents, *choice, "--format", "html", "--words", "200", "--quiet")
    contents[0].write_text(FERRY.replace("Few", "Many"))
    result = call("verify", "output", "--rebuild")
    assert (result.code, result.problems[2:]) == (
        1,
        [
            "output/bus/bus_one-page-summary_public_200-words.html: built anew it differs: "
            "changed since: content/bus.yaml. build it again [O127]"
        ],
    )


def test_nothing_is_claimed_where_versions_differ() -> None:
    before = manifest(rendition(A), versions={"pango": "1.50", "python": "3.11.7"})
    here = manifest(versions={"pango": "1.52", "python": "3.11.7", "lxml": "6"}, fonts={})
    assert [(f.path, f.code, f.what) for f in rebuilding.elsewhere(before, here)] == [
        (NAME, "O128", "built with lxml absent; here it is 6"),
        (NAME, "O128", "built with pango 1.50; here it is 1.52"),
        (NAME, "O128", "the font Serif.ttf is another one here"),
    ]


@pytest.mark.parametrize(
    "order",
    [
        Order(Path(TALKS), "policy-brief", "minister", ("pdf",)),
        Order(Path(TALKS), "policy-brief", "minister", ("pdf",), Length(pages=(2, 4))),
        Order(Path(TALKS), "policy-brief", "minister", ("pdf",), theme="house_of_x"),
        Order(Path(TALKS), "a_b", "c_d", ("pdf",), Length(minutes=2.5), "house", "pt-BR"),
        Order(Path(TALKS), "a", "b", ("pdf",), language="ur"),
        Order(Path("content/a.b_c.yaml"), "a", "b", ("pdf",), Length(unlimited=True)),
    ],
)
def test_the_order_of_a_file_is_found_again(order: Order) -> None:
    own = {
        "content": str(order.content),
        "kind": order.kind,
        "audience": order.audience,
        "theme": order.theme or "institute",
        "language": order.language or "en",
    }
    found = manifest(rendition(f"talks/{order.name}.pdf", **own))
    assert rebuilding.orders(found) == ((order,), ())


def test_formats_of_one_edition_are_one_order() -> None:
    name, own = "talks/talks_note_reader", {"kind": "note", "audience": "reader"}
    files = (rendition(f"{name}.{each}", format=each, **own) for each in ("docx", "pdf"))
    (order,), _ = rebuilding.orders(manifest(*files))
    assert order.formats == ("docx", "pdf")


def test_a_file_whose_name_says_no_order_is_told() -> None:
    orders, (lost,) = rebuilding.orders(manifest(rendition(A)))
    assert (orders, lost.path, lost.code) == ((), A, "O129")


# --- merge ----------------------------------------------------------------------------------------


@pytest.fixture
def shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two output folders."""
    monkeypatch.chdir(tmp_path)
    output(tmp_path / "one", A, C)
    output(tmp_path / "two", B)
    return Path("one"), Path("two")


def test_shards_are_merged_into_one_folder(shards: tuple[Path, Path], call: Call) -> None:
    for number, folder in enumerate(shards):
        (folder / TIMINGS).write_text(f'{{"talks/{number}": {{"fit": {number}.5}}}}')
        (folder / ".briefings").mkdir()
    assert call("manifest", "merge", *shards, "--output", "all/of/it") == Result(
        0, "all/of/it\n", ""
    )
    assert call("verify", "all/of/it") == Result(0, "3 files as built\n", "")
    found = Project(Path.cwd()).outputs("all/of/it")
    assert [*found] == [SUMS, C, NAME, A, B, TIMINGS]
    assert found[NAME] == form.written(manifest(*map(rendition, (A, B, C))))
    assert json.loads(found[TIMINGS]) == {"talks/0": {"fit": 0.5}, "talks/1": {"fit": 1.5}}


def test_shards_without_timings_are_merged_without(shards: tuple[Path, Path], call: Call) -> None:
    call("manifest", "merge", *shards, "--output", "all")
    assert TIMINGS not in Project(Path.cwd()).outputs("all")


@pytest.mark.parametrize("do", ["changed", "conflict", "damaged", "timings"])
def test_shards_that_are_not_sound_or_contradict_each_other_make_nothing(
    shards: tuple[Path, Path], call: Call, do: str
) -> None:
    one, two = shards
    match do:
        case "changed":
            (one / A).write_text("other")
        case "conflict":
            laid(two, manifest(rendition(A, words=9), rendition(B)))
        case "damaged":
            (one / NAME).write_text("")
        case "timings":
            (two / TIMINGS).write_text("[]")
    result = call("manifest", "merge", one, two, "--output", "all")
    assert (result.code, result.out) == (1, "")
    assert "[O1" in result.problems[0]
    assert sorted(path.name for path in Path().iterdir()) == ["one", "two"]


def test_what_is_wrong_with_several_shards_is_told_at_once(
    shards: tuple[Path, Path], call: Call
) -> None:
    (shards[0] / A).unlink()
    (shards[1] / B).write_text("other")
    result = call("manifest", "merge", *shards, "--output", "all")
    assert result.problems == [
        f"one/{A}:1:1: missing. {BUILT} [O122]",
        f"two/{B}:1:1: changed. {BUILT} [O121]",
    ]


def test_a_folder_with_something_in_it_is_left_alone(shards: tuple[Path, Path], call: Call) -> None:
    result = call("manifest", "merge", *shards, "--output", "one")
    assert (result.code, result.problems) == (
        2,
        ["one:1:1: is not empty. name a folder that is new or empty with --output [O102]"],
    )
    Path("empty").mkdir()
    assert call("manifest", "merge", *shards, "--output", "empty").code == 0


def test_a_folder_is_assembled_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    there = {"x/a": tmp_path / "a", "x/b": tmp_path / "missing"}
    with pytest.raises(ContentError, match="O101"):
        assemble(tmp_path / "new", there, {"c": b"c"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assemble(tmp_path / "new", {"x/a": tmp_path / "a"}, {"c": b"c"})
    assert Project(tmp_path).outputs("new") == {"c": b"c", "x/a": b"a"}


def test_files_that_cannot_be_linked_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError("another device")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").write_bytes(b"a")
    assemble(tmp_path / "new", {"a": tmp_path / "a"}, {})
    assert Project(tmp_path).outputs("new") == {"a": b"a"}


# --- compare, schema ------------------------------------------------------------------------------


def test_folders_and_manifests_are_compared(out: Path, call: Call) -> None:
    output(Path("new"), A, "d.pdf")
    said = [
        "file          pages  words  what changed",
        "c.html            2    300  gone",
        "d.pdf             2    300  new",
        "talks/b.docx      2    300  gone",
        "1 added, 2 removed; 1 unchanged",
    ]
    for one, other in ((out, "new"), (out / NAME, f"new/{NAME}")):
        result = call("manifest", "compare", one, other)
        assert (result.code, result.out.splitlines()) == (0, said)


def test_a_comparison_is_had_in_json_or_in_markdown(out: Path, call: Call) -> None:
    assert json.loads(call("manifest", "compare", out, out, "--json").out)["same"] is True
    assert "3 unchanged**" in call("manifest", "compare", out, out, "--markdown").out
    assert call("manifest", "compare", out, out, "--markdown", "--json").code == 2


def test_a_folder_without_a_manifest_is_told(out: Path, call: Call) -> None:
    Path("new").mkdir()
    result = call("manifest", "compare", out, "new")
    assert (result.code, result.problems) == (
        1,
        [
            "new/manifest.json:1:1: can't be read: No such file or directory."
            " name a folder that briefings built [O111]"
        ],
    )


def test_the_schema_is_printed_as_it_is_published() -> None:
    said = CliRunner().invoke(cli, ["manifest", "schema"]).output
    assert said == (ROOT / "briefings/manifest/schema.json").read_text()

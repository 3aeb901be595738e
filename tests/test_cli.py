"""The command line: commands, options, what goes where, exit codes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from briefings import __version__
from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.cli import cli, main
from briefings.machine import office
from briefings.manifest import OWN
from project import FERRY, ROOT, Call, Project, Result

DECLARED = """\
deliverables:
  - {content: ferry.yaml, kinds: [one-page-summary], audiences: [public, press], formats: [pdf]}
  - {content: bus.yaml, kinds: [policy-brief], audiences: [minister], formats: [html, pdf]}
"""
ONE = ("--kind", "one-page-summary", "--audience", "public", "--format", "pdf")
SUMMARY = "output/ferry/ferry_one-page-summary_public.pdf"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with two contents and what is declared of them; the working folder."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).with_two_contents(DECLARED)


def files(project: Project, folder: str = "output") -> list[str]:
    return [name for name in project.outputs(folder) if name not in OWN]


# --- build: what is built ------------------------------------------------------------------------


def test_without_arguments_everything_that_is_declared_is_built(
    project: Project, call: Call
) -> None:
    result = call("build")
    assert result.code == 0
    built = [
        "bus/bus_policy-brief_minister.html",
        "bus/bus_policy-brief_minister.pdf",
        "ferry/ferry_one-page-summary_press.pdf",
        "ferry/ferry_one-page-summary_public.pdf",
    ]
    assert files(project) == built
    assert sorted(result.out.splitlines()) == [f"output/{name}" for name in built]


def test_what_is_not_typed_is_taken_from_what_is_declared(project: Project, call: Call) -> None:
    call("build", "content/ferry.yaml", "--audience", "press")
    assert files(project) == ["ferry/ferry_one-page-summary_press.pdf"]


def test_what_is_typed_goes_before_what_is_declared(project: Project, call: Call) -> None:
    call("build", "content/bus.yaml", *ONE)
    assert files(project) == ["bus/bus_one-page-summary_public.pdf"]


@pytest.mark.parametrize(
    "words",
    [
        ("--audience", "press,public"),
        ("--audience", "press", "--audience", "public"),
        ("--audience", " press , public,press,"),
    ],
)
def test_options_are_repeated_or_take_several_values(
    project: Project, call: Call, words: tuple[str, ...]
) -> None:
    call("build", "content/ferry.yaml", *words)
    assert files(project) == [
        "ferry/ferry_one-page-summary_press.pdf",
        "ferry/ferry_one-page-summary_public.pdf",
    ]


def test_a_content_elsewhere_is_built_with_what_is_declared_beside_it(
    project: Project, call: Call
) -> None:
    (project.folder / "content").rename(project.folder / "other")
    call("build", "other/ferry.yaml", "--audience", "public")
    assert files(project) == ["ferry/ferry_one-page-summary_public.pdf"]


def test_files_are_written_to_the_folder_that_is_named(project: Project, call: Call) -> None:
    result = call("build", "content/ferry.yaml", *ONE, "--output", "out/of/here")
    assert [*project.outputs("out/of/here")] == [
        "SHA256SUMS",
        "ferry/ferry_one-page-summary_public.pdf",
        "manifest.json",
        "timings.json",
    ]
    assert result.out == "out/of/here/ferry/ferry_one-page-summary_public.pdf\n"


def test_the_manifest_remembers_earlier_builds(project: Project, call: Call) -> None:
    call("build", "content/ferry.yaml", *ONE)
    call("build", "content/ferry.yaml", *ONE, "--audience", "press")
    record = json.loads(project.outputs()["manifest.json"])
    assert [entry["path"] for entry in record["renditions"]] == [
        "ferry/ferry_one-page-summary_press.pdf",
        "ferry/ferry_one-page-summary_public.pdf",
    ]


# --- build: length -------------------------------------------------------------------------------

LONG = FERRY + "".join(
    f"      - {{type: prose, id: p{n}, priority: could, short: {'wave ' * 100}}}\n"
    for n in range(30)
)


def documents(result: Result) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(result.out)["documents"]
    return found


@pytest.mark.parametrize(("words", "most"), [((), 2), (("--pages", "1"), 1), (("--pages", "4"), 4)])
def test_a_length_in_pages_is_kept_and_filled(
    project: Project, call: Call, words: tuple[str, ...], most: int
) -> None:
    project.content(LONG)
    brief = ("--kind", "policy-brief", "--audience", "public", "--format", "pdf", "--json")
    (document,) = documents(call("build", "content/ferry.yaml", *brief, *words))
    assert document["pages"] == most


def test_a_length_in_words_is_kept_and_filled(project: Project, call: Call) -> None:
    project.content(LONG)
    report = ("--kind", "full-report", "--audience", "public", "--format", "html", "--json")
    words = ("--words", "1000")
    (document,) = documents(call("build", "content/ferry.yaml", *report, *words))
    assert isinstance(document["words"], int)
    assert 900 < document["words"] <= 1000


BRIEF = ("--kind", "policy-brief", "--audience", "public", "--format", "pdf")


def test_a_length_in_minutes_is_kept_at_the_speed_of_readers_of_the_language(
    project: Project, call: Call
) -> None:
    project.content(LONG)
    (document,) = documents(call("build", "content/ferry.yaml", *BRIEF, "--json", "--minutes", "2"))
    assert isinstance(document["words"], int)
    assert 400 < document["words"] <= 2 * 228


def test_files_of_a_length_that_was_asked_for_say_so(project: Project, call: Call) -> None:
    project.content(LONG)
    result = call("build", "content/ferry.yaml", *BRIEF, "--pages", "2-3")
    assert result.out == "output/ferry/ferry_policy-brief_public_2-3-pages.pdf\n"


def test_without_a_limit_everything_is_there(project: Project, call: Call) -> None:
    project.content(LONG)
    (document,) = documents(
        call("build", "content/ferry.yaml", *BRIEF, "--json", "--pages", "none")
    )
    assert isinstance(document["pages"], int)
    assert (document["pages"] > 4, document["left_out"]) == (True, [])


def test_content_that_ends_before_the_length_is_told_of_and_built(
    project: Project, call: Call
) -> None:
    result = call("build", "content/ferry.yaml", *BRIEF, "--pages", "3", "--quiet")
    assert (result.code, len(result.out.splitlines())) == (0, 1)
    assert result.problems == [
        "content/ferry.yaml:1:1: policy-brief for public fills 1 of 3 pages, with all that there"
        " is. write more, or longer wordings, or ask for fewer pages [F103]"
    ]


@pytest.mark.parametrize("length", ["0", "4-2", "two", "", "501"])
def test_a_length_that_cannot_be_is_a_mistake_of_use(call: Call, length: str) -> None:
    result = call("build", "content/ferry.yaml", *BRIEF, "--pages", length)
    assert result.code == 2
    assert f"Invalid value for '--pages': '{length}'" in result.err


def test_one_length_can_be_given(call: Call) -> None:
    result = call("build", "content/ferry.yaml", *BRIEF, "--pages", "2", "--minutes", "3")
    assert result.code == 2
    assert "give one of --pages, --words and --minutes" in result.err


@pytest.mark.skipif(office.find() is None, reason="LibreOffice is not there")
def test_libreoffice_confirms_the_pages_of_a_word_file(project: Project, call: Call) -> None:
    project.content(LONG)
    both = ("--kind", "policy-brief", "--audience", "public", "--format", "docx,pdf")
    result = call("build", "content/ferry.yaml", *both, "--pages", "2", "--verify-pages")
    assert result.code == 0
    data = (project.folder / "output/ferry/ferry_policy-brief_public_2-pages.docx").read_bytes()
    assert office.page_counts([data]) == (2,)


def test_pages_cannot_be_confirmed_without_libreoffice(
    project: Project, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project.folder))
    if office.find() is not None:
        pytest.skip("LibreOffice is there without a PATH")
    words = ("--kind", "policy-brief", "--audience", "public", "--format", "docx")
    result = call("build", "content/ferry.yaml", *words, "--verify-pages")
    assert (result.code, list(project.folder.glob("output/*/*.docx"))) == (3, [])


@pytest.mark.parametrize(
    "words", [("--pages", "5"), ("--pages", "2", "--kind", "one-page-summary")]
)
def test_more_pages_than_a_kind_has_are_a_mistake_of_use(
    project: Project, call: Call, words: tuple[str, ...]
) -> None:
    choice = words if "--kind" in words else (*words, "--kind", "policy-brief")
    result = call("build", "content/ferry.yaml", "--audience", "public", *choice)
    assert (result.code, result.out) == (2, "")
    assert "[L102]" in result.err
    assert files(project) == []


# --- build: what is said -------------------------------------------------------------------------


def test_paths_are_the_answer_and_progress_is_not(project: Project, call: Call) -> None:
    result = call("build", "content/ferry.yaml", *ONE)
    assert result.out == f"{SUMMARY}\n"
    (line,) = result.problems
    assert line.startswith("[1/1] built ferry one-page-summary public pdf: 1 page")
    assert line.endswith(" words, TLP:CLEAR")


def test_quiet_says_nothing_but_the_answer(project: Project, call: Call) -> None:
    result = call("build", "content/ferry.yaml", *ONE, "--quiet")
    assert (result.code, result.out, result.err) == (0, f"{SUMMARY}\n", "")


def test_quiet_still_tells_problems(project: Project, call: Call) -> None:
    project.content("")
    result = call("build", "content/ferry.yaml", *ONE, "--quiet")
    assert (result.code, result.out) == (1, "")
    assert [line.rpartition(" ")[2] for line in result.problems] == ["[S104]"]


def test_an_answer_for_machines_says_all_that_is_known(project: Project, call: Call) -> None:
    kept_back = "{type: prose, id: fares, marking: TLP:RED, short: Fares rise.}"
    project.content(f"{FERRY}      - {kept_back}\n")
    result = call("build", "content/ferry.yaml", *ONE, "--json")
    answer = json.loads(result.out)
    (document,) = answer["documents"]
    data = (project.folder / SUMMARY).read_bytes()
    made_from, words = document.pop("made_from"), document.pop("words")
    assert document.pop("fit")["asked"] == "1 page"
    assert document == {
        "path": SUMMARY,
        "built": True,
        "content": "content/ferry.yaml",
        "kind": "one-page-summary",
        "audience": "public",
        "language": "en-GB",
        "format": "pdf",
        "theme": "institute",
        "pages": 1,
        "marking": "TLP:CLEAR",
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "left_out": [{"id": "fares", "reason": "marking"}],
    }
    assert 25 < words < 45
    assert made_from == sorted(made_from)
    assert "content/ferry.yaml" in made_from
    assert answer["problems"] == []
    assert result.err == ""


def test_problems_are_in_the_answer_for_machines_too(project: Project, call: Call) -> None:
    project.content("")
    result = call("build", "content/ferry.yaml", *ONE, "--json")
    assert result.code == 1
    assert json.loads(result.out) == {
        "documents": [],
        "problems": [
            {
                "place": "content/ferry.yaml:1:1",
                "code": "S104",
                "what": "there is nothing in it",
                "remedy": "write fields, such as 'title: …'",
            }
        ],
        "notices": [],
    }
    assert [line.rpartition(" ")[2] for line in result.problems] == ["[S104]"]


def test_a_problem_of_several_products_is_told_once(project: Project, call: Call) -> None:
    project.content("")
    result = call("build", "content/ferry.yaml", "--audience", "public,press", "--quiet")
    assert len(result.problems) == 1


# --- the terminal --------------------------------------------------------------------------------


def on_a_terminal(folder: Path, *words: str, **environment: str) -> str:
    """All that a command shows on a terminal."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"this machine has no pseudo-terminals: {error}")
    places = {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    plain = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR")}
    own = {**plain, **places, "FONTCONFIG_FILE": "", "TERM": "xterm", **environment}
    command = [sys.executable, "-m", "briefings", *words]
    with subprocess.Popen(command, cwd=folder, env=own, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 4096):
                shown += data
        except OSError:  # Linux says so when the other end is closed
            pass
    os.close(ours)
    return shown.decode()


def test_a_terminal_shows_a_bar_of_progress(project: Project) -> None:
    shown = on_a_terminal(project.folder, "build", "content/ferry.yaml", *ONE)
    assert "Building  [" in shown
    assert "100%" in shown
    assert shown.endswith(f"{SUMMARY}\r\n")
    assert "[1/1]" not in shown


@pytest.mark.parametrize("variable", [{"CI": "true"}, {"TERM": "dumb"}])
def test_a_terminal_that_keeps_a_record_shows_plain_lines(
    project: Project, variable: dict[str, str]
) -> None:
    shown = on_a_terminal(project.folder, "build", "content/ferry.yaml", *ONE, **variable)
    assert "[1/1] built ferry" in shown
    assert "Building" not in shown


COLOURED = (("check", "content/none.yaml"), ("list",), ("doctor",))


@pytest.mark.parametrize("words", COLOURED, ids=lambda words: words[0])
def test_a_terminal_shows_colours_unless_it_is_asked_not_to(
    project: Project, words: tuple[str, ...]
) -> None:
    assert "\x1b[" in on_a_terminal(project.folder, *words)
    assert "\x1b[" not in on_a_terminal(project.folder, *words, NO_COLOR="1")


# --- check, list, doctor, fields, schema ---------------------------------------------------------


def test_good_contents_are_said_to_be_good(project: Project, call: Call) -> None:
    result = call("check", "content/ferry.yaml", "content/bus.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out == "content/ferry.yaml: good\ncontent/bus.yaml: good\n"


def test_without_arguments_every_declared_content_is_checked(project: Project, call: Call) -> None:
    project.content("", "bus")
    result = call("check")
    assert (result.code, result.out) == (1, "")
    assert [line.partition(": ")[0] for line in result.problems] == ["content/bus.yaml:1:1"]


def test_a_check_builds_nothing(project: Project, call: Call) -> None:
    call("check")
    assert not (project.folder / "output").exists()


def test_everything_that_can_be_named_is_listed(project: Project, call: Call) -> None:
    project.write("content/audiences/crew.yaml", "label: Crew\ndescription: Sails\nceiling: {}\n")
    result = call("list")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "contents",
        "kinds",
        "audiences",
        "themes",
        "languages",
        "formats",
    ]
    words = {" ".join(line.split()) for line in lines}
    assert words > {
        "content/bus.yaml Bus service in winter",
        "content/ferry.yaml Ferry service in winter",
        "one-page-summary One side of A4, for a reader with two minutes",
        "crew Sails",
        "institute Institute",
        "en-US",
        "docx",
        "html",
        "pdf",
    }


def test_a_list_for_machines_holds_the_same(project: Project, call: Call) -> None:
    found = json.loads(call("list", "--json").out)
    assert list(found) == ["contents", "kinds", "audiences", "themes", "languages", "formats"]
    assert found["contents"]["content/ferry.yaml"] == "Ferry service in winter"
    assert list(found["formats"]) == ["docx", "html", "pdf"]
    assert list(found["kinds"]) == ["full-report", "one-page-summary", "policy-brief"]


def test_a_bad_content_is_listed_all_the_same(project: Project, call: Call) -> None:
    project.content("")
    result = call("list", "--json")
    found = json.loads(result.out)["contents"]
    assert result.code == 0
    assert found["content/ferry.yaml"] == "(see briefings check)"


def test_the_doctor_says_that_all_is_well(project: Project, call: Call) -> None:
    result = call("doctor")
    assert (result.code, result.err) == (0, "")
    assert any(line.split()[:2] == ["ok", "Pango"] for line in result.out.splitlines())


def test_the_doctor_answers_machines(project: Project, call: Call) -> None:
    found = json.loads(call("doctor", "--json").out)
    assert {"name", "status", "found", "remedy", "code"} == set(found[0])
    assert {check["status"] for check in found} <= {"ok", "warn"}


def test_the_doctor_looks_at_the_folder_that_is_named(project: Project, call: Call) -> None:
    project.write("output", "in the way")
    assert call("doctor").code == 3
    assert call("doctor", "--output", "elsewhere").code == 0


def test_the_fields_and_the_schema_of_content_are_printed(project: Project, call: Call) -> None:
    assert "bottom_line" in call("fields").out
    assert "bottom_line" in json.loads(call("schema").out)["properties"]


# --- help, version, completion -------------------------------------------------------------------


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_helps(call: Call, command: str) -> None:
    result = call(command, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Usage: briefings {command}")
    for parameter in cli.commands[command].params:
        if parameter.param_type_name == "option":
            assert parameter.opts[0] in result.out


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_lists_every_command(call: Call, word: str) -> None:
    result = call(word)
    assert result.code == 0
    listed = [line.split()[0] for line in result.out.partition("Commands:")[2].splitlines() if line]
    assert listed == sorted(cli.commands)


QUICK = (
    "import sys; from briefings.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass"
)
HEAVY = {"pydantic", "weasyprint", "docx", "jinja2", "lxml", "yaml", "PIL", "markdown_it"}


@pytest.mark.parametrize(
    ("words", "variable"),
    [(["--version"], {}), (["--help"], {}), ([], {"_BRIEFINGS_COMPLETE": "bash_source"})],
    ids=["version", "help", "completion"],
)
def test_version_help_and_completion_load_nothing_heavy(
    words: list[str], variable: dict[str, str]
) -> None:
    program = f"{QUICK}\nprint(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env={**os.environ, **variable},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout
    assert done.stderr == "[]\n"


def test_the_package_can_be_run(tmp_path: Path) -> None:
    result = Project(tmp_path).run("--version")
    assert (result.code, result.out, result.err) == (0, f"briefings, version {__version__}\n", "")


# --- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--pages", "0"),
        ("build", "--pages", "two"),
        ("build", "--pages", "1", "--words", "100"),
        ("build", "--colour", "red"),
        ("print",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_is_a_mistake_of_use(
    project: Project, call: Call, words: tuple[str, ...]
) -> None:
    result = call(*words)
    assert (result.code, result.out) == (2, "")
    assert "Error: " in result.err


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_declares_nothing_is_a_mistake_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(command)
    assert (result.code, result.out) == (2, "")
    assert "[L103]" in result.err


def test_some_documents_built_and_some_not(project: Project, call: Call) -> None:
    project.content("", "bus")
    result = call("build")
    assert result.code == 4
    assert files(project) == [
        "ferry/ferry_one-page-summary_press.pdf",
        "ferry/ferry_one-page-summary_public.pdf",
    ]
    assert len(result.out.splitlines()) == 2
    assert result.problems[-1].startswith("content/bus.yaml:1:1: ")


def test_a_missing_library_is_told_and_not_a_crash(project: Project) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("hides a library from the loader of Linux")
    project.write("lib/libpango-1.0.so.0", "no library")
    first = str(project.folder / "lib")
    result = project.run("build", "content/ferry.yaml", *ONE, LD_LIBRARY_PATH=first)
    assert (result.code, result.out) == (3, "")
    assert result.problems[0].startswith("this machine:1:1: Pango: not found. ")
    assert "Traceback" not in result.err
    doctor = project.run("doctor", LD_LIBRARY_PATH=first)
    assert doctor.code == 3
    assert "fail  Pango" in doctor.out


def test_a_missing_font_is_told_and_not_a_crash(project: Project, call: Call) -> None:
    theme = (ROOT / "templates/themes/institute.yaml").read_text(encoding="utf-8")
    missing = theme.replace("family: Source Serif 4,", "family: Grand Hotel,")
    project.write("templates/themes/institute.yaml", missing)
    result = call("build", "content/ferry.yaml", *ONE)
    assert (result.code, result.out) == (3, "")
    assert result.problems[0].startswith("this machine:1:1: font Grand Hotel: not found. ")


def test_a_bug_is_told_as_one(
    project: Project, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRIEFINGS_DEBUG", raising=False)
    monkeypatch.setattr("briefings.builds.orders.plan", lambda *_: 1 / 0)
    result = call("build", "content/ferry.yaml", *ONE)
    assert (result.code, result.out) == (5, "")
    assert result.problems == [
        "internal error, a bug of briefings: ZeroDivisionError: division by zero",
        "please report it, with what BRIEFINGS_DEBUG=1 shows",
    ]


def test_a_bug_that_one_product_meets_is_told_of_it_and_the_others_are_built(
    project: Project, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Builder.make

    def meets(builder: Builder, order: Order) -> object:
        return 1 / 0 if order.audience == "press" else make(builder, order)

    monkeypatch.setattr("briefings.builds.build.Builder.make", meets)
    result = call("build", "content/ferry.yaml", *ONE, "--audience", "press", "--jobs", "1")
    assert (result.code, result.out) == (4, f"{SUMMARY}\n")
    assert result.problems[-1] == (
        "content/ferry.yaml:1:1: ferry_one-page-summary_press can't be built, by a bug of"
        " briefings: ZeroDivisionError: division by zero."
        " please report it, with what BRIEFINGS_DEBUG=1 shows [I128]"
    )


def test_a_bug_is_shown_in_full_to_who_asks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFINGS_DEBUG", "1")
    monkeypatch.setattr("briefings.builds.orders.plan", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["build", "content/ferry.yaml", *ONE])


def test_an_interrupted_build_says_so(
    project: Project, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefings.builds.build.Builder.make", interrupted)
    result = call("build", "content/ferry.yaml", *ONE)
    assert (result.code, result.out, result.problems[-1]) == (130, "", "stopped")


# --- the clock -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("epoch", "created"), [("1700000000", "20231114"), ("", "")])
def test_a_content_without_a_date_takes_that_of_the_build_if_one_is_given(
    project: Project, call: Call, monkeypatch: pytest.MonkeyPatch, epoch: str, created: str
) -> None:
    project.content(FERRY.replace("issued: 2026-03-17\n", ""))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    call("build", "content/ferry.yaml", *ONE)
    pdf = project.outputs()["ferry/ferry_one-page-summary_public.pdf"]
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert (metadata.creation_date_raw or "")[2:10] == created


def test_the_engine_begins_before_anything_is_loaded_that_reads_content() -> None:
    begins = (
        "import sys; from briefings.cli import main; from briefings.machine import nursery\n"
        f"begin = lambda _: sys.exit(str(sorted({HEAVY!r} & set(sys.modules))))\n"
        "nursery.start = begin\n"
        "main(['build', 'content/pakistan-afghanistan-talks.yaml', '--output', sys.argv[1]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", begins, "nowhere"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "[]\n")


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["nonsense"], 2)])
def test_the_program_ends_with_its_code_and_takes_nothing_down(words: list[str], code: int) -> None:
    held = (
        "from briefings.cli import program\n"
        "class Held:\n    def __del__(self): print('taken down')\n"
        "held = Held()\nprogram()"
    )
    done = subprocess.run([sys.executable, "-c", held, *words], capture_output=True, text=True)
    assert done.returncode == code
    assert "taken down" not in done.stdout
    assert "Error" in done.stderr if code else done.stdout.startswith("briefings, version ")

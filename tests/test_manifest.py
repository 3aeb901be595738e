"""The manifest: the same bytes for the same facts, and read back strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args

import jsonschema
import pytest

from briefings.edition import Reason
from briefings.edition.account import Decided, Unit, Wording
from briefings.edition.telling import CHOSEN
from briefings.manifest import Manifest, parsing
from briefings.manifest.form import read, schema, written
from briefings.manifest.holding import NOTES, RULES
from briefings.manifest.sums import read_sums, sums
from briefings.naming import within
from conftest import told
from manifests import FIT, TALKS, manifest, rendition

PART = {"id": "a", "in": True, "wording": "short", "size": 12.5, "decided": "fits"}
WHOLE = manifest(
    rendition("talks/a.pdf", fit={**FIT, "unit": "pt", "free": 3, "pages": [0.5], "parts": [PART]}),
    rendition("talks/b.pdf", made_from=("content/fares.csv", TALKS)),
)


# --- written -------------------------------------------------------------------------------------


def test_a_manifest_says_what_was_built_from_what() -> None:
    inputs = {TALKS: "b" * 64}
    found = manifest(rendition("talks/b.pdf", sha256="a" * 64), inputs=inputs)
    assert json.loads(written(found)) == {
        "form": 2,
        "tool": {"name": "briefings", "version": "1.2"},
        "versions": {"python": "3.11.7", "weasyprint": "70.0"},
        "fonts": {"Serif.ttf": "f" * 64},
        "inputs": {TALKS: "b" * 64},
        "renditions": [
            {
                "path": "talks/b.pdf",
                "content": TALKS,
                "kind": "note",
                "audience": "reader",
                "language": "en-GB",
                "theme": "institute",
                "format": "pdf",
                "pages": 2,
                "words": 300,
                "marking": "TLP:CLEAR",
                "bytes": 11,
                "sha256": "a" * 64,
                "made_from": [TALKS],
                "left_out": [{"id": "a", "reason": "length"}],
                "fit": FIT,
            }
        ],
    }


def test_a_manifest_has_an_entry_a_line_and_what_became_of_a_part_on_one() -> None:
    lines = written(WHOLE).decode().splitlines()
    assert f'    "content/talks.yaml": "{WHOLE.inputs[TALKS]}"' in lines
    assert '      "path": "talks/a.pdf",' in lines
    part = '{"decided": "fits", "id": "a", "in": true, "size": 12.5, "wording": "short"}'
    assert f"          {part}" in lines


def test_the_same_facts_give_the_same_bytes_in_whatever_order() -> None:
    one, two = rendition("a.pdf"), rendition("b.pdf")
    inputs = {"x": "1" * 64, TALKS: "2" * 64}
    backwards = dict(reversed(inputs.items()))
    assert written(manifest(one, two, inputs=inputs)) == written(
        manifest(two, one, inputs=backwards)
    )


def test_renditions_stand_in_the_order_of_their_paths() -> None:
    found = json.loads(written(manifest(*map(rendition, ("c.pdf", "a.pdf", "b.pdf")))))
    assert [entry["path"] for entry in found["renditions"]] == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_manifest_ends_with_a_line_break_and_keeps_letters_as_they_are() -> None:
    found = written(manifest(rendition("Brücken/Brücken.pdf")))
    assert found.endswith(b"}\n")
    assert "Brücken".encode() in found


@pytest.mark.parametrize("found", [WHOLE, manifest(), manifest(rendition("a\udcff\n\\.pdf"))])
def test_what_was_written_is_read_back(found: Manifest) -> None:
    assert read(written(found), "m") == found


# --- read: what is no manifest --------------------------------------------------------------------


def document(found: Manifest = WHOLE) -> Any:
    return json.loads(written(found))


def refused(data: bytes) -> list[str]:
    problems = told(lambda: read(data, "out/manifest.json"))
    assert all(problem.startswith("out/manifest.json:") for problem in problems)
    ending = ". build anew, or take the file as it was built"
    return [p.removeprefix("out/manifest.json:").replace(ending, "") for p in problems]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "1:1: is no JSON [O111]"),
        (b"%PDF-1.7", "1:1: is no JSON [O111]"),
        (b'{"form": 2,\n "tool" 3}', "2:9: is no JSON [O111]"),
        (b"\xff\xfe\x00", "1:1: is no JSON that can be read: it is not in UTF-8 [O111]"),
        (b"[" * 100_000, "1:1: is no JSON that can be read: it is too deep [O111]"),
        (b"[]", "1:1: is no JSON that can be read: it is no JSON object [O111]"),
        (b"null", "1:1: is no JSON that can be read: it is no JSON object [O111]"),
        (b'{"form": NaN}', "1:1: is no JSON that can be read: NaN is no number [O111]"),
        (
            b'{"form": 2, "form": 2}',
            "1:1: is no JSON that can be read: 'form' is there twice [O111]",
        ),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, problem: str) -> None:
    assert refused(data) == [problem]


def test_a_number_of_too_many_digits_is_refused() -> None:
    (problem,) = refused(b'{"form": ' + b"9" * 5000 + b"}")
    assert problem.endswith("[O111]")


def test_what_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST", 2_000_000)
    assert refused(b" " * 2_000_001) == [
        "1:1: is no JSON that can be read: it is larger than 2 MB [O111]"
    ]


@pytest.mark.parametrize("form", [1, 3, -1])
def test_another_form_is_refused_whatever_is_in_it(form: int) -> None:
    problems = told(lambda: read(json.dumps({"form": form, "more": []}).encode(), "m.json"))
    assert problems == [
        f"m.json:1:1: is a manifest of form {form}, not 2. "
        "build anew, or use the version of briefings that wrote it [O112]"
    ]


@pytest.mark.parametrize(
    ("steps", "value", "problem"),
    [
        (("form",), "2", "form is not 2"),
        (("form",), True, "form is not 2"),
        (("tool",), [], "tool is not an object"),
        (("tool", "home"), "x", "tool/home is unknown"),
        (("versions", "python"), "", "versions/python is empty"),
        (("fonts", "Serif.ttf"), "F" * 64, "fonts/Serif.ttf is no SHA-256"),
        (("inputs", "a\n\x1b"), 3, r"'inputs/a\n\x1b' is not text"),
        (("renditions",), {}, "renditions is not a list"),
        (("renditions", 0), None, "renditions/0 is not an object"),
        (("renditions", 0, "pages"), -1, "renditions/0/pages is below 0"),
        (("renditions", 0, "pages"), 2.5, "renditions/0/pages is not a whole number"),
        (("renditions", 0, "pages"), True, "renditions/0/pages is not a whole number"),
        (("renditions", 0, "sha256"), "a" * 64 + "\n", "renditions/0/sha256 is no SHA-256"),
        (
            ("renditions", 0, "fit", "unit"),
            "mm",
            "renditions/0/fit/unit is none of pt, words, null",
        ),
        (("renditions", 0, "fit", "free"), "", "renditions/0/fit/free is not a number or null"),
        (("renditions", 0, "fit", "parts", 0, "in"), 1, "renditions/0/fit/parts/0/in is not true"),
        (("renditions", 1, "made_from"), ["b"], "'talks/b.pdf' is made from 'b', which is not"),
        (("renditions", 1, "content"), "b", "'talks/b.pdf' is made from 'b', which is not"),
        (("renditions", 1, "path"), "talks/a.pdf", "'talks/a.pdf' is there 2 times"),
        (("renditions", 1, "path"), "SHA256SUMS", "'SHA256SUMS' is no rendition"),
    ],
)
def test_damage_is_told_with_its_place(
    steps: tuple[str | int, ...], value: object, problem: str
) -> None:
    (found,) = refused(json.dumps(_with(document(), steps, value)).encode())
    assert found.startswith(f"1:1: {problem}")
    assert found.endswith("[O113]")


def test_what_is_missing_is_told_all_at_once() -> None:
    assert refused(b'{"form": 2, "fonts": {}, "tool": {"name": "x"}}') == [
        "1:1: the whole has no inputs [O113]",
        "1:1: the whole has no renditions [O113]",
        "1:1: the whole has no versions [O113]",
        "1:1: tool has no version [O113]",
    ]


def test_of_many_faults_the_first_are_told() -> None:
    found = {**document(), "fonts": {f"{number:05}": 0 for number in range(10_000)}}
    assert len(refused(json.dumps(found).encode())) == 20


def _with(found: Any, steps: tuple[str | int, ...], value: object) -> Any:
    here = changed = deepcopy(found)
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = value
    return changed


OUT = ("../x", "a/../../x", "/etc/passwd", "a//b", "./a", "a/.", "a/", "..", ".", "a\0b", "\ud800")


@pytest.mark.parametrize("path", OUT)
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str) -> None:
    assert not within(path)
    found = json.dumps(_with(document(), ("renditions", 0, "path"), path)).encode()
    assert refused(found) == [f"1:1: {path!r} is no path within the folder [O114]"]


@pytest.mark.parametrize("path", ["a", "a/b.pdf", "...", "a..b", ".a", "a b", "ä\n\\", "\udcff"])
def test_a_path_within_the_folder_is_good(path: str) -> None:
    assert within(path)


# --- the schema -----------------------------------------------------------------------------------

VALIDATOR = jsonschema.Draft202012Validator(schema())


def schemas(found: Any) -> Iterator[Any]:
    """All schemas within a schema, and itself."""
    yield found
    own = [*found.get("properties", {}).values(), *found.get("$defs", {}).values()]
    own += [found[word] for word in ("items", "additionalProperties") if found.get(word)]
    for below in own:
        yield from schemas(below)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_everything_in_the_schema_is_titled_and_described() -> None:
    bare = [
        s for s in schemas(schema()) if "$ref" not in s and not {"title", "description"} <= {*s}
    ]
    assert bare == []


def test_no_object_may_have_more_than_the_schema_says() -> None:
    objects = [s for s in schemas(schema()) if s.get("type") == "object"]
    assert len(objects) == 9
    for found in objects:
        more = found["additionalProperties"]
        assert more is False if "properties" in found else isinstance(more, dict)
        assert {*found.get("properties", {})} == {*found.get("required", ())}


def test_the_schema_says_only_what_files_are_held_to() -> None:
    assert {word for found in schemas(schema()) for word in found} <= {*NOTES, *RULES}
    patterns = [found["pattern"] for found in schemas(schema()) if "pattern" in found]
    assert all(pattern.startswith("^") and pattern.endswith("$") for pattern in patterns)


def test_the_schema_knows_every_reason_unit_and_wording() -> None:
    defs = schema()["$defs"]
    fit, part = defs["fit"]["properties"], defs["part"]["properties"]
    assert defs["left_out"]["properties"]["reason"]["enum"] == [*get_args(Reason)]
    assert fit["unit"]["enum"] == [*get_args(Unit), None]
    assert part["wording"]["enum"] == [*get_args(get_args(Wording)[0]), "plain", None]
    assert {*part["decided"]["enum"]} == CHOSEN
    assert {name for each in get_args(Decided) for name in get_args(each) or [each]} > CHOSEN


def test_a_manifest_is_valid_by_its_schema() -> None:
    VALIDATOR.validate(document())


def places(found: Any) -> Iterator[tuple[str | int, ...]]:
    """Steps to every value."""
    items = found.items() if isinstance(found, dict) else enumerate(found)
    for step, value in items:
        yield (step,)
        if isinstance(value, dict | list):
            yield from ((step, *below) for below in places(value))


@pytest.mark.parametrize("value", [None, True, -3, 0.5, "", [None], {"x": []}])
def test_what_is_no_manifest_by_the_schema_is_refused(value: object) -> None:
    sound = document(manifest(WHOLE.renditions[0]))
    for steps in places(sound):
        found = _with(sound, steps, value)
        if not VALIDATOR.is_valid(found):
            assert refused(json.dumps(found).encode())


# --- sums -----------------------------------------------------------------------------------------


def test_sums_have_every_file_and_the_manifest_in_the_order_of_paths() -> None:
    found = manifest(rendition("talks/b.pdf"), rendition("a.pdf"))
    lines = sums(found).decode().splitlines()
    assert [line[66:] for line in lines] == ["a.pdf", "manifest.json", "talks/b.pdf"]
    assert lines[0] == f"{rendition('a.pdf').sha256}  a.pdf"


def test_sums_escape_what_sha256sum_escapes() -> None:
    sha256 = "0" * 64
    paths = ("a\nb", "a\\b", "a\rb", "a b")
    found = sums(manifest(*(rendition(path, sha256=sha256) for path in paths))).decode()
    assert found.split("\n")[:4] == [
        rf"\{sha256}  a\nb",
        rf"\{sha256}  a\rb",
        f"{sha256}  a b",
        rf"\{sha256}  a\\b",
    ]


@pytest.mark.parametrize("path", ["a", "a\nb", "a\\nb", "a\\", "\r", "\udcff", "é"])
def test_sums_are_read_back(path: str) -> None:
    found = manifest(rendition(path))
    assert read_sums(sums(found), "s")[path] == found.renditions[0].sha256


@pytest.mark.parametrize(
    "line", ["", "x", "0" * 64, f"{'0' * 63}  a", f"{'0' * 64} a", "\x00\udcff"]
)
def test_a_line_that_is_none_is_told(line: str) -> None:
    good = f"{'0' * 64}  a\n"
    data = f"{good}{line}\n{good}".encode("utf-8", "surrogateescape")
    (problem,) = told(lambda: read_sums(data, "SHA256SUMS"))
    assert problem.startswith("SHA256SUMS:2:1: is no line of sha256sum. ")


def test_sums_of_files_elsewhere_are_refused() -> None:
    (problem,) = told(lambda: read_sums(f"{'0' * 64}  ../x\n".encode(), "SHA256SUMS"))
    assert problem.startswith("SHA256SUMS:1:1: '../x' is no path within the folder. ")

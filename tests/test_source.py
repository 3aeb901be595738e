from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.errors import ContentError, Place, Problem
from briefings.source import Source, read, strict_yaml

FILE = Path("a.yaml")
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(autouse=True, params=LOADERS)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "LOADER", request.param)


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        read(FILE, text=text)
    return caught.value.problems


def told(text: str) -> list[str]:
    return [str(problem) for problem in refused(text)]


def codes(text: str) -> list[str]:
    return [f"{p.code} {p.place.line}:{p.place.column}" for p in refused(text)]


# --- what is read --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "1.10",
        "NO",
        "yes",
        "10:30",
        "0x1F",
        "010",
        "1_000",
        "2026-11-23",
        "True",
        "Null",
        "1e5",
        ".5",
    ],
)
def test_a_plain_scalar_stays_text_as_written(written: str) -> None:
    assert read(FILE, text=f"a: {written}\n").data == {"a": written}


def test_a_plain_key_stays_text_as_written() -> None:
    assert read(FILE, text="on: a\n1: b\ny: c\n").data == {"on": "a", "1": "b", "y": "c"}


@pytest.mark.parametrize("written", ["", "~", "null", "  # a remark"])
def test_nothing_tilde_and_null_are_none(written: str) -> None:
    assert read(FILE, text=f"a: {written}\nb: c\n").data == {"a": None, "b": "c"}


@pytest.mark.parametrize(
    ("written", "text"),
    [('""', ""), ("''", ""), ('"null"', "null"), ("'~'", "~"), ("|\n  null", "null\n")],
)
def test_quoted_or_block_text_is_never_none(written: str, text: str) -> None:
    assert read(FILE, text=f"a: {written}\n").data == {"a": text}


def test_lists_and_blocks_become_plain_data() -> None:
    text = "a:\n  - b: 1\n    c: [x, {y: z}]\n  - d\ne: {}\nf: []\n"
    assert read(FILE, text=text).data == {
        "a": [{"b": "1", "c": ["x", {"y": "z"}]}, "d"],
        "e": {},
        "f": [],
    }


def test_bom_and_crlf_are_fine() -> None:
    source = read(FILE, text="\ufeffa: b\r\nc: |\r\n  d\r\n  e\r\n")
    assert source.data == {"a": "b", "c": "d\ne\n"}
    assert source.place(("a",)) == Place("a.yaml", 1, 4)
    assert source.place(("c",)) == Place("a.yaml", 2, 4)


def test_document_markers_around_one_document_are_fine() -> None:
    assert read(FILE, text="%YAML 1.2\n---\na: b\n...\n").data == {"a": "b"}


def test_tabs_and_direction_marks_and_isolates_are_fine() -> None:
    written = "x\ty \u200f \u2067z\u2069"
    assert read(FILE, text=f'a: "{written}"').data == {"a": written}


# --- places --------------------------------------------------------------------------------------

PLACED = 'é😀: x\nlist:\n  - one\n  - "two": 2\n    three:\n'


@pytest.mark.parametrize(
    ("loc", "line", "column"),
    [
        ((), 1, 1),
        (("é😀",), 1, 5),
        (("list",), 3, 3),
        (("list", 0), 3, 5),
        (("list", 1), 4, 5),
        (("list", 1, "two"), 4, 12),
        (("list", 1, "three"), 5, 11),
        (("list", 1, "four", "five"), 4, 5),
        (("list", 9), 3, 3),
        (("none",), 1, 1),
    ],
)
def test_place_of_a_value_or_of_its_nearest_parent(
    loc: tuple[str | int, ...], line: int, column: int
) -> None:
    assert read(FILE, text=PLACED).place(loc) == Place("a.yaml", line, column)


@pytest.mark.parametrize(
    ("loc", "line", "column"),
    [(("é😀",), 1, 1), (("list", 1, "two"), 4, 5), (("list", 0), 3, 5), (("list", "no"), 3, 3)],
)
def test_place_of_a_key_or_else_of_the_value(
    loc: tuple[str | int, ...], line: int, column: int
) -> None:
    assert read(FILE, text=PLACED).key_place(loc) == Place("a.yaml", line, column)


def test_front_matter_keeps_the_lines_of_its_file() -> None:
    source = read(FILE, shown="kinds/x.html.j2", text="a: b\nc: d\n", first_line=2)
    assert source.place(("c",)) == Place("kinds/x.html.j2", 3, 4)
    assert source.place() == Place("kinds/x.html.j2", 2, 1)


def test_broken_front_matter_is_told_by_the_lines_of_its_file() -> None:
    with pytest.raises(ContentError) as caught:
        read(FILE, text="a: [b, c\nd: e\n", first_line=7)
    assert [str(problem) for problem in caught.value.problems] == [
        "a.yaml:8:2: the list opened on line 7 is not closed before this."
        " close the brackets, or put the text in quotes [S110]"
    ]


# --- the file ------------------------------------------------------------------------------------


def refused_file(path: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(path, shown="x.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("ü: ß\n".encode())
    source = read(tmp_path / "a.yaml")
    assert source.data == {"ü": "ß"}
    assert source.file == str(tmp_path / "a.yaml")


def test_missing_file_suggests_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "talks.yaml").touch()
    assert refused_file(tmp_path / "talk.yaml") == [
        "x.yaml:1:1: there is no such file. did you mean 'talks.yaml'? [S101]"
    ]


def test_missing_directory(tmp_path: Path) -> None:
    assert refused_file(tmp_path / "no" / "talk.yaml") == [
        "x.yaml:1:1: there is no such file. check the name of the directory [S101]"
    ]


def test_impossible_name(tmp_path: Path) -> None:
    assert refused_file(tmp_path / "a\0b") == [
        "x.yaml:1:1: there is no such file. check the name [S101]"
    ]


def test_directory(tmp_path: Path) -> None:
    assert refused_file(tmp_path) == [
        "x.yaml:1:1: this is a directory, not a file. name a file inside it [S102]"
    ]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert refused_file(tmp_path / "loop") == [
        "x.yaml:1:1: the file cannot be read: too many levels of symbolic links."
        " check its name and permissions [S103]"
    ]


def test_not_utf_8_tells_the_first_bad_byte(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("é: x\nb: caf".encode() + b"\xe9\nc: \xff")
    assert refused_file(tmp_path / "a.yaml") == [
        "x.yaml:2:7: the byte 0xE9 is not UTF-8 text. save the file as UTF-8 [S106]"
    ]


def test_not_utf_8_after_a_bom(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffa: ".encode() + b"\xe9")
    assert refused_file(tmp_path / "a.yaml")[0].startswith("x.yaml:1:4: the byte 0xE9 ")


def test_utf_16(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: b".encode("utf-16"))
    assert refused_file(tmp_path / "a.yaml") == [
        "x.yaml:1:1: the file is UTF-16 text. save it as UTF-8 [S106]"
    ]


def test_file_above_2_mb(tmp_path: Path) -> None:
    expected = ["x.yaml:1:1: the file is larger than 2 MB. split it into several files [S105]"]
    (tmp_path / "a.yaml").write_bytes(b"#" * 2_000_001)
    assert refused_file(tmp_path / "a.yaml") == expected


def test_text_above_2_mb() -> None:
    assert codes("#" * 2_000_001) == ["S105 1:1"]


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "~", "\ufeff"])
def test_empty_file(text: str) -> None:
    assert [problem.code for problem in refused(text)] == ["S104"]


@pytest.mark.parametrize(("text", "found"), [("- a\n", "a list"), ("word\n", "text")])
def test_top_that_is_no_block_of_fields(text: str, found: str) -> None:
    assert told(text) == [
        f"a.yaml:1:1: it holds {found} where fields are needed."
        " write fields, such as 'title: …' [S117]"
    ]


def test_top_that_is_a_list_is_told_with_what_else_is_wrong() -> None:
    assert codes("- &x a\n") == ["S117 1:1", "S112 1:3"]


def test_duplicate_key_names_the_first_line() -> None:
    assert told("a: 1\nb:\n  c: 1\n  d: 2\n  'c': 3\na: 4\n") == [
        "a.yaml:5:3: 'c' is given twice, first on line 3. keep one of the two [S111]",
        "a.yaml:6:1: 'a' is given twice, first on line 1. keep one of the two [S111]",
    ]


def test_every_duplicate_names_the_first_line() -> None:
    assert [problem.what for problem in refused("a: 1\na: 2\na: 3\n")] == [
        "'a' is given twice, first on line 1",
        "'a' is given twice, first on line 1",
    ]


def test_the_same_fields_under_a_duplicate_key_are_no_duplicates() -> None:
    assert codes("a: {x: 1}\na: {x: 2}\n") == ["S111 2:1"]


def test_the_same_key_in_two_blocks_is_fine() -> None:
    assert read(FILE, text="a: {x: 1}\nb: {x: 2}\n").data == {"a": {"x": "1"}, "b": {"x": "2"}}


def test_anchor_and_alias() -> None:
    assert told("a: &x b\nc: *x\n") == [
        "a.yaml:1:4: '&' at the start makes '&x' an anchor."
        " put the text in quotes, or delete the anchor [S112]",
        "a.yaml:2:4: '*' at the start makes '*x' an alias."
        " put the text in quotes, or write the value out in full [S112]",
    ]


def test_anchored_blocks_and_aliases_as_keys() -> None:
    assert codes("a: &x\n  b: c\n*x : d\n") == ["S112 1:4", "S112 3:1"]


def test_merge_key() -> None:
    assert codes("a:\n  <<: {b: c}\n  d: e\n") == ["S113 2:3"]


def test_quoted_merge_key_is_a_key() -> None:
    assert read(FILE, text="'<<': a\n").data == {"<<": "a"}


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("!urgent call", "!urgent"),
        ("!!python/name:os.system x", "tag:yaml.org,2002:python/name:os.system"),
    ],
)
def test_tag(written: str, tag: str) -> None:
    assert told(f"a: {written}\n") == [
        f"a.yaml:1:4: '!' at the start makes '{tag}' a tag."
        " put the text in quotes, or delete the tag [S114]"
    ]


def test_second_document() -> None:
    assert codes("a: b\n---\nc: d\n") == ["S115 2:1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n~: c\n", "S116 2:1"),
        ("null: c\n", "S116 1:1"),
        ("'': c\n", "S116 1:1"),
        ("a: b\n[c, d]: e\n", "S116 2:1"),
        ("a: {{ title }}\n", "S116 1:5"),
        ("? - x\n: y\n", "S116 1:3"),
    ],
)
def test_key_that_is_no_text(text: str, expected: str) -> None:
    assert codes(text) == [expected]


def test_what_follows_a_key_that_is_no_text_is_still_read() -> None:
    assert codes("[c, d]: e\nf: {g: 1, g: 2}\n") == ["S116 1:1", "S111 2:11"]


def test_fifty_levels_are_fine_and_one_more_is_not() -> None:
    assert isinstance(read(FILE, text="a: " + "[" * 49 + "]" * 49), Source)
    assert codes("a: " + "[" * 50 + "]" * 50) == ["S118 1:53"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_fifty_thousand_levels_do_not_end_the_process(opening: str) -> None:
    assert "S118" in [problem.code for problem in refused("x:\n  " + opening * 50_000)]


def test_more_than_200_000_keys_and_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of fewer than that, which the pure loader takes long for, the limit is as sharp."""
    assert strict_yaml.MAX_NODES == 200_000
    monkeypatch.setattr(strict_yaml, "MAX_NODES", 2_000)
    assert isinstance(read(FILE, text="a: [" + "x," * 1_997 + "]"), Source)
    assert codes("a: [" + "x," * 1_998 + "]") == ["S119 1:3999"]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000"),
        ("\x07", "U+0007"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028 (line separator)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\ud800", "U+D800"),
        ("\ufdd0", "U+FDD0"),
        ("\uffff", "U+FFFF"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\U0001fffe", "U+1FFFE"),
    ],
)
def test_character_that_no_document_can_carry(character: str, name: str) -> None:
    assert told(f"a: b\nc: x{character}y\n") == [
        f"a.yaml:2:5: the character {name} is not allowed."
        " delete it; many editors can show invisible characters [S107]"
    ]


@pytest.mark.parametrize(
    "escape",
    [r"\a", r"\0", r"\e", r"\r", r"\N", r"\L", r"\u0007", r"\u202E", r"\uFFFE", r"\U0010FFFF"],
)
def test_character_made_by_an_escape(escape: str) -> None:
    problems = refused(f'a: b\n"c": "x{escape}y"\n')
    assert [f"{p.code} {p.place.line}:{p.place.column}" for p in problems] == ["S107 2:6"]
    assert problems[0].remedy == "delete the escape"


@pytest.mark.parametrize("escape", [r"\uD800", r"\UFFFFFFFF", r"\U00110000", r"\q", r"\u12"])
def test_escape_that_makes_no_character(escape: str) -> None:
    assert {problem.code for problem in refused(f'a: "x{escape}y"\n')} <= {"S107", "S110"}


def test_all_kinds_of_problems_are_told_at_once() -> None:
    text = "a: \u202e\na: &x !y z\n<<: *x\n~: [b\n"
    assert codes(text) == [
        "S107 1:4",
        "S111 2:1",
        "S112 2:4",
        "S114 2:4",
        "S113 3:1",
        "S112 3:5",
        "S116 4:1",
        "S110 5:1",
    ]


def test_a_hundred_problems_are_enough() -> None:
    assert len(refused("a: [" + "*x, " * 5_000 + "]")) == 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t: Talks: a failure\n", "1:9: a colon does not fit here"),
        ("t:\n\ta: b\n", "2:1: a tab is used to indent"),
        ("t: @home\n", "1:4: a value cannot begin with '@'"),
        ("t: **bold** text\n", "1:5: a value cannot begin with '*' or '&'"),
        ("a: b\njust words\nc: d\n", "2:1: this line has no colon"),
        ('a: b\nt: "open\nc: d\n', "2:4: this quotation mark is never closed"),
        ("a: b\nt: [c, d\ne: f\n", "3:2: the list opened on line 2 is not closed before this"),
        ("t: {c: d\ne: f\n", "2:2: the block opened on line 1 is not closed before this"),
        ("t:\n  a: b\n c: d\n", "3:2: this does not belong to the block begun on line 1"),
        ("t: 'it's'\n", "1:8: this does not belong to the block begun on line 1"),
        ("t: | text\n", "1:6: only a comment may follow '|' or '>'"),
        ("t: - a\n", "1:4: a '-' does not fit here"),
    ],
)
def test_broken_yaml_is_told_in_plain_words(text: str, expected: str) -> None:
    assert told(text)[0].startswith(f"a.yaml:{expected}. ")


def test_reads_without_libyaml() -> None:
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "import yaml, pathlib; assert not yaml.__with_libyaml__\n"
        "from briefings.source import read\n"
        "print(read(pathlib.Path('a'), text='a: [NO, 1.10]').data)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "{'a': ['NO', '1.10']}\n"


# --- whatever is written -------------------------------------------------------------------------

ANY = st.one_of(
    st.text(),
    st.text(alphabet="ab:-[]{}#&*!|>'\"%@`\\u0<~?,. \n\t\r\x07\u202e\ufeff\ud800é😀", max_size=60),
    st.lists(
        st.one_of(
            st.sampled_from(["a: ", "b:", "\n", "\n  ", "- ", "[", "]", "{", "}", "#", "~", "\t"]),
            st.sampled_from(['"', "'", "&x ", "*x", "!t ", "<<: ", "? ", ": ", "|\n", ">-\n"]),
            st.sampled_from(["---\n", "...\n", "%YAML 1.1\n", r"\U00110000", r"\u202e"]),
        ),
        max_size=30,
    ).map("".join),
)
FUZZ = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(ANY)
def test_any_text_is_read_or_refused_at_a_place_on_one_line(text: str) -> None:
    try:
        source = read(FILE, text=text)
    except ContentError as error:
        for problem in error.problems:
            assert len(str(problem).splitlines()) == 1
            assert problem.what
            assert problem.remedy
            assert 1 <= problem.place.line <= text.count("\n") + text.count("\r") + 2
    else:
        assert isinstance(source.data, dict)


@FUZZ
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(content)
    with suppress(ContentError):
        assert isinstance(read(path).data, dict)


def _ordinary(text: str) -> bool:
    return all(
        unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp") for c in text
    )


WORDS = st.text(max_size=20).filter(_ordinary)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(WORDS.filter(bool), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(FUZZ, max_examples=100)
@given(st.dictionaries(WORDS.filter(bool), TREES, min_size=1, max_size=4))
def test_json_comes_back_as_it_is_with_every_value_at_its_place(data: dict[str, object]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    source = read(FILE, text=text)
    assert source.data == data
    lines = text.split("\n")
    for key, value in data.items():
        place, key_place = source.place((key,)), source.key_place((key,))
        assert lines[place.line - 1][place.column - 1] == json.dumps(value)[0]
        assert lines[key_place.line - 1].startswith(json.dumps(key, ensure_ascii=False), 2)

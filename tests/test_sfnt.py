"""What is asked of fonts is read as the library of fonts reads it, or left to that."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, TTLibError

from briefings.letters import fonts, sfnt

FOLDER = Path(__file__).parents[1] / "templates/fonts"
EVERY = sorted(FOLDER.glob("*.ttf"))
SERIF = FOLDER / "SourceSerif4-Regular.ttf"


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_family_and_face_are_those_that_the_library_finds(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        expected = font["name"].getDebugName(sfnt.FAMILY), font["OS/2"].fsSelection
    assert (sfnt.asked(path, sfnt.family), sfnt.asked(path, sfnt.selection)) == expected


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_features_are_those_that_the_library_finds(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        listed = font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else ()
        assert sfnt.asked(path, sfnt.features) == frozenset(r.FeatureTag for r in listed)


@pytest.mark.parametrize("stem", ["SourceSerif4-Regular", "NotoNaskhArabic-Bold", "FiraSans-Bold"])
def test_characters_are_those_that_the_library_finds(stem: str) -> None:
    path = FOLDER / f"{stem}.ttf"
    with TTFont(path, lazy=True) as font:
        assert sfnt.asked(path, sfnt.characters) == font.getBestCmap().keys()


def named(*entries: tuple[int, int, int, bytes]) -> bytes:
    """A table of names, of each entry platform, encoding, language, and the family's name."""
    records, texts = b"", b""
    for platform, encoding, language, text in entries:
        place = (len(text), len(texts))
        records += struct.pack(">6H", platform, encoding, language, sfnt.FAMILY, *place)
        texts += text
    return struct.pack(">HHH", 0, len(entries), 6 + len(records)) + records + texts


MAC, WINDOWS, SWEDISH = (1, 0, 0, b"Mac"), (3, 1, 0x409, b"\0W\0i\0n"), (3, 1, 0x41D, b"\0S\0v")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((MAC, SWEDISH, WINDOWS), "Win"),
        ((SWEDISH, MAC), "Mac"),
        ((SWEDISH,), "Sv"),
        ((), None),
        (((1, 1, 0, b"Japan"),), None),
        (((3, 1, 0x409, b"\0W\0i\0"),), None),
    ],
    ids=["Windows first", "then Mac", "then any", "none", "another encoding", "half a character"],
)
def test_of_several_names_the_english_one_of_windows_is_taken(
    entries: tuple[tuple[int, int, int, bytes], ...], expected: str | None, tmp_path: Path
) -> None:
    table, file = named(*entries), tmp_path / "a.ttf"
    head = struct.pack(">4sH6x4s4xLL", b"OTTO", 1, b"name", 28, len(table))
    file.write_bytes(head + table)
    assert sfnt.asked(file, sfnt.family) == expected


def test_a_glyph_that_is_missing_is_no_character() -> None:
    groups = struct.pack(">6L", 65, 67, 0, 97, 98, 5)
    table = struct.pack(">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 40, 0, 2) + groups
    assert sfnt.characters(lambda tag: table) == frozenset((66, 67, 97, 98))


def test_a_file_that_is_cut_off_is_refused_by_the_library(tmp_path: Path) -> None:
    file = tmp_path / "cut.ttf"
    file.write_bytes(SERIF.read_bytes()[:20])
    assert sfnt.asked(file, sfnt.family) is None
    with pytest.raises(TTLibError):
        fonts.characters((file,))
